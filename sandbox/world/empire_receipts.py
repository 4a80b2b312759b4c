"""Money and credits that settle what customers owe Empire."""

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

LINKED = "Created by QB Online to link credits to charges."


def receive(
    dealer: Dealer,
    party: Trader,
    links: Sequence[Link],
    extra: Decimal = ZERO,
    day: date | None = None,
) -> Deal | None:
    """Take money for what is left of some charges, less credits, and `extra`."""
    wanted = [link for link in links if link.amount > 0]
    used = sum((_sign(link) * link.amount for link in wanted), ZERO)
    if not wanted or used + extra < 0:
        return None
    rng, books = dealer.agenda.rng, dealer.books
    deal = dealer.deal("payment", party, day=day or dealer.agenda.today)
    deal.links, deal.total = wanted, used + extra
    if deal.total:
        is_held = rng.random() < 0.7
        deal.account = books.accounts["undeposited" if is_held else "checking"]
        deal.method = rng.choice(tuple(books.methods))
        deal.reference = f"{rng.randint(1000, 9999)}"
    else:
        deal.note = LINKED
    return books.enter(deal)


def _sign(link: Link) -> int:
    is_credit = link.of.kind == "credit_memo"
    return -1 if is_credit else 1


def all_of(*deals: Deal) -> list[Link]:
    """Return links that settle what is left of each."""
    return [Link(deal, deal.open) for deal in deals]


def payer(party: Trader) -> Trader:
    """Return who pays: the parent, where bills go to it."""
    while party.is_billed_with_parent and party.parent:
        party = party.parent
    return party


def link(dealer: Dealer, party: Trader, links: list[Link]) -> Deal:
    """Key a payment of nothing that applies credits to charges."""
    deal = dealer.deal("payment", party, note=LINKED)
    deal.links = links
    return dealer.books.enter(deal)


def refund_cheque(dealer: Dealer, party: Trader, amount: Decimal) -> Deal:
    """Write a cheque on receivables: a charge until it is linked."""
    line = papers.account_line(dealer.books, "Refund", "receivable", amount)
    cheque = dealer.deal("purchase", party, lines=[line], total=amount)
    cheque.account, cheque.method = dealer.books.accounts["checking"], "Check"
    return dealer.books.enter(cheque)


def write_off(dealer: Dealer, deal: Deal) -> None:
    """Credit receivables by a journal, and link that to the invoice."""
    amount, books = deal.open, dealer.books
    if amount <= 0:
        return
    bad = papers.account_line(books, "Written off", "bad debts", amount)
    credit = papers.account_line(books, "Written off", "receivable", -amount)
    credit.party = deal.owner
    journal = dealer.deal("journal_entry", lines=[bad, credit], total=amount)
    journal.number = f"JE-{books.next_number('journal')}"
    books.enter(journal)
    link(dealer, deal.owner, [Link(deal, amount), Link(journal, amount, credit)])
