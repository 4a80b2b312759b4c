"""How the world's facts are written in Frappe's JSON."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    from sandbox.world.farms.books import Voucher

DOCTYPE_OF = {
    "sale": "Sales Invoice",
    "purchase": "Purchase Invoice",
    "money": "Payment Entry",
    "journal": "Journal Entry",
    "order": "Sales Order",
    "delivery": "Delivery Note",
}
KIND_OF = {doctype: kind for kind, doctype in DOCTYPE_OF.items()}
PARTY_TYPE = {"customer": "Customer", "supplier": "Supplier"}


def local(at: datetime, zone: ZoneInfo) -> str:
    """Return an instant in the site's own time; whole seconds have no fraction."""
    return str(at.astimezone(zone).replace(tzinfo=None))


def hashed(text: str) -> str:
    """Return the ten characters that stand for a text."""
    return blake2b(text.encode(), digest_size=5).hexdigest()


def fiscal_year(day: date, first_month: int) -> str:
    """Return the name of the fiscal year a day is in."""
    start = day.year - (day.month < first_month)
    return f"{start}" if first_month == 1 else f"{start}-{start + 1}"


def number(amount: Decimal) -> float:
    """Return an amount as the database's driver hands it on."""
    return float(amount) + 0.0


def clock_of(voucher: Voucher) -> str:
    """Return the time of day on a voucher, its hour not filled up with a zero."""
    minutes = sum(voucher.key.encode()) % 480
    return f"{8 + minutes // 60}:{minutes % 60:02}:{len(voucher.key)}"
