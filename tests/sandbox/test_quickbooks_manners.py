"""QuickBooks' manners over HTTP: tokens, refusals, limits, batches, changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import sandbox
from sandbox.quickbooks import problems
from tests.sandbox.quickbooks import TODAY, Client

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox import Sandbox

JUNE = "2026-06-05T00:00:00-07:00"


@pytest.fixture
def online(running: Sandbox) -> Client:
    return Client(running)


@pytest.fixture
def unlimited() -> Iterator[Client]:
    with sandbox.start(today=TODAY, scale=0.02, limits=False) as started:
        yield Client(started)


def test_a_refresh_token_keeps_its_value_for_a_day_and_then_dies_of_the_next(
    running: Sandbox, online: Client
) -> None:
    first = online.settings["refresh_token"]
    assert online.refresh(first).json()["refresh_token"] == first
    running.clock.advance(hours=24)
    second = online.refresh(first).json()["refresh_token"]
    assert second != first
    assert online.refresh(first).status_code == 400
    assert online.refresh(second).json()["refresh_token"] == second


def test_the_old_token_may_be_given_a_day_of_grace(
    running: Sandbox, online: Client
) -> None:
    identity = running.intuit.identity
    identity.rotate_after, identity.grace = identity.grace, identity.rotate_after
    first = online.settings["refresh_token"]
    second = online.refresh(first).json()["refresh_token"]
    assert online.refresh(first).json()["refresh_token"] == second


def test_a_refresh_token_dies_unused_after_a_hundred_days(
    running: Sandbox, online: Client
) -> None:
    running.clock.advance(days=101)
    refused = online.refresh()
    assert refused.status_code == 400
    assert refused.json()["error"] == "invalid_grant"


def test_a_consent_ends_after_five_years_and_says_so_only_when_asked(
    running: Sandbox, online: Client
) -> None:
    assert "x_refresh_token_hard_expires_in" not in online.refresh().json()
    asked = {"x-include-refresh-token-hard-expires-in": "true"}
    told = online.refresh(headers=asked).json()
    assert told["x_refresh_token_hard_expires_in"] == 5 * 365 * 86_400


def test_an_unknown_client_and_a_revoked_consent_are_told_apart(
    running: Sandbox, online: Client
) -> None:
    running.intuit.revoke("quickbooks_empire")
    assert online.refresh().json() == {
        "error_description": "Incorrect or invalid refresh token",
        "error": "invalid_grant",
    }
    online.settings = online.settings | {"client_secret": "wrong"}
    unknown = online.refresh()
    assert (unknown.status_code, unknown.json()) == (401, {"error": "invalid_client"})


def test_an_access_token_expires_after_an_hour(
    running: Sandbox, online: Client
) -> None:
    running.clock.advance(hours=1)
    answer = online.query("SELECT * FROM Class")
    assert answer.status_code == 401
    assert answer.json()["fault"]["error"][0]["code"] == "3200"
    assert "invalid_token" in answer.headers["WWW-Authenticate"]
    online.session.headers["Authorization"] = "Bearer nonsense"
    assert online.query("SELECT * FROM Class").status_code == 401


def test_a_token_of_another_company_is_forbidden(
    running: Sandbox, online: Client
) -> None:
    other = Client(running, "quickbooks_empire_retail")
    assert other.rows("SELECT * FROM CompanyInfo")[0]["CompanyName"].endswith("Retail")
    other.url = online.url
    answer = other.query("SELECT * FROM Class")
    assert answer.status_code == 403
    assert answer.json()["fault"]["error"][0]["code"] == "3100"


def test_without_asking_for_json_the_answer_is_xml(online: Client) -> None:
    for statement in ("SELECT * FROM Class", "SELECT nonsense"):
        answer = online.query(statement, {"Accept": "*/*"})
        assert answer.headers["Content-Type"] == "application/xml"
        assert answer.text.startswith("<?xml")


def test_a_query_without_a_query_is_a_fault_under_200(online: Client) -> None:
    answer = online.get("query")
    assert answer.status_code == 200
    assert answer.json()["Fault"]["type"] == "SystemFault"


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (problems.THROTTLED, 429),
        (problems.THROTTLED_XML, 429),
        (problems.THROTTLED_403, 403),
        (problems.FAULT_WITH_200, 200),
        (problems.INACTIVE_WITH_200, 200),
        (problems.FAULT_WITH_500, 500),
        (problems.UNKNOWN_AUTHORIZATION, 500),
        (problems.UNAVAILABLE, 503),
    ],
)
def test_each_refusal_can_be_switched_on_for_a_page(
    running: Sandbox, online: Client, answer: Any, status: int
) -> None:
    running.faults.reply("Invoice", answer, page=2, connection="quickbooks_empire")
    page = "SELECT * FROM Invoice STARTPOSITION {} MAXRESULTS 5"
    assert online.rows(page.format(1))
    refused = online.query(page.format(6))
    assert refused.status_code == status
    assert "fault" in refused.text.lower() or status == 503
    assert online.rows(page.format(6))


def test_a_call_too_many_in_a_minute_is_throttled(
    running: Sandbox, online: Client
) -> None:
    running.quickbooks.limits.minute = 3
    statement = "SELECT * FROM Class"
    assert [online.query(statement).status_code for _ in range(4)] == [200] * 3 + [429]
    running.clock.advance(seconds=61)
    assert online.query(statement).status_code == 200


def test_minor_versions_change_nothing_any_more(
    running: Sandbox, online: Client
) -> None:
    ask = {"query": "SELECT * FROM Item WHERE Type = 'Category'"}
    old, new = online.get("query", **ask, minorversion="4"), online.get("query", **ask)
    assert old.json() == new.json()
    assert running.quickbooks.minor_versions[-2:] == ["4", ""]
    assert online.get("query", **ask, minorversion="new").status_code == 400


def test_one_record_is_read_by_its_entity_in_small_letters(online: Client) -> None:
    bill = online.rows("SELECT * FROM BillPayment MAXRESULTS 1")[0]
    assert online.get(f"billpayment/{bill['Id']}").json()["BillPayment"] == bill
    gone = online.get("billpayment/123456789")
    assert gone.status_code == 400
    assert gone.json()["Fault"]["Error"][0]["code"] == "610"


def test_the_company_is_read_by_its_realm_and_numbers_itself_1(online: Client) -> None:
    told = online.get(f"companyinfo/{online.settings['realm_id']}").json()
    assert told["CompanyInfo"]["Id"] == "1"
    assert told["CompanyInfo"]["DefaultTimeZone"] == "America/New_York"


def test_a_batch_answers_in_any_order_and_each_item_fails_by_itself(
    online: Client,
) -> None:
    statements = ("SELECT * FROM Class", "SELECT * FROM Foo", "SELECT * FROM Employ")
    items = [{"bId": str(n), "Query": text} for n, text in enumerate(statements)]
    told = online.batch({"BatchItemRequest": items}).json()["BatchItemResponse"]
    by_id = {each["bId"]: each for each in told}
    assert [each["bId"] for each in told] == ["2", "1", "0"]
    assert len(by_id["0"]["QueryResponse"]["Class"]) == 4
    assert by_id["1"]["Fault"]["Error"][0]["code"] == "4001"
    assert online.batch({"Nothing": []}).status_code == 400
    assert online.batch({"BatchItemRequest": items * 11}).status_code == 400


def test_changes_tell_records_whole_and_deletions_as_stubs(
    running: Sandbox, online: Client
) -> None:
    before = online.changes("Invoice", "2026-06-30T05:00:00-07:00")
    assert before == []
    edited = running.quickbooks.put("Invoice", {"PrivateNote": "edited"}, which="1001")
    gone = running.quickbooks.remove("Invoice", "1002")
    running.quickbooks.remove("Invoice", "1003", notice=False)
    changed = online.changes("Invoice", "2026-06-30T05:00:00-07:00")
    assert (changed[0]["Id"], changed[0]["PrivateNote"]) == (edited["Id"], "edited")
    assert changed[0]["Line"]
    assert changed[1:] == [
        {
            "domain": "QBO",
            "status": "Deleted",
            "Id": gone["Id"],
            "MetaData": {"LastUpdatedTime": "2026-06-30T05:00:00-07:00"},
        }
    ]


def test_an_edit_moves_the_time_and_the_sync_token(
    running: Sandbox, online: Client
) -> None:
    before = online.rows("SELECT * FROM Customer WHERE Id = '1'")[0]
    running.quickbooks.put("Customer", {"Balance": 1}, which="1", touch=False)
    silent = online.rows("SELECT * FROM Customer WHERE Id = '1'")[0]
    assert silent == before | {"Balance": 1}
    running.quickbooks.put("Customer", {"Balance": 2}, which="1")
    told = online.rows("SELECT * FROM Customer WHERE Id = '1'")[0]
    assert told["SyncToken"] == str(int(before["SyncToken"]) + 1)
    assert told["MetaData"]["LastUpdatedTime"] == "2026-06-30T05:00:00-07:00"


def test_a_living_record_may_be_called_deleted(
    running: Sandbox, online: Client
) -> None:
    running.quickbooks.misreport("Invoice", "1001")
    stub = online.changes("Invoice", "2026-06-30T05:00:00-07:00")[0]
    assert stub["status"] == "Deleted"
    assert online.rows("SELECT * FROM Invoice WHERE DocNumber = '1001'")


def test_changes_look_back_thirty_days_and_no_further(online: Client) -> None:
    assert online.captured("Invoice", "2026-05-31T05:00:00-07:00").status_code == 200
    assert online.captured("Invoice", "2026-05-31T04:59:59-07:00").status_code == 400
    assert online.captured("Invoice", "yesterday").status_code == 400


@pytest.mark.parametrize("entity", ["TaxCode", "Invoice,Foo", ""])
def test_some_entities_are_unknown_to_changes(online: Client, entity: str) -> None:
    assert online.captured(entity, JUNE).status_code == 400


def test_where_nothing_changed_an_entity_is_an_empty_object(online: Client) -> None:
    told = online.captured("Invoice,Transfer", "2026-06-30T05:00:00-07:00").json()
    assert told["CDCResponse"] == [{"QueryResponse": [{}, {}]}]


def test_changes_stop_at_a_number_of_one_entity_or_of_all(
    running: Sandbox, online: Client
) -> None:
    running.quickbooks.max_captured = 5
    told = online.captured("Invoice,Payment", JUNE).json()["CDCResponse"][0]
    assert [each["totalCount"] for each in told["QueryResponse"]] == [5, 5]
    oldest = online.changes("Invoice", JUNE)
    times = [each["MetaData"]["LastUpdatedTime"] for each in oldest]
    assert times == sorted(times)
    running.quickbooks.captures_together = True
    told = online.captured("Invoice,Payment", JUNE).json()["CDCResponse"][0]
    assert told["QueryResponse"][1] == {}


def test_limits_may_be_off(unlimited: Client) -> None:
    assert unlimited.settings["minute_limit"] == 60_000
    calls = [unlimited.query("SELECT * FROM Class") for _ in range(20)]
    assert {call.status_code for call in calls} == {200}
