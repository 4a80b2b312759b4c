"""Reading Xero's lists while they move.

What changed is read in the order of change. Instead of asking for page 2, the reader
asks again from the last change it saw: a record that changes meanwhile moves to the
end, and would pull an unread one onto a page that was already read. Full lists are
read by id, where only a new record can move the others.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from loaders.contract import LoaderError, Page, Whole
from loaders.xero.answers import Answer, Tally, bounds, earlier
from loaders.xero.client import XeroClient

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.contract import Ask, Record, Resource
    from loaders.http import Words
    from loaders.xero.endpoint import Endpoint

log = logging.getLogger(__name__)

OVERLAP = timedelta(minutes=10)
SECOND = timedelta(seconds=1)


class XeroReader(XeroClient):
    """One organisation's lists."""

    def read(self, resource: Resource, ask: Ask) -> Iterator[Page | Whole]:
        """Yield what changed, what changed between two days, or the full list."""
        endpoint = self._endpoints[resource.name]
        self._require(endpoint)
        is_whole = ask.whole or not endpoint.cursor
        if not is_whole and (ask.since or ask.until):
            yield from self._changed_within(endpoint, ask)
        elif endpoint.paging == "offset":
            yield from self._appended(endpoint, 0 if is_whole else int(ask.cursor or 0))
        elif is_whole:
            yield from self._listed(endpoint, ask, since="")
        elif endpoint.is_ordered:
            yield from self._changed(endpoint, ask)
        else:
            yield from self._listed(endpoint, ask, earlier(ask.cursor or "", OVERLAP))

    def _changed(self, endpoint: Endpoint, ask: Ask) -> Iterator[Page]:
        """Read in the order of change: every page is a safe place to go on from."""
        since = earlier(ask.cursor or "", OVERLAP)
        for answer in self._walk(endpoint, since, by_change=True):
            yield Page(answer.records, _later(ask, answer.newest, answer.asked_at))

    def _changed_within(self, endpoint: Endpoint, ask: Ask) -> Iterator[Page]:
        """Read what changed between two days of the organisation; no cursor moves."""
        begin, end = bounds(ask, str(self._organisation.payload.get("Timezone")))
        since = earlier(begin, SECOND)
        if endpoint.paging == "offset":
            pages = self._appended(endpoint, 0, since)
        else:
            answers = self._walk(endpoint, since, by_change=endpoint.is_ordered)
            pages = (Page(answer.records) for answer in answers)
        for page in pages:
            yield Page([it for it in page.records if begin <= it.modified < end])

    def _listed(
        self, endpoint: Endpoint, ask: Ask, since: str
    ) -> Iterator[Page | Whole]:
        """Read a list in an order that says nothing of time: only its end is safe."""
        tally = Tally()
        for answer in self._walk(endpoint, since):
            tally.add(answer)
            yield Page(answer.records)
        catch_up = earlier(tally.begun_at, OVERLAP)
        for answer in self._walk(endpoint, catch_up) if tally.has_moved else ():
            tally.keys |= answer.keys
            yield Page(answer.records)
        if len(tally.keys) < tally.total:
            arrived = f"{len(tally.keys)} of {tally.total} records arrived"
            what = f"{self._whose} {endpoint.name}: {arrived}"
            raise LoaderError(what, "Run it again; if it stays so, ask Xero why.")
        if endpoint.cursor:
            yield Page((), _later(ask, tally.newest, tally.begun_at))
        if not since:
            yield Whole(order_could_move=tally.has_moved or not endpoint.is_ordered)

    def _appended(
        self, endpoint: Endpoint, after: int, since: str = ""
    ) -> Iterator[Page]:
        """Read a log whose records are numbered and never change."""
        while True:
            answer = self._call(endpoint, since=since, page={"offset": after})
            numbers = [self._number(endpoint, record) for record in answer.records]
            if max(numbers, default=after) <= after:
                return
            after = max(numbers)
            yield Page(answer.records, str(after))

    def _number(self, endpoint: Endpoint, record: Record) -> int:
        number = str(record.payload.get(endpoint.cursor or ""))
        if not number.isdigit():
            what = (
                f"{self._whose} {endpoint.name}: {record.key} has no {endpoint.cursor}"
            )
            raise LoaderError(what, "Ask Xero why.")
        return int(number)

    def _walk(
        self, endpoint: Endpoint, since: str, by_change: bool = False
    ) -> Iterator[Answer]:
        """Yield answer after answer to the end of the list."""
        number, held, is_ignored = 1, frozenset[str](), False
        while True:
            order = f"{endpoint.modified} ASC" if by_change else endpoint.key
            page = self._page(endpoint, number, order)
            answer = self._call(endpoint, since=since, page=page)
            yield answer
            is_ignored = is_ignored or self._ignores(endpoint, since, answer)
            repeats_itself = number > 1 and answer.keys <= held
            if not page or answer.is_last(number) or repeats_itself:
                return
            held, ahead = answer.keys, earlier(answer.newest, SECOND)
            if by_change and ahead > since and not is_ignored:
                number, since = 1, ahead
            else:
                number += 1

    def _page(self, endpoint: Endpoint, number: int, order: str) -> Words:
        if endpoint.paging != "page":
            return {}
        page = {"page": number, "pageSize": self._settings["page_size"]}
        return page | ({"order": order} if endpoint.is_ordered else {})

    def _ignores(self, endpoint: Endpoint, since: str, answer: Answer) -> bool:
        """Say, and warn, whether Xero disregards what we asked it to leave out."""
        is_ignored = answer.pages is not None and answer.oldest < since[:19]
        if is_ignored and answer.oldest:
            text = "%s %s: If-Modified-Since is ignored, so everything is read again"
            log.warning(text, self._whose, endpoint.name)
        return is_ignored


def _later(ask: Ask, newest: str, vendor_time: str) -> str | None:
    """Return a cursor that never goes back, nor past the vendor's own clock."""
    return max(ask.cursor or "", min(newest, vendor_time or newest)) or None
