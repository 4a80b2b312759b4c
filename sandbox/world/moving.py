"""The move: what is open in the first books becomes opening documents in the present.

Keyed on the first day, with the number, dates and open balance of the original. As
businesses do, most stand on a sales account, though they are no new sale; a few were
dated on the day itself, on an account made for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from sandbox.world.amounts import ONE, cents
from sandbox.world.books import Allocation, Document, Payment
from sandbox.world.catalogue import BANK, HISTORICAL
from sandbox.world.former_lists import SIGNS
from sandbox.world.lists import Party
from sandbox.world.papers import plain, taxed

if TYPE_CHECKING:
    from sandbox.world.company import Company
    from sandbox.world.former import Former

OPENING = "opening"
_DATED_ON_THE_DAY = ("statement_charge", "journal")
_ONE_IN = 12


def take_over(company: Company, former: Former) -> None:
    """Key an opening document for everything open, and decide what becomes of it."""
    for place, old in enumerate(open_items(former), 1):
        is_on_the_day = place % _ONE_IN == 0 or old.kind in _DATED_ON_THE_DAY
        opening = company.books.write(_opening(company, old, is_on_the_day))
        _Fate(company, opening, Random(f"{former.seed} {opening.key}")).choose()


def open_items(former: Former) -> list[Document]:
    """Return what stands open in the first books, in the order it was keyed."""
    return [
        each
        for each in former.books.documents
        if each.kind in SIGNS and each.state == "posted" and each.open
    ]


def is_opening(document: Document) -> bool:
    """Whether a document only carries a balance over."""
    return f":{OPENING}:" in document.key


def _opening(company: Company, old: Document, is_on_the_day: bool) -> Document:
    account = HISTORICAL if is_on_the_day else "200"
    line = plain(f"Balance of {old.issue_date}", account, old.open)
    line.tax_code = "NONE"
    place = old.key.rpartition(":")[2]
    return Document(
        "invoice" if SIGNS[old.kind] > 0 else "credit_note",
        f"{company.books.company}:{OPENING}:{place}",
        f"{old.number} {place}" if old.kind == "payment" else old.number,
        _party(company, old.party),
        company.today if is_on_the_day else old.issue_date,
        old.due_date,
        [taxed(line, "no_tax")],
        tax_mode="no_tax",
        reference=old.reference,
    )


def _party(company: Company, old: Party) -> Party:
    """Return the customer's contact; one that never was there is made."""
    parties = company.books.parties
    for party in parties.values():
        if party.key == old.key:
            return party
    made = Party(old.code, old.name, region=old.region, channel=old.channel)
    made.key, made.group, made.terms_days = old.key, old.group, old.terms_days
    made.updated_at = company.books.tick()
    parties[made.code] = made
    return made


@dataclass
class _Fate:
    """What becomes of an opening document, by dice of its own."""

    company: Company
    document: Document
    dice: Random

    def choose(self) -> None:
        """Most are paid, some in part; half of the credits are used."""
        late = timedelta(self.dice.randint(-6, 25))
        day = max(self.document.due_date, self.company.today) + late
        fate = self.dice.random()
        if self.document.kind == "credit_note":
            if fate < 0.5:
                self.company.plan(day, self._use)
        elif fate < 0.8:
            self.company.plan(day, self._pay)
        elif fate < 0.9:
            self.company.plan(day, self._pay_a_part)

    def _pay(self, share: Decimal = ONE) -> None:
        amount = min(cents(self.document.total * share), self.document.open)
        if amount > 0:
            payment = Payment(
                f"{self.document.key}:payment",
                self.document,
                self.company.today,
                amount,
                ONE,
                self.company.books.accounts[BANK],
                f"DEP {self.dice.randint(1000, 9999)}",
                is_reconciled=self.dice.random() < 0.85,
            )
            self.company.books.pay(payment)

    def _pay_a_part(self) -> None:
        self._pay(Decimal("0.4"))

    def _use(self) -> None:
        """Use the credit on the oldest opening invoice of the same customer."""
        for charge in self.company.books.documents:
            is_match = charge.party is self.document.party and charge.kind == "invoice"
            amount = min(charge.open, self.document.open)
            if is_match and is_opening(charge) and amount > 0:
                key, day = f"{self.document.key}:used", self.company.today
                used = Allocation(key, self.document, charge, day, amount)
                self.company.books.allocate(used)
                return
