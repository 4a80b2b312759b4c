"""A painting contractor in Arizona and Nevada, its days in Phoenix.

The office lives one day after another from the same first day, with dice of its own.
At noon UTC of a sandbox's day it is five in the morning in Phoenix: yesterday was the
last day that was lived, and today is only planned.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sandbox.world.painters import cases
from sandbox.world.painters.lists import OPENED
from sandbox.world.painters.office import Office

if TYPE_CHECKING:
    from datetime import date

__all__ = ["OPENED", "Office", "painters"]


def painters(today: date, seed: int, scale: float, *, is_empty: bool = False) -> Office:
    """Return the office on the morning of a day: what came before has happened."""
    office = Office("painters", seed, 0.0 if is_empty else scale)
    if not is_empty:
        cases.plan(office)
    for number in range((today - OPENED).days):
        office.live(OPENED + timedelta(number))
    return office
