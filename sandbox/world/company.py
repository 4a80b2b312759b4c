"""A company that lives day by day: its books, its agenda, its dice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, ClassVar

from sandbox.world.books import Allocation, Batch, Document, Line, Payment
from sandbox.world.catalogue import AUD_BANK, BANK, USD_BANK
from sandbox.world.rates import rate

if TYPE_CHECKING:
    from sandbox.world.keeper import Books
    from sandbox.world.lists import Account, Party

Deed = Callable[[], object]


@dataclass
class Company:
    """What is planned is kept in the agenda, so that a day needs only its own dice."""

    books: Books
    seed: int = 0
    scale: float = 1.0
    today: date = date.min
    rng: Random = field(default_factory=Random)
    agenda: dict[date, list[Deed]] = field(default_factory=dict)
    for_batch: list[Document] = field(default_factory=list)
    """What waits for the next batch of payments."""
    opened: ClassVar[date]
    closed: ClassVar[date] = date.max

    def live(self, day: date) -> None:
        """Do what is due on a day."""
        self.today = day
        self.rng = Random(f"{self.books.company} {self.seed} {day}")
        self.books.begin(day)
        for deed in self.agenda.pop(day, ()):
            deed()

    def plan(self, day: date, deed: Deed) -> None:
        """Put a deed in the agenda; what is overdue is done tomorrow."""
        self.agenda.setdefault(max(day, self.today + timedelta(1)), []).append(deed)

    def later(self, low: int, high: int, deed: Deed) -> None:
        """Plan a deed some days from today."""
        self.plan(self.today + timedelta(self.rng.randint(low, high)), deed)

    def dollars(self, low: int, high: int) -> Decimal:
        """Return an amount of money between two, to the cent."""
        return Decimal(self.rng.randint(low * 100, high * 100)) / 100

    def times(self, daily: float) -> int:
        """Return how often something happens today, `daily` times on average."""
        return int(daily * self.scale + self.rng.random())

    def bank_for(self, currency: str) -> Account:
        """Return the account a payment in this currency goes through today."""
        foreign = {"AUD": AUD_BANK, "USD": USD_BANK}.get(currency, BANK)
        is_home = currency == self.books.currency or self.rng.random() < 0.3
        return self.books.accounts[BANK if is_home else foreign]

    def document(
        self, kind: str, party: Party, lines: list[Line], number: str, **more: object
    ) -> Document:
        """Return a new document dated today, unless told otherwise, not yet keyed."""
        facts: dict[str, object] = {
            "issue_date": self.today,
            "currency": party.currency,
            "rate": self.rate(party.currency, self.today),
        } | more
        facts.setdefault("due_date", facts["issue_date"])
        key = self.books.new_key(kind)
        return Document(kind, key, number, party, lines=lines, **facts)  # type: ignore[arg-type]

    def rate(self, currency: str, day: date) -> Decimal:
        """Return the day's rate to this company's own currency."""
        if currency == self.books.currency:
            return Decimal("1.0")
        return rate(currency, day)

    def pay(
        self, document: Document, amount: Decimal, day: date | None = None
    ) -> Payment | None:
        """Pay part or all of what is open, dated `day`, at that day's rate."""
        payment = self.payment(document, amount, day)
        return self.books.pay(payment) if payment else None

    def payment(
        self, document: Document, amount: Decimal, day: date | None = None
    ) -> Payment | None:
        """Return a payment not yet keyed, or None when nothing is open any more."""
        amount = min(amount, document.open)
        if document.state != "posted" or amount <= 0:
            return None
        day = day or self.today
        return Payment(
            self.books.new_key("payment"),
            document,
            day,
            amount,
            self.rate(document.currency, day),
            self.bank_for(document.currency),
            reference=f"DEP {self.rng.randint(1000, 9999)}",
            is_reconciled=self.rng.random() < 0.85,
        )

    def allocate(self, credit: Document, charge: Document) -> Allocation | None:
        """Use as much of a credit on a charge as both allow."""
        amount = min(credit.open, charge.open)
        if amount <= 0 or not (credit.state == charge.state == "posted"):
            return None
        key = self.books.new_key("allocation")
        return self.books.allocate(Allocation(key, credit, charge, self.today, amount))

    def cancel(self, document: Document) -> None:
        """Void a document, if nothing has touched it yet."""
        if document.state == "posted" and document.open == document.total:
            self.books.move_to(document, "voided")

    def pay_batch(self, kind: str, documents: list[Document]) -> Batch | None:
        """Pay several documents in full as one sum from or to the cheque account."""
        payments = [self.payment(each, each.open) for each in documents]
        live = [payment for payment in payments if payment]
        if not live:
            return None
        bank = self.books.accounts[BANK]
        key = self.books.new_key("batch")
        batch = Batch(key, kind, self.today, bank)
        for payment in live:
            payment.bank = bank
        self.books.pay_batch(batch, live)
        return batch
