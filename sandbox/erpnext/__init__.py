"""ERPNext, as rude as the vendor: keys, rights, no total, no order, silent changes.

`ERPNext` is the vendor; a `Site` in it is what a connection reads. `reading` answers,
`listing`, `filters` and `grouping` are Frappe's lists, `papers`, `money`, `ledgers` and
`masters` tell the world's books in ERPNext's words, `deeds` are what people do.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlencode

from sandbox.erpnext.auth import user_of
from sandbox.erpnext.problems import (
    NOT_AN_API,
    NOT_JSON,
    Refusal,
    too_long,
)
from sandbox.erpnext.reading import Reading
from sandbox.server import Answer, Route

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import Message

    from sandbox.erpnext.site import Site
    from sandbox.faults import Faults

ROOT = "/erpnext"
LONGEST_LINE = 4094
NO_SUCH_SITE = Answer(404, b"<h1>No such site</h1>", {"Content-Type": "text/html"})
_SITE = f"{ROOT}/(?P<site>[a-z_]+)"


@dataclass
class ERPNext:
    """The vendor: its sites, by name."""

    faults: Faults
    sites: dict[str, Site] = field(default_factory=dict)

    def routes(self) -> dict[str, Route]:
        """Return every route, keyed by method and path."""
        v1 = f"{_SITE}/api(/v1)?"
        return {
            f"GET {v1}/resource/(?P<path>.+)": self._resource,
            f"GET {v1}/method/(?P<method>[^/]+)": self._get_method,
            f"POST {v1}/method/(?P<method>[^/]+)": self._post_method,
            f"GET {_SITE}/api.*": lambda *_: NOT_AN_API,
        }

    def warm(self) -> None:
        """Make every answer of every site ready before it is asked for."""
        for site in self.sites.values():
            site.warm()

    def _resource(self, query: dict[str, str], headers: Message) -> Answer:
        doctype, _, name = query.pop("path").rstrip("/").partition("/")
        query = dict(query)
        doctype, name = unquote(doctype), unquote(name)
        if name:
            called = f"{doctype}/{name}"
            return self._answer(
                query, headers, called, lambda r: r.document(doctype, name)
            )
        return self._answer(query, headers, doctype, lambda r: r.documents(doctype))

    def _get_method(self, query: dict[str, str], headers: Message) -> Answer:
        method = query.pop("method")
        called = str(query.get("doctype", "")) if "get_list" in method else method
        return self._answer(query, headers, called, lambda r: r.method(method))

    def _post_method(self, query: dict[str, str], headers: Message) -> Answer:
        sent = query.pop("body", "")
        try:
            asked: dict[str, Any] = query | (json.loads(sent) if sent else {})
        except ValueError:
            return NOT_JSON.answer()
        method = str(asked.pop("method"))
        called = str(asked.get("doctype", "")) if "get_list" in method else method
        return self._answer(
            asked, headers, called, lambda r: r.method(method), is_post=True
        )

    def _answer(
        self,
        query: dict[str, Any],
        headers: Message,
        called: str,
        tell: Callable[[Reading], Answer],
        *,
        is_post: bool = False,
    ) -> Answer:
        site = self.sites.get(str(query.pop("site")))
        if site is None:
            return NO_SUCH_SITE
        length = len(urlencode(query)) + len(called)
        if length > LONGEST_LINE and not is_post:
            return too_long(length)
        try:
            site.let_in()
            user = user_of(site, headers)
        except Refusal as refusal:
            return refusal.answer()
        reading = Reading(site, user, query, self.faults)
        path = self._fault_path(called)
        return self.faults.around(
            path, reading.page, site.connection, lambda: _told(reading, tell)
        )

    def _fault_path(self, called: str) -> str:
        """Return what a fault is called by: one document, or any of its doctype."""
        if any(fault.path == called for fault in self.faults.waiting):
            return called
        doctype, slash, _ = called.partition("/")
        return f"{doctype}/" if slash else doctype


def _told(reading: Reading, tell: Callable[[Reading], Answer]) -> Answer:
    try:
        return tell(reading)
    except Refusal as refusal:
        return refusal.answer()
