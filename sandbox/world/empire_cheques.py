"""Money and credits that settle what Empire owes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.world import empire_papers as papers
from sandbox.world.amounts import ZERO
from sandbox.world.dealings import Deal, Link

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from sandbox.world.empire import Dealer
    from sandbox.world.kept import Trader


def pay(
    dealer: Dealer,
    party: Trader,
    links: Sequence[Link],
    extra: Decimal = ZERO,
    day: date | None = None,
) -> Deal | None:
    """Pay what is left of some bills, less credits, and `extra` in advance."""
    wanted = [link for link in links if link.amount > 0]
    used = sum((_sign(link) * link.amount for link in wanted), ZERO)
    if not wanted or used + extra < 0:
        return None
    rng, books = dealer.agenda.rng, dealer.books
    deal = dealer.deal("bill_payment", party, day=day or dealer.agenda.today)
    deal.links, deal.total = wanted, used + extra
    deal.method = "CreditCard" if rng.random() < 0.1 and deal.total else "Check"
    code = "card" if deal.method == "CreditCard" else "checking"
    deal.account = books.accounts[code]
    deal.number = f"{books.next_number('cheque')}"
    return books.enter(deal)


def _sign(link: Link) -> int:
    return -1 if link.of.kind == "vendor_credit" else 1


def all_of(*deals: Deal) -> list[Link]:
    """Return links that settle what is left of each."""
    return [Link(deal, deal.open) for deal in deals]


def link(dealer: Dealer, party: Trader, links: list[Link]) -> None:
    """Key a cheque of nothing that applies credits to bills."""
    deal = dealer.deal("bill_payment", party, method="Check", links=links)
    deal.account = dealer.books.accounts["checking"]
    dealer.books.enter(deal)


def bank_the_refund(dealer: Dealer, credit: Deal, amount: Decimal) -> None:
    """Bank a vendor's refund against payables, and link it to the credit."""
    books = dealer.books
    line = papers.account_line(books, "Refund received", "payable", amount)
    line.party = credit.owner
    deposit = dealer.deal("deposit", lines=[line], total=amount)
    deposit.account = books.accounts["checking"]
    books.enter(deposit)
    link(dealer, credit.owner, [Link(credit, amount), Link(deposit, amount, line)])
