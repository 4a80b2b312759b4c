"""ServiceTitan's records, over HTTP: sign-in, lists, the feed, and refusals."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from loaders import exact
from loaders.contract import (
    Ask,
    Company,
    LoaderError,
    Page,
    Payload,
    Skipped,
    Whole,
)
from loaders.servicetitan.manners import ServiceTitanManners
from tests.loaders.servicetitan import (
    ANDYS,
    CLOSED,
    NAMED,
    PRODUCTION,
    SALES,
    ServiceTitan,
    day,
    records,
    scope,
    servicetitan,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.contract import Resource

UNITS = [str(5000 + number) for number in range(1, 16)]
GIVEN_UP = {"5013", "5014"}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def vendor(monkeypatch: pytest.MonkeyPatch) -> Iterator[ServiceTitan]:
    with servicetitan(monkeypatch) as vendor:
        yield vendor


def keys(items: list[Page | Whole]) -> list[str]:
    return [record.key for record in records(items)]


def cursor(items: list[Page | Whole]) -> str:
    return [item.cursor for item in items if isinstance(item, Page)][-1] or ""


def landed(resource: Resource, payload: Payload) -> Payload:
    """What raw holds of a payload."""
    text, _ = exact.land(payload, resource.not_landed, resource.not_hashed)
    found: Payload = msgspec.json.decode(text)
    return found


# ---------- signing in


def test_the_tenant_is_known_by_its_number(vendor: ServiceTitan) -> None:
    company = vendor.reader().company()
    assert company.vendor_company_id == "1204567890"
    assert company.name.startswith("Phoenix-Sales, ")


def test_a_tenant_that_hides_its_units_is_known_all_the_same(
    vendor: ServiceTitan,
) -> None:
    vendor.tenant.scopes.discard("settings")
    assert vendor.reader().company() == Company("1204567890", "1204567890")


def test_the_secret_travels_in_the_form_and_the_app_key_with_every_call(
    vendor: ServiceTitan,
) -> None:
    assert vendor.reader().check() == []
    assert vendor.reader(app_key="ak1.of-another").check() != []


@pytest.mark.parametrize("wrong", ["client_id", "client_secret"])
def test_a_wrong_client_is_told_without_its_secret(
    vendor: ServiceTitan, wrong: str
) -> None:
    with pytest.raises(LoaderError) as failed:
        vendor.reader(None, **{wrong: "nobody-knows"}).company()
    assert "sign-in refused" in failed.value.what
    assert "nobody-knows" not in failed.value.what


def test_an_access_token_that_expires_early_is_renewed_once(
    vendor: ServiceTitan,
) -> None:
    vendor.lead(day(28))
    reader = vendor.reader()
    reader.company()
    vendor.pretend.titan.identity.expire()
    assert len(records(list(reader.read(NAMED["leads"], Ask())))) == 1


def test_a_token_lives_as_long_as_it_says(vendor: ServiceTitan) -> None:
    """900 seconds: a load of half an hour signs in again, before it is told to."""
    reader = vendor.reader()
    reader.company()
    vendor.clock.advance(seconds=841)
    vendor.faults.answer("token", 500, times=1)
    before = vendor.clock.now()
    list(reader.read(NAMED["business_units"], Ask(whole=True)))
    assert vendor.clock.now() - before >= timedelta(seconds=2)


# ---------- lists


def test_units_are_known_by_their_list_closed_ones_and_all_pages_of_it(
    vendor: ServiceTitan,
) -> None:
    asked: list[str] = []
    vendor.faults.before("business-units", lambda: asked.append("page"), times=None)
    reader = vendor.reader(page_size=4)
    work = vendor.work(day(28), CLOSED)
    [record] = records(list(reader.read(NAMED["foreman"], Ask())))
    assert record.key == work.number
    assert record.scope == scope("foreman", CLOSED, day(28))
    assert len(asked) == 4


def test_a_unit_is_found_by_itself_in_the_shape_of_the_list(
    vendor: ServiceTitan,
) -> None:
    reader, units = vendor.reader(), NAMED["business_units"]
    found = {it.key: it for it in records(vendor.read("business_units"))}
    assert reader.fetch_one(units, "5014") == found["5014"]
    assert reader.fetch_one(units, "4999") is None


def test_a_list_that_repeats_its_first_page_is_an_error(vendor: ServiceTitan) -> None:
    page = {"page": 1, "hasMore": True, "data": [{"id": 1, "name": "One"}]}
    vendor.faults.answer("business-units", 200, page, times=None)
    with pytest.raises(LoaderError, match="page 2 was asked for and page 1 came"):
        vendor.read("leads")


# ---------- the feed


def test_a_feed_is_read_to_its_end_and_left_there(vendor: ServiceTitan) -> None:
    vendor.tenant.export_page_size = 2
    items = vendor.read("business_units")
    assert len(items) > 7
    assert sorted(keys(items)) == UNITS
    assert not any(isinstance(item, Whole) for item in items)
    items = vendor.read("business_units", cursor=cursor(items))
    assert keys(items) == []
    rename(vendor, SALES, "Phoenix")
    # What is recent may come twice: it adds no version.
    for _ in range(2):
        items = vendor.read("business_units", cursor=cursor(items))
        [changed] = records(items)
        assert (changed.key, changed.payload["name"]) == (SALES, "Phoenix")
        assert changed.modified.endswith("Z")
        assert changed.scope is None
    vendor.clock.advance(hours=1)
    items = vendor.read("business_units", cursor=cursor(items))
    assert set(keys(items)) <= {SALES}
    assert keys(vendor.read("business_units", cursor=cursor(items))) == []


def rename(vendor: ServiceTitan, unit: str, name: str) -> None:
    vendor.office.rename_unit(vendor.unit(unit), name)


def test_what_changed_just_now_is_read_too(vendor: ServiceTitan) -> None:
    """Without includeRecentChanges the newest ten minutes are held back."""
    place = cursor(vendor.read("business_units"))
    rename(vendor, SALES, "Phoenix")
    assert keys(vendor.read("business_units", cursor=place)) == [SALES]


def test_what_was_closed_is_a_version_that_says_so(vendor: ServiceTitan) -> None:
    found = records(vendor.read("business_units"))
    assert {it.key for it in found if not it.payload["active"]} == GIVEN_UP
    place = cursor(vendor.read("business_units"))
    vendor.office.retire_unit(vendor.unit(SALES))
    [record] = records(vendor.read("business_units", cursor=place))
    assert (record.key, record.payload["active"]) == (SALES, False)
    assert not record.is_deleted


def test_a_feed_that_forgot_its_place_is_read_from_a_day_before_the_newest(
    vendor: ServiceTitan, caplog: pytest.LogCaptureFixture
) -> None:
    rename(vendor, SALES, "Phoenix")
    vendor.clock.advance(days=3)
    rename(vendor, PRODUCTION, "Phoenix painters")
    items = vendor.read("business_units")
    vendor.clock.advance(days=9)
    vendor.tenant.forgets_tokens_before = vendor.clock.now()
    again = vendor.read("business_units", cursor=cursor(items))
    assert keys(again) == [PRODUCTION]
    assert "the feed forgot its place" in caplog.text


def test_another_refusal_is_none_of_the_token(vendor: ServiceTitan) -> None:
    vendor.faults.answer("export/business-units", 400, {"title": "No"}, times=None)
    with pytest.raises(LoaderError, match="answered 400: No"):
        vendor.read("business_units")


def test_a_feed_that_does_not_move_on_is_an_error(vendor: ServiceTitan) -> None:
    stuck: dict[str, Any] = {"hasMore": True, "continueFrom": None, "data": []}
    vendor.faults.answer("export/business-units", 200, stuck, times=None)
    with pytest.raises(LoaderError, match="has more and does not move on"):
        vendor.read("business_units")


def test_read_from_its_beginning_a_feed_is_whole(vendor: ServiceTitan) -> None:
    place = '{"token":"x","newest":""}'
    items = vendor.read("business_units", cursor=place, whole=True)
    assert (sorted(keys(items)), items[-1]) == (UNITS, Whole())


def test_days_bound_a_feed_by_the_last_change_in_the_tenants_time(
    vendor: ServiceTitan,
) -> None:
    """The morning of the 30th, then half past ten at night, then the 1st of July."""
    rename(vendor, SALES, "First")
    vendor.clock.advance(hours=17.5)
    rename(vendor, PRODUCTION, "Second")
    vendor.clock.advance(hours=2)
    rename(vendor, ANDYS, "Third")
    found = vendor.read("business_units", since=day(30), until=day(30))
    assert keys(found) == [SALES, PRODUCTION]
    assert keys(vendor.read("business_units", since=day(31))) == [ANDYS]


# ---------- what is better not known


def test_how_a_unit_signs_its_letters_does_not_land() -> None:
    payload = {
        "id": 1,
        "name": "Phoenix-Sales",
        "address": {"street": "1 Main St"},
        "email": "office@painters.example",
        "invoiceHeader": "Dear neighbour",
        "quickbooksClass": "Phoenix",
    }
    kept = landed(NAMED["business_units"], payload)
    assert kept.keys() == {"id", "name", "quickbooksClass"}


# ---------- refusals and checks


@pytest.mark.parametrize(
    ("area", "name"), [("reporting", "leads"), ("settings", "business_units")]
)
def test_a_scope_that_was_not_ticked_skips_what_it_hides(
    vendor: ServiceTitan, area: str, name: str
) -> None:
    vendor.tenant.scopes.discard(area)
    with pytest.raises(Skipped) as skipped:
        vendor.read(name)
    assert "tick its scope on the app" in skipped.value.do


def test_check_names_all_that_is_wrong(vendor: ServiceTitan) -> None:
    vendor.faults.answer("export/business-units", 403, {"title": "Forbidden"})
    vendor.tenant.rename_field("foreman", "Subtotal", "JobSubtotal")
    vendor.reports["leads"]["date_type_label"] = "Created"
    wrong = vendor.reader().check()
    assert len(wrong) == 4
    assert "knows no date 'Created'" in wrong[0]
    assert [text for text in wrong if "has lost Subtotal" in text] == wrong[1:3]
    assert "business_units: GET" in wrong[3]
    assert "tick its scope on the app" in wrong[3]
    assert vendor.runs == []


def test_an_error_says_which_field_is_wrong_and_its_number() -> None:
    body = {
        "title": "One or more validation errors occurred.",
        "traceId": "00-4bf9",
        "errors": {"parameters": ["'From' is required."]},
    }
    response: Any = type("Response", (), {"headers": {}, "content": b""})()
    assert ServiceTitanManners().reason(response, body) == (
        "One or more validation errors occurred.; "
        "parameters: 'From' is required. (traceId 00-4bf9)"
    )


def test_a_web_page_instead_of_an_answer_is_an_error(vendor: ServiceTitan) -> None:
    vendor.faults.html("leads")
    with pytest.raises(LoaderError, match="HTML or XML instead of JSON"):
        vendor.read("leads")
