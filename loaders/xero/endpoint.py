"""The facts about a resource that only Xero needs."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.contract import Resource


@dataclass(frozen=True)
class Endpoint(Resource):
    """A resource, with the facts that only Xero needs."""

    scopes: tuple[str, ...] = ()
    """Any of these allows reading it, with or without `.read` behind it."""
    paging: str = ""
    """By `page`, by `offset`, or not at all: one answer holds everything."""
    query: str = ""
    """Parameters that shape a record, the same wherever it is read."""
    is_ordered: bool = True
    """False where asking for an order breaks the paging."""
    collection: str = ""
    """Where the answer holds the records; the path unless it differs."""
    modified: str = "UpdatedDateUTC"
    """Payload field that says when the record last changed."""
    is_optional: bool = False
    """Xero may refuse it whatever the scope: a matter of plan."""
