"""The folder that the office exports into, and the strings that tests pull."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sandbox import reckon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.world import Group

CONNECTION, COMPANY = "reckon_harbour", "Harbour Roasters"


@dataclass(frozen=True)
class Folder:
    """The folder of exports; names are file names in it."""

    path: Path

    def write(self, name: str, content: bytes | str) -> None:
        """Put a file there, or another in its place; text is written as UTF-8."""
        content = content.encode() if isinstance(content, str) else content
        (self.path / name).write_bytes(content)

    def read(self, name: str) -> bytes:
        """Return what a file holds."""
        return (self.path / name).read_bytes()

    def replace(self, name: str, old: str, new: str, encoding: str = "cp1252") -> None:
        """Change every occurrence of a text in a file; it must be there."""
        text = self.read(name).decode(encoding)
        if old not in text:
            raise ValueError(f"{name} does not say {old!r}")
        self.write(name, text.replace(old, new).encode(encoding))

    def remove(self, name: str) -> None:
        """Take a file away."""
        (self.path / name).unlink()

    def names(self) -> list[str]:
        """Return the names of the files, sorted."""
        return sorted(each.name for each in self.path.iterdir())


@contextmanager
def exported(group: Group | None) -> Iterator[Folder | None]:
    """Write the group's exports into a folder of their own until the block ends.

    Yields nothing where nobody asks, or the first books do not exist (yet).
    """
    former = group.former if group else None
    if group is None or former is None or group.today < former.opened:
        yield None
        return
    with TemporaryDirectory(prefix="reckon-") as path:
        folder = Folder(Path(path))
        for name, content in reckon.files(former, group.today).items():
            folder.write(name, content)
        yield folder


def connections(folder: Folder | None) -> dict[str, dict[str, Any]]:
    """Return what a loader has to know; no connection where nothing is exported."""
    if folder is None:
        return {}
    return {CONNECTION: {"folder": str(folder.path), "company": COMPANY}}
