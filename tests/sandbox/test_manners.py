"""Xero's manners over HTTP, each in one small test."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

import sandbox
from tests.sandbox.conftest import TODAY, Client

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox import Sandbox


def test_a_refresh_token_works_once_and_the_next_one_takes_over(
    running: Sandbox, client: Client
) -> None:
    second = client.refresh(client.settings["refresh_token"]).json()["refresh_token"]
    third = client.refresh(second).json()["refresh_token"]
    assert len({client.settings["refresh_token"], second, third}) == 3
    spent = client.refresh(client.settings["refresh_token"])
    assert (spent.status_code, spent.json()) == (400, {"error": "invalid_grant"})


def test_a_lost_answer_may_be_asked_for_again_for_half_an_hour(
    running: Sandbox, client: Client
) -> None:
    first = client.settings["refresh_token"]
    second = client.refresh(first).json()["refresh_token"]
    running.clock.advance(minutes=30)
    assert client.refresh(first).json()["refresh_token"] == second
    running.clock.advance(seconds=1)
    assert client.refresh(first).json() == {"error": "invalid_grant"}
    assert client.refresh(second).status_code == 200


def test_a_refresh_token_dies_unused_after_sixty_days(
    running: Sandbox, client: Client
) -> None:
    unused = client.refresh(client.settings["refresh_token"]).json()["refresh_token"]
    running.clock.advance(days=61)
    assert client.refresh(unused).json() == {"error": "invalid_grant"}


def test_a_revoked_connection_needs_consent_again(
    running: Sandbox, client: Client
) -> None:
    running.revoke("xero_harbour")
    answer = client.refresh(client.settings["refresh_token"])
    assert answer.json() == {"error": "invalid_grant"}


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"client_id": "nobody", "client_secret": "x"}, "invalid_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": "client_credentials"}, "unsupported_grant_type"),
    ],
)
def test_token_errors_are_400_with_a_code(
    client: Client, form: dict[str, str], error: str
) -> None:
    settings = client.settings
    signed = {name: settings[name] for name in ("client_id", "client_secret")}
    body = signed | {"grant_type": "refresh_token", "refresh_token": "?"} | form
    answer = client.session.post(settings["token_url"], data=body)
    assert (answer.status_code, answer.json()) == (400, {"error": error})


def test_an_access_token_expires_after_half_an_hour(
    running: Sandbox, client: Client
) -> None:
    running.clock.advance(minutes=30)
    answer = client.get("Items")
    assert answer.status_code == 401
    assert answer.json()["Detail"].startswith("TokenExpired")
    assert "invalid_token" in answer.headers["WWW-Authenticate"]


def test_a_custom_connection_needs_no_tenant_and_gets_no_refresh_token(
    running: Sandbox,
) -> None:
    client = Client(running, "xero_harbour_au")
    assert "refresh_token" not in client.sign_in()
    assert client.rows("Organisations")[0]["BaseCurrency"] == "AUD"
    refused = client.token(grant_type="client_credentials", scope="accounting.magic")
    assert refused.json() == {"error": "invalid_scope"}


@pytest.mark.parametrize("tenant", [None, "somebody-else"])
def test_a_missing_or_wrong_tenant_is_forbidden(
    client: Client, tenant: str | None
) -> None:
    answer = client.get("Items", {"Xero-Tenant-Id": tenant})
    assert answer.status_code == 403
    assert answer.json()["Detail"] == "AuthenticationUnsuccessful"


def test_a_missing_scope_is_told_apart_from_a_stale_token(running: Sandbox) -> None:
    client = Client(running, "xero_harbour_au")
    answer = client.get("Journals")
    assert answer.status_code == 401
    assert answer.json()["Detail"] == "AuthorizationUnsuccessful"
    assert answer.headers["WWW-Authenticate"] == "insufficient_scope"


def test_scopes_can_be_taken_away(running: Sandbox, client: Client) -> None:
    running.scopes("xero_harbour").discard("accounting.payments.read")
    assert client.get("Payments").status_code == 401
    assert client.get("Invoices").status_code == 200


def test_connections_lists_the_tenants(running: Sandbox, client: Client) -> None:
    answer = client.session.get(f"{running.url}/xero/connections").json()
    assert [each["tenantId"] for each in answer] == [client.settings["tenant_id"]]
    assert {each["tenantType"] for each in answer} == {"ORGANISATION"}


def test_without_accept_json_the_answer_is_xml(client: Client) -> None:
    answer = client.get("Items", {"Accept": "*/*"})
    assert answer.headers["Content-Type"].startswith("text/xml")
    assert answer.text.startswith("<Response")


def test_without_a_page_there_are_no_lines_and_no_pagination(client: Client) -> None:
    summary = client.get("Invoices").json()
    assert "pagination" not in summary
    assert not any(each["LineItems"] for each in summary["Invoices"])
    full = client.get("Invoices", page=1).json()
    assert all(each["LineItems"] for each in full["Invoices"])


def test_pages_are_a_hundred_unless_told_and_page_size_has_one_spelling(
    client: Client,
) -> None:
    everything = len(client.rows("Invoices"))
    assert everything > 100
    assert len(client.rows("Invoices", page=1)) == 100
    assert len(client.rows("Invoices", page=1, page_size=1000)) == 100
    answer = client.get("Invoices", page=1, pageSize=5000).json()
    assert answer["pagination"] == {
        "page": 1,
        "pageSize": 1000,
        "pageCount": 1,
        "itemCount": everything,
    }
    assert client.rows("Invoices", page=2, pageSize=1000) == []


def test_pages_together_hold_every_row_once(client: Client) -> None:
    first = client.get("Invoices", page=1, pageSize=40).json()
    pages = range(1, first["pagination"]["pageCount"] + 1)
    found = [
        row["InvoiceID"]
        for page in pages
        for row in client.rows("Invoices", page=page, pageSize=40)
    ]
    assert len(found) == len(set(found)) == first["pagination"]["itemCount"]


def test_order_is_by_any_field_and_an_unknown_one_is_refused(client: Client) -> None:
    rows = client.rows("Invoices", page=1, order="UpdatedDateUTC DESC")
    updated = [row["UpdatedDateUTC"] for row in rows]
    assert updated == sorted(updated, reverse=True)
    refused = client.get("Invoices", page=1, order="Foo")
    assert refused.status_code == 400
    assert refused.json()["Type"] == "QueryParseException"


def test_if_modified_since_counts_whole_seconds_and_includes_them(
    client: Client,
) -> None:
    newest = client.rows("Invoices", order="UpdatedDateUTC DESC")[0]
    second = newest["UpdatedDateUTCString"].removesuffix("Z")
    found = client.rows("Invoices", {"If-Modified-Since": second})
    assert newest["InvoiceID"] in [each["InvoiceID"] for each in found]
    assert len(found) < 5
    assert client.rows("Invoices", {"If-Modified-Since": "2026-07-01T00:00:00"}) == []


@pytest.mark.parametrize("sent", ["2026-07-01T00:00:00Z", "yesterday", "2026-13-40"])
def test_an_if_modified_since_it_cannot_read_is_silently_ignored(
    client: Client, sent: str
) -> None:
    everything = len(client.rows("Invoices"))
    assert len(client.rows("Invoices", {"If-Modified-Since": sent})) == everything


def test_archived_contacts_come_only_when_asked_for(client: Client) -> None:
    asked = client.rows("Contacts", includeArchived="true")
    assert len(asked) == len(client.rows("Contacts")) + 2


def test_where_a_merged_contact_went_is_told_only_by_page_or_id(
    client: Client,
) -> None:
    def merged(**query: Any) -> list[Any]:
        rows = client.rows("Contacts", includeArchived="true", **query)
        return [row for row in rows if "MergedToContactID" in row]

    assert merged() == []
    (paged,) = merged(page=1, pageSize=1000)
    (found,) = client.get(f"Contacts/{paged['ContactID']}").json()["Contacts"]
    assert found["MergedToContactID"] == paged["MergedToContactID"]


def test_unit_prices_have_two_places_unless_four_are_asked_for(client: Client) -> None:
    assert '"UnitPrice":44.08,' in client.get("Items").text
    assert '"UnitPrice":44.0755,' in client.get("Items", unitdp=4).text


def test_a_record_comes_by_its_id_and_an_unknown_one_is_404(client: Client) -> None:
    row = client.rows("Invoices", page=1)[0]
    found = client.get(f"Invoices/{row['InvoiceID']}")
    assert found.json()["Invoices"] == [row]
    assert "pagination" not in found.json()
    missing = client.get("Invoices/00000000-0000-0000-0000-000000000000")
    assert missing.status_code == 404
    assert missing.headers["Content-Type"].startswith("text/html")
    assert client.get("Nonsense").status_code == 404


def test_only_what_is_still_owed_can_be_asked_for(client: Client) -> None:
    owed = client.rows("Invoices", page=1, where="AmountDue > 0")
    assert owed
    assert all(each["AmountDue"] > 0 for each in owed)
    assert client.get("Invoices", page=1, where="Moon=Full").status_code == 400


def test_manual_journals_with_an_order_come_back_unpaged(client: Client) -> None:
    assert len(client.rows("ManualJournals", page=1, pageSize=5)) == 5
    unpaged = client.get("ManualJournals", page=1, pageSize=5, order="Date").json()
    assert len(unpaged["ManualJournals"]) > 5
    assert "pagination" not in unpaged


def test_journals_come_a_hundred_at_a_time_after_an_offset(client: Client) -> None:
    numbers = [each["JournalNumber"] for each in client.rows("Journals", offset=150)]
    assert numbers == [*range(151, 251)]
    assert client.rows("Journals", offset=1_000_000) == []


def test_the_sixty_first_call_in_a_minute_is_refused(
    running: Sandbox, client: Client
) -> None:
    left = [client.get("Accounts").headers["X-MinLimit-Remaining"] for _ in range(60)]
    assert left == [str(60 - call) for call in range(1, 61)]
    running.clock.advance(seconds=20)
    refused = client.get("Accounts")
    assert refused.status_code == 429
    assert refused.headers["X-Rate-Limit-Problem"] == "minute"
    assert refused.headers["Retry-After"] == "40"
    running.clock.advance(seconds=40)
    assert client.get("Accounts").status_code == 200


def test_the_day_limit_says_how_many_seconds_are_left(
    running: Sandbox, client: Client
) -> None:
    running.xero.limits.allow(day=2)
    assert [client.get("Accounts").status_code for _ in range(3)] == [200, 200, 429]
    refused = client.get("Accounts")
    assert refused.headers["X-Rate-Limit-Problem"] == "day"
    assert refused.headers["Retry-After"] == "86400"


def test_a_sixth_call_at_once_is_refused_without_a_time(
    running: Sandbox, client: Client
) -> None:
    entered, release = threading.Barrier(6), threading.Event()

    def hold() -> None:
        entered.wait()
        release.wait()

    running.faults.before("Items", hold, times=5)
    callers = [threading.Thread(target=client.get, args=("Items",)) for _ in range(5)]
    for caller in callers:
        caller.start()
    entered.wait()
    refused = client.get("Accounts")
    release.set()
    for caller in callers:
        caller.join()
    assert refused.headers["X-Rate-Limit-Problem"] == "concurrent"
    assert "Retry-After" not in refused.headers
    assert client.get("Accounts").status_code == 200


def test_a_faster_limit_clock_shortens_the_windows() -> None:
    with sandbox.start(today=TODAY, world="empty", speed=60) as running:
        client = Client(running)
        assert client.settings["minute_limit"] == 3600
        calls = [client.get("Accounts").status_code for _ in range(61)]
        assert calls == [200] * 60 + [429]
        running.clock.advance(seconds=1)
        assert client.get("Accounts").status_code == 200


@pytest.fixture
def unlimited() -> Iterator[Sandbox]:
    with sandbox.start(
        today=TODAY, world="tiny", limits=False, max_page_size=2
    ) as started:
        yield started


def test_limits_can_be_off_and_pages_capped(unlimited: Sandbox) -> None:
    client = Client(unlimited)
    assert {client.get("Accounts").status_code for _ in range(70)} == {200}
    assert len(client.rows("Invoices", page=1, pageSize=1000)) == 2


def test_two_organisations_share_ids_but_not_figures(running: Sandbox) -> None:
    zealand, australia = Client(running), Client(running, "xero_harbour_au")
    items = [{each["ItemID"] for each in c.rows("Items")} for c in (zealand, australia)]
    assert items[1] < items[0]
    taxes = [{t["TaxType"] for t in c.rows("Accounts")} for c in (zealand, australia)]
    assert taxes[0] & taxes[1] == {"NONE"}
    assert {each["CurrencyCode"] for each in australia.rows("Invoices")} == {"AUD"}
    organisation = australia.rows("Organisations")[0]
    assert organisation["FinancialYearEndMonth"] == 6


def test_an_empty_world_has_accounts_and_nothing_else() -> None:
    with sandbox.start(today=TODAY, world="empty", limits=False) as running:
        client = Client(running)
        for name in ("Invoices", "Contacts", "Items", "Payments", "Journals"):
            assert client.rows(name, page=1) == []
        assert client.rows("Accounts")
