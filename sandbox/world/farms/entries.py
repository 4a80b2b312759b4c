"""The payment ledger: what every voucher moves on every open item, and takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.world.amounts import cents
from sandbox.world.farms.books import SUBMITTED, Entry, Reference

if TYPE_CHECKING:
    from decimal import Decimal

    from sandbox.world.farms.books import Leg, Voucher
    from sandbox.world.farms.keeper import Estate


def enter(estate: Estate, voucher: Voucher, leg: Leg) -> None:
    """Enter a leg on a party's account as a movement of an open item."""
    assert leg.party
    sign, against = leg.account.sign, leg.against or voucher
    entry = Entry(
        voucher,
        against,
        leg.account,
        leg.party,
        sign * leg.amount,
        sign * leg.base,
        voucher.due_date,
        estate.now,
        estate.now,
        edition=len(voucher.entries) * 100,
    )
    voucher.entries.append(entry)
    _count(estate, entry, 1)
    if against is not voucher:
        _settled(estate, against)


def strike(estate: Estate, entry: Entry) -> None:
    """Delink a row and write its opposite, delinked too."""
    _count(estate, entry, -1)
    entry.is_struck, entry.changed_at = True, estate.now
    reverse = _like(estate, entry, entry.against, -entry.amount, -entry.base)
    reverse.due_date, reverse.is_struck = entry.due_date, True
    reverse.edition = entry.edition + 50
    if entry.against is not entry.voucher:
        _settled(estate, entry.against)


def reconcile(
    estate: Estate, payment: Voucher, voucher: Voucher, amount: Decimal
) -> None:
    """Use money on account on a voucher: one row goes, others come.

    The rows keep the payment's own date, whenever the voucher was posted.
    """
    estate.tick()
    own = next(e for e in payment.entries if e.against is payment)
    used = amount if own.amount > 0 else -amount
    _count(estate, own, -1)
    payment.entries.remove(own)
    before = abs(voucher.open_amount)
    reference = Reference(voucher, amount, payment.rate, open_before=before)
    payment.references.append(reference)
    base = own.base if own.amount == used else cents(used * payment.rate)
    pieces = [(voucher, used, base, len(payment.references))]
    if own.amount != used:
        rest = own.amount - used
        pieces.append((payment, rest, own.base - base, own.edition + 1))
    for against, part, part_base, edition in pieces:
        entry = _like(estate, own, against, part, part_base)
        entry.edition = edition
        _count(estate, entry, 1)
    estate.touch(payment)
    _settled(estate, voucher)


def unlink(estate: Estate, voucher: Voucher) -> None:
    """Take payments off a voucher about to be cancelled: they are on account."""
    for payment in estate.vouchers:
        if payment.kind != "money" or payment.state != SUBMITTED:
            continue
        linked = [e for e in payment.entries if e.against is voucher]
        for entry in linked:
            _count(estate, entry, -1)
            entry.against, entry.changed_at = payment, estate.now
            _count(estate, entry, 1)
        if linked:
            kept = [r for r in payment.references if r.voucher is not voucher]
            payment.references = kept
            for leg in payment.legs:
                leg.against = None if leg.against is voucher else leg.against
            estate.touch(payment)


def _like(
    estate: Estate, entry: Entry, against: Voucher, amount: Decimal, base: Decimal
) -> Entry:
    """Write another row of a row's voucher, account and party."""
    new = Entry(
        entry.voucher,
        against,
        entry.account,
        entry.party,
        amount,
        base,
        None,
        estate.now,
        estate.now,
    )
    entry.voucher.entries.append(new)
    return new


def _count(estate: Estate, entry: Entry, sign: int) -> None:
    entry.against.open_amount += sign * entry.amount
    entry.against.open_base += sign * entry.base
    estate.touched[entry.against] = None


def _settled(estate: Estate, voucher: Voucher) -> None:
    """Note that what is open on a voucher has changed."""
    estate.touched[voucher] = None
    if estate.touches_settled:
        voucher.changed_at = estate.now
