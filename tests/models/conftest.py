"""Warehouses that the tests of the models share, one module after another."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from tests.models import raw
from tests.warehouses.bigquery.gate import Gate
from tests.warehouses.bigquery.serving import Nothing, serving
from tests.warehouses.googlesql.warehouse import GoogleWarehouse
from tests.warehouses.warehouse import Warehouse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import RunDbt
    from tests.models.raw import AnyWarehouse
    from tests.warehouses.postgres_server import PostgresServer


@pytest.fixture(scope="session")
def duckdb_warehouse(
    tmp_path_factory: pytest.TempPathFactory, run_dbt: RunDbt
) -> Warehouse:
    """One DuckDB file: dbt then parses the project once, not once per module."""
    path = tmp_path_factory.mktemp("duckdb") / "warehouse.duckdb"
    duckdb.connect(path).close()
    return Warehouse({"WAREHOUSE": "duckdb", "DUCKDB_PATH": str(path)}, run_dbt)


@pytest.fixture(scope="session")
def postgres_warehouse(
    postgres_server: PostgresServer, run_dbt: RunDbt
) -> Iterator[Warehouse]:
    """One database of the tests' Postgres."""
    with postgres_server.database() as environment:
        yield Warehouse({"WAREHOUSE": "postgres", **environment}, run_dbt)


@dataclass(frozen=True)
class Begun:
    """A warehouse of empty raw tables, staged and with its seeds, as often as asked."""

    warehouse: Warehouse
    restore: Callable[[], object]


@pytest.fixture(scope="session")
def duckdb_begun(duckdb_warehouse: Warehouse) -> Begun:
    """A copy of the file: no module builds what none of them changes."""
    begin(duckdb_warehouse)
    file = Path(duckdb_warehouse.environment["DUCKDB_PATH"])
    kept = shutil.copy(file, file.with_name("begun.duckdb"))
    return Begun(duckdb_warehouse, lambda: shutil.copy(kept, file))


@pytest.fixture(scope="session")
def postgres_begun(
    postgres_server: PostgresServer, postgres_warehouse: Warehouse
) -> Begun:
    """The same on Postgres, where a database is the copy of another."""
    begin(postgres_warehouse)
    name = postgres_warehouse.environment["PGDATABASE"]
    postgres_server.copy(name, kept := f"{name}_begun")
    return Begun(postgres_warehouse, lambda: postgres_server.copy(kept, name))


@pytest.fixture(scope="session")
def google_warehouse(
    tmp_path_factory: pytest.TempPathFactory, run_dbt: RunDbt
) -> Iterator[GoogleWarehouse]:
    """Google's engine, told by dbt what it would send to BigQuery."""
    folder = tmp_path_factory.mktemp("google")
    with serving(Gate(Nothing()), folder) as environment:
        yield GoogleWarehouse(environment, run_dbt)


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def warehouse(request: pytest.FixtureRequest) -> Warehouse:
    """Each warehouse in turn, with empty raw tables, the views on them, and seeds."""
    begun: Begun = request.getfixturevalue(f"{request.param}_begun")
    begun.restore()
    return begun.warehouse


@pytest.fixture(scope="module", params=["duckdb", "postgres", "google"])
def any_warehouse(request: pytest.FixtureRequest) -> AnyWarehouse:
    """Each warehouse in turn, what stands in for BigQuery last."""
    found: AnyWarehouse = request.getfixturevalue(f"{request.param}_warehouse")
    empty(found)
    return found


def begin(warehouse: Warehouse) -> None:
    """Build what only reads what a test has not written yet."""
    empty(warehouse)
    warehouse.dbt("seed")
    warehouse.dbt("run", "--select", "staging")


def empty(warehouse: AnyWarehouse) -> None:
    """Leave nothing in a warehouse but empty raw tables."""
    warehouse.drop_schemas()
    raw.create_tables(warehouse)
