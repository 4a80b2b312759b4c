"""Keys the hard cases into a company's books, each on the day it was keyed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from sandbox import hard_cases
from sandbox.hard_cases import on, table
from sandbox.world.books import Allocation, Document, Line, Payment
from sandbox.world.catalogue import BANK, CUSTOMER_DEPOSITS
from sandbox.world.lists import Party

if TYPE_CHECKING:
    from sandbox.world.company import Company


@dataclass
class _Cases:
    """Keys each case into a company's books on the day it was keyed."""

    company: Company

    def plan(self) -> None:
        for row in table(hard_cases.DOCUMENTS):
            self.company.plan(on(row[1]), partial(self._document, *row))
        for row in table(hard_cases.PAYMENTS):
            self.company.plan(on(row[5]), partial(self._payment, *row))
        for row in table(hard_cases.ALLOCATIONS):
            self.company.plan(on(row[4]), partial(self._allocation, *row))

    def _document(
        self, name: str, day: str, kind: str, total: str, state: str, *money: str
    ) -> None:
        books, amount = self.company.books, Decimal(total + ".00")
        line = Line(f"Case {name}", amount, account=self._account(kind))
        line.quantity, line.unit_price, line.tax_code = Decimal(1), amount, "NONE"
        currency, rate = money
        document = Document(
            kind,
            name,
            name if kind in _NUMBERED else "",
            self._party(name),
            on(day),
            on(day),
            [line],
            currency,
            Decimal(rate),
            tax_mode="no_tax",
            bank="" if kind in _NUMBERED else BANK,
        )
        books.write(document, "posted" if state == "voided" else state)
        if state == "voided":
            books.move_to(document, "voided")

    def _account(self, kind: str) -> str:
        roles = {"overpayment": "receivable", "supplier_overpayment": "payable"}
        if kind in roles:
            return self.company.books.role(roles[kind]).code
        accounts = {"prepayment": CUSTOMER_DEPOSITS, "bill": "300"}
        return accounts.get(kind, "300" if kind == "supplier_credit" else "200")

    def _party(self, name: str) -> Party:
        code = name.split("-")[0]
        parties = self.company.books.parties
        if code not in parties:
            # No terms: the daily trade leaves these parties alone.
            parties[code] = Party(code, f"Hard Case {code}", terms_days=0, key=code)
            parties[code].updated_at = self.company.books.tick()
        return parties[code]

    def _find(self, name: str) -> Document:
        return next(d for d in reversed(self.company.books.documents) if d.key == name)

    def _payment(
        self, name: str, day: str, amount: str, of: str, rate: str, _: str, oddity: str
    ) -> None:
        books = self.company.books
        bank = books.accounts[BANK]
        money = Decimal(amount).quantize(Decimal("0.01"))
        payment = Payment(
            name, self._find(of), on(day), money, Decimal(rate), bank, reference=name
        )
        payment.names_credit_as_invoice = oddity.startswith("names")
        books.pay(payment)
        if oddity == "deleted":
            books.delete_payment(payment)

    def _allocation(
        self, credit: str, charge: str, day: str, amount: str, _: str, oddity: str
    ) -> None:
        allocation = Allocation(
            f"{charge}{day}",
            self._find(credit),
            self._find(charge),
            on(day),
            Decimal(amount + ".00"),
        )
        self.company.books.allocate(allocation)
        if oddity == "deleted":
            self.company.books.delete_allocation(allocation)


_NUMBERED = ("invoice", "bill", "credit_note", "supplier_credit")


def plan(company: Company) -> None:
    """Put every hard case into a company's agenda."""
    _Cases(company).plan()
