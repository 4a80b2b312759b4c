"""How Xero writes dates, ids and numbers."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import Any

from sandbox.identities import identity

Body = dict[str, Any]
NO_MONEY = Decimal("0.00")
_BEGAN = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH = _BEGAN.toordinal()
_DAY = 86_400_000
_ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?")
_NET = re.compile(r"/Date\((-?\d+)([+-]\d{4})?\)/")


def net_date(day: date) -> str:
    """Write midnight UTC of the local calendar date, in milliseconds."""
    return f"/Date({(day.toordinal() - _EPOCH) * _DAY}+0000)/"


def milliseconds(instant: datetime) -> int:
    """Return whole milliseconds since 1970."""
    return (instant - _BEGAN) // timedelta(milliseconds=1)


def net_instant(instant: datetime) -> str:
    """Write a real instant."""
    return f"/Date({milliseconds(instant)}+0000)/"


def parse_net(text: object) -> int:
    """Return the milliseconds of a .NET date; 0 for anything else."""
    match = _NET.fullmatch(text) if isinstance(text, str) else None
    return int(match[1]) if match else 0


def iso(day: date) -> str:
    """Write the `DateString` beside a date."""
    return f"{day}T00:00:00"


def dated(name: str, day: date) -> Body:
    """Write a business date, both ways."""
    return {f"{name}String": iso(day), name: net_date(day)}


def updated(instant: datetime | None, *, with_string: bool = True) -> Body:
    """Write when a record last changed; newer endpoints say it twice."""
    if instant is None:
        return {}
    body = {"UpdatedDateUTC": net_instant(instant)}
    if with_string:
        body["UpdatedDateUTCString"] = f"{instant:%Y-%m-%dT%H:%M:%S}Z"
    return body


def modified_since(header: str) -> int | None:
    """Return the header's second in milliseconds; what it cannot read, Xero ignores."""
    try:
        if _ISO.fullmatch(header):
            instant = datetime.fromisoformat(header).replace(tzinfo=UTC)
        else:
            instant = parsedate_to_datetime(header)
    except ValueError:
        return None
    return milliseconds(instant)


def reference_to(key: str) -> str:
    """Return the vendor's id of something in the books."""
    return identity(key)
