"""Invoices a second, from a vendor that never says wait."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any

import duckdb

from benchmarks.house import LOAD, empty_house, said, unlimited_sandbox
from benchmarks.measuring import cost_of

if TYPE_CHECKING:
    from benchmarks.measuring import Cost

SCALE = 8
TRIES = 3
LOAD_INVOICES = [*LOAD, "xero", "--resource", "invoices"]
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


def throughput_section() -> str:
    """Load the same invoices a few times, and report the quickest."""
    with empty_house(SANDBOX_SCALE=str(SCALE)) as (folder, environment):
        with unlimited_sandbox(environment, "xero") as connections:
            environment.update(connections)
            loads = [invoices_load(folder, environment) for _ in range(1 + TRIES)]
        cost, (invoices, lines, seconds) = min(
            loads[1:], key=lambda load: load[0].elapsed_seconds
        )
    return (
        f"{invoices:,} invoices with {lines:,} lines over HTTP from a sandbox without\n"
        f"limits (`SANDBOX_SCALE={SCALE}`) into an empty DuckDB file:\n"
        f"**{invoices / float(seconds):,.0f} invoices a second** while they are read "
        f"and committed ({float(seconds):.1f} s),\n"
        f"{invoices / cost.elapsed_seconds:,.0f} a second with starting Python and "
        f"creating tables ({cost.elapsed_seconds:.1f} s).\n"
        f"The loader used {cost.cpu_seconds:.1f} s of processor time and "
        f"{cost.peak_megabytes:.0f} MB. This is the quickest of {TRIES},\n"
        "after one more in which the sandbox writes out its books.\n"
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
