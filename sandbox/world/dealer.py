"""The bookkeeper of such books: every change at an instant, every link counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from sandbox.world.dealings import CHARGES, Deal

if TYPE_CHECKING:
    from decimal import Decimal

    from sandbox.world.dealings import Link
    from sandbox.world.kept import (
        ChartAccount,
        Kept,
        Label,
        TaxKind,
        TaxShare,
        Trader,
        Ware,
    )

MOMENT = timedelta(seconds=5)


@dataclass
class DealBooks:
    """One company's records, and the hand that keeps them."""

    company: str
    currency: str = "USD"
    traders: dict[str, Trader] = field(default_factory=dict)
    accounts: dict[str, ChartAccount] = field(default_factory=dict)
    wares: dict[str, Ware] = field(default_factory=dict)
    classes: dict[str, Label] = field(default_factory=dict)
    departments: dict[str, Label] = field(default_factory=dict)
    terms: dict[int, Label] = field(default_factory=dict)
    methods: dict[str, Label] = field(default_factory=dict)
    taxes: dict[str, TaxKind] = field(default_factory=dict)
    tax_shares: list[TaxShare] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)
    now: datetime = datetime(2024, 6, 30, 9, tzinfo=UTC)
    counts: dict[str, int] = field(default_factory=dict)
    deletions: list[tuple[datetime, Deal]] = field(default_factory=list)
    unbanked: list[Deal] = field(default_factory=list)
    """Money taken since the last deposit."""

    def begin(self, day: date) -> None:
        """Open the office: nine in the morning of Greenwich, before dawn in the east.

        So that everything of a day has happened at noon, when the sandbox looks.
        """
        self.now = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)

    def tick(self) -> datetime:
        """Let a moment pass and return the instant."""
        self.now += MOMENT
        return self.now

    def next_number(self, kind: str) -> int:
        """Count up, by kind."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return self.counts[kind]

    def role(self, role: str, currency: str = "") -> ChartAccount:
        """Return the account the books post to by themselves for this purpose."""
        wanted = "" if currency == self.currency else currency
        return next(
            account
            for account in self.accounts.values()
            if account.role == role and account.currency == wanted
        )

    def touch(self, kept: Kept | Deal, moment: datetime | None = None) -> None:
        """Let a record change, at a moment of its own or together with another."""
        moment = moment or self.tick()
        kept.edits += kept.created_at is not None
        kept.created_at = kept.created_at or moment
        kept.updated_at = moment
        if isinstance(kept, Deal) and kept.party:
            kept.party_name = kept.party.full_name

    def enter(self, deal: Deal) -> Deal:
        """Key a deal, and all it settles; it gets its id unless it has one."""
        deal.id = deal.id or str(self.next_number("deal"))
        self.deals.append(deal)
        self.touch(deal)
        if deal.kind in CHARGES and deal.party:
            deal.party.charges.append(deal)
        if deal.kind in ("payment", "sales_receipt"):
            self.unbanked.append(deal)
        self._count(deal, 1)
        move_stock(deal, 1)
        for banked in deal.banked:
            banked.banked_in = deal
            self.touch(banked, self.now)
        if deal.came_from:
            self.touch(deal.came_from, self.now)
        return deal

    def apply(self, payment: Deal, link: Link) -> None:
        """Use more of a payment that was keyed before."""
        payment.links.append(link)
        self.touch(payment)
        self._settle(link, link.amount)

    def void(self, deal: Deal) -> None:
        """Leave a deal in the books with nothing in it, and free what it settled."""
        self._end(deal, "voided")
        deal.note = f"Voided - {deal.note}" if deal.note else "Voided"

    def delete(self, deal: Deal) -> None:
        """Remove a deal, and free what it settled, or the money that settled it."""
        self._end(deal, "deleted")
        self.deletions.append((self.now, deal))
        for other in self.deals if deal.settled else ():
            if any(link.of is deal for link in other.links):
                self.touch(other, self.now)

    def _end(self, deal: Deal, state: str) -> None:
        self.touch(deal)
        self._count(deal, -1)
        move_stock(deal, -1)
        deal.state = state
        for banked in deal.banked:
            banked.banked_in = None
            self.touch(banked, self.now)

    def _count(self, deal: Deal, sign: int) -> None:
        for link in deal.links:
            self._settle(link, sign * link.amount)

    def _settle(self, link: Link, amount: Decimal) -> None:
        link.target.settled += amount
        self.touch(link.of, self.now)


def move_stock(deal: Deal, sign: int) -> None:
    """Move what the lines sell, buy or return; or move it back."""
    direction = _DIRECTION.get(deal.kind, 0) * sign
    for line in deal.every_line() if direction else ():
        if line.item and line.quantity and line.item.kind == "Inventory":
            line.item.quantity_on_hand += direction * line.quantity


_DIRECTION = {"invoice": -1, "sales_receipt": -1, "vendor_credit": -1}
_DIRECTION |= {"bill": 1, "credit_memo": 1, "refund_receipt": 1}
