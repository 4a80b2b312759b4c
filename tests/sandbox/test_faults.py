"""What can be made to go wrong, and the edits a test can make to the world."""

from __future__ import annotations

import pytest
import requests

from sandbox import Sandbox, faults
from tests.sandbox.conftest import Client


def test_a_fault_happens_as_often_as_told_and_no_more(
    running: Sandbox, client: Client
) -> None:
    running.faults.answer("Items", 503, "The Xero API is currently offline", times=2)
    assert [client.get("Items").status_code for _ in range(3)] == [503, 503, 200]


def test_a_fault_may_wait_for_a_page_of_one_connection(
    running: Sandbox, client: Client
) -> None:
    running.faults.answer("Invoices", 500, page=2, connection="xero_harbour")
    australia = Client(running, "xero_harbour_au")
    assert australia.get("Invoices", page=2).status_code == 200
    assert client.get("Invoices", page=1).status_code == 200
    assert client.get("Invoices", page=2).status_code == 500


def test_the_token_endpoint_can_fail_too(running: Sandbox, client: Client) -> None:
    running.faults.answer("token", 503)
    first = client.settings["refresh_token"]
    assert client.refresh(first).status_code == 503
    assert client.refresh(first).status_code == 200


@pytest.mark.parametrize("problem", ["minute", "day", "concurrent", "appminute"])
def test_each_limit_can_be_hit(running: Sandbox, client: Client, problem: str) -> None:
    running.faults.limit("Items", problem, retry_after=23)
    answer = client.get("Items")
    assert answer.status_code == 429
    assert answer.headers["X-Rate-Limit-Problem"] == problem
    assert ("Retry-After" in answer.headers) == (problem != "concurrent")


def test_an_answer_may_be_html_or_broken_json(running: Sandbox, client: Client) -> None:
    for break_it in (running.faults.html, running.faults.malformed):
        break_it("Items")
        answer = client.get("Items")
        assert answer.status_code == 200
        with pytest.raises(requests.exceptions.JSONDecodeError):
            answer.json()
    running.faults.truncated("Items")
    with pytest.raises(requests.exceptions.JSONDecodeError):
        client.get("Items").json()


def test_the_connection_may_be_reset_before_or_in_the_middle(
    running: Sandbox, client: Client
) -> None:
    running.faults.reset("Items")
    with pytest.raises(requests.exceptions.ConnectionError):
        client.get("Items")
    running.faults.cut_off("Items")
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        client.get("Items")
    assert client.get("Items").status_code == 200


def test_an_answer_may_be_slow(running: Sandbox, client: Client) -> None:
    running.faults.slow("Items", 0.5)
    with pytest.raises(requests.exceptions.ReadTimeout):
        client.session.get(f"{client.settings['base_url']}/Items", timeout=0.05)


def test_rows_may_be_dropped_turned_doubled_or_retyped(
    running: Sandbox, client: Client
) -> None:
    rows = client.rows("Items")
    newer = [("Name", "Renamed")]
    for change, expected in (
        (faults.dropped(2), rows[:-2]),
        (faults.backwards, rows[::-1]),
        (faults.doubled(newer), [rows[0], rows[0] | dict(newer), *rows[1:]]),
        (faults.retyped("IsSold", "yes"), [row | {"IsSold": "yes"} for row in rows]),
    ):
        running.faults.rewrite("Items", change)
        assert client.rows("Items") == expected
    assert client.rows("Items") == rows


def test_rows_may_move_between_pages_while_they_are_read(
    running: Sandbox, client: Client
) -> None:
    ask = {"pageSize": 10, "order": "UpdatedDateUTC ASC"}
    first = client.rows("Invoices", page=1, **ask)
    second = client.rows("Invoices", page=2, **ask)
    moved = first[0]["InvoiceID"]
    edit = lambda: running.xero.put("Invoices", {"InvoiceID": moved})  # noqa: E731
    running.faults.after("Invoices", edit, page=1)
    client.rows("Invoices", page=1, **ask)
    assert client.rows("Invoices", page=2, **ask)[0] == second[1]


def test_an_edit_changes_one_record_and_moves_its_date(
    running: Sandbox, client: Client
) -> None:
    before = running.xero.get("Invoices", "INV-00001")
    running.xero.put("Invoices", {"Reference": "changed"}, which="INV-00001")
    changed = client.rows("Invoices", {"If-Modified-Since": "2026-06-30T12:00:00"})
    assert [each["Reference"] for each in changed] == ["changed"]
    running.xero.put("Invoices", before, touch=False)
    assert running.xero.get("Invoices", "INV-00001") == before


def test_a_record_may_vanish_and_come_back(running: Sandbox, client: Client) -> None:
    rows = client.rows("Items")
    gone = running.xero.remove("Items", "COF-250")
    assert "COF-250" not in [row["Code"] for row in client.rows("Items")]
    running.xero.put("Items", gone, touch=False)
    assert sorted(client.rows("Items"), key=str) == sorted(rows, key=str)


def test_a_new_record_needs_nothing_but_its_id(
    running: Sandbox, client: Client
) -> None:
    running.organisation("xero_harbour_au").put("Items", {"ItemID": "new", "Code": "N"})
    australia = Client(running, "xero_harbour_au")
    assert australia.get("Items/new").json()["Items"][0]["Code"] == "N"
    assert client.get("Items/new").status_code == 404
