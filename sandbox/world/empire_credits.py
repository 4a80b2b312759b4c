"""Money paid too much and goods returned, and where they end."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.world import empire_papers as papers
from sandbox.world.amounts import ZERO, cents
from sandbox.world.dealings import Deal, DealLine, Link
from sandbox.world.empire_receipts import all_of, link, receive, refund_cheque

if TYPE_CHECKING:
    from sandbox.world.empire import Dealer


def overpay(dealer: Dealer, deal: Deal) -> None:
    """Pay too much; the rest is used, paid back, or stays."""
    extra = Decimal(dealer.agenda.rng.randint(500, 25_000)) / 100
    payment = receive(dealer, deal.owner, all_of(deal), extra)
    if payment:
        dealer.agenda.later(3, 40, lambda: use_or_refund(dealer, payment))


def use_or_refund(dealer: Dealer, payment: Deal) -> None:
    """Use what a payment left on a charge, pay it back, or let it be."""
    fate, left = dealer.agenda.rng.random(), payment.unapplied
    if left <= 0 or fate > 0.75:
        return
    charges = [deal for deal in payment.owner.charges if deal.open > 0]
    if fate < 0.5 and charges:
        charge = charges[-1]
        dealer.books.apply(payment, Link(charge, min(left, charge.open)))
    elif payment.currency == dealer.books.currency:
        cheque = refund_cheque(dealer, payment.owner, left)
        dealer.books.apply(payment, Link(cheque, left, cheque.lines[0]))


def give_credit(dealer: Dealer, deal: Deal) -> None:
    """Write a credit memo; it is applied, used with the next cheque, or waits."""
    source = [line for line in deal.every_line() if line.quantity and line.amount]
    if not source or not deal.is_live:
        return
    rng, books = dealer.agenda.rng, dealer.books
    memo = dealer.deal("credit_memo", deal.party, place=deal.place)
    memo.number = f"CM-{books.next_number('credit memo'):04}"
    memo.tax_mode, memo.tax_kind = deal.tax_mode, deal.tax_kind
    line = rng.choice(source)
    units = rng.randint(1, max(1, int(line.quantity or 1) // 2))
    memo.lines = [_returned(line, Decimal(units))]
    books.enter(papers.add_up(memo))
    dealer.agenda.later(1, 30, lambda: _use_credit(dealer, memo, deal))


def _returned(line: DealLine, units: Decimal) -> DealLine:
    back = DealLine("item", f"{line.description} - returned", quantity=units)
    back.unit_price, back.item, back.label = line.unit_price, line.item, line.label
    back.account, back.is_taxed = line.account, line.is_taxed
    back.amount = cents(units * (line.unit_price or ZERO))
    return back


def _use_credit(dealer: Dealer, memo: Deal, deal: Deal) -> None:
    charges = [deal, *(each for each in memo.owner.charges if each.open > 0)]
    charge = next((each for each in charges if each.open > 0), None)
    fate, left = dealer.agenda.rng.random(), memo.open
    if left <= 0 or fate > 0.9:
        return
    if charge and fate < 0.6:
        amount = min(left, charge.open)
        link(dealer, memo.owner, [Link(charge, amount), Link(memo, amount)])
    elif charge and fate < 0.8 and charge.open >= left:
        receive(dealer, memo.owner, all_of(charge, memo))
    elif memo.currency == dealer.books.currency:
        cheque = refund_cheque(dealer, memo.owner, left)
        links = [Link(memo, left), Link(cheque, left, cheque.lines[0])]
        link(dealer, memo.owner, links)
