"""Names: what is renamed, merged or deleted, mostly without a trace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.world.farms.books import Voucher
    from sandbox.world.farms.keeper import Estate
    from sandbox.world.farms.lists import Item, Party


@dataclass(eq=False, slots=True)
class Deletion:
    """A document that was deleted through the application: it leaves a note."""

    kind: str
    name: str
    at: datetime
    voucher: Voucher | None = None


def rename(estate: Estate, party: Party, name: str) -> None:
    """Rename a party everywhere, in silence: the old name is simply gone."""
    estate.tick()
    party.name = name
    _touch_all_of(estate, party)


def merge(estate: Estate, party: Party, into: Party) -> None:
    """Merge a party into another; only its own record leaves a note."""
    estate.tick()
    _touch_all_of(estate, party)
    for voucher in estate.vouchers:
        voucher.party = into if voucher.party is party else voucher.party
        for leg in voucher.legs:
            leg.party = into if leg.party is party else leg.party
        for row in voucher.rows:
            row.party = into if row.party is party else row.party
        for entry in voucher.entries:
            entry.party = into if entry.party is party else entry.party
    party.is_gone = True
    estate.deletions.append(Deletion(party.side, party.name, estate.tick()))


def _touch_all_of(estate: Estate, party: Party) -> None:
    for voucher in estate.vouchers:
        parties = [voucher.party, *(leg.party for leg in voucher.legs)]
        if any(each is party for each in parties + [r.party for r in voucher.rows]):
            estate.touched[voucher] = None


def remove_item(estate: Estate, item: Item) -> None:
    """Delete an item that papers still name."""
    item.is_gone = True
    estate.deletions.append(Deletion("item", item.code, estate.tick()))


def rename_ledger_rows(estate: Estate) -> None:
    """Give every ledger row that waits for it the name of a series."""
    for voucher in estate.fresh:
        for leg in voucher.legs:
            if not leg.number:
                leg.number, leg.changed_at = estate.next_number("gl"), estate.now
        for moved in voucher.moves:
            if not moved.number:
                moved.number, moved.changed_at = estate.next_number("sle"), estate.now
        estate.touched[voucher] = None
    estate.fresh.clear()
