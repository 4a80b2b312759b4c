"""Reading records: a feed of changes, from where it ended."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from loaders.contract import LoaderError, Page, Whole
from loaders.instants import bounds, earlier
from loaders.manners import Refused
from loaders.servicetitan.units import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from loaders.contract import Ask, Record
    from loaders.servicetitan.client import Client
    from loaders.servicetitan.entity import Entity

log = logging.getLogger(__name__)

RECENT = {"includeRecentChanges": "true"}
STEP_BACK = timedelta(days=1)


class Mark(msgspec.Struct, frozen=True):
    """Where a feed was left."""

    token: str
    newest: str = ""
    """When the newest record that came was modified: tokens may go stale."""

    def text(self) -> str:
        """Return it as a cursor."""
        return msgspec.json.encode(self).decode()


class RecordReading:
    """Reads one kind of record."""

    def __init__(self, client: Client, entity: Entity) -> None:
        self._client = client
        self._entity = entity
        self._where = f"{client.whose} {entity.name}"

    def fed(self, ask: Ask) -> Iterator[Page | Whole]:
        """Yield what changed since the feed was left, or all from its beginning."""
        mark = Mark("")
        if ask.cursor and not ask.whole:
            mark = msgspec.json.decode(ask.cursor, type=Mark)
        try:
            for page, reached in self._walk(mark):
                yield Page(page, reached.text())
        except Refused as refused:
            if refused.status != 400 or not mark.token:
                raise
            log.warning("%s: the feed forgot its place: a day is re-read", self._where)
            again = Mark(earlier(mark.newest, STEP_BACK)[:10], mark.newest)
            for page, reached in self._walk(again):
                yield Page(page, reached.text())
        if ask.whole:
            yield Whole()

    def fed_between(self, ask: Ask, zone: ZoneInfo) -> Iterator[Page]:
        """Yield what was last modified between two days of the tenant."""
        begin, end = bounds(ask.since, ask.until, zone)
        for records, _ in self._walk(Mark(begin[:10])):
            inside = [it for it in records if begin <= it.modified < (end or "~")]
            yield Page(inside)
            if end and records and records[-1].modified >= end:
                return

    def one(self, key: str) -> Record | None:
        """Return one record by its id, in the shape of the list."""
        words = {**ALL, "ids": key}
        rows = self._client.listed(self._entity.name, self._entity.path, words)
        return next((self._entity.record(row) for row in rows), None)

    def refusal(self, now: datetime) -> LoaderError | None:
        """Return what the vendor says to a first look, if it refuses."""
        try:
            next(self._walk(Mark(f"{now:%Y-%m-%d}")))
        except LoaderError as error:
            return error
        return None

    def _walk(self, mark: Mark) -> Iterator[tuple[list[Record], Mark]]:
        """Yield records and where they leave the feed, to its end."""
        module, _, name = self._entity.path.partition("/")
        while True:
            words = RECENT | ({"from": mark.token} if mark.token else {})
            path = f"{module}/export/{name}"
            body = self._client.get(self._entity.name, path, words)
            records = [self._entity.record(row) for row in body["data"] or []]
            token = str(body.get("continueFrom") or mark.token)
            newest = max([mark.newest, *(record.modified for record in records)])
            is_stuck = body.get("hasMore") and token == mark.token
            mark = Mark(token, newest)
            yield records, mark
            if is_stuck:
                what = f"{self._where}: the feed has more and does not move on"
                raise LoaderError(what, "Run it again; if it stays so, ask why.")
            if not body.get("hasMore"):
                return
