"""The one home of the version rule: what is new, what is gone, and when it was seen.

A version is appended only when (payload hash, is_deleted) differs from the key's latest
version, counting those of this window that are not committed yet. So loading twice
changes nothing, and changed and changed back is three versions.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple, Protocol

from loaders import exact
from loaders.instants import sortable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from loaders.contract import Clock, Record, Resource

TICK = timedelta(microseconds=1)


class Known(NamedTuple):
    """The latest version of a key, as far as a comparison needs it."""

    payload_hash: bytes
    is_deleted: bool
    ingestion_time: datetime


class Row(NamedTuple):
    """One version, or a tombstone, as raw holds it."""

    key: str
    scope: str | None
    ingestion_time: datetime
    payload_hash: bytes
    is_deleted: bool
    raw: str


class History(Protocol):
    """What the warehouse already holds of one connection in one raw table."""

    def known(self, keys: Collection[str] | None = None) -> Iterator[tuple[str, Known]]:
        """Yield the latest version of each of the keys; None: of all."""

    def latest_rows(self, keys: Collection[str]) -> Iterator[Row]:
        """Yield the latest row of each of the keys, payload included."""


class _Arrival(NamedTuple):
    key: str
    modified: str
    scope: str | None
    payload_hash: bytes
    is_deleted: bool
    raw: str


class Versions:
    """Decides, window by window, which rows a read adds."""

    def __init__(self, resource: Resource, clock: Clock) -> None:
        self._resource = resource
        self._clock = clock
        self._arrivals: list[_Arrival] = []
        self._everything: dict[str, Known] | None = None
        self.seen: set[str] = set()
        self.awakened = 0
        """Keys that this read brought to life: new ones, and undeleted ones."""

    def learn_everything(self, history: History) -> None:
        """Read all latest versions at once, for a read that meets them all."""
        self._everything = dict(history.known())

    def arrive(self, records: Iterable[Record]) -> int:
        """Take in records, to be decided with their window; return their size."""
        size = 0
        for record in records:
            raw, payload_hash = exact.land(
                record.payload, self._resource.not_landed, self._resource.not_hashed
            )
            key, modified, scope, is_deleted = _texts(record)
            self._arrivals.append(
                _Arrival(key, modified, scope, payload_hash, is_deleted, raw)
            )
            if not is_deleted:
                self.seen.add(key)
            size += len(raw)
        return size

    def decide(self, history: History) -> list[Row]:
        """Return the rows that this window adds, in the vendor's order."""
        arrivals, self._arrivals = self._arrivals, []
        arrivals.sort(key=lambda arrival: (arrival.modified, arrival.is_deleted))
        known = self._everything
        if known is None:
            known = dict(history.known({arrival.key for arrival in arrivals}))
        notices = {one.key for one in arrivals if one.is_deleted and one.key in known}
        latest = {row.key: row for row in history.latest_rows(notices)}
        rows: list[Row] = []
        for arrival in arrivals:
            row = self._decide_one(arrival, known.get(arrival.key), latest)
            if row is not None:
                rows.append(row)
                known[row.key] = Known(
                    row.payload_hash, row.is_deleted, row.ingestion_time
                )
                latest[row.key] = row
        return rows

    def bury(self, keys: Collection[str], history: History) -> list[Row]:
        """Return the tombstones of keys that a whole read did not hold."""
        return [self._tombstone(row) for row in history.latest_rows(keys)]

    def _decide_one(
        self, arrival: _Arrival, known: Known | None, latest: dict[str, Row]
    ) -> Row | None:
        if arrival.is_deleted:
            row = latest.get(arrival.key)
            if row is None or row.is_deleted or self._is_newer(row, arrival):
                return None
            return self._tombstone(row)
        is_live = known is not None and not known.is_deleted
        if known and is_live and known.payload_hash == arrival.payload_hash:
            return None
        self.awakened += not is_live
        moment = self._moment_after(known.ingestion_time if known else None)
        return Row(
            arrival.key,
            arrival.scope,
            moment,
            arrival.payload_hash,
            False,
            arrival.raw,
        )

    def _tombstone(self, row: Row) -> Row:
        moment = self._moment_after(row.ingestion_time)
        return row._replace(ingestion_time=moment, is_deleted=True)

    def _is_newer(self, row: Row, notice: _Arrival) -> bool:
        """Tell whether a version was modified after a delete notice was written."""
        modified = exact.decode(row.raw.encode())
        for name in (self._resource.cursor or "").split("."):
            modified = modified.get(name) if isinstance(modified, dict) else None
        held = str(modified or "")
        return bool(notice.modified) and (sortable(held) or held) > notice.modified

    def _moment_after(self, previous: datetime | None) -> datetime:
        now = self._clock.now()
        return now if previous is None or previous < now else previous + TICK


def _texts(record: Record) -> tuple[str, str, str | None, bool]:
    """Return the record's own columns without NUL, which Postgres cannot store."""
    key = record.key.replace("\0", "\u2400")
    scope = record.scope and record.scope.replace("\0", "\u2400")
    return key, record.modified, scope, record.is_deleted
