"""A read that has to refuse a part of its source: the rest lands, the unit fails."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from loaders import reading
from loaders.contract import LoaderError, Whole
from tests.loaders.fake import CHANGING, LISTED, SCOPED, FakeReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from tests.loaders.house import House

MONDAY = '{"day":"2026-06-01"}'
REFUSED = LoaderError("the second file is damaged", "Export it again.")


def last_word(patch: pytest.MonkeyPatch, **changes: Any) -> None:
    """Let every read of the fake vendor end with a changed last word."""
    read = FakeReader.read

    def changed(self: FakeReader, *asked: Any) -> Iterator[Any]:
        for item in read(self, *asked):
            yield replace(item, **changes) if isinstance(item, Whole) else item

    patch.setattr(FakeReader, "read", changed)


def test_what_was_read_lands_with_its_tombstones_before_the_unit_fails(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.vendor.scopes = frozenset([MONDAY])
    house.holds({"id": 1, "scope": MONDAY}, {"id": 2, "scope": MONDAY}, resource=SCOPED)
    house.load(SCOPED)
    house.holds({"id": 2, "scope": MONDAY}, {"id": 3, "scope": MONDAY}, resource=SCOPED)
    last_word(monkeypatch, refused=REFUSED)
    [outcome] = house.load(SCOPED)
    added = outcome.entry.versions_added, outcome.entry.tombstones_added
    assert (added, outcome.error) == ((1, 1), REFUSED)
    row = house.log()[-1]
    assert row["status"] == "failed"
    assert row["error"] == "the second file is damaged. Export it again."


def test_a_refusal_is_told_where_bounds_leave_nothing_to_bury(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.vendor.boasts = True
    last_word(monkeypatch, refused=REFUSED)
    [outcome] = house.load(CHANGING, since=date(2026, 6, 1))
    assert outcome.error == REFUSED


def test_the_last_word_moves_the_cursor_only_with_its_tombstones(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.vendor.page_size = 50
    house.holds(*({"id": n} for n in range(30)))
    last_word(monkeypatch, cursor="first")
    house.load()
    monkeypatch.setattr(reading, "WINDOW_RECORDS", 5)
    house.holds({"id": 1})
    last_word(monkeypatch, cursor="second")
    house.load()
    assert house.log()[-1]["cursor_after"] == "first"
    house.load(LISTED, full_refresh=True)
    assert house.log()[-1]["cursor_after"] == "second"
