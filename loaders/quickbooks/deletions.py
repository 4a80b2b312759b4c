"""What was deleted: the one thing that only the list of changes, CDC, tells."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from loaders.instants import as_text, earlier
from loaders.manners import Refused
from loaders.quickbooks.answers import CHANGED, in_batches
from loaders.quickbooks.client import QuickBooksClient, second

if TYPE_CHECKING:
    from loaders.contract import Record
    from loaders.quickbooks.entity import Entity

LOOKS_BACK = timedelta(days=29)
"""A day less than QuickBooks allows."""
LIMIT = 1000
"""More CDC never sends at once."""
IDS_AT_ONCE = 100


class Untold(Exception):
    """CDC cannot tell what was deleted."""


class QuickBooksDeletions(QuickBooksClient):
    """One company's deleted records."""

    def _deleted(self, entity: Entity, since: str) -> list[Record]:
        """Return what was deleted and is gone, and as it is what is there after all.

        Raise `Untold` when nobody can tell.
        """
        now = self._told_at or as_text(self._clock.now())
        if since < earlier(now, LOOKS_BACK):
            raise Untold("CDC does not look back to the last run")
        try:
            notices = self._notices(entity, second(since))
        except Refused as refused:
            if refused.status != 400:
                raise
            raise Untold(f"CDC answers {refused.reason}") from None
        found: dict[str, Record] = {}
        for keys in in_batches([*notices], min(IDS_AT_ONCE, self._page_size)):
            found |= {it.key: it for it in self._by_ids(entity, keys).records}
        return [found.get(key, notice) for key, notice in notices.items()]

    def _notices(self, entity: Entity, since: str) -> dict[str, Record]:
        """Return the latest notice of each deleted record.

        Where CDC sent as many records as it ever does, it is asked again from the
        newest on: it does not say that the rest is newer, so it must at least have
        shown as many living records as there are.
        """
        notices: dict[str, Record] = {}
        living: set[str] = set()
        asked, is_cut_off = since, False
        while True:
            answer = self._changes(entity, asked)
            notices |= {it.key: it for it in answer.records if it.is_deleted}
            living |= {it.key for it in answer.records if not it.is_deleted}
            if len(answer.records) < LIMIT:
                break
            asked, last, is_cut_off = second(answer.latest(CHANGED)), asked, True
            if asked <= last:
                raise Untold("more changed in one second than CDC tells")
        if is_cut_off and len(living) < self._count(entity, CHANGED, since):
            raise Untold("more changed than CDC tells")
        return notices
