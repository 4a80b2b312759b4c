"""QuickBooks, over HTTP: pages that move, deletions, faults, limits, tokens."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from loaders import exact
from loaders.contract import (
    DAILY,
    EVERY_RUN,
    WEEKLY,
    Ask,
    Connection,
    LoaderError,
    Page,
    Record,
    Resource,
    Skipped,
    Whole,
)
from loaders.instants import sortable
from loaders.quickbooks import OPTIONAL, REQUIRED, RESOURCES, SOURCE, deletions
from loaders.quickbooks.client import quoted
from loaders.token_store import TokenStore
from loaders.versions import Versions
from sandbox.quickbooks import problems
from tests.loaders.quickbooks import QuickBooks, fault, gateway, quickbooks, xml
from tests.loaders.test_versions import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.contract import Reader

NAMED = {resource.name: resource for resource in RESOURCES}
INVOICES = NAMED["invoices"]
NAME = "Empire NY Wholesale"
NOON = "2026-06-30T12:00:00.000Z"
PATH = "/quickbooks/v3/company/9341453000000011/query"
WHERE = f"quickbooks quickbooks_empire invoices: GET {PATH}"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def vendor(monkeypatch: pytest.MonkeyPatch) -> Iterator[QuickBooks]:
    """A vendor with empty books, asked for two records a page."""
    with quickbooks(monkeypatch) as vendor:
        yield vendor


def reader(vendor: QuickBooks, **settings: Any) -> Reader:
    given = OPTIONAL | vendor.settings() | settings
    connection = Connection("quickbooks", "quickbooks_empire", given)
    return SOURCE.connect(connection, vendor.clock)


def everything(
    vendor: QuickBooks, resource: Resource = INVOICES, **ask: Any
) -> list[Page | Whole]:
    return list(reader(vendor).read(resource, Ask(**ask)))


def failure(vendor: QuickBooks, **ask: Any) -> LoaderError:
    with pytest.raises(LoaderError) as failed:
        everything(vendor, **ask)
    return failed.value


def pages(items: list[Page | Whole]) -> list[Page]:
    return [item for item in items if isinstance(item, Page)]


def keys(items: list[Page | Whole], is_deleted: bool = False) -> list[str]:
    """The ids that came, each once."""
    records = [record for page in pages(items) for record in page.records]
    found = [record.key for record in records if record.is_deleted == is_deleted]
    return list(dict.fromkeys(found))


def cursor(items: list[Page | Whole]) -> str | None:
    cursors = [page.cursor for page in pages(items) if page.cursor]
    return cursors[-1] if cursors else None


def invoices(vendor: QuickBooks, *numbers: int, minutes: float = 1) -> None:
    """Put invoices into the books, some time after each other."""
    for number in numbers:
        vendor.put("Invoice", str(number))
        vendor.clock.advance(minutes=minutes)


def queries(vendor: QuickBooks) -> list[str]:
    return [text for text in vendor.asked if "FROM Invoice" in text]


# ---------- full lists


def test_every_record_of_a_full_list_arrives_though_a_page_holds_two(
    vendor: QuickBooks,
) -> None:
    invoices(vendor, 1, 2, 3, 4, 5)
    items = everything(vendor, whole=True)
    assert set(keys(items)) == {"1", "2", "3", "4", "5"}
    assert items[-1] == Whole()


def test_an_empty_list_is_whole_too(vendor: QuickBooks) -> None:
    assert everything(vendor, whole=True)[-1] == Whole()


def test_a_list_that_fits_a_page_is_asked_for_in_no_order(vendor: QuickBooks) -> None:
    invoices(vendor, 1, 2)
    list(reader(vendor, page_size=1000).read(INVOICES, Ask(whole=True)))
    assert queries(vendor) == [
        "SELECT count(*) FROM Invoice",
        "SELECT * FROM Invoice STARTPOSITION 1 MAXRESULTS 1000",
    ]


def test_a_record_that_vanishes_or_changes_while_a_list_is_read_hides_no_other(
    vendor: QuickBooks,
) -> None:
    invoices(vendor, 1, 2, 3, 4, 5)

    def first_goes_and_second_changes() -> None:
        vendor.remove("Invoice", "1")
        vendor.put("Invoice", "2")

    vendor.after_call(2, first_goes_and_second_changes)
    items = everything(vendor, whole=True)
    assert {"2", "3", "4", "5"} <= set(keys(items))
    assert items[-1] == Whole()


def test_more_records_of_one_second_than_fit_a_page_arrive_in_a_doubtful_order(
    vendor: QuickBooks,
) -> None:
    invoices(vendor, 1, 2, 3, 4, 5, minutes=0)
    items = everything(vendor, whole=True)
    assert set(keys(items)) == {"1", "2", "3", "4", "5"}
    assert items[-1] == Whole(order_could_move=True)


def test_a_vendor_who_sends_less_than_a_page_is_asked_for_the_rest(
    vendor: QuickBooks,
) -> None:
    vendor.realm.max_page_size = 2
    invoices(vendor, 1, 2, 3, 4, 5)
    for ask in (Ask(whole=True), Ask()):
        items = list(reader(vendor, page_size=1000).read(INVOICES, ask))
        assert set(keys(items)) == {"1", "2", "3", "4", "5"}


def test_a_truncated_full_list_is_an_error_and_not_whole(vendor: QuickBooks) -> None:
    invoices(vendor, 1, 2, 3)
    vendor.faults.rewrite("Invoice", lambda rows: rows[:1], times=None)
    said = failure(vendor, whole=True).what
    assert said == "quickbooks quickbooks_empire invoices: 1 of 3 records arrived"


def test_a_list_that_shrank_while_it_was_read_is_whole_all_the_same(
    vendor: QuickBooks,
) -> None:
    invoices(vendor, 1, 2, 3)
    vendor.after_call(1, lambda: vendor.remove("Invoice", "3"))
    items = everything(vendor, whole=True)
    assert set(keys(items)) == {"1", "2"}
    assert items[-1] == Whole()


def test_a_vendor_who_repeats_the_same_page_does_not_hold_us_for_ever(
    vendor: QuickBooks,
) -> None:
    invoices(vendor, 1, 2)
    rows = [{"Id": "1"}, {"Id": "2"}]
    vendor.faults.answer("Invoice", 200, {"QueryResponse": {"Invoice": rows}}, times=9)
    assert set(keys(everything(vendor, cursor=None))) == {"1", "2"}


def test_inactive_rows_of_every_list_of_names_are_read(vendor: QuickBooks) -> None:
    lists = [it for it in RESOURCES if it.name in NAMES]
    for resource in lists:
        vendor.put(resource.path, "a", Name="Kept")
        vendor.put(resource.path, "b", Name="Gone (deleted)", Active=False)
        items = everything(vendor, resource, whole=True)
        assert {"a", "b"} <= set(keys(items)), resource.name
        assert reader(vendor).fetch_one(resource, "b"), resource.name
    assert len(lists) == 6


NAMES = {
    "accounts",
    "customers",
    "vendors",
    "items",
    "classes",
    "departments",
}


def test_the_company_is_one_record_that_nobody_counts(vendor: QuickBooks) -> None:
    items = everything(vendor, NAMED["company_info"], whole=True)
    assert (keys(items), items[-1]) == (["1"], Whole())
    assert not any("count" in text for text in vendor.asked)


def test_what_changes_in_silence_is_read_whole_often_and_the_rest_weekly() -> None:
    often = {it.name for it in RESOURCES if it.whole_list == DAILY}
    always = {it.name for it in RESOURCES if it.whole_list == EVERY_RUN}
    assert often == {"customers", "vendors", "items"}
    assert always == NAMES - often | {"company_info", "preferences"}
    weekly = {it.name for it in RESOURCES if it.whole_list == WEEKLY}
    assert weekly == NAMED.keys() - often - always
    assert len(weekly) == 12


# ---------- what changed


def test_an_increment_reads_what_changed_and_ten_minutes_before(
    vendor: QuickBooks,
) -> None:
    invoices(vendor, 1, 2, 3, minutes=8)
    items = everything(vendor, cursor="2026-06-30T12:17:00.000Z")
    assert set(keys(items)) == {"2", "3"}
    [first, *_] = queries(vendor)
    assert "MetaData.LastUpdatedTime >= '2026-06-30T12:07:00Z'" in first
    assert not any(isinstance(item, Whole) for item in items)


def test_changes_on_either_side_of_a_change_of_clocks_are_in_order(
    vendor: QuickBooks,
) -> None:
    # On 1 November 2026 Pacific time goes from -07:00 to -08:00 at 09:00 UTC: the first
    # reads 01:45-07:00, the second 01:15-08:00, half an hour later.
    vendor.wait(days=123, hours=20, minutes=45)
    invoices(vendor, 1, minutes=30)
    invoices(vendor, 2, minutes=0)
    assert [changed_at(vendor, key) for key in ("1", "2")] == [
        "2026-11-01T01:45:00-07:00",
        "2026-11-01T01:15:00-08:00",
    ]
    items = everything(vendor, cursor="2026-11-01T08:40:00.000Z")
    assert cursor(items) == "2026-11-01T09:15:00.000Z"
    [*records] = pages(items)[0].records
    assert [it.modified for it in records] == sorted(it.modified for it in records)


def changed_at(vendor: QuickBooks, key: str) -> str:
    return str(vendor.realm.get("Invoice", key)["MetaData"]["LastUpdatedTime"])


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("2026-07-19T15:41:08-07:00", "2026-07-19T22:41:08.000Z"),
        ("2026-07-19T15:41:08.2175-07:00", "2026-07-19T22:41:08.217Z"),
        ("2026-07-19T22:41:08Z", "2026-07-19T22:41:08.000Z"),
        ("2026-07-19T22:41:08", ""),
        ("yesterday", ""),
        (None, ""),
    ],
)
def test_a_time_with_any_offset_sorts_by_time(sent: object, meant: str) -> None:
    assert sortable(sent) == meant


def test_a_record_that_changes_while_it_is_read_hides_no_other(
    vendor: QuickBooks,
) -> None:
    invoices(vendor, *range(6))
    vendor.faults.after("Invoice", lambda: vendor.put("Invoice", "0"))
    assert set(keys(everything(vendor))) == {str(number) for number in range(6)}


def test_every_page_of_an_increment_is_a_safe_place_to_go_on_from(
    vendor: QuickBooks,
) -> None:
    vendor.clock.advance(hours=2)
    invoices(vendor, *range(7))
    read = reader(vendor).read(INVOICES, Ask(cursor=NOON))
    seen = [next(read), next(read), next(read)]
    rest = everything(vendor, cursor=cursor(seen))
    assert {*keys(seen), *keys(rest)} == {str(number) for number in range(7)}


def test_a_quiet_list_has_the_vendors_own_time_as_its_cursor(
    vendor: QuickBooks,
) -> None:
    invoices(vendor, 1)
    vendor.clock.advance(days=20)
    first = everything(vendor, whole=True)
    assert cursor(first) == "2026-07-20T12:01:00.000Z"
    vendor.clock.advance(days=20)
    again = reader(vendor)
    again.company()
    items = list(again.read(INVOICES, Ask(cursor=cursor(first))))
    assert cursor(items) == "2026-08-09T12:01:00.000Z"
    assert not any(isinstance(item, Whole) for item in items)


def test_a_cursor_never_goes_back_nor_past_the_vendors_clock(
    vendor: QuickBooks,
) -> None:
    later = "2026-06-30T12:05:00.000Z"
    assert cursor(everything(vendor, cursor=later)) == later
    times = {"LastUpdatedTime": "2026-07-30T12:00:00Z"}
    body = {"QueryResponse": {"Invoice": [{"Id": "1", "MetaData": times}]}}
    vendor.faults.answer("Invoice", 200, body)
    ahead = reader(vendor)
    ahead.company()
    read = ahead.read(INVOICES, Ask(cursor="2026-06-29T12:00:00.000Z"))
    assert {page.cursor for page in pages(list(read)) if page.cursor} == {NOON}


def test_days_are_those_of_the_company_and_both_count(vendor: QuickBooks) -> None:
    # New York is four hours behind in summer: its 2 July is over on the 3rd at 04:00.
    vendor.clock.advance(hours=39, minutes=59)
    for key in ("before", "first"):
        vendor.put("Invoice", key)
        vendor.clock.advance(minutes=1)
    vendor.clock.advance(hours=23, minutes=58)
    for key in ("last", "after"):
        vendor.put("Invoice", key)
        vendor.clock.advance(minutes=1)
    day = date(2026, 7, 2)
    items = everything(vendor, since=day, until=day, cursor=NOON)
    assert set(keys(items)) == {"first", "last"}
    assert cursor(items) is None
    assert set(keys(everything(vendor, since=day))) == {"first", "last", "after"}
    assert set(keys(everything(vendor, until=day))) == {"before", "first", "last"}


# ---------- what was deleted


def changed_since_noon(vendor: QuickBooks) -> list[Page | Whole]:
    return everything(vendor, cursor=NOON)


def test_a_deletion_is_told_by_cdc_and_confirmed_by_one_query(
    vendor: QuickBooks,
) -> None:
    invoices(vendor, 1, 2, 3)
    vendor.remove("Invoice", "2")
    items = changed_since_noon(vendor)
    assert keys(items, is_deleted=True) == ["2"]
    assert set(keys(items)) == {"1", "3"}
    assert vendor.asked[0] == "cdc Invoice 2026-06-30T11:50:00Z"
    assert (
        vendor.asked[1]
        == "SELECT * FROM Invoice WHERE Id IN ('2') STARTPOSITION 1 MAXRESULTS 2"
    )


def test_a_notice_is_as_old_as_the_deletion(vendor: QuickBooks) -> None:
    vendor.put("Invoice", "1")
    vendor.clock.advance(minutes=3)
    vendor.remove("Invoice", "1")
    [notice, *_] = pages(changed_since_noon(vendor))[0].records
    assert (notice.is_deleted, notice.modified) == (True, "2026-06-30T12:03:00.000Z")


@pytest.mark.parametrize(
    ("changed", "deleted", "is_gone"),
    [
        # As texts, the first two would be the other way round.
        ("2026-07-19T02:30:00-07:00", "2026-07-19T09:00:00.000Z", False),
        ("2026-07-19T20:00:00+11:00", "2026-07-19T09:30:00.000Z", True),
        ("2026-07-19T02:30:00-07:00", "2026-07-19T09:30:00.000Z", True),
        ("2026-07-19T02:30:00-07:00", "2026-07-19T09:30:01.000Z", True),
        ("2026-07-19T02:30:01-07:00", "2026-07-19T09:30:00.000Z", False),
    ],
)
def test_a_notice_buries_only_a_version_that_is_not_newer(
    changed: str, deleted: str, is_gone: bool, vendor: QuickBooks
) -> None:
    payload = {"Id": "1", "MetaData": {"LastUpdatedTime": changed}}
    shelf, versions = Shelf(), Versions(INVOICES, vendor.clock)
    versions.arrive([Record("1", payload, sortable(changed))])
    shelf.rows = {row.key: row for row in versions.decide(shelf)}
    versions.arrive([Record("1", {"Id": "1"}, deleted, is_deleted=True)])
    assert [row.is_deleted for row in versions.decide(shelf)] == [True] * is_gone


def test_a_living_record_that_cdc_calls_deleted_comes_as_it_is(
    vendor: QuickBooks,
) -> None:
    vendor.put("Invoice", "1")
    vendor.tell_deletion("Invoice", "1")
    items = changed_since_noon(vendor)
    assert keys(items, is_deleted=True) == []
    assert set(keys(items)) == {"1"}


def test_an_inactive_customer_that_cdc_calls_deleted_is_none(
    vendor: QuickBooks,
) -> None:
    vendor.put("Customer", "1", Active=False)
    vendor.tell_deletion("Customer", "1")
    items = everything(vendor, NAMED["customers"], cursor=NOON)
    assert keys(items, is_deleted=True) == []
    assert set(keys(items)) == {"1"}


def test_more_deletions_than_fit_a_page_are_confirmed_a_page_at_a_time(
    vendor: QuickBooks,
) -> None:
    invoices(vendor, *range(6))
    for number in (0, 2, 4):
        vendor.remove("Invoice", str(number))
        vendor.tell_deletion("Invoice", str(number + 1))
    items = changed_since_noon(vendor)
    assert set(keys(items, is_deleted=True)) == {"0", "2", "4"}
    assert set(keys(items)) == {"1", "3", "5"}


def test_deletions_come_before_the_cursor_moves(vendor: QuickBooks) -> None:
    invoices(vendor, 1, 2)
    vendor.remove("Invoice", "2")
    first = pages(changed_since_noon(vendor))[0]
    assert first.cursor is None
    assert [record.is_deleted for record in first.records] == [True]


def test_what_cdc_sends_of_the_living_is_not_landed(vendor: QuickBooks) -> None:
    times = {"LastUpdatedTime": "2026-06-30T05:00:00-07:00"}
    other = [{"Id": "1", "MetaData": times, "OnlyInCdc": True}]
    body = {"CDCResponse": [{"QueryResponse": [{"Invoice": other}]}]}
    vendor.put("Invoice", "1", TotalAmt=5)
    vendor.faults.answer("cdc", 200, body)
    [record] = pages(changed_since_noon(vendor))[0].records
    assert "OnlyInCdc" not in record.payload


def test_a_last_run_before_cdc_began_reads_the_whole_list(
    vendor: QuickBooks, caplog: pytest.LogCaptureFixture
) -> None:
    invoices(vendor, 1, 2, 3)
    vendor.clock.advance(days=30)
    items = changed_since_noon(vendor)
    assert set(keys(items)) == {"1", "2", "3"}
    assert items[-1] == Whole()
    assert not [text for text in vendor.asked if text.startswith("cdc")]
    assert "CDC does not look back to the last run" in caplog.text


def test_a_cdc_that_refuses_reads_the_whole_list(
    vendor: QuickBooks, caplog: pytest.LogCaptureFixture
) -> None:
    invoices(vendor, 1)
    vendor.faults.answer("cdc", 400, fault("4001", "changedSince is too old"))
    assert changed_since_noon(vendor)[-1] == Whole()
    assert "changedSince is too old" in caplog.text


def test_a_cdc_that_fails_is_an_error_and_no_reason_to_go_on(
    vendor: QuickBooks,
) -> None:
    vendor.faults.answer("cdc", 403, gateway("3100"))
    assert "answered 403: 3100" in failure(vendor, cursor=NOON).what


def test_a_cdc_that_is_cut_off_is_asked_again_from_the_newest_on(
    vendor: QuickBooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deletions, "LIMIT", 3)
    vendor.realm.max_captured = 3
    invoices(vendor, *range(6))
    vendor.remove("Invoice", "5")
    items = changed_since_noon(vendor)
    assert keys(items, is_deleted=True) == ["5"]
    assert not any(isinstance(item, Whole) for item in items)


def test_a_cdc_that_hides_the_oldest_changes_reads_the_whole_list(
    vendor: QuickBooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deletions, "LIMIT", 3)
    invoices(vendor, *range(6))
    newest = [vendor.realm.get("Invoice", key) for key in ("3", "4", "5")]
    body = {"CDCResponse": [{"QueryResponse": [{"Invoice": newest}]}]}
    vendor.faults.answer("cdc", 200, body)
    assert changed_since_noon(vendor)[-1] == Whole()


def test_a_cdc_cut_off_within_one_second_reads_the_whole_list(
    vendor: QuickBooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deletions, "LIMIT", 3)
    vendor.realm.max_captured = 3
    invoices(vendor, *range(4), minutes=0)
    # Three living records fill the answer; the deletion is the fourth of its second.
    vendor.remove("Invoice", "3")
    assert changed_since_noon(vendor)[-1] == Whole(order_could_move=True)


# ---------- faults


SYSTEM = fault("10000", "An application error has occurred", "SystemFault")
BAD_QUERY = fault("4000", "QueryParserError")


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (400, BAD_QUERY, "answered 400: 4000 Message 4000: QueryParserError"),
        (200, BAD_QUERY, "answered 200: 4000 Message 4000: QueryParserError"),
        (200, xml("4000"), "answered 200: 4000 Sorry: No"),
        (400, xml("6190"), "answered 400: 6190 Sorry: No"),
        (403, gateway("003100", None), "answered 403: 3100 message 003100"),
        (403, xml("3100"), "answered 403: 3100 Sorry: No"),
        (404, "<html>Not here</html>", "answered 404"),
        (400, {"Fault": {"Error": []}}, "answered 400"),
    ],
)
def test_a_fault_in_any_shape_is_an_error_at_once(
    status: int, body: object, said: str, vendor: QuickBooks
) -> None:
    vendor.faults.answer("Invoice", status, body)
    before = vendor.clock.now()
    assert failure(vendor).what.strip() == f"{WHERE} {said}"
    assert vendor.clock.now() == before


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, SYSTEM),
        (200, xml("10000")),
        (500, SYSTEM),
        (500, fault("120", "AuthorizationFailure", "AuthorizatonFault")),
        (503, "<html><body>Service Unavailable</body></html>"),
    ],
)
def test_trouble_of_theirs_is_waited_out_longer_each_time(
    status: int, body: object, vendor: QuickBooks
) -> None:
    vendor.put("Invoice", "1")
    before = vendor.clock.now()
    vendor.faults.answer("Invoice", status, body, times=3)
    assert keys(everything(vendor)) == ["1"]
    assert (vendor.clock.now() - before).total_seconds() == 2 + 4 + 8


def test_trouble_of_theirs_without_end_is_given_up_and_named(
    vendor: QuickBooks,
) -> None:
    vendor.faults.answer("Invoice", 200, SYSTEM, times=None)
    before = vendor.clock.now()
    assert "answered 200: 10000 Message 10000: An application" in failure(vendor).what
    assert (vendor.clock.now() - before).total_seconds() == 2 + 4 + 8 + 16 + 32


def test_a_fault_inside_a_list_of_changes_is_one(vendor: QuickBooks) -> None:
    body = {"CDCResponse": [{"QueryResponse": [{}, fault("4002")]}]}
    vendor.faults.answer("cdc", 200, body)
    items = changed_since_noon(vendor)
    assert items[-1] == Whole()


def test_a_record_that_only_speaks_of_a_fault_is_none(vendor: QuickBooks) -> None:
    vendor.put("Invoice", "1", CustomField=[{"Name": "Fault"}])
    assert keys(everything(vendor)) == ["1"]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (429, gateway("3001")),
        (429, xml("3001")),
        (403, xml("3001")),
        (200, xml("3001")),
    ],
)
def test_a_throttled_call_waits_a_minute(
    status: int, body: object, vendor: QuickBooks
) -> None:
    before = vendor.clock.now()
    vendor.faults.answer("Invoice", status, body)
    everything(vendor)
    assert (vendor.clock.now() - before).total_seconds() == 61


def test_a_throttled_call_waits_as_long_as_it_is_told(vendor: QuickBooks) -> None:
    before = vendor.clock.now()
    vendor.faults.limit("Invoice", "", retry_after=7)
    everything(vendor)
    assert (vendor.clock.now() - before).total_seconds() == 8


def test_calls_are_spaced_evenly(vendor: QuickBooks) -> None:
    invoices(vendor, 1, 2, 3, minutes=0)
    before = vendor.clock.now()
    list(reader(vendor, minute_limit=60).read(INVOICES, Ask(whole=True)))
    calls = len(queries(vendor))
    assert (vendor.clock.now() - before).total_seconds() == calls - 1 > 1


def test_a_feature_that_is_off_is_skipped_with_a_word(vendor: QuickBooks) -> None:
    vendor.faults.answer("Class", 400, fault("5020", "Permission Denied"))
    with pytest.raises(Skipped, match="classes: Class is switched off") as skipped:
        everything(vendor, NAMED["classes"], whole=True)
    assert "switch the feature on" in skipped.value.do


def test_another_company_than_the_token_is_for_says_what_to_check(
    vendor: QuickBooks,
) -> None:
    vendor.faults.answer("CompanyInfo", 403, gateway("3100", None), times=None)
    with pytest.raises(LoaderError, match="3100") as refused:
        reader(vendor).company()
    assert "Check realm_id" in refused.value.do
    [wrong] = reader(vendor).check()
    assert "Check realm_id" in wrong


def test_the_number_that_support_asks_for_is_in_the_error(vendor: QuickBooks) -> None:
    bad = problems.BadRequest("4000", "Error parsing query", "QueryParserError")
    vendor.faults.reply("Invoice", problems.refused(bad))
    number = problems.TID["intuit_tid"]
    assert failure(vendor).what.endswith(f"QueryParserError (intuit_tid {number})")


@pytest.mark.parametrize("body", [{"time": "x"}, ["Sorry"], {"QueryResponse": None}])
def test_a_200_without_its_envelope_is_an_error(
    body: object, vendor: QuickBooks
) -> None:
    vendor.faults.answer("Invoice", 200, body, times=None)
    assert (
        "invoices: Invoice answered 200 without QueryResponse" in failure(vendor).what
    )
    assert "without totalCount" in failure(vendor, whole=True).what
    vendor.faults.answer("cdc", 200, body, times=None)
    assert "without CDCResponse" in failure(vendor, cursor=NOON).what


def test_a_record_without_its_id_is_an_error(vendor: QuickBooks) -> None:
    body = {"QueryResponse": {"Invoice": [{"TotalAmt": 5}]}}
    vendor.faults.answer("Invoice", 200, body)
    assert "a record without Id" in failure(vendor).what


def test_a_check_names_what_is_wrong_but_not_what_is_off(vendor: QuickBooks) -> None:
    assert reader(vendor).check() == []
    vendor.faults.answer("Class", 400, fault("5020"))
    vendor.faults.answer("Transfer", 400, fault("4000"))
    [wrong] = reader(vendor).check()
    assert wrong.startswith("quickbooks quickbooks_empire transfers: ")


# ---------- tokens


TOKENS = Path(".dlt/tokens")


def saved() -> str:
    [file] = TOKENS.glob("*.json")
    tokens = TokenStore(file).load()
    assert tokens
    return tokens.refresh_token


def refreshes(vendor: QuickBooks) -> list[str]:
    """The list that each call for tokens adds to."""
    calls: list[str] = []
    vendor.faults.after("token", lambda: calls.append("refresh"), times=None)
    return calls


def test_an_expired_token_is_renewed_once(vendor: QuickBooks) -> None:
    calls, signed_in = refreshes(vendor), reader(vendor)
    signed_in.company()
    vendor.expire()
    assert list(signed_in.read(INVOICES, Ask()))
    assert len(calls) == 2
    vendor.faults.reply("Invoice", problems.EXPIRED, times=None)
    assert "answered 401: 3200" in failure(vendor).what
    assert len(calls) == 3


def test_a_token_refused_under_a_200_is_renewed_too(vendor: QuickBooks) -> None:
    calls = refreshes(vendor)
    vendor.put("Invoice", "1")
    vendor.faults.answer("Invoice", 200, gateway("003200", "Token expired"))
    assert keys(everything(vendor)) == ["1"]
    assert len(calls) == 2


def test_the_next_refresh_token_is_kept_and_used(vendor: QuickBooks) -> None:
    first = vendor.current_token()
    for _ in range(3):
        reader(vendor).company()
        assert saved() == vendor.current_token()
        vendor.clock.advance(hours=25)
    assert vendor.current_token() != first


def test_a_token_is_on_disk_before_it_is_used(vendor: QuickBooks) -> None:
    reader(vendor).company()
    vendor.clock.advance(hours=25)
    seen: list[str] = []
    vendor.faults.before("CompanyInfo", lambda: seen.append(saved()))
    reader(vendor).company()
    assert seen == [vendor.current_token()]


@pytest.mark.parametrize(("hours", "grace"), [(2, 0), (25, 24)])
def test_a_crash_between_two_tokens_heals_while_the_old_one_lives(
    hours: int, grace: int, vendor: QuickBooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    vendor.identity.grace = timedelta(hours=grace)
    reader(vendor).company()
    vendor.clock.advance(hours=hours)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(TokenStore, "save", crash)
        reader(vendor).company()
    vendor.clock.advance(minutes=5)
    assert reader(vendor).company().name == NAME
    assert saved() == vendor.current_token()


def test_a_crash_after_saving_loses_nothing(vendor: QuickBooks) -> None:
    reader(vendor).company()
    vendor.clock.advance(hours=25)
    vendor.faults.reset("CompanyInfo", times=None)
    with pytest.raises(LoaderError, match="no whole answer"):
        reader(vendor).company()
    vendor.faults.clear()
    assert reader(vendor).company().name == NAME


def test_a_lost_token_needs_consent(vendor: QuickBooks) -> None:
    vendor.identity.revoke(vendor.realm.realm_id)
    with pytest.raises(LoaderError, match="invalid_grant") as lost:
        reader(vendor).company()
    assert "Give consent again" in lost.value.do


def test_the_end_of_a_consent_is_told_a_month_before(
    vendor: QuickBooks, caplog: pytest.LogCaptureFixture
) -> None:
    reader(vendor).company()
    assert not caplog.text
    vendor.clock.advance(hours=2)
    [mine] = [
        each
        for each in vendor.identity.refreshes.values()
        if each.realm_id == vendor.realm.realm_id
    ]
    mine.consented_at = vendor.clock.now() - timedelta(days=5 * 365 - 29)
    reader(vendor).company()
    assert "quickbooks quickbooks_empire: the consent ends in 29 days" in caplog.text


def test_no_error_shows_a_secret_not_even_one_that_they_repeat(
    vendor: QuickBooks,
) -> None:
    signed_in = reader(vendor)
    signed_in.company()
    [token] = vendor.identity.accesses
    vendor.faults.answer("Invoice", 403, gateway("3100", f"Token: {token}"))
    with pytest.raises(LoaderError) as failed:
        list(signed_in.read(INVOICES, Ask()))
    shown = f"{failed.value.what} {failed.value.do} {failed.value!r}"
    assert "Token: [secret]" in shown
    given = vendor.settings()
    for name in ("client_id", "client_secret", "refresh_token"):
        assert given[name] not in shown
    assert token not in shown


# ---------- what a connection and a record are


def test_the_company_is_the_realm(vendor: QuickBooks) -> None:
    company = reader(vendor).company()
    assert (company.vendor_company_id, company.name) == (
        "9341453000000011",
        NAME,
    )


def test_the_plain_names_are_those_people_have() -> None:
    assert {f"QBO_{key.upper()}" for key in REQUIRED} <= SOURCE.plain_names.keys()
    assert REQUIRED == ("client_id", "client_secret", "refresh_token", "realm_id")


def test_one_record_asked_for_alone_is_the_same_as_in_the_list(
    vendor: QuickBooks,
) -> None:
    for resource in RESOURCES:
        vendor.put(resource.path, "1", TotalAmt=1.5)
        [first, *_] = pages(everything(vendor, resource, whole=True))
        record = first.records[0]
        assert reader(vendor).fetch_one(resource, record.key) == record
        assert reader(vendor).fetch_one(resource, "none") is None


def test_an_id_with_a_quote_asks_for_nothing_else() -> None:
    assert quoted("1' OR '\\") == r"'1\' OR \'\\'"


def test_every_call_names_the_minor_version(vendor: QuickBooks) -> None:
    everything(vendor, cursor=NOON)
    assert vendor.realm.minor_versions == ["75", "75"]


@pytest.mark.parametrize(
    ("name", "payload", "kept"),
    [
        ("customers", {"PrimaryEmailAddr": {}, "ShipAddr": {}, "GivenName": "A"}, {}),
        (
            "customers",
            {"BillAddr": {"Line1": "1 Main St", "CountrySubDivisionCode": "NY"}},
            {"BillAddr": {"CountrySubDivisionCode": "NY"}},
        ),
        ("vendors", {"TaxIdentifier": "1", "AcctNum": "7"}, {"AcctNum": "7"}),
        (
            "invoices",
            {"BillEmail": {}, "InvoiceLink": "x", "Balance": 1},
            {"Balance": 1},
        ),
        (
            "bill_payments",
            {"CheckPayment": {"NameOnAcct": "A", "BankAccountRef": {"value": "35"}}},
            {"CheckPayment": {"BankAccountRef": {"value": "35"}}},
        ),
        (
            "payments",
            {"CreditCardPayment": {"CreditChargeInfo": {"Number": "4111"}}},
            {"CreditCardPayment": {}},
        ),
    ],
)
def test_nothing_personal_lands(
    name: str, payload: dict[str, Any], kept: dict[str, Any]
) -> None:
    assert exact.without(payload, NAMED[name].not_landed) == kept
