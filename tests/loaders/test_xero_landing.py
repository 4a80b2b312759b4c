"""Xero, from the command line to the rows in the warehouse."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import duckdb as engine
import pytest
from click.testing import CliRunner, Result

import sandbox
from loaders.__main__ import main
from sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

TODAY = date(2026, 6, 30)
PREFIX = "SOURCES__XERO__CONNECTIONS__"


@dataclass(frozen=True)
class Books:
    """A vendor, configured as people do it, and the warehouse it is loaded into."""

    vendor: Sandbox
    path: str
    patch: pytest.MonkeyPatch

    def configure(self, name: str, settings: Mapping[str, Any]) -> None:
        for key, value in settings.items():
            self.patch.setenv(f"{PREFIX}{name}__{key}".upper(), str(value))

    def load(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, ["xero", *arguments])

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with engine.connect(self.path, read_only=True) as connection:
            return connection.execute(query).fetchall()

    def log(self) -> dict[str, str]:
        """The last status of each resource."""
        query = "select resource, status from raw_countinghouse.etl_run_log"
        return dict(self.rows(f"{query} order by started_at"))

    def versions(self, table: str, key: str) -> list[tuple[bool, dict[str, Any]]]:
        query = f"select is_deleted, raw from raw_xero.{table} where source_primary_key"
        found = self.rows(f"{query} = '{key}' order by ingestion_time")
        return [(is_deleted, json.loads(raw)) for is_deleted, raw in found]

    def count(self) -> int:
        query = "select table_name from duckdb_tables() where schema_name = 'raw_xero'"
        tables = [t for (t,) in self.rows(query) if not t.startswith("_dlt")]
        counts = [self.rows(f"select count(*) from raw_xero.{t}") for t in tables]
        return sum(count for [(count,)] in counts)


@pytest.fixture
def vendor() -> Iterator[Sandbox]:
    """A vendor with empty books that sends two records a page."""
    with sandbox.start(
        today=TODAY, world="empty", limits=False, max_page_size=2
    ) as vendor:
        yield vendor


@pytest.fixture
def books(
    vendor: Sandbox,
    duckdb: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Books:
    """One connection, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    for name, value in duckdb.items():
        monkeypatch.setenv(name, value)
    books = Books(vendor, duckdb["DUCKDB_PATH"], monkeypatch)
    books.configure("xero_harbour", vendor.connections["xero"]["xero_harbour"])
    return books


def test_every_resource_lands_and_loading_twice_changes_nothing(
    duckdb: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in duckdb.items():
        monkeypatch.setenv(name, value)
    with sandbox.start(today=TODAY, world="tiny", limits=False) as vendor:
        books = Books(vendor, duckdb["DUCKDB_PATH"], monkeypatch)
        books.configure("xero_harbour", vendor.connections["xero"]["xero_harbour"])
        assert books.load().exit_code == 0
        landed = books.count()
        assert set(books.log().values()) == {"succeeded"}
        assert len(books.log()) == 13
        again = books.load("--full-refresh")
        assert again.exit_code == 0, again.output
        assert books.count() == landed


def test_changed_and_changed_back_is_three_versions(books: Books) -> None:
    for status in ("AUTHORISED", "PAID", "AUTHORISED"):
        books.vendor.xero.put("Invoices", {"InvoiceID": "i", "Status": status})
        assert books.load("--resource", "invoices").exit_code == 0
    statuses = [raw["Status"] for _, raw in books.versions("invoices", "i")]
    assert statuses == ["AUTHORISED", "PAID", "AUTHORISED"]


def test_an_item_that_vanished_gets_a_tombstone_and_may_come_back(
    books: Books,
) -> None:
    items = books.vendor.xero
    for name in ("a", "b"):
        items.put("Items", {"ItemID": name, "Code": name.upper()})
    kept = items.get("Items", "a")
    books.load("--resource", "items")
    items.remove("Items", "a")
    books.load("--resource", "items", "--full-refresh")
    assert [gone for gone, _ in books.versions("items", "a")] == [False, True]
    assert [gone for gone, _ in books.versions("items", "b")] == [False]
    items.put("Items", kept, touch=False)
    books.load("--resource", "items", "--full-refresh")
    assert [gone for gone, _ in books.versions("items", "a")] == [False, True, False]


def test_an_error_on_page_two_leaves_no_tombstone(books: Books) -> None:
    for number in range(5):
        books.vendor.xero.put("Invoices", {"InvoiceID": f"i{number}"})
    books.load("--resource", "invoices")
    books.vendor.faults.html("Invoices", page=2)
    failed = books.load("--resource", "invoices", "--full-refresh")
    assert failed.exit_code == 1
    assert "xero xero_harbour invoices" in failed.output
    assert "HTML" in failed.output
    assert books.count() == 5


def test_a_field_whose_type_changes_loads_fine(books: Books) -> None:
    for value in (22, 0.1, "text", None):
        books.vendor.xero.put("Invoices", {"InvoiceID": "i", "AmountDue": value})
        assert books.load("--resource", "invoices").exit_code == 0
    landed = [raw["AmountDue"] for _, raw in books.versions("invoices", "i")]
    assert landed == [22, "0.1", "text", None]


def test_an_absent_scope_is_a_skipped_row_and_no_failure(books: Books) -> None:
    books.vendor.scopes("xero_harbour").discard("accounting.journals.read")
    result = books.load("--resource", "journals")
    assert result.exit_code == 0
    assert books.log() == {"journals": "skipped"}


def test_one_resource_that_fails_harms_no_other(books: Books) -> None:
    books.vendor.faults.malformed("Items", times=None)
    result = books.load()
    assert result.exit_code == 1
    failed = [name for name, status in books.log().items() if status == "failed"]
    assert failed == ["items"]
    assert "malformed JSON" in result.output


def test_a_used_up_day_stops_the_connection_and_says_when_it_resets(
    books: Books,
) -> None:
    books.vendor.faults.limit("Items", "day", retry_after=66_975)
    result = books.load()
    assert result.exit_code == 1
    assert " UTC" in result.output
    assert books.log()["contacts"] == "succeeded"
    assert books.log()["invoices"] == "failed"


def test_two_days_move_no_cursor(books: Books) -> None:
    books.vendor.xero.put("Invoices", {"InvoiceID": "old"})
    books.load("--resource", "invoices")
    before = books.rows("select cursor from raw_countinghouse.sync_state")
    books.vendor.clock.advance(days=3)
    books.vendor.xero.put("Invoices", {"InvoiceID": "new"})
    result = books.load("--resource", "invoices", "--since", "2026-07-03")
    assert result.exit_code == 0, result.output
    assert books.versions("invoices", "new")
    assert books.rows("select cursor from raw_countinghouse.sync_state") == before


def test_a_half_configured_connection_fails_and_the_other_goes_on(
    books: Books,
) -> None:
    books.configure("xero_half", {"client_id": "id"})
    result = books.load("--resource", "accounts")
    assert result.exit_code == 1
    assert "xero xero_half: client_secret is missing" in result.output
    assert books.count() > 0


def test_a_wrong_tenant_says_which_ones_there_are(books: Books) -> None:
    books.configure("xero_harbour", {"tenant_id": "somebody-else"})
    result = books.load("--resource", "invoices")
    assert result.exit_code == 1
    assert f"Harbour Roasters ({books.vendor.xero.tenant_id})" in result.output
    assert books.log() == {"invoices": "failed"}


def test_a_revoked_token_says_so_and_no_secret_shows(books: Books) -> None:
    books.vendor.revoke("xero_harbour")
    result = books.load("--resource", "invoices")
    assert result.exit_code == 1
    assert "Give consent again" in result.output
    told = result.output + str(
        books.rows("select error from raw_countinghouse.etl_run_log")
    )
    settings = books.vendor.connections["xero"]["xero_harbour"]
    for key in ("client_id", "client_secret", "refresh_token"):
        assert settings[key] not in told


def test_a_check_loads_nothing_and_names_what_is_absent(books: Books) -> None:
    books.vendor.scopes("xero_harbour").discard("accounting.contacts.read")
    result = books.load("--check")
    assert result.exit_code == 1
    assert "scope accounting.contacts.read is absent" in result.output
