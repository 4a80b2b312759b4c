"""How QuickBooks writes times, numbers and references."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from decimal import Decimal

    from sandbox.world.dealings import Deal
    from sandbox.world.kept import Kept

Body = dict[str, Any]
PACIFIC = ZoneInfo("America/Los_Angeles")
CURRENCIES = {
    "USD": "United States Dollar",
    "CAD": "Canadian Dollar",
    "EUR": "Euro",
    "NZD": "New Zealand Dollar",
    "AUD": "Australian Dollar",
}
_TIME = re.compile(
    r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII
)


def instant(moment: datetime) -> str:
    """Write an instant to the second, with the offset of Pacific time."""
    return moment.astimezone(PACIFIC).isoformat(timespec="seconds")


def stamp(moment: datetime) -> str:
    """Write the time of an answer, to the millisecond."""
    return moment.astimezone(PACIFIC).isoformat(timespec="milliseconds")


def parse_instant(text: str) -> datetime | None:
    """Read an instant or a day; without an offset it is Pacific time."""
    if not _TIME.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=PACIFIC)


def number(value: Decimal) -> int | Decimal:
    """Write whole numbers without a fraction, others without trailing zeros."""
    if value == value.to_integral_value():
        return int(value)
    return value.normalize()


def reference(kept: Kept | None, name: str = "") -> Body:
    """Refer to a record of a list."""
    if kept is None:
        return {}
    return {"value": kept.id, "name": name or kept.name}


def currency(code: str) -> Body:
    """Refer to a currency."""
    return {"value": code, "name": CURRENCIES[code]}


def head(record: Kept | Deal, realm: str) -> Body:
    """Tell what every record has: its id, how often it changed, and when."""
    assert record.created_at
    assert record.updated_at
    return {
        "domain": "QBO",
        "sparse": False,
        "Id": record.id,
        "SyncToken": str(record.edits),
        "MetaData": {
            "CreateTime": instant(record.created_at),
            "LastModifiedByRef": {"value": realm},
            "LastUpdatedTime": instant(record.updated_at),
        },
    }


def written(day: date) -> str:
    """Write a business date, local and without a zone."""
    return day.isoformat()


def shown(kept: Kept, name: str = "") -> str:
    """Return a record's name; deleting one only makes it inactive."""
    return (name or kept.name) + ("" if kept.is_active else " (deleted)")
