"""What Harbour Roasters earned and was owed, as it lived it: what tests judge by.

Worked out from the books alone. Deleted, voided and draft documents never count;
"as of" means the books as they stand now.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sandbox.world.amounts import ZERO, cents
from sandbox.world.books import CHARGES, CREDITS
from sandbox.world.former_lists import SIGNS
from sandbox.world.moving import is_opening

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from sandbox.world import Group
    from sandbox.world.books import Document
    from sandbox.world.company import Company


class Money(NamedTuple):
    """An amount in its own currency, and in the books' (New Zealand dollars)."""

    amount: Decimal = ZERO
    amount_base: Decimal = ZERO

    def plus(self, amount: Decimal, amount_base: Decimal) -> Money:
        """Return the sum."""
        return Money(self.amount + amount, self.amount_base + amount_base)


_REVENUE = ("revenue", "other_income")
_SALES = {"invoice": 1, "statement_charge": 1, "receipt": 1, "credit_note": -1}


def revenue_by_month(group: Group) -> dict[tuple[date, str], Money]:
    """Return revenue without tax by (first day of the month, currency).

    Lines on revenue accounts, credit notes subtracted on their own date; opening
    documents, over- and prepayments never. Base amounts are rounded line by line.
    """
    months: dict[tuple[date, str], Money] = defaultdict(Money)
    for company in (group.companies["harbour_former"], group.companies["harbour"]):
        for document in company.books.documents:
            month = document.issue_date.replace(day=1)
            for net in _earned(company, document):
                base = cents(net / document.rate)
                key = month, document.currency
                months[key] = months[key].plus(net, base)
    return dict(sorted(months.items()))


def _earned(company: Company, document: Document) -> Iterator[Decimal]:
    sign = _SALES.get(document.kind, 0)
    if not sign or document.state != "posted" or is_opening(document):
        return
    for line in document.lines:
        if line.account and company.books.accounts[line.account].kind in _REVENUE:
            yield sign * document.net_of(line)


def open_receivables(group: Group, day: date) -> dict[str, Money]:
    """Return what customers owe at the end of a day, by currency.

    Credits, unapplied payments, over- and prepayments count as negative. Until the eve
    of the move these are the first books, from then on the present ones. An item's base
    amount is what is open at the item's own rate, rounded once.
    """
    present = group.companies["harbour"]
    if day < present.opened:
        return {"NZD": _owed_before(group.companies["harbour_former"], day)}
    owed: dict[str, Money] = defaultdict(Money)
    for document in present.books.documents:
        kind, before = document.kind, owed[document.currency]
        if document.state == "posted" and _LEDGERS.get(kind) == "receivable":
            for amount in _open(document, day):
                base = cents(amount / document.rate)
                before = before.plus(amount, base)
        owed[document.currency] = before
    return {currency: money for currency, money in owed.items() if any(money)}


_LEDGERS = CHARGES | CREDITS


def _owed_before(former: Company, day: date) -> Money:
    amounts = (
        SIGNS[each.kind] * each.total
        for each in former.books.documents
        if each.kind in SIGNS and each.state == "posted" and each.issue_date <= day
    )
    amount = sum(amounts, ZERO)
    return Money(amount, amount)


def _open(document: Document, day: date) -> Iterator[Decimal]:
    """Yield what is open of an item, and what was paid on it before it was issued."""
    sign = 1 if document.kind in CHARGES else -1
    paid = [p for p in document.payments if not p.is_deleted and p.date <= day]
    if document.issue_date > day:
        yield from (-sign * each.amount for each in paid)
        return
    left = document.total - sum((each.amount for each in paid), ZERO)
    for each in document.allocations:
        applied = max(each.date, each.credit.issue_date, each.charge.issue_date)
        if not each.is_deleted and applied <= day:
            left -= each.amount
    yield sign * left
