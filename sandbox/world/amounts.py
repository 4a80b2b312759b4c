"""Money: exact decimals, rounded to cents in one way."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


ZERO = Decimal("0.00")


ONE = Decimal("1.0")


def cents(amount: Decimal) -> Decimal:
    """Round to cents, halves away from zero."""
    return amount.quantize(CENT, ROUND_HALF_UP)
