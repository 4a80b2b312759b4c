"""The ordinary days of a farm-supply company."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.world.amounts import cents
from sandbox.world.farms import fates, till
from sandbox.world.farms.changes import keep_the_lists
from sandbox.world.farms.company import Firm

if TYPE_CHECKING:
    from sandbox.world.farms.books import Line, Voucher
    from sandbox.world.farms.lists import Item

OPENED = date(2024, 7, 1)


@dataclass(eq=False)
class Farm(Firm):
    """A company that sells seed, feed and fertiliser."""

    sales_a_day: float = 2.0
    bills_a_day: float = 0.7
    keeps_the_lists: bool = False
    """Whether changes of the site's lists happen in this company's office."""

    def live(self, day: date) -> None:
        """Do what is due, then what any day brings."""
        super().live(day)
        if day == OPENED:
            self._open()
        if self.keeps_the_lists:
            keep_the_lists(self, day)
        if day.weekday() < 5 and self.scale:
            self._trade()
        if day.weekday() == 4:
            till.pay_what_waits(self)
        if day.weekday() == 6 and day.month == 11 and day.day <= 7:
            till.night_market(self)
        till.close_the_month(self, day)

    def _open(self) -> None:
        """Buy the first stock."""
        if not self.scale:
            return
        supplier = self.someone("supplier")
        lines = [
            self.line(item, Decimal(400), item.cost, "stock")
            for item in self.estate.items.values()
            if item.is_stocked
        ]
        self.bill(supplier.code, lines)

    def _trade(self) -> None:
        for _ in range(self.times(self.bills_a_day)):
            self._buy()
        for _ in range(self.times(self.sales_a_day)):
            self._sell()
        for _ in range(self.times(self.sales_a_day / 8)):
            till.sell_at_the_counter(self)
        for _ in range(self.times(self.sales_a_day / 12)):
            till.order(self)
        for _ in range(self.times(self.sales_a_day / 25)):
            till.take_an_advance(self)
        for _ in range(self.times(0.06)):
            till.journal_on_a_party(self)

    def sales_lines(self, count: int) -> list[Line]:
        """Return what somebody takes: only what is there."""
        lines, taken = [], set()
        for _ in range(count):
            item = self.rng.choice(list(self.estate.items.values()))
            quantity = Decimal(self.rng.randint(1, 24))
            if item.is_gone or item in taken:
                continue
            if item.is_stocked and self._on_hand(item) < quantity:
                continue
            taken.add(item)
            role = "sales" if item.is_stocked else "services"
            price = item.price
            if self.rng.random() < 0.1:
                price = cents(price * Decimal("0.95"))
            lines.append(self.line(item, quantity, price, role))
        return lines

    def priced(self, lines: list[Line], rate: Decimal) -> list[Line]:
        """Put home prices into the currency of a paper."""
        for line in lines:
            line.price = cents(line.price / rate)
        return lines

    def _on_hand(self, item: Item) -> Decimal:
        shelf = self.estate.shelves.get((item.code, self.warehouse))
        return shelf.quantity if shelf else Decimal(0)

    def _sell(self) -> None:
        party = self.someone("customer")
        lines = self.sales_lines(self.rng.randint(1, 5))
        if not lines:
            return
        day = self.today
        moves_stock = self.rng.random() < 0.8
        voucher = self.paper(
            "sale",
            party,
            posting_date=day,
            due_date=day + timedelta(party.terms_days),
            moves_stock=moves_stock,
        )
        voucher.lines = self.priced(lines, voucher.rate)
        self._key(self.totalled(voucher))

    def _buy(self) -> None:
        short = [
            item
            for item in self.estate.items.values()
            if item.is_stocked and not item.is_gone and self._on_hand(item) < 150
        ]
        party = self.someone("supplier")
        if short:
            lines = [
                self.line(
                    item,
                    Decimal(self.rng.randint(200, 400)),
                    cents(item.cost * Decimal(self.rng.randint(90, 112)) / 100),
                    "stock",
                )
                for item in short[:3]
            ]
        else:
            item = self.estate.items["DELIVERY"]
            role = self.rng.choice(("expense", "freight"))
            factor = 40 if self.currency == "INR" else 1
            price = self.money(40, 900) * factor
            lines = [self.line(item, Decimal(1), price, role)]
        self.bill(party.code, lines)

    def bill(self, supplier: str, lines: list[Line], **facts: object) -> Voucher:
        """Key a supplier's bill."""
        party = self.estate.parties[supplier]
        day = facts.setdefault("posting_date", self.today)
        assert isinstance(day, date)
        facts.setdefault("due_date", day + timedelta(party.terms_days))
        facts.setdefault("bill_number", f"B-{self.rng.randint(1000, 9999)}")
        voucher = self.paper("purchase", party, moves_stock=True, **facts)
        voucher.lines = self.priced(lines, voucher.rate)
        self._key(self.totalled(voucher, taxed=self.currency == "INR"))
        return voucher

    def _key(self, voucher: Voucher) -> None:
        """Key a paper, or leave it a draft, and decide what becomes of it."""
        if voucher.rounded <= 0:
            return
        is_stock_bill = voucher.kind == "purchase" and any(
            line.item.is_stocked for line in voucher.lines
        )
        if self.rng.random() < 0.03 and not is_stock_bill:
            voucher.moves_stock = False
            self.estate.write(voucher, submit=False)
            fates.decide_on_draft(self, voucher)
            return
        self.estate.write(voucher)
        fates.tell(self, voucher)
