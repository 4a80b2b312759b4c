"""Rows of Reckon's exports as the loader lands them, no larger than models need."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.models.raw import Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

HARBOUR = "reckon_harbour"
INVOICE = "Tax Invoice"
CREDIT = "Adjustment Note"
RECEIPT = "Sales Receipt"
PAYMENT = "Payment"
CHEQUE = "Cheque"
JOURNAL = "General Journal"


def of(connection: str, versions: Iterable[Version]) -> Iterator[Version]:
    """Turn rows of one company's exports into another's."""
    for version in versions:
        yield replace(version, connection=connection)


def customer(path: str, **columns: str) -> Version:
    """Return a row of the customer list."""
    return _row("customers", path, {"customer": path, **columns})


def product(path: str, item_type: str = "Inventory Part") -> Version:
    """Return a row of the item list."""
    return _row("products", path, {"item": path, "item_type": item_type})


def sold(
    transaction: str,
    day: date,
    amount: str,
    *,
    to: str = "Bayside",
    item: str = "Coffee:COF-1KG",
    kind: str = INVOICE,
    number: int = 1,
    quantity: str = "1",
    tax: str = "0",
) -> Version:
    """Return a line of a sale; everything on it is negative on a credit."""
    payload = {
        "trans_no": transaction,
        "line_no": str(number),
        "type": kind,
        "date": str(day),
        "num": transaction,
        "customer": to,
        "item": item,
        "qty": quantity,
        "amount": amount,
        "tax_amount": tax,
    }
    return _row("sales_lines", f"{transaction}/{number}", payload)


def booked(
    transaction: str,
    day: date,
    amount: str,
    left: str | None,
    *,
    as_of: date,
    to: str = "Bayside",
    kind: str = INVOICE,
    tax: str | None = None,
) -> Version:
    """Return a transaction of the receivables, and what of it is open at a date."""
    payload = {
        "trans_no": transaction,
        "type": kind,
        "date": str(day),
        "num": transaction,
        "customer": to,
        "amount": amount,
        "tax_amount": tax,
        "open_balance": left,
        "as_of_date": str(as_of),
    }
    return _row("invoices", transaction, _filled(payload))


def aged(
    transaction: str,
    day: date,
    left: str,
    *,
    as_of: date,
    to: str = "Bayside",
    kind: str = INVOICE,
) -> Version:
    """Return a row of an ageing report."""
    payload = {
        "trans_no": transaction,
        "type": kind,
        "date": str(day),
        "num": transaction,
        "customer": to,
        "open_balance": left,
        "as_of_date": str(as_of),
    }
    return _row("open_items", f"{as_of}/{transaction}", payload)


def _filled(payload: dict[str, str | None]) -> dict[str, Any]:
    return {name: cell for name, cell in payload.items() if cell is not None}


def _row(table: str, record_id: str, payload: dict[str, Any]) -> Version:
    return Version(
        table, payload, connection=HARBOUR, source="reckon", told_id=record_id
    )
