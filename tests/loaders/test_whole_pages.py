"""Scopes that are whole with their page: what is gone lands together with what came."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from loaders import reading
from loaders.contract import LoaderError, Page
from tests.loaders.fake import NOON, SCOPED, FakeClock, FakeReader, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from tests.loaders.house import House


class Days:
    """What a vendor sends, page by page: a scope, its rows, and perhaps an error."""

    def __init__(self, patch: pytest.MonkeyPatch, clock: FakeClock) -> None:
        self.pages: list[tuple[str, list[str]]] = []
        self.breaks_after: int | None = None
        self.seconds = 0.0
        patch.setattr(FakeReader, "read", lambda *_: self.read(clock))

    def send(self, pages: Mapping[str, str], breaks_after: int | None = None) -> None:
        """Have each scope hold a row per letter."""
        self.pages = [(scope, [*rows]) for scope, rows in pages.items()]
        self.breaks_after = breaks_after

    def read(self, clock: FakeClock) -> Iterator[Page]:
        for number, (scope, rows) in enumerate(self.pages):
            if number == self.breaks_after:
                raise LoaderError("the vendor stumbled", "Try again.")
            clock.sleep(self.seconds)
            found = [record({"id": row, "scope": scope}) for row in rows]
            yield Page(found, whole=[scope])


@pytest.fixture
def days(house: House, monkeypatch: pytest.MonkeyPatch) -> Days:
    return Days(monkeypatch, house.clock)


def alive(house: House) -> list[str]:
    latest = {key: is_deleted for key, _, is_deleted in house.versions(SCOPED)}
    return [key for key, is_deleted in latest.items() if not is_deleted]


def test_what_a_scope_no_longer_holds_is_gone(
    any_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = any_house
    days = Days(monkeypatch, house.clock)
    days.send({"monday": "ab", "tuesday": "c"})
    house.load(SCOPED)
    days.send({"monday": "b"})
    [outcome] = house.load(SCOPED)
    assert outcome.entry.tombstones_added == 1
    assert alive(house) == ["b", "c"]
    days.send({"tuesday": ""})
    house.load(SCOPED)
    assert alive(house) == ["b"]


def test_what_moved_to_another_scope_is_not_gone(house: House, days: Days) -> None:
    days.send({"monday": "ab", "tuesday": "c"})
    house.load(SCOPED)
    days.send({"monday": "a", "tuesday": "bc"})
    house.load(SCOPED)
    assert alive(house) == ["a", "b", "c"]
    assert house.query(
        "select scope from {scoped} where source_primary_key = 'b' "
        "order by ingestion_time"
    ) == [("monday",), ("tuesday",)]


def test_what_was_whole_before_an_error_is_whole_all_the_same(
    house: House, days: Days
) -> None:
    """Old and new rows of a day never stand side by side."""
    days.send({"monday": "ab", "tuesday": "cd"})
    house.load(SCOPED)
    days.send({"monday": "x", "tuesday": "y"}, breaks_after=1)
    [outcome] = house.load(SCOPED)
    assert outcome.entry.error == "the vendor stumbled. Try again."
    assert alive(house) == ["c", "d", "x"]


def test_what_takes_long_is_committed_on_the_way(house: House, days: Days) -> None:
    """Five scopes, two minutes apart: a commit when five are over, and one at last."""
    days.send({name: name for name in "abcde"})
    days.seconds = 120
    house.load(SCOPED)
    assert len(house.query("select distinct _dlt_load_id from {scoped}")) >= 2
    days.send(dict.fromkeys("abcde", ""))
    house.load(SCOPED)
    assert alive(house) == []


def test_a_window_takes_in_each_scope_with_its_tombstones(
    house: House, days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "WINDOW_RECORDS", 1)
    days.send({"monday": "ab", "tuesday": "cd"})
    house.load(SCOPED)
    days.send({"monday": "bx", "tuesday": "dy"})
    house.load(SCOPED)
    assert alive(house) == ["b", "d", "x", "y"]
    loads = house.query(
        "select _dlt_load_id, count(*) from {scoped} "
        "where is_deleted group by 1 order by 1"
    )
    assert [count for _, count in loads] == [1, 1]


def test_the_clock_of_a_window_stands_still_for_quick_reads(
    house: House, days: Days
) -> None:
    days.send({name: name for name in "abcde"})
    house.load(SCOPED)
    assert len(house.query("select distinct _dlt_load_id from {scoped}")) == 1
    assert house.clock.now() - NOON < timedelta(minutes=5)


def test_bounds_do_not_stand_in_the_way(house: House, days: Days) -> None:
    """A read between two days re-sends its scopes whole like any other."""
    days.send({"monday": "ab"})
    house.load(SCOPED)
    days.send({"monday": "b"})
    bounds: dict[str, Any] = {"business_unit": "5001"}
    house.load(SCOPED, **bounds)
    assert alive(house) == ["b"]
