"""Payments, as Xero tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.world.amounts import cents
from sandbox.world.books import CHARGES
from sandbox.xero.figures import TYPES
from sandbox.xero.stubs import NO_SETTLEMENTS, contact_stub, credit_stub
from sandbox.xero.wire import NO_MONEY, Body, net_date, reference_to, updated

if TYPE_CHECKING:
    from sandbox.world.books import Batch, Document, Payment
    from sandbox.xero.documents import Teller

PAYMENT_TYPES = {
    "invoice": "ACCRECPAYMENT",
    "bill": "ACCPAYPAYMENT",
    "credit_note": "ARCREDITPAYMENT",
    "supplier_credit": "APCREDITPAYMENT",
    "overpayment": "AROVERPAYMENTPAYMENT",
    "supplier_overpayment": "APOVERPAYMENTPAYMENT",
    "prepayment": "ARPREPAYMENTPAYMENT",
    "supplier_prepayment": "APPREPAYMENTPAYMENT",
}


def payment(teller: Teller, each: Payment) -> Body:
    """Tell a payment: amount in the document's currency, bank amount in the bank's."""
    document = each.document
    is_same = each.bank.currency == document.currency
    return {
        "PaymentID": reference_to(each.key),
        "Date": net_date(each.date),
        "BankAmount": each.amount if is_same else cents(each.amount / each.rate),
        "Amount": each.amount,
        "Reference": each.reference,
        "CurrencyRate": each.rate,
        "PaymentType": PAYMENT_TYPES[document.kind],
        "Status": "DELETED" if each.is_deleted else "AUTHORISED",
        **updated(each.updated_at),
        "HasAccount": True,
        "IsReconciled": each.is_reconciled,
        "Account": teller.bank(each.bank.code),
        **_target(each),
        "HasValidationErrors": False,
        **(_batch_of(teller, each.batch) if each.batch else {}),
    }


def _target(each: Payment) -> Body:
    document, kind = each.document, each.document.kind
    if kind in CHARGES or each.names_credit_as_invoice:
        return {"Invoice": _invoice_stub(document, each.party_name)}
    name, stub = credit_stub(document)
    stub["Contact"] = contact_stub(document.party, each.party_name)
    return {name: stub | {"LineItems": [], "CurrencyCode": document.currency}}


def _invoice_stub(document: Document, party_name: str) -> Body:
    return {
        "Type": TYPES[document.kind],
        "InvoiceID": reference_to(document.key),
        "InvoiceNumber": document.number,
        **NO_SETTLEMENTS,
        "HasErrors": False,
        "IsDiscounted": False,
        "Contact": contact_stub(document.party, party_name),
        "LineItems": [],
        "CurrencyCode": document.currency,
    }


def _batch_of(teller: Teller, each: Batch) -> Body:
    return {
        "BatchPaymentID": reference_to(each.key),
        "BatchPayment": _head(teller, each),
    }


def _head(teller: Teller, each: Batch) -> Body:
    total = sum((p.amount for p in each.payments if not p.is_deleted), NO_MONEY)
    return {
        "Account": {"AccountID": teller.account_id(each.bank.code)},
        "BatchPaymentID": reference_to(each.key),
        "Date": net_date(each.date),
        "Type": each.kind,
        "Status": "AUTHORISED" if total else "DELETED",
        "TotalAmount": str(total),
        **updated(each.updated_at, with_string=False),
        "IsReconciled": "false",
    }
