"""How the contractor's facts are written in ServiceTitan's JSON."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from sandbox.world.painters.books import ZONE

if TYPE_CHECKING:
    from decimal import Decimal


def instant(at: datetime | None) -> str | None:
    """Return an instant in UTC: as many digits as it has, up to seven."""
    if at is None:
        return None
    text = at.astimezone(UTC).replace(tzinfo=None).isoformat()
    return f"{text.rstrip('0') if '.' in text else text}Z"


def local_instant(at: datetime) -> str:
    """Return an instant with the tenant's offset and seven digits, as reports do."""
    text = at.astimezone(ZONE).isoformat(timespec="microseconds")
    return f"{text[:26]}6{text[26:]}"


def midnight(day: date) -> str:
    """Return a day as a report's cell: its midnight, with the tenant's offset."""
    return datetime.combine(day, time(), ZONE).isoformat()


def number(amount: Decimal) -> Decimal | int:
    """Return a number as it leaves: whole ones without a point."""
    if amount == amount.to_integral_value():
        return int(amount)
    return amount.normalize()


def ratio(part: Decimal | int, whole: Decimal | int) -> float | int:
    """Return a quotient, in the vendor's own binary arithmetic."""
    quotient = float(part) / float(whole)
    return int(quotient) if quotient.is_integer() else quotient


def parsed(text: str) -> datetime:
    """Return the instant in a filter; without a zone it is UTC."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
