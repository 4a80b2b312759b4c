"""The rows of the contractor's reports, told anew from the books each time.

A visit counts on the day it was completed, and so does whatever was sold there, when
ever it was signed: a sale of this evening restates last week's day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from sandbox.servicetitan.columns import JOB_DATES, PAYMENT_DATES
from sandbox.servicetitan.wire import midnight, number, ratio
from sandbox.world.amounts import ZERO
from sandbox.world.painters.books import CANCELED, IN_PROGRESS, Job, Payment, local_day

if TYPE_CHECKING:
    from datetime import date

    from sandbox.servicetitan.asking import Asked
    from sandbox.world.painters import Office

Row = dict[str, Any]
Rows = Iterator[Row]

DATE_TYPES = {
    JOB_DATES: {
        1: "Job Creation Date",
        2: "Job Completion Date",
        3: "Job Start Date",
        4: "Invoice Date",
    },
    PAYMENT_DATES: {0: "Invoice Date", 1: "Created On", 2: "Paid On"},
}
"""What the numbers of a date type mean here; other tenants have others."""


def job_day(job: Job, date_type: int) -> date | None:
    """Return the day by which a job is found; an unknown type finds by invoice."""
    if date_type == 1:
        return local_day(job.created_at)
    if date_type == 2:
        return local_day(job.completed_at) if job.completed_at else None
    if date_type == 3:
        return job.scheduled_on
    return job.invoice.invoiced_on if job.invoice else None


def payment_day(payment: Payment, date_type: int) -> date:
    """Return the day by which a payment is found."""
    if date_type == 1:
        return local_day(payment.created_at)
    return payment.paid_on if date_type == 2 else payment.invoice.invoiced_on


def _is_asked(job: Job, asked: Asked) -> bool:
    return not job.is_deleted and (not asked.units or job.unit.id in asked.units)


def leads(office: Office, asked: Asked) -> Rows:
    """Visits that were booked: one row per job, called off or not."""
    for job in office.jobs.values():
        if not job.type.is_estimate or not _is_asked(job, asked):
            continue
        if not asked.holds(job_day(job, asked.date_type)):
            continue
        yield {
            "CustomerName": job.customer.name,
            "CampaignCategory": job.campaign.category,
            "Campaign": job.campaign.name,
            "JobType": job.type.name,
            "BookedBy": job.booked_by,
            "JobNumber": job.number,
            "JobBusinessUnit": job.unit.name,
            "JobStatus": _status(job),
            "CreatedDate": midnight(local_day(job.created_at)),
            "AssignedTechnicians": job.person.name if job.person else "",
        }


def _visits(office: Office, asked: Asked) -> Iterator[Job]:
    for job in office.jobs.values():
        if not job.type.is_estimate or not _is_asked(job, asked):
            continue
        if asked.job_type and asked.job_type != job.type.name:
            continue
        if job.completed_at and asked.holds(local_day(job.completed_at)):
            yield job


def _sums(visits: list[Job]) -> Row:
    opportunities = [each for each in visits if each.is_opportunity]
    closed = sum(bool(each.sales) for each in opportunities)
    sold = sum((offer.subtotal for each in visits for offer in each.sales), ZERO)
    return {
        "ClosedOpportunities": closed,
        "CompletedJobs": len(visits),
        "SalesOpportunity": len(opportunities),
        "CloseRate": ratio(closed, len(opportunities)) if opportunities else None,
        "TotalSales": number(sold),
        "ClosedAverageSale": ratio(sold, closed) if closed else 0,
    }


def daily_wbr(office: Office, asked: Asked) -> Rows:
    """Visits and sales, one row per estimator; no day and no unit in it."""
    by_person: dict[int, list[Job]] = {}
    for job in _visits(office, asked):
        if job.person and (job.person.is_active or asked.with_inactive):
            by_person.setdefault(job.person.id, []).append(job)
    for _, visits in sorted(by_person.items()):
        person = visits[0].person
        if person:
            yield {"Name": person.name, "Team": person.team} | _sums(visits)


def bu_sales(office: Office, asked: Asked) -> Rows:
    """Visits and sales, one row per unit that had any."""
    by_unit: dict[int, list[Job]] = {}
    for job in _visits(office, asked):
        if job.unit.is_active or asked.with_inactive:
            by_unit.setdefault(job.unit.id, []).append(job)
    for _, visits in sorted(by_unit.items()):
        yield {"Name": visits[0].unit.name} | _sums(visits)


def foreman(office: Office, asked: Asked) -> Rows:
    """Jobs of work with their costs so far; what was called off is not there."""
    for job in office.jobs.values():
        if job.type.is_estimate or job.status == CANCELED or not _is_asked(job, asked):
            continue
        if asked.holds(job_day(job, asked.date_type)):
            yield _job_costs(job, with_adjustments=asked.with_adjustments)


def _job_costs(job: Job, *, with_adjustments: bool) -> Row:
    subtotal = job.subtotal + (job.adjustment if with_adjustments else ZERO)
    costs = job.total_costs
    return {
        "ScheduledDate": midnight(job.scheduled_on),
        "JobBusinessUnit": job.unit.name,
        "SoldBy": job.sold_by.name if job.sold_by else None,
        "PrimaryTechnician": job.person.name if job.person else None,
        "JobType": job.type.name,
        "CustomerName": job.customer.name,
        "JobNumber": job.number,
        "Subtotal": number(subtotal),
        "LaborPay": number(job.costs.get("labor", ZERO)),
        "PayrollAdjustments": number(job.costs.get("payroll", ZERO)),
        "MaterialEquipmentPurchaseOrderCosts": number(job.costs.get("materials", ZERO)),
        "ReturnCosts": number(job.costs.get("returns", ZERO)),
        "TotalCosts": number(costs),
        "GrossMarginPercentage": ratio(subtotal - costs, subtotal) if subtotal else 0,
        "JobStatus": _status(job),
    }


def collections(office: Office, asked: Asked) -> Rows:
    """Money that came or went, payment by payment; the balance is today's."""
    for payment in office.payments:
        if not payment.is_active:
            continue
        if not asked.holds(payment_day(payment, asked.date_type)):
            continue
        invoice = payment.invoice
        if asked.units and invoice.job.unit.id not in asked.units:
            continue
        yield {
            "PaidOn": midnight(payment.paid_on),
            "CustomerName": invoice.job.customer.name,
            "Amount": number(payment.amount),
            "InvoiceNumber": invoice.job.number,
            "PaymentType": payment.means,
            "CheckNumber": payment.check_number,
            "PaymentStatus": "Posted",
            "InvoiceBusinessUnit": invoice.job.unit.name,
            "InvoiceBalance": number(invoice.balance),
        }


def _status(job: Job) -> str:
    return "In Progress" if job.status == IN_PROGRESS else job.status


ROWS: dict[str, Callable[[Office, Asked], Rows]] = {
    "leads": leads,
    "daily_wbr": daily_wbr,
    "bu_sales": bu_sales,
    "foreman": foreman,
    "collections": collections,
}
