"""Run one command and see what it costs: time, processor time, peak memory.

What counts is the command's own process, and the database server if it works for one;
not the sandbox it may have started. So the kernel's books are read while it runs
(`/proc`, hence Linux only).
"""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SAMPLE_SECONDS = 0.02
# A server shares its memory among many processes, which takes the kernel long to tell.
SAMPLES_PER_SERVER_SAMPLE = 25
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """What a command cost."""

    elapsed_seconds: float
    cpu_seconds: float
    peak_megabytes: float

    def __str__(self) -> str:
        """Return the cells of a row of the report."""
        return (
            f"{self.elapsed_seconds:.1f} s | {self.cpu_seconds:.1f} s "
            f"| {self.peak_megabytes:.0f} MB"
        )


def cost_of(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    server: int | None = None,
) -> Cost:
    """Run a command to its end, and fail if it does; `server` works for it."""
    started, server_began = time.monotonic(), cpu_seconds_of_server(server)
    cpu_seconds = peak_megabytes = server_megabytes = 0.0
    with (folder / "output.log").open("ab") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=output
        )
        for sample in count():
            if process.poll() is not None:
                break
            cpu_seconds = max(cpu_seconds, cpu_seconds_of(process.pid))
            peak_megabytes = max(peak_megabytes, peak_megabytes_of(process.pid))
            if sample % SAMPLES_PER_SERVER_SAMPLE == 0:
                server_megabytes = max(server_megabytes, megabytes_of_server(server))
            time.sleep(SAMPLE_SECONDS)
    elapsed = time.monotonic() - started
    if process.returncode:
        log = (folder / "output.log").read_text()[-4000:]
        raise RuntimeError(f"{' '.join(command)} failed:\n{log}")
    cpu_seconds += cpu_seconds_of_server(server) - server_began
    return Cost(elapsed, cpu_seconds, peak_megabytes + server_megabytes)


def cpu_seconds_of(process: int, *, with_ended_children: bool = False) -> float:
    """Return the processor time of a process so far; 0 once it is gone."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(map(int, fields[11 : 15 if with_ended_children else 13])) / TICKS


def peak_megabytes_of(process: int) -> float:
    """Return the most memory a process ever held; 0 once it has ended."""
    return kilobytes(Path(f"/proc/{process}/status"), "VmHWM:") / 1024


def cpu_seconds_of_server(server: int | None) -> float:
    """Return the processor time of a server and all it has started, ended or not."""
    if server is None:
        return 0.0
    own = cpu_seconds_of(server, with_ended_children=True)
    return own + sum(cpu_seconds_of(child) for child in children_of(server))


def megabytes_of_server(server: int | None) -> float:
    """Return the memory that a server and its children hold, what they share once."""
    if server is None:
        return 0.0
    family = [server, *children_of(server)]
    books = [Path(f"/proc/{one}/smaps_rollup") for one in family]
    return sum(kilobytes(book, "Pss:") for book in books) / 1024


def children_of(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(child) for child in listed.split()]


def kilobytes(book: Path, name: str) -> int:
    """Return an entry of a process' books; 0 once it has ended."""
    try:
        lines = book.read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)
