"""Warehouses that the tests of the models share, one module after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.models import raw
from tests.warehouses.warehouse import Warehouse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import RunDbt
    from tests.warehouses.postgres_server import PostgresServer


@pytest.fixture(scope="session")
def duckdb_warehouse(
    tmp_path_factory: pytest.TempPathFactory, run_dbt: RunDbt
) -> Warehouse:
    """One DuckDB file: dbt then parses the project once, not once per module."""
    path = tmp_path_factory.mktemp("duckdb") / "warehouse.duckdb"
    return Warehouse({"WAREHOUSE": "duckdb", "DUCKDB_PATH": str(path)}, run_dbt)


@pytest.fixture(scope="session")
def postgres_warehouse(
    postgres_server: PostgresServer, run_dbt: RunDbt
) -> Iterator[Warehouse]:
    """One database of the tests' Postgres."""
    with postgres_server.database() as environment:
        yield Warehouse({"WAREHOUSE": "postgres", **environment}, run_dbt)


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def warehouse(request: pytest.FixtureRequest) -> Warehouse:
    """Each warehouse in turn, holding nothing but empty raw tables."""
    emptied: Warehouse = request.getfixturevalue(f"{request.param}_warehouse")
    emptied.execute("select 1")
    emptied.drop_schemas()
    raw.create_tables(emptied)
    return emptied
