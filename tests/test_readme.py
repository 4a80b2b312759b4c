"""The README's map of the rooms is the house as it stands."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOM = re.compile(r"^\| `([\w./]+)/` \|", re.MULTILINE)
COMMAND = re.compile(r"\bmake ([a-z-]+)\b")


def rooms() -> set[str]:
    """Every folder at the top, every room of models, every loader and every mart."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    kept = [Path(line) for line in listed.stdout.decode().splitlines()]
    folders = {parent for path in kept for parent in path.parents if parent.name}
    return {
        str(folder)
        for folder in folders
        if str(folder.parent) in {".", "loaders", "models", "models/marts"}
    }


def test_the_map_shows_every_room_and_no_other() -> None:
    mapped = ROOM.findall((ROOT / "README.md").read_text())
    assert len(mapped) == len(set(mapped))
    assert set(mapped) == rooms()


def test_the_commands_it_names_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    for document in ("README.md", "CONTRIBUTING.md"):
        named = set(COMMAND.findall((ROOT / document).read_text()))
        assert named <= targets, document
