"""Books in which one payment may settle many documents, in part or not at all.

Amounts are exact decimals. A rate is units of the books' own currency for one unit of
the foreign one, so base = amount x rate. No vendor is known here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.world.amounts import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from sandbox.world.kept import ChartAccount, Label, TaxKind, Trader, Ware


CHARGES = {"invoice": "receivable", "bill": "payable"}
CREDITS = {"credit_memo": "receivable", "vendor_credit": "payable"}
PAYMENTS = {"payment": "receivable", "bill_payment": "payable"}
ONE = Decimal(1)


@dataclass(eq=False, slots=True)
class DealLine:
    """A line: `amount` is without tax; debits are positive where a journal has it.

    Kinds: item, account, text, discount, bundle, shipping.
    """

    kind: str
    description: str = ""
    amount: Decimal = ZERO
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    item: Ware | None = None
    account: ChartAccount | None = None
    label: Label | None = None
    party: Trader | None = None
    is_taxed: bool = False
    tax: Decimal = ZERO
    percent: Decimal | None = None
    members: list[DealLine] = field(default_factory=list)
    settled: Decimal = ZERO
    """What was taken off it, where it stands on a control account itself."""


@dataclass(eq=False, slots=True)
class Link:
    """Part of a payment used on an item: a document, or a line of one."""

    of: Deal
    amount: Decimal
    line: DealLine | None = None
    names_line: bool = False

    @property
    def target(self) -> Deal | DealLine:
        """What keeps the count of what was settled."""
        return self.line or self.of


@dataclass(eq=False, slots=True, kw_only=True)
class Deal:
    """Anything with a date that is keyed into the books.

    Kinds: invoice, credit_memo, sales_receipt, refund_receipt, payment, deposit,
    estimate, bill, vendor_credit, bill_payment, purchase, journal_entry, transfer.
    States: live, voided, deleted.
    """

    kind: str
    id: str = ""
    day: date
    party: Trader | None = None
    currency: str = "USD"
    rate: Decimal = ONE
    number: str = ""
    due: date | None = None
    lines: list[DealLine] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    tax: Decimal = ZERO
    tax_kind: TaxKind | None = None
    tax_mode: str = ""
    taxed_after_discount: bool = False
    taxable: Decimal = ZERO
    total: Decimal = ZERO
    taken_with_it: Decimal = ZERO
    """Money taken on the invoice's own form, without a payment."""
    account: ChartAccount | None = None
    target: ChartAccount | None = None
    method: str = ""
    is_refund: bool = False
    place: Label | None = None
    note: str = ""
    reference: str = ""
    state: str = "live"
    settled: Decimal = ZERO
    party_name: str = ""
    came_from: Deal | None = None
    """The estimate an invoice was made of."""
    banked: list[Deal] = field(default_factory=list)
    """What a deposit brings to the bank."""
    banked_in: Deal | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    edits: int = 0

    def every_line(self) -> Iterator[DealLine]:
        """Yield the lines, a bundle's members in its place."""
        for line in self.lines:
            yield from line.members or (line,)

    @property
    def owner(self) -> Trader:
        """Whose it is; only deposits, transfers and journals are nobody's."""
        if self.party is None:
            raise LookupError(f"{self.kind} {self.id} is nobody's")
        return self.party

    @property
    def is_live(self) -> bool:
        """Whether it counts."""
        return self.state == "live"

    @property
    def open(self) -> Decimal:
        """What is left of a charge or a credit, as a positive amount."""
        left = self.total - self.taken_with_it - self.settled
        return left if self.is_live else ZERO

    @property
    def unapplied(self) -> Decimal:
        """What a payment leaves unused: its total, less charges, and credits used."""
        if not self.is_live:
            return ZERO
        links = (link for link in self.links if link.of.is_live)
        used = (opening_sign(link.of, link.line) * link.amount for link in links)
        return self.total - sum(used, ZERO)


def debit(deal: Deal, line: DealLine) -> Decimal:
    """Return what a line of a journal, deposit or expense debits its account."""
    if deal.kind == "deposit" or (deal.kind == "purchase" and deal.is_refund):
        return -line.amount
    return line.amount


def line_opening(deal: Deal, line: DealLine) -> Decimal:
    """Return the item that a line on a control account opens: a charge is positive."""
    is_payable = line.account is not None and line.account.role == "payable"
    return debit(deal, line) * (-1 if is_payable else 1)


def opening_sign(deal: Deal, line: DealLine | None) -> int:
    """Return 1 for a charge, -1 for a credit."""
    if line is not None:
        return 1 if line_opening(deal, line) > 0 else -1
    return 1 if deal.kind in CHARGES else -1
