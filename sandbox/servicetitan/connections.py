"""The pretend group's ServiceTitan: the painting contractor, and how to reach it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from sandbox.identities import identity
from sandbox.servicetitan import API, TOKEN, ServiceTitan
from sandbox.servicetitan.auth import Identity
from sandbox.servicetitan.limits import Limits
from sandbox.servicetitan.reports import report
from sandbox.servicetitan.tenant import Tenant
from sandbox.world.painters import lists, painters
from sandbox.world.painters.books import local_day

if TYPE_CHECKING:
    from datetime import date

    from sandbox.clock import Clock
    from sandbox.faults import Faults
    from sandbox.servicetitan.reports import Report
    from sandbox.world import Group

CONNECTION, TENANT_ID = "servicetitan_painters", "1204567890"
SECONDS_BETWEEN_RUNS, CALLS_A_MINUTE = 62, 300
LEADS, FOREMAN, COLLECTIONS = 410_000_201, 410_000_301, 410_000_401
UNIT_SALES = 410_000_101
WBR = {
    5001: 410_000_102,
    5003: 410_000_103,
    5005: 410_000_104,
    5007: 410_000_105,
    5009: 410_000_106,
    5011: 410_000_107,
    5015: 410_000_108,
}
"""A copy of one report for each unit that sells, so that each has a minute of its own:
what unit it is about is decided by what it is asked."""
_NAMES = (
    "Phoenix-Sales",
    "Andy's Painting-Sales",
    "Tucson-Sales",
    "Nevada-Sales",
    "Guaranteed Painting-Sales",
    "Commercial-AZ-Sales",
    "Cabinet Refinishing",
)
_REQUIRED = {
    "leads": "JobNumber JobBusinessUnit CreatedDate CustomerName JobType JobStatus",
    "daily_wbr": "Name SalesOpportunity ClosedOpportunities CompletedJobs TotalSales",
    "foreman": "ScheduledDate JobBusinessUnit JobNumber JobType Subtotal TotalCosts "
    "GrossMarginPercentage JobStatus",
    "collections": "PaidOn Amount InvoiceNumber InvoiceBusinessUnit",
}


def reports() -> dict[int, Report]:
    """Return the reports that were drawn up for this."""
    drawn = datetime(2025, 10, 10, 22, 13, 34, 170019, tzinfo=UTC)
    changed = datetime(2026, 2, 11, 20, 0, 5, 31, tzinfo=UTC)
    made = [
        report(UNIT_SALES, "technician", "bu_sales", "BU Sales - API", drawn),
        *(
            report(
                number, "technician", "daily_wbr", f"Daily WBR - {name} (API)", drawn
            )
            for number, name in zip(WBR.values(), _NAMES, strict=True)
        ),
        report(LEADS, "marketing", "leads", "Leads - API (do not touch!)", changed),
        report(FOREMAN, "operations", "foreman", "FOREMAN Job Cost - API", drawn),
        report(COLLECTIONS, "accounting", "collections", "Collections - API", drawn),
    ]
    return {each.id: each for each in made}


def vendor(
    group: Group,
    clock: Clock,
    faults: Faults,
    *,
    is_limited: bool,
    speed: float,
    is_empty: bool = False,
) -> ServiceTitan:
    """Return ServiceTitan with the contractor in it, who lives when first asked."""
    app_key = f"ak1.{identity('servicetitan app')[:20]}"
    titan = ServiceTitan(clock, faults, Identity(clock, app_key))
    titan.tenants[TENANT_ID] = Tenant(
        CONNECTION,
        TENANT_ID,
        f"cid.{identity('servicetitan client')[:20]}",
        "secret-of-the-painters",
        partial(painters, group.today, group.seed, group.scale, is_empty=is_empty),
        clock,
        Limits(clock, is_on=is_limited, speed=speed),
        reports(),
    )
    return titan


def connections(titan: ServiceTitan, url: str) -> dict[str, dict[str, Any]]:
    """Return what a loader has to know of each tenant."""
    return {
        tenant.connection: {
            "client_id": tenant.client_id,
            "client_secret": tenant.client_secret,
            "app_key": titan.identity.app_key,
            "tenant_id": tenant.tenant_id,
            "time_zone": "America/Phoenix",
            "base_url": f"{url}{API}",
            "token_url": f"{url}{TOKEN}",
            "minute_limit": _minute_limit(tenant.limits),
            "report_interval_seconds": _seconds(tenant.limits),
            "reports": configured(local_day(titan.clock.now())),
        }
        for tenant in titan.tenants.values()
    }


def _minute_limit(limits: Limits) -> float:
    return CALLS_A_MINUTE * limits.speed if limits.is_on else 60_000


def _seconds(limits: Limits) -> float:
    return SECONDS_BETWEEN_RUNS / limits.speed if limits.is_on else 0


def configured(today: date) -> dict[str, dict[str, Any]]:
    """Return the reports as people configure them: by id, the date by its label."""
    opened = {facts.id for facts in lists.units() if facts.opens < today}
    by_start = _report("operations", "foreman", FOREMAN, "Job Start Date")
    return {
        "leads": _report("marketing", "leads", LEADS, "Job Creation Date"),
        "daily_wbr": {
            "category": "technician",
            "report_ids": {f"{unit}": WBR[unit] for unit in WBR if unit in opened},
            "required_fields": _REQUIRED["daily_wbr"].split(),
            "parameters": {"IncludeInactive": True},
        },
        "foreman": by_start,
        # The same report, asked for days to come.
        "future_bookings": dict(by_start),
        "collections": _report("accounting", "collections", COLLECTIONS, "Paid On"),
    }


def _report(category: str, kind: str, number: int, label: str) -> dict[str, Any]:
    return {
        "category": category,
        "report_id": number,
        "date_type_label": label,
        "required_fields": _REQUIRED[kind].split(),
    }
