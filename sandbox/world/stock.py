"""Stock at average cost: what a posted document moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.world.amounts import cents
from sandbox.world.books import CHARGES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from sandbox.world.books import Document, Line
    from sandbox.world.lists import Item

_DIRECTION = {"invoice": -1, "credit_note": 1, "bill": 1, "supplier_credit": -1}


def move(document: Document, items: Mapping[str, Item]) -> None:
    """Move what the document's lines sell, buy or return, and note it down."""
    direction = _DIRECTION.get(document.kind, 0)
    for line in document.lines:
        item = items.get(line.item or "")
        if direction and item and item.is_tracked and line.quantity and line.amount:
            quantity = line.quantity * direction
            cost = _cost(document, item, line, quantity)
            item.move(quantity, cost)
            document.stock_moves.append((item, quantity, cost))


def move_back(document: Document) -> None:
    """Undo what the document moved, at the same cost."""
    for item, quantity, cost in document.stock_moves:
        item.move(-quantity, -cost)


def _cost(document: Document, item: Item, line: Line, quantity: Decimal) -> Decimal:
    """Return what the line says when buying, the average when selling."""
    if document.kind in ("bill", "supplier_credit"):
        sign = 1 if document.kind in CHARGES else -1
        return sign * cents(document.net_of(line) / document.rate)
    if item.quantity_on_hand:
        return cents(item.cost_pool * quantity / item.quantity_on_hand)
    return cents(item.cost * quantity)
