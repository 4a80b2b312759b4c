"""What Empire buys on account, and what becomes of each bill."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.world import empire_charts as charts
from sandbox.world import empire_papers as papers
from sandbox.world.dealings import Deal, DealLine, Link
from sandbox.world.empire_cheques import all_of, bank_the_refund, link, pay

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sandbox.world.empire import Dealer
    from sandbox.world.kept import Trader


def buy(dealer: Dealer, party: Trader) -> Deal:
    """Key a bill and decide how it is paid."""
    rng, books = dealer.agenda.rng, dealer.books
    lines = papers.bill_lines(books, rng, party)
    bill = dealer.deal("bill", party, lines=lines)
    bill.number = f"{party.name[:2].upper()}-{rng.randint(100, 9999)}"
    bill.due = bill.day + timedelta(party.terms_days)
    bill.place = books.departments[rng.choice(tuple(books.departments))]
    is_local = party.currency == books.currency
    if is_local and not lines[0].item and rng.random() < 0.08:
        _tax(dealer, bill)
    books.enter(papers.add_up(bill))
    weights = [weight for weight, _ in STORIES]
    _, story = rng.choices(STORIES, weights)[0]
    story(dealer, bill)
    return bill


def _tax(dealer: Dealer, bill: Deal) -> None:
    """Let the vendor put sales tax on top."""
    bill.tax_mode, bill.tax_kind = "exclusive", dealer.books.taxes[charts.RETAIL_TAX]
    for line in bill.lines:
        line.is_taxed = True


def _about_due(dealer: Dealer, bill: Deal) -> date:
    return (bill.due or bill.day) + timedelta(dealer.agenda.rng.randint(-8, 12))


def paid(dealer: Dealer, bill: Deal) -> None:
    """Pay in full, about when it is due."""
    day = _about_due(dealer, bill)
    dealer.agenda.plan(day, lambda: pay(dealer, bill.owner, all_of(bill)))


def with_friday(dealer: Dealer, bill: Deal) -> None:
    """Leave it for Friday's cheques."""
    day = _about_due(dealer, bill)
    dealer.agenda.plan(day, lambda: dealer.for_the_run.append(bill))


def write_the_cheques(dealer: Dealer) -> None:
    """Write one cheque per vendor for all that waits."""
    by_vendor: dict[Trader, list[Deal]] = {}
    for bill in dealer.for_the_run:
        if bill.kind == "bill":
            by_vendor.setdefault(bill.owner, []).append(bill)
    dealer.for_the_run = [d for d in dealer.for_the_run if d.kind != "bill"]
    for party, bills in by_vendor.items():
        pay(dealer, party, all_of(*bills))


def in_parts(dealer: Dealer, bill: Deal) -> None:
    """Pay half, and the rest later or never."""
    half = (bill.total / 2).quantize(Decimal("0.01"))
    day = _about_due(dealer, bill)
    first = lambda: pay(  # noqa: E731
        dealer, bill.owner, [Link(bill, min(half, bill.open))]
    )
    dealer.agenda.plan(day, first)
    if dealer.agenda.rng.random() < 0.7:
        rest = lambda: pay(dealer, bill.owner, all_of(bill))  # noqa: E731
        dealer.agenda.plan(day + timedelta(20), rest)


def never(dealer: Dealer, bill: Deal) -> None:
    """Leave it open."""


def in_advance(dealer: Dealer, bill: Deal) -> None:
    """Pay too much; the rest settles the next bill, or waits."""

    def too_much() -> None:
        extra = Decimal(dealer.agenda.rng.randint(1_000, 40_000)) / 100
        payment = pay(dealer, bill.owner, all_of(bill), extra)
        if payment:
            dealer.agenda.later(5, 40, lambda: _use(dealer, payment))

    dealer.agenda.plan(_about_due(dealer, bill), too_much)


def _use(dealer: Dealer, payment: Deal) -> None:
    left = payment.unapplied
    charge = next((c for c in reversed(payment.owner.charges) if c.open > 0), None)
    if charge and left > 0:
        dealer.books.apply(payment, Link(charge, min(left, charge.open)))


def credited(dealer: Dealer, bill: Deal) -> None:
    """Get some of it back: used with the cheque, by itself, or banked."""
    dealer.agenda.later(2, 12, lambda: _take_credit(dealer, bill))
    if dealer.agenda.rng.random() < 0.5:
        paid(dealer, bill)


def _take_credit(dealer: Dealer, bill: Deal) -> None:
    books, rng = dealer.books, dealer.agenda.rng
    if not bill.is_live:
        return
    line = bill.lines[0]
    amount = (line.amount / 4).quantize(Decimal("0.01"))
    credit = dealer.deal("vendor_credit", bill.owner, place=bill.place)
    credit.number = f"CR{rng.randint(100, 999)}"
    credit.lines = [DealLine("account", "Rebate", amount, account=line.account)]
    if line.item:
        credit.lines[0].account = books.accounts["costs"]
    books.enter(papers.add_up(credit))
    dealer.agenda.later(1, 30, lambda: _use_credit(dealer, bill, credit))


def _use_credit(dealer: Dealer, bill: Deal, credit: Deal) -> None:
    fate, left = dealer.agenda.rng.random(), credit.open
    if left <= 0:
        return
    if bill.open >= left and fate < 0.5:
        pay(dealer, bill.owner, all_of(bill, credit))
    elif bill.open >= left and fate < 0.8:
        link(dealer, bill.owner, [Link(bill, left), Link(credit, left)])
    elif bill.currency == dealer.books.currency and fate < 0.95:
        bank_the_refund(dealer, credit, left)


def before_issue(dealer: Dealer, bill: Deal) -> None:
    """Pay with a cheque older than the bill."""
    early = max(bill.day - timedelta(4), dealer.opened)
    deed = lambda: pay(dealer, bill.owner, all_of(bill), day=early)  # noqa: E731
    dealer.agenda.later(1, 4, deed)


def deleted(dealer: Dealer, bill: Deal) -> None:
    """Delete it, if nothing has touched it yet."""

    def end() -> None:
        if bill.is_live and bill.open == bill.total:
            dealer.books.delete(bill)

    dealer.agenda.later(1, 20, end)


def payment_undone(dealer: Dealer, bill: Deal) -> None:
    """Pay, void or delete the cheque, pay again."""
    is_void = dealer.agenda.rng.random() < 0.5

    def undo(payment: Deal) -> None:
        (dealer.books.void if is_void else dealer.books.delete)(payment)

    def first() -> None:
        payment = pay(dealer, bill.owner, all_of(bill))
        if payment:
            dealer.agenda.later(1, 9, lambda: undo(payment))
            dealer.agenda.later(12, 30, lambda: pay(dealer, bill.owner, all_of(bill)))

    dealer.agenda.plan(_about_due(dealer, bill), first)


STORIES: tuple[tuple[float, Callable[[Dealer, Deal], None]], ...] = (
    (36, paid),
    (35, with_friday),
    (6, in_parts),
    (3, never),
    (4, in_advance),
    (7, credited),
    (2, before_issue),
    (3, deleted),
    (3, payment_undone),
)
