"""The general ledger: what each event posts, in the books' own currency.

An item is carried at its own rate. What a payment or an allocation brings at another
rate is a realised gain or loss, booked the same day. Each settlement is rounded by
itself, so an item settled in several parts can leave cents on the control account, as
in the real ledger.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.world.amounts import ZERO, cents
from sandbox.world.books import (
    CHARGES,
    CREDITS,
    Allocation,
    Document,
    Line,
    ManualJournal,
    Payment,
    Transfer,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal

    from sandbox.world.keeper import Books, Subject

COST_OF_GOODS, STOCK = "310", "630"
_INTO_BANK = {"receipt", "overpayment", "prepayment"}
_OUT_OF_BANK = {"expense", "supplier_overpayment", "supplier_prepayment"}


@dataclass(slots=True)
class Posting:
    """An amount on an account, debits positive; tax and line only explain it."""

    account: str
    amount: Decimal
    tax: Decimal = ZERO
    line: Line | None = None


@dataclass(frozen=True)
class Ledger:
    """Posts one company's events."""

    receivable: str
    payable: str
    tax: str
    rounding: str
    exchange: str

    @classmethod
    def of(cls, books: Books) -> Ledger:
        """Return the ledger with the company's own control accounts."""
        names = ("receivable", "payable", "tax", "rounding", "exchange")
        return cls(**{name: books.role(name).code for name in names})

    def post(self, subject: Subject) -> tuple[date, list[Posting]]:
        """Return the journal's date and its postings; none where nothing moves."""
        rules: dict[type, Callable[[Any], tuple[date, list[Posting]]]] = {
            Document: self._document,
            Payment: self._payment,
            Allocation: self._allocation,
            Transfer: _transfer,
            ManualJournal: _manual,
        }
        day, postings = rules[type(subject)](subject)
        return day, [each for each in postings if each.amount]

    def control(self, document: Document) -> str:
        """Return the control account a charge or credit stands on."""
        ledger = CHARGES.get(document.kind) or CREDITS[document.kind]
        return self.receivable if ledger == "receivable" else self.payable

    def _document(self, document: Document) -> tuple[date, list[Posting]]:
        kind = document.kind
        is_banked = kind in _INTO_BANK or kind in _OUT_OF_BANK
        account = document.bank if is_banked else self.control(document)
        sign = _sign_of_bank(kind) if is_banked else direction(document)
        postings = [Posting(account, sign * cents(document.total / document.rate))]
        postings += [_line_posting(document, line, -sign) for line in document.lines]
        tax = cents(document.tax / document.rate)
        postings.append(Posting(self.tax, -sign * tax))
        self._balance(postings, self.rounding)
        if kind in ("invoice", "credit_note"):
            cost = sum((cost for _, _, cost in document.stock_moves), ZERO)
            postings += [Posting(STOCK, cost), Posting(COST_OF_GOODS, -cost)]
        return document.issue_date, postings

    def _payment(self, payment: Payment) -> tuple[date, list[Posting]]:
        document = payment.document
        money = direction(document) * cents(payment.amount / payment.rate)
        postings = self._release(document, payment.amount)
        postings.append(Posting(payment.bank.code, money))
        self._balance(postings, self.exchange)
        return payment.date, postings

    def _allocation(self, each: Allocation) -> tuple[date, list[Posting]]:
        day = max(each.date, each.credit.issue_date, each.charge.issue_date)
        postings = self._release(each.charge, each.amount)
        postings += self._release(each.credit, each.amount)
        self._balance(postings, self.exchange)
        return day, _netted(postings)

    def _release(self, document: Document, amount: Decimal) -> list[Posting]:
        """Take part of an item off the account it stands on, at the item's own rate."""
        sign = -direction(document)
        whole = sign * cents(amount / document.rate)
        if "prepayment" not in document.kind:
            return [Posting(self.control(document), whole)]
        share = amount * document.tax / document.total
        tax = sign * cents(share / document.rate)
        account = document.lines[0].account or ""
        return [Posting(account, whole - tax), Posting(self.tax, tax)]

    @staticmethod
    def _balance(postings: list[Posting], account: str) -> None:
        """Book what is missing to zero on an account of its own."""
        rest = sum((each.amount for each in postings), ZERO)
        postings.append(Posting(account, -rest))


def direction(document: Document) -> int:
    """Return +1 where the item is a debit on its control account, -1 for a credit."""
    if document.kind in CHARGES:
        return 1 if CHARGES[document.kind] == "receivable" else -1
    return -1 if CREDITS[document.kind] == "receivable" else 1


def _sign_of_bank(kind: str) -> int:
    return 1 if kind in _INTO_BANK else -1


def _line_posting(document: Document, line: Line, sign: int) -> Posting:
    net = sign * cents(document.net_of(line) / document.rate)
    tax = sign * cents(line.tax / document.rate)
    return Posting(line.account or "", net, tax, line)


def _netted(postings: list[Posting]) -> list[Posting]:
    sums: dict[str, Decimal] = {}
    for each in postings:
        sums[each.account] = sums.get(each.account, ZERO) + each.amount
    return [Posting(account, amount) for account, amount in sums.items()]


def _transfer(each: Transfer) -> tuple[date, list[Posting]]:
    out = Posting(each.source.code, -each.amount)
    return each.date, [out, Posting(each.target.code, each.amount)]


def _manual(each: ManualJournal) -> tuple[date, list[Posting]]:
    return each.date, [Posting(account, amount) for account, amount in each.lines]
