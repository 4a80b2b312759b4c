"""What a farm-supply company's books hold: vouchers, and what each of them posts.

Amounts are exact decimals. A rate is units of the books' own currency for one foreign
unit, so base = amount * rate. A leg is positive for a debit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.world.amounts import ONE, ZERO, cents

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from sandbox.world.farms.farm import Farm
    from sandbox.world.farms.lists import Account, Item, Party

DRAFT, SUBMITTED, CANCELLED = 0, 1, 2


@dataclass(eq=False, slots=True)
class Line:
    """A line of a paper: an item or a service at a price, tax on top."""

    item: Item
    quantity: Decimal
    price: Decimal
    account: Account
    order: Voucher | None = None
    delivery: Voucher | None = None

    @property
    def amount(self) -> Decimal:
        """The line's net amount in the paper's currency."""
        return cents(self.quantity * self.price)


@dataclass(eq=False, slots=True)
class Reference:
    """Part of a payment used on a voucher, in the party account's currency."""

    voucher: Voucher
    amount: Decimal
    rate: Decimal = ONE
    gain: Decimal = ZERO
    open_before: Decimal = ZERO


@dataclass(eq=False, slots=True)
class Row:
    """A row of a journal: debits positive, in base and in the account's currency."""

    account: Account
    base: Decimal
    amount: Decimal
    party: Party | None = None
    against: Voucher | None = None
    source: Voucher | None = None
    """The payment that caused an exchange difference."""


@dataclass(eq=False, slots=True)
class Leg:
    """A row of the general ledger."""

    account: Account
    base: Decimal
    amount: Decimal
    party: Party | None = None
    against: Voucher | None = None
    against_account: str = ""
    edition: int = 0
    is_struck: bool = False
    created_at: datetime | None = None
    changed_at: datetime | None = None
    move: Move | None = None
    """The stock movement whose value this leg follows."""
    number: int = 0
    """Its place in a series, once a nightly job has renamed it."""


@dataclass(eq=False, slots=True)
class Entry:
    """A row of the payment ledger: positive raises what is owed."""

    voucher: Voucher
    against: Voucher
    account: Account
    party: Party
    amount: Decimal
    base: Decimal
    due_date: date | None
    created_at: datetime
    changed_at: datetime
    edition: int = 0
    is_struck: bool = False


@dataclass(eq=False, slots=True)
class Move:
    """A row of the stock ledger; `value` is what it adds to the stock."""

    voucher: Voucher
    line: Line
    warehouse: str
    quantity: Decimal
    value: Decimal
    created_at: datetime
    changed_at: datetime
    sequence: int
    is_struck: bool = False
    quantity_after: Decimal = ZERO
    value_after: Decimal = ZERO
    number: int = 0


@dataclass(eq=False, slots=True)
class Voucher:
    """An invoice, bill, payment, journal, order or delivery."""

    kind: str
    firm: Farm
    key: str
    posting_date: date
    party: Party | None = None
    name: str = ""
    due_date: date | None = None
    currency: str = ""
    rate: Decimal = ONE
    account: Account | None = None
    lines: list[Line] = field(default_factory=list)
    taxes: list[tuple[Account, Decimal, Decimal]] = field(default_factory=list)
    """(account, percent, amount) of each tax."""
    rounded: Decimal = ZERO
    state: int = DRAFT
    is_return: bool = False
    return_against: Voucher | None = None
    updates_return_itself: bool = True
    is_paid_at_once: bool = False
    paid: Decimal = ZERO
    written_off: Decimal = ZERO
    moves_stock: bool = False
    direction: str = ""
    references: list[Reference] = field(default_factory=list)
    deductions: list[tuple[Account, Decimal]] = field(default_factory=list)
    bank: Account | None = None
    bank_to: Account | None = None
    reference_number: str = ""
    rows: list[Row] = field(default_factory=list)
    note: str = ""
    bill_number: str = ""
    order: Voucher | None = None
    amended_from: Voucher | None = None
    legs: list[Leg] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    open_amount: Decimal = ZERO
    open_base: Decimal = ZERO
    created_at: datetime | None = None
    changed_at: datetime | None = None
    children_changed_at: datetime | None = None
    is_gone: bool = False
    delivered: Decimal = ZERO
    billed: Decimal = ZERO
    returns: int = 0
    """How many returns were written against it, not standing for themselves."""

    @property
    def net(self) -> Decimal:
        """The sum of the lines."""
        return sum((line.amount for line in self.lines), ZERO)

    @property
    def tax(self) -> Decimal:
        """The sum of the taxes."""
        return sum((amount for _, _, amount in self.taxes), ZERO)

    @property
    def total(self) -> Decimal:
        """The grand total, before it is rounded to what people pay."""
        return self.net + self.tax

    @property
    def allocated(self) -> Decimal:
        """What a payment settles, in the party account's currency."""
        return sum((each.amount for each in self.references), ZERO)

    @property
    def unallocated(self) -> Decimal:
        """What a payment leaves on account."""
        return self.paid - self.allocated + self.deducted

    @property
    def deducted(self) -> Decimal:
        """What a payment writes off instead of moving it."""
        return sum((amount for _, amount in self.deductions), ZERO)

    def to_base(self, amount: Decimal) -> Decimal:
        """Return an amount of this paper in the books' own currency."""
        return cents(amount * self.rate)

    @property
    def is_in_home_account(self) -> bool:
        """Whether the party account is kept in the books' own currency."""
        return self.account is None or self.account.currency == self.firm.currency
