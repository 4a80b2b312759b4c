"""The hand that keeps a site's books: every change at an instant, each remembered.

What changes without moving a document's own time of change changes here in silence:
a payment on an older site, a rename, a reposted ledger.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from sandbox.world.farms import entries, registry, stockroom
from sandbox.world.farms.books import CANCELLED, SUBMITTED, Leg, Voucher
from sandbox.world.farms.posting import legs_of
from sandbox.world.farms.registry import Deletion
from sandbox.world.farms.shelves import Shelf

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from sandbox.world.farms.farm import Farm
    from sandbox.world.farms.lists import Item, Party

BEGAN = datetime(2024, 6, 28, 15, tzinfo=UTC)


@dataclass
class Estate:
    """One site: its lists, its companies, its vouchers in the order of keying."""

    name: str
    zone: ZoneInfo
    touches_settled: bool
    """Whether settling an invoice moves the invoice's own time of change."""
    opened_at: datetime = BEGAN
    parties: dict[str, Party] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    farms: dict[str, Farm] = field(default_factory=dict)
    vouchers: list[Voucher] = field(default_factory=list)
    deletions: list[Deletion] = field(default_factory=list)
    shelves: dict[tuple[str, str], Shelf] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    touched: dict[Voucher, None] = field(default_factory=dict)
    """Every voucher changed since somebody last looked, silently or not."""
    fresh: dict[Voucher, None] = field(default_factory=dict)
    """Vouchers with ledger rows that still have the names they were born with."""
    now: datetime = BEGAN

    def live(self, day: date) -> None:
        """Open at five, local time, and let every company do its day."""
        if not self.touches_settled:
            # An older site still has the job that renames at one in the night.
            self.now = datetime.combine(day, time(1, 0, 3), self.zone).astimezone(UTC)
            registry.rename_ledger_rows(self)
        self.now = datetime.combine(day, time(5), self.zone).astimezone(UTC)
        for farm in self.farms.values():
            farm.live(day)

    def next_number(self, kind: str) -> int:
        """Count up, by kind."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return self.counts[kind]

    def tick(self) -> datetime:
        """Let a moment pass and return the instant."""
        self.now += timedelta(microseconds=7_219_413)
        return self.now

    def find(self, name: str) -> Voucher:
        """Return the voucher of a name."""
        return next(v for v in reversed(self.vouchers) if v.name == name)

    def shelf(self, item: Item, warehouse: str) -> Shelf:
        """Return where an item lies, empty the first time."""
        key = (item.code, warehouse)
        if key not in self.shelves:
            self.shelves[key] = Shelf(item, warehouse, self.now, self.now)
        return self.shelves[key]

    def touch(self, voucher: Voucher) -> None:
        """Save a document: its own time of change moves, and its rows'."""
        voucher.changed_at = voucher.children_changed_at = self.now
        self.touched[voucher] = None

    def write(self, voucher: Voucher, *, submit: bool = True) -> Voucher:
        """Key a new voucher, and submit it."""
        voucher.created_at = self.tick()
        self.vouchers.append(voucher)
        self.touch(voucher)
        if submit:
            self.submit(voucher)
        return voucher

    def submit(self, voucher: Voucher) -> None:
        """Post a draft to every ledger it belongs in."""
        self.tick()
        self.touch(voucher)
        voucher.state = SUBMITTED
        self.fresh[voucher] = None
        stock_legs = stockroom.move(self, voucher)
        voucher.legs = legs_of(voucher) + stock_legs
        for leg in voucher.legs:
            leg.created_at = leg.changed_at = self.now
            if leg.account.is_control and leg.party:
                entries.enter(self, voucher, leg)
        self._follow(voucher, 1)

    def cancel(self, voucher: Voucher) -> None:
        """Cancel a submitted voucher: reversed in every ledger, on its own date."""
        self.tick()
        entries.unlink(self, voucher)
        for journal in self._exchange_of(voucher):
            self.cancel(journal)
        self.touch(voucher)
        voucher.state = CANCELLED
        self.fresh[voucher] = None
        for leg in list(voucher.legs):
            leg.is_struck, leg.changed_at = True, self.now
            reverse = Leg(leg.account, -leg.base, -leg.amount, leg.party, leg.against)
            reverse.is_struck, reverse.edition = True, 1
            reverse.created_at = reverse.changed_at = self.now
            voucher.legs.append(reverse)
        for entry in list(voucher.entries):
            entries.strike(self, entry)
        stockroom.move_back(self, voucher)
        self._follow(voucher, -1)

    def delete(self, voucher: Voucher) -> None:
        """Delete a draft or a cancelled voucher; its ledger rows go with it."""
        self.tick()
        self.touched[voucher] = None
        voucher.is_gone = True
        self.vouchers.remove(voucher)
        self.fresh.pop(voucher, None)
        for moved in voucher.moves:
            self.shelf(moved.line.item, moved.warehouse).moves.remove(moved)
        self.deletions.append(Deletion(voucher.kind, voucher.name, self.now, voucher))

    def _exchange_of(self, payment: Voucher) -> list[Voucher]:
        """Return the journals of exchange differences that a payment caused."""
        return [
            voucher
            for voucher in (self.vouchers if payment.kind == "money" else ())
            if voucher.kind == "journal"
            and voucher.state == SUBMITTED
            and any(row.source is payment for row in voucher.rows)
        ]

    def _follow(self, voucher: Voucher, sign: int) -> None:
        """Tell orders, deliveries and returned invoices what became of them."""
        source = voucher.return_against
        if source and not voucher.updates_return_itself:
            source.returns += sign
            self.touched[source] = None
        for line in voucher.lines:
            for each in filter(None, (line.order, line.delivery)):
                self.touched[each] = None
                each.changed_at = self.now
            if line.order and voucher.kind == "delivery":
                line.order.delivered += sign * line.amount
            elif line.order:
                line.order.billed += sign * line.amount
