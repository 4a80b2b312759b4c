"""Reading QuickBooks' lists while they move.

Lists are read in an order that time gives: full lists by creation, which never changes,
changes by the last change. Instead of asking for page 2, the reader asks again from the
last time it saw; so whatever changes or vanishes meanwhile moves no unread row onto a
page that was already read. Only more rows of one second than fit a page are paged by
number. Deletions are asked for before changes: a cursor never moves past one unread.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from loaders.contract import LoaderError, Page, Whole
from loaders.instants import bounds, earlier
from loaders.quickbooks.answers import CHANGED, CREATED, Answer
from loaders.quickbooks.client import second
from loaders.quickbooks.deletions import QuickBooksDeletions, Untold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.contract import Ask, Resource
    from loaders.quickbooks.entity import Entity

log = logging.getLogger(__name__)

OVERLAP = timedelta(minutes=10)


class QuickBooksReader(QuickBooksDeletions):
    """One company's lists."""

    def read(self, resource: Resource, ask: Ask) -> Iterator[Page | Whole]:
        """Yield what changed, what changed between two days, or the full list."""
        entity = self._entities[resource.name]
        if ask.whole or not entity.cursor:
            yield from self._listed(entity, ask)
        elif ask.since or ask.until:
            yield from self._changed_within(entity, ask)
        else:
            yield from self._changed(entity, ask)

    def _listed(self, entity: Entity, ask: Ask) -> Iterator[Page | Whole]:
        """Read a full list, and make sure that nothing of it is missing."""
        expected = 1 if entity.is_alone else self._count(entity)
        begun_at, keys, is_numbered = self._told_at, set[str](), False
        # What fits one page needs no order, and some lists may not have that field.
        order = CREATED if expected >= self._page_size else ""
        for answer in self._walk(entity, order):
            is_numbered |= answer.start > 1
            keys |= answer.keys
            yield Page(answer.records)
            if len(keys) >= expected and len(answer.records) < self._page_size:
                break
        if len(keys) < expected and not entity.is_alone:
            expected = min(expected, self._count(entity))
        if len(keys) < expected:
            arrived = f"{len(keys)} of {expected} records arrived"
            what = f"{self._whose} {entity.name}: {arrived}"
            raise LoaderError(what, "Run it again; if it stays so, lower page_size.")
        if entity.cursor:
            yield Page((), _later(ask, begun_at, begun_at))
        yield Whole(order_could_move=is_numbered)

    def _changed(self, entity: Entity, ask: Ask) -> Iterator[Page | Whole]:
        """Read what was deleted, then what changed, in the order of change."""
        since, begun_at = earlier(ask.cursor or "", OVERLAP), self._told_at
        try:
            deleted = self._deleted(entity, since) if since else []
        except Untold as why:
            text = "%s %s: %s, so what was deleted shows only in the whole list"
            log.warning(text, self._whose, entity.name, why)
            yield from self._listed(entity, ask)
            return
        if deleted:
            yield Page(deleted)
        for answer in self._walk(entity, CHANGED, since):
            begun_at = begun_at or self._told_at
            yield Page(answer.records, _later(ask, answer.latest(CHANGED), begun_at))
        yield Page((), _later(ask, begun_at, begun_at))

    def _changed_within(self, entity: Entity, ask: Ask) -> Iterator[Page]:
        """Read what changed between two days of the company; no cursor moves."""
        begin, end = bounds(ask.since, ask.until, self._zone())
        for answer in self._walk(entity, CHANGED, begin, end):
            yield Page(answer.records)

    def _walk(
        self, entity: Entity, order: str, since: str = "", until: str = ""
    ) -> Iterator[Answer]:
        """Yield answer after answer to the end of the list."""
        start, held, since = 1, frozenset[str](), second(since)
        while True:
            answer = self._page(entity, order, since, until, start)
            yield answer
            is_full = len(answer.records) >= self._page_size
            if answer.keys <= held and (start > 1 or not is_full):
                return
            held, ahead = answer.keys, second(answer.latest(order))
            if ahead > since:
                start, since = 1, ahead
            else:
                start += len(answer.records)

    def _zone(self) -> ZoneInfo:
        name = str(self._company.payload.get("DefaultTimeZone"))
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            log.warning("%s: unknown time zone %s; days are UTC's", self._whose, name)
            return ZoneInfo("UTC")


def _later(ask: Ask, newest: str, vendor_time: str) -> str:
    """Return a cursor that never goes back, nor past the vendor's own clock."""
    return newest and max(ask.cursor or "", min(newest, vendor_time or newest))
