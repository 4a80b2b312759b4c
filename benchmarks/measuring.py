"""Run one command and see what it costs: time, processor time, peak memory.

What counts is the command's own process, not the sandbox it may have started; so the
kernel's books are read while it runs (`/proc`, hence Linux only).
"""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SAMPLE_SECONDS = 0.02
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
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> Cost:
    """Run a command to its end, and fail if it does."""
    started = time.monotonic()
    cpu_seconds = peak_megabytes = 0.0
    with (folder / "output.log").open("ab") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=output
        )
        while process.poll() is None:
            cpu_seconds = max(cpu_seconds, cpu_seconds_of(process.pid))
            peak_megabytes = max(peak_megabytes, peak_megabytes_of(process.pid))
            time.sleep(SAMPLE_SECONDS)
    elapsed = time.monotonic() - started
    if process.returncode:
        log = (folder / "output.log").read_text()[-4000:]
        raise RuntimeError(f"{' '.join(command)} failed:\n{log}")
    return Cost(elapsed, cpu_seconds, peak_megabytes)


def cpu_seconds_of(process: int) -> float:
    """Return the processor time of a process so far, its children's left out."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def peak_megabytes_of(process: int) -> float:
    """Return the most memory a process ever held; 0 once it has ended."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0
