"""What becomes of an invoice of Empire's: one of the ways real ones go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.world import empire_papers as papers
from sandbox.world.amounts import cents
from sandbox.world.dealings import Deal, Link
from sandbox.world.empire_credits import give_credit, overpay
from sandbox.world.empire_receipts import all_of, link, payer, receive, write_off

if TYPE_CHECKING:
    from sandbox.world.empire import Dealer
    from sandbox.world.kept import Trader

Story = Callable[["Dealer", Deal], None]


def tell(dealer: Dealer, deal: Deal) -> None:
    """Choose the invoice's story and put it in the agenda."""
    weights = [weight for weight, _ in STORIES]
    _, story = dealer.agenda.rng.choices(STORIES, weights)[0]
    story(dealer, deal)


def _about_due(dealer: Dealer, deal: Deal) -> date:
    return (deal.due or deal.day) + timedelta(dealer.agenda.rng.randint(-5, 25))


def paid(dealer: Dealer, deal: Deal) -> None:
    """Pay in full, about when it is due."""
    day = _about_due(dealer, deal)
    dealer.agenda.plan(day, lambda: receive(dealer, deal.owner, all_of(deal)))


def with_friday(dealer: Dealer, deal: Deal) -> None:
    """Leave it for a Friday, when one cheque pays several."""
    dealer.agenda.plan(
        _about_due(dealer, deal), lambda: dealer.for_the_run.append(deal)
    )


def receive_the_cheques(dealer: Dealer) -> None:
    """Take one payment per payer for all that waits, credits of theirs used too."""
    waiting = [deal for deal in dealer.for_the_run if deal.kind == "invoice"]
    dealer.for_the_run = [d for d in dealer.for_the_run if d.kind != "invoice"]
    by_payer: dict[tuple[Trader, str], list[Deal]] = {}
    for deal in waiting:
        by_payer.setdefault((payer(deal.owner), deal.currency), []).append(deal)
    for (party, _), deals in by_payer.items():
        receive(dealer, party, all_of(*deals))


def in_parts(dealer: Dealer, deal: Deal) -> None:
    """Pay in two or three parts; sometimes the last never comes."""
    day = _about_due(dealer, deal)
    for number, share in enumerate(dealer.agenda.rng.choice(_SHARES)):
        part = cents(deal.total * share)

        def pay(part: Decimal = part) -> None:
            receive(dealer, deal.owner, [Link(deal, min(part, deal.open))])

        dealer.agenda.plan(day + timedelta(number * 9), pay)


_SHARES = (
    (Decimal("0.5"), Decimal(1)),
    (Decimal("0.3333"), Decimal("0.3333"), Decimal(1)),
    (Decimal("0.4"),),
)


def never(dealer: Dealer, deal: Deal) -> None:
    """Leave it open; after months, some are written off."""
    is_home = deal.currency == dealer.books.currency
    if is_home and dealer.agenda.rng.random() < 0.2:
        dealer.agenda.later(110, 160, lambda: write_off(dealer, deal))


def overpaid(dealer: Dealer, deal: Deal) -> None:
    """Pay too much."""
    dealer.agenda.plan(_about_due(dealer, deal), lambda: overpay(dealer, deal))


def credited(dealer: Dealer, deal: Deal) -> None:
    """Take part of it back; most pay the rest."""
    dealer.agenda.later(2, 18, lambda: give_credit(dealer, deal))
    if dealer.agenda.rng.random() < 0.7:
        paid(dealer, deal)


def before_issue(dealer: Dealer, deal: Deal) -> None:
    """Pay with money that came before the invoice was written."""
    early = deal.day - timedelta(dealer.agenda.rng.randint(1, 9))
    early = max(early, dealer.opened)
    pay = lambda: receive(dealer, deal.owner, all_of(deal), day=early)  # noqa: E731
    dealer.agenda.later(1, 4, pay)


def back_dated(dealer: Dealer, deal: Deal) -> None:
    """Pay, keyed weeks after the day the money came."""
    day = max(_about_due(dealer, deal), deal.day)
    keyed = day + timedelta(dealer.agenda.rng.randint(15, 45))
    pay = lambda: receive(dealer, deal.owner, all_of(deal), day=day)  # noqa: E731
    dealer.agenda.plan(keyed, pay)


def voided(dealer: Dealer, deal: Deal) -> None:
    """Void it, or delete it, if nothing has touched it yet."""
    is_void = dealer.agenda.rng.random() < 0.7

    def end() -> None:
        if deal.is_live and deal.open == deal.total:
            (dealer.books.void if is_void else dealer.books.delete)(deal)

    dealer.agenda.later(1, 20, end)


def payment_undone(dealer: Dealer, deal: Deal) -> None:
    """Pay, void or delete the payment, pay again (or not)."""
    is_void, is_paid_again = (dealer.agenda.rng.random() < 0.5 for _ in range(2))

    def undo(payment: Deal) -> None:
        if payment.is_live and not payment.banked_in:
            (dealer.books.void if is_void else dealer.books.delete)(payment)

    def pay() -> None:
        payment = receive(dealer, deal.owner, all_of(deal))
        if payment:
            dealer.agenda.later(1, 4, lambda: undo(payment))
            if is_paid_again:
                paid(dealer, deal)

    dealer.agenda.plan(_about_due(dealer, deal), pay)


def wired(dealer: Dealer, deal: Deal) -> None:
    """Bank a wire straight to receivables, and link it some days later."""
    if deal.currency != dealer.books.currency:
        paid(dealer, deal)
        return
    dealer.agenda.plan(_about_due(dealer, deal), lambda: _wire(dealer, deal))


def _wire(dealer: Dealer, deal: Deal) -> None:
    amount, books = deal.open, dealer.books
    if amount <= 0:
        return
    line = papers.account_line(books, "Wire received", "receivable", amount)
    line.party = deal.party
    wire = dealer.deal("deposit", lines=[line], total=amount)
    wire.account = books.accounts["checking"]
    books.enter(wire)
    links = [Link(deal, amount), Link(wire, amount, line)]
    dealer.agenda.later(1, 12, lambda: _if_open(dealer, deal, links))


def _if_open(dealer: Dealer, deal: Deal, links: list[Link]) -> None:
    if deal.open >= links[0].amount:
        link(dealer, deal.owner, links)


STORIES: tuple[tuple[float, Story], ...] = (
    (34, paid),
    (28, with_friday),
    (7, in_parts),
    (5, never),
    (4, overpaid),
    (8, credited),
    (2.5, before_issue),
    (3, back_dated),
    (3, voided),
    (2.5, payment_undone),
    (1.5, wired),
)
