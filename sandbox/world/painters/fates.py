"""What becomes of a visit: the ways real ones go."""

from __future__ import annotations

from datetime import UTC, datetime, time
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from sandbox.world.amounts import cents
from sandbox.world.painters import books, crews
from sandbox.world.painters.books import SCHEDULED, Estimate, Job

if TYPE_CHECKING:
    from sandbox.world.painters.office import Office


def of_a_visit(office: Office, job: Job) -> None:
    """Decide how a booked visit goes."""
    fate = office.rng.random()
    if fate < 0.03:
        # Booked twice by mistake: days later the row is gone from its day.
        office.later(1, 3, lambda: office.delete(job))
    elif fate < 0.13:
        office.later(1, 4, partial(_call_off, office, job))
    elif fate < 0.20:
        office.later(1, 1, lambda: office.move(job, office.working_day(2, 7)))
        office.plan(job.scheduled_on, partial(_visit, office, job))
    else:
        office.plan(job.scheduled_on, partial(_visit, office, job))


def _call_off(office: Office, job: Job) -> None:
    if job.status == SCHEDULED:
        office.cancel(job)


def _visit(office: Office, job: Job) -> None:
    if job.scheduled_on > office.today:
        office.plan(job.scheduled_on, partial(_visit, office, job))
    elif job.person and office.is_away(job.person):
        office.move(job, office.working_day(5, 12))
        office.plan(job.scheduled_on, partial(_visit, office, job))
    elif office.rng.random() < 0.15:
        # Keyed the next morning: yesterday's figures change.
        done = datetime.combine(office.today, time(16, 10), books.ZONE)
        office.later(1, 1, partial(_visited, office, job, done))
    else:
        office.tonight(partial(_visited, office, job, None))


def _visited(office: Office, job: Job, at: datetime | None) -> None:
    office.complete(job, at.astimezone(UTC) if at else None)
    if office.rng.random() < 0.03:
        office.later(1, 2, partial(_credit_another, office, job))
    if job.is_opportunity or office.rng.random() < 0.2:
        _offer(office, job)


def _credit_another(office: Office, job: Job) -> None:
    """Credit the visit to a colleague: a row may leave the day, another come."""
    person = office.somebody_of(job.unit)
    if person and person is not job.person:
        office.reassign(job, person)


def _offer(office: Office, job: Job) -> None:
    low, high = (6_000, 48_000) if "COMM" in job.type.name else (1_400, 13_500)
    for number in range(office.rng.choice((1, 1, 1, 2))):
        name = ("Exterior repaint", "Trim & doors")[number]
        offered = office.offer(job, name, office.price(low, high >> number))
        fate = office.rng.random()
        if fate < 0.22:
            office.tonight(partial(_sell, office, offered))
        elif fate < 0.42:
            days = office.rng.randint(1, 5)
            office.this_evening_or_later(days, partial(_sell, office, offered))
        elif fate < 0.8:
            office.later(7, 30, partial(office.dismiss, offered))


def _sell(office: Office, estimate: Estimate) -> None:
    office.sell(estimate)
    regret = office.rng.random() < 0.04
    work = crews.book_work(office, estimate, office.working_day(8, 40))
    if regret:
        office.later(1, 2, partial(_regret, office, estimate, work))
        return
    if office.rng.random() < 0.5 and work.invoice:
        share = Decimal(office.rng.choice(("0.5", "0.3333", "0.1")))
        means = office.rng.choice(("Credit Card", "Check", "ACH"))
        office.pay(work.invoice, cents(work.subtotal * share), means, None)
    crews.of_work(office, work)


def _regret(office: Office, estimate: Estimate, work: Job) -> None:
    """Let the customer out of it: the day of the visit loses the sale."""
    office.unsell(estimate)
    office.cancel(work)
