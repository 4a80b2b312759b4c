"""ServiceTitan's manners: sign-in, reports found and asked, pages, limits, refusals."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import requests

import sandbox
from sandbox.servicetitan import problems
from sandbox.servicetitan.connections import WBR
from tests.sandbox.servicetitan import TODAY, Client, new_office

if TYPE_CHECKING:
    from collections.abc import Iterator

REPORTING = "reporting"
JUNE = {"From": "2026-06-01", "To": "2026-06-29"}
LEADS = {"DateType": 1} | JUNE
ONE_DAY = {"From": "2026-06-24", "To": "2026-06-24"}


@pytest.fixture
def running() -> Iterator[sandbox.Sandbox]:
    with sandbox.start(today=TODAY, world="empty", limits=False) as started:
        started.servicetitan.office = new_office(scale=0.3)
        yield started


@pytest.fixture
def client(running: sandbox.Sandbox) -> Client:
    return Client(running)


@pytest.fixture
def limited() -> Iterator[sandbox.Sandbox]:
    with sandbox.start(today=TODAY, world="empty") as started:
        yield started


# ---- signing in


def test_a_token_lives_a_quarter_of_an_hour(
    running: sandbox.Sandbox, client: Client
) -> None:
    granted = client.token().json()
    assert granted["token_type"] == "Bearer"
    assert granted["expires_in"] == 900
    assert client.get(f"{REPORTING}/report-categories").status_code == 200
    running.clock.advance(seconds=899)
    assert client.get(f"{REPORTING}/report-categories").status_code == 200
    running.clock.advance(seconds=1)
    answer = client.get(f"{REPORTING}/report-categories")
    assert (answer.status_code, answer.json()["title"]) == (401, "Unauthorized")
    client.sign_in()
    running.titan.identity.expire()
    assert client.get(f"{REPORTING}/report-categories").status_code == 401


def test_a_wrong_secret_or_grant_gets_no_token(client: Client) -> None:
    wrong = client.token(client_secret="guess")
    assert (wrong.status_code, wrong.json()) == (400, {"error": "invalid_client"})
    assert client.token(grant_type="password").status_code == 400


def test_a_token_without_the_application_key_opens_nothing(client: Client) -> None:
    del client.session.headers["ST-App-Key"]
    assert client.get("settings/business-units").status_code == 401
    client.session.headers["ST-App-Key"] = "another"
    assert client.get("settings/business-units").status_code == 401


def test_another_tenant_or_a_missing_scope_is_forbidden(
    running: sandbox.Sandbox, client: Client
) -> None:
    running.servicetitan.scopes.discard(REPORTING)
    assert client.get(f"{REPORTING}/report-categories").status_code == 403
    assert client.get("settings/business-units").status_code == 200
    client.settings = client.settings | {"tenant_id": "7"}
    answer = client.get("settings/business-units")
    assert (answer.status_code, answer.json()["title"]) == (403, "Forbidden")


# ---- finding a report


def test_a_report_is_in_one_category_only(client: Client) -> None:
    categories = client.page(f"{REPORTING}/report-categories")["data"]
    assert {"id": "technician", "name": "Technician"} in categories
    met = [
        (each["id"], report["id"])
        for each in categories
        for report in client.page(
            f"{REPORTING}/report-category/{each['id']}/reports", pageSize=5
        )["data"]
    ]
    assert len({number for _, number in met}) == len(met)
    wrong = client.get(f"{REPORTING}/report-category/operations/reports/410000201")
    assert wrong.status_code == 404
    assert wrong.json()["title"] == "There is no such report with the category"
    wrong = client.get(f"{REPORTING}/report-category/sales/reports")
    assert wrong.json()["title"] == "There is no such category"


def test_seven_copies_of_one_report_stand_for_seven_units(client: Client) -> None:
    configured = client.settings["reports"]["daily_wbr"]["report_ids"]
    assert len(configured) == len(set(configured.values())) == 7
    rows = client.rows("daily_wbr", **ONE_DAY)
    mine = client.rows("daily_wbr", BusinessUnitId=[next(iter(WBR))], **ONE_DAY)
    # Whatever its name says, it tells of every unit unless it is asked for one.
    assert len(mine) < len(rows)


def test_a_unit_has_no_report_before_it_opens() -> None:
    with sandbox.start(today=date(2025, 10, 20), world="empty") as earlier:
        told = Client(earlier).settings["reports"]["daily_wbr"]["report_ids"]
        assert "5015" not in told
        assert len(told) == 6


def test_a_definition_says_what_may_be_asked(client: Client) -> None:
    names = {
        report: {each["name"]: each for each in client.definition(report)["parameters"]}
        for report in ("leads", "daily_wbr", "foreman", "collections", "bu_sales")
    }
    assert "DateType" not in names["daily_wbr"]
    assert "BusinessUnitIds" in names["bu_sales"]
    assert set(names["collections"]) == {"DateType", "From", "To"}
    unit = names["foreman"]["BusinessUnitId"]
    assert (unit["isArray"], unit["isRequired"]) == (True, False)
    sets = {
        report: names[report]["DateType"]["acceptValues"]["dynamicSetId"]
        for report in ("leads", "collections")
    }
    for report, set_id in sets.items():
        values = client.page(f"{REPORTING}/dynamic-value-sets/{set_id}")
        label = client.settings["reports"][report]["date_type_label"]
        assert label in [name for _, name in values["data"]]
        assert [each["name"] for each in values["fields"]] == ["Value", "Name"]


def test_value_sets_hold_units_that_nobody_should_use(client: Client) -> None:
    units = client.page(f"{REPORTING}/dynamic-value-sets/business-units")["data"]
    assert [5014, "Z-DO NOT USE - West- Production"] in units
    assert len(client.page(f"{REPORTING}/dynamic-value-sets/job-types")["data"]) == 9
    assert client.get(f"{REPORTING}/dynamic-value-sets/colours").status_code == 404


# ---- asking it


def test_a_missing_or_impossible_value_is_refused_in_the_common_form(
    client: Client,
) -> None:
    for asked in (
        {"DateType": 1, "From": "2026-06-01"},
        LEADS | {"From": "June"},
        LEADS | {"From": ""},
        LEADS | {"BusinessUnitId": 5001},
        LEADS | {"IncludeAdjustmentInvoices": "perhaps"},
    ):
        answer = client.post("leads", **asked)
        assert answer.status_code == 400
        assert answer.json()["title"] == problems.INVALID
        assert answer.json()["errors"]


def test_numbers_may_be_sent_as_text(client: Client) -> None:
    assert client.rows("leads", **LEADS | {"DateType": "1"}) == client.rows(
        "leads", **LEADS
    )


def test_a_wrong_date_type_is_no_error_but_other_rows(client: Client) -> None:
    right = client.rows("leads", **LEADS)
    days = {row["CreatedDate"][:10] for row in right}
    assert min(days) >= JUNE["From"]
    completed = client.rows("leads", **LEADS | {"DateType": 2})
    assert completed != right
    assert min(row["CreatedDate"][:10] for row in completed) < JUNE["From"]
    assert client.rows("leads", **LEADS | {"DateType": 99}) == []


def test_what_a_report_does_not_declare_it_does_not_see(
    running: sandbox.Sandbox, client: Client
) -> None:
    everyone = client.rows("daily_wbr", **ONE_DAY)
    assert client.rows("daily_wbr", BusinessUnitIds=[5001], **ONE_DAY) == everyone
    assert running.servicetitan.unknown_parameters == ["BusinessUnitIds"]
    running.servicetitan.refuses_unknown_parameters = True
    asked = {"BusinessUnitIds": [5001], **ONE_DAY}
    assert client.post("daily_wbr", **asked).status_code == 400


def test_who_has_left_is_left_out_of_the_past_too(client: Client) -> None:
    asked = {"From": "2025-07-01", "To": "2026-06-29"}
    name = "Dale O'Rourke"
    told = [row["Name"] for row in client.rows("daily_wbr", **asked)]
    assert name not in told
    rows = client.rows("daily_wbr", IncludeInactive=True, **asked)
    assert name in [row["Name"] for row in rows]


# ---- pages


def test_pages_are_asked_for_in_the_query_string(client: Client) -> None:
    whole = client.run("leads", {"includeTotal": "true"}, **LEADS)
    assert whole["totalCount"] == len(whole["data"]) > 40
    assert whole["hasMore"] is False
    pages = [
        client.run("leads", {"page": n, "pageSize": 20}, **LEADS) for n in (1, 2, 99)
    ]
    assert [page["page"] for page in pages] == [1, 2, 99]
    assert [page["hasMore"] for page in pages] == [True, True, False]
    assert pages[0]["data"] + pages[1]["data"] == whole["data"][:40]
    assert pages[2]["data"] == []
    assert pages[0]["totalCount"] is None


def test_a_page_asked_for_in_the_body_is_page_one(client: Client) -> None:
    body = {"request": {"page": 2, "pageSize": 5}}
    answer = client.post("leads", {}, body, **LEADS).json()
    assert (answer["page"], answer["pageSize"]) == (1, 1000)
    assert answer["data"] == client.run("leads", **LEADS)["data"]


def test_a_page_has_its_bounds(client: Client) -> None:
    for query in ({"pageSize": 25_001}, {"pageSize": 0}, {"page": 0}, {"page": "two"}):
        assert client.post("leads", query, **LEADS).status_code == 400


def test_a_second_page_may_repeat_the_first(
    running: sandbox.Sandbox, client: Client
) -> None:
    first = client.run("leads", {"pageSize": 20}, **LEADS)
    report = running.servicetitan.report("leads")
    query = {"page": 2, "pageSize": 20, "includeTotal": "true"}
    report.repeats_first_page = "openly"
    again = client.run("leads", query, **LEADS)
    assert (again["page"], again["hasMore"]) == (1, True)
    assert again["data"] == first["data"]
    report.repeats_first_page = "silently"
    again = client.run("leads", query, **LEADS)
    assert (again["page"], again["data"]) == (2, first["data"])
    assert client.run("leads", query | {"page": 9}, **LEADS)["hasMore"] is False
    report.repeats_first_page = ""
    assert client.run("leads", query, **LEADS)["data"] != first["data"]


# ---- what an owner does


def test_a_column_may_be_renamed_dropped_or_put_before_all_others(
    running: sandbox.Sandbox, client: Client
) -> None:
    tenant = running.servicetitan
    asked = {"DateType": 3} | JUNE
    before = client.definition("foreman")
    whole = client.rows("foreman", **asked)
    running.clock.advance(seconds=1)
    tenant.rename_field("foreman", "Subtotal", "JobSubtotal")
    tenant.drop_field("foreman", "SoldBy")
    tenant.add_field("foreman", "Colour")
    after, rows = client.definition("foreman"), client.rows("foreman", **asked)
    assert after["modifiedOn"] == "2026-06-30T05:00:01.0000006-07:00"
    assert after["modifiedOn"] != before["modifiedOn"]
    assert [each["name"] for each in after["fields"]] == list(rows[0])
    assert rows[0]["Colour"] is None
    assert "SoldBy" not in rows[0]
    assert [row["JobSubtotal"] for row in rows] == [row["Subtotal"] for row in whole]


def test_a_unit_may_be_renamed_and_keeps_its_id(
    running: sandbox.Sandbox, client: Client
) -> None:
    office = running.servicetitan.at_work()
    office.rename_unit(office.units[5001], " Phoenix Sales (new) ")
    asked = LEADS | {"BusinessUnitId": [5001]}
    names = {row["JobBusinessUnit"] for row in client.rows("leads", **asked)}
    assert names == {" Phoenix Sales (new) "}
    since = {"modifiedOnOrAfter": "2026-06-30T12:00:00Z"}
    assert client.ids("settings/business-units", **since) == [5001]


# ---- limits


def test_a_report_runs_once_a_minute_and_says_when_again(
    limited: sandbox.Sandbox,
) -> None:
    client = Client(limited)
    assert client.post("leads", **LEADS).status_code == 200
    limited.clock.advance(seconds=18)
    answer = client.post("leads", {"page": 2}, **LEADS)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "42"
    title = "Rate limit is exceeded. Try again in 42 seconds."
    assert answer.json()["title"] == title
    assert set(answer.json()) == {
        "type",
        "title",
        "status",
        "traceId",
        "errors",
        "data",
    }
    # Another report has a minute of its own; a definition is no run.
    assert client.post("collections", DateType=2, **JUNE).status_code == 200
    assert client.definition("leads")["id"] == 410_000_201
    limited.clock.advance(seconds=42)
    assert client.post("leads", **LEADS).status_code == 200
    assert len(limited.servicetitan.limits.runs[410_000_201]) == 2
    assert limited.servicetitan.limits.refused == 1


def test_jobs_done_and_jobs_to_come_share_one_reports_minute(
    limited: sandbox.Sandbox,
) -> None:
    client = Client(limited)
    assert client.post("foreman", DateType=3, **JUNE).status_code == 200
    assert client.post("future_bookings", DateType=3, **JUNE).status_code == 429


def test_a_definition_may_be_made_a_run(limited: sandbox.Sandbox) -> None:
    limited.servicetitan.definitions_are_runs = True
    client = Client(limited)
    assert client.definition("leads")["id"] == 410_000_201
    assert client.post("leads", **LEADS).status_code == 429


def test_a_refused_question_is_no_run(limited: sandbox.Sandbox) -> None:
    client = Client(limited)
    assert client.post("leads", **JUNE).status_code == 400
    assert client.post("leads", **LEADS).status_code == 200


def test_other_calls_are_sixty_a_second(limited: sandbox.Sandbox) -> None:
    client = Client(limited)
    codes = [client.get("settings/business-units").status_code for _ in range(61)]
    assert codes == [200] * 60 + [429]
    limited.clock.advance(seconds=1)
    assert client.get("settings/business-units").status_code == 200


def test_the_minute_runs_as_fast_as_the_sandbox() -> None:
    with sandbox.start(today=TODAY, world="empty", speed=62) as fast:
        client = Client(fast)
        assert client.settings["report_interval_seconds"] == 1
        assert client.settings["minute_limit"] == 300 * 62
        assert client.post("leads", **LEADS).status_code == 200
        assert client.post("leads", **LEADS).headers["Retry-After"] == "1"
        fast.clock.advance(seconds=1)
        assert client.post("leads", **LEADS).status_code == 200


# ---- faults


def test_faults_are_called_by_what_they_spoil(
    running: sandbox.Sandbox, client: Client
) -> None:
    running.faults.reply("daily_wbr", problems.BROKEN)
    running.faults.reply("definition", problems.GATEWAY)
    running.faults.answer("token", 503)
    running.faults.answer("export/business-units", 500)
    running.faults.html("dynamic-value-sets")
    assert client.post("daily_wbr", **ONE_DAY).status_code == 500
    assert client.post("daily_wbr", **ONE_DAY).status_code == 200
    path = f"{REPORTING}/report-category/marketing/reports/410000201"
    assert client.get(path).headers["Content-Type"] == "text/html"
    assert client.get(path).status_code == 200
    assert client.token().status_code == 503
    assert client.get("settings/business-units").status_code == 200
    assert client.get("settings/export/business-units").status_code == 500
    answer = client.get(f"{REPORTING}/dynamic-value-sets/job-types")
    with pytest.raises(requests.exceptions.JSONDecodeError):
        answer.json()


def test_one_report_of_seven_may_fail(running: sandbox.Sandbox, client: Client) -> None:
    running.faults.reply("410000104", problems.BROKEN, times=None)
    path = f"{REPORTING}/report-category/technician/reports"
    told = {"parameters": [{"name": n, "value": v} for n, v in ONE_DAY.items()]}
    codes = {
        number: client.session.post(
            f"{client.url(path)}/{number}/data", json=told
        ).status_code
        for number in WBR.values()
    }
    assert codes.pop(410_000_104) == 500
    assert set(codes.values()) == {200}


def test_rows_may_be_rewritten(running: sandbox.Sandbox, client: Client) -> None:
    def spoil(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [row | {"CreatedDate": "2026-05-31T00:00:00-07:00"} for row in rows]

    running.faults.rewrite("leads", spoil)
    assert {row["CreatedDate"][:10] for row in client.rows("leads", **LEADS)} == {
        "2026-05-31"
    }
    assert len({row["CreatedDate"] for row in client.rows("leads", **LEADS)}) > 9


def test_the_sandbox_is_warm_when_asked_to_be(running: sandbox.Sandbox) -> None:
    running.warm(["servicetitan"])
    assert "office" in vars(running.servicetitan)
    assert running.clock.now() == datetime(2026, 6, 30, 12, tzinfo=UTC)
    assert date(2026, 6, 30) - timedelta(1) == running.servicetitan.office.today
