"""The bookkeeper: every change to the books, each at an instant, each remembered.

The list of events is the company's diary; a vendor's general ledger is told from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sandbox.world import stock
from sandbox.world.books import (
    Allocation,
    Batch,
    Document,
    ManualJournal,
    Payment,
    Transfer,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.world.lists import Account, Item, Party

Subject = Document | Payment | Allocation | Transfer | ManualJournal


class Event(NamedTuple):
    """Something was keyed: posted, reversed (voided, deleted), at an instant."""

    at: datetime
    is_reversal: bool
    subject: Subject


@dataclass
class Books:
    """One company's records, and the hand that keeps them."""

    company: str
    currency: str
    parties: dict[str, Party] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    journals: list[ManualJournal] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    opened_at: datetime = datetime(2024, 7, 14, 21, tzinfo=UTC)
    now: datetime = datetime(2024, 7, 14, 21, tzinfo=UTC)
    counts: dict[str, int] = field(default_factory=dict)

    def begin(self, day: date) -> None:
        """Open the office: nine in the morning of a New Zealand working day."""
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        self.now = midnight - timedelta(hours=3)

    def next_number(self, kind: str) -> int:
        """Count up, by kind."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return self.counts[kind]

    def new_key(self, kind: str) -> str:
        """Return a fresh key, deterministic for the company and the order of keying."""
        return f"{self.company}:{kind}:{self.next_number(kind + ' key')}"

    def role(self, role: str) -> Account:
        """Return the account the books post to by themselves for this purpose."""
        return next(a for a in self.accounts.values() if a.role == role)

    def tick(self) -> datetime:
        """Let a moment pass and return the instant, uneven milliseconds and all."""
        self.now += timedelta(milliseconds=17_219)
        return self.now

    def write(self, document: Document, state: str = "posted") -> Document:
        """Key a new document."""
        document.state = state
        self.documents.append(document)
        self._touch(document)
        if state == "posted":
            self._post(document)
        return document

    def move_to(self, document: Document, state: str) -> None:
        """Submit, approve, void or delete a document."""
        was_posted, document.state = document.state == "posted", state
        self._touch(document)
        if state == "posted":
            self._post(document)
        elif was_posted:
            stock.move_back(document)
            self._log(document, is_reversal=True)

    def redate(self, document: Document, day: date) -> None:
        """Give a document another date, as many days before it is due as it had."""
        document.due_date += day - document.issue_date
        document.issue_date = day
        self._touch(document)

    def pay(self, payment: Payment) -> Payment:
        """Key a payment of a charge, or the refund of a credit."""
        self.payments.append(payment)
        payment.document.payments.append(payment)
        self._touch(payment.document)
        payment.updated_at = self.now
        payment.party_name = payment.document.party_name
        self._log(payment)
        return payment

    def pay_batch(self, batch: Batch, payments: Sequence[Payment]) -> None:
        """Key several payments as one: everything in it changes at one instant."""
        moment = self.tick()
        for payment in payments:
            payment.batch = batch
            batch.payments.append(payment)
            self.pay(payment)
            payment.updated_at = payment.document.updated_at = moment
        batch.updated_at = moment

    def delete_payment(self, payment: Payment) -> None:
        """Remove a payment: it stays readable, marked deleted."""
        payment.is_deleted = True
        self._touch(payment.document)
        payment.updated_at = self.now
        payment.party_name = payment.document.party_name
        self._log(payment, is_reversal=True)

    def allocate(self, allocation: Allocation) -> Allocation:
        """Use part of a credit on a charge."""
        for document in (allocation.credit, allocation.charge):
            document.allocations.append(allocation)
        self._touch_both(allocation)
        self._log(allocation)
        return allocation

    def delete_allocation(self, allocation: Allocation) -> None:
        """Take a credit off a charge again."""
        allocation.is_deleted = True
        self._touch_both(allocation)
        self._log(allocation, is_reversal=True)

    def transfer(self, transfer: Transfer) -> Transfer:
        """Move money between two bank accounts."""
        self.tick()
        self._log(transfer)
        return transfer

    def delete_transfer(self, transfer: Transfer) -> None:
        """Undo a transfer."""
        self.tick()
        self._log(transfer, is_reversal=True)

    def keep_journal(self, journal: ManualJournal, state: str = "posted") -> None:
        """Key a journal, or change the state of one."""
        was_posted = journal in self.journals and journal.state == "posted"
        if journal not in self.journals:
            self.journals.append(journal)
        journal.state, journal.updated_at = state, self.tick()
        if state == "posted" or was_posted:
            self._log(journal, is_reversal=was_posted)

    def _log(self, subject: Subject, *, is_reversal: bool = False) -> None:
        self.events.append(Event(self.now, is_reversal, subject))

    def _touch(self, document: Document) -> None:
        document.updated_at = self.tick()
        document.party_name = document.party.name

    def _touch_both(self, allocation: Allocation) -> None:
        self._touch(allocation.credit)
        self._touch(allocation.charge)

    def _post(self, document: Document) -> None:
        stock.move(document, self.items)
        self._log(document)
