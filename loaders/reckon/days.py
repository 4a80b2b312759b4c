"""Spans of days, and what is left of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ONE_DAY = timedelta(days=1)


class Span(NamedTuple):
    """Days from the first to the last, both included."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def overlaps(self, other: Span) -> bool:
        """Tell whether the spans share a day."""
        return self.first <= other.last and other.first <= self.last


def left_of(span: Span, taken: Iterable[Span]) -> list[Span]:
    """Return what is left of a span when others have taken their days."""
    left = [span]
    for other in taken:
        left = [rest for one in left for rest in _without(one, other)]
    return left


def within(spans: Iterable[Span], since: date | None, until: date | None) -> list[Span]:
    """Return the parts of the spans between two days, both included."""
    bounds = Span(since or date.min, until or date.max)
    return [
        Span(max(one.first, bounds.first), min(one.last, bounds.last))
        for one in spans
        if one.overlaps(bounds)
    ]


def days_in(spans: Iterable[Span]) -> Iterator[date]:
    """Yield every day of the spans."""
    for span in spans:
        for number in range((span.last - span.first).days + 1):
            yield span.first + timedelta(days=number)


def _without(span: Span, taken: Span) -> Iterator[Span]:
    if not span.overlaps(taken):
        yield span
        return
    if span.first < taken.first:
        yield Span(span.first, taken.first - ONE_DAY)
    if span.last > taken.last:
        yield Span(taken.last + ONE_DAY, span.last)
