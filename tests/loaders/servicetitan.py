"""ServiceTitan in the sandbox as tests see it: an idle office, and every run noted."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import sandbox
from loaders.contract import Ask, Connection, LoaderError, Page, Record, Whole
from loaders.http import Session
from loaders.servicetitan import OPTIONAL, RESOURCES, SOURCE
from sandbox.servicetitan.connections import WBR

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from loaders.contract import Reader
    from sandbox import Sandbox
    from sandbox.world.painters.books import Job, Payment, Unit

TODAY = date(2026, 6, 30)
PAINTERS = "servicetitan_painters"
PHOENIX = ZoneInfo("America/Phoenix")
NAMED = {resource.name: resource for resource in RESOURCES}
SALES, PRODUCTION, ANDYS = "5001", "5002", "5003"
"""Phoenix-Sales, Phoenix-Production and Andy's Painting-Sales."""
CLOSED = "5014"
"""Z-DO NOT USE - West- Production."""


def day(number: int) -> date:
    """A day of June 2026; beyond the 30th, of July."""
    return date(2026, 6, number) if number <= 30 else date(2026, 7, number - 30)


class Run(NamedTuple):
    """One call for a page of a report."""

    report_id: int
    at: datetime
    page: int
    values: dict[str, Any]


@dataclass
class ServiceTitan:
    """The painting contractor's tenant."""

    pretend: Sandbox
    runs: list[Run] = field(default_factory=list)
    reports: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tenant = self.pretend.servicetitan
        self.clock: Any = self.pretend.clock
        self.faults = self.pretend.faults
        self.given = self.pretend.connections["servicetitan"][PAINTERS]
        self.reports = {name: dict(it) for name, it in self.given["reports"].items()}

    @property
    def office(self) -> Any:
        """The office, at work on the sandbox's morning."""
        return self.tenant.at_work()

    def settings(self, **changes: Any) -> dict[str, Any]:
        """How a loader is configured."""
        return {**OPTIONAL, **self.given, "reports": self.reports, **changes}

    def reader(self, today: date | None = None, **changes: Any) -> Reader:
        settings = self.settings(**changes)
        connection = Connection("servicetitan", PAINTERS, settings, today=today)
        return SOURCE.connect(connection, self.clock)

    def read(self, name: str, **ask: Any) -> list[Page | Whole]:
        return list(self.reader().read(NAMED[name], Ask(**ask)))

    def unit(self, number: str) -> Unit:
        unit: Unit = self.tenant.office.units[int(number)]
        return unit

    def lead(self, on: date, unit: str = SALES) -> Job:
        """Book a visit, at noon of a day."""
        job = self._book(unit, is_estimate=True, scheduled_on=on)
        job.created_at = datetime.combine(on, time(12), PHOENIX).astimezone(UTC)
        return job

    def visit(self, on: date, unit: str = SALES, sold: str | None = None) -> Job:
        """Have an estimator at a customer's, at noon of a day."""
        job = self.lead(on, unit)
        office = self.office
        people = (each for each in office.people if each.unit is self.unit(unit))
        job.person = next(people)
        office.complete(job, job.created_at)
        if sold is not None:
            office.sell(office.offer(job, "Exterior", Decimal(sold)))
        return job

    def work(self, on: date, unit: str = PRODUCTION, subtotal: str = "100") -> Job:
        """Plan a job of work for a day."""
        amount = Decimal(subtotal)
        return self._book(unit, is_estimate=False, scheduled_on=on, subtotal=amount)

    def payment(self, job: Job, amount: str, on: date) -> Payment:
        """Take money for a job on a day."""
        invoice = job.invoice or self.office.invoice(job)
        paid: Payment = self.office.pay(invoice, Decimal(amount), paid_on=on)
        return paid

    def _book(self, unit: str, *, is_estimate: bool, **facts: Any) -> Job:
        office = self.office
        kinds = [
            it for it in office.job_types.values() if it.is_estimate is is_estimate
        ]
        customer = office.customer("Sample Customer")
        job: Job = office.book(self.unit(unit), kinds[0], customer, **facts)
        return job


@contextmanager
def servicetitan(patch: pytest.MonkeyPatch) -> Iterator[ServiceTitan]:
    """Serve an office in which nothing happened, and note each run of a report."""
    ask = Session.ask

    def noted(
        session: Session, resource: str, url: str, query: Any, question: Any, pace: Any
    ) -> object:
        answer = ask(session, resource, url, query, question, pace)
        values = {one["name"]: one["value"] for one in question["parameters"]}
        report_id = int(url.split("/")[-2])
        at = vendor.clock.now()
        vendor.runs.append(Run(report_id, at, int(query["page"]), values))
        return answer

    patch.setattr(Session, "ask", noted)
    with sandbox.start(today=TODAY, world="empty") as pretend:
        vendor = ServiceTitan(pretend)
        yield vendor


def records(items: list[Page | Whole]) -> list[Record]:
    return [
        record for item in items if isinstance(item, Page) for record in item.records
    ]


def whole(items: list[Page | Whole]) -> set[str]:
    return {scope for item in items if isinstance(item, Page) for scope in item.whole}


def scope(report: str, unit: str | None, on: date) -> str:
    """A scope, as raw holds it."""
    quoted = f'"{unit}"' if unit else "null"
    return f'{{"business_unit_id":{quoted},"day":"{on}","report":"{report}"}}'


__all__ = ["WBR", "LoaderError"]
