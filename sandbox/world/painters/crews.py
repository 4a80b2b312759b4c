"""What becomes of a job of work: booked, painted, billed for weeks."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from sandbox.world.amounts import ZERO, cents
from sandbox.world.painters import lists, settling
from sandbox.world.painters.books import SCHEDULED, Estimate, Job

if TYPE_CHECKING:
    from datetime import date

    from sandbox.world.painters.office import Office


def book_work(office: Office, estimate: Estimate, day: date) -> Job:
    """Book the job of work that an estimate was sold for, and write its invoice."""
    visit = estimate.job
    unit = visit.unit.painters or visit.unit
    number = 9114 if "COMM" in visit.type.name else office.rng.choice((9111, 9112))
    work = office.book(
        unit,
        office.job_types[number],
        visit.customer,
        campaign=visit.campaign,
        scheduled_on=day,
        sold_by=visit.person,
        source=estimate,
        subtotal=estimate.subtotal,
    )
    office.invoice(work)
    return work


def of_work(office: Office, job: Job) -> None:
    """Decide how a booked job of work goes."""
    fate = office.rng.random()
    if fate < 0.03:
        office.later(2, 7, partial(_give_back, office, job))
        return
    if fate < 0.15:
        office.later(2, 6, partial(_postpone, office, job))
    office.plan(job.scheduled_on, partial(_start, office, job))


def _postpone(office: Office, job: Job) -> None:
    if job.status == SCHEDULED:
        office.move(job, office.working_day(6, 30))


def _give_back(office: Office, job: Job) -> None:
    """Call the work off, and give a deposit back."""
    office.cancel(job)
    if job.invoice:
        paid = sum((each.amount for each in job.invoice.payments), ZERO)
        if paid:
            office.pay(job.invoice, -paid, "Refund")


def _start(office: Office, job: Job) -> None:
    if job.scheduled_on > office.today:
        office.plan(job.scheduled_on, partial(_start, office, job))
        return
    if office.rng.random() < 0.06:
        # Rained off: the next morning the day that is past loses the job.
        office.later(1, 1, partial(_put_off, office, job))
        return
    painter = office.somebody_of(job.unit)
    if painter:
        office.reassign(job, painter)
    office.begin(job)
    office.cost(job, "payroll", Decimal(office.rng.randrange(150, 1_200, 50)))
    share = Decimal(office.rng.randint(8, 24)) / 100
    bill = partial(office.cost, job, "materials", cents(job.subtotal * share))
    office.later(0, 4, bill)
    office.later(1, 3, partial(_finish, office, job))


def _put_off(office: Office, job: Job) -> None:
    office.move(job, office.working_day(1, 9))
    office.plan(job.scheduled_on, partial(_start, office, job))


def _finish(office: Office, job: Job) -> None:
    share = Decimal(office.rng.randint(12, 38)) / 100
    office.cost(job, "payroll", cents(job.subtotal * share))
    if office.rng.random() < 0.2:
        # Hours at a rate: the vendor sends a tenth of a cent.
        hours = Decimal(office.rng.randint(5, 95)) / 10
        office.cost(job, "labor", hours * Decimal("33.25"))
    if office.rng.random() < 0.1:
        office.reprice(job, job.subtotal + office.price(-400, 900))
    office.complete(job)
    _aftermath(office, job)
    if job.invoice:
        settling.of_an_invoice(office, job.invoice)


def _aftermath(office: Office, job: Job) -> None:
    fate = office.rng.random()
    if fate < 0.12:
        bill = partial(office.cost, job, "materials", office.dollars(40, 700))
        office.later(6, 25, bill)
    elif fate < 0.18:
        back = partial(office.cost, job, "returns", -office.dollars(15, 180))
        office.later(2, 12, back)
    elif fate < 0.21:
        off = partial(office.adjust, job, -office.price(50, 400))
        office.later(4, 20, off)
    elif fate < 0.26:
        office.later(5, 20, partial(_touch_up, office, job))


def _touch_up(office: Office, job: Job) -> None:
    """Paint a corner again, for nothing: costs, and no price."""
    again = office.book(
        job.unit,
        office.job_types[lists.TOUCHUP],
        job.customer,
        scheduled_on=office.working_day(1, 8),
        person=office.somebody_of(job.unit),
    )
    office.plan(again.scheduled_on, partial(_touched_up, office, again))


def _touched_up(office: Office, job: Job) -> None:
    office.cost(job, "payroll", Decimal(office.rng.randrange(100, 400, 50)))
    office.complete(job)
