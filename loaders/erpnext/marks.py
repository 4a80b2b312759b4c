"""Marks: what a list shows of a document or a row, put into one number.

The same mark is taken of what raw holds and of what the site lists; where the two
differ, the record is read again. The marks of a voucher's ledger rows are added up, so
that their order does not matter.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from loaders import exact

if TYPE_CHECKING:
    from collections.abc import Collection

    from loaders.contract import Payload

NOTHING = (None, "", 0, "0")
"""Lists and documents disagree on which of these stands for nothing."""


class Mark(NamedTuple):
    """What tells whether a document is still as raw holds it."""

    own: int
    """Of its own columns."""
    children: tuple[int, ...] = ()
    """Of the rows in its child tables, each."""


def mark_of(row: Payload, fields: Collection[str]) -> int:
    """Return the mark of the fields of a row."""
    shown = {name: str(row[name]) for name in fields if row.get(name) not in NOTHING}
    digest = blake2b(exact.encode(shown).encode(), digest_size=16).digest()
    return int.from_bytes(digest)


def mark_of_columns(row: Payload, ignored: Collection[str]) -> int:
    """Return the mark of all that a row itself holds, its child tables left out."""
    own = {name for name, value in row.items() if not isinstance(value, list | dict)}
    return mark_of(row, own - {*ignored, "doctype"})
