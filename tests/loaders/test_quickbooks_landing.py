"""QuickBooks, from the command line to the rows in the warehouse."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb as engine
import pytest
from click.testing import CliRunner, Result

import sandbox
from loaders import job
from loaders.__main__ import main
from loaders.quickbooks import OPTIONAL, RESOURCES
from tests.loaders.quickbooks import (
    EMPIRE,
    RETAIL,
    TODAY,
    QuickBooks,
    fault,
    quickbooks,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PREFIX = "SOURCES__QUICKBOOKS__CONNECTIONS__"
INVOICES = ("--resource", "invoices")


@dataclass(frozen=True)
class Books:
    """A vendor, configured as people do it, and the warehouse it is loaded into."""

    vendor: QuickBooks
    path: str
    patch: pytest.MonkeyPatch

    def configure(self, name: str, settings: Mapping[str, Any]) -> None:
        for key, value in settings.items():
            self.patch.setenv(f"{PREFIX}{name}__{key}".upper(), str(value))

    def load(self, *arguments: str) -> Result:
        """Load, an hour after whatever happened last."""
        self.vendor.clock.advance(hours=1)
        return CliRunner().invoke(main, ["quickbooks", *arguments])

    def well(self, *arguments: str) -> None:
        result = self.load(*arguments)
        assert result.exit_code == 0, result.output

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with engine.connect(self.path, read_only=True) as connection:
            return connection.execute(query).fetchall()

    def log(self) -> dict[str, str]:
        """The last status of each resource."""
        query = "select resource, status from raw_countinghouse.etl_run_log"
        return dict(self.rows(f"{query} order by started_at"))

    def cursor(self) -> Any:
        return self.rows("select cursor from raw_countinghouse.sync_state")

    def versions(
        self, key: str, table: str = "invoices"
    ) -> list[tuple[bool, dict[str, Any]]]:
        query = f"select is_deleted, raw from raw_quickbooks.{table}"
        where = f"source_primary_key = '{key}' and connection = '{EMPIRE}'"
        found = self.rows(f"{query} where {where} order by ingestion_time")
        return [(is_deleted, json.loads(raw)) for is_deleted, raw in found]

    def are_gone(self, key: str) -> list[bool]:
        """Whether each version is a tombstone, oldest first."""
        return [is_deleted for is_deleted, _ in self.versions(key)]

    def count(self) -> int:
        tables = [resource.raw_table for resource in RESOURCES]
        query = "select count(*) from raw_quickbooks."
        return sum(self.rows(f"{query}{table}")[0][0] for table in tables)


@pytest.fixture
def vendor(monkeypatch: pytest.MonkeyPatch) -> Iterator[QuickBooks]:
    """A vendor with empty books, asked for two records a page."""
    with quickbooks(monkeypatch) as vendor:
        yield vendor


@pytest.fixture
def books(
    vendor: QuickBooks,
    duckdb: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Books:
    """One connection, in a folder of its own, on the vendor's clock."""
    monkeypatch.chdir(tmp_path)
    for name, value in duckdb.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(job, "SystemClock", lambda: vendor.clock)
    books = Books(vendor, duckdb["DUCKDB_PATH"], monkeypatch)
    books.configure(EMPIRE, vendor.settings())
    return books


def test_every_resource_lands_and_loading_twice_changes_nothing(books: Books) -> None:
    entities = [resource.path for resource in RESOURCES]
    for number in range(3):
        for entity in entities[2:]:
            books.vendor.put(entity, f"new-{number}", Amount=1.5)
    held = sum(len(books.vendor.realm.collection(it).records) for it in entities)
    books.well()
    assert len(books.log()) == len(RESOURCES) == 20
    assert books.count() == held
    books.well()
    books.well("--full-refresh")
    assert books.count() == held
    assert set(books.log().values()) == {"succeeded"}


def test_two_pretend_companies_land_whole_and_within_their_limits(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sandbox.start(today=TODAY, world="tiny") as pretend:
        monkeypatch.setattr(job, "SystemClock", lambda: pretend.clock)
        whole = Books(QuickBooks(pretend), books.path, monkeypatch)
        held = 0
        for name, settings in pretend.connections["quickbooks"].items():
            whole.configure(name, OPTIONAL | settings)
            collection = pretend.intuit.realm(name).collection
            held += sum(len(collection(it.path).records) for it in RESOURCES)
        # the same once more, cell by cell: the end to end test
        for arguments in ((), ("--full-refresh",)):
            whole.well(*arguments)
            assert whole.count() == held > 300


def test_changed_and_changed_back_is_three_versions(books: Books) -> None:
    for balance in (100, 40.5, 100):
        books.vendor.put("Invoice", "1", Balance=balance)
        books.well(*INVOICES)
    balances = [raw["Balance"] for _, raw in books.versions("1")]
    assert balances == [100, "40.5", 100]


def test_a_balance_that_moves_in_silence_and_back_is_three_versions(
    books: Books,
) -> None:
    books.vendor.put("Account", "bank")
    for balance in (100, 40.5, 100):
        books.vendor.change_in_silence("Account", "bank", CurrentBalance=balance)
        books.well("--resource", "accounts")
    assert len(books.versions("bank", "accounts")) == 3


def test_a_deletion_that_cdc_tells_is_a_tombstone(books: Books) -> None:
    for key in ("1", "2"):
        books.vendor.put("Invoice", key, TotalAmt=5)
    books.well(*INVOICES)
    books.vendor.remove("Invoice", "1")
    books.well(*INVOICES)
    assert (books.are_gone("1"), books.are_gone("2")) == ([False, True], [False])
    assert books.versions("1")[1][1]["TotalAmt"] == 5
    books.well(*INVOICES)
    assert books.are_gone("1") == [False, True]


def test_a_record_that_lives_on_after_a_notice_keeps_its_versions(
    books: Books,
) -> None:
    books.vendor.put("Invoice", "1")
    books.well(*INVOICES)
    books.vendor.realm.collection("Invoice").deletions["1"] = books.vendor.clock.now()
    books.vendor.clock.advance(minutes=5)
    books.vendor.change_in_silence("Invoice", "1", TotalAmt=7)
    books.vendor.realm.collection("Invoice").deletions["1"] = books.vendor.clock.now()
    books.well(*INVOICES)
    assert books.are_gone("1") == [False, False]


def test_a_deletion_undone_is_a_version_again(books: Books) -> None:
    books.vendor.put("Invoice", "1", TotalAmt=5)
    kept = books.vendor.realm.get("Invoice", "1")
    books.well(*INVOICES)
    books.vendor.remove("Invoice", "1")
    books.well(*INVOICES)
    books.vendor.realm.put("Invoice", kept, touch=False)
    books.well(*INVOICES, "--full-refresh")
    assert books.are_gone("1") == [False, True, False]


def test_after_thirty_days_of_silence_a_sweep_finds_what_was_deleted(
    books: Books,
) -> None:
    for key in ("1", "2", "3"):
        books.vendor.put("Invoice", key)
    books.well(*INVOICES)
    books.vendor.remove("Invoice", "2")
    books.vendor.clock.advance(days=31)
    books.well(*INVOICES)
    assert not [text for text in books.vendor.asked if text.startswith("cdc")]
    assert [books.are_gone(key) for key in "123"] == [[False], [False, True], [False]]


def test_a_list_that_nobody_changed_for_a_month_still_asks_cdc(books: Books) -> None:
    books.vendor.put("Invoice", "1")
    for _ in range(7):
        books.well(*INVOICES)
        books.vendor.clock.advance(days=6)
    # Read whole on days 0 and 12 and 24 and 36; between, from the last run on.
    since = [text for text in books.vendor.asked if text.startswith("cdc")]
    assert [text[12:22] for text in since] == ["2026-06-30", "2026-07-12", "2026-07-24"]


def test_a_customer_made_inactive_is_a_version_and_no_tombstone(books: Books) -> None:
    books.vendor.put("Customer", "1", DisplayName="Deli", Active=True)
    books.well("--resource", "customers")
    books.vendor.put("Customer", "1", DisplayName="Deli (deleted)", Active=False)
    for _ in range(2):
        books.well("--resource", "customers")
    books.vendor.clock.advance(days=1)
    books.well("--resource", "customers")
    found = books.versions("1", "customers")
    assert [(gone, raw["Active"]) for gone, raw in found] == [
        (False, True),
        (False, False),
    ]


def test_an_open_amount_that_is_only_noise_makes_no_version(books: Books) -> None:
    books.vendor.put("Payment", "1")
    for still_open in ("984.70", "0.00"):
        noise = {"any": [{"value": {"Name": "txnOpenBalance", "Value": still_open}}]}
        lines = [{"Amount": 5, "LineEx": noise}]
        books.vendor.change_in_silence("Payment", "1", Line=lines)
        books.well("--resource", "payments", "--full-refresh")
    assert len(books.versions("1", "payments")) == 1


def test_one_entity_that_fails_never_stops_the_others(books: Books) -> None:
    books.vendor.put("Invoice", "1")
    books.vendor.faults.answer("Bill", 400, fault("4001"), times=None)
    books.vendor.faults.answer("Class", 400, fault("5020"), times=None)
    result = books.load()
    assert result.exit_code == 1
    ended = books.log()
    assert [name for name, how in ended.items() if how == "failed"] == ["bills"]
    assert [name for name, how in ended.items() if how == "skipped"] == ["classes"]
    assert list(ended.values()).count("succeeded") == 18
    assert "quickbooks quickbooks_empire bills: GET" in result.output
    assert "Class is switched off or not in the plan" in result.output


def test_an_error_on_page_two_leaves_no_tombstone_and_no_cursor(books: Books) -> None:
    for key in range(5):
        books.vendor.put("Invoice", str(key))
        books.vendor.clock.advance(minutes=1)
    books.well(*INVOICES)
    before = books.cursor()
    books.vendor.remove("Invoice", "4")
    fail = lambda: books.vendor.faults.answer("Invoice", 400, fault("4001"))  # noqa: E731
    books.vendor.after_call(2, fail)
    assert books.load(*INVOICES, "--full-refresh").exit_code == 1
    assert books.count() == 5
    assert books.cursor() == before


def test_a_crash_between_the_pages_of_an_increment_misses_no_deletion(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    books.vendor.put("Invoice", "0")
    books.well(*INVOICES)
    books.vendor.remove("Invoice", "0")
    for key in range(1, 4):
        books.vendor.clock.advance(minutes=30)
        books.vendor.put("Invoice", str(key))
    with monkeypatch.context() as patch:
        patch.setattr("loaders.reading.WINDOW_RECORDS", 1)
        fail = lambda: books.vendor.faults.answer("Invoice", 400, fault("4001"))  # noqa: E731
        # The first call confirms the deletion, the second brings a page of changes.
        books.vendor.after_call(2, fail)
        assert books.load(*INVOICES).exit_code == 1
    books.well(*INVOICES)
    assert books.are_gone("0") == [False, True]
    assert books.rows("select count(*) from raw_quickbooks.invoices")[0] == (5,)


def test_two_days_move_no_cursor(books: Books) -> None:
    books.vendor.put("Invoice", "old")
    books.well(*INVOICES)
    before = books.cursor()
    books.vendor.clock.advance(days=3)
    books.vendor.put("Invoice", "new")
    books.well(*INVOICES, "--since", "2026-07-03", "--until", "2026-07-03")
    assert books.versions("new")
    assert books.cursor() == before


def test_two_realms_are_kept_apart(books: Books) -> None:
    for connection in (EMPIRE, RETAIL):
        realm = books.vendor.pretend.intuit.realm(connection)
        realm.put("Invoice", {"Id": "1", "DocNumber": connection})
    books.configure(RETAIL, books.vendor.settings(RETAIL))
    books.well(*INVOICES)
    books.vendor.remove("Invoice", "1")
    books.well(*INVOICES)
    query = "select connection, is_deleted from raw_quickbooks.invoices order by 1, 2"
    assert books.rows(query) == [(EMPIRE, False), (EMPIRE, True), (RETAIL, False)]


def test_a_connection_that_turns_to_another_realm_is_refused(books: Books) -> None:
    books.well(*INVOICES)
    books.configure(EMPIRE, books.vendor.settings(RETAIL))
    result = books.load(*INVOICES)
    assert result.exit_code == 1
    assert "always was company 9341453000000011" in result.output


def test_a_realm_under_a_second_name_is_refused(books: Books) -> None:
    books.well(*INVOICES)
    books.configure(RETAIL, books.vendor.settings())
    result = books.load(*INVOICES, "--connection", RETAIL)
    assert result.exit_code == 1
    assert f"is already loaded as connection {EMPIRE}" in result.output


def test_a_half_configured_connection_fails_and_the_other_goes_on(
    books: Books,
) -> None:
    books.configure(RETAIL, {"client_id": "id", "client_secret": "x" * 8})
    result = books.load("--resource", "accounts")
    assert result.exit_code == 1
    assert f"quickbooks {RETAIL}: refresh_token is missing" in result.output
    assert books.count() > 0


def test_a_wrong_realm_says_what_to_check_and_no_secret_shows(books: Books) -> None:
    books.configure(EMPIRE, {"realm_id": "9341453000000029"})
    result = books.load("--resource", "invoices")
    assert result.exit_code == 1
    assert "Check realm_id" in result.output
    told = result.output + str(
        books.rows("select error from raw_countinghouse.etl_run_log")
    )
    given = books.vendor.settings()
    secrets = [given[name] for name in ("client_id", "client_secret", "refresh_token")]
    assert not [it for it in [*secrets, *books.vendor.identity.accesses] if it in told]


def test_a_revoked_token_asks_for_consent(books: Books) -> None:
    books.vendor.identity.revoke(books.vendor.realm.realm_id)
    result = books.load(*INVOICES)
    assert result.exit_code == 1
    assert "Give consent again" in result.output


def test_a_check_loads_nothing_and_names_what_is_wrong(books: Books) -> None:
    result = books.load("--check")
    assert result.exit_code == 0, result.output
    assert "is Empire NY Wholesale (9341453000000011)" in result.output
    books.vendor.faults.answer("Bill", 400, fault("4001"), times=None)
    result = books.load("--check")
    assert result.exit_code == 1
    assert "bills" in result.output
