"""The demo, first and again; and memory, which must not grow with the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.house import LOAD, TODAY, dbt, empty_house, said
from benchmarks.measuring import cost_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.measuring import Cost


def demo_section() -> str:
    """Measure the demo, and loading at two scales."""
    demo, memory = list(demo_rows()), list(memory_rows())
    table = "\n".join(f"| {what} | {cost} |" for what, cost in (*demo, *memory))
    seconds = sum(cost.elapsed_seconds for _, cost in demo[:2])
    peaks = [cost.peak_megabytes for _, cost in memory]
    return f"""\
The sandbox's day is {TODAY}; each measurement starts in an empty folder.

| what | elapsed | processor | peak memory |
|---|---|---|---|
{table}

`make demo` is the first two rows, {seconds:.0f} s, once `make setup` is done.
Processor time and memory are those of the command itself; the sandbox runs beside it,
on the same cores. Peak memory at scale 4 is {peaks[1] / peaks[0]:.2f} times that at 1.
"""


def demo_rows() -> Iterator[tuple[str, Cost]]:
    with empty_house() as (folder, environment):
        load, build = [*LOAD, "--sandbox"], dbt(folder, "build")
        for again in ("first time", "again, nothing new"):
            what = f"`python -m loaders --sandbox`, {again}"
            yield said(what, cost_of(load, folder, environment))
            yield said(f"`dbt build`, {again}", cost_of(build, folder, environment))


def memory_rows() -> Iterator[tuple[str, Cost]]:
    for scale in ("1", "4"):
        with empty_house(SANDBOX_SCALE=scale) as (folder, environment):
            command = [*LOAD, "xero", "--sandbox"]
            what = f"`SANDBOX_SCALE={scale} python -m loaders xero --sandbox`"
            yield said(what, cost_of(command, folder, environment))
