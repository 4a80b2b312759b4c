"""Empire, a cannabis wholesaler in New York: its ordinary days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sandbox.world import (
    empire_bank,
    empire_cases,
    empire_charts,
    empire_lists,
    empire_purchases,
    empire_sales,
    empire_stories,
)
from sandbox.world.agenda import Agenda
from sandbox.world.dealer import DealBooks
from sandbox.world.dealings import Deal
from sandbox.world.empire_rates import dollars_for

if TYPE_CHECKING:
    from sandbox.world.kept import Trader

OPENED = date(2024, 7, 1)
SALES_A_DAY, BILLS_A_DAY, COUNTER_A_DAY, SPENT_A_DAY = 4.0, 1.5, 0.6, 0.6


@dataclass
class Dealer:
    """A company that lives day by day: its books and its agenda."""

    books: DealBooks
    agenda: Agenda
    opened: date = OPENED
    for_the_run: list[Deal] = field(default_factory=list)
    """Invoices and bills that wait for Friday's cheques."""

    def live(self, day: date) -> None:
        """Do what is due, then what any day brings."""
        self.agenda.turn_to(day)
        self.books.begin(day)
        if day == self.opened:
            self.open()
        self.agenda.do_what_is_due()
        self.trade(day)

    def open(self) -> None:
        """Open the lists."""
        books = self.books
        labels = (books.classes, books.departments, books.terms, books.methods)
        for kept in (books.accounts, *labels, books.taxes, books.wares, books.traders):
            for each in kept.values():
                books.touch(each)
        for share in books.tax_shares:
            books.touch(share)

    def trade(self, day: date) -> None:
        """Do what any day brings."""

    def deal(
        self,
        kind: str,
        party: Trader | None = None,
        day: date | None = None,
        **facts: Any,  # noqa: ANN401
    ) -> Deal:
        """Return a deal of today, unless told otherwise, not yet keyed."""
        day = day or self.agenda.today
        currency = party.currency if party else self.books.currency
        deal = Deal(kind=kind, day=day, party=party, currency=currency, **facts)
        deal.rate = dollars_for(currency, day)
        return deal

    def someone(self, side: str) -> Trader:
        """Return somebody to trade with; not those of the hard cases."""
        return self.agenda.rng.choice(
            [
                trader
                for trader in self.books.traders.values()
                if trader.side == side and trader.is_active and trader.code[0] in "CV"
            ]
        )


class Empire(Dealer):
    """The wholesaler."""

    def open(self) -> None:
        """Take over what was owed on the first day, and buy the first stock."""
        super().open()
        empire_bank.open_balances(self)
        for code in empire_lists.GROWERS:
            empire_purchases.buy(self, self.books.traders[code])

    def trade(self, day: date) -> None:
        """Sell and buy on weekdays, pay and bank on Fridays, close the month."""
        keep_the_lists(self, day)
        if day.weekday() < 5:
            self._weekday()
        if day.weekday() == 4:
            empire_stories.receive_the_cheques(self)
            empire_purchases.write_the_cheques(self)
            empire_bank.bank_what_waits(self)
        if (day + timedelta(1)).day == 1:
            empire_bank.close_the_month(self)

    def _weekday(self) -> None:
        agenda = self.agenda
        for _ in range(agenda.times(BILLS_A_DAY)):
            empire_purchases.buy(self, self.someone("vendor"))
        for _ in range(agenda.times(SALES_A_DAY)):
            empire_sales.sell(self, self.someone("customer"))
        for _ in range(agenda.times(COUNTER_A_DAY)):
            empire_bank.sell_at_the_counter(self)
        for _ in range(agenda.times(SPENT_A_DAY)):
            empire_bank.spend(self)
        for _ in range(agenda.times(0.4)):
            empire_sales.estimate(self, self.someone("customer"))


def keep_the_lists(dealer: Dealer, day: date) -> None:
    """Rename, close or discontinue, on the few days when that happens."""
    books = dealer.books
    if day == date(2025, 5, 12):
        books.traders[empire_lists.RENAMED].name = empire_lists.NEW_NAME
        books.touch(books.traders[empire_lists.RENAMED])
    if day == date(2025, 2, 3):
        books.traders[empire_lists.CLOSED].is_active = False
        books.touch(books.traders[empire_lists.CLOSED])
    if day == date(2026, 3, 16):
        books.wares[empire_lists.DISCONTINUED].is_active = False
        books.touch(books.wares[empire_lists.DISCONTINUED])


class Retail(Dealer):
    """A small sister with a shop: a sale or two every other Wednesday."""

    def trade(self, day: date) -> None:
        """Sell at the counter, and now and then on account."""
        if day.weekday() == 2 and day.toordinal() // 7 % 2:
            empire_bank.sell_at_the_counter(self)
            empire_sales.sell(self, self.someone("customer"))
            empire_purchases.buy(self, self.someone("vendor"))


def empire(seed: int, scale: float) -> Empire:
    """Return the wholesaler on the eve of its first day."""
    books = DealBooks("empire")
    empire_lists.open_lists(books, seed, scale)
    company = Empire(books, Agenda("empire", seed, scale))
    empire_cases.plan(company)
    return company


def retail(seed: int) -> Retail:
    """Return the shop on the eve of its first day."""
    books = DealBooks("empire_retail")
    empire_lists.open_lists(books, seed, 0)
    kept = ("C001", "C002", "C004", "V001", "V005")
    books.traders = {code: books.traders[code] for code in kept}
    agenda = Agenda("empire retail", seed)
    return Retail(books, agenda, opened=date(2025, 9, 1))


def companies(today: date, seed: int, scale: float) -> dict[str, Dealer]:
    """Return both companies as they stand at the end of a day."""
    both: dict[str, Dealer] = {
        "empire": empire(seed, scale),
        "empire_retail": retail(seed),
    }
    for company in both.values():
        for number in range((today - company.opened).days + 1):
            company.live(company.opened + timedelta(number))
    return both


def empty_companies() -> dict[str, Dealer]:
    """Return both companies with a chart of accounts and nothing else."""
    both: dict[str, Dealer] = {}
    for name in ("empire", "empire_retail"):
        books = DealBooks(name)
        empire_charts.open_charts(books)
        both[name] = Dealer(books, Agenda(name))
        both[name].open()
    return both
