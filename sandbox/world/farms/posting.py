"""What a voucher posts to the general ledger: legs that sum to zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.world.amounts import ZERO, cents
from sandbox.world.farms.books import Leg, Voucher

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from sandbox.world.farms.lists import Account


def legs_of(voucher: Voucher) -> list[Leg]:
    """Return the legs of a voucher, less those that follow its stock movements."""
    legs = _LEGS[voucher.kind](voucher) if voucher.kind in _LEGS else []
    return [leg for leg in legs if leg.base or leg.amount or leg.party]


def _plain(account: Account, base: Decimal) -> Leg:
    return Leg(account, base, base)


def _in_account(voucher: Voucher, amount: Decimal) -> tuple[Decimal, Decimal]:
    """Return an amount of the paper in base, and in the party account's currency."""
    base = voucher.to_base(amount)
    return base, base if voucher.is_in_home_account else amount


def _invoice(voucher: Voucher) -> list[Leg]:
    """Return an invoice's or a bill's legs: the party, the lines, taxes, rounding."""
    assert voucher.account
    sign = voucher.account.sign
    base, amount = _in_account(voucher, voucher.rounded)
    itself = voucher if voucher.updates_return_itself else voucher.return_against
    legs = [Leg(voucher.account, sign * base, sign * amount, voucher.party, itself)]
    by_account: dict[Account, Decimal] = {}
    for line in voucher.lines:
        if voucher.kind == "purchase" and voucher.moves_stock and line.item.is_stocked:
            continue
        by_account[line.account] = by_account.get(line.account, ZERO) + line.amount
    for account, net in by_account.items():
        legs.append(_plain(account, -sign * voucher.to_base(net)))
    for account, _, tax in voucher.taxes:
        legs.append(_plain(account, -sign * voucher.to_base(tax)))
    stocked = _stocked(voucher) if voucher.kind == "purchase" else ZERO
    rest = sum((leg.base for leg in legs), stocked)
    legs.append(_plain(voucher.firm.account("round_off"), -rest))
    return legs + _paid_at_once(voucher)


def _stocked(voucher: Voucher) -> Decimal:
    """Return what the bill's stock movements will debit."""
    if not voucher.moves_stock:
        return ZERO
    stocked = (line for line in voucher.lines if line.item.is_stocked)
    return sum((voucher.to_base(line.amount) for line in stocked), ZERO)


def _paid_at_once(voucher: Voucher) -> list[Leg]:
    """Return the legs of an invoice paid at the till, and of what was let go."""
    legs = []
    assert voucher.account
    for account, amount in (
        (voucher.bank, voucher.paid if voucher.is_paid_at_once else ZERO),
        (voucher.firm.account("write_off"), voucher.written_off),
    ):
        if account and amount:
            legs.append(Leg(voucher.account, -amount, -amount, voucher.party, voucher))
            legs.append(_plain(account, amount))
    return legs


def _payment(voucher: Voucher) -> list[Leg]:
    """Return a payment's legs: one per reference, what is left over, and the bank."""
    assert voucher.bank
    if voucher.bank_to:
        into, out = voucher.bank_to, voucher.bank
        return [_plain(into, voucher.paid), _plain(out, -voucher.paid)]
    sign = -1 if voucher.direction == "receive" else 1
    used = [(each.amount, each.voucher) for each in voucher.references]
    legs = [_settling(voucher, sign * amount, against) for amount, against in used]
    if voucher.unallocated:
        legs.append(_settling(voucher, sign * voucher.unallocated, None))
    for account, amount in voucher.deductions:
        legs.append(_plain(account, -sign * amount))
    rest = sum((leg.base for leg in legs), ZERO)
    return [*legs, _plain(voucher.bank, -rest)]


def _settling(voucher: Voucher, amount: Decimal, against: Voucher | None) -> Leg:
    assert voucher.account
    base = cents(amount * voucher.rate)
    return Leg(voucher.account, base, amount, voucher.party, against)


def _journal(voucher: Voucher) -> list[Leg]:
    return [
        Leg(row.account, row.base, row.amount, row.party, row.against or row.source)
        for row in voucher.rows
    ]


_LEGS: dict[str, Callable[[Voucher], list[Leg]]] = {
    "sale": _invoice,
    "purchase": _invoice,
    "money": _payment,
    "journal": _journal,
}
