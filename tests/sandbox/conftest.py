from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import requests

import sandbox
from sandbox.clock import HandClock
from sandbox.faults import Faults
from sandbox.world import Group
from sandbox.xero.connections import vendor
from sandbox.xero.endpoints import ENDPOINTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.xero.organisation import Organisation

TODAY = date(2026, 6, 30)
Records = dict[str, list[dict[str, Any]]]


class Client:
    """A bare HTTP client of a connection, signed in."""

    def __init__(self, running: sandbox.Sandbox, connection: str = "xero_harbour"):
        self.settings = running.connections["xero"][connection]
        self.session = requests.Session()
        self.session.headers["Accept"] = "application/json"
        if "tenant_id" in self.settings:
            self.session.headers["Xero-Tenant-Id"] = self.settings["tenant_id"]
        self.sign_in()

    def token(self, **form: str) -> requests.Response:
        signed = (self.settings["client_id"], self.settings["client_secret"])
        return self.session.post(self.settings["token_url"], data=form, auth=signed)

    def refresh(self, refresh_token: str) -> requests.Response:
        return self.token(grant_type="refresh_token", refresh_token=refresh_token)

    def sign_in(self) -> dict[str, Any]:
        if "refresh_token" in self.settings:
            answer = self.refresh(self.settings["refresh_token"])
        else:
            answer = self.token(grant_type="client_credentials")
        granted: dict[str, Any] = answer.json()
        self.session.headers["Authorization"] = f"Bearer {granted['access_token']}"
        return granted

    def get(self, path: str, headers: Any = None, **query: Any) -> requests.Response:
        url = f"{self.settings['base_url']}/{path}"
        return self.session.get(url, params=query, headers=headers)

    def rows(self, path: str, headers: Any = None, **query: Any) -> list[Any]:
        answer = self.get(path, headers, **query)
        assert answer.status_code == 200, answer.text
        found: list[Any] = answer.json()[path]
        return found


@pytest.fixture
def running() -> Iterator[sandbox.Sandbox]:
    with sandbox.start(today=TODAY, scale=0.05) as started:
        yield started


@pytest.fixture
def client(running: sandbox.Sandbox) -> Client:
    return Client(running)


def organisation(
    today: date = TODAY, seed: int = 7, scale: float = 1.0
) -> Organisation:
    group = Group.begin(today, seed, scale)
    xero = vendor(group, HandClock(today), Faults(), is_limited=False, speed=1)
    return next(iter(xero.organisations.values()))


def records(organisation: Organisation) -> Records:
    return {
        name: [row.body for row in organisation.collection(name).in_order("")]
        for name in ENDPOINTS
    }


@pytest.fixture(scope="session")
def harbour() -> Records:
    """Every record of the default world, as it is on 30 June 2026."""
    return records(organisation())
