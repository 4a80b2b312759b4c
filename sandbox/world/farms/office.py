"""The office of a farm-supply company: it keeps an agenda and writes papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from sandbox.world.amounts import ONE, cents
from sandbox.world.farms.books import Line, Voucher
from sandbox.world.farms.rates import rate

if TYPE_CHECKING:
    from sandbox.world.farms.keeper import Estate
    from sandbox.world.farms.lists import Account, Item, Party

Deed = Callable[[], object]
SERIES = {
    "sale": "ACC-SINV",
    "purchase": "ACC-PINV",
    "money": "ACC-PAY",
    "journal": "ACC-JV",
    "order": "SAL-ORD",
    "delivery": "MAT-DN",
}


@dataclass(eq=False)
class Office:
    """A company's office: its accounts, its dice, its agenda, its papers."""

    estate: Estate
    name: str
    abbreviation: str
    currency: str
    country: str
    taxes: tuple[tuple[str, str, str], ...]
    """(role of the account, percent, what is written on the paper)."""
    rounds_to: Decimal
    first_month: int
    seed: int = 0
    scale: float = 1.0
    accounts: dict[str, Account] = field(default_factory=dict)
    """By role; foreign accounts by their name."""
    agenda: dict[date, list[Deed]] = field(default_factory=dict)
    today: date = date.min
    rng: Random = field(default_factory=Random)
    waiting: list[Voucher] = field(default_factory=list)
    """Invoices and bills that the next Friday's payments settle."""

    @property
    def warehouse(self) -> str:
        """The one warehouse goods are sold from."""
        return f"Stores - {self.abbreviation}"

    def account(self, role: str) -> Account:
        """Return an account by what it is for."""
        return self.accounts[role]

    def live(self, day: date) -> None:
        """Do what is due on a day."""
        self.today = day
        self.rng = Random(f"{self.name} {self.seed} {day}")
        for deed in self.agenda.pop(day, ()):
            deed()

    def plan(self, day: date, deed: Deed) -> None:
        """Put a deed in the agenda; what is overdue is done tomorrow."""
        self.agenda.setdefault(max(day, self.today + timedelta(1)), []).append(deed)

    def later(self, low: int, high: int, deed: Deed) -> None:
        """Plan a deed some days from today."""
        self.plan(self.today + timedelta(self.rng.randint(low, high)), deed)

    def times(self, daily: float) -> int:
        """Return how often something happens today, `daily` times on average."""
        return int(daily * self.scale + self.rng.random()) if self.scale else 0

    def money(self, low: int, high: int) -> Decimal:
        """Return an amount between two, to the cent."""
        return Decimal(self.rng.randint(low * 100, high * 100)) / 100

    def someone(self, side: str) -> Party:
        """Return a party of a side that this company trades with."""
        parties = [
            party
            for party in self.estate.parties.values()
            if party.side == side
            and not party.is_gone
            and party.terms_days
            and (not party.foreign_account or party.foreign_account in self.accounts)
        ]
        return self.rng.choice(parties)

    def rate(self, currency: str, day: date) -> Decimal:
        """Return the day's rate: this company's money for one foreign unit."""
        return ONE if currency == self.currency else rate(currency, self.currency, day)

    def control(self, party: Party) -> Account:
        """Return the account a party is kept on."""
        role = "receivable" if party.side == "customer" else "payable"
        return self.accounts[party.foreign_account or role]

    def name_for(self, kind: str) -> str:
        """Return the next name of a series."""
        if kind == "sale" and self.country == "India":
            start = self.today.year - (self.today.month < 4)
            number = self.estate.next_number(f"sale {start}")
            return f"KM/{start % 100}-{(start + 1) % 100}/{number:04}"
        series = f"{SERIES[kind]}-{self.today.year}"
        return f"{series}-{self.estate.next_number(series):05}"

    def paper(self, kind: str, party: Party | None, **facts: object) -> Voucher:
        """Return a new voucher dated today, unless told otherwise, not yet keyed."""
        day = facts.get("posting_date", self.today)
        assert isinstance(day, date)
        currency = (party.currency if party else "") or self.currency
        name = str(facts.pop("name", "")) or self.name_for(kind)
        more: dict[str, object] = {
            "currency": currency,
            "rate": self.rate(currency, day),
            "account": self.control(party) if party else None,
        } | facts
        key = f"{self.estate.name} {kind} {self.estate.next_number(kind)}"
        more.setdefault("posting_date", day)
        return Voucher(kind, self, key, party=party, name=name, **more)  # type: ignore[arg-type]

    def totalled(self, voucher: Voucher, *, taxed: bool = True) -> Voucher:
        """Work out the taxes and what the grand total is rounded to."""
        is_home = voucher.currency == self.currency
        if taxed and is_home:
            voucher.taxes = [
                (self.account(role), Decimal(percent), _percent(voucher.net, percent))
                for role, percent, _ in self.taxes
            ]
        step = self.rounds_to if is_home else Decimal("0.01")
        steps = (voucher.total / step).to_integral_value()
        voucher.rounded = cents(steps * step)
        return voucher

    def line(self, item: Item, quantity: Decimal, price: Decimal, role: str) -> Line:
        """Return a line on the account of a role."""
        return Line(item, quantity, price, self.account(role))


def _percent(amount: Decimal, percent: str) -> Decimal:
    return cents(amount * Decimal(percent) / 100)
