"""Keys the hard cases into Empire's books, each on the day it was keyed."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from sandbox import hard_cases_quickbooks as cases
from sandbox.hard_cases import on, table
from sandbox.world.dealings import Deal, DealLine, Link
from sandbox.world.empire_papers import account_line, item_line
from sandbox.world.kept import Trader

if TYPE_CHECKING:
    from sandbox.world.empire import Dealer

CENT = Decimal("0.01")


@dataclass
class _Cases:
    """Keys each case into a company's books on the day it was keyed."""

    dealer: Dealer
    found: dict[str, Deal] = field(default_factory=dict)

    def plan(self) -> None:
        agenda = self.dealer.agenda
        for row in table(cases.DOCUMENTS):
            agenda.plan(on(row[7]), partial(self._document, *row))
        for row in table(cases.PAYMENTS):
            agenda.plan(on(row[7]), partial(self._payment, *row))
        for day, what, name, settles in table(cases.LATER):
            agenda.plan(on(day), partial(self._later, what, name, settles))

    def _document(
        self, name: str, day: str, kind: str, party: str, total: str, *facts: str
    ) -> None:
        currency, rate, _, oddity = facts
        kind, _, control = kind.partition(" to ")
        deal = Deal(
            kind={"cheque": "purchase", "journal": "journal_entry"}.get(kind, kind),
            id=cases.IDS[name],
            day=on(day),
            due=on(day) if kind in ("invoice", "bill") else None,
            currency=currency,
            rate=Decimal(rate),
            number=name,
            total=Decimal(total).quantize(CENT),
        )
        self.found[name] = deal
        if kind == "journal":
            deal.lines = self._journal_lines(party)
        else:
            deal.party = self._trader(party, currency, deal.kind, control)
            deal.lines = [self._line(deal, control)]
        took = oddity.partition("took ")[2]
        deal.taken_with_it = Decimal(took or 0)
        self.dealer.books.enter(deal)
        if oddity == "voided":
            self.dealer.books.void(deal)

    def _line(self, deal: Deal, control: str) -> DealLine:
        books = self.dealer.books
        if control:
            line = account_line(books, f"Case {deal.number}", control, deal.total)
            deal.account = books.accounts["checking"]
            if deal.kind == "deposit":
                line.party, deal.party = deal.party, None
            else:
                deal.method = "Check"
            return line
        if deal.kind in ("bill", "vendor_credit"):
            return account_line(books, f"Case {deal.number}", "freight", deal.total)
        line = item_line(books, books.wares["ACC-JAR"], Decimal(1))
        line.amount = line.unit_price = deal.total
        return line

    def _journal_lines(self, parties: str) -> list[DealLine]:
        books, lines = self.dealer.books, []
        for each in parties.split(", "):
            name, amount = each.split()
            line = account_line(books, "Opening", "receivable", Decimal(amount))
            line.party = self._trader(name, "USD", "journal_entry", "")
            lines.append(line)
        rest = -sum((line.amount for line in lines), Decimal(0))
        return [*lines, account_line(books, "Opening", "sales", rest)]

    def _trader(self, name: str, currency: str, kind: str, control: str) -> Trader:
        """Return the party of a case; its code keeps daily trade away from it."""
        books = self.dealer.books
        if name not in books.traders:
            is_vendor = "payable" in control or kind in ("bill", "vendor_credit")
            books.traders[name] = Trader(
                id=cases.IDS[name],
                name=f"Hard Case {name}",
                code=name,
                side="vendor" if is_vendor else "customer",
                currency=currency,
                terms_days=0,
            )
            if "-SUB" in name:
                parent = self._trader(f"{name[:3]}-PARENT", currency, kind, control)
                books.traders[name].parent = parent
            books.touch(books.traders[name])
        return books.traders[name]

    def _payment(
        self, name: str, day: str, party: str, total: str, settles: str, *facts: str
    ) -> None:
        currency, rate, _, oddity = facts
        books = self.dealer.books
        trader = books.traders[party]
        kind = "bill_payment" if trader.side == "vendor" else "payment"
        deal = Deal(
            kind=kind,
            id=cases.IDS[name],
            day=on(day),
            party=trader,
            currency=currency,
            rate=Decimal(rate),
            total=Decimal(total).quantize(CENT),
            links=self._links(settles, names_line=oddity.startswith("names")),
            account=books.accounts["checking"],
            method="Check",
        )
        self.found[name] = books.enter(deal)
        if oddity in ("voided", "deleted"):
            (books.void if oddity == "voided" else books.delete)(deal)

    def _links(self, settles: str, *, names_line: bool = False) -> list[Link]:
        links = []
        for each in settles.split(", "):
            name, amount = each.split()
            name, _, line_id = name.partition(":")
            of = self.found[name]
            is_line = line_id or of.kind in ("purchase", "deposit")
            line = of.lines[int(line_id or 0)] if is_line else None
            links.append(Link(of, Decimal(amount), line, names_line))
        return links

    def _later(self, what: str, name: str, settles: str) -> None:
        if what == "delete":
            self.dealer.books.delete(self.found[name])
            return
        for link in self._links(settles):
            self.dealer.books.apply(self.found[name], link)


def plan(dealer: Dealer) -> None:
    """Put every hard case into a company's agenda."""
    _Cases(dealer).plan()
