"""Jobs, appointments and estimates in ServiceTitan's words."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from sandbox.servicetitan.wire import instant, number
from sandbox.world.painters.books import OPEN, SCHEDULED, SOLD, ZONE

if TYPE_CHECKING:
    from sandbox.world.painters.books import Estimate, Job, JobType

_OFFICE = 77
_SKU = {"id": 61001, "name": "PAINT", "displayName": "Paint", "type": "Service"}
_JOBS_TO_APPOINTMENTS = 210_000_000
_STATUS = {OPEN: 0, SOLD: 1}
_DONE = {SCHEDULED: "Scheduled", "InProgress": "Working", "Completed": "Done"}


def appointment_id(job: Job) -> int:
    """Return the id of a job's only appointment."""
    return job.id + _JOBS_TO_APPOINTMENTS


def job_type(kind: JobType, at: datetime) -> dict[str, Any]:
    """Return a job type."""
    return {
        "id": kind.id,
        "name": kind.name,
        "businessUnitIds": [],
        "skills": [],
        "tagTypeIds": [],
        "priority": "Normal",
        "duration": 5400 if kind.is_estimate else 28800,
        "soldThreshold": 0 if kind.is_estimate else None,
        "class": None,
        "summary": None,
        "noCharge": kind.is_estimate,
        "enforceRecurringServiceEventSelection": False,
        "invoiceSignaturesRequired": False,
        "createdOn": instant(at),
        "modifiedOn": instant(at),
        "active": True,
    }


_JOB: dict[str, Any] = {
    "projectId": None,
    "priority": "Normal",
    "appointmentCount": 1,
    "recallForId": None,
    "warrantyId": None,
    "jobGeneratedLeadSource": None,
    "notificationsEnabled": True,
    "tagTypeIds": [],
    "leadCallId": None,
    "partnerLeadCallId": None,
    "bookingId": None,
    "customerPo": "",
    "membershipId": None,
    "summary": None,
    "customFields": [],
    "externalData": [],
}


def job(job: Job) -> dict[str, Any]:
    """Return a job, a visit or work."""
    appointment = appointment_id(job)
    return _JOB | {
        "id": job.id,
        "jobNumber": job.number,
        "customerId": job.customer.id,
        "locationId": job.customer.id + 10_000,
        "jobStatus": job.status,
        "completedOn": instant(job.completed_at),
        "businessUnitId": job.unit.id,
        "jobTypeId": job.type.id,
        "campaignId": job.campaign.id,
        "firstAppointmentId": appointment,
        "lastAppointmentId": appointment,
        "noCharge": job.type.is_estimate,
        "createdOn": instant(job.created_at),
        "createdById": _OFFICE,
        "modifiedOn": instant(job.modified_at),
        "soldById": job.sold_by.id if job.sold_by else None,
        "invoiceId": job.invoice.id if job.invoice else None,
        "total": number(job.subtotal),
        "createdFromEstimateId": job.source.id if job.source else None,
        "estimateIds": [each.id for each in job.estimates],
    }


def appointment(job: Job) -> dict[str, Any]:
    """Return the appointment of a job, from eight until five in Phoenix."""
    begins, ends = (
        instant(datetime.combine(job.scheduled_on, time(hour), ZONE))
        for hour in (8, 17)
    )
    return {
        "id": appointment_id(job),
        "jobId": job.id,
        "appointmentNumber": f"{job.number}-1",
        "start": begins,
        "end": ends,
        "arrivalWindowStart": None,
        "arrivalWindowEnd": None,
        "status": _DONE.get(job.status, "Canceled"),
        "specialInstructions": None,
        "createdOn": instant(job.created_at),
        "modifiedOn": instant(job.modified_at),
        "customerId": job.customer.id,
        "unused": False,
        "createdById": _OFFICE,
        "isConfirmed": job.status != SCHEDULED,
    }


_LINE: dict[str, Any] = {
    "sku": _SKU,
    "skuAccount": "Painting income",
    "membershipTypeId": None,
    "qty": 1,
    "unitCost": 0,
    "totalCost": 0,
    "itemGroupName": "",
    "itemGroupRootId": None,
    "chargeable": True,
    "invoiceItemId": None,
    "budgetCodeId": None,
}
_ESTIMATE: dict[str, Any] = {
    "projectId": None,
    "reviewStatus": "None",
    "summary": None,
    "externalLinks": [],
    "tax": 0,
    "isRecommended": True,
    "budgetCodeId": None,
    "isChangeOrder": False,
    "proposalTagName": None,
}


def estimate(estimate: Estimate) -> dict[str, Any]:
    """Return an estimate with its one line."""
    job = estimate.job
    status = {"value": _STATUS.get(estimate.status, 2), "name": estimate.status}
    return _ESTIMATE | {
        "id": estimate.id,
        "jobId": job.id,
        "locationId": job.customer.id + 10_000,
        "customerId": job.customer.id,
        "name": estimate.name,
        "jobNumber": job.number,
        "status": status,
        "createdOn": instant(estimate.created_at),
        "modifiedOn": instant(estimate.modified_at),
        "soldOn": instant(estimate.sold_at),
        "soldBy": estimate.sold_by.id if estimate.sold_by else None,
        "active": not job.is_deleted,
        "items": [_LINE | _line(estimate)],
        "subtotal": number(estimate.subtotal),
        "businessUnitId": job.unit.id,
        "businessUnitName": job.unit.name,
    }


def _line(estimate: Estimate) -> dict[str, Any]:
    amount, created_on = number(estimate.subtotal), instant(estimate.created_at)
    return {
        "id": estimate.id + 1_000_000,
        "description": estimate.name,
        "unitRate": amount,
        "total": amount,
        "createdOn": created_on,
        "modifiedOn": created_on,
    }
