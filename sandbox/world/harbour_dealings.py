"""Harbour's books in another dress: payments that may settle many documents.

The same documents, payments and credits, told again in the order in which they were
keyed, so that every receivable and payable is worth the same on every date. What these
books cannot say, and what is said instead:

- a draft: nothing, until it is approved;
- a rate that divides: its inverse, to ten decimals;
- a void of anything but an invoice: its deletion;
- an over- or prepayment: a bank deposit on receivables (a cheque on payables), whose
  line is a credit of its own, as Harbour's may be used days after it came, which money
  left on a payment cannot tell; a prepayment thereby stands on the control account, and
  its tax is not told;
- a credit used on a charge: a payment of nothing, dated when both exist;
- a refund of a credit: a cheque on receivables (a deposit on payables), linked to it;
- a batch of payments: its payments;
- somebody in two currencies, or on both sides: a customer or vendor of each;
- two tracking categories of a line: its channel as the class, the first line's region
  as the document's department.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.world import harbour_lists as lists
from sandbox.world.books import (
    CHARGES,
    CREDITS,
    Allocation,
    Document,
    Payment,
    Transfer,
)
from sandbox.world.dealer import MOMENT, DealBooks
from sandbox.world.dealings import Deal, DealLine, Link
from sandbox.world.harbour_papers import Papers, inverse

if TYPE_CHECKING:
    from datetime import date, datetime

    from sandbox.world.books import ManualJournal
    from sandbox.world.keeper import Books, Subject


@dataclass
class _Dressing(Papers):
    """Keys one company's diary again."""

    told: dict[Subject, list[Deal]] = field(default_factory=dict)

    def tell(self) -> None:
        """Key every event at its own instant."""
        for event in self.harbour.events:
            self.books.now = event.at - MOMENT
            if event.is_reversal:
                self._undo(event.subject)
            else:
                self.told[event.subject] = self._deals(event.subject)
        for subject, deals in self.told.items():
            if isinstance(subject, Document) and subject.updated_at:
                for deal in deals:
                    _move_on(deal, subject.updated_at)

    def _undo(self, subject: Subject) -> None:
        for deal in reversed(self.told[subject]):
            is_void = (
                deal.kind == "invoice" and getattr(subject, "state", "") == "voided"
            )
            (self.books.void if is_void else self.books.delete)(deal)

    def _deals(self, subject: Subject) -> list[Deal]:
        """Key what stands for a subject."""
        if isinstance(subject, Document):
            deals = [self.document(subject)]
        elif isinstance(subject, Payment):
            is_charge = subject.document.kind in CHARGES
            deals = [self._payment(subject)] if is_charge else self._refund(subject)
        elif isinstance(subject, Allocation):
            deals = [self._allocation(subject)]
        elif isinstance(subject, Transfer):
            deals = [self._transfer(subject)]
        else:
            deals = [self._journal(subject)]
        return [self.books.enter(deal) for deal in deals]

    def _payment(self, payment: Payment) -> Deal:
        charge = self.told[payment.document][0]
        deal = self._settlement(payment.document, payment.date)
        deal.total, deal.rate = payment.amount, inverse(payment.rate)
        deal.links = [Link(charge, payment.amount)]
        deal.account = self.books.accounts[payment.bank.code]
        deal.method, deal.reference = "Check", payment.reference
        return deal

    def _settlement(self, document: Document, day: date) -> Deal:
        ledger = (CHARGES | CREDITS)[document.kind]
        kind = "payment" if ledger == "receivable" else "bill_payment"
        deal = self.dated(kind, document)
        deal.day, deal.method = day, "Check"
        return deal

    def _refund(self, payment: Payment) -> list[Deal]:
        """Return a cheque on receivables (a deposit on payables), and what links it."""
        credit = payment.document
        is_sale = CREDITS[credit.kind] == "receivable"
        money = self.dated("purchase" if is_sale else "deposit", credit)
        money.day, money.total = payment.date, payment.amount
        money.account = self.books.accounts[payment.bank.code]
        self.on_control(money, CREDITS[credit.kind], "Refund")
        link = self._settlement(credit, payment.date)
        refunded = Link(money, payment.amount, money.lines[0])
        link.links = [self._used(credit, payment.amount), refunded]
        return [money, link]

    def _used(self, document: Document, amount: Decimal) -> Link:
        deal = self.told[document][0]
        is_line = deal.kind in ("deposit", "purchase")
        return Link(deal, amount, deal.lines[0] if is_line else None)

    def _allocation(self, each: Allocation) -> Deal:
        day = max(each.date, each.credit.issue_date, each.charge.issue_date)
        deal = self._settlement(each.charge, day)
        deal.links = [
            self._used(each.charge, each.amount),
            self._used(each.credit, each.amount),
        ]
        return deal

    def _transfer(self, each: Transfer) -> Deal:
        accounts = self.books.accounts
        return Deal(
            kind="transfer",
            day=each.date,
            currency=self.books.currency,
            total=each.amount,
            note=each.reference,
            account=accounts[each.source.code],
            target=accounts[each.target.code],
        )

    def _journal(self, each: ManualJournal) -> Deal:
        lines = [
            DealLine(
                "account", each.narration, amount, account=self.books.accounts[code]
            )
            for code, amount in each.lines
        ]
        total = sum((line.amount for line in lines if line.amount > 0), Decimal(0))
        deal = Deal(kind="journal_entry", day=each.date, lines=lines, total=total)
        deal.currency, deal.note = self.books.currency, each.narration
        return deal


def _move_on(deal: Deal, moment: datetime) -> None:
    if deal.updated_at and deal.updated_at < moment:
        deal.updated_at, deal.edits = moment, deal.edits + 1


def dressed(harbour: Books) -> DealBooks:
    """Return Harbour's books, told again."""
    books = DealBooks(f"{harbour.company}_dressed", harbour.currency)
    books.now = harbour.opened_at
    lists.open_lists(books, harbour)
    _Dressing(harbour, books).tell()
    return books
