"""Xero, read from the sandbox: pages that move, scopes, tenants, days, exact money."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

import sandbox
from loaders import exact
from loaders.contract import (
    DAILY,
    WEEKLY,
    Ask,
    Connection,
    DayLimitReached,
    LoaderError,
    Page,
    Resource,
    Skipped,
    Whole,
)
from loaders.tokens import OAuth2
from loaders.xero import OPTIONAL, RESOURCES, SOURCE
from loaders.xero.answers import instant
from loaders.xero.not_landed import PERSONAL
from sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from loaders.contract import Reader

Rows = list[dict[str, Any]]
TODAY = date(2026, 6, 30)
NAMED = {resource.name: resource for resource in RESOURCES}
INVOICES = NAMED["invoices"]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def pretend() -> Iterator[Sandbox]:
    """A vendor with empty books that sends two records a page."""
    with sandbox.start(
        today=TODAY, world="empty", limits=False, max_page_size=2
    ) as pretend:
        yield pretend


@pytest.fixture(scope="module")
def books() -> Iterator[Sandbox]:
    """A vendor with a little of everything; for tests that only read."""
    with sandbox.start(today=TODAY, world="tiny", limits=False) as pretend:
        yield pretend


def reader(pretend: Sandbox, name: str = "xero_harbour", **settings: Any) -> Reader:
    given = OPTIONAL | pretend.connections["xero"][name] | settings
    return SOURCE.connect(Connection("xero", name, given), pretend.clock)


def invoices(pretend: Sandbox, *numbers: int, minutes_ago: int = 0) -> None:
    """Put invoices into the books, each changed a minute after the one before."""
    for number in numbers:
        moment = pretend.clock.now() - timedelta(minutes=minutes_ago - number)
        changed = f"/Date({int(moment.timestamp() * 1000)}+0000)/"
        fields = {"InvoiceID": f"i{number}", "UpdatedDateUTC": changed}
        pretend.xero.put("Invoices", fields, touch=False)


def touch(pretend: Sandbox, number: int) -> None:
    pretend.xero.put("Invoices", {"InvoiceID": f"i{number}"})


def everything(
    pretend: Sandbox, resource: Resource = INVOICES, **ask: Any
) -> list[Page | Whole]:
    return list(reader(pretend).read(resource, Ask(**ask)))


def keys(items: list[Page | Whole]) -> list[str]:
    pages = [item for item in items if isinstance(item, Page)]
    return [record.key for page in pages for record in page.records]


def retyped(name: str, value: object) -> Callable[[Rows], Rows]:
    """Put another value into a field of every record that is sent."""
    return lambda rows: [row | {name: value} for row in rows]


def cursor(items: list[Page | Whole]) -> str | None:
    cursors = [item.cursor for item in items if isinstance(item, Page) and item.cursor]
    return cursors[-1] if cursors else None


def asked(pretend: Sandbox, path: str) -> list[str]:
    """The list that each call to an endpoint adds to."""
    calls: list[str] = []
    pretend.faults.before(path, lambda: calls.append(path), times=None)
    return calls


# ---------- full lists


def test_every_page_of_a_full_list_arrives_once(pretend: Sandbox) -> None:
    invoices(pretend, 1, 2, 3, 4, 5, minutes_ago=60)
    items = everything(pretend, whole=True)
    assert keys(items) == ["i1", "i2", "i3", "i4", "i5"]
    assert items[-1] == Whole()


def test_a_list_that_fills_its_last_page_ends_there(pretend: Sandbox) -> None:
    calls = asked(pretend, "Invoices")
    invoices(pretend, 1, 2, 3, 4, minutes_ago=60)
    assert len(keys(everything(pretend, whole=True))) == 4
    assert len(calls) == 2


def test_an_empty_list_is_whole_too(pretend: Sandbox) -> None:
    assert everything(pretend, whole=True)[-1] == Whole()


def test_the_end_of_a_full_list_is_a_cursor_and_its_pages_are_none(
    pretend: Sandbox,
) -> None:
    invoices(pretend, 1, 2, 3, minutes_ago=60)
    items = everything(pretend, whole=True)
    cursors = [item.cursor for item in items if isinstance(item, Page)]
    assert cursors == [None, None, "2026-06-30T11:03:00.000Z"]


def test_the_cursor_of_a_full_list_is_never_later_than_its_beginning(
    pretend: Sandbox,
) -> None:
    invoices(pretend, 1, 2, 3, minutes_ago=60)

    def an_hour_passes_and_both_ends_change() -> None:
        pretend.clock.advance(hours=1)
        touch(pretend, 1)
        pretend.clock.advance(hours=1)
        touch(pretend, 3)

    pretend.faults.after("Invoices", an_hour_passes_and_both_ends_change, page=1)
    read = everything(pretend, whole=True)
    assert cursor(read) == "2026-06-30T12:00:00.000Z"
    assert "i1" in keys(everything(pretend, cursor=cursor(read)))


def test_a_record_that_appears_while_a_full_list_is_read_is_not_missed(
    pretend: Sandbox,
) -> None:
    invoices(pretend, 1, 2, 3, minutes_ago=60)
    pretend.faults.after("Invoices", lambda: touch(pretend, 0), page=1)
    items = everything(pretend, whole=True)
    assert set(keys(items)) == {"i0", "i1", "i2", "i3"}
    assert items[-1] == Whole(order_could_move=True)


def test_a_record_that_vanishes_while_a_full_list_is_read_makes_it_doubtful(
    pretend: Sandbox,
) -> None:
    invoices(pretend, 1, 2, 3, 4, minutes_ago=60)
    gone = lambda: pretend.xero.remove("Invoices", "i1")  # noqa: E731
    pretend.faults.after("Invoices", gone, page=1)
    items = everything(pretend, whole=True)
    assert "i3" not in keys(items)
    assert items[-1] == Whole(order_could_move=True)
    assert reader(pretend).fetch_one(INVOICES, "i3")
    assert reader(pretend).fetch_one(INVOICES, "i1") is None


def test_a_truncated_full_list_is_an_error_and_not_whole(pretend: Sandbox) -> None:
    invoices(pretend, 1, 2, 3, 4, minutes_ago=60)
    pretend.faults.rewrite("Invoices", lambda rows: rows[:-1], page=2, times=None)
    with pytest.raises(LoaderError, match="invoices: 3 of 4 records arrived"):
        everything(pretend, whole=True)


def test_an_error_on_page_two_is_no_end_of_the_list(pretend: Sandbox) -> None:
    invoices(pretend, 1, 2, 3, minutes_ago=60)
    pretend.faults.html("Invoices", page=2)
    items = reader(pretend).read(INVOICES, Ask(whole=True))
    assert isinstance(next(items), Page)
    with pytest.raises(LoaderError, match="HTML"):
        next(items)


def test_pages_without_a_count_end_with_an_empty_one(pretend: Sandbox) -> None:
    for page, ids in enumerate((["a", "b"], ["c"], []), start=1):
        body = {"Invoices": [{"InvoiceID": one} for one in ids]}
        pretend.faults.answer("Invoices", 200, body, page=page)
    assert keys(everything(pretend, whole=True)) == ["a", "b", "c"]


def test_a_vendor_who_repeats_the_same_page_does_not_hold_us_for_ever(
    pretend: Sandbox,
) -> None:
    body = {"Invoices": [{"InvoiceID": "a"}]}
    pretend.faults.answer("Invoices", 200, body, times=None)
    assert set(keys(everything(pretend, whole=True))) == {"a"}


def test_manual_journals_are_paged_without_an_order(pretend: Sandbox) -> None:
    for number in range(5):
        pretend.xero.put("ManualJournals", {"ManualJournalID": f"m{number}"})
    items = everything(pretend, NAMED["manual_journals"], whole=True)
    assert len(items) == 5
    assert len(keys(items)) == 5
    assert items[-1] == Whole(order_could_move=True)


def test_what_cannot_be_paged_is_read_in_one_call(books: Sandbox) -> None:
    for name in ("accounts", "tracking_categories", "items"):
        items = everything(books, NAMED[name], whole=True)
        assert keys(items)
        assert items[-1] == Whole()


# ---------- what changed


def test_an_increment_reads_what_changed_and_ten_minutes_before(
    pretend: Sandbox,
) -> None:
    invoices(pretend, 30, 40, 50, minutes_ago=60)
    items = everything(pretend, cursor="2026-06-30T11:50:00.000Z")
    assert keys(items) == ["i40", "i50"]
    assert cursor(items) == "2026-06-30T11:50:00.000Z"
    assert not any(isinstance(item, Whole) for item in items)


def test_every_page_of_an_increment_is_a_safe_place_to_go_on_from(
    pretend: Sandbox,
) -> None:
    invoices(pretend, *range(7), minutes_ago=60)
    pages = reader(pretend).read(INVOICES, Ask())
    seen = [next(pages), next(pages)]
    rest = everything(pretend, cursor=cursor(seen))
    assert {*keys(seen), *keys(rest)} == {f"i{number}" for number in range(7)}


def test_a_record_that_changes_while_it_is_read_hides_no_other(
    pretend: Sandbox,
) -> None:
    invoices(pretend, *range(6), minutes_ago=60)
    pretend.faults.after("Invoices", lambda: touch(pretend, 0))
    assert set(keys(everything(pretend))) == {f"i{number}" for number in range(6)}


def test_more_changes_in_one_second_than_fit_a_page_all_arrive(
    pretend: Sandbox,
) -> None:
    for number in range(5):
        touch(pretend, number)
    assert set(keys(everything(pretend))) == {f"i{number}" for number in range(5)}


def test_a_cursor_never_goes_back_nor_into_the_future(pretend: Sandbox) -> None:
    invoices(pretend, 1, minutes_ago=9)
    now = "2026-06-30T12:00:00.000Z"
    assert cursor(everything(pretend, cursor=now)) == now
    invoices(pretend, 90)
    assert cursor(everything(pretend, cursor=now)) == now


def test_a_full_list_of_changes_in_no_order_has_its_cursor_at_the_end(
    pretend: Sandbox,
) -> None:
    for number in range(3):
        pretend.xero.put("ManualJournals", {"ManualJournalID": f"m{number}"})
    since = "2026-06-30T11:55:00.000Z"
    items = everything(pretend, NAMED["manual_journals"], cursor=since)
    cursors = [item.cursor for item in items if isinstance(item, Page)]
    assert cursors == [None, None, "2026-06-30T12:00:00.000Z"]
    assert not any(isinstance(item, Whole) for item in items)


def test_a_filter_that_the_vendor_ignores_is_warned_of(
    pretend: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    invoices(pretend, 1, 2, 3, minutes_ago=600)
    for page, ids in enumerate((["i1", "i2"], ["i3"]), start=1):
        found = [pretend.xero.get("Invoices", one) for one in ids]
        body = {"Invoices": found, "pagination": {"pageCount": 2, "itemCount": 3}}
        pretend.faults.answer("Invoices", 200, body, page=page)
    read = everything(pretend, cursor="2026-06-30T12:00:00.000Z")
    assert keys(read) == ["i1", "i2", "i3"]
    assert caplog.text.count("If-Modified-Since is ignored") == 1


def test_a_change_without_milliseconds_is_read_from_the_text_beside_it(
    pretend: Sandbox,
) -> None:
    record = {"InvoiceID": "a", "UpdatedDateUTCString": "2026-07-15T02:00:09Z"}
    pretend.faults.answer(
        "Invoices", 200, {"Invoices": [record], "pagination": {"pageCount": 1}}
    )
    assert cursor(everything(pretend)) == "2026-07-15T02:00:09.000Z"


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("/Date(1784080809093+0000)/", "2026-07-15T02:00:09.093Z"),
        ("/Date(1784080809093)/", "2026-07-15T02:00:09.093Z"),
        ("/Date(0+0000)/", "1970-01-01T00:00:00.000Z"),
        ("/Date(-1000)/", "1969-12-31T23:59:59.000Z"),
        ("2026-07-15T02:00:09", "2026-07-15T02:00:09.000Z"),
        ("2026-07-15T14:00:09+12:00", "2026-07-15T02:00:09.000Z"),
        ("yesterday", ""),
        (None, ""),
    ],
)
def test_both_forms_of_a_date_sort_by_time(sent: object, meant: str) -> None:
    assert instant(sent) == meant


# ---------- two days of the organisation


def changed_at(pretend: Sandbox, *moments: str) -> None:
    for moment in moments:
        milliseconds = int(datetime.fromisoformat(moment).timestamp() * 1000)
        fields = {"InvoiceID": moment, "UpdatedDateUTC": f"/Date({milliseconds})/"}
        pretend.xero.put("Invoices", fields, touch=False)


def test_days_are_those_of_the_organisation_and_both_count(pretend: Sandbox) -> None:
    # Auckland is twelve hours ahead in June: its 9th begins on the 8th at 12:00.
    before, first = "2026-06-08T11:59:59Z", "2026-06-08T12:00:00Z"
    last, after = "2026-06-10T11:59:59Z", "2026-06-10T12:00:00Z"
    changed_at(pretend, before, first, last, after)
    items = everything(
        pretend,
        since=date(2026, 6, 9),
        until=date(2026, 6, 10),
        cursor="2026-06-20T00:00:00Z",
    )
    assert set(keys(items)) == {first, last}
    assert cursor(items) is None
    assert set(keys(everything(pretend, since=date(2026, 6, 10)))) == {last, after}
    assert set(keys(everything(pretend, until=date(2026, 6, 9)))) == {before, first}


# ---------- journals


def journal(pretend: Sandbox, *numbers: int) -> None:
    for number in numbers:
        fields = {"JournalID": f"j{number}", "JournalNumber": number}
        pretend.xero.put("Journals", fields, touch=False)


def test_journals_go_on_after_the_last_number(pretend: Sandbox) -> None:
    journal(pretend, 9, 10, 11)
    items = everything(pretend, NAMED["journals"])
    assert (keys(items), cursor(items)) == (["j9", "j10", "j11"], "11")
    journal(pretend, 12)
    items = everything(pretend, NAMED["journals"], cursor=cursor(items))
    assert (keys(items), cursor(items)) == (["j12"], "12")
    assert not any(isinstance(item, Whole) for item in items)


def test_a_journal_without_its_number_is_an_error(pretend: Sandbox) -> None:
    journal(pretend, 9)
    pretend.faults.rewrite("Journals", retyped("JournalNumber", None))
    with pytest.raises(LoaderError, match="journals: j9 has no JournalNumber"):
        everything(pretend, NAMED["journals"])


def test_journals_beyond_the_plan_are_skipped_not_failed(pretend: Sandbox) -> None:
    body = {"title": "Unauthorized", "detail": "AuthorizationUnsuccessful"}
    pretend.faults.answer("Journals", 401, body)
    with pytest.raises(Skipped, match="xero xero_harbour journals: plan or scope"):
        everything(pretend, NAMED["journals"])


# ---------- scopes and tenants


def test_an_absent_scope_is_skipped_without_a_call(pretend: Sandbox) -> None:
    pretend.scopes("xero_harbour").discard("accounting.payments.read")
    calls = asked(pretend, "Payments")
    with pytest.raises(Skipped, match=r"accounting\.payments\.read is absent"):
        everything(pretend, NAMED["payments"], whole=True)
    assert not calls
    assert everything(pretend, whole=True)


@pytest.mark.parametrize(
    "granted", ["accounting.transactions.read", "accounting.transactions"]
)
def test_the_broad_scopes_of_old_apps_are_enough(
    granted: str, pretend: Sandbox
) -> None:
    scopes = pretend.scopes("xero_harbour")
    scopes.clear()
    scopes |= {granted, "accounting.transactions.read"}
    for name in ("invoices", "payments", "bank_transactions", "manual_journals"):
        assert everything(pretend, NAMED[name], whole=True)


def test_a_granted_scope_that_is_refused_all_the_same_is_an_error(
    pretend: Sandbox,
) -> None:
    pretend.faults.answer("Invoices", 401, {"Detail": "AuthorizationUnsuccessful"})
    with pytest.raises(LoaderError, match="answered 401") as refused:
        everything(pretend, whole=True)
    assert not isinstance(refused.value, Skipped)
    assert "The scope is granted" in refused.value.do


def test_where_the_scopes_are_unknown_a_refusal_is_a_skip(
    pretend: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OAuth2, "scope", "")
    pretend.faults.answer("Invoices", 401, {"Detail": "AuthorizationUnsuccessful"})
    with pytest.raises(Skipped, match="plan or scope does not allow it"):
        list(reader(pretend, scopes="").read(INVOICES, Ask(whole=True)))


def test_a_wrong_tenant_is_named_with_those_the_token_may_see(
    pretend: Sandbox,
) -> None:
    lost = reader(pretend, tenant_id="somebody-else")
    with pytest.raises(LoaderError, match="tenant_id somebody-else") as wrong:
        lost.company()
    tenant_id = pretend.xero.tenant_id
    assert f"Harbour Roasters ({tenant_id})" in wrong.value.do
    assert "tenant_id somebody-else" in lost.check()[0]


def test_a_tenant_that_is_not_set_is_said_so_even_if_none_can_be_listed(
    pretend: Sandbox,
) -> None:
    pretend.faults.answer("connections", 404, "no such path", times=None)
    with pytest.raises(LoaderError, match="tenant_id is not set") as wrong:
        reader(pretend, tenant_id="").company()
    assert "it sees none" in wrong.value.do


def test_a_custom_connection_needs_no_tenant(books: Sandbox) -> None:
    australia = reader(books, "xero_harbour_au")
    assert australia.company().name == "Harbour Roasters Australia"
    assert keys(list(australia.read(INVOICES, Ask(whole=True))))


def test_the_company_is_the_organisation(books: Sandbox) -> None:
    company = reader(books).company()
    assert (company.vendor_company_id, company.name) == (
        books.xero.tenant_id,
        "Harbour Roasters",
    )


def test_without_the_settings_scope_the_company_is_the_tenant(
    pretend: Sandbox,
) -> None:
    pretend.scopes("xero_harbour").discard("accounting.settings.read")
    assert reader(pretend).company().name == "Harbour Roasters"


def test_a_check_names_every_absent_scope_but_not_the_optional_one(
    pretend: Sandbox,
) -> None:
    pretend.scopes("xero_harbour").discard("accounting.journals.read")
    pretend.scopes("xero_harbour").discard("accounting.contacts.read")
    pretend.scopes("xero_harbour").discard("accounting.manualjournals.read")
    wrong = reader(pretend).check()
    assert [text.split(":")[0] for text in wrong] == [
        "xero xero_harbour contacts",
        "xero xero_harbour manual_journals",
    ]


def test_a_check_finds_nothing_wrong_where_nothing_is(books: Sandbox) -> None:
    assert reader(books).check() == []


def test_a_check_of_a_revoked_token_asks_for_consent(pretend: Sandbox) -> None:
    pretend.revoke("xero_harbour")
    [wrong] = reader(pretend).check()
    assert "Give consent again" in wrong


def test_a_grant_without_its_refresh_token_is_half_configured(
    pretend: Sandbox,
) -> None:
    with pytest.raises(LoaderError, match="refresh_token is missing; looked for"):
        reader(pretend, refresh_token="")
    with pytest.raises(LoaderError, match="grant is neither"):
        reader(pretend, grant="refresh")


# ---------- what a record is


def test_lines_arrive_and_unit_prices_keep_four_decimals(pretend: Sandbox) -> None:
    line = {"LineItemID": "l", "UnitAmount": Decimal("0.3333"), "Quantity": 3}
    touch(pretend, 1)
    pretend.xero.put("Invoices", {"InvoiceID": "i1", "LineItems": [line]})
    [page] = everything(pretend)
    assert isinstance(page, Page)
    assert page.records[0].payload["LineItems"][0]["UnitAmount"] == "0.3333"


def test_one_record_asked_for_alone_is_the_same_as_in_the_list(books: Sandbox) -> None:
    for resource in RESOURCES:
        if resource.name in ("organisations", "journals"):
            continue
        [first, *_] = everything(books, resource, whole=True)
        assert isinstance(first, Page)
        record = first.records[0]
        assert reader(books).fetch_one(resource, record.key) == record, resource.name


def test_archived_contacts_are_read(pretend: Sandbox) -> None:
    pretend.xero.put("Contacts", {"ContactID": "c", "ContactStatus": "ARCHIVED"})
    assert keys(everything(pretend, NAMED["contacts"], whole=True)) == ["c"]


@pytest.mark.parametrize(
    ("value", "arrives_as"),
    [(Decimal("0.1"), "0.1"), ("22", "22"), (None, None), (["22"], ["22"])],
)
def test_a_field_whose_type_changed_loads_fine(
    value: object, arrives_as: object, pretend: Sandbox
) -> None:
    touch(pretend, 1)
    pretend.faults.rewrite("Invoices", retyped("AmountDue", value))
    [page] = everything(pretend)
    assert isinstance(page, Page)
    assert page.records[0].payload["AmountDue"] == arrives_as


@pytest.mark.parametrize("key", [None, ""])
def test_a_record_without_its_id_is_an_error(key: object, pretend: Sandbox) -> None:
    touch(pretend, 1)
    pretend.faults.rewrite("Invoices", retyped("InvoiceID", key))
    with pytest.raises(LoaderError, match="a record without InvoiceID"):
        everything(pretend)


@pytest.mark.parametrize(
    "body", [{"ErrorNumber": 10, "Message": "Sorry"}, {"Status": "OK"}, ["Sorry"]]
)
def test_a_200_without_the_list_is_an_error(body: object, pretend: Sandbox) -> None:
    pretend.faults.answer("Invoices", 200, body)
    with pytest.raises(LoaderError, match="Invoices answered 200 without Invoices"):
        everything(pretend, whole=True)


def test_a_used_up_day_stops_in_the_middle_of_a_list(pretend: Sandbox) -> None:
    invoices(pretend, 1, 2, 3, minutes_ago=60)
    pretend.faults.limit("Invoices", "day", retry_after=66_975)
    pages = reader(pretend).read(INVOICES, Ask())
    with pytest.raises(DayLimitReached):
        list(pages)


def test_nothing_personal_lands(books: Sandbox) -> None:
    for resource in RESOURCES:
        for item in everything(books, resource, whole=True):
            for record in item.records if isinstance(item, Page) else ():
                landed = exact.without(record.payload, resource.not_landed)
                kept = set(names_in(landed)) & {
                    *PERSONAL,
                    "APIKey",
                    "BankAccountNumber",
                }
                assert kept == set(), (resource.name, kept)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("invoices", "Contact"),
        ("credit_notes", "Contact"),
        ("overpayments", "Contact"),
        ("prepayments", "Contact"),
        ("bank_transactions", "Contact"),
        ("payments", "Invoice.Contact"),
        ("payments", "CreditNote.Contact"),
        ("payments", "Prepayment.Contact"),
        ("payments", "Overpayment.Contact"),
    ],
)
def test_nothing_personal_lands_from_a_contact_inside(name: str, place: str) -> None:
    payload: dict[str, Any] = dict.fromkeys(["ContactID", "Name", *PERSONAL], "x")
    for member in reversed(place.split(".")):
        payload = {member: [payload] if member.endswith("s") else payload}
    landed = exact.without(payload, NAMED[name].not_landed)
    assert {*names_in(landed)} == {*place.split("."), "ContactID", "Name"}


def names_in(value: object) -> Iterator[str]:
    """Every name of a member that holds something, at any depth."""
    for member in value if isinstance(value, list) else ():
        yield from names_in(member)
    for name, member in value.items() if isinstance(value, dict) else ():
        if member not in ("", [], {}, None):
            yield name
        yield from names_in(member)


def test_a_contact_keeps_what_models_need() -> None:
    needed = [
        "ContactID",
        "Name",
        "ContactStatus",
        "IsCustomer",
        "IsSupplier",
        "ContactGroups",
        "Balances",
        "DefaultCurrency",
        "AccountNumber",
        "ContactNumber",
        "MergedToContactID",
        "UpdatedDateUTC",
        "PaymentTerms",
    ]
    contact = exact.without(
        dict.fromkeys([*needed, *PERSONAL], 1), NAMED["contacts"].not_landed
    )
    assert list(contact) == needed


def test_what_changes_in_silence_is_read_whole_daily_or_weekly() -> None:
    daily = {it.name for it in RESOURCES if it.whole_list == DAILY}
    weekly = {it.name for it in RESOURCES if it.whole_list == WEEKLY}
    assert daily == {"contacts", "items"}
    assert {"invoices", "credit_notes", "payments"} <= weekly
    assert NAMED["journals"].whole_list is None
