"""ServiceTitan: the reports and business units of one tenant per connection.

Data flow: api.servicetitan.io -> raw_servicetitan.<resource>, one row per version.
Vendor docs: https://developer.servicetitan.io/docs/api-resources

A report has no cursor and no list: it re-sends days. So the scope of a report's row is
its report, business unit and day, and each run reads a rolling window of days again.
Rows that carry their day and unit are read by window and split; others are asked for
one day and one unit at a time. Business units have no scope: they come from a feed that
tells what changed and what was closed. Why each window is as long as it is, and what is
left out on purpose: README.md beside this.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.contract import Source
from loaders.servicetitan.entity import Entity
from loaders.servicetitan.not_landed import NOT_LANDED
from loaders.servicetitan.reader import ServiceTitanReader
from loaders.servicetitan.report import Report

if TYPE_CHECKING:
    from loaders.contract import Clock, Connection, Resource

BUSINESS_UNITS = Entity("business_units", "settings/business-units")

BY_JOB = ("JobBusinessUnit", "JobNumber")
# The longest series of runs comes last but one: so the future bookings need not wait
# for the foreman's report, which often is the same one.
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
    for resource in (BUSINESS_UNITS, *REPORTS)
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
