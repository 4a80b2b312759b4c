"""ServiceTitan: the reports and records of one tenant per connection.

Data flow: api.servicetitan.io -> raw_servicetitan.<resource>, one row per version.
Vendor docs: https://developer.servicetitan.io/docs/api-resources

A report has no cursor and no list: it re-sends days. So the scope of a report's row is
its report, business unit and day, and each run reads a rolling window of days again.
Rows that carry their day and unit are read by window and split; others are asked for
one day and one unit at a time. Other records have no scope: business units and job
types are read whole, the rest come from feeds that tell what changed and what was
deleted. Why each window is as long as it is, and what is left out on purpose: README.md
beside this.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from loaders.contract import Resource, Source
from loaders.servicetitan.entity import Entity
from loaders.servicetitan.not_landed import NOT_LANDED, TECHNICIAN
from loaders.servicetitan.reader import ServiceTitanReader
from loaders.servicetitan.report import Report

if TYPE_CHECKING:
    from loaders.contract import Clock, Connection

listed = partial(Entity, is_feed=False)
fed = partial(Entity, is_feed=True, cursor="modifiedOn", whole_list=None)
# A feed tells what was deleted, so nobody needs the whole list.
ENTITIES = [
    listed("business_units", "settings/business-units"),
    listed("job_types", "jpm/job-types"),
    fed("technicians", "settings/technicians", landed=TECHNICIAN),
    fed("jobs", "jpm/jobs"),
    fed("estimates", "sales/estimates"),
    fed("invoices", "accounting/invoices"),
    fed("payments", "accounting/payments"),
]
DEFINITIONS = Resource("report_definitions", path="report-category", key="id")

BY_JOB = ("JobBusinessUnit", "JobNumber")
# Definitions count as runs. Those of all reports are read at once and first, and the
# longest series of runs comes last but one: so no report has to wait for another, nor
# the future bookings for the foreman's report, which often is the same one.
REPORTS = [
    Report(
        "leads",
        path="marketing",
        key="JobNumber",
        date_type_label="Job Creation Date",
        date_field="CreatedDate",
        unit_field="JobBusinessUnit",
        required_fields=(*BY_JOB, "CreatedDate", "CustomerName", "JobType"),
        days=30,
    ),
    Report(
        "foreman",
        path="operations",
        key="JobNumber",
        date_type_label="Job Start Date",
        date_field="ScheduledDate",
        unit_field="JobBusinessUnit",
        required_fields=(
            *BY_JOB,
            "ScheduledDate",
            "JobType",
            "Subtotal",
            "TotalCosts",
            "GrossMarginPercentage",
        ),
        days=60,
    ),
    Report(
        "collections",
        path="accounting",
        date_type_label="Paid On",
        date_field="PaidOn",
        unit_field="InvoiceBusinessUnit",
        required_fields=("PaidOn", "Amount", "InvoiceNumber", "InvoiceBusinessUnit"),
        days=60,
    ),
    Report(
        "daily_wbr",
        path="technician",
        required_fields=(
            "Name",
            "SalesOpportunity",
            "ClosedOpportunities",
            "CompletedJobs",
            "TotalSales",
        ),
        days=7,
    ),
    Report(
        "future_bookings",
        path="operations",
        key="JobNumber",
        date_type_label="Job Start Date",
        date_field="ScheduledDate",
        unit_field="JobBusinessUnit",
        required_fields=(*BY_JOB, "ScheduledDate", "Subtotal"),
        days=90,
        is_ahead=True,
    ),
]
RESOURCES: list[Resource] = [
    replace(resource, not_landed=NOT_LANDED.get(resource.name, frozenset()))
    for resource in (*ENTITIES, DEFINITIONS, *REPORTS)
]

REQUIRED = ("client_id", "client_secret", "app_key", "tenant_id", "time_zone")
OPTIONAL = {
    "reports": {},
    "base_url": "https://api.servicetitan.io",
    "token_url": "https://auth.servicetitan.io/connect/token",
    "minute_limit": 300.0,
    "report_interval_seconds": 62.0,
    "page_size": 5000,
    "report_page_size": 25000,
}


def connect(connection: Connection, clock: Clock) -> ServiceTitanReader:
    """Return a reader for `connection`; nothing is sent before the first question."""
    return ServiceTitanReader(connection, clock, RESOURCES)


SOURCE = Source(
    name="servicetitan",
    resources=RESOURCES,
    required=REQUIRED,
    optional=OPTIONAL,
    plain_names={f"SERVICETITAN_{key.upper()}": key for key in (*REQUIRED, *OPTIONAL)},
    connect=connect,
)
