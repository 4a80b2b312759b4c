"""ServiceTitan's lists and exports: pages, what is hidden, and where to go on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

import sandbox
from tests.sandbox.servicetitan import TODAY, Client, new_office

if TYPE_CHECKING:
    from collections.abc import Iterator

PATH, EXPORT = "settings/business-units", "settings/export/business-units"
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


def test_a_list_comes_in_pages_by_id(client: Client) -> None:
    page = client.page(PATH, includeTotal="true", active="Any")
    ids = [row["id"] for row in page["data"]]
    assert (page["page"], page["pageSize"], ids) == (1, 50, sorted(ids))
    assert (page["hasMore"], page["totalCount"]) == (False, 15)
    assert client.page(PATH)["totalCount"] is None
    two = [client.page(PATH, page=n, pageSize=8, active="Any") for n in (1, 2)]
    assert [each["hasMore"] for each in two] == [True, False]
    assert [row["id"] for each in two for row in each["data"]] == ids
    assert client.ids(PATH, page=9_999) == []
    assert client.get(PATH, pageSize=5_001).status_code == 400


def test_what_is_out_of_use_is_listed_only_when_asked_for(client: Client) -> None:
    assert not GIVEN_UP & set(client.ids(PATH))
    assert not GIVEN_UP & set(client.ids(PATH, active="True"))
    assert set(client.ids(PATH, active="False")) == GIVEN_UP
    assert set(client.ids(PATH, active="Any")) > GIVEN_UP
    # A word that it does not know is not even looked at.
    assert not GIVEN_UP & set(client.ids(PATH, activeState="All"))
    assert client.ids(PATH, ids="5013") == []
    assert client.ids(PATH, ids="5013", active="Any") == [5013]
    rows, _ = exported(client, EXPORT, **RECENT)
    assert {row["id"] for row in rows if not row["active"]} == GIVEN_UP


def test_a_list_may_be_bounded_by_time_and_sorted(client: Client) -> None:
    rows = client.page(PATH, active="Any")["data"]
    changed = sorted(row["modifiedOn"] for row in rows)
    since, until = changed[-5], changed[-2]
    bounds = {"modifiedOnOrAfter": since, "modifiedBefore": until}
    found = client.page(PATH, active="Any", sort="+ModifiedOn", **bounds)["data"]
    assert [row["modifiedOn"] for row in found] == changed[-5:-2]
    made = sorted(row["createdOn"] for row in rows)[3]
    found = client.page(PATH, active="Any", createdOnOrAfter=made)["data"]
    assert found == [row for row in rows if row["createdOn"] >= made]
    assert 0 < len(found) < len(rows)
    backwards = client.ids(PATH, active="Any", sort="-Id", pageSize=3)
    assert backwards == sorted((row["id"] for row in rows), reverse=True)[:3]
    assert client.get(PATH, modifiedOnOrAfter="yesterday").status_code == 400


def test_an_unescaped_plus_is_no_order_and_an_unknown_word_no_filter(
    client: Client,
) -> None:
    plain = client.ids(PATH)
    answer = client.session.get(f"{client.url(PATH)}?sort=+ModifiedOn")
    assert [row["id"] for row in answer.json()["data"]] == plain
    assert client.ids(PATH, sort="+ModifiedOn") != plain
    assert client.ids(PATH, modifiedAfter="2099-01-01") == plain


def test_at_most_fifty_ids_may_be_asked_for(client: Client) -> None:
    ids = [str(number) for number in range(5001, 5052)]
    assert client.get(PATH, ids=",".join(ids)).status_code == 400
    assert client.ids(PATH, ids=",".join(ids[:50])) == client.ids(PATH)


def test_what_is_not_there_is_not_found(client: Client) -> None:
    paths = ("settings/colours", "settings/export/colours", "reporting/business-units")
    assert [client.get(path).status_code for path in paths] == [404, 404, 404]


def test_an_export_tells_all_in_the_order_of_change(
    running: sandbox.Sandbox, client: Client
) -> None:
    running.servicetitan.export_page_size = 7
    rows, _ = exported(client, EXPORT)
    assert all(isinstance(row["active"], bool) for row in rows)
    changed = [(row["modifiedOn"][:19], row["id"]) for row in rows]
    assert [at for at, _ in changed] == sorted(at for at, _ in changed)
    assert sorted(row["id"] for row in rows) == client.ids(PATH, active="Any")


def test_an_export_goes_on_where_it_ended(
    running: sandbox.Sandbox, client: Client
) -> None:
    _, place = exported(client, EXPORT)
    assert exported(client, EXPORT, **{"from": place}) == ([], place)
    office = running.servicetitan.at_work()
    office.rename_unit(office.units[5007], "Nevada")
    # The newest changes lag, unless they are asked for: then they are sent twice.
    assert exported(client, EXPORT, **{"from": place}) == ([], place)
    for _ in range(2):
        rows, place = exported(client, EXPORT, **{"from": place}, **RECENT)
        assert [row["id"] for row in rows] == [5007]
    running.clock.advance(minutes=11)
    rows, place = exported(client, EXPORT, **{"from": place}, **RECENT)
    assert [row["id"] for row in rows] == [5007]
    assert exported(client, EXPORT, **{"from": place}, **RECENT)[0] == []


def test_an_export_may_begin_on_a_day(client: Client) -> None:
    rows, _ = exported(client, EXPORT, **{"from": "2025-11-14"})
    everything, _ = exported(client, EXPORT)
    assert rows == [r for r in everything if r["modifiedOn"] >= "2025-11-14"]
    assert {row["id"] for row in rows} >= GIVEN_UP
    assert len(rows) < len(everything)


def test_a_place_may_be_unknown_or_too_old(
    running: sandbox.Sandbox, client: Client
) -> None:
    assert client.get(EXPORT, **{"from": "no place"}).status_code == 400
    place = client.page(EXPORT)["continueFrom"]
    tenant = running.servicetitan
    tenant.forgets_tokens_before = tenant.clock.now() + timedelta(1)
    answer = client.get(EXPORT, **{"from": place})
    assert answer.status_code == 400
    assert client.get(EXPORT, **{"from": "2026-06-29"}).status_code == 200


def test_an_export_in_which_nothing_changed_is_empty(
    running: sandbox.Sandbox, client: Client
) -> None:
    assert client.page(EXPORT, **{"from": "2026-06-30"})["data"] == []
    running.servicetitan.office.units.clear()
    rows, place = exported(client, EXPORT)
    assert rows == []
    assert exported(client, EXPORT, **{"from": place})[0] == []


def test_an_empty_office_has_all_its_units() -> None:
    with sandbox.start(today=TODAY, world="empty", limits=False) as empty:
        assert len(Client(empty).ids(PATH, active="Any")) == 15
