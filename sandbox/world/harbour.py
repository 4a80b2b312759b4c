"""Harbour Roasters, a coffee roaster in Auckland: its ordinary days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from sandbox.world import credits, moving, papers, stories, till
from sandbox.world.books import Line
from sandbox.world.changes import keep_the_lists
from sandbox.world.company import Company

if TYPE_CHECKING:
    from sandbox.world.books import Document
    from sandbox.world.former import Former
    from sandbox.world.lists import Party

OPENED = date(2024, 7, 15)
SALES_A_DAY, BILLS_A_DAY, TILL_A_DAY, SPENT_A_DAY = 5.0, 2.0, 0.6, 0.6


@dataclass
class Harbour(Company):
    """The New Zealand company, seen from its office."""

    former: Former | None = None
    """Its books before these, which it takes over on the first day."""

    opened: ClassVar[date] = OPENED

    def live(self, day: date) -> None:
        """Do what is due, then what any day brings."""
        super().live(day)
        if day == OPENED:
            self._open()
        keep_the_lists(self.books, day)
        if day.weekday() < 5:
            self._trade()
        if day.weekday() == 4:
            till.pay_batches(self)
        till.close_the_month(self, day)

    def _open(self) -> None:
        """Open the lists, take the old books over, and buy the first stock."""
        for party in self.books.parties.values():
            party.updated_at = self.books.tick()
        for item in self.books.items.values():
            item.updated_at = self.books.tick()
        if self.former:
            moving.take_over(self, self.former)
        for _ in range(4):
            self._buy()
        self._sell_first()

    def _sell_first(self) -> None:
        """Sell something on the very first day, at any size."""
        item, party = self.books.items["COF-ESP"], self.books.parties["C001"]
        line = Line(item.name, account=item.account, quantity=Decimal(10))
        line.unit_price, line.item, line.tax_code = item.price, item.code, "OUTPUT2"
        number = f"INV-{self.books.next_number('invoice'):05}"
        lines = [papers.taxed(line, "exclusive")]
        due_date = self.today + timedelta(party.terms_days)
        document = self.document("invoice", party, lines, number, due_date=due_date)
        stories.paid(self, self.books.write(document))

    def _trade(self) -> None:
        for _ in range(self.times(BILLS_A_DAY)):
            self._buy()
        for _ in range(self.times(SALES_A_DAY)):
            self._sell()
        for _ in range(self.times(TILL_A_DAY)):
            till.bank(self, "receipt", self._someone("customer"))
        for _ in range(self.times(SPENT_A_DAY)):
            till.bank(self, "expense", self._someone("supplier"))
        for _ in range(self.times(0.08)):
            kind = self.rng.choice(("prepayment", "prepayment", "supplier_prepayment"))
            self._take_deposit(kind)

    def _someone(self, side: str) -> Party:
        return self.rng.choice(
            [
                party
                for party in self.books.parties.values()
                if party.side in (side, "both")
                and not party.is_archived
                and party.terms_days
            ]
        )

    def _tax_mode(self, party: Party) -> str:
        if party.currency != "NZD":
            return self.rng.choice(("exclusive", "no_tax"))
        return "inclusive" if self.rng.random() < 0.2 else "exclusive"

    def _sell(self) -> None:
        party = self._someone("customer")
        tax_mode = self._tax_mode(party)
        lines = papers.sales_lines(self.books, self.rng, party, tax_mode)
        number = f"INV-{self.books.next_number('invoice'):05}"
        reference = (
            f"PO {self.rng.randint(100, 9999)}" if self.rng.random() < 0.5 else ""
        )
        self._key(
            "invoice", party, lines, number, tax_mode=tax_mode, reference=reference
        )

    def _buy(self) -> None:
        party = self._someone("supplier")
        tax_mode = self._tax_mode(party)
        lines = papers.bill_lines(self.books, self.rng, party, tax_mode)
        number = f"{party.name[:2].upper()}{self.rng.randint(100, 999)}"
        self._key("bill", party, lines, number, tax_mode=tax_mode)

    def _key(
        self, kind: str, party: Party, lines: list[Line], number: str, **more: object
    ) -> None:
        """Key a document, dated today or nearly so, and decide what becomes of it."""
        dated = max(self.today + timedelta(self.rng.choice(_DATED)), OPENED)
        facts: dict[str, object] = {
            "issue_date": dated,
            "due_date": dated + timedelta(party.terms_days),
            "rate": self.rate(party.currency, dated),
            "rounding": Decimal(self.rng.choice(_TAX_ROUNDED))
            / 100
            * bool(lines[-1].tax),
        }
        document = self.document(kind, party, lines, number, **facts, **more)
        if document.total <= 0:
            return
        if self.rng.random() < 0.03:
            self._draft(document)
        else:
            self.books.write(document)
            stories.tell(self, document)

    def _draft(self, document: Document) -> None:
        """Leave it a draft or submitted; most are approved or thrown away later."""
        self.books.write(document, self.rng.choice(("draft", "draft", "submitted")))
        fate = self.rng.choice(("posted", "posted", "deleted", ""))
        if fate:
            self.later(1, 9, lambda: self._decide(document, fate))

    def _decide(self, document: Document, fate: str) -> None:
        self.books.move_to(document, fate)
        if fate == "posted":
            stories.tell(self, document)

    def _take_deposit(self, kind: str) -> None:
        side = "customer" if kind == "prepayment" else "supplier"
        credits.prepay(self, kind, self._someone(side))


_DATED = (0,) * 40 + (-3, -1, 2)
_TAX_ROUNDED = (0,) * 60 + (1, -1)
