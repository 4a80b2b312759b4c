"""What passes is waited out, what does not is said clearly, and nothing is shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

import sandbox
from loaders.contract import Connection, DayLimitReached, LoaderError
from loaders.http import Session
from loaders.manners import Refused
from loaders.pacing import Pace
from loaders.tokens import OAuth2
from loaders.xero import OPTIONAL
from loaders.xero.manners import XeroManners
from sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

TODAY = date(2026, 6, 30)
WHERE = "xero xero_harbour items: GET /xero/api.xro/2.0/Items"


@pytest.fixture
def pretend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """A vendor with empty books, and a working folder of our own."""
    monkeypatch.chdir(tmp_path)
    with sandbox.start(today=TODAY, world="empty", limits=False) as pretend:
        yield pretend


class Items:
    """Asks for the items again and again, and notes how long that takes."""

    def __init__(self, pretend: Sandbox, pace: Pace | None = None) -> None:
        settings: dict[str, Any] = (
            OPTIONAL | pretend.connections["xero"]["xero_harbour"]
        )
        connection = Connection("xero", "xero_harbour", settings)
        self.settings = settings
        self.clock = pretend.clock
        self.session = Session(
            connection,
            pretend.clock,
            XeroManners(),
            pace,
            OAuth2(connection, pretend.clock),
            {"Xero-Tenant-Id": settings["tenant_id"]},
        )

    def ask(self, path: str = "Items") -> object:
        return self.session.get("items", f"{self.settings['base_url']}/{path}")

    def fail(self) -> LoaderError:
        with pytest.raises(LoaderError) as failed:
            self.ask()
        return failed.value

    def seconds_to_ask(self) -> float:
        before: datetime = self.clock.now()
        self.ask()
        after: datetime = self.clock.now()
        return (after - before).total_seconds()


def test_numbers_arrive_with_every_digit(pretend: Sandbox) -> None:
    pretend.xero.put(
        "Items", {"ItemID": "i", "Price": Decimal("0.10000000000000000001")}
    )
    answer = Items(pretend).ask()
    assert isinstance(answer, dict)
    assert answer["Items"][0]["Price"] == "0.10000000000000000001"


def test_an_outage_is_waited_out_longer_each_time(pretend: Sandbox) -> None:
    pretend.faults.answer("Items", 503, "The Xero API is currently offline", times=3)
    assert Items(pretend).seconds_to_ask() == 2 + 4 + 8


def test_an_outage_without_end_is_given_up(pretend: Sandbox) -> None:
    pretend.faults.answer("Items", 503, "offline", times=None)
    items = Items(pretend)
    before = pretend.clock.now()
    assert items.fail().what == f"{WHERE} answered 503"
    assert (pretend.clock.now() - before).total_seconds() == 2 + 4 + 8 + 16 + 32


@pytest.mark.parametrize("fault", ["reset", "cut_off"])
def test_a_lost_connection_is_tried_again(fault: str, pretend: Sandbox) -> None:
    getattr(pretend.faults, fault)("Items", times=2)
    assert Items(pretend).seconds_to_ask() == 2 + 4


def test_a_lost_connection_without_end_is_given_up(pretend: Sandbox) -> None:
    pretend.faults.reset("Items", times=None)
    assert Items(pretend).fail().what.startswith(f"{WHERE} got no whole answer (")


def test_a_full_minute_is_waited_out_as_the_vendor_says(pretend: Sandbox) -> None:
    pretend.faults.limit("Items", "minute", retry_after=23)
    assert Items(pretend).seconds_to_ask() == 24


def test_a_full_minute_without_a_time_is_a_whole_minute(pretend: Sandbox) -> None:
    pretend.faults.limit("Items", "Minute", retry_after=None)
    assert Items(pretend).seconds_to_ask() == 61


def test_too_many_at_once_is_tried_again_after_a_moment(pretend: Sandbox) -> None:
    pretend.faults.limit("Items", "concurrent", times=4)
    assert 4 * 1 <= Items(pretend).seconds_to_ask() <= 4 * 4


@pytest.mark.parametrize(
    ("problem", "seconds"), [("day", 600), ("Daily", 600), ("", 7200)]
)
def test_a_used_up_day_stops_at_once_and_says_when_it_resets(
    problem: str, seconds: int, pretend: Sandbox
) -> None:
    pretend.faults.limit("Items", problem, retry_after=seconds, times=None)
    before = pretend.clock.now()
    stopped = Items(pretend).fail()
    assert isinstance(stopped, DayLimitReached)
    hour = "12:10" if seconds == 600 else "14:00"
    assert f"after 2026-06-30 {hour} UTC" in stopped.do
    assert pretend.clock.now() == before


def test_an_expired_token_is_renewed_once(pretend: Sandbox) -> None:
    pretend.faults.answer(
        "Items", 401, {"Title": "Unauthorized", "Detail": "TokenExpired"}
    )
    assert Items(pretend).ask()
    pretend.faults.answer("Items", 401, {"detail": "TokenExpired"}, times=2)
    assert Items(pretend).fail().what == f"{WHERE} answered 401: TokenExpired"
    assert not pretend.faults.due("instead", "Items", 0, "xero_harbour")


@pytest.mark.parametrize("status", [302, 400, 403, 404, 412])
def test_a_refusal_is_not_tried_again(status: int, pretend: Sandbox) -> None:
    pretend.faults.answer("Items", status, {"Message": "No"})
    refused = Items(pretend).fail()
    assert isinstance(refused, Refused)
    assert (refused.what, refused.status) == (f"{WHERE} answered {status}: No", status)


def test_a_refusal_in_html_is_a_refusal_still(pretend: Sandbox) -> None:
    pretend.faults.answer("Items", 404, b"<html>Not here</html>")
    assert Items(pretend).fail().what == f"{WHERE} answered 404"


def test_a_web_page_instead_of_json_is_named(pretend: Sandbox) -> None:
    pretend.faults.html("Items")
    assert (
        Items(pretend)
        .fail()
        .what.endswith("answered 200 with HTML or XML instead of JSON")
    )


@pytest.mark.parametrize("fault", ["malformed", "truncated"])
def test_malformed_json_is_named(fault: str, pretend: Sandbox) -> None:
    getattr(pretend.faults, fault)("Items")
    assert f"{WHERE} answered 200 with malformed JSON" in Items(pretend).fail().what


def test_an_impossible_address_is_an_error_at_once(pretend: Sandbox) -> None:
    items = Items(pretend)
    items.settings["base_url"] = "no address"
    before = pretend.clock.now()
    assert "Correct the address" in items.fail().do
    assert pretend.clock.now() == before


@pytest.mark.parametrize("fault", ["reset", "html", "malformed"])
def test_no_error_shows_a_secret(
    fault: str, pretend: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    getattr(pretend.faults, fault)("Items", times=None)
    items = Items(pretend)
    failed = items.fail()
    shown = f"{failed!r} {failed.what} {failed.do} {caplog.text}"
    for key in ("client_id", "client_secret", "refresh_token", "tenant_id"):
        assert items.settings[key] not in shown
    assert "Bearer" not in shown


def test_calls_are_spaced_evenly(pretend: Sandbox) -> None:
    items = Items(pretend, Pace(pretend.clock, 60))
    assert [items.seconds_to_ask() for _ in range(3)] == [0, 1, 1]
    pretend.clock.advance(seconds=90)
    assert [items.seconds_to_ask() for _ in range(2)] == [0, 1]


def test_no_limit_means_no_pause(pretend: Sandbox) -> None:
    items = Items(pretend, Pace(pretend.clock, 0))
    assert [items.seconds_to_ask() for _ in range(3)] == [0, 0, 0]


def test_a_minute_of_calls_never_meets_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with sandbox.start(today=TODAY, world="empty") as pretend:
        items = Items(pretend, Pace(pretend.clock, 60))
        before = pretend.clock.now()
        for _ in range(130):
            items.ask()
        assert (pretend.clock.now() - before).total_seconds() == 129
