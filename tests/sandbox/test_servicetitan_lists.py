"""ServiceTitan's lists and exports: pages, what is hidden, and where to go on."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

import sandbox
from sandbox.servicetitan.entities import ENTITIES
from tests.sandbox.servicetitan import TODAY, Client, new_office

if TYPE_CHECKING:
    from collections.abc import Iterator

PATHS = ["/".join(key) for key in ENTITIES]
EXPORTS = [
    f"{entity.module}/export/{entity.name}"
    for entity in ENTITIES.values()
    if entity.is_exported
]
RECENT = {"includeRecentChanges": "true"}
GIVEN_UP = {5013, 5014}


@pytest.fixture
def running() -> Iterator[sandbox.Sandbox]:
    with sandbox.start(today=TODAY, world="empty", limits=False) as started:
        started.servicetitan.office = new_office(scale=0.1)
        yield started


@pytest.fixture
def client(running: sandbox.Sandbox) -> Client:
    return Client(running)


def exported(client: Client, path: str, **query: Any) -> tuple[list[Any], str]:
    """Every row of an export, and where it goes on."""
    rows: list[Any] = []
    while True:
        page = client.page(path, **query)
        rows += page["data"]
        query["from"] = page["continueFrom"]
        if not page["hasMore"]:
            return rows, page["continueFrom"]


@pytest.mark.parametrize("path", PATHS)
def test_a_list_comes_in_pages_of_fifty_by_id(client: Client, path: str) -> None:
    page = client.page(path, includeTotal="true")
    ids = [row["id"] for row in page["data"]]
    assert (page["page"], page["pageSize"], ids) == (1, 50, sorted(ids))
    assert page["hasMore"] == (page["totalCount"] > 50)
    assert client.page(path)["totalCount"] is None
    two = [client.ids(path, page=n, pageSize=3) for n in (1, 2)]
    assert two[0] + two[1] == ids[:6]
    assert client.ids(path, page=9_999) == []
    assert client.get(path, pageSize=5_001).status_code == 400


def test_what_is_out_of_use_is_listed_only_when_asked_for(client: Client) -> None:
    path = "settings/business-units"
    assert not GIVEN_UP & set(client.ids(path))
    assert not GIVEN_UP & set(client.ids(path, active="True"))
    assert set(client.ids(path, active="False")) == GIVEN_UP
    assert set(client.ids(path, active="Any")) > GIVEN_UP
    # Another list's word for it is not even looked at.
    assert not GIVEN_UP & set(client.ids(path, activeState="All"))


def test_voided_payments_and_deleted_jobs_are_hidden_too(
    running: sandbox.Sandbox, client: Client
) -> None:
    office = running.servicetitan.at_work()
    payment, job = office.payments[0], next(iter(office.jobs.values()))
    office.void(payment)
    office.delete(job)
    for path, number in (("accounting/payments", payment.id), ("jpm/jobs", job.id)):
        assert client.ids(path, ids=str(number)) == []
    asked = {"ids": str(payment.id), "activeState": "All"}
    assert client.page("accounting/payments", **asked)["data"][0]["active"] is False
    rows, _ = exported(client, "jpm/export/jobs", **RECENT)
    assert [row["active"] for row in rows if row["id"] == job.id] == [False]


def test_a_list_may_be_bounded_by_time_and_sorted(client: Client) -> None:
    path = "jpm/jobs"
    rows = client.page(path, pageSize=5_000)["data"]
    changed = sorted(row["modifiedOn"] for row in rows)
    since, until = changed[-30], changed[-10]
    found = client.page(
        path,
        modifiedOnOrAfter=since,
        modifiedBefore=until,
        sort="+ModifiedOn",
    )["data"]
    assert [row["modifiedOn"] for row in found] == changed[-30:-10]
    found = client.page(path, createdOnOrAfter="2026-06-29T07:00:00Z")["data"]
    assert found == [r for r in rows if r["createdOn"] >= "2026-06-29T07"]
    backwards = client.ids(path, sort="-Id", pageSize=3)
    assert backwards == sorted((row["id"] for row in rows), reverse=True)[:3]
    assert client.get(path, modifiedOnOrAfter="yesterday").status_code == 400


def test_an_unescaped_plus_is_no_order_and_an_unknown_word_no_filter(
    client: Client,
) -> None:
    plain = client.ids("jpm/jobs")
    answer = client.session.get(f"{client.url('jpm/jobs')}?sort=+ModifiedOn")
    assert [row["id"] for row in answer.json()["data"]] == plain
    assert client.ids("jpm/jobs", modifiedAfter="2099-01-01") == plain


def test_at_most_fifty_ids_may_be_asked_for(client: Client) -> None:
    ids = [str(number) for number in client.ids("jpm/jobs", pageSize=51)]
    assert client.get("jpm/jobs", ids=",".join(ids)).status_code == 400
    assert len(client.ids("jpm/jobs", ids=",".join(ids[:50]))) == 50


def test_what_is_not_there_is_not_found(client: Client) -> None:
    for path in ("jpm/colours", "jpm/export/job-types", "jpm/invoices"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", EXPORTS)
def test_an_export_tells_all_in_the_order_of_change(
    running: sandbox.Sandbox, client: Client, path: str
) -> None:
    running.servicetitan.export_page_size = 7
    rows, _ = exported(client, path)
    assert all(isinstance(row["active"], bool) for row in rows)
    changed = [(row["modifiedOn"][:19], row["id"]) for row in rows]
    assert [at for at, _ in changed] == sorted(at for at, _ in changed)
    module, _, name = path.split("/")
    entries = ENTITIES[module, name].entries(running.servicetitan.office)
    assert sorted(row["id"] for row in rows) == sorted(entry.id for entry in entries)


def test_an_export_goes_on_where_it_ended(
    running: sandbox.Sandbox, client: Client
) -> None:
    path = "accounting/export/payments"
    _, place = exported(client, path)
    assert exported(client, path, **{"from": place}) == ([], place)
    office = running.servicetitan.at_work()
    made = office.pay(office.invoices[0], Decimal(5))
    # The newest changes lag, unless they are asked for: then they are sent twice.
    assert exported(client, path, **{"from": place}) == ([], place)
    for _ in range(2):
        rows, place = exported(client, path, **{"from": place}, **RECENT)
        assert [row["id"] for row in rows] == [made.id]
    running.clock.advance(minutes=11)
    rows, place = exported(client, path, **{"from": place}, **RECENT)
    assert [row["id"] for row in rows] == [made.id]
    assert exported(client, path, **{"from": place}, **RECENT)[0] == []


def test_an_export_may_begin_on_a_day(client: Client) -> None:
    path = "jpm/export/jobs"
    rows, _ = exported(client, path, **{"from": "2026-06-29"})
    everything, _ = exported(client, path)
    assert rows == [r for r in everything if r["modifiedOn"] >= "2026-06-29"]
    assert 0 < len(rows) < len(everything)


def test_a_place_may_be_unknown_or_too_old(
    running: sandbox.Sandbox, client: Client
) -> None:
    path = "jpm/export/jobs"
    assert client.get(path, **{"from": "no place"}).status_code == 400
    place = client.page(path)["continueFrom"]
    tenant = running.servicetitan
    tenant.forgets_tokens_before = tenant.clock.now() + timedelta(1)
    answer = client.get(path, **{"from": place})
    assert answer.status_code == 400
    assert client.get(path, **{"from": "2026-06-29"}).status_code == 200


def test_money_is_text_in_accounting_and_a_number_elsewhere(client: Client) -> None:
    invoice = client.page("accounting/invoices")["data"][0]
    assert isinstance(invoice["total"], str)
    assert "." in invoice["total"]
    payment = client.page("accounting/payments")["data"][0]
    assert payment["appliedTo"][0]["appliedTo"] in client.ids(
        "accounting/invoices", pageSize=5_000
    )
    job = client.page("jpm/jobs", ids=str(invoice["job"]["id"]))["data"][0]
    assert float(job["total"]) == float(invoice["total"])
    assert job["invoiceId"] == invoice["id"]


def test_a_technician_comes_with_what_is_nobodys_business(client: Client) -> None:
    row = client.page("settings/technicians")["data"][0]
    assert {"payRate", "burdenRate", "home", "phoneNumber"} <= set(row)


def test_an_empty_office_has_empty_lists() -> None:
    with sandbox.start(today=TODAY, world="empty", limits=False) as empty:
        client = Client(empty)
        for path in ("jpm/jobs", "accounting/payments", "sales/estimates"):
            assert client.page(path)["data"] == []
        rows, place = exported(client, "jpm/export/jobs")
        assert rows == []
        assert exported(client, "jpm/export/jobs", **{"from": place})[0] == []
        assert len(client.ids("settings/business-units", active="Any")) == 15
