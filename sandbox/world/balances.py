"""What traders owe and accounts hold, worked out from the books as they stand.

A control account holds the sum of its open items, each at its own rate and rounded by
itself, so that it is zero when they are.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sandbox.world.amounts import ZERO, cents
from sandbox.world.dealings import (
    CHARGES,
    CREDITS,
    PAYMENTS,
    DealLine,
    debit,
    line_opening,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from sandbox.world.dealer import DealBooks
    from sandbox.world.dealings import Deal
    from sandbox.world.kept import ChartAccount, Trader

CONTROLS = ("receivable", "payable")
_INTO_ACCOUNT = {"payment": 1, "sales_receipt": 1, "deposit": 1, "refund_receipt": -1}
_INTO_ACCOUNT |= {"bill_payment": -1, "purchase": -1, "transfer": -1}
_SALES = {"invoice": 1, "sales_receipt": 1, "credit_memo": -1, "refund_receipt": -1}


class Balances:
    """Every balance of one company; a debit is positive on an account."""

    def __init__(self, books: DealBooks) -> None:
        self.books = books
        self.traders: dict[Trader, Decimal] = defaultdict(lambda: ZERO)
        self.with_jobs: dict[Trader, Decimal] = defaultdict(lambda: ZERO)
        self.accounts: dict[ChartAccount, Decimal] = defaultdict(lambda: ZERO)
        for deal in books.deals:
            if deal.is_live:
                self._items(deal)
                self._money(deal)
        self._stock()

    def _items(self, deal: Deal) -> None:
        for party, account, amount in self._open_items(deal):
            self.traders[party] += amount
            above: Trader | None = party
            while above:
                self.with_jobs[above] += amount
                above = above.parent
            sign = -1 if account.role == "payable" else 1
            self.accounts[account] += sign * cents(amount * deal.rate)

    def _open_items(self, deal: Deal) -> Iterator[tuple[Trader, ChartAccount, Decimal]]:
        """Yield whose, where and how much; a charge is positive, a credit negative."""
        if deal.kind in PAYMENTS or deal.kind in CHARGES or deal.kind in CREDITS:
            ledger = (PAYMENTS | CHARGES | CREDITS)[deal.kind]
            amount = deal.unapplied if deal.kind in PAYMENTS else deal.open
            sign = 1 if deal.kind in CHARGES else -1
            if deal.party and amount:
                control = self.books.role(ledger, deal.currency)
                yield deal.party, control, sign * amount
        for line in deal.lines if deal.kind in _WITH_ITEMS else ():
            if line.account and line.account.role in CONTROLS:
                opening = line_opening(deal, line)
                left = opening - line.settled if opening > 0 else opening + line.settled
                party = line.party or deal.party
                if party and left:
                    yield party, line.account, left

    def _money(self, deal: Deal) -> None:
        """Post everything but control accounts, as far as balances are told."""
        sign = _INTO_ACCOUNT.get(deal.kind, 0) * (-1 if deal.is_refund else 1)
        whole = sign * cents(deal.total * deal.rate)
        if deal.account:
            self.accounts[deal.account] += whole
        if deal.kind == "transfer" and deal.target:
            self.accounts[deal.target] -= whole
        for banked in deal.banked:
            if banked.account:
                self.accounts[banked.account] -= cents(banked.total * banked.rate)
        if deal.kind in _SALES and deal.tax:
            owed = _SALES[deal.kind] * cents(deal.tax * deal.rate)
            self.accounts[self.books.role("tax")] -= owed
        for line in deal.lines if deal.kind in _WITH_LINES else ():
            self._line(deal, line)

    def _line(self, deal: Deal, line: DealLine) -> None:
        if line.account and line.account.role not in (*CONTROLS, "stock"):
            sign = -1 if deal.kind == "vendor_credit" else 1
            amount = sign * debit(deal, line)
            self.accounts[line.account] += cents(amount * deal.rate)

    def _stock(self) -> None:
        """Keep stock at what a thing costs, always the same."""
        value = sum(
            (ware.quantity_on_hand * ware.cost for ware in self.books.wares.values()),
            ZERO,
        )
        for account in self.books.accounts.values():
            if account.role == "stock":
                self.accounts[account] = cents(value)


_WITH_ITEMS = ("journal_entry", "deposit", "purchase")
_WITH_LINES = (*_WITH_ITEMS, "bill", "vendor_credit")
