"""The cursor of a kind: the files that were read, and the days they brought."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from loaders.reckon.days import Span, left_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loaders.reckon.names import Export

DIGITS = 32
"""Hexadecimal digits of a file's sha256 that tell it from any other."""


@dataclass(frozen=True)
class Read:
    """One file that was read."""

    name: str
    digest: str
    covers: Span
    as_of: date | None
    earliest: date
    """The day of its first row; the file may cover the days before it too."""

    def is_later_than(self, export: Export) -> bool:
        """Tell whether its days are to be taken from it rather than from a file.

        What replaced it under its own name is not held back by it.
        """
        if self.name == export.name or self.as_of is None or export.as_of is None:
            return False
        return self.as_of > export.as_of

    def is_same(self, export: Export, digest: str) -> bool:
        """Tell whether a file is the one that was read, whatever it is called now."""
        return (self.digest, self.covers, self.as_of) == (
            digest,
            export.covers,
            export.as_of,
        )


def recalled(cursor: str | None) -> list[Read]:
    """Return the files that a cursor remembers."""
    files = json.loads(cursor)["files"] if cursor else []
    return [
        Read(
            name,
            digest,
            Span(_day(first), _day(last)),
            as_of and _day(as_of),
            _day(one),
        )
        for name, digest, first, last, as_of, one in files
    ]


def remembered(files: Iterable[Read]) -> str:
    """Return the cursor: the files that days are still taken from, the latest first."""
    kept: list[Read] = []
    for file in sorted(files, key=_rank, reverse=True):
        if left_of(file.covers, [other.covers for other in kept]):
            kept.append(file)
    rows = [
        [
            file.name,
            file.digest,
            *(str(day) for day in file.covers),
            file.as_of and str(file.as_of),
            str(file.earliest),
        ]
        for file in kept
    ]
    return json.dumps({"files": rows}, separators=(",", ":"), ensure_ascii=False)


def _rank(file: Read) -> tuple[date, str]:
    return file.as_of or date.min, file.name


def _day(text: str) -> date:
    return date.fromisoformat(text)
