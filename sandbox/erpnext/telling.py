"""Which documents and rows a doctype holds, told from a site's world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.erpnext import ledgers, money, papers
from sandbox.erpnext.masters import MASTERS
from sandbox.erpnext.wire import DOCTYPE_OF

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sandbox.erpnext.store import Stored
    from sandbox.world.farms.books import Voucher
    from sandbox.world.farms.keeper import Estate

    Told = Iterator[tuple[Voucher | None, Stored]]

LEDGERS = {
    "GL Entry": ledgers.general,
    "Payment Ledger Entry": ledgers.payments,
    "Stock Ledger Entry": ledgers.stock,
}
_PAPERS = {
    "money": money.payment,
    "journal": money.journal,
    "order": papers.order,
    "delivery": papers.delivery,
}


def told(name: str, estate: Estate, today: date) -> Told:
    """Yield all that a doctype holds, with the voucher each row comes from."""
    if name in MASTERS:
        for record in MASTERS[name](estate, today):
            yield None, record
    for voucher in estate.vouchers:
        yield from told_of(name, voucher, today)


def told_of(name: str, voucher: Voucher, today: date) -> Told:
    """Yield what a doctype holds of one voucher."""
    zone = voucher.firm.estate.zone
    if voucher.is_gone:
        return
    if name in LEDGERS:
        for record in LEDGERS[name](voucher, zone):
            yield voucher, record
    elif DOCTYPE_OF[voucher.kind] == name and voucher.kind in _PAPERS:
        yield voucher, _PAPERS[voucher.kind](voucher, zone)
    elif DOCTYPE_OF[voucher.kind] == name:
        yield voucher, papers.invoice(voucher, zone, today)
