"""ERPNext, read over HTTP: lists that move, names, rights, refusals, doctypes."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from loaders.contract import (
    Ask,
    Clock,
    Connection,
    DayLimitReached,
    Held,
    LoaderError,
    Page,
    Record,
    Skipped,
    Whole,
)
from loaders.erpnext import OPTIONAL, connect
from loaders.erpnext.discovery import doctypes_of
from loaders.erpnext.doctype import Doctype, ready
from loaders.erpnext.modelled import KNOWN, MODELLED
from sandbox.server import Answer
from tests.loaders.erpnext import Refusal, Site, serving
from tests.loaders.fake import FakeClock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.erpnext.reader import ErpnextReader

NOTE = ready(Doctype("Note"))
CUSTOMER = KNOWN["Customer"]
INVOICE = KNOWN["Sales Invoice"]
GL = KNOWN["GL Entry"]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as site:
        yield site


def connection(site: Site, **settings: Any) -> Connection:
    given = OPTIONAL | site.settings | {"page_size": 2} | settings
    return Connection("erpnext", "erp_farm", given)


def reader(site: Site, clock: Clock | None = None, **settings: Any) -> ErpnextReader:
    return connect(connection(site, **settings), clock or FakeClock())


def everything(
    site: Site, doctype: Doctype = CUSTOMER, **ask: Any
) -> list[Page | Whole]:
    return list(reader(site).read(doctype, Ask(**ask)))


def read_into(
    items: list[Page | Whole], site: Site, doctype: Doctype, **ask: Any
) -> None:
    """Read, and keep what comes before an error."""
    for item in reader(site).read(doctype, Ask(**ask)):
        items.append(item)


def records(items: list[Page | Whole]) -> list[Record]:
    return [it for page in items if isinstance(page, Page) for it in page.records]


def names(items: list[Page | Whole]) -> list[str]:
    return [record.key.partition("/")[2] for record in records(items)]


def cursors(items: list[Page | Whole]) -> list[str]:
    return [it.cursor for it in items if isinstance(it, Page) and it.cursor]


def held(doctype: Doctype, *found: Record) -> dict[str, Held]:
    """What raw holds once these records are loaded."""
    return {
        it.key: Held(it.scope, doctype.mark_of_held(it.payload))
        for it in found
        if it.payload
    }


# ---------- lists and documents


def test_every_document_of_a_list_is_read_whole_child_rows_inside(site: Site) -> None:
    for number in range(1, 6):
        child = {"name": f"c{number}", "modified": "2026-06-30", "item_code": "Seed"}
        site.put("Sales Invoice", f"SINV-{number}", items=[child], debit_to=None)
    items = everything(site, INVOICE, whole=True)
    assert names(items) == ["SINV-1", "SINV-2", "SINV-3", "SINV-4", "SINV-5"]
    assert records(items)[0].payload["items"][0]["item_code"] == "Seed"
    assert items[-1] == Whole(order_could_move=True)


@pytest.mark.parametrize(
    "name",
    [
        "East/West",
        "a//b",
        "A & B",
        "100% Natural",
        "#1 Pharmacy",
        "Lane?",
        "Lotus + Lime",
        "O'Malley's",
        'Say "hay"',
        " lead",
        "Café Vert — Montréal",
        "株式会社",
    ],
)
def test_any_name_can_be_read(site: Site, name: str) -> None:
    site.put("Customer", name)
    site.put("Customer", "zz")
    site.put("Customer", "zzz")
    items = everything(site, whole=True)
    assert sorted(names(items)) == sorted([name, "zz", "zzz"])
    record = reader(site).fetch_one(CUSTOMER, f"Customer/{name}")
    assert record
    assert record.payload["name"] == name


def test_a_name_that_differs_only_in_case_or_accents_is_another(site: Site) -> None:
    site.put("Customer", "Café")
    assert reader(site).fetch_one(CUSTOMER, "Customer/cafe") is None
    assert reader(site).fetch_one(CUSTOMER, "Customer/Café")


def test_what_is_edited_while_pages_are_read_is_not_missed(site: Site) -> None:
    """The real server lost such a row for good when it was paged by offset."""
    for name in ("a", "b", "c", "d", "e"):
        site.put("Note", name)

    def edit(call: str) -> None:
        if call == "resource/Note" and site.asked.count(call) == 2:
            site.before = lambda call: None
            site.put("Note", "a")

    site.before = edit
    items = everything(site, NOTE, cursor="2026-06-30 10:01:00")
    assert names(items) == ["a", "b", "c", "d", "e", "a"]
    assert cursors(items)[-1] == "2026-06-30 10:06:00"


def test_documents_of_one_instant_are_paged_by_name(site: Site) -> None:
    """A bulk import gives hundreds of documents one `modified`."""
    for name in ("a", "b", "c", "d", "e"):
        site.put("Note", name, modified="2026-06-30 10:00:00.000001")
    items = everything(site, NOTE, cursor="2026-06-30 10:00:00.000001")
    assert names(items) == ["a", "b", "c", "d", "e"]


def test_an_hour_that_autumn_repeats_is_read_again(site: Site) -> None:
    """01:20 may lie an hour after 01:50; what raw has it so is not asked for twice."""
    first = site.put("Note", "first", modified="2026-10-25 01:50:00")
    site.put("Note", "second", modified="2026-10-25 01:20:00")
    site.put("Note", "long ago", modified="2026-10-25 00:30:00")
    known = held(NOTE, Record("Note/first", first))
    items = everything(site, NOTE, cursor="2026-10-25 01:50:00", held=known)
    assert names(items) == ["second"]


def test_days_bound_the_time_of_change_and_move_no_cursor_back(site: Site) -> None:
    for day in (28, 29, 30):
        site.put("Note", f"of {day}", modified=f"2026-06-{day} 23:59:59.999999")
    items = everything(site, NOTE, since=date(2026, 6, 29), until=date(2026, 6, 29))
    assert names(items) == ["of 29"]
    assert not any(isinstance(item, Whole) for item in items)


def test_delete_notices_come_with_what_changed(site: Site) -> None:
    site.put("Deleted Document", "x1", deleted_doctype="Note", deleted_name="a/b")
    site.put("Deleted Document", "x2", deleted_doctype="Customer", deleted_name="c")
    items = everything(site, NOTE, cursor="2026-06-30 10:00:00")
    [notice] = records(items)
    assert (notice.key, notice.is_deleted) == ("Note/a/b", True)
    assert notice.modified == "2026-06-30 10:01:00"


def test_who_may_not_read_delete_notices_still_reads_what_changed(site: Site) -> None:
    site.forbidden = {"Deleted Document"}
    site.put("Note", "a")
    assert names(everything(site, NOTE, cursor="2026-06-30 10:00:00")) == ["a"]


def test_a_document_that_is_refused_stands_in_no_others_way(site: Site) -> None:
    for name in ("a", "b", "c"):
        site.put("Note", name)
    refused = Refusal(403, "PermissionError", "b is confidential").answer
    site.before = lambda call: refused if call == "resource/Note/b" else None
    items: list[Page | Whole] = []
    with pytest.raises(LoaderError, match=r"1 documents were refused: .*Note/b"):
        read_into(items, site, NOTE, cursor="2026-06-30 10:00:00")
    assert names(items) == ["a", "c"]
    assert cursors(items) == []


def test_a_document_that_is_gone_before_it_is_read_is_left_out(site: Site) -> None:
    site.put("Customer", "a")
    gone = Refusal(404, "DoesNotExistError", "Customer a not found").answer
    site.before = lambda call: gone if call == "resource/Customer/a" else None
    assert records(everything(site, whole=True)) == []


def test_a_page_that_is_not_the_sites_does_not_mean_that_a_document_is_gone(
    site: Site,
) -> None:
    """A proxy may refuse the slash in a name with a 404 of its own."""
    site.put("Customer", "a/b")
    site.before = lambda call: Answer(404, "no") if call.endswith("a/b") else None
    with pytest.raises(LoaderError, match="1 documents were refused"):
        everything(site, whole=True)


# ---------- ledgers


def entries(site: Site, voucher: str, *amounts: int) -> None:
    for number, amount in enumerate(amounts):
        of_voucher = {"voucher_type": "Sales Invoice", "voucher_no": voucher}
        site.put("GL Entry", f"{voucher}-{number}", debit=amount, **of_voucher)


def test_a_ledgers_row_belongs_to_its_voucher(site: Site) -> None:
    entries(site, "SINV-1", 5)
    [record] = records(everything(site, GL, whole=True))
    assert record.key == "GL Entry/SINV-1-0"
    assert json.loads(record.scope or "") == {
        "doctype": "GL Entry",
        "voucher_no": "SINV-1",
        "voucher_type": "Sales Invoice",
    }


def test_a_first_load_reads_a_ledger_as_one_list(site: Site) -> None:
    entries(site, "SINV-1", 1, 2, 3)
    items = everything(site, GL, whole=True)
    assert names(items) == ["SINV-1-0", "SINV-1-1", "SINV-1-2"]
    assert items[-1] == Whole()


def test_many_vouchers_are_asked_for_in_addresses_that_the_site_takes(
    site: Site,
) -> None:
    """Beyond 4,094 characters it answers 400; 150 names of 33 characters are 5,000."""
    for number in range(150):
        entries(site, f"ACC/SINV/2026 Überlänge é/{number:05}", 1)
    sent = records(everything(site, GL, whole=True))
    for number in range(150):
        site.set("GL Entry", f"ACC/SINV/2026 Überlänge é/{number:05}-0", debit=2)
    site.asked.clear()
    items = list(
        reader(site, page_size=500).read(GL, Ask(whole=True, held=held(GL, *sent)))
    )
    assert len(records(items)) == 150
    assert all(len(json.dumps(it)) < 4000 for it in site.queries)


def test_bounds_read_the_vouchers_that_changed_in_them_whole(site: Site) -> None:
    entries(site, "SINV-1", 1, 2)
    entries(site, "SINV-2", 3)
    site.set("GL Entry", "SINV-1-1", modified="2026-06-20 10:00:00")
    day = date(2026, 6, 20)
    items = everything(site, GL, since=day, until=day)
    assert names(items) == ["SINV-1-0", "SINV-1-1"]
    [whole] = [item for item in items if isinstance(item, Whole)]
    assert [json.loads(it)["voucher_no"] for it in whole.scopes or ()] == ["SINV-1"]


# ---------- rights and refusals


def test_a_doctype_that_may_not_be_read_is_skipped_and_no_other(site: Site) -> None:
    site.put("Customer", "a")
    site.forbidden = {"GL Entry"}
    with pytest.raises(Skipped) as skipped:
        everything(site, GL, whole=True)
    assert "erpnext erp_farm GL Entry" in skipped.value.what
    assert "User ann has no access to GL Entry" in skipped.value.what
    assert "role" in skipped.value.do
    assert names(everything(site, whole=True)) == ["a"]


def test_columns_that_the_role_hides_are_an_error_rather_than_nulls(
    site: Site,
) -> None:
    """A role with `select` alone answers 200, with 5 of 76 columns."""
    site.put("Sales Invoice", "SINV-1")
    site.put("Bin", "b1")
    site.hidden_columns = {"outstanding_amount", "due_date", "stock_value"}
    with pytest.raises(LoaderError, match="hidden: due_date, outstanding_amount"):
        everything(site, INVOICE, whole=True)
    with pytest.raises(LoaderError, match="hidden: stock_value"):
        everything(site, KNOWN["Bin"], whole=True)


def test_a_column_that_the_site_lacks_is_named(site: Site) -> None:
    lacking = Refusal(417, "DataError", "Field not permitted in query: debit").answer
    site.before = lambda call: lacking if call == "resource/GL Entry" else None
    with pytest.raises(LoaderError, match="417: DataError: Field not permitted"):
        everything(site, GL, whole=True)


def test_a_wrong_key_fails_the_site_and_says_so(site: Site) -> None:
    wrong = reader(site, api_secret="wrong")
    with pytest.raises(LoaderError, match="401") as refused:
        wrong.company()
    assert "api_key" in refused.value.do
    assert "wrong" not in refused.value.what
    assert len(wrong.check()) == 1


def test_documents_that_are_counted_but_not_listed_forbid_to_call_any_gone(
    site: Site,
) -> None:
    for name in ("a", "b", "c"):
        site.put("Customer", name)
    site.bound_to = lambda row: row["name"] != "b"
    items: list[Page | Whole] = []
    with pytest.raises(LoaderError, match="only 2 of 3 are listed") as doubt:
        read_into(items, site, CUSTOMER, whole=True)
    assert "User Permissions" in doubt.value.do
    assert names(items) == ["a", "c"]


def test_what_is_inserted_while_the_list_is_read_is_no_reason_to_doubt_it(
    site: Site,
) -> None:
    site.put("Customer", "b")
    site.put("Customer", "c")

    def insert(call: str) -> None:
        if call == "resource/Customer":
            site.before = lambda call: None
            site.documents["Customer"]["a"] = {"name": "a", "modified": "2026-06-30"}

    site.before = insert
    assert everything(site, whole=True)[-1] == Whole(order_could_move=True)


def test_maintenance_and_a_full_window_are_waited_out(site: Site) -> None:
    site.put("Customer", "a")
    answers = [
        Answer(503, {"exc_type": "SessionStopped"}),
        Answer(429, {"exc_type": "TooManyRequestsError"}, {"Retry-After": "494"}),
        Answer(502, "<html>Bad Gateway</html>"),
    ]
    site.before = lambda call: answers.pop() if answers else None
    clock = FakeClock()
    items = list(reader(site, clock).read(CUSTOMER, Ask(whole=True)))
    assert names(items) == ["a"]
    assert 495 in clock.slept


def test_a_window_that_stays_full_for_hours_stops_the_connection(site: Site) -> None:
    site.before = lambda call: Answer(429, {}, {"Retry-After": "7200"})
    with pytest.raises(DayLimitReached, match="429") as reached:
        everything(site, whole=True)
    assert "after 2026-06-30 14:00 UTC" in reached.value.do


def test_calls_keep_to_the_configured_pace(site: Site) -> None:
    site.put("Customer", "a")
    clock = FakeClock()
    list(reader(site, clock, minute_limit=60).read(CUSTOMER, Ask(whole=True)))
    calls = len(site.asked)
    assert sum(clock.slept) == pytest.approx(calls - 1, abs=0.01)


def test_an_address_without_frappe_behind_it_is_told(site: Site) -> None:
    site.before = lambda call: Answer(200, {"hello": "world"})
    with pytest.raises(LoaderError, match="answered 200 without data") as told:
        reader(site).company()
    assert "base_url" in told.value.do


def test_check_tells_of_each_doctype_that_may_not_be_read(site: Site) -> None:
    site.forbidden = {"GL Entry"}
    named = reader(site, doctypes=["Customer", "GL Entry", "Custmer", "POS Invoice"])
    wrong = named.check()
    assert ["GL Entry" in wrong[0], "Correct the connection's doctypes" in wrong[1]]
    assert len(wrong) == 2


def test_check_tells_of_a_time_zone_that_is_not_the_sites(site: Site) -> None:
    site.put("System Settings", "System Settings", time_zone="Asia/Kolkata")
    assert reader(site, doctypes="Note", time_zone="Asia/Kolkata").check() == []
    [wrong] = reader(site, doctypes="Note", time_zone="America/Denver").check()
    assert "America/Denver, the site says Asia/Kolkata" in wrong
    site.forbidden = {"System Settings"}
    assert reader(site, doctypes="Note", time_zone="America/Denver").check() == []


# ---------- the site and its doctypes


def test_a_site_is_known_by_its_first_company_whatever_its_address(site: Site) -> None:
    site.put("Company", "Kisan Mitra", abbr="KM")
    site.put("Company", "Green Fields", abbr="GF")
    first = reader(site).company()
    site.documents["Company"]["Kisan Mitra Ltd"] = site.documents["Company"].pop(
        "Kisan Mitra"
    ) | {"name": "Kisan Mitra Ltd"}
    again = reader(site).company()
    assert first.vendor_company_id == again.vendor_company_id
    assert again.name == "Kisan Mitra Ltd, Green Fields"


def test_a_site_that_shows_no_company_is_known_by_its_address(site: Site) -> None:
    site.forbidden = {"Company"}
    assert reader(site).company().vendor_company_id.startswith("127.0.0.1:")


def listed(site: Site, doctypes: object) -> list[str]:
    return [it.name for it in doctypes_of(connection(site, doctypes=doctypes), CLOCK)]


CLOCK = FakeClock()


def test_doctypes_may_be_a_list_or_a_text_and_default_to_what_models_need(
    site: Site,
) -> None:
    assert listed(site, "") == [it.name for it in MODELLED]
    assert listed(site, ["Note", "Sales Invoice"]) == ["Note", "Sales Invoice"]
    assert listed(site, '["Note", "Sales Invoice"]') == ["Note", "Sales Invoice"]
    assert listed(site, "Note, Sales Invoice,") == ["Note", "Sales Invoice"]
    assert site.asked == []


def test_a_star_means_all_that_the_key_may_read(site: Site) -> None:
    plain = {"istable": 0, "issingle": 0}
    for name in ("Note", "Customer", "GL Entry", "Error Log"):
        site.put("DocType", name, **plain)
    site.put("DocType", "Sales Invoice Item", istable=1, issingle=0)
    site.put("DocType", "System Settings", istable=0, issingle=1)
    site.put("DocType", "Bin", is_virtual=1, **plain)
    site.forbidden = {"GL Entry"}
    assert listed(site, "*") == ["Customer", "Note"]


def test_a_star_without_the_right_to_read_doctypes_says_what_to_do(site: Site) -> None:
    site.forbidden = {"DocType"}
    with pytest.raises(LoaderError, match="403") as told:
        listed(site, "*")
    assert "name the doctypes" in told.value.do
