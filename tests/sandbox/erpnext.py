"""What tests of the pretend ERPNext share: a site without a server, and a client."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import requests

from sandbox.clock import HandClock
from sandbox.erpnext.connections import vendor
from sandbox.faults import Faults
from sandbox.world import Group

if TYPE_CHECKING:
    import sandbox
    from sandbox.erpnext.site import Site

TODAY = date(2026, 6, 30)
Records = dict[str, list[dict[str, Any]]]


def new_site(
    connection: str, today: date = TODAY, seed: int = 7, scale: float = 1.0
) -> Site:
    group = Group(today, seed, scale)
    erpnext = vendor(group, HandClock(today), Faults(), is_empty=False)
    return erpnext.sites[connection.removeprefix("erp_")]


@cache
def site_of(connection: str) -> Site:
    """The default world's site, for tests that only look."""
    return new_site(connection)


class Client:
    """A bare HTTP client of a site, with its key."""

    def __init__(
        self, running: sandbox.Sandbox, connection: str = "erp_greenfields"
    ) -> None:
        self.settings = running.connections["erpnext"][connection]
        self.session = requests.Session()
        pair = f"{self.settings['api_key']}:{self.settings['api_secret']}"
        self.session.headers["Authorization"] = f"token {pair}"

    def get(self, path: str, **query: Any) -> requests.Response:
        asked = {k: _written(v) for k, v in query.items()}
        return self.session.get(f"{self.settings['base_url']}/api/{path}", params=asked)

    def rows(self, doctype: str, **query: Any) -> list[dict[str, Any]]:
        answer = self.get(f"resource/{quote(doctype)}", **query)
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["data"]
        return found

    def names(self, doctype: str, **query: Any) -> list[str]:
        asked = {"limit_page_length": 0, "order_by": "name asc"} | query
        return [row["name"] for row in self.rows(doctype, **asked)]

    def document(self, doctype: str, name: str) -> dict[str, Any]:
        answer = self.get(f"resource/{quote(doctype)}/{quote(name, safe='')}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()["data"]
        return found

    def call(self, method: str, **query: Any) -> Any:
        answer = self.get(f"method/{method}", **query)
        assert answer.status_code == 200, answer.text
        return answer.json()["message"]


def _written(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, list | dict) else value
