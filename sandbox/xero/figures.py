"""Xero's own figures of a document, worked out from payments and allocations.

Nothing is taken from the bookkeeper: that is what makes them worth tying out to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.xero.wire import NO_MONEY, Body, net_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from sandbox.world.books import Document


TYPES = {
    "invoice": "ACCREC",
    "bill": "ACCPAY",
    "credit_note": "ACCRECCREDIT",
    "supplier_credit": "ACCPAYCREDIT",
    "overpayment": "RECEIVE-OVERPAYMENT",
    "supplier_overpayment": "SPEND-OVERPAYMENT",
    "prepayment": "RECEIVE-PREPAYMENT",
    "supplier_prepayment": "SPEND-PREPAYMENT",
    "receipt": "RECEIVE",
    "expense": "SPEND",
}


_STATES = {
    "draft": "DRAFT",
    "submitted": "SUBMITTED",
    "voided": "VOIDED",
    "deleted": "DELETED",
}


def paid(document: Document) -> Decimal:
    """Sum the live payments."""
    return sum((p.amount for p in document.payments if not p.is_deleted), NO_MONEY)


def used(document: Document) -> Decimal:
    """Sum the live allocations."""
    return sum((a.amount for a in document.allocations if not a.is_deleted), NO_MONEY)


def due(document: Document) -> Decimal:
    """Work out AmountDue of a charge, RemainingCredit of a credit."""
    if document.state in ("voided", "deleted"):
        return NO_MONEY
    return document.total - paid(document) - used(document)


def status(document: Document) -> str:
    """Tell the status: PAID as soon as nothing is left."""
    if document.state in _STATES:
        return _STATES[document.state]
    return "PAID" if due(document) == 0 else "AUTHORISED"


def fully_paid_on(document: Document) -> Body:
    """Tell the day of the last settlement, once nothing is left."""
    if status(document) != "PAID":
        return {}
    days: Iterable[date] = [
        *(p.date for p in document.payments if not p.is_deleted),
        *(a.date for a in document.allocations if not a.is_deleted),
    ]
    return {"FullyPaidOnDate": net_date(max(days, default=document.issue_date))}
