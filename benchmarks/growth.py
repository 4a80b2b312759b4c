"""What builds at several sizes say together: whether history makes a day dearer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.house import TODAY
from benchmarks.sizes import DAYS, SAME_LINES, SIZES, SOURCES, measured

if TYPE_CHECKING:
    from benchmarks.sizes import Measured

SHORT, LONG = 100_000, 1_000_000
SLOWEST = 12


def sizes_section() -> str:
    """Build at every size, and tell what it cost."""
    found = {(kind, lines): measured(kind, lines) for kind, lines in SIZES}
    rows = "\n".join(
        f"| {each.kind} | {each.sales_lines:,} | {what} | {cost} |"
        for each in found.values()
        for what, cost in each.costs.items()
    )
    return f"""\
`dbt build`, every test included, on {TODAY}, the day of the sandbox. Its world was made
larger, and the loaders of {", ".join(SOURCES)} filled an empty warehouse from it, over
HTTP and from a folder. A sales line is a row of `fct_sales_line`. Lines change by
invoices of Xero appended to raw: half of them old ones in which a line reads
differently, half of them new ones and their journals. {SAME_LINES:,} lines change
{DAYS} times; shown is the time that took the least processor time.

| warehouse | sales lines | built | elapsed | processor | peak memory |
|---|---|---|---|---|---|
{rows}

On Postgres processor time and memory are dbt's and the server's together.

{growth(found["duckdb", SHORT], found["duckdb", LONG])}"""


def growth(short: Measured, long: Measured) -> str:
    """Compare the same day's work at two sizes of history, dbt's start-up aside."""
    before, after = (
        each.cheapest_day.cpu_seconds - each.start_up.cpu_seconds
        for each in (short, long)
    )
    grown = sorted(
        long.node_seconds,
        key=lambda name: short.node_seconds[name] - long.node_seconds[name],
    )
    rows = "\n".join(
        f"| {name} | {short.node_seconds[name]:.2f} s "
        f"| {long.node_seconds[name]:.2f} s |"
        for name in grown[:SLOWEST]
    )
    return f"""\
With {long.sales_lines:,} sales lines behind them, {SAME_LINES:,} changed lines cost
**{after / before:.2f} times** the processor time that they cost with
{short.sales_lines:,}: {after:.1f} s and {before:.1f} s on DuckDB, dbt's start-up aside.
What grew most, in elapsed seconds, two at a time:

| node | at {short.sales_lines:,} | at {long.sales_lines:,} |
|---|---|---|
{rows}
"""
