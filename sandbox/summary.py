"""What the demo leaves to look at: the sizes of the marts, and what ties out."""

from __future__ import annotations

import os
from decimal import Decimal

import click
import duckdb
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

MARTS = """
    select
        schema_name || '.' || table_name as mart,
        estimated_size as rows
    from duckdb_tables()
    where starts_with(schema_name, 'mart_')
    order by mart
"""
TIE_OUTS = """
    select
        connection,
        check_name as check,
        currency_code as currency,
        vendor_amount as vendor,
        our_amount as ours,
        explained_amount as explained,
        difference
    from mart_platform.tie_outs
    order by connection, check_name, currency_code
"""


def main() -> None:
    """Print both, and where to go from there."""
    path = os.environ["DUCKDB_PATH"]
    with duckdb.connect(path, read_only=True) as warehouse:
        show("The marts", warehouse.execute(MARTS))
        show("What the vendor says, and what we say", warehouse.execute(TIE_OUTS))
    click.echo(
        f"Everything is in {path}: start with mart_finance.ar_aging_by_customer,\n"
        "mart_operations.kpi_daily_regional_consolidated and mart_platform.tie_outs.\n"
        "`make docs` writes site/index.html, which describes every column."
    )


def show(title: str, found: duckdb.DuckDBPyConnection) -> None:
    """Print a query's result as a table, amounts to the cent."""
    table = Table(
        title=title, title_justify="left", box=SIMPLE_HEAD, title_style="bold"
    )
    for name, kind, *_ in found.description:
        is_text = kind == duckdb.sqltype("varchar")
        table.add_column(name, justify="left" if is_text else "right", no_wrap=True)
    for row in found.fetchall():
        table.add_row(*map(shown, row))
    Console(width=110).print(table)


def shown(cell: object) -> str:
    """Return a cell as people read it; nothing for null."""
    if isinstance(cell, Decimal):
        return f"{cell:,.2f}"
    if isinstance(cell, int):
        return f"{cell:,}"
    return "" if cell is None else str(cell)


if __name__ == "__main__":
    main()
