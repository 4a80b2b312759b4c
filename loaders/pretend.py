"""The sandbox, started as a process of its own: pretend vendors for a first look."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.contract import Connection, LoaderError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.contract import Source

PROJECT = Path(__file__).parents[1]
STOP_SECONDS = 10


@contextmanager
def sandbox(sources: Sequence[Source]) -> Iterator[dict[str, list[Connection]]]:
    """Start the sandbox, yield its connections by source, and end it."""
    command = [sys.executable, "-m", "sandbox"]
    for source in sources:
        command += ["--source", source.name]
    search = os.pathsep.join([str(PROJECT), os.environ.get("PYTHONPATH", "")])
    process = subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": search.rstrip(os.pathsep)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield _connections(process, sources)
    finally:
        _stop(process)


def _connections(
    process: subprocess.Popen[str], sources: Sequence[Source]
) -> dict[str, list[Connection]]:
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        raise LoaderError(
            "the sandbox did not start", "Try `python -m sandbox` to see why."
        )
    told = json.loads(line)
    given, today = told["connections"], date.fromisoformat(told["today"])
    return {
        source.name: [
            Connection(source.name, name, {**source.optional, **settings}, True, today)
            for name, settings in given.get(source.name, {}).items()
        ]
        for source in sources
    }


def _stop(process: subprocess.Popen[str]) -> None:
    """Close its input, which is how the sandbox learns that nobody needs it."""
    if process.stdin:
        process.stdin.close()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
