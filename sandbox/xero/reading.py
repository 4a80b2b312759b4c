"""How Xero answers a GET: pages, order, envelope, and what it silently ignores."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from sandbox.server import Answer, encode
from sandbox.xero.filters import BadQuery, wanted
from sandbox.xero.problems import NOT_FOUND
from sandbox.xero.wire import Body, milliseconds

if TYPE_CHECKING:
    from email.message import Message

    from sandbox.faults import Faults
    from sandbox.xero.endpoints import Endpoint
    from sandbox.xero.organisation import Organisation
    from sandbox.xero.store import Collection, Stored

JOURNALS_A_PAGE = 100
XML = Answer(
    200,
    b'<Response xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    b"<Status>OK</Status><ProviderName>Sandbox</ProviderName></Response>",
    {"Content-Type": "text/xml; charset=utf-8"},
)


@dataclass
class Reading:
    """One GET of an organisation's endpoint."""

    organisation: Organisation
    endpoint: Endpoint
    query: dict[str, str]
    headers: Message
    faults: Faults

    def answer(self) -> Answer:
        """Return the rows asked for, in Xero's envelope."""
        if "application/json" not in self.headers.get("Accept", ""):
            return XML
        try:
            with self.organisation.lock:
                return self._one() if "id" in self.query else self._list()
        except BadQuery as bad:
            problem = {"ErrorNumber": 16, "Type": "QueryParseException"}
            return Answer(400, problem | {"Message": str(bad)})

    @property
    def page(self) -> int:
        """The page asked for; 0 when none is."""
        return whole_number(self.query.get("page"))

    @property
    def collection(self) -> Collection:
        """The endpoint's records."""
        return self.organisation.collection(self.endpoint.name)

    def _one(self) -> Answer:
        found = self.collection.records.get(self.query["id"])
        return self._envelope([found], None, is_whole=True) if found else NOT_FOUND

    def _list(self) -> Answer:
        rules = wanted(self.endpoint, self.query, self.headers)
        rows = self._sorted()
        for rule in rules:
            rows = [row for row in rows if rule(row)]
        if self.endpoint.name == "Journals":
            return self._envelope(self._after_offset(rows), None)
        if not self._is_paged():
            return self._envelope(rows, None)
        size = whole_number(self.query.get("pageSize")) or 100
        size = min(size, self.organisation.max_page_size)
        start = (self.page - 1) * size
        pagination = {
            "page": self.page,
            "pageSize": size,
            "pageCount": -(-len(rows) // size),
            "itemCount": len(rows),
        }
        return self._envelope(rows[start : start + size], pagination, is_whole=True)

    def _after_offset(self, rows: list[Stored]) -> list[Stored]:
        offset = whole_number(self.query.get("offset"))
        first = bisect_right(rows, offset, key=_journal_number)
        size = min(JOURNALS_A_PAGE, self.organisation.max_page_size)
        return rows[first : first + size]

    def _is_paged(self) -> bool:
        is_undone = self.endpoint.name == "ManualJournals" and "order" in self.query
        return self.endpoint.is_paged and self.page > 0 and not is_undone

    def _sorted(self) -> list[Stored]:
        field, _, direction = self.query.get("order", "").partition(" ")
        rows = self.collection.in_order("")
        if field and rows and all(field not in row.body for row in rows[:50]):
            thing = self.endpoint.name.removesuffix("s")
            raise BadQuery(f"No property or field '{field}' exists in type '{thing}'")
        is_descending = direction.strip().upper() == "DESC"
        return self.collection.in_order(field, descending=is_descending)

    def _envelope(
        self,
        rows: list[Stored],
        pagination: Body | None,
        *,
        is_whole: bool = False,
    ) -> Answer:
        head: Body = {
            "Id": str(uuid4()),
            "Status": "OK",
            "ProviderName": "Sandbox",
            "DateTimeUTC": f"/Date({milliseconds(self.organisation.clock.now())})/",
        }
        if pagination:
            head["pagination"] = pagination
        sent = b",".join(self._rows(rows, is_whole=is_whole))
        opening = encode(head)[:-1] + b',"%s":[' % self.endpoint.holds.encode()
        return Answer(200, opening + sent + b"]}")

    def _rows(self, rows: list[Stored], *, is_whole: bool) -> list[bytes]:
        """Return each row's JSON; summaries lack lines, and where a contact went."""
        four_places = self.query.get("unitdp") == "4"
        changes = self.faults.due(
            "rows", self.endpoint.name, self.page, self.organisation.connection
        )
        if not changes:
            return [
                row.json(is_whole=is_whole, four_places=four_places) for row in rows
            ]
        bodies = [row.seen(is_whole, four_places) for row in rows]
        for change in changes:
            bodies = change(bodies)
        return [encode(body) for body in bodies]


def _journal_number(row: Stored) -> int:
    return int(row.body["JournalNumber"])


def whole_number(text: str | None) -> int:
    """Return the number a query gives; 0 when it is none."""
    return int(text) if text and text.isdigit() else 0
