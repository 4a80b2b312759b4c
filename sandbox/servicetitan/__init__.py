"""ServiceTitan, as rude as the vendor: an application key, a minute for every report.

`ServiceTitan` is the vendor; a `Tenant` in it is what a connection reads. `reading`
answers about reports, `figures` makes their rows, `listing` pages and exports records,
which `units` tells in ServiceTitan's words.

A fault is called by what a report shows ("daily_wbr", or the report's id), by a list
("business-units"), an export ("export/business-units"), "definition", "reports",
"report-categories", "dynamic-value-sets" or "token".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial, reduce
from typing import TYPE_CHECKING, Any

from sandbox.server import Answer, Route
from sandbox.servicetitan import listing, reading
from sandbox.servicetitan.entities import ENTITIES
from sandbox.servicetitan.problems import Refusal, not_found

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import Message

    from sandbox.clock import Clock
    from sandbox.faults import Faults
    from sandbox.servicetitan.auth import Identity
    from sandbox.servicetitan.tenant import Tenant

API, TOKEN = "/servicetitan/api", "/servicetitan/auth/connect/token"
Query = dict[str, str]
Told = dict[str, Any]


@dataclass
class ServiceTitan:
    """The vendor: its tenants, by id."""

    clock: Clock
    faults: Faults
    identity: Identity
    tenants: dict[str, Tenant] = field(default_factory=dict)

    def routes(self) -> dict[str, Route]:
        """Return every route, keyed by method and path."""
        tenant = "v2/tenant/(?P<tenant>[^/]+)"
        reports = f"{API}/reporting/{tenant}"
        one = "/report-category/(?P<category>[^/]+)/reports"
        lists = f"{API}/(?P<module>[a-z]+)/{tenant}"
        told = partial(partial, self._reporting)
        return {
            f"POST {TOKEN}": self._token,
            f"GET {reports}/report-categories": told(
                "report-categories", reading.categories
            ),
            f"GET {reports}{one}": told("reports", reading.reports),
            f"GET {reports}{one}/(?P<report>[^/]+)": told(
                "definition", reading.definition
            ),
            f"GET {reports}/dynamic-value-sets/(?P<set>[^/]+)": told(
                "dynamic-value-sets", reading.values
            ),
            f"POST {reports}{one}/(?P<report>[^/]+)/data": self._data,
            f"GET {lists}/export/(?P<name>[a-z-]+)": self._export,
            f"GET {lists}/(?P<name>[a-z-]+)": self._list,
        }

    def tenant(self, connection: str = "servicetitan_painters") -> Tenant:
        """Return the tenant behind a connection."""
        everyone = self.tenants.values()
        return next(each for each in everyone if each.connection == connection)

    def warm(self) -> None:
        """Live the past of every tenant before it is asked for."""
        for tenant in self.tenants.values():
            with tenant.lock:
                _ = tenant.office

    def _token(self, query: Query, _: Message) -> Answer:
        tell = lambda: self.identity.token(query, self.tenants)  # noqa: E731
        return self.faults.around("token", 0, "", tell)

    def _reporting(
        self,
        called: str,
        tell: Callable[[Tenant, Query], Told],
        query: Query,
        headers: Message,
    ) -> Answer:
        return self._answer("reporting", called, tell, query, headers)

    def _data(self, query: Query, headers: Message) -> Answer:
        tenant = self.tenants.get(query["tenant"])
        number = query["report"]
        known = (
            {f"{each}": told for each, told in tenant.reports.items()} if tenant else {}
        )
        called = known[number].kind if number in known else "data"
        if any(fault.path == number for fault in self.faults.waiting):
            called = number
        tell = lambda tenant, query: self._run(called, tenant, query)  # noqa: E731
        return self._answer("reporting", called, tell, query, headers)

    def _run(self, called: str, tenant: Tenant, query: Query) -> Told:
        changes = self.faults.due("rows", called, _page(query), tenant.connection)
        return reading.data(
            tenant,
            query,
            lambda rows: reduce(lambda so_far, change: change(so_far), changes, rows),
        )

    def _list(self, query: Query, headers: Message) -> Answer:
        return self._records(query["name"], listing.listed, query, headers)

    def _export(self, query: Query, headers: Message) -> Answer:
        called = f"export/{query['name']}"
        return self._records(called, listing.exported, query, headers)

    def _records(
        self,
        called: str,
        answer: Callable[..., Told],
        query: Query,
        headers: Message,
    ) -> Answer:
        entity = ENTITIES.get((query["module"], query["name"]))

        def tell(tenant: Tenant, query: Query) -> Told:
            if entity is None:
                raise not_found("Resource not found")
            where = (called, _page(query), tenant.connection)
            told = answer(entity, query, tenant)
            for change in self.faults.due("rows", *where):
                told["data"] = change(told["data"])
            return told

        return self._answer(query["module"], called, tell, query, headers)

    def _answer(
        self,
        scope: str,
        called: str,
        tell: Callable[[Tenant, Query], Told],
        query: Query,
        headers: Message,
    ) -> Answer:
        try:
            tenant = self.tenants.get(query["tenant"])
            tenant = self.identity.let_in(tenant, scope, headers)
            tenant.limits.enter()
        except Refusal as refusal:
            return refusal.answer

        def answer() -> Answer:
            try:
                with tenant.lock:
                    return Answer(200, tell(tenant, query))
            except Refusal as refusal:
                return refusal.answer

        return self.faults.around(called, _page(query), tenant.connection, answer)


def _page(query: Query) -> int:
    text = query.get("page", "1")
    return int(text) if text.isdecimal() else 0
