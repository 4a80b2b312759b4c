"""Harbour's documents in another dress."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.world import harbour_lists as lists
from sandbox.world.books import CHARGES, CREDITS
from sandbox.world.dealings import Deal, DealLine

if TYPE_CHECKING:
    from sandbox.world.books import Document, Line
    from sandbox.world.dealer import DealBooks
    from sandbox.world.keeper import Books

TEN_DECIMALS = Decimal("0.0000000001")
_KINDS = {
    "invoice": "invoice",
    "bill": "bill",
    "credit_note": "credit_memo",
    "supplier_credit": "vendor_credit",
    "receipt": "sales_receipt",
    "expense": "purchase",
}


@dataclass
class Papers:
    """Writes one company's documents again."""

    harbour: Books
    books: DealBooks

    def document(self, document: Document) -> Deal:
        """Return what stands for a document."""
        if document.kind not in _KINDS:
            return self._advance(document)
        kind = _KINDS[document.kind]
        deal = self.dated(kind, document)
        deal.number, deal.due = document.number, document.due_date
        deal.reference = document.reference
        deal.lines = [self._line(document, line) for line in document.lines]
        deal.tax_mode = {"no_tax": "none"}.get(document.tax_mode, document.tax_mode)
        deal.tax, deal.total = document.tax, document.total
        deal.taxable = sum((d.amount for d in deal.lines if d.is_taxed), Decimal(0))
        deal.tax_kind = self.books.taxes["GST"] if deal.tax else None
        region = next((line.region for line in document.lines if line.region), "")
        deal.place = self.books.departments.get(region)
        if document.bank:
            deal.account = self.books.accounts[document.bank]
            deal.method = "Check" if kind == "purchase" else "Bank"
        return deal

    def dated(self, kind: str, document: Document) -> Deal:
        """Return a deal with a document's party, date, currency and rate."""
        party = lists.trader(self.books, self.harbour, document.party, _side(document))
        return Deal(
            kind=kind,
            day=document.issue_date,
            party=lists.in_currency(self.books, party, document),
            currency=document.currency,
            rate=inverse(document.rate),
        )

    def _line(self, document: Document, line: Line) -> DealLine:
        if line.amount is None:
            return DealLine("text", line.description)
        told = DealLine("item", line.description, document.net_of(line), line.quantity)
        told.unit_price, told.percent = line.unit_price, line.discount_rate
        told.item = self.books.wares.get(line.item or "")
        told.account = self.books.accounts[line.account or ""]
        told.label = self.books.classes.get(line.channel or "")
        told.tax, told.is_taxed = line.tax, bool(line.tax)
        return told

    def _advance(self, document: Document) -> Deal:
        """Return a deposit on receivables, or a cheque on payables."""
        is_sale = CREDITS[document.kind] == "receivable"
        deal = self.dated("deposit" if is_sale else "purchase", document)
        deal.note, deal.total = document.reference, document.total
        deal.account = self.books.accounts[document.bank]
        self.on_control(deal, CREDITS[document.kind], document.kind.capitalize())
        return deal

    def on_control(self, deal: Deal, ledger: str, why: str) -> None:
        """Put a deal's only line straight on receivables or payables."""
        account = self.books.role(ledger, deal.currency)
        line = DealLine("account", why.replace("_", " "), deal.total, account=account)
        deal.lines = [line]
        if deal.kind == "deposit":
            line.party, deal.party = deal.party, None
        else:
            deal.method = "Check"


def _side(document: Document) -> str:
    ledger = (CHARGES | CREDITS | {"receipt": "receivable"}).get(document.kind)
    return "customer" if ledger == "receivable" else "vendor"


def inverse(rate: Decimal) -> Decimal:
    """Return the rate that multiplies where this one divides."""
    return (1 / rate).quantize(TEN_DECIMALS)
