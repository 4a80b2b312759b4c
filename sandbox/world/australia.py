"""Harbour Roasters Australia: a young sister with a handful of documents."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from sandbox.world import catalogue, papers
from sandbox.world.books import Line
from sandbox.world.company import Company
from sandbox.world.keeper import Books
from sandbox.world.lists import Party

OPENED = date(2025, 9, 1)


class Australia(Company):
    """Sells the same blend, in Australian dollars."""

    opened = OPENED

    def live(self, day: date) -> None:
        """Do what is due; on every other Wednesday, one sale and one bill."""
        super().live(day)
        if day == OPENED:
            for party in self.books.parties.values():
                party.updated_at = self.books.tick()
            for item in self.books.items.values():
                item.updated_at = self.books.tick()
        if day.weekday() == 2 and day.toordinal() // 7 % 2:
            self._key("invoice", "A1", "COF-1KG", "OUTPUT", 12)
            self._key("bill", "A2", "COF-250", "INPUT", 5)

    def _key(self, kind: str, code: str, item: str, tax_code: str, units: int) -> None:
        party, offered = self.books.parties[code], self.books.items[item]
        line = Line(offered.name, account="200" if kind == "invoice" else "310")
        line.quantity, line.unit_price = Decimal(units), offered.price
        line.item, line.tax_code, line.region = item, tax_code, party.region
        number = f"AU-{self.books.next_number(kind):03}"
        document = self.document(
            kind,
            party,
            [papers.taxed(line, "exclusive")],
            number,
            due_date=self.today + timedelta(party.terms_days),
        )
        self.books.write(document)
        if self.rng.random() < 0.7:
            self.later(10, 40, lambda: self.pay(document, document.open))


def australia(seed: int) -> Australia:
    """Return the Australian company on the eve of its first day."""
    books = Books("harbour_au", "AUD")
    books.parties = {
        "A1": Party("A1", "Manly Café Pty Ltd", "customer", "AUD", "NSW"),
        "A2": Party("A2", "Sydney Packaging Pty Ltd", "supplier", "AUD", "NSW"),
    }
    books.accounts = {
        code: account
        for code, account in catalogue.accounts().items()
        if not account.currency
    }
    listed = catalogue.items()
    books.items = {code: listed[code] for code in ("COF-1KG", "COF-250")}
    for item in books.items.values():
        item.is_tracked = False
    return Australia(books, seed)
