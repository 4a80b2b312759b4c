"""The lists a company keeps: parties, accounts, items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.world.amounts import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


@dataclass(eq=False, slots=True)
class Party:
    """A customer, a supplier, or both."""

    code: str
    name: str
    side: str = "customer"
    currency: str = "NZD"
    region: str = "Auckland"
    channel: str = "Wholesale"
    group: str | None = None
    terms_days: int = 20
    is_archived: bool = False
    merged_into: Party | None = None
    updated_at: datetime | None = None
    key: str = ""

    def __post_init__(self) -> None:
        self.key = self.key or f"contact {self.code}"


@dataclass(eq=False, slots=True)
class Account:
    """An account; `role` marks the ones the books post to by themselves."""

    code: str
    name: str
    kind: str
    role: str = ""
    currency: str = ""
    is_archived: bool = False


@dataclass(eq=False, slots=True)
class Item:
    """Something bought or sold; stock is kept at average cost where it is tracked."""

    code: str
    name: str
    price: Decimal
    cost: Decimal = ZERO
    account: str = "200"
    group: str = "coffee"
    is_tracked: bool = False
    is_deleted: bool = False
    quantity_on_hand: Decimal = ZERO
    cost_pool: Decimal = ZERO
    updated_at: datetime | None = None

    def move(self, quantity: Decimal, cost: Decimal) -> None:
        """Add to (or take from) the stock and what it cost."""
        self.quantity_on_hand += quantity
        self.cost_pool += cost
