"""What tests of the QuickBooks sandbox share: a bare client, and whole worlds."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import requests

from sandbox.clock import HandClock
from sandbox.faults import Faults
from sandbox.quickbooks.connections import add_harbour, vendor
from sandbox.quickbooks.entities import ENTITIES
from sandbox.world import Group

if TYPE_CHECKING:
    import sandbox
    from sandbox.quickbooks.company import Realm

TODAY = date(2026, 6, 30)
EMPIRE = "quickbooks_empire"
Records = dict[str, list[dict[str, Any]]]


class Client:
    """A bare HTTP client of a company, signed in."""

    def __init__(self, running: sandbox.Sandbox, connection: str = EMPIRE) -> None:
        self.settings = running.connections["quickbooks"][connection]
        self.session = requests.Session()
        self.session.headers["Accept"] = "application/json"
        self.url = f"{self.settings['base_url']}/v3/company/{self.settings['realm_id']}"
        self.sign_in()

    def refresh(
        self, refresh_token: str = "", headers: Any = None
    ) -> requests.Response:
        form = {
            "grant_type": "refresh_token",
            "refresh_token": refresh_token or self.settings["refresh_token"],
        }
        signed = (self.settings["client_id"], self.settings["client_secret"])
        address = self.settings["token_url"]
        return self.session.post(address, data=form, auth=signed, headers=headers)

    def sign_in(self) -> None:
        granted = self.refresh().json()
        self.session.headers["Authorization"] = f"Bearer {granted['access_token']}"

    def get(self, path: str, headers: Any = None, **query: str) -> requests.Response:
        return self.session.get(f"{self.url}/{path}", params=query, headers=headers)

    def query(self, statement: str, headers: Any = None) -> requests.Response:
        return self.get("query", headers, query=statement, minorversion="75")

    def rows(self, statement: str) -> list[dict[str, Any]]:
        """The rows of a query; [] where the answer has no entity in it."""
        answer = self.query(statement)
        assert answer.status_code == 200, answer.text
        body = answer.json()["QueryResponse"]
        body.pop("startPosition", None), body.pop("maxResults", None)
        return next(iter(body.values()), [])

    def captured(self, entities: str, since: str) -> requests.Response:
        return self.get("cdc", entities=entities, changedSince=since)

    def changes(self, entity: str, since: str) -> list[dict[str, Any]]:
        answer = self.captured(entity, since)
        assert answer.status_code == 200, answer.text
        told = answer.json()["CDCResponse"][0]["QueryResponse"]
        rows: list[dict[str, Any]] = told[0].get(entity, [])
        return rows

    def batch(self, items: Any) -> requests.Response:
        return self.session.post(f"{self.url}/batch", json=items)


@lru_cache(maxsize=8)
def group(today: date = TODAY, seed: int = 7, scale: float = 1.0) -> Group:
    return Group.begin(today, seed, scale)


def realm(
    connection: str = EMPIRE, today: date = TODAY, seed: int = 7, scale: float = 1.0
) -> Realm:
    world = group(today, seed, scale)
    quickbooks = vendor(world, HandClock(today), Faults(), is_limited=False, speed=1)
    if connection == "quickbooks_harbour":
        return add_harbour(quickbooks, world)
    return quickbooks.realm(connection)


def records(realm: Realm) -> Records:
    return {
        name: [row.body for row in realm.collection(name).records.values()]
        for name in ENTITIES
    }


@lru_cache(maxsize=3)
def everything(connection: str = EMPIRE) -> Records:
    """Every record of the default world, as it is on 30 June 2026."""
    return records(realm(connection))
