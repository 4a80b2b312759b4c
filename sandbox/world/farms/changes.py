"""The few days on which a list changes, or old stock is keyed late."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.world.farms import catalogue, registry, stockroom

if TYPE_CHECKING:
    from sandbox.world.farms.farm import Farm


def keep_the_lists(farm: Farm, day: date) -> None:
    """Change what changes on this day."""
    change = _CHANGES.get(day)
    if change and farm.scale:
        change(farm)


def _rename(farm: Farm) -> None:
    party = farm.estate.parties[catalogue.RENAMED]
    registry.rename(farm.estate, party, catalogue.NEW_NAME)


def _merge(farm: Farm) -> None:
    parties = farm.estate.parties
    merged, into = parties[catalogue.MERGED], parties[catalogue.MERGED_INTO]
    registry.merge(farm.estate, merged, into)


def _discontinue(farm: Farm) -> None:
    item = farm.estate.items[catalogue.DISCONTINUED]
    registry.remove_item(farm.estate, item)


def _key_old_stock(farm: Farm) -> None:
    """Key a stock bill of last week: everything after it is valued anew."""
    item = farm.estate.items["NPK 19:19:19"]
    price = item.cost * Decimal("1.2")
    lines = [farm.line(item, Decimal(60), price, "stock")]
    day = farm.today - timedelta(8)
    farm.bill("S001", lines, posting_date=day)
    stockroom.repost(farm.estate, farm.estate.shelf(item, farm.warehouse))


_CHANGES = {
    date(2025, 2, 20): _key_old_stock,
    date(2025, 5, 12): _rename,
    date(2025, 8, 19): _merge,
    date(2025, 9, 10): _key_old_stock,
    date(2026, 3, 16): _discontinue,
    date(2026, 5, 14): _key_old_stock,
}
