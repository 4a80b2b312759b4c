"""The lists a farm-supply site keeps: parties, items, accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.world.amounts import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


@dataclass(eq=False, slots=True)
class Party:
    """A customer or a supplier of the site."""

    code: str
    name: str
    side: str
    group: str
    territory: str
    currency: str = ""
    """The currency it is billed in; empty for each company's own."""
    terms_days: int = 30
    foreign_account: str = ""
    """The account it is kept on, where that is not the ordinary one."""
    first_name: str = ""
    is_gone: bool = False
    created_at: datetime | None = None
    changed_at: datetime | None = None

    def __post_init__(self) -> None:
        self.first_name = self.first_name or self.name


@dataclass(eq=False, slots=True)
class Account:
    """An account of one company; `role` is what the books use it for."""

    name: str
    role: str
    root: str
    kind: str
    currency: str

    @property
    def sign(self) -> int:
        """1 where a debit raises what is owed, -1 where a credit does."""
        return -1 if self.kind == "Payable" else 1

    @property
    def is_control(self) -> bool:
        """Whether the account holds what parties owe, or are owed."""
        return self.kind in ("Receivable", "Payable")


@dataclass(eq=False, slots=True)
class Item:
    """Something bought or sold."""

    code: str
    name: str
    group: str
    unit: str
    price: Decimal
    cost: Decimal = ZERO
    is_stocked: bool = True
    is_gone: bool = False
    created_at: datetime | None = None
    changed_at: datetime | None = None
