"""Harbour Roasters' sales books before the move: its ordinary days there.

Receivables only. A payment is a document of its own, used on charges as a credit is.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from sandbox.world import former_lists, former_papers
from sandbox.world.amounts import ONE, cents
from sandbox.world.books import Document, Line
from sandbox.world.company import Company

if TYPE_CHECKING:
    from sandbox.world.lists import Party

OPENED, CLOSED = date(2023, 4, 1), date(2024, 7, 14)
KEPT_ON = date(2024, 6, 30)
SALES_A_DAY, CASH_SALES_A_DAY = 5.0, 0.6
_FIRST_NUMBER = 11_800
CASE = "R"
"""How the numbers of the composed cases begin."""


@dataclass
class Former(Company):
    """The company as its first books saw it, from their first day to their last."""

    kept: dict[date, list[Document]] = field(default_factory=dict)
    """The documents as they stood at the end of a day on which a copy was taken."""

    opened: ClassVar[date] = OPENED
    closed: ClassVar[date] = CLOSED

    def live(self, day: date) -> None:
        """Do what is due, then what any day brings; at a quarter's end, take a copy."""
        super().live(day)
        if day.weekday() < 5:
            self._trade()
        if day == KEPT_ON:
            self.kept[day] = [copy(each) for each in self.books.documents]

    def key(
        self, kind: str, party: Party, lines: list[Line], number: str, **more: object
    ) -> Document:
        """Key a transaction dated today, unless told otherwise; they share a number."""
        place = _FIRST_NUMBER + self.books.next_number("transaction")
        facts: dict[str, object] = {"issue_date": self.today, "rate": ONE} | more
        facts.setdefault("due_date", facts["issue_date"])
        key = f"{self.books.company}:{place}"
        document = Document(kind, key, number, party, lines=lines, **facts)  # type: ignore[arg-type]
        return self.books.write(document)

    def sell(self, party: Party, lines: list[Line], day: date, **more: str) -> Document:
        """Write a tax invoice, numbered, due after the customer's days."""
        number = more.pop("number", "") or f"{self.books.next_number('invoice') + 4000}"
        due_date = day + timedelta(party.terms_days)
        facts: dict[str, object] = {"issue_date": day, "due_date": due_date}
        return self.key("invoice", party, lines, number, **facts, **more)

    def take_back(self, party: Party, lines: list[Line], number: str = "") -> Document:
        """Write an adjustment note."""
        number = number or f"AN{self.books.next_number('adjustment note') + 300}"
        return self.key("credit_note", party, lines, number)

    def receive(
        self, party: Party, amount: Decimal, *charges: Document, number: str = ""
    ) -> Document:
        """Take money and use it on charges in their order; the rest stays unapplied."""
        number = number or self.rng.choice(_METHODS) or f"DEP {self.today:%d%m}"
        line = Line("", amount, account=former_lists.UNDEPOSITED)
        payment = self.key("payment", party, [line], number)
        for charge in charges:
            self.allocate(payment, charge)
        return payment

    def _trade(self) -> None:
        for _ in range(self.times(SALES_A_DAY)):
            self._sell()
        for _ in range(self.times(CASH_SALES_A_DAY)):
            lines = former_papers.sales_lines(self.books, self.rng)[:2]
            number = f"SR{self.books.next_number('sales receipt') + 100}"
            self.key("receipt", self._someone(), lines, number)

    def _someone(self) -> Party:
        return self.rng.choice(
            [
                party
                for party in self.books.parties.values()
                if party.name not in former_lists.NOT_IN_TRADE
            ]
        )

    def _sell(self) -> None:
        dated = max(self.today + timedelta(self.rng.choice(_DATED)), OPENED)
        lines = former_papers.sales_lines(self.books, self.rng)
        order = f"PO {self.rng.randint(100, 9999)}" if self.rng.random() < 0.5 else ""
        invoice = self.sell(self._someone(), lines, dated, reference=order)
        weights = [weight for weight, _ in _STORIES]
        _, story = self.rng.choices(_STORIES, weights)[0]
        story(self, invoice)

    def use(self, note: Document, invoice: Document) -> None:
        """Use an adjustment note on its invoice, else on what else is open."""
        for charge in (invoice, *self.owed_by(invoice.party)):
            self.allocate(note, charge)

    def owed_by(self, party: Party) -> list[Document]:
        """Return a customer's open invoices, the composed cases left alone."""
        return [
            each
            for each in self.books.documents
            if each.party is party
            and each.kind == "invoice"
            and each.state == "posted"
            and each.open > 0
            and not each.number.startswith(CASE)
        ]

    def settle(self, document: Document, amount: Decimal) -> None:
        """Pay part or all of what is open of an invoice, as one payment."""
        amount = min(amount, document.open)
        if document.state == "posted" and amount > 0:
            self.receive(document.party, amount, document)


def _about_due(company: Former, invoice: Document) -> date:
    return invoice.due_date + timedelta(company.rng.randint(-6, 25))


def _paid(company: Former, invoice: Document) -> None:
    day = _about_due(company, invoice)
    company.plan(day, lambda: company.settle(invoice, invoice.open))


def _paid_in_parts(company: Former, invoice: Document) -> None:
    day, part = _about_due(company, invoice), cents(invoice.total * Decimal("0.4"))
    company.plan(day, partial(company.settle, invoice, part))
    if company.rng.random() < 0.6:
        company.plan(day + timedelta(15), lambda: company.settle(invoice, invoice.open))


def _paid_with_others(company: Former, invoice: Document) -> None:
    """Pay all that the customer owes at once, and now and then too much."""

    def pay() -> None:
        owed = company.owed_by(invoice.party)
        extra = company.dollars(10, 90) * (company.rng.random() < 0.1)
        due = sum((each.open for each in owed), Decimal(0))
        if due:
            company.receive(invoice.party, due + extra, *owed)

    company.plan(_about_due(company, invoice), pay)


def _never_paid(company: Former, invoice: Document) -> None:
    """Leave it open."""


def _voided(company: Former, invoice: Document) -> None:
    company.later(1, 20, lambda: company.cancel(invoice))


def _credited(company: Former, invoice: Document) -> None:
    """Take part of it back; the note is mostly used, and most pay the rest."""

    def credit() -> None:
        if invoice.state == "posted":
            lines = former_papers.returned(company.rng, invoice.lines)
            note = company.take_back(invoice.party, lines)
            if company.rng.random() < 0.85:
                company.later(1, 25, lambda: company.use(note, invoice))

    company.later(2, 18, credit)
    if company.rng.random() < 0.7:
        _paid(company, invoice)


_STORIES = (
    (62, _paid),
    (9, _paid_in_parts),
    (12, _paid_with_others),
    (4, _never_paid),
    (2, _voided),
    (9, _credited),
)
_DATED = (0,) * 40 + (-3, -1)
_METHODS = ("Direct Credit", "Direct Credit", "EFT", "")
