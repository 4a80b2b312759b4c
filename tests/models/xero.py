"""Records as Xero would send them, no larger than the models need."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.models.raw import Version

if TYPE_CHECKING:
    from collections.abc import Sequence

Record = dict[str, Any]
ORGANISATION = {
    "OrganisationID": "harbour",
    "Name": "Harbour Roasters",
    "BaseCurrency": "NZD",
    "FinancialYearEndMonth": 3,
    "FinancialYearEndDay": 31,
}
# Of each: its raw table, its name inside other records, the type of its payments.
KINDS = {
    "ACCREC": ("invoices", "Invoice", "ACCRECPAYMENT"),
    "ACCPAY": ("invoices", "Invoice", "ACCPAYPAYMENT"),
    "ACCRECCREDIT": ("credit_notes", "CreditNote", "ARCREDITPAYMENT"),
    "ACCPAYCREDIT": ("credit_notes", "CreditNote", "APCREDITPAYMENT"),
    "RECEIVE-OVERPAYMENT": ("overpayments", "Overpayment", "AROVERPAYMENTPAYMENT"),
    "SPEND-OVERPAYMENT": ("overpayments", "Overpayment", "APOVERPAYMENTPAYMENT"),
    "RECEIVE-PREPAYMENT": ("prepayments", "Prepayment", "ARPREPAYMENTPAYMENT"),
    "SPEND-PREPAYMENT": ("prepayments", "Prepayment", "APPREPAYMENTPAYMENT"),
}


def document(
    document_id: str,
    day: date,
    total: float,
    left: float,
    *,
    kind: str = "ACCREC",
    status: str = "",
    contact: str = "contact",
    currency: str = "NZD",
    rate: float = 1,
    tax: float = 0,
    lines: Sequence[Record] = (),
    allocations: Sequence[Record] = (),
) -> Version:
    """Return an invoice, bill or credit; what is left of it in Xero's own words."""
    table, name, _ = KINDS[kind]
    payload = {
        f"{name}ID": document_id,
        "Type": kind,
        "Contact": {"ContactID": contact, "Name": contact},
        "Date": net_date(day),
        "Status": status or ("AUTHORISED" if left else "PAID"),
        "SubTotal": exact(total) - exact(tax),
        "TotalTax": exact(tax),
        "Total": exact(total),
        "AmountDue" if name == "Invoice" else "RemainingCredit": exact(left),
        "CurrencyCode": currency,
        "CurrencyRate": exact(rate),
        "LineItems": [*lines],
        "Allocations": [*allocations],
    }
    return Version(table, payload)


def line(
    amount: float,
    item: str | None = "COF-1KG",
    *,
    account: str | None = "200",
    tax: float = 0,
    quantity: float | None = None,
) -> Record:
    """Return a line of an item, or a free one; its amount is without tax."""
    return {
        "LineAmount": exact(amount),
        "ItemCode": item,
        "AccountCode": account,
        "TaxAmount": exact(tax),
        "Quantity": None if quantity is None else exact(quantity),
    }


def contact(contact_id: str, name: str) -> Version:
    """Return a customer, known by a name that documents need not repeat."""
    payload = {"ContactID": contact_id, "Name": name, "IsCustomer": True}
    return Version("contacts", payload)


def allocation(
    to: str, day: date, amount: float, *, is_deleted: bool = False
) -> Record:
    """Return what a credit settles of an invoice."""
    return {
        "Invoice": {"InvoiceID": to},
        "Date": net_date(day),
        "Amount": exact(amount),
        "IsDeleted": is_deleted,
    }


def payment(
    payment_id: str,
    of: str,
    day: date,
    amount: float,
    *,
    kind: str = "ACCREC",
    named: str = "",
    status: str = "AUTHORISED",
    rate: float = 1,
    updated: date | None = None,
) -> Version:
    """Return a payment of a document of some kind, or the refund of a credit."""
    _, name, payment_type = KINDS[kind]
    name = named or name
    payload = {
        "PaymentID": payment_id,
        "PaymentType": payment_type,
        "Status": status,
        "Date": net_date(day),
        "Amount": exact(amount),
        "CurrencyRate": exact(rate),
        "UpdatedDateUTC": net_date(updated or day),
        name: {f"{name}ID": of},
    }
    return Version("payments", payload)


def net_date(day: date) -> str:
    """Write a date as Xero does: midnight UTC, in milliseconds since 1970."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return f"/Date({int(midnight.timestamp()) * 1000}+0000)/"


def exact(number: float) -> Decimal:
    """Return the number that was written, not the double nearest to it."""
    return Decimal(str(number))
