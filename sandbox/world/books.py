"""What a company's books hold: who, what, when, how much. No vendor is known here.

Amounts are exact decimals. A rate is foreign units for one unit of the books' own
currency, so base = amount / rate.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.world.amounts import ONE, ZERO

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from sandbox.world.lists import Account, Item, Party


CHARGES = {"invoice": "receivable", "bill": "payable"}
CREDITS = {
    "credit_note": "receivable",
    "overpayment": "receivable",
    "prepayment": "receivable",
    "supplier_credit": "payable",
    "supplier_overpayment": "payable",
    "supplier_prepayment": "payable",
}


@dataclass(eq=False, slots=True)
class Line:
    """A line as written: `amount` is what the paper says, tax inside it or not."""

    description: str
    amount: Decimal | None = None
    tax: Decimal = ZERO
    account: str | None = None
    tax_code: str | None = None
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    discount_rate: Decimal | None = None
    discount_amount: Decimal | None = None
    item: str | None = None
    region: str | None = None
    channel: str | None = None


@dataclass(eq=False, slots=True)
class Document:
    """An invoice, bill, credit, over- or prepayment, or money straight to or from bank.

    States: draft, submitted, posted, voided, deleted.
    """

    kind: str
    key: str
    number: str
    party: Party
    issue_date: date
    due_date: date
    lines: list[Line]
    currency: str = "NZD"
    rate: Decimal = ONE
    tax_mode: str = "exclusive"
    rounding: Decimal = ZERO
    reference: str = ""
    bank: str = ""
    state: str = "posted"
    is_reconciled: bool = False
    party_name: str = ""
    net: Decimal = ZERO
    tax: Decimal = ZERO
    total: Decimal = ZERO
    updated_at: datetime | None = None
    payments: list[Payment] = field(default_factory=list)
    allocations: list[Allocation] = field(default_factory=list)
    stock_moves: list[tuple[Item, Decimal, Decimal]] = field(default_factory=list)

    def __post_init__(self) -> None:
        written = sum((line.amount for line in self.lines if line.amount), ZERO)
        tax = sum((line.tax for line in self.lines), ZERO)
        self.tax = tax + self.rounding
        self.net = written - tax if self.tax_mode == "inclusive" else written
        self.total = self.net + self.tax

    def net_of(self, line: Line) -> Decimal:
        """Return a line's amount without tax."""
        written = line.amount or ZERO
        return written - line.tax if self.tax_mode == "inclusive" else written

    @property
    def open(self) -> Decimal:
        """What the bookkeeper still expects, never below zero."""
        paid = sum((p.amount for p in self.payments if not p.is_deleted), ZERO)
        used = sum((a.amount for a in self.allocations if not a.is_deleted), ZERO)
        return self.total - paid - used


@dataclass(eq=False, slots=True)
class Payment:
    """Money that settles a charge, or refunds a credit."""

    key: str
    document: Document
    date: date
    amount: Decimal
    rate: Decimal
    bank: Account
    reference: str = ""
    is_deleted: bool = False
    is_reconciled: bool = False
    names_credit_as_invoice: bool = False
    """Keyed long ago, when a refund named its credit note in the invoice's place."""
    party_name: str = ""
    batch: Batch | None = None
    updated_at: datetime | None = None


@dataclass(eq=False, slots=True)
class Allocation:
    """Part of a credit used on a charge."""

    key: str
    credit: Document
    charge: Document
    date: date
    amount: Decimal
    is_deleted: bool = False


@dataclass(eq=False, slots=True)
class Batch:
    """Several payments that left or reached the bank as one sum."""

    key: str
    kind: str
    date: date
    bank: Account
    payments: list[Payment] = field(default_factory=list)
    updated_at: datetime | None = None


@dataclass(eq=False, slots=True)
class Transfer:
    """Money between two of the company's own bank accounts, in the base currency."""

    key: str
    date: date
    source: Account
    target: Account
    amount: Decimal
    reference: str


@dataclass(eq=False, slots=True)
class ManualJournal:
    """A journal keyed by the accountant: (account code, amount), debits positive."""

    key: str
    date: date
    narration: str
    lines: list[tuple[str, Decimal]]
    state: str = "posted"
    updated_at: datetime | None = None
