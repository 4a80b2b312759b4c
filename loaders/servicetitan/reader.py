"""A tenant's reader: reports by their days, records by their feed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from loaders.connections import Misconfigured
from loaders.contract import Company, LoaderError, Page, Record, Skipped, Whole
from loaders.servicetitan.client import Client
from loaders.servicetitan.definitions import Definitions
from loaders.servicetitan.entity import Entity
from loaders.servicetitan.feeds import RecordReading
from loaders.servicetitan.report import Report, setups
from loaders.servicetitan.reports import ReportReading
from loaders.servicetitan.units import ALL, PATH, Units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from loaders.contract import Ask, Clock, Connection, Resource


class ServiceTitanReader:
    """Reads one tenant."""

    def __init__(
        self, connection: Connection, clock: Clock, resources: Sequence[Resource]
    ) -> None:
        """Read as `connection`; nothing is sent before the first question."""
        self._client = Client(connection, clock)
        self._definitions = Definitions(self._client)
        self._pretended = connection.today
        self._resources = resources
        self._reports = {it.name: it for it in resources if isinstance(it, Report)}
        self._setups = setups(connection, self._reports)
        try:
            self._zone = ZoneInfo(str(connection.settings["time_zone"]))
        except (ZoneInfoNotFoundError, ValueError):
            what, do = "time_zone is no IANA zone", "Write it like America/Phoenix."
            raise Misconfigured(connection.source, connection.name, what, do) from None

    def company(self) -> Company:
        """Return the tenant; it has a number, and no name but those of its units."""
        try:
            names = list(self._units.names.values())
        except Skipped:
            names = []
        tenant_id = self._client.tenant_id
        return Company(tenant_id, ", ".join(names[:3]) or tenant_id)

    def read(self, resource: Resource, ask: Ask) -> Iterator[Page | Whole]:
        """Yield a report's days, or what changed."""
        if isinstance(resource, Report):
            reading = self._reading(resource)
            self._definitions.ask_for_others(resource.name, self._setups)
            yield from reading.pages(ask, self._today())
        elif ask.since or ask.until:
            yield from self._records(resource).fed_between(ask, self._zone)
        else:
            yield from self._records(resource).fed(ask)

    def fetch_one(self, resource: Resource, key: str) -> Record | None:
        """Return one record by its id, or None when the vendor says it is gone."""
        return self._records(resource).one(key)

    def check(self) -> list[str]:
        """Return what is wrong with credentials, scopes and each report."""
        errors: list[LoaderError] = []
        try:
            self.company()
            for name in self._setups:
                errors += self._reading(self._reports[name]).check()
        except LoaderError as error:
            return [f"{error.what}. {error.do}"]
        now = self._client.clock.now()
        for resource in self._resources:
            if not isinstance(resource, Report):
                refusal = self._records(resource).refusal(now)
                errors += [refusal] if refusal else []
        return [f"{error.what}. {error.do}" for error in errors]

    @cached_property
    def _units(self) -> Units:
        rows = self._client.listed("business_units", PATH, ALL)
        return Units(rows, self._client.whose)

    def _today(self) -> date:
        now = self._client.clock.now().astimezone(self._zone)
        return self._pretended or now.date()

    def _records(self, resource: Resource) -> RecordReading:
        if not isinstance(resource, Entity):
            raise TypeError(f"{resource.name} has no feed")
        return RecordReading(self._client, resource)

    def _reading(self, report: Report) -> ReportReading:
        setup = self._setups.get(report.name)
        if setup is None:
            what = f"{self._client.whose} {report.name}: no such report is configured"
            raise Skipped(what, f"To load it, configure reports.{report.name}.")
        return ReportReading(
            self._client, self._definitions, self._units, report, setup
        )
