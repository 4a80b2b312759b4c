"""What Xero nests inside a document: short forms of other records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.xero.wire import Body, dated, net_date, reference_to

if TYPE_CHECKING:
    from sandbox.world.books import Allocation, Document, Payment
    from sandbox.world.lists import Party


NO_SETTLEMENTS: Body = {
    "Payments": [],
    "CreditNotes": [],
    "Prepayments": [],
    "Overpayments": [],
}


def contact_stub(party: Party, name: str) -> Body:
    """Tell the nested contact: its name as it was when the record last changed."""
    return {
        "ContactID": reference_to(party.key),
        "Name": name,
        "Addresses": [],
        "Phones": [],
        "ContactGroups": [],
        "ContactPersons": [],
        "HasValidationErrors": False,
    }


def credit_stub(credit: Document) -> tuple[str, Body]:
    """Tell which kind of credit it is, and its id and number."""
    name = "CreditNote" if "credit" in credit.kind else "Overpayment"
    name = "Prepayment" if "prepayment" in credit.kind else name
    key = reference_to(credit.key)
    number = {"CreditNoteNumber": credit.number} if credit.number else {}
    return name, {f"{name}ID": key, **number, "ID": key}


def nested_payment(payment: Payment) -> Body:
    """Tell a payment inside the document it settles."""
    return {
        "PaymentID": reference_to(payment.key),
        "Date": net_date(payment.date),
        "Amount": payment.amount,
        "Reference": payment.reference,
        "CurrencyRate": payment.rate,
        "HasAccount": False,
        "HasValidationErrors": False,
    }


def nested_credit(each: Allocation) -> tuple[str, Body]:
    """Tell a credit inside the invoice it was used on: no allocations."""
    credit = each.credit
    name, stub = credit_stub(credit)
    return f"{name}s", stub | {
        "AppliedAmount": each.amount,
        **dated("Date", credit.issue_date),
        "LineItems": [],
        "Total": credit.total,
    }


def allocation(each: Allocation) -> Body:
    """Tell part of a credit used on an invoice; only here, not on the invoice."""
    return {
        "AllocationID": reference_to(each.key),
        "Amount": each.amount,
        "Date": net_date(each.date),
        "Invoice": {
            "InvoiceID": reference_to(each.charge.key),
            "InvoiceNumber": each.charge.number,
            **NO_SETTLEMENTS,
            "HasErrors": False,
            "IsDiscounted": False,
            "LineItems": [],
            "ValidationErrors": [],
        },
        "IsDeleted": each.is_deleted,
        "ValidationErrors": [],
    }
