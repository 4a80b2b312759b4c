"""`make bench`: measure what this project promises, and write benchmarks/README.md."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree, rmtree
from typing import TYPE_CHECKING, Any

import click
import duckdb

from benchmarks.measuring import Cost, cost_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
REPORT = Path(__file__).with_name("README.md")
TODAY = "2026-06-30"
THROUGHPUT_SCALE = 8
TRIES = 3
LOAD = [sys.executable, "-m", "loaders"]
LOAD_INVOICES = [*LOAD, "xero", "--resource", "invoices"]
BUILD = [
    *(str(Path(sys.executable).with_name("dbt")), "build"),
    *("--project-dir", str(ROOT), "--profiles-dir", str(ROOT / "profiles")),
    *("--target-path", "target", "--log-path", "logs"),
]
COUNT = """
    select
        count(*),
        sum(json_array_length(raw, '$.LineItems')),
        (
            select sum(epoch(finished_at - started_at))
            from raw_countinghouse.etl_run_log
            where resource = 'invoices'
        )
    from raw_xero.invoices
"""


def main() -> None:
    """Measure everything, then write the report."""
    rows = [*demo_rows(), *memory_rows()]
    throughput = throughput_lines()
    REPORT.write_text(report(rows, throughput))
    click.echo(REPORT.read_text())


@contextmanager
def empty_house(**settings: str) -> Iterator[tuple[Path, dict[str, str]]]:
    """Yield a working folder without a warehouse, and the environment for it."""
    with tempfile.TemporaryDirectory(prefix="countinghouse_bench_") as name:
        folder = Path(name)
        copytree(ROOT / ".dlt", folder / ".dlt", ignore=everything_but_settings)
        environment = {
            "HOME": name,
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "SANDBOX_TODAY": TODAY,
            "AS_OF_DATE": TODAY,
            "WAREHOUSE": "duckdb",
            "DUCKDB_PATH": str(folder / "warehouse.duckdb"),
            **settings,
        }
        yield folder, environment


def everything_but_settings(_: str, names: list[str]) -> set[str]:
    return set(names) - {"config.toml"}


def demo_rows() -> Iterator[tuple[str, Cost]]:
    with empty_house() as (folder, environment):
        load = [*LOAD, "--sandbox"]
        for again in ("first time", "again, nothing new"):
            what = f"`python -m loaders --sandbox`, {again}"
            yield said(what, cost_of(load, folder, environment))
            yield said(f"`dbt build`, {again}", cost_of(BUILD, folder, environment))


def memory_rows() -> Iterator[tuple[str, Cost]]:
    for scale in ("1", "4"):
        with empty_house(SANDBOX_SCALE=scale) as (folder, environment):
            command = [*LOAD, "xero", "--sandbox"]
            what = f"`SANDBOX_SCALE={scale} python -m loaders xero --sandbox`"
            yield said(what, cost_of(command, folder, environment))


def said(what: str, cost: Cost) -> tuple[str, Cost]:
    click.echo(f"{what}: {cost}", err=True)
    return what, cost


def throughput_lines() -> str:
    with empty_house(SANDBOX_SCALE=str(THROUGHPUT_SCALE)) as (folder, environment):
        with unlimited_sandbox(environment) as connections:
            environment.update(connections)
            loads = [invoices_load(folder, environment) for _ in range(1 + TRIES)]
        cost, (invoices, lines, seconds) = min(
            loads[1:], key=lambda load: load[0].elapsed_seconds
        )
    return (
        f"{invoices:,} invoices with {lines:,} lines over HTTP from a sandbox without\n"
        f"limits (`SANDBOX_SCALE={THROUGHPUT_SCALE}`) into an empty DuckDB file:\n"
        f"**{invoices / float(seconds):,.0f} invoices a second** while they are read "
        f"and committed ({float(seconds):.1f} s),\n"
        f"{invoices / cost.elapsed_seconds:,.0f} a second with starting Python and "
        f"creating tables ({cost.elapsed_seconds:.1f} s).\n"
        f"The loader used {cost.cpu_seconds:.1f} s of processor time and "
        f"{cost.peak_megabytes:.0f} MB. This is the quickest of {TRIES},\n"
        "after one more in which the sandbox writes out its books."
    )


def invoices_load(folder: Path, environment: dict[str, str]) -> tuple[Cost, Any]:
    """Load the invoices into a new file; keep nothing of it but the tokens."""
    warehouse = Path(environment["DUCKDB_PATH"])
    cost = cost_of(LOAD_INVOICES, folder, environment)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        counted = connection.execute(COUNT).fetchall()[0]
    warehouse.unlink()
    rmtree(folder / ".dlt/pipelines")
    said("load the invoices without limits", cost)
    return cost, counted


@contextmanager
def unlimited_sandbox(environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """Serve Xero without limits; yield its connections as environment variables."""
    command = [sys.executable, "-m", "sandbox", "--source", "xero", "--no-limits"]
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        told: dict[str, Any] = json.loads(process.stdout.readline())
        yield {
            f"SOURCES__XERO__CONNECTIONS__{name}__{key}".upper(): str(value)
            for name, connection in told["connections"]["xero"].items()
            for key, value in connection.items()
        }


def report(rows: list[tuple[str, Cost]], throughput: str) -> str:
    peaks = [cost.peak_megabytes for what, cost in rows if "SANDBOX_SCALE" in what]
    table = "\n".join(f"| {what} | {cost} |" for what, cost in rows)
    demo_seconds = sum(cost.elapsed_seconds for _, cost in rows[:2])
    return f"""# Benchmarks

Written by `make bench` on {datetime.now(UTC):%d %B %Y}: {machine()}.
The sandbox's day is {TODAY}; each measurement starts in an empty folder.

| what | elapsed | processor | peak memory |
|---|---|---|---|
{table}

`make demo` is the first two rows, {demo_seconds:.0f} s, once `make setup` is done.
Processor time and memory are those of the command itself; the sandbox runs beside it,
on the same cores. Peak memory at scale 4 is {peaks[1] / peaks[0]:.2f} times that at 1.

## Invoices a second

{throughput}
"""


def machine() -> str:
    """Return what the numbers depend on."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{len(os.sched_getaffinity(0))} cores ({platform.machine()}), "
        f"{gigabytes:.0f} GB of memory, Python {platform.python_version()}, "
        f"DuckDB {duckdb.__version__}"
    )


if __name__ == "__main__":
    main()
