"""The days on which a unit opens, is renamed or given up, and somebody leaves."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sandbox.world.painters import lists

if TYPE_CHECKING:
    from sandbox.world.painters.keeper import Keeper

RENAMED_ON, GIVEN_UP_ON, LEFT_ON = (
    date(2026, 3, 2),
    date(2025, 11, 14),
    date(2026, 6, 25),
)
NEW_NAME = "Andy's Painting-Sales"
GIVEN_UP = {
    lists.WEST_SALES: "Z-DO NOT USE - West - Sales",
    # Whoever renamed it did not look at the spaces.
    lists.WEST_PRODUCTION: "Z-DO NOT USE - West- Production",
}


def keep_the_lists(keeper: Keeper, day: date) -> None:
    """Change what changes on this day."""
    opening = [facts for facts in lists.units() if facts.opens == day]
    for facts in opening:
        keeper.open_unit(facts)
    for facts in opening:
        keeper.units[facts.id].painters = keeper.units[facts.painters]
        for name, position, unit, team in lists.people():
            if unit == facts.id:
                keeper.hire(name, position, keeper.units[unit], team)
    if day == RENAMED_ON:
        keeper.rename_unit(keeper.units[lists.ANDYS], NEW_NAME)
    if day == GIVEN_UP_ON:
        for number, name in GIVEN_UP.items():
            keeper.rename_unit(keeper.units[number], name)
            keeper.retire_unit(keeper.units[number])
    if day == LEFT_ON:
        keeper.let_go(next(p for p in keeper.people if p.name == lists.LEAVES))
