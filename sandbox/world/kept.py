"""The lists of books in which one payment may settle many documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.world.amounts import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from sandbox.world.dealings import Deal


@dataclass(eq=False, slots=True, kw_only=True)
class Kept:
    """A record of a list; `edits` counts its changes."""

    id: str = ""
    name: str
    is_active: bool = True
    created_at: datetime | None = None
    updated_at: datetime | None = None
    edits: int = 0


@dataclass(eq=False, slots=True, kw_only=True)
class Trader(Kept):
    """A customer (perhaps a job of another) or a vendor."""

    code: str
    side: str = "customer"
    currency: str = "USD"
    parent: Trader | None = None
    is_billed_with_parent: bool = False
    terms_days: int = 30
    place: str = ""
    is_taxed: bool = True
    charges: list[Deal] = field(default_factory=list)
    """Invoices or bills that may still be open, oldest first."""

    @property
    def full_name(self) -> str:
        """The name behind the names of all parents."""
        return f"{self.parent.full_name}:{self.name}" if self.parent else self.name

    @property
    def level(self) -> int:
        """How many parents there are above it."""
        return self.parent.level + 1 if self.parent else 0


@dataclass(eq=False, slots=True, kw_only=True)
class ChartAccount(Kept):
    """An account; `role` marks the ones the books post to by themselves."""

    code: str
    number: str = ""
    kind: str
    detail: str
    role: str = ""
    currency: str = ""


@dataclass(eq=False, slots=True, kw_only=True)
class Ware(Kept):
    """Something bought or sold, a category of such things, or a bundle of them."""

    code: str
    kind: str
    price: Decimal = ZERO
    cost: Decimal = ZERO
    parent: Ware | None = None
    income: ChartAccount | None = None
    is_taxed: bool = True
    members: list[tuple[Ware, int]] = field(default_factory=list)
    quantity_on_hand: Decimal = ZERO

    @property
    def full_name(self) -> str:
        """The name behind its category's."""
        return f"{self.parent.full_name}:{self.name}" if self.parent else self.name


@dataclass(eq=False, slots=True, kw_only=True)
class Label(Kept):
    """A class, a department, a way to pay, terms of payment."""


@dataclass(eq=False, slots=True, kw_only=True)
class TaxShare(Kept):
    """One agency's rate of tax, in percent."""

    percent: Decimal


@dataclass(eq=False, slots=True, kw_only=True)
class TaxKind(Kept):
    """A kind of tax: the rates it is made of."""

    shares: list[TaxShare] = field(default_factory=list)
