"""The version rule: what is new, in which order, and when it was seen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from loaders.contract import LoaderError, Record, Resource
from loaders.guards import refuse_shrunken_list
from loaders.versions import Known, Row, Versions
from tests.loaders.fake import NOON, FakeClock

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

THINGS = Resource("things", path="Things", key="id", cursor="at")
SECOND = timedelta(seconds=1)


class Shelf:
    """What the warehouse holds, as a dictionary."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}

    def known(self, keys: Collection[str] | None = None) -> Iterator[tuple[str, Known]]:
        for key, row in self.rows.items():
            if keys is None or key in keys:
                yield key, Known(row.payload_hash, row.is_deleted, row.ingestion_time)

    def latest_rows(self, keys: Collection[str]) -> Iterator[Row]:
        return (self.rows[key] for key in keys if key in self.rows)


class Read:
    """Reads of one table, each a window of its own, committed at once."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.clock = FakeClock()

    def take(self, *records: Record, bulk: bool = False) -> list[Row]:
        versions = Versions(THINGS, self.clock)
        if bulk:
            versions.learn_everything(self.shelf)
        versions.arrive(records)
        rows = versions.decide(self.shelf)
        self.shelf.rows.update({row.key: row for row in rows})
        return rows


def thing(value: Any, at: str = "", *, key: str = "k", gone: bool = False) -> Record:
    payload = {"id": key, "value": value, "at": at}
    return Record(key, payload, modified=at, is_deleted=gone)


def values(rows: list[Row]) -> list[tuple[str, bool]]:
    return [(row.raw.split('"value":')[1].rstrip("}"), row.is_deleted) for row in rows]


@pytest.mark.parametrize("bulk", [False, True])
def test_an_unchanged_record_makes_no_version(bulk: bool) -> None:
    read = Read()
    assert len(read.take(thing(1), bulk=bulk)) == 1
    assert read.take(thing(1), bulk=bulk) == []


def test_changed_and_changed_back_is_three_versions() -> None:
    read = Read()
    rows = [read.take(thing(value)) for value in (1, 2, 1)]
    assert values([row for some in rows for row in some]) == [
        ("1", False),
        ("2", False),
        ("1", False),
    ]


@pytest.mark.parametrize("bulk", [False, True])
@pytest.mark.parametrize("order", [1, -1])
def test_two_versions_in_one_page_land_in_the_vendors_order(
    order: int, bulk: bool
) -> None:
    pages = [thing("old", "2026-06-01"), thing("new", "2026-06-02")]
    rows = Read().take(*pages[::order], bulk=bulk)
    assert values(rows) == [('"old"', False), ('"new"', False)]
    assert rows[0].ingestion_time < rows[1].ingestion_time


def test_one_version_twice_in_one_window_lands_once() -> None:
    assert len(Read().take(thing(1), thing(1))) == 1


def test_a_version_changed_and_changed_back_within_a_window_is_three() -> None:
    rows = Read().take(thing(1, "1"), thing(2, "2"), thing(1, "1"))
    assert len(rows) == 2
    back = Read().take(*(thing(value) for value in (1, 2, 1)))
    assert values(back) == [("1", False), ("2", False), ("1", False)]


def test_ingestion_time_grows_even_when_the_clock_goes_back() -> None:
    read = Read()
    [first] = read.take(thing(1))
    read.clock.moment -= timedelta(days=1)
    [second] = read.take(thing(2))
    assert first.ingestion_time == NOON
    assert second.ingestion_time == NOON + timedelta(microseconds=1)
    read.clock.moment = NOON + SECOND
    [third] = read.take(thing(3))
    assert third.ingestion_time == NOON + SECOND


def test_a_delete_notice_tombstones_and_repeats_the_last_payload() -> None:
    read = Read()
    [version] = read.take(thing(1, "2026-06-01"))
    [tombstone] = read.take(thing(None, "2026-06-02", gone=True))
    assert tombstone._replace(ingestion_time=NOON, is_deleted=False) == version
    assert tombstone.is_deleted
    assert tombstone.ingestion_time > version.ingestion_time


def test_a_delete_notice_says_nothing_of_a_later_version() -> None:
    read = Read()
    read.take(thing("made again", "2026-06-03"))
    assert read.take(thing(None, "2026-06-02", gone=True)) == []


def test_a_delete_notice_of_the_same_moment_comes_last() -> None:
    rows = Read().take(thing(None, "2026-06-01", gone=True), thing(1, "2026-06-01"))
    assert values(rows) == [("1", False), ("1", True)]


def test_a_delete_notice_and_a_newer_version_in_one_window_are_a_comeback() -> None:
    read = Read()
    read.take(thing(1, "1"))
    rows = read.take(thing(2, "3"), thing(None, "2", gone=True))
    assert values(rows) == [("1", True), ("2", False)]


def test_a_delete_notice_of_what_was_never_seen_or_is_gone_already_adds_nothing() -> (
    None
):
    read = Read()
    assert read.take(thing(None, "1", gone=True)) == []
    read.take(thing(1, "1"))
    read.take(thing(None, "2", gone=True))
    assert read.take(thing(None, "2", gone=True)) == []


@pytest.mark.parametrize("bulk", [False, True])
def test_an_undeleted_record_comes_back_with_its_old_payload(bulk: bool) -> None:
    read = Read()
    [version] = read.take(thing(1, "1"))
    read.take(thing(None, "2", gone=True))
    [back] = read.take(thing(1, "1"), bulk=bulk)
    assert (back.payload_hash, back.is_deleted) == (version.payload_hash, False)


def test_a_nul_in_a_key_or_scope_is_shown() -> None:
    record = Record("a\0b", {}, scope='{"day":"\0"}')
    [row] = Read().take(record)
    assert (row.key, row.scope) == ("a\u2400b", '{"day":"\u2400"}')


@pytest.mark.parametrize(
    ("missing", "live", "is_refused"),
    [(20, 20, False), (21, 21, True), (15, 30, False), (16, 30, True), (0, 0, False)],
)
def test_a_list_that_lost_more_than_half_of_over_20_rows_is_refused(
    missing: int, live: int, is_refused: bool
) -> None:
    if not is_refused:
        refuse_shrunken_list(missing, live)
        return
    with pytest.raises(LoaderError, match=f"{missing} of {live}"):
        refuse_shrunken_list(missing, live)
