"""Killed at any moment, the next run completes: nothing lost, nothing twice."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from dlt.load.load import Load

from loaders import reading
from tests.loaders.crash import WINDOW, load_and_die
from tests.loaders.fake import CHANGING

if TYPE_CHECKING:
    from tests.loaders.house import House

PIPELINES = Path(".dlt", "pipelines")


@pytest.fixture(autouse=True)
def _small_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WINDOW_RECORDS", WINDOW)


def dated(number: int, value: Any = None) -> dict[str, Any]:
    return {"id": number, "at": f"2026-06-{number:02}", "value": value}


def crash(house: House, phase: str, time: int = 2) -> None:
    """Kill a load of three records, which are two windows."""
    kind = house.environment["WAREHOUSE"]
    house.holds(dated(1), dated(2), dated(3), resource=CHANGING)
    load_and_die(house, phase.replace("job", f"job {kind}"), time)


def assert_complete(house: House, *versions: dict[str, Any]) -> None:
    found = [(raw, is_deleted) for _, raw, is_deleted in house.versions(CHANGING)]
    assert found == [(version, False) for version in versions]
    loads = "(select load_id from {_dlt_loads})"
    uncommitted = f"_dlt_load_id not in {loads}"
    assert house.query(f"select 1 from {{changing}} where {uncommitted}") == []
    assert (
        house.query(f"select 1 from {{_dlt_pipeline_state}} where {uncommitted}") == []
    )


@pytest.mark.parametrize(
    ("phase", "time"),
    [
        ("extract", 2),
        ("state", 2),
        ("state", 4),
        ("normalize", 1),
        ("normalize", 2),
        ("load", 1),
        ("load", 2),
        ("job", 2),
        ("loaded", 2),
        ("log", 1),
    ],
)
def test_a_killed_load_is_completed_by_the_next(
    house: House, phase: str, time: int
) -> None:
    crash(house, phase, time)
    [outcome] = house.load(CHANGING)
    assert outcome.error is None
    assert_complete(house, dated(1), dated(2), dated(3))
    assert [row["status"] for row in house.log()] == ["interrupted", "succeeded"]
    assert not list(PIPELINES.glob("*/*"))


@pytest.mark.parametrize("phase", ["normalize", "load", "job", "loaded"])
def test_a_killed_load_is_completed_on_postgres_too(
    postgres_house: House, phase: str
) -> None:
    crash(postgres_house, phase)
    [outcome] = postgres_house.load(CHANGING)
    assert outcome.error is None
    assert_complete(postgres_house, dated(1), dated(2), dated(3))


@pytest.mark.parametrize("phase", ["normalize", "load", "job"])
def test_what_an_interrupted_package_holds_is_not_lost_when_the_vendor_moves_on(
    house: House, phase: str
) -> None:
    crash(house, phase)
    house.holds(dated(1), dated(2), dated(3, "changed"), resource=CHANGING)
    [outcome] = house.load(CHANGING)
    assert outcome.entry.versions_added == 2
    assert_complete(house, dated(1), dated(2), dated(3), dated(3, "changed"))


def test_a_package_does_not_enter_a_warehouse_it_was_not_made_for(house: House) -> None:
    crash(house, "load")
    Path(house.environment["DUCKDB_PATH"]).unlink()
    house.load(CHANGING)
    assert_complete(house, dated(1), dated(2), dated(3))


def test_a_cursor_ahead_of_the_warehouse_loses_nothing(house: House) -> None:
    """The warehouse is restored from a copy that is older than the working folder."""
    warehouse = Path(house.environment["DUCKDB_PATH"])
    house.holds(dated(1), resource=CHANGING)
    house.load(CHANGING)
    shutil.copy(warehouse, "copy.duckdb")
    crash(house, "load")
    shutil.copytree(PIPELINES, "ahead")
    house.load(CHANGING)
    shutil.rmtree(PIPELINES)
    shutil.move("ahead", PIPELINES)
    shutil.move("copy.duckdb", warehouse)
    house.load(CHANGING)
    assert_complete(house, dated(1), dated(2), dated(3))


def test_without_its_working_folder_a_load_goes_on_from_the_warehouse(
    house: House,
) -> None:
    house.holds(dated(1), dated(2), dated(3), resource=CHANGING)
    house.load(CHANGING)
    shutil.rmtree(".dlt", ignore_errors=True)
    house.load(CHANGING)
    assert house.vendor.asked[-1][1].cursor == "2026-06-03"
    assert_complete(house, dated(1), dated(2), dated(3))


def test_a_load_that_failed_on_its_way_is_finished_first(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise OSError("no route to host")

    house.holds(dated(1), resource=CHANGING)
    with monkeypatch.context() as patch:
        patch.setattr(Load, "complete_package", no_network)
        [failed] = house.load(CHANGING)
    assert failed.entry.error == "OSError: no route to host"
    assert (failed.entry.versions_added, failed.entry.cursor_after) == (0, None)
    house.holds(dated(1, "changed"), resource=CHANGING)
    house.load(CHANGING)
    assert_complete(house, dated(1), dated(1, "changed"))


def test_a_half_written_working_folder_is_thrown_away(house: House) -> None:
    crash(house, "load")
    for state in PIPELINES.glob("*/*/state.json"):
        state.write_text('{"_state_ver')
    house.load(CHANGING)
    assert_complete(house, dated(1), dated(2), dated(3))
