"""Exchange rates of the farms' world: one company's money for one foreign unit."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING

from sandbox.world.amounts import ONE

if TYPE_CHECKING:
    from datetime import date

_IN_RUPEES = {"INR": ONE, "USD": Decimal(84), "EUR": Decimal(91), "CAD": Decimal(62)}


@lru_cache(maxsize=8192)
def rate(currency: str, base: str, day: date) -> Decimal:
    """Return the pretend world's rate of a day, to four places."""
    step = abs(day.toordinal() % 180 - 90) - 45
    noise = Random(f"{currency}{base}{day}").randrange(-80, 80)
    per_ten_thousand = Decimal(10_000 + 6 * step + noise)
    middle = _IN_RUPEES[currency] / _IN_RUPEES[base]
    return (middle * per_ten_thousand / 10_000).quantize(Decimal("0.0001"))
