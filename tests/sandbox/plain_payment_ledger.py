"""Receivables and payables worked out the plain way from ERPNext's own rows.

Nothing here is shared with the sandbox or the models: documents and ledger rows in,
what every item is worth on a date out.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Body = dict[str, Any]
Records = dict[str, list[Body]]
ZERO = Decimal(0)


class Item(NamedTuple):
    """Something open: an account, a document and a party."""

    account: str
    voucher_type: str
    voucher: str
    party: str


class Moved(NamedTuple):
    """What moved an item."""

    on: date
    amount: Decimal
    base: Decimal


def exact(amount: object) -> Decimal:
    return Decimal(str(amount))


class PaymentLedger:
    """Every item and what moved it."""

    def __init__(self, records: Mapping[str, Iterable[Body]]) -> None:
        self.redirected = {
            (doctype, each["name"]): each["return_against"]
            for doctype in ("Sales Invoice", "Purchase Invoice")
            for each in records[doctype]
            if each["docstatus"] == 1
            and each["is_return"]
            and not each["update_outstanding_for_self"]
        }
        rows = [r for r in records["Payment Ledger Entry"] if not r["delinked"]]
        self.posted: dict[Item, date] = {}
        for row in sorted(rows, key=lambda row: str(row["posting_date"])):
            self.posted.setdefault(_own(row), _day(row))
        self.moved: dict[Item, list[Moved]] = defaultdict(list)
        for row in rows:
            self._move(row)

    def _move(self, row: Body) -> None:
        own, item, on = _own(row), self._target(row), _day(row)
        amount, base = exact(row["amount_in_account_currency"]), exact(row["amount"])
        posted = self.posted.get(item)
        if posted is None:
            self.moved[own].append(Moved(on, amount, base))
            return
        self.moved[item].append(Moved(max(on, posted), amount, base))
        if on < posted:
            self.moved[own].append(Moved(on, amount, base))
            self.moved[own].append(Moved(posted, -amount, -base))

    def _target(self, row: Body) -> Item:
        kind, name = row["against_voucher_type"], row["against_voucher_no"]
        name = str(self.redirected.get((kind, name), name))
        return Item(row["account"], kind, name, row["party"])

    def worth(self, voucher: str, as_of: date = date.max) -> tuple[Decimal, Decimal]:
        """What a document's items are worth, in their own currency and in base."""
        moves = [
            move
            for item, moved in self.moved.items()
            if item.voucher == voucher
            for move in moved
            if move.on <= as_of
        ]
        return sum((m.amount for m in moves), ZERO), sum((m.base for m in moves), ZERO)


def _own(row: Body) -> Item:
    kind, name = row["voucher_type"], row["voucher_no"]
    return Item(row["account"], kind, name, row["party"])


def _day(row: Body) -> date:
    return date.fromisoformat(row["posting_date"])
