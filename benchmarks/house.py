"""What measurements need: an empty folder, a sandbox, the commands of the house."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.measuring import Cost

ROOT = Path(__file__).parents[1]
TODAY = "2026-06-30"
LOAD = [sys.executable, "-m", "loaders"]
DBT = str(Path(sys.executable).with_name("dbt"))


@contextmanager
def empty_house(**settings: str) -> Iterator[tuple[Path, dict[str, str]]]:
    """Yield a working folder without a warehouse, and the environment for it."""
    with tempfile.TemporaryDirectory(prefix="countinghouse_bench_") as name:
        folder = Path(name)
        copytree(ROOT / ".dlt", folder / ".dlt", ignore=everything_but_settings)
        environment = {
            "HOME": name,
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "SANDBOX_TODAY": TODAY,
            "AS_OF_DATE": TODAY,
            "WAREHOUSE": "duckdb",
            "DUCKDB_PATH": str(folder / "warehouse.duckdb"),
            **settings,
        }
        yield folder, environment


def everything_but_settings(_: str, names: list[str]) -> set[str]:
    return set(names) - {"config.toml"}


def dbt(folder: Path, *arguments: str) -> list[str]:
    """Return a command of dbt, which takes a bare path from the project's folder."""
    return [
        *(DBT, *arguments),
        *("--project-dir", str(ROOT), "--profiles-dir", str(ROOT / "profiles")),
        *("--target-path", str(folder / "target"), "--log-path", str(folder / "logs")),
    ]


@contextmanager
def unlimited_sandbox(
    environment: dict[str, str], *sources: str
) -> Iterator[dict[str, str]]:
    """Serve without limits; yield the connections as environment variables.

    Every vendor is served unless some `sources` are named.
    """
    command = [sys.executable, "-m", "sandbox", "--no-limits"]
    for source in sources:
        command += ["--source", source]
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        told: dict[str, Any] = json.loads(process.stdout.readline())
        yield {
            f"SOURCES__{source}__CONNECTIONS__{name}__{key}".upper(): str(value)
            for source, connections in told["connections"].items()
            for name, connection in connections.items()
            for key, value in connection.items()
        }


def said(what: str, cost: Cost) -> tuple[str, Cost]:
    """Say what was measured as soon as it is, and return it."""
    click.echo(f"{what}: {cost}", err=True)
    return what, cost
