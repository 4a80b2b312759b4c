"""Which rows Xero leaves out: by date of change, status, ids, and a few `where`s."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.xero.store import Stored
from sandbox.xero.wire import modified_since

if TYPE_CHECKING:
    from email.message import Message

    from sandbox.xero.endpoints import Endpoint

Wanted = Callable[[Stored], bool]
NOT_UNLESS = {
    "Contacts": ("ContactStatus", "ARCHIVED", "includeArchived"),
    "TrackingCategories": ("Status", "ARCHIVED", "includeArchived"),
}
WHERE: dict[str, Wanted] = {
    "AmountDue>0": lambda row: bool(row.body.get("AmountDue", Decimal(0)) > 0),
    "AmountDue<>0": lambda row: bool(row.body.get("AmountDue", Decimal(0)) != 0),
}


class BadQuery(Exception):
    """A `where` or `order` that Xero does not understand."""


def wanted(endpoint: Endpoint, query: dict[str, str], headers: Message) -> list[Wanted]:
    """Return what a row must satisfy to be sent."""
    return list(_rules(endpoint, query, headers))


def _rules(
    endpoint: Endpoint, query: dict[str, str], headers: Message
) -> Iterator[Wanted]:
    since = modified_since(headers.get("If-Modified-Since", ""))
    if endpoint.modified_field and since is not None:
        yield lambda row: row.modified >= since
    if endpoint.name in NOT_UNLESS:
        field, value, switch = NOT_UNLESS[endpoint.name]
        if query.get(switch, "").lower() != "true":
            yield lambda row: row.body.get(field) != value
    if "IDs" in query:
        ids = set(query["IDs"].split(","))
        yield lambda row: row.body[endpoint.key] in ids
    if "where" in query:
        condition = query["where"].replace(" ", "")
        if condition not in WHERE:
            raise BadQuery(f"The sandbox does not understand '{query['where']}'")
        yield WHERE[condition]
