"""What a warehouse refuses, who else has it open, and who may write to it."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb as engine
import pytest
from filelock import FileLock

from loaders import warehouses
from loaders.contract import LoaderError
from loaders.layout import countinghouse_schema
from loaders.warehouses.base import Busy
from loaders.warehouses.bigquery import LEASE, BigQuery
from loaders.warehouses.duckdb import DuckDB
from tests.loaders.fake import CHANGING, LISTED, FakeClock

if TYPE_CHECKING:
    from tests.loaders.house import House

HOLD_OPEN = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


def refuse_key(house: House, key: str) -> None:
    """Make the raw table refuse a key, as a warehouse refuses data it cannot hold."""
    house.load(CHANGING)
    house.execute("drop table {changing}")
    house.execute(
        "create table {changing} (connection varchar, source_primary_key varchar "
        f"check (source_primary_key <> '{key}'), scope varchar, "
        "ingestion_time timestamp, payload_hash varchar, is_deleted boolean, "
        "raw json, _dlt_load_id varchar)"
    )


def test_bad_data_is_put_aside_and_moves_no_cursor(any_house: House) -> None:
    house = any_house
    refuse_key(house, "bad")
    first = {"id": 1, "at": "2026-06-01"}
    house.holds(first, {"id": "bad", "at": "2026-06-02"}, resource=CHANGING)
    [outcome] = house.load(CHANGING)
    error = str(outcome.entry.error)
    assert "the warehouse refused the data" in error
    [package] = Path(".dlt", "rejected").iterdir()
    assert str(package) in error
    assert house.versions(CHANGING) == []
    assert house.log()[1]["cursor_after"] is None
    house.holds(first, resource=CHANGING)
    [mended] = house.load(CHANGING)
    assert mended.error is None
    assert house.versions(CHANGING) == [("1", first, False)]


def test_a_reader_that_has_the_file_open_is_waited_for(house: House) -> None:
    path = house.environment["DUCKDB_PATH"]
    house.load()
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD_OPEN, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    other.stdout.readline()
    waits = iter([None, None, other.communicate])

    def wait(seconds: float) -> None:
        if end := next(waits):
            end()

    house.clock.sleep = wait  # type: ignore[method-assign]
    [outcome] = house.load()
    assert outcome.error is None
    assert list(waits) == []


def test_a_file_that_stays_open_elsewhere_is_an_error_that_says_what_to_do(
    house: House,
) -> None:
    path = house.environment["DUCKDB_PATH"]
    with subprocess.Popen(
        [sys.executable, "-c", HOLD_OPEN, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(LoaderError, match="cannot open") as refused:
            house.load()
        other.communicate()
    assert "Close the program" in refused.value.do
    assert 50 < sum(house.clock.slept) < 70


def test_a_folder_that_is_not_there_is_not_waited_for(tmp_path: Path) -> None:
    clock = FakeClock()
    file = tmp_path / "file"
    file.touch()
    warehouse = DuckDB({"DUCKDB_PATH": str(file / "warehouse.duckdb")}, clock)
    with pytest.raises(LoaderError, match="cannot open"), warehouse.session():
        pass
    assert clock.slept == []


def test_only_one_load_at_a_time_writes_to_a_duckdb_file(house: House) -> None:
    with (
        FileLock(f"{house.environment['DUCKDB_PATH']}.lock"),
        pytest.raises(Busy, match="another load is writing"),
        house.warehouse().run_lock(),
    ):
        pass
    with house.warehouse().run_lock():
        pass


def test_only_one_load_at_a_time_writes_a_unit_on_postgres(
    postgres_house: House,
) -> None:
    house = postgres_house
    house.holds({"id": 1})
    with house.warehouse().unit_lock("fake one listed"):
        listed, changing = house.load(LISTED, CHANGING)
    assert "another load of fake one listed is running" in str(listed.entry.error)
    assert changing.error is None
    assert [row["status"] for row in house.log()] == ["succeeded", "failed"]
    [again] = house.load(LISTED)
    assert again.entry.versions_added == 1


def test_a_lease_is_held_by_one_until_it_is_given_back_or_runs_out(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """BigQuery's lock is plain SQL, so that DuckDB can try it."""
    house.load()
    lessor = BigQuery({}, house.clock)
    monkeypatch.setattr(lessor, "session", house.warehouse().session)
    monkeypatch.setattr(lessor, "has_time_zones", False)
    with lessor.unit_lock("unit"):
        with (
            pytest.raises(Busy, match="another load of unit"),
            lessor.unit_lock("unit"),
        ):
            pass
        with lessor.unit_lock("another unit"):
            pass
    assert house.query("select * from {unit_lease}", "raw_countinghouse") == []
    until = (house.clock.now() + LEASE).replace(tzinfo=None)
    dead = f"insert into {{unit_lease}} values ('unit', 'killed', '{until}')"
    house.execute(dead, "raw_countinghouse")
    with pytest.raises(Busy), lessor.unit_lock("unit"):
        pass
    house.clock.moment += LEASE + timedelta(seconds=1)
    with lessor.unit_lock("unit"):
        pass


def test_raw_tables_have_the_columns_and_types_that_models_read(house: House) -> None:
    house.load()
    query = (
        "select column_name, data_type from information_schema.columns where "
        "table_schema = 'raw_fake' and table_name = 'listed' order by ordinal_position"
    )
    assert house.query(query) == [
        ("connection", "VARCHAR"),
        ("source_primary_key", "VARCHAR"),
        ("scope", "VARCHAR"),
        ("ingestion_time", "TIMESTAMP"),
        ("payload_hash", "VARCHAR"),
        ("is_deleted", "BOOLEAN"),
        ("raw", "JSON"),
        ("_dlt_load_id", "VARCHAR"),
    ]


def test_postgres_holds_jsonb_and_finds_keys_by_an_index(postgres_house: House) -> None:
    postgres_house.load()
    query = (
        "select column_name, data_type from information_schema.columns where "
        "table_schema = 'raw_fake' and table_name = 'listed' "
        "and column_name in ('raw', 'ingestion_time') order by 1"
    )
    assert postgres_house.query(query) == [
        ("ingestion_time", "timestamp without time zone"),
        ("raw", "jsonb"),
    ]
    indexes = "select indexdef from pg_indexes where tablename = 'listed'"
    [(definition,)] = postgres_house.query(indexes)
    assert definition.endswith("(connection, source_primary_key, ingestion_time)")


def test_a_table_that_somebody_dropped_is_made_again(house: House) -> None:
    house.load()
    house.execute("drop table {changing}")
    house.load()
    assert house.query("select * from {changing}") == []


def test_a_prefix_keeps_two_houses_in_one_warehouse_apart(house: House) -> None:
    house.holds({"id": 1})
    house.load()
    house.environment = {**house.environment, "WAREHOUSE_SCHEMA_PREFIX": "ci_"}
    [outcome] = house.load()
    assert outcome.entry.versions_added == 1
    assert house.query("select source_primary_key from ci_raw_fake.listed") == [("1",)]
    with engine.connect(house.environment["DUCKDB_PATH"], read_only=True) as reader:
        query = "select distinct schema_name from duckdb_tables() order by 1"
        names = [name for (name,) in reader.execute(query).fetchall()]
    assert names == [
        "ci_raw_countinghouse",
        "ci_raw_fake",
        "raw_countinghouse",
        "raw_fake",
    ]


@pytest.mark.parametrize(
    ("environment", "what"),
    [
        ({"WAREHOUSE": "oracle"}, "unknown warehouse 'oracle'"),
        ({"WAREHOUSE_SCHEMA_PREFIX": "x; drop"}, "is not a schema prefix"),
    ],
)
def test_a_warehouse_that_cannot_be_is_an_error(
    environment: dict[str, str], what: str
) -> None:
    with pytest.raises(LoaderError, match=what):
        warehouses.open_warehouse(None, FakeClock(), environment)


def test_postgres_that_cannot_be_reached_says_where_it_was_looked_for() -> None:
    environment = {"WAREHOUSE": "postgres", "PGHOST": "127.0.0.1", "PGPORT": "1"}
    warehouse = warehouses.open_warehouse(None, FakeClock(), environment)
    with (
        pytest.raises(LoaderError, match=r"cannot reach postgres 127\.0\.0\.1:1"),
        warehouse.layout_lock(),
    ):
        pass


def test_the_loaders_own_tables_are_made(house: House) -> None:
    house.load()
    for table in ("etl_run_log", "sync_state"):
        assert table in countinghouse_schema().tables
        house.query(f"select * from {{{table}}}", "raw_countinghouse")


def test_postgres_learns_of_a_raw_table_that_has_grown_by_a_tenth(
    postgres_house: House,
) -> None:
    def known_after(*ids: int) -> float:
        postgres_house.holds(*({"id": it} for it in ids))
        postgres_house.load()
        query = "select reltuples from pg_class where oid = '{listed}'::regclass"
        [(known,)] = postgres_house.query(query)
        return float(known)

    assert known_after(*range(20)) == 20
    assert known_after(*range(21)) == 20
    assert known_after(*range(24)) == 24
