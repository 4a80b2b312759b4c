"""What makes the first books hard, each on a fixed day, at any size and seed.

`R1` and so on are the numbers on the papers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from sandbox.hard_cases import table
from sandbox.world.books import Document, Line
from sandbox.world.former_lists import (
    BAD_DEBTS,
    BANK,
    CORSO,
    FRANKSTON,
    GONE,
    KIOSK,
    MISSPELT,
    RECEIVABLE,
)
from sandbox.world.former_papers import paper

if TYPE_CHECKING:
    from sandbox.world.former import Former

# keyed on | what | number | customer | lines, or an amount | of, used on
_CASES = f"""
2023-05-10 | invoice | R1 | {GONE} | COF-1KG:10 FREIGHT:1 |
2023-06-09 | payment | R2 | {GONE} | 359.38 | R1
2023-09-15 | invoice | R3 | Total Tools | COF-1KG:10 COF-250:20 SUBTOTAL DISC10 FREIGHT:1 |
2023-10-16 | payment | R4 | Total Tools | 530.84 | R3
2023-12-12 | invoice | R5 | Smith, Jones & Co | COF-XMAS:12 DISC5 |
2024-01-09 | payment | R6 | Smith, Jones & Co | 300.00 | R5
2024-01-16 | invoice | R7 | Señor Churro | COF-ESP:6 |
2024-01-22 | void | R7 | | |
2024-02-29 | invoice | R8 | {FRANKSTON} | COF-1KG:20 |
2024-02-29 | receipt | R9 | {CORSO} | COF-250:4 |
2024-02-29 | payment | R10 | {FRANKSTON} | 690.00 | R8
2024-03-20 | invoice | R11 | The Old Tearooms | EQ-TAMP:2 SV-CLEAN:1:FRE |
2024-05-02 | credit_note | R12 | {CORSO} | COF-DEC:2 |
2024-05-20 | cheque | R13 | {CORSO} | 79.35 | R12
2024-05-31 | journal_credit | R14 | The Old Tearooms | 158.60 | R11
2024-05-31 | journal | R15 | {CORSO} | 41.25 |
2024-06-05 | invoice | R16 | Piha Surf Café | COF-COL:3 |
2024-06-10 | statement_charge | R17 | Bayside Grocers | SV-INT:18:FRE |
2024-06-18 | payment | R18 | Smith, Jones & Co | 250.00 |
2024-06-21 | invoice | R19 | {KIOSK} | COF-1KG:8 SYR-VAN:4 |
2024-06-24 | invoice | R20 | {FRANKSTON} | COF-1KG:30 DISC10 FREIGHT:1 |
2024-06-25 | invoice | R21 | {CORSO} | EQ-KEG:1 |
2024-06-26 | invoice | R22 | {MISSPELT} | COF-MOKA:10 |
2024-06-28 | invoice | R23 | HOTEL  ASTORIA | SV-TRAIN:1 |
2024-07-03 | credit_note | R24 | Café Aroha | COF-250:2 |
2024-07-04 | delete | R16 | | |
2024-07-05 | date | R23 | | 2024-07-02 |
2024-07-10 | payment | R25 | {FRANKSTON} | 400.00 | R20
2024-07-14 | invoice | R26 | Bayside Grocers | COF-1KG:5 |
"""  # noqa: E501


@dataclass
class _Cases:
    """Keys each case on its day."""

    company: Former

    def plan(self) -> None:
        for day, what, *facts in table(_CASES):
            deed = getattr(self, f"_{what}", None) or partial(self._money, what)
            self.company.plan(date.fromisoformat(day), partial(deed, *facts))
        self.company.plan(date(2024, 3, 1), self._give_up)

    def _invoice(self, number: str, customer: str, lines: str, _: str) -> None:
        party = self.company.books.parties[customer]
        written = paper(self.company.books, lines.split())
        self.company.sell(party, written, self.company.today, number=number)

    def _credit_note(self, number: str, customer: str, lines: str, _: str) -> None:
        party = self.company.books.parties[customer]
        written = paper(self.company.books, lines.split())
        self.company.take_back(party, written, number)

    def _statement_charge(self, number: str, customer: str, lines: str, _: str) -> None:
        self._keyed("statement_charge", number, customer, lines)

    def _receipt(self, number: str, customer: str, lines: str, _: str) -> None:
        self._keyed("receipt", number, customer, lines)

    def _keyed(self, kind: str, number: str, customer: str, lines: str) -> None:
        party = self.company.books.parties[customer]
        written = paper(self.company.books, lines.split())
        self.company.key(kind, party, written, number)

    def _payment(self, number: str, customer: str, amount: str, of: str) -> None:
        charges = [self._find(of)] if of else []
        party = self.company.books.parties[customer]
        self.company.receive(party, Decimal(amount), *charges, number=number)

    def _money(
        self, kind: str, number: str, customer: str, amount: str, of: str
    ) -> None:
        """Pay a credit back, or write a journal on a customer's account."""
        account = {"cheque": BANK, "journal_credit": BAD_DEBTS}.get(kind, RECEIVABLE)
        line = Line(_WORDS[kind], Decimal(amount), account=account)
        party = self.company.books.parties[customer]
        document = self.company.key(kind, party, [line], number)
        if kind == "cheque":
            self.company.allocate(self._find(of), document)
        elif of:
            self.company.allocate(document, self._find(of))

    def _void(self, number: str, *_: str) -> None:
        self.company.cancel(self._find(number))

    def _delete(self, number: str, *_: str) -> None:
        self.company.books.move_to(self._find(number), "deleted")

    def _date(self, number: str, _: str, day: str, __: str) -> None:
        self.company.books.redate(self._find(number), date.fromisoformat(day))

    def _give_up(self) -> None:
        self.company.books.parties[GONE].is_archived = True

    def _find(self, number: str) -> Document:
        documents = self.company.books.documents
        return next(each for each in reversed(documents) if each.number == number)


_WORDS = {
    "cheque": "Refund of R12",
    "journal": "Interest taken over from the accountant",
    "journal_credit": "Written off",
}


def plan(company: Former) -> None:
    """Put every case into a company's agenda."""
    _Cases(company).plan()
