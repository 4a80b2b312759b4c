"""The few days on which a name, a contact or an item changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sandbox.world import catalogue, parties

if TYPE_CHECKING:
    from sandbox.world.keeper import Books


def keep_the_lists(books: Books, day: date) -> None:
    """Change what changes on this day."""
    change = _CHANGES.get(day)
    if change:
        change(books)


def _rename(books: Books) -> None:
    party = books.parties[parties.RENAMED]
    party.name, party.updated_at = parties.NEW_NAME, books.tick()


def _merge(books: Books) -> None:
    party = books.parties[parties.MERGED]
    party.merged_into = books.parties[parties.MERGED_INTO]
    party.is_archived, party.updated_at = True, books.tick()


def _archive(books: Books) -> None:
    party = books.parties[parties.ARCHIVED]
    party.is_archived, party.updated_at = True, books.tick()


def _discontinue(books: Books) -> None:
    books.items[catalogue.DISCONTINUED].is_deleted = True


_CHANGES = {
    date(2025, 2, 3): _archive,
    date(2025, 5, 12): _rename,
    date(2025, 8, 19): _merge,
    date(2026, 3, 16): _discontinue,
}
