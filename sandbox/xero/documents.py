"""Invoices, credits and bank transactions, as Xero tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.xero.figures import TYPES, due, fully_paid_on, paid, status, used
from sandbox.xero.lines import LineTeller
from sandbox.xero.stubs import allocation, contact_stub, nested_credit, nested_payment
from sandbox.xero.wire import Body, dated, reference_to, updated

if TYPE_CHECKING:
    from sandbox.world.books import Document

LINE_AMOUNT_TYPES = {
    "exclusive": "Exclusive",
    "inclusive": "Inclusive",
    "no_tax": "NoTax",
}


class Teller(LineTeller):
    """Tells one company's documents."""

    def invoice(self, document: Document) -> Body:
        """Tell an invoice or a bill."""
        is_sale = document.kind == "invoice"
        return {
            "Type": TYPES[document.kind],
            "InvoiceID": reference_to(document.key),
            "InvoiceNumber": document.number,
            "Reference": document.reference,
            "Payments": [
                nested_payment(p) for p in document.payments if not p.is_deleted
            ],
            **self._nested_credits(document),
            "AmountDue": due(document),
            "AmountPaid": paid(document),
            "AmountCredited": used(document),
            **({"SentToContact": document.state == "posted"} if is_sale else {}),
            "CurrencyRate": document.rate,
            "IsDiscounted": any(line.discount_rate for line in document.lines),
            "HasAttachments": False,
            "HasErrors": False,
            "Contact": contact_stub(document.party, document.party_name),
            **dated("Date", document.issue_date),
            **dated("DueDate", document.due_date),
            **self._money(document),
            **fully_paid_on(document),
        }

    def credit(self, document: Document, id_name: str) -> Body:
        """Tell a credit note, overpayment or prepayment: amounts are positive."""
        number = {"CreditNoteNumber": document.number} if document.number else {}
        return {
            "Type": TYPES[document.kind],
            id_name: reference_to(document.key),
            "CurrencyRate": document.rate,
            **number,
            "Payments": [
                nested_payment(p) for p in document.payments if not p.is_deleted
            ],
            "ID": reference_to(document.key),
            "RemainingCredit": due(document),
            "Allocations": [allocation(each) for each in document.allocations],
            "Reference": document.reference,
            "HasAttachments": False,
            "HasErrors": False,
            "Contact": contact_stub(document.party, document.party_name),
            **dated("Date", document.issue_date),
            **self._money(document),
            **fully_paid_on(document),
        }

    def bank_transaction(self, document: Document) -> Body:
        """Tell money straight to or from the bank, over- and prepayments too."""
        mirror = "Overpayment" if "overpayment" in document.kind else "Prepayment"
        is_mirror = document.kind.endswith("payment")
        key = f"{document.key} bank" if is_mirror else document.key
        money = self._money(document)
        money.pop("UpdatedDateUTCString", None)
        money["Status"] = (
            "AUTHORISED" if document.state == "posted" else status(document)
        )
        return {
            "BankTransactionID": reference_to(key),
            "BankAccount": self.bank(document.bank),
            "Type": TYPES[document.kind],
            "Reference": document.reference,
            "IsReconciled": document.is_reconciled,
            "HasAttachments": False,
            "Contact": contact_stub(document.party, document.party_name),
            **dated("Date", document.issue_date),
            **money,
            **({} if document.rate == 1 else {"CurrencyRate": document.rate}),
            **({f"{mirror}ID": reference_to(document.key)} if is_mirror else {}),
        }

    def _money(self, document: Document) -> Body:
        return {
            "Status": status(document),
            "LineAmountTypes": LINE_AMOUNT_TYPES[document.tax_mode],
            "LineItems": [
                self.line(line, f"{document.key} line {number}")
                for number, line in enumerate(document.lines)
            ],
            "SubTotal": document.net,
            "TotalTax": document.tax,
            "Total": document.total,
            **updated(document.updated_at),
            "CurrencyCode": document.currency,
        }

    def _nested_credits(self, document: Document) -> Body:
        lists: Body = {"CreditNotes": [], "Prepayments": [], "Overpayments": []}
        for each in document.allocations:
            if not each.is_deleted:
                name, body = nested_credit(each)
                lists[name].append(body)
        return lists
