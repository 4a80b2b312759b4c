"""What tests of the pretend ServiceTitan share: an office, a tenant, a client."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import requests

from sandbox.clock import HandClock
from sandbox.faults import Faults
from sandbox.servicetitan.connections import vendor
from sandbox.world import Group
from sandbox.world.painters import Office, painters

if TYPE_CHECKING:
    from collections.abc import Iterator

    import sandbox
    from sandbox.servicetitan.tenant import Tenant

TODAY = date(2026, 6, 30)
CONFIGURED = "servicetitan_painters"


def new_office(today: date = TODAY, seed: int = 7, scale: float = 1.0) -> Office:
    return painters(today, seed, scale)


@cache
def office_of(today: date = TODAY) -> Office:
    """The default world's office, for tests that only look."""
    return new_office(today)


def tenant_of(office: Office) -> Tenant:
    group, clock = Group(TODAY), HandClock(TODAY)
    titan = vendor(group, clock, Faults(), is_limited=False, speed=1)
    titan.tenant().office = office
    return titan.tenant()


def days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(number)


class Client:
    """A bare HTTP client of the tenant, signed in."""

    def __init__(self, running: sandbox.Sandbox) -> None:
        self.settings = running.connections["servicetitan"][CONFIGURED]
        self.session = requests.Session()
        self.sign_in()

    def token(self, **form: str) -> requests.Response:
        told = {name: self.settings[name] for name in ("client_id", "client_secret")}
        asked = {"grant_type": "client_credentials"} | told | form
        return self.session.post(self.settings["token_url"], data=asked)

    def sign_in(self) -> None:
        granted = self.token().json()
        self.session.headers["Authorization"] = f"Bearer {granted['access_token']}"
        self.session.headers["ST-App-Key"] = self.settings["app_key"]

    def url(self, path: str) -> str:
        module, rest = path.split("/", 1)
        tenant = self.settings["tenant_id"]
        return f"{self.settings['base_url']}/{module}/v2/tenant/{tenant}/{rest}"

    def get(self, path: str, **query: Any) -> requests.Response:
        return self.session.get(self.url(path), params=query)

    def page(self, path: str, **query: Any) -> dict[str, Any]:
        answer = self.get(path, **query)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def ids(self, path: str, **query: Any) -> list[int]:
        return [row["id"] for row in self.page(path, **query)["data"]]

    def definition(self, report: str) -> dict[str, Any]:
        return self.page(f"reporting/{self._where(report)}")

    def post(
        self, report: str, query: Any = None, body: Any = None, **asked: Any
    ) -> requests.Response:
        told = [{"name": name, "value": value} for name, value in asked.items()]
        return self.session.post(
            f"{self.url('reporting/' + self._where(report))}/data",
            params=query,
            json={"parameters": told} | (body or {}),
        )

    def run(self, report: str, query: Any = None, **asked: Any) -> dict[str, Any]:
        answer = self.post(report, {"pageSize": 25_000} | (query or {}), **asked)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def rows(self, report: str, query: Any = None, **asked: Any) -> list[Any]:
        told = self.run(report, query, **asked)
        names = [each["name"] for each in told["fields"]]
        return [dict(zip(names, row, strict=True)) for row in told["data"]]

    def _where(self, report: str) -> str:
        if report == "bu_sales":
            return "report-category/technician/reports/410000101"
        told = self.settings["reports"][report]
        ids = told.get("report_ids", {})
        number = told.get("report_id") or next(iter(ids.values()))
        return f"report-category/{told['category']}/reports/{number}"
