"""What the name of a file says: its kind, the days it covers, its as-of date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from loaders.reckon.days import Span
from loaders.reckon.problems import refused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from loaders.reckon.kind import Kind

DAY = r"(\d{4}-\d\d-\d\d)"
DATES = re.compile(rf"(?:_{DAY}(?:_{DAY})?)?(?:_as_of_{DAY})?")
EVER = Span(date.min, date.max)


@dataclass(frozen=True)
class Export:
    """One file of the drop zone, as far as its name tells."""

    path: Path
    kind: Kind
    covers: Span
    """The days that the file re-sends whole; for a list all of them."""
    as_of: date | None
    """When it was true; None where the name of a list, or of invoices, has no date."""
    says_as_of: bool = False
    """Whether the name says so itself, rather than by its last day."""

    @property
    def name(self) -> str:
        """The file's name in the folder."""
        return self.path.name


def kind_of(name: str, kinds: Iterable[Kind]) -> Kind | None:
    """Return the kind that a file's name begins with, whatever follows."""
    plain = _plain(name)
    for kind in kinds:
        if re.match(rf"{kind.name}(?![a-z])", plain):
            return kind
    return None


def export_of(path: Path, kind: Kind) -> Export:
    """Return what the name says, or refuse the file if that is too little."""
    dates = DATES.fullmatch(_plain(path.stem).removeprefix(kind.name))
    try:
        first, last, as_of = map(_day, dates.groups() if dates else ())
    except ValueError:
        raise _unclear(path, kind, "its name is not understood") from None
    export = _ranged(path, kind, first, last, as_of)
    if export is None or export.covers.first > export.covers.last:
        raise _unclear(path, kind, "its name does not say which days it covers")
    if first and as_of and as_of < first:
        raise _unclear(path, kind, "its as-of date is before its first day")
    return export


def _ranged(
    path: Path, kind: Kind, first: date | None, last: date | None, as_of: date | None
) -> Export | None:
    if first and last and not kind.is_list and kind.name != "open_items":
        is_told = as_of is not None
        return Export(path, kind, Span(first, last), as_of or last, is_told)
    moment = as_of or first
    if kind.name == "sales_lines" or last or (first and as_of):
        return None
    if kind.is_list:
        return Export(path, kind, EVER, moment, bool(moment))
    if kind.name == "open_items":
        if moment is None:
            return None
        return Export(path, kind, Span(moment, moment), moment, True)
    return Export(path, kind, Span(date.min, moment or date.max), moment, bool(moment))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _plain(name: str) -> str:
    return re.sub(r"[\s_]+", "_", name.strip().lower())


def _unclear(path: Path, kind: Kind, what: str) -> Exception:
    return refused(path.name, what, f"rename it to {kind.recommended}")
