"""What Empire sells on account."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.world import empire_charts as charts
from sandbox.world import empire_papers as papers
from sandbox.world import empire_stories as stories

if TYPE_CHECKING:
    from datetime import date

    from sandbox.world.dealings import Deal
    from sandbox.world.empire import Dealer
    from sandbox.world.kept import Trader


def sell(dealer: Dealer, party: Trader, came_from: Deal | None = None) -> Deal:
    """Write an invoice, dated today or nearly so, and decide what becomes of it."""
    rng = dealer.agenda.rng
    dated = dealer.agenda.today + timedelta(rng.choice(_DATED))
    dated = max(dated, dealer.opened)
    deal = _paper(dealer, "invoice", party, dated)
    deal.number = f"{1000 + dealer.books.next_number('invoice')}"
    deal.due = dated + timedelta(party.terms_days)
    if came_from:
        deal.came_from, deal.lines = came_from, came_from.lines
        deal.tax_mode, deal.tax_kind = came_from.tax_mode, came_from.tax_kind
    dealer.books.enter(papers.add_up(deal))
    stories.tell(dealer, deal)
    return deal


def estimate(dealer: Dealer, party: Trader) -> None:
    """Write an estimate; some become invoices."""
    deal = _paper(dealer, "estimate", party, dealer.agenda.today)
    deal.number = f"E-{dealer.books.next_number('estimate'):04}"
    deal.due = deal.day + timedelta(30)
    dealer.books.enter(papers.add_up(deal))
    if dealer.agenda.rng.random() < 0.4:
        dealer.agenda.later(2, 20, lambda: sell(dealer, party, deal))
    elif dealer.agenda.rng.random() < 0.1:
        dealer.agenda.later(2, 20, lambda: dealer.books.delete(deal))


def _paper(dealer: Dealer, kind: str, party: Trader, day: date) -> Deal:
    books, rng = dealer.books, dealer.agenda.rng
    lines = papers.wholesale_lines(books, rng, party)
    deal = dealer.deal(kind, party, day=day, lines=lines)
    is_local = party.currency == books.currency
    deal.place = books.departments.get(party.place)
    deal.tax_mode = "none" if not is_local else rng.choice(_TAX_MODES)
    deal.tax_kind = books.taxes[charts.EXCISE] if is_local else None
    if rng.random() < 0.12:
        percent = Decimal(rng.choice(("5", "10", "12.5")))
        lines.append(papers.discount(books, lines, percent))
        deal.taxed_after_discount = rng.random() < 0.7
    if rng.random() < 0.3:
        deal.reference = f"PO {rng.randint(100, 9999)}"
    return deal


_DATED = (0,) * 40 + (-3, -1, 2)
_TAX_MODES = ("",) * 8 + ("exclusive",) * 2
