"""`make test-warehouses`: readers see the same in every warehouse, cell by cell.

The loaders load the sandbox once, into DuckDB. Postgres is given the same raw rows and
dbt builds both; what dbt compiles for BigQuery runs on Google's own reference engine,
from the same rows. Then every relation of every mart is compared. This Postgres sorts
text as people do and the others by bytes, so a figure that hangs on the order of text
differs.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tests.warehouses.bigquery.gate import Gate
from tests.warehouses.bigquery.serving import Nothing, serving
from tests.warehouses.postgres_server import running_server
from tests.warehouses.three.comparison import Table, compare
from tests.warehouses.three.copying import copy_raw_tables, create_raw_tables
from tests.warehouses.three.google import ReferenceEngine
from tests.warehouses.three.house import (
    NO_TESTS,
    NO_UNIT_TESTS,
    UNIT_TESTS,
    House,
    step,
)
from tests.warehouses.three.marts import Mart, held_marts, promised_marts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tests.warehouses.three.house import Command

SORTED_FOR_PEOPLE = "en-US"
GOOGLE = "Google's engine"

Marts = dict[str, Table]


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
        promised = promised_marts(duckdb.target)
        google = run_on_google(folder, duckdb, promised)
        with step("Read every mart of both"):
            ours = held_marts(duckdb.environment, promised)
            theirs = held_marts(postgres.environment, promised)
        sys.exit(differ(promised, ours, {postgres.kind: theirs, GOOGLE: google}))


def fill(duckdb: House, postgres: House) -> None:
    """Load the one, and give the other the same rows."""
    with step("Load the sandbox into DuckDB"):
        duckdb.start_load().finish()
    with step("Copy its raw tables to Postgres"):
        create_raw_tables(postgres.environment)
        copy_raw_tables(duckdb.environment, postgres.environment)


def build(*houses: House) -> None:
    """Build all at the same time, and test all but DuckDB.

    There `make demo` runs the data tests, and `make test` the unit tests.
    """
    with step(f"Build {' and '.join(house.kind for house in houses)} with dbt"):
        left_out = {"duckdb": NO_TESTS}
        finish(
            house.start_build(*left_out.get(house.kind, NO_UNIT_TESTS))
            for house in houses
        )
    with step("Run the unit tests"):
        finish(
            house.start_test(UNIT_TESTS) for house in houses if house.kind != "duckdb"
        )


def finish(started: Iterable[Command]) -> None:
    """Wait for all of them before the first failure is shown."""
    commands = [*started]
    for command in commands:
        command.process.wait()
    for command in commands:
        command.finish()


def run_on_google(folder: Path, duckdb: House, promised: Mapping[str, Mart]) -> Marts:
    """Run every model on Google's engine; return what it found for the marts."""
    with (
        step("Compile every model for BigQuery"),
        serving(Gate(Nothing()), folder) as environment,
    ):
        bigquery = House(folder, environment)
        bigquery.start_compile().finish()
    with step(f"Run every model on {GOOGLE}"):
        engine = ReferenceEngine(bigquery.target, duckdb.environment["DUCKDB_PATH"])
        engine.run()
    if engine.refused:
        lines = [f"{name}: {why}" for name, why in sorted(engine.refused.items())]
        raise SystemExit("\n".join([*lines, f"{GOOGLE} does not run these."]))
    return engine.marts(promised)


def differ(
    promised: Mapping[str, Mart], ours: Marts, others: Mapping[str, Marts]
) -> bool:
    """Compare every mart and say what differs; the last line says how many do."""
    names = sorted({*promised}.union(ours, *others.values()))
    differing = set()
    for side, theirs in others.items():
        for name in names:
            mart = promised.get(name, Mart())
            for line in compare_mart(name, mart, {"duckdb": ours, side: theirs}):
                differing.add(name)
                click.echo(line)
    for line in not_compared(promised, ours):
        click.echo(line)
    *most, last = "duckdb", *others
    click.echo(
        f"{len(names)} relations compared on {', '.join(most)} and {last}, "
        f"{len(differing)} differ"
    )
    return bool(differing) or not names


def not_compared(
    promised: Mapping[str, Mart], held: Mapping[str, Table]
) -> Iterator[str]:
    """Say what equality does not speak of: volatile columns, relations without rows."""
    for name, mart in sorted(promised.items()):
        for column in sorted(mart.volatile):
            yield f"Left out, as it differs by nature: {name}.{column}"
        if name in held and not held[name].rows:
            yield f"Compared by its columns only, as it has no rows: {name}"


def compare_mart(name: str, mart: Mart, sides: Mapping[str, Marts]) -> list[str]:
    """Return what is wrong with a mart, which may be that it is not there."""
    absent = [side for side, marts in sides.items() if name not in marts]
    if absent:
        return [f"{name}: missing on {' and '.join(absent)}"]
    (one, ours), (two, theirs) = sides.items()
    return compare(name, ours[name], theirs[name], mart.volatile, (one, two))


if __name__ == "__main__":
    main()
