"""The sub-ledger worked out the plain way, from what Xero says: the tests' own judge.

Nothing here is shared with the sandbox or the models: documents, payments and
allocations in, what every item is worth on a date out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Body = dict[str, Any]
SALES = ("ACCREC", "ACCRECCREDIT", "RECEIVE-OVERPAYMENT", "RECEIVE-PREPAYMENT")
CREDITS = {
    "CreditNotes": "CreditNoteID",
    "Overpayments": "OverpaymentID",
    "Prepayments": "PrepaymentID",
}


@dataclass
class Item:
    """Something owed, or a credit (negative)."""

    ledger: str
    issued: date
    opening: Decimal
    rate: Decimal
    reported: Decimal
    is_in_control_account: bool = True


def day(net_date: str) -> date:
    match = re.match(r"/Date\((-?\d+)", net_date)
    assert match
    return date(1970, 1, 1) + timedelta(milliseconds=int(match[1]))


def base(amount: Decimal, rate: Decimal) -> Decimal:
    return (amount / rate).quantize(Decimal("0.01"), ROUND_HALF_UP)


class Subledger:
    """Every item and what moved it."""

    def __init__(self, records: Mapping[str, Iterable[Body]]) -> None:
        self.items: dict[str, Item] = {}
        self.entries: dict[str, list[tuple[date, Decimal]]] = defaultdict(list)
        for invoice in records["Invoices"]:
            self._open(invoice, "InvoiceID", 1, invoice["AmountDue"])
        for name, key in CREDITS.items():
            for credit in records[name]:
                self._open(credit, key, -1, credit["RemainingCredit"])
        for payment in records["Payments"]:
            self._pay(payment)
        for name, key in CREDITS.items():
            for credit in records[name]:
                for allocation in credit["Allocations"]:
                    self._allocate(credit[key], allocation)

    def _open(self, body: Body, key: str, sign: int, reported: Decimal) -> None:
        if body["Status"] not in ("AUTHORISED", "PAID"):
            return
        self.items[body[key]] = Item(
            "receivable" if body["Type"] in SALES else "payable",
            day(body["Date"]),
            sign * body["Total"],
            body["CurrencyRate"],
            sign * reported,
            "PREPAYMENT" not in body["Type"],
        )
        self._move(body[key], day(body["Date"]), sign * body["Total"])

    def _pay(self, payment: Body) -> None:
        if payment["Status"] != "AUTHORISED":
            return
        names = ("Invoice", "CreditNote", "Overpayment", "Prepayment")
        name = next(name for name in names if name in payment)
        key = payment[name][f"{name}ID"]
        item, paid = self.items[key], day(payment["Date"])
        amount = payment["Amount"] * (-1 if item.opening > 0 else 1)
        self._move(key, max(paid, item.issued), amount)
        if paid < item.issued:
            early = payment["PaymentID"]
            self.items[early] = Item(
                item.ledger, paid, Decimal(0), item.rate, Decimal(0)
            )
            self._move(early, paid, amount)
            self._move(early, item.issued, -amount)

    def _allocate(self, credit_key: str, allocation: Body) -> None:
        if allocation["IsDeleted"] or credit_key not in self.items:
            return
        charge_key = allocation["Invoice"]["InvoiceID"]
        credit, charge = self.items[credit_key], self.items[charge_key]
        applied = max(day(allocation["Date"]), credit.issued, charge.issued)
        self._move(credit_key, applied, allocation["Amount"])
        self._move(charge_key, applied, -allocation["Amount"])

    def _move(self, key: str, on: date, amount: Decimal) -> None:
        self.entries[key].append((on, amount))

    def open(self, key: str, as_of: date = date.max) -> Decimal:
        """What an item is worth in its own currency; 0 for what never was an item."""
        moved = (amount for on, amount in self.entries.get(key, ()) if on <= as_of)
        return sum(moved, Decimal(0))

    def open_base(self, key: str, as_of: date = date.max) -> Decimal:
        """The same in the books' currency, at the item's own rate."""
        item = self.items.get(key)
        return base(self.open(key, as_of), item.rate) if item else Decimal(0)

    def posted_apart(self, key: str, as_of: date) -> Decimal:
        """What the real ledger has: every movement rounded by itself."""
        rate = self.items[key].rate
        moved = (amount for on, amount in self.entries[key] if on <= as_of)
        return sum((base(amount, rate) for amount in moved), Decimal(0))
