"""benchmarks/README.md: a section per kind of measurement, each with its own date."""

from __future__ import annotations

import os
import platform
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

REPORT = Path(__file__).with_name("README.md")
OPENING = """\
# Benchmarks

Written by `make bench`; `python -m benchmarks --only sizes` measures again what one
section says and leaves the others.
"""
SECTION = re.compile(r"^## (.+)\n\n((?:(?!## ).*\n)*)", re.MULTILINE)


def rewrite(measured: Mapping[str, str], order: Sequence[str]) -> None:
    """Put new sections, by their headings, in the place of those of that heading."""
    so_far = REPORT.read_text() if REPORT.exists() else ""
    written: dict[str, str] = dict(SECTION.findall(so_far))
    for heading, text in measured.items():
        written[heading] = f"{today_on_this_machine()}\n\n{text}"
    sections = [
        f"## {heading}\n\n{written[heading].strip()}\n"
        for heading in order
        if heading in written
    ]
    REPORT.write_text("\n".join([OPENING, *sections]))


def today_on_this_machine() -> str:
    """Return when, and on what, all of which the numbers depend on."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"Measured on {datetime.now(UTC):%d %B %Y}: "
        f"{len(os.sched_getaffinity(0))} cores ({platform.machine()}), "
        f"{gigabytes:.0f} GB of memory, Python {platform.python_version()}, "
        f"DuckDB {duckdb.__version__}."
    )
