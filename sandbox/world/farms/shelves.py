"""Stock at moving average: one shelf per item and warehouse."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.world.amounts import ZERO, cents

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from decimal import Decimal

    from sandbox.world.farms.books import Move, Voucher
    from sandbox.world.farms.lists import Item


@dataclass(eq=False, slots=True)
class Shelf:
    """What lies of an item in a warehouse, and every movement that made it so."""

    item: Item
    warehouse: str
    created_at: datetime
    changed_at: datetime
    moves: list[Move] = field(default_factory=list)
    quantity: Decimal = ZERO
    value: Decimal = ZERO

    def worth(self, quantity: Decimal) -> Decimal:
        """Return what taking a quantity away takes from the value, below zero."""
        if quantity + self.quantity == 0:
            return -self.value
        return cents(self.value * quantity / self.quantity)

    def place(self, move: Move) -> None:
        """Add a movement at the end."""
        self.moves.append(move)
        self.quantity += move.quantity
        self.value += move.value
        move.quantity_after, move.value_after = self.quantity, self.value

    def repost(self) -> Iterator[Move]:
        """Work the whole shelf out anew by posting date; yield what is worth other."""
        live = [move for move in self.moves if not move.is_struck]
        live.sort(key=lambda move: (move.voucher.posting_date, move.sequence))
        self.quantity = self.value = ZERO
        for move in live:
            # A movement out is worth what the shelf says; one in, what its paper says.
            value = self.worth(move.quantity) if move.quantity < 0 else move.value
            is_other, move.value = value != move.value, value
            self.quantity += move.quantity
            self.value += move.value
            move.quantity_after, move.value_after = self.quantity, self.value
            if is_other:
                yield move

    def is_enough_without(self, voucher: Voucher) -> bool:
        """Whether the shelf never runs empty when a voucher's movements go."""
        left = ZERO
        live = [m for m in self.moves if not m.is_struck and m.voucher is not voucher]
        for move in sorted(live, key=lambda m: (m.voucher.posting_date, m.sequence)):
            left += move.quantity
            if left < 0:
                return False
        return True
