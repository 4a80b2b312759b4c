"""ServiceTitan's records, over HTTP: sign-in, lists, feeds, and what is not known."""

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
from loaders.servicetitan.entity import Entity
from loaders.servicetitan.manners import ServiceTitanManners
from tests.loaders.servicetitan import (
    NAMED,
    PRODUCTION,
    SALES,
    ServiceTitan,
    day,
    records,
    servicetitan,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.contract import Resource

FEEDS = [it for it in NAMED.values() if isinstance(it, Entity) and it.is_feed]


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
    list(reader.read(NAMED["job_types"], Ask(whole=True)))
    assert vendor.clock.now() - before >= timedelta(seconds=2)


# ---------- lists


def test_closed_units_are_listed_too_and_the_list_is_whole(
    vendor: ServiceTitan,
) -> None:
    items = list(vendor.reader(page_size=4).read(NAMED["business_units"], Ask()))
    assert keys(items) == [str(5000 + number) for number in range(1, 16)]
    closed = [it.payload["name"] for it in records(items) if not it.payload["active"]]
    assert "Z-DO NOT USE - West- Production" in closed
    # More than one page: what is missing is asked for once more.
    assert items[-1] == Whole(order_could_move=True)
    assert vendor.read("business_units")[-1] == Whole()


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
        vendor.read("business_units")


def test_definitions_land_by_the_id_of_their_report(vendor: ServiceTitan) -> None:
    items = vendor.read("report_definitions")
    # Seven of WBR and three more: future bookings are the foreman's report.
    assert len(keys(items)) == 10
    assert records(items)[0].payload["fields"][0]["label"] == "Customer Name"
    assert items[-1] == Whole()


def test_a_definition_that_cannot_be_read_leaves_the_others(
    vendor: ServiceTitan,
) -> None:
    vendor.reports["leads"]["category"] = "accounting"
    items = vendor.read("report_definitions")
    assert len(keys(items)) == 9
    last = items[-1]
    assert isinstance(last, Whole)
    assert last.scopes == frozenset()
    assert "Its category is 'marketing'" in (last.refused or LoaderError("")).do


# ---------- feeds


def test_a_feed_is_read_to_its_end_and_left_there(vendor: ServiceTitan) -> None:
    jobs = [vendor.lead(day(28)) for _ in range(5)]
    vendor.tenant.export_page_size = 2
    items = vendor.read("jobs")
    assert keys(items) == [job.number for job in jobs]
    assert not any(isinstance(item, Whole) for item in items)
    vendor.clock.advance(hours=1)
    # What was recent may come twice: it adds no version.
    items = vendor.read("jobs", cursor=cursor(items))
    assert set(keys(items)) <= {jobs[-1].number}
    vendor.office.cancel(jobs[1])
    [changed] = records(vendor.read("jobs", cursor=cursor(items)))
    assert (changed.key, changed.payload["jobStatus"]) == (jobs[1].number, "Canceled")


def test_what_changed_just_now_is_read_too(vendor: ServiceTitan) -> None:
    """Without includeRecentChanges the newest ten minutes are held back."""
    vendor.lead(day(28))
    assert len(keys(vendor.read("jobs"))) == 1


def test_what_was_deleted_is_a_version_that_says_so(vendor: ServiceTitan) -> None:
    job = vendor.lead(day(28))
    vendor.office.delete(job)
    [record] = records(vendor.read("jobs"))
    assert record.payload["active"] is False
    assert not record.is_deleted


def test_a_feed_that_forgot_its_place_is_read_from_a_day_before_the_newest(
    vendor: ServiceTitan, caplog: pytest.LogCaptureFixture
) -> None:
    vendor.lead(day(1))
    vendor.clock.advance(days=3)
    second = vendor.lead(day(2))
    items = vendor.read("jobs")
    vendor.clock.advance(days=9)
    vendor.tenant.forgets_tokens_before = vendor.clock.now()
    assert keys(vendor.read("jobs", cursor=cursor(items))) == [second.number]
    assert "the feed forgot its place" in caplog.text


def test_another_refusal_is_none_of_the_token(vendor: ServiceTitan) -> None:
    vendor.faults.answer("export/jobs", 400, {"title": "No"}, times=None)
    with pytest.raises(LoaderError, match="answered 400: No"):
        vendor.read("jobs")


def test_a_feed_that_does_not_move_on_is_an_error(vendor: ServiceTitan) -> None:
    stuck: dict[str, Any] = {"hasMore": True, "continueFrom": None, "data": []}
    vendor.faults.answer("export/jobs", 200, stuck, times=None)
    with pytest.raises(LoaderError, match="has more and does not move on"):
        vendor.read("jobs")


def test_read_from_its_beginning_a_feed_is_whole(vendor: ServiceTitan) -> None:
    vendor.lead(day(28))
    items = vendor.read("jobs", cursor='{"token":"x","newest":""}', whole=True)
    assert (len(keys(items)), items[-1]) == (1, Whole())


def test_days_bound_a_feed_by_the_last_change_in_the_tenants_time(
    vendor: ServiceTitan,
) -> None:
    """The morning of the 30th, then half past ten at night, then the 1st of July."""
    first = vendor.lead(day(1))
    vendor.clock.advance(hours=17.5)
    second = vendor.lead(day(2))
    vendor.clock.advance(hours=2)
    third = vendor.lead(day(3))
    assert keys(vendor.read("jobs", since=day(30), until=day(30))) == [
        first.number,
        second.number,
    ]
    assert keys(vendor.read("jobs", since=day(31))) == [third.number]


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.name)
def test_every_feed_is_there(vendor: ServiceTitan, feed: Entity) -> None:
    job = vendor.visit(day(28), SALES, sold="900")
    vendor.payment(job, "450.25", on=day(28))
    found = records(vendor.read(feed.name))
    assert found
    assert all(record.modified.endswith("Z") for record in found)


# ---------- what is better not known


def test_of_a_technician_only_what_is_named_lands(vendor: ServiceTitan) -> None:
    resource = NAMED["technicians"]
    assert isinstance(resource, Entity)
    payload = {
        "id": 1,
        "name": "Ana",
        "active": True,
        "burdenRate": 31.5,
        "home": {"street": "1 Main St"},
        "hourlyRateOfNextYear": 99,
    }
    assert resource.record(payload).payload == {"id": 1, "name": "Ana", "active": True}


def test_what_people_wrote_and_where_they_live_does_not_land() -> None:
    payload = {
        "id": 1,
        "summary": "Knock, the dog bites",
        "customerAddress": {"street": "1 Main St"},
        "customer": {"id": 2, "name": "Sample"},
        "appliedTo": [{"appliedTo": 3, "appliedAmount": "1.50", "appliedBy": "jo"}],
        "authCode": "4711",
        "total": "1.50",
    }
    assert landed(NAMED["invoices"], payload).keys() == {
        "id",
        "customer",
        "appliedTo",
        "authCode",
        "total",
    }
    assert landed(NAMED["payments"], payload)["appliedTo"] == [
        {"appliedTo": 3, "appliedAmount": "1.50"}
    ]


# ---------- refusals and checks


@pytest.mark.parametrize(
    ("scope", "name"), [("reporting", "leads"), ("jpm", "jobs"), ("sales", "estimates")]
)
def test_a_scope_that_was_not_ticked_skips_what_it_hides(
    vendor: ServiceTitan, scope: str, name: str
) -> None:
    vendor.tenant.scopes.discard(scope)
    with pytest.raises(Skipped) as skipped:
        vendor.read(name)
    assert "tick its scope on the app" in skipped.value.do


def test_check_names_all_that_is_wrong(vendor: ServiceTitan) -> None:
    vendor.tenant.scopes.discard("sales")
    vendor.tenant.rename_field("foreman", "Subtotal", "JobSubtotal")
    vendor.reports["leads"]["date_type_label"] = "Created"
    wrong = vendor.reader().check()
    assert len(wrong) == 4
    assert "knows no date 'Created'" in wrong[0]
    assert [text for text in wrong if "has lost Subtotal" in text] == wrong[1:3]
    assert "estimates: GET" in wrong[3]
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


def test_a_record_of_production_has_its_unit(vendor: ServiceTitan) -> None:
    vendor.work(day(28), PRODUCTION)
    [record] = records(vendor.read("jobs"))
    assert record.payload["businessUnitId"] == 5002
    assert record.scope is None
