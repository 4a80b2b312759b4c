"""Reading documents: one by one, with their child tables, always the same way.

`GET /api/resource/<doctype>/<name>` is the only answer with the child tables inside,
and so the only shape in which a document ever lands. Lists just tell which to ask for.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from loaders.contract import LoaderError, Page, Record, Whole
from loaders.erpnext.census import Census
from loaders.erpnext.client import Where
from loaders.erpnext.manners import NOT_PERMITTED
from loaders.manners import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.contract import Ask, Payload
    from loaders.erpnext.client import Client
    from loaders.erpnext.doctype import Doctype

AT_ONCE = 100
"""Documents that are handed over together."""
OVERLAP = timedelta(minutes=70)
"""`modified` is the site's wall clock, which repeats an hour in autumn."""
DAY = timedelta(days=1)
DELETED = "Deleted Document"


class DocumentReading:
    """One reading of a doctype's documents."""

    def __init__(self, client: Client, doctype: Doctype, ask: Ask) -> None:
        """Read `doctype` as it is asked for."""
        self._client = client
        self._doctype = doctype
        self._ask = ask
        self._refusals: list[Refused] = []

    def read(self) -> Iterator[Page | Whole]:
        """Yield what changed, what changed between two days, or what differs."""
        if within := filters_within(self._ask):
            yield from self._changed(within)
        elif self._ask.whole:
            yield from self._compared()
        else:
            begin = _earlier(self._ask.cursor)
            yield from self._changed((["modified", ">=", begin],))
            yield from self._deleted(begin)
        if self._refusals:
            first = f"{len(self._refusals)} documents were refused: "
            raise LoaderError(
                first + self._refusals[0].what,
                "Look at them in the site; the others were loaded.",
            )

    def _compared(self) -> Iterator[Page | Whole]:
        """Take a census; read what differs from raw, and tell what is as raw has it."""
        census = Census(self._client, self._doctype)
        held = {key: held.mark for key, held in self._ask.held.items()}
        differing = census.differing(held)
        yield Page((), unchanged=census.own.keys() - {*differing})
        names = [key.removeprefix(self._doctype.key_of("")) for key in differing]
        yield from self._fetched(names)
        if census.doubt:
            raise census.doubt
        if not self._refusals:
            yield Page((), max(self._ask.cursor or "", census.newest) or None)
            # A right that was taken away hides a document as if it were gone.
            yield Whole(order_could_move=True)

    def _changed(self, filters: tuple[list[str], ...]) -> Iterator[Page]:
        """Read in the order of change: every page is a safe place to go on from."""
        doctype = self._doctype
        for rows in self._client.by_change(
            Where(doctype.name, doctype.fields, filters)
        ):
            names = [str(row["name"]) for row in rows if not self._is_held(row)]
            yield from self._fetched(names)
            if rows and not self._refusals:
                yield Page((), max(self._ask.cursor or "", str(rows[-1]["modified"])))

    def _is_held(self, row: Payload) -> bool:
        """Tell whether raw has it so: the overlap brings what was read before."""
        held = self._ask.held.get(self._doctype.key_of(row["name"]))
        return held is not None and held.mark.own == self._doctype.mark(row)

    def _fetched(self, names: Sequence[str]) -> Iterator[Page]:
        for start in range(0, len(names), AT_ONCE):
            some = names[start : start + AT_ONCE]
            found = [self._record(name) for name in some]
            yield Page([record for record in found if record])

    def _record(self, name: str) -> Record | None:
        """Return a document; one that is refused stands in no other's way."""
        try:
            payload = self._client.document(self._doctype.name, name)
        except Refused as refused:
            if refused.status == 401:
                raise
            self._refusals.append(refused)
            return None
        if payload is None:
            return None
        modified = str(payload.get("modified") or "")
        return Record(self._doctype.key_of(name), payload, modified)

    def _deleted(self, begin: str) -> Iterator[Page]:
        """Yield delete notices; who may not read them learns it from the full list."""
        where = Where(
            DELETED,
            ("name", "deleted_name", "creation"),
            (["deleted_doctype", "=", self._doctype.name], ["creation", ">=", begin]),
        )
        try:
            for rows in self._client.by_name(where):
                keys = [self._doctype.key_of(row["deleted_name"]) for row in rows]
                times = [str(row["creation"]) for row in rows]
                notices = zip(keys, times, strict=True)
                yield Page([Record(key, {}, at, None, True) for key, at in notices])
        except Refused as refused:
            if not refused.reason.startswith(NOT_PERMITTED):
                raise


def filters_within(ask: Ask) -> tuple[list[str], ...]:
    """Return the filters for the asked days of the site; none when none are asked."""
    begin = ask.since and ["modified", ">=", f"{ask.since} 00:00:00.000000"]
    end = ask.until and ["modified", "<", f"{ask.until + DAY} 00:00:00.000000"]
    return tuple(bound for bound in (begin, end) if bound)


def _earlier(cursor: str | None) -> str:
    """Return where to begin again: `modified` repeats an hour in autumn."""
    moment = datetime.fromisoformat(cursor) if cursor else datetime.min + OVERLAP
    return (moment - OVERLAP).isoformat(" ", "microseconds")
