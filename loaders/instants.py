"""Instants as text that sorts by time: ISO 8601 in UTC, with milliseconds."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def sortable(value: object) -> str:
    """Return an instant that names its zone; '' for anything else."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return ""
    return as_text(moment) if moment.tzinfo else ""


def as_text(moment: datetime) -> str:
    """Return an instant in UTC, cut off after the milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")[:23] + "Z"


def earlier(moment: str, by: timedelta) -> str:
    """Return an instant that lies `by` before another; '' stays ''."""
    return moment and as_text(datetime.fromisoformat(moment) - by)


def bounds(since: date | None, until: date | None, zone: ZoneInfo) -> tuple[str, str]:
    """Return when the days begin and when they are over; '' where there is no bound."""
    next_day = until and until + timedelta(days=1)
    begin, end = (
        as_text(datetime.combine(day, time.min, zone)) if day else ""
        for day in (since, next_day)
    )
    return begin, end
