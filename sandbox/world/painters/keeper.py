"""What can be done in the contractor's office: each deed is written down as an event.

A deed changes the books, and a unit's moves `modified_at`; a report never remembers, so
whatever is changed today restates the day it belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sandbox.world.agenda import Agenda
from sandbox.world.amounts import ZERO
from sandbox.world.painters import books, lists
from sandbox.world.painters.books import (
    ZONE,
    Customer,
    Estimate,
    Event,
    Invoice,
    Job,
    JobType,
    Payment,
    Person,
    Unit,
)

FIRST_JOB, FIRST_CUSTOMER, FIRST_PERSON = 700_000_001, 810_001, 4401
BEFORE = datetime.min.replace(tzinfo=UTC)


@dataclass(eq=False)
class Keeper(Agenda):
    """The books, and everything that may be done to them."""

    units: dict[int, Unit] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    customers: list[Customer] = field(default_factory=list)
    jobs: dict[int, Job] = field(default_factory=dict)
    estimates: list[Estimate] = field(default_factory=list)
    invoices: list[Invoice] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    now: datetime = BEFORE
    job_types: dict[int, JobType] = field(default_factory=lists.job_types)
    campaigns: list[books.Campaign] = field(default_factory=lists.campaigns)

    def go_to(self, hour: int, minute: int = 0) -> None:
        """Make it that time of today's day in Phoenix, unless it is later."""
        then = datetime.combine(self.today, time(hour, minute), ZONE).astimezone(UTC)
        self.now = max(self.now, then)

    def tick(self) -> datetime:
        """Return the next instant; many of them fit into an evening."""
        seconds = 41 / max(1.0, self.scale)
        self.now += timedelta(microseconds=int(seconds * 1_000_000) + 137)
        return self.now

    def note(self, what: str, number: int, **facts: object) -> datetime:
        """Write an event down, and return its instant."""
        at = self.tick()
        self.events.append(Event(at, what, number, facts))
        return at

    def open_unit(self, facts: lists.UnitFacts) -> Unit:
        """Set a unit up."""
        number, name, kind, region, leads_a_day, *_ = facts
        at = self.note("unit opened", number, name=name, kind=kind, region=region)
        unit = Unit(number, name, kind, region, leads_a_day, at, at)
        self.units[unit.id] = unit
        return unit

    def rename_unit(self, unit: Unit, name: str) -> None:
        """Give a unit another name; everything it ever did is then told under it."""
        unit.modified_at = self.note("unit renamed", unit.id, name=name)
        unit.name = name

    def retire_unit(self, unit: Unit) -> None:
        """Put a unit out of use; what is under way goes on."""
        unit.modified_at = self.note("unit retired", unit.id)
        unit.is_active = False

    def hire(self, name: str, position: str, unit: Unit, team: str | None) -> Person:
        """Take somebody on."""
        number = FIRST_PERSON + len(self.people)
        self.note("hired", number, name=name, team=team, unit=unit.id)
        person = Person(number, name, position, unit, team)
        self.people.append(person)
        return person

    def let_go(self, person: Person) -> None:
        """Somebody leaves; a report leaves them out unless it is told not to."""
        self.note("left", person.id)
        person.is_active = False

    def customer(self, name: str) -> Customer:
        """Note a new customer."""
        made = Customer(FIRST_CUSTOMER + len(self.customers), name)
        self.customers.append(made)
        return made

    def book(self, unit: Unit, kind: JobType, customer: Customer, **facts: Any) -> Job:  # noqa: ANN401
        """Book a visit or a job of work."""
        number = FIRST_JOB + len(self.jobs)
        campaign = facts.pop("campaign", self.campaigns[-1])
        booked_by = facts.pop("booked_by", lists.BOOKERS[0])
        person: Person | None = facts.get("person")
        told = {
            "unit": unit.id,
            "type": kind.name,
            "is_estimate": kind.is_estimate,
            "customer": customer.name,
            "campaign": campaign.name,
            "category": campaign.category,
            "booked_by": booked_by,
            "person": person.id if person else None,
            "sold_by": facts["sold_by"].id if facts.get("sold_by") else None,
            "day": facts["scheduled_on"],
            "is_opportunity": facts.get("is_opportunity", True),
            "subtotal": facts.get("subtotal", ZERO),
        }
        at = self.note("booked", number, **told)
        job = Job(number, unit, kind, customer, campaign, booked_by, at, **facts)
        self.jobs[number] = job
        return job

    def move(self, job: Job, day: date) -> None:
        """Put a job on another day."""
        self.note("moved", job.id, day=day)
        job.scheduled_on = day

    def reassign(self, job: Job, person: Person) -> None:
        """Credit a job to somebody else."""
        self.note("reassigned", job.id, person=person.id)
        job.person = person

    def begin(self, job: Job) -> None:
        """Start the work."""
        self.note("started", job.id)
        job.status = books.IN_PROGRESS

    def complete(self, job: Job, at: datetime | None = None) -> None:
        """Finish a job, now or, keyed late, some time ago."""
        self.note("completed", job.id, at=at or self.now)
        job.status, job.completed_at = books.COMPLETED, at or self.now

    def cancel(self, job: Job) -> None:
        """Call a job off."""
        self.note("canceled", job.id)
        job.status = books.CANCELED

    def delete(self, job: Job) -> None:
        """Delete a job that should not have been booked."""
        self.note("deleted", job.id)
        job.is_deleted = True
