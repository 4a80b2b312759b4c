"""What tests of the core share: a house on each warehouse that tests can have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.loaders.house import House

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def house(
    duckdb: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> House:
    """A house on DuckDB, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return House(duckdb)


@pytest.fixture(params=["duckdb", "postgres"])
def any_house(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> House:
    """A house on each warehouse that tests can have."""
    monkeypatch.chdir(tmp_path)
    return House(request.getfixturevalue(request.param))


@pytest.fixture
def postgres_house(
    postgres: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> House:
    """A house on Postgres."""
    monkeypatch.chdir(tmp_path)
    return House(postgres)
