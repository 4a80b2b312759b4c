"""The Postgres of the tests is real, private, and gone afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest

from tests.warehouses import postgres_server
from tests.warehouses.building import ROOT, read_rows
from tests.warehouses.postgres_server import PostgresServer, connect, running_server

ABANDONED = """
import time
from tests.warehouses.postgres_server import running_server
with running_server() as server:
    print(server.port, flush=True)
    time.sleep(600)
"""


def test_each_database_is_empty_and_dropped_afterwards(
    postgres_server: PostgresServer,
) -> None:
    with postgres_server.database() as environment:
        warehouse = {"WAREHOUSE": "postgres", **environment}
        tables = "select * from pg_tables where schemaname = 'public'"
        assert read_rows(warehouse, tables) == []
    with pytest.raises(psycopg2.OperationalError, match="does not exist"):
        connect(environment)


def test_it_does_not_run_as_root(postgres: dict[str, str]) -> None:
    query = "select pg_read_file('postmaster.pid') as contents"
    process = read_rows(postgres, query)[0]["contents"].splitlines()[0]
    owner = Path(f"/proc/{process}")
    if owner.exists():
        assert owner.stat().st_uid != 0
    assert process.isdigit()


def test_the_wheel_serves_where_debian_does_not(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(postgres_server, "DEBIAN", tmp_path)
    with running_server() as server, server.database() as environment:
        warehouse = {"WAREHOUSE": "postgres", **environment}
        assert read_rows(warehouse, "select 1 as one") == [{"one": 1}]


def test_the_wheel_serves_from_a_folder_only_root_may_enter(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(postgres_server, "DEBIAN", tmp_path)
    monkeypatch.setattr(postgres_server, "anyone_may_enter", lambda folder: False)
    with running_server() as server, server.database() as environment:
        warehouse = {"WAREHOUSE": "postgres", **environment}
        assert read_rows(warehouse, "select 1 as one") == [{"one": 1}]


def test_it_ends_with_a_process_that_is_killed() -> None:
    command = [sys.executable, "-c", ABANDONED]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        server = PostgresServer(port=int(process.stdout.readline()))
        connect(server.environment()).close()
        os.kill(process.pid, signal.SIGKILL)
    assert is_gone_within_seconds(server, 10)


def is_gone_within_seconds(server: PostgresServer, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            connect(server.environment()).close()
        except psycopg2.OperationalError:
            return True
        time.sleep(0.05)
    return False
