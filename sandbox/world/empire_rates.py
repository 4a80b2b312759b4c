"""Exchange rates of the pretend world: US dollars for one unit of foreign money."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_MILLIONTHS = {"CAD": 728_000, "EUR": 1_086_000}
_SWING = 40_000
_PERIOD = 170


@lru_cache(maxsize=8192)
def dollars_for(currency: str, day: date) -> Decimal:
    """Return the day's rate: a slow swing and a little noise, never a float."""
    if currency not in _MILLIONTHS:
        return Decimal(1)
    step = abs((day.toordinal() % _PERIOD) - _PERIOD // 2)
    swing = _SWING * step // (_PERIOD // 2) - _SWING // 2
    noise = Random(f"{currency} {day}").randrange(-5_000, 5_000)
    return Decimal(_MILLIONTHS[currency] + swing + noise).scaleb(-6)
