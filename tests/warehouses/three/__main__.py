"""`make test-warehouses`: readers see the same in every warehouse, cell by cell.

The loaders load the sandbox once, into DuckDB. Postgres is given the same raw rows, dbt
builds both, and every relation of every mart is compared. This Postgres sorts text as
people do and DuckDB by bytes, so a figure that hangs on the order of text differs.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tests.warehouses.postgres_server import running_server
from tests.warehouses.three.comparison import compare
from tests.warehouses.three.copying import copy_raw_tables, create_raw_tables
from tests.warehouses.three.house import House, step
from tests.warehouses.three.marts import Mart, held_marts, promised_marts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.warehouses.three.comparison import Table

SORTED_FOR_PEOPLE = "en-US"


def main() -> None:
    """Fill, build and compare; exit with 1 if anything differs."""
    with (
        tempfile.TemporaryDirectory(prefix="countinghouse_three_") as name,
        running_server(icu_locale=SORTED_FOR_PEOPLE) as server,
        server.database() as database,
    ):
        folder = Path(name)
        file = {"DUCKDB_PATH": str(folder / "warehouse.duckdb")}
        duckdb = House(folder, {"WAREHOUSE": "duckdb", **file})
        postgres = House(folder, {"WAREHOUSE": "postgres", **database})
        fill(duckdb, postgres)
        build(duckdb, postgres)
        sys.exit(differ(duckdb, postgres))


def fill(duckdb: House, postgres: House) -> None:
    """Load the one, and give the other the same rows."""
    with step("Load the sandbox into DuckDB"):
        duckdb.start_load().finish()
    with step("Copy its raw tables to Postgres"):
        create_raw_tables(postgres.environment)
        copy_raw_tables(duckdb.environment, postgres.environment)


def build(*houses: House) -> None:
    """Build all at the same time."""
    with step(f"Build {' and '.join(house.kind for house in houses)} with dbt"):
        commands = [house.start_build() for house in houses]
        for command in commands:
            command.process.wait()
        for command in commands:
            command.finish()


def differ(ours: House, theirs: House) -> bool:
    """Compare every mart and say what differs; the last line says how many do."""
    sides = ours.kind, theirs.kind
    promised = promised_marts(ours.target)
    with step("Read every mart of both"):
        held = [held_marts(house.environment, promised) for house in (ours, theirs)]
    names = sorted({*promised, *held[0], *held[1]})
    differing = 0
    for name in names:
        complaints = compare_mart(name, promised.get(name, Mart()), held, sides)
        differing += bool(complaints)
        for line in complaints:
            click.echo(line)
    for line in not_compared(promised, held[0]):
        click.echo(line)
    click.echo(
        f"{len(names)} relations compared on {' and '.join(sides)}, {differing} differ"
    )
    return differing > 0 or not names


def not_compared(
    promised: Mapping[str, Mart], held: Mapping[str, Table]
) -> Iterator[str]:
    """Say what equality does not speak of: volatile columns, relations without rows."""
    for name, mart in sorted(promised.items()):
        for column in sorted(mart.volatile):
            yield f"Left out, as it differs by nature: {name}.{column}"
        if name in held and not held[name].rows:
            yield f"Compared by its columns only, as it has no rows: {name}"


def compare_mart(
    name: str, mart: Mart, held: Sequence[Mapping[str, Table]], sides: tuple[str, str]
) -> list[str]:
    """Return what is wrong with a mart, which may be that it is not there."""
    absent = [
        side for side, marts in zip(sides, held, strict=True) if name not in marts
    ]
    if absent:
        return [f"{name}: missing on {' and '.join(absent)}"]
    return compare(name, held[0][name], held[1][name], mart.volatile, sides)


if __name__ == "__main__":
    main()
