"""What a painting contractor's office knows: units, people, jobs, invoices, money.

Amounts are exact decimals of US dollars. A day is a day in Phoenix, an instant is UTC.
Nothing is ever taken out of a list: what is deleted stays, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from sandbox.world.amounts import ZERO

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

ZONE = ZoneInfo("America/Phoenix")

SCHEDULED, IN_PROGRESS = "Scheduled", "InProgress"
COMPLETED, CANCELED = "Completed", "Canceled"
OPEN, SOLD, DISMISSED = "Open", "Sold", "Dismissed"


class Event(NamedTuple):
    """Something that happened, in the order in which it did: enough to judge by."""

    at: datetime
    what: str
    number: int
    """The id of what it happened to."""
    facts: dict[str, Any]


@dataclass(eq=False, slots=True)
class Unit:
    """A business unit: who sells, or who paints, in a region."""

    id: int
    name: str
    kind: str
    """sales, production, or both."""
    region: str
    """Empty where nobody has put the unit into a region."""
    leads_a_day: float
    created_at: datetime
    modified_at: datetime
    is_active: bool = True
    painters: Unit | None = None
    """The unit that does the work which this one sells."""


@dataclass(eq=False, slots=True)
class Person:
    """An estimator or a foreman; what they earn and where they live is nobody's."""

    id: int
    name: str
    position: str
    unit: Unit
    team: str | None = None
    is_active: bool = True


@dataclass(eq=False, slots=True)
class Customer:
    """Who has something painted."""

    id: int
    name: str


class JobType(NamedTuple):
    """What a job is for; estimates are visits, everything else is work."""

    id: int
    name: str
    is_estimate: bool


class Campaign(NamedTuple):
    """What made a customer call."""

    id: int
    category: str
    name: str


@dataclass(eq=False, slots=True)
class Estimate:
    """An offer made at a visit."""

    id: int
    job: Job
    name: str
    subtotal: Decimal
    status: str = OPEN
    sold_at: datetime | None = None
    sold_by: Person | None = None


@dataclass(eq=False, slots=True)
class Payment:
    """Money for one invoice; a refund is negative."""

    id: int
    invoice: Invoice
    amount: Decimal
    means: str
    check_number: str | None
    paid_on: date
    created_at: datetime
    is_active: bool = True


@dataclass(eq=False, slots=True)
class Invoice:
    """What a job of work costs its customer; it has the job's number."""

    id: int
    job: Job
    invoiced_on: date
    payments: list[Payment] = field(default_factory=list)

    @property
    def balance(self) -> Decimal:
        """What is still owed."""
        paid = (each.amount for each in self.payments if each.is_active)
        return self.job.subtotal - sum(paid, ZERO)


@dataclass(eq=False, slots=True)
class Job:
    """A visit to estimate, or a job of work."""

    id: int
    unit: Unit
    type: JobType
    customer: Customer
    campaign: Campaign
    booked_by: str
    created_at: datetime
    scheduled_on: date
    person: Person | None = None
    is_opportunity: bool = True
    """Whether a visit could end in a sale; a second look at a job is none."""
    status: str = SCHEDULED
    is_deleted: bool = False
    completed_at: datetime | None = None
    estimates: list[Estimate] = field(default_factory=list)
    sold_by: Person | None = None
    source: Estimate | None = None
    invoice: Invoice | None = None
    subtotal: Decimal = ZERO
    adjustment: Decimal = ZERO
    """What an adjustment invoice takes off, or puts on."""
    costs: dict[str, Decimal] = field(default_factory=dict)
    """Costs so far: labor, payroll, materials, returns (negative)."""

    @property
    def number(self) -> str:
        """The number that people quote."""
        return str(self.id)

    @property
    def sales(self) -> list[Estimate]:
        """The offers that were taken."""
        return [each for each in self.estimates if each.status == SOLD]

    @property
    def total_costs(self) -> Decimal:
        """The sum of all costs; what goes back to the shop comes off."""
        return sum(self.costs.values(), ZERO)


def local_day(at: datetime) -> date:
    """Return the day in Phoenix on which an instant falls."""
    return at.astimezone(ZONE).date()
