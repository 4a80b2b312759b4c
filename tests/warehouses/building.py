"""Run dbt against one warehouse, in this process, and read what it left there.

A warehouse is named by its environment, as everywhere in the project:
`{"WAREHOUSE": "duckdb", "DUCKDB_PATH": ...}` or `{"WAREHOUSE": "postgres", **PG*}`.
"""

from __future__ import annotations

import os
from contextlib import chdir, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import duckdb
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.adapters.factory import reset_adapters
from dbt.artifacts.schemas.run import RunExecutionResult
from dbt.cli.main import dbtRunner

from tests.warehouses.postgres_server import connect

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parents[2]
# Nobody reads a log or an artifact of these runs: a fifth of their time.
UNHEARD = "--quiet", "--log-level-file", "none", "--no-write-json"
FAILURES = {"error", "fail", "runtime error"}


def run_dbt(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    target_path: Path,
) -> Any:
    """Run one dbt command and return its result; raise what its nodes complain of."""
    # By its bare name: told another path, dbt would parse the whole project anew.
    file = Path(environment.get("DUCKDB_PATH", "warehouse.duckdb"))
    places = {
        "DUCKDB_PATH": file.name,
        "DBT_PROJECT_DIR": str(ROOT),
        "DBT_PROFILES_DIR": str(ROOT / "profiles"),
        "DBT_TARGET_PATH": str(target_path),
        "DBT_LOG_PATH": str(target_path),
    }
    folder = file.parent if environment["WAREHOUSE"] == "duckdb" else ROOT
    with patch.dict(os.environ, {**environment, **places}), chdir(folder):
        outcome = dbtRunner().invoke([*UNHEARD, *arguments])
        let_go_of_the_warehouse()
    if outcome.exception:
        raise outcome.exception
    if not outcome.success:
        raise AssertionError(complaints(outcome.result))
    return outcome.result


def let_go_of_the_warehouse() -> None:
    """Close what dbt keeps open between runs: a DuckDB file has one user at a time."""
    reset_adapters()  # type: ignore[no-untyped-call]
    DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]


def complaints(result: Any) -> str:
    """Return one line per failing node: its name and what it says."""
    if not isinstance(result, RunExecutionResult):
        return str(result)
    failing = [node for node in result.results if node.status in FAILURES]
    return "\n".join(f"{node.node.name}: {node.message}" for node in failing)


def read_rows(environment: Mapping[str, str], query: str) -> list[dict[str, Any]]:
    """Return what a query finds in the warehouse, and let go of the warehouse."""
    with closing(opened(environment)) as connection:
        cursor = connection.cursor()
        cursor.execute(query)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def opened(environment: Mapping[str, str]) -> Any:
    """Open the warehouse that the environment names."""
    if environment["WAREHOUSE"] == "postgres":
        return connect(dict(environment))
    return duckdb.connect(environment["DUCKDB_PATH"], read_only=True)
