"""What every test may ask for: warehouses of its own, and dbt to build them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Protocol
from unittest.mock import patch

import pytest

from tests.clean_environment import clean_environment
from tests.warehouses import building
from tests.warehouses.postgres_server import PostgresServer, running_server

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


# So that no core waits for another in the end.
LONGEST_FIRST = (
    "tests/models/test_vendors_loaded.py",
    "tests/end_to_end/",
    "tests/models/",
    "tests/loaders/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long."""

    def place(item: pytest.Item) -> int:
        starts = map(item.nodeid.startswith, LONGEST_FIRST)
        return next((number for number, is_it in enumerate(starts) if is_it), 9)

    items.sort(key=place)


class RunDbt(Protocol):
    """How a test calls dbt."""

    def __call__(
        self,
        arguments: Sequence[str],
        env: Mapping[str, str],
        target_path: Path | None = None,
    ) -> Any: ...


@pytest.fixture(scope="session", autouse=True)
def _clean_environment() -> Iterator[None]:
    """Start from a shell that knows nothing of this project."""
    with patch.dict(os.environ, clean_environment(), clear=True):
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One Postgres server for the whole run, started when first asked for."""
    with running_server() as server:
        yield server


@pytest.fixture
def postgres(postgres_server: PostgresServer) -> Iterator[dict[str, str]]:
    """An empty Postgres database, as the environment that reaches it."""
    with postgres_server.database() as environment:
        yield {"WAREHOUSE": "postgres", **environment}


@pytest.fixture
def duckdb(tmp_path: Path) -> dict[str, str]:
    """A DuckDB file that does not exist yet, as the environment that reaches it."""
    return {"WAREHOUSE": "duckdb", "DUCKDB_PATH": str(tmp_path / "warehouse.duckdb")}


@pytest.fixture(scope="session")
def run_dbt(tmp_path_factory: pytest.TempPathFactory) -> RunDbt:
    """Run dbt: `run_dbt(["build", "--select", ...], env=duckdb)`.

    Runs against one kind of warehouse share a parsed project, unless a test wants a
    target folder of its own.
    """
    shared = tmp_path_factory.mktemp("dbt")

    def run(
        arguments: Sequence[str],
        env: Mapping[str, str],
        target_path: Path | None = None,
    ) -> Any:
        target = target_path or shared / env["WAREHOUSE"]
        return building.run_dbt(arguments, env, target)

    return run
