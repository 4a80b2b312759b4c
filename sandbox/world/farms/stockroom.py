"""The stock ledger: what vouchers move on the shelves, and what it is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.world.farms.books import Leg, Move

if TYPE_CHECKING:
    from decimal import Decimal

    from sandbox.world.farms.books import Line, Voucher
    from sandbox.world.farms.keeper import Estate
    from sandbox.world.farms.shelves import Shelf


def move(estate: Estate, voucher: Voucher) -> list[Leg]:
    """Move what a voucher sells, buys or takes back; return the legs that follow."""
    if voucher.moves_stock:
        for line in voucher.lines:
            if line.item.is_stocked:
                _place(estate, voucher, line)
    return [leg for moved in voucher.moves for leg in _legs(voucher, moved) if leg.base]


def _place(estate: Estate, voucher: Voucher, line: Line) -> None:
    comes_in = voucher.kind == "purchase"
    quantity = line.quantity if comes_in else -line.quantity
    shelf = estate.shelf(line.item, voucher.firm.warehouse)
    value = voucher.to_base(line.amount) if comes_in else shelf.worth(quantity)
    moved = _moved(estate, voucher, line, quantity, value)
    shelf.place(moved)
    shelf.changed_at = estate.now


def _moved(
    estate: Estate, voucher: Voucher, line: Line, quantity: Decimal, value: Decimal
) -> Move:
    moved = Move(
        voucher,
        line,
        voucher.firm.warehouse,
        quantity,
        value,
        estate.now,
        estate.now,
        estate.next_number("move"),
    )
    voucher.moves.append(moved)
    return moved


def _legs(voucher: Voucher, moved: Move) -> list[Leg]:
    stock = voucher.firm.account("stock")
    legs = [Leg(stock, moved.value, moved.value, move=moved)]
    if voucher.kind != "purchase":
        cost = voucher.firm.account("cost_of_goods")
        legs.append(Leg(cost, -moved.value, -moved.value, move=moved))
    return legs


def move_back(estate: Estate, voucher: Voucher) -> None:
    """Undo a cancelled voucher's movements."""
    for moved in list(voucher.moves):
        shelf = estate.shelf(moved.line.item, moved.warehouse)
        moved.is_struck, moved.changed_at = True, estate.now
        quantity, value = -moved.quantity, -moved.value
        back = _moved(estate, voucher, moved.line, quantity, value)
        back.is_struck = True
        shelf.moves.append(back)
        repost(estate, shelf)


def repost(estate: Estate, shelf: Shelf) -> int:
    """Value a shelf anew: stock rows change in silence, ledger rows come anew."""
    shelf.changed_at = estate.tick()
    changed = 0
    for moved in shelf.repost():
        changed += 1
        estate.fresh[moved.voucher] = None
        for leg in moved.voucher.legs:
            if leg.move is moved:
                is_stock = leg.account.role == "stock"
                leg.base = leg.amount = moved.value if is_stock else -moved.value
                leg.edition, leg.number = leg.edition + 2, 0
                leg.created_at = leg.changed_at = estate.now
    for moved in shelf.moves:
        estate.touched[moved.voucher] = None
    return changed
