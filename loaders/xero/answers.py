"""What Xero answers: records in an envelope, and dates in two forms.

A date comes as `/Date(milliseconds)/` or as ISO text and leaves as ISO text in UTC with
milliseconds, which sorts by time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tzlocal.windows_tz import win_tz

from loaders.contract import Ask, LoaderError, Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.xero.endpoint import Endpoint

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DOTNET_DATE = re.compile(r"/Date\((-?\d{1,14})(?:[+-]\d{4})?\)/")
LAST_OF_ALL = "9999"
NOT_A_LETTER = re.compile(r"[^A-Z0-9]")
ZONES = {NOT_A_LETTER.sub("", name.upper()): zone for name, zone in win_tz.items()}
"""Xero writes Windows' names of time zones in capitals, without blanks."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from one call."""

    records: Sequence[Record]
    asked_at: str
    """The vendor's own clock."""
    total: int | None
    pages: int | None

    def is_last(self, page: int) -> bool:
        """Say whether nothing follows; without a page count only nothing says so."""
        return not self.records or (self.pages is not None and page >= self.pages)

    @property
    def keys(self) -> frozenset[str]:
        """The ids that came."""
        return frozenset(record.key for record in self.records)

    @property
    def oldest(self) -> str:
        """When the record changed that has rested longest."""
        return min((it.modified for it in self.records if it.modified), default="")

    @property
    def newest(self) -> str:
        """When the record changed that changed last."""
        return max((it.modified for it in self.records), default="")


@dataclass
class Tally:
    """What a reading of a list has seen so far."""

    keys: set[str] = field(default_factory=set)
    total: int = 0
    begun_at: str = ""
    newest: str = ""
    has_moved: bool = False

    def add(self, answer: Answer) -> None:
        """Count one answer."""
        self.keys |= answer.keys
        self.begun_at = self.begun_at or answer.asked_at or answer.newest
        self.newest = max(self.newest, answer.newest)
        if answer.total is not None:
            self.has_moved |= self.total not in (0, answer.total)
            self.total = answer.total


def answer_in(body: object, endpoint: Endpoint, whose: str) -> Answer:
    """Return the records and the envelope of an answer's body."""
    envelope = body if isinstance(body, dict) else {}
    collection = endpoint.collection or endpoint.path
    rows = envelope.get(collection)
    where = f"{whose} {endpoint.name}: {endpoint.path}"
    if not isinstance(rows, list):
        reason = str(envelope.get("Message") or "another kind of answer")[:200]
        raise LoaderError(f"{where} answered 200 without {collection}: {reason}")
    pagination = envelope.get("pagination") or {}
    return Answer(
        records=[_record(row, endpoint, where) for row in rows],
        asked_at=instant(envelope.get("DateTimeUTC")),
        total=_count(pagination.get("itemCount")),
        pages=_count(pagination.get("pageCount")),
    )


def _record(row: object, endpoint: Endpoint, where: str) -> Record:
    key = row.get(endpoint.key) if isinstance(row, dict) else None
    if not isinstance(row, dict) or not key:
        raise LoaderError(f"{where} answered with a record without {endpoint.key}")
    modified = row.get(endpoint.modified) or row.get(f"{endpoint.modified}String")
    return Record(str(key), row, instant(modified))


def _count(value: object) -> int | None:
    return int(str(value)) if str(value).isdigit() else None


def instant(value: object) -> str:
    """Return an instant as text that sorts by time, '' when the value is none."""
    text = str(value)
    if match := DOTNET_DATE.fullmatch(text):
        return _text(EPOCH + timedelta(milliseconds=int(match[1])))
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return _text(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def earlier(moment: str, by: timedelta) -> str:
    """Return an instant that lies `by` before another; '' stays ''."""
    return moment and _text(datetime.fromisoformat(moment) - by)


def bounds(ask: Ask, time_zone: str) -> tuple[str, str]:
    """Return the instants at which the asked days begin and end for the company."""
    zone = ZoneInfo(ZONES.get(NOT_A_LETTER.sub("", time_zone.upper()), "UTC"))
    begin = _text(_midnight(ask.since, zone)) if ask.since else ""
    end = ask.until and _text(_midnight(ask.until + timedelta(days=1), zone))
    return begin, end or LAST_OF_ALL


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone)


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")[:23] + "Z"
