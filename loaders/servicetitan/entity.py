"""The facts about a record's endpoint that only ServiceTitan needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.contract import Payload, Record, Resource
from loaders.instants import sortable

if TYPE_CHECKING:
    from datetime import timedelta


@dataclass(frozen=True)
class Entity(Resource):
    """A resource, whose path is `<module>/<name>`, read from the feed of changes."""

    key: str = "id"
    cursor: str | None = "modifiedOn"
    whole_list: timedelta | None = None
    """Never: the feed tells what went out of use."""

    def record(self, payload: Payload) -> Record:
        """Return what the vendor sent as a record."""
        modified = sortable(payload.get("modifiedOn"))
        return Record(str(payload[self.key]), payload, modified)
