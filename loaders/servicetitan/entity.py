"""The facts about a record's endpoint that only ServiceTitan needs."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.contract import Payload, Record, Resource
from loaders.instants import sortable


@dataclass(frozen=True)
class Entity(Resource):
    """A resource, whose path is `<module>/<name>`."""

    key: str = "id"
    is_feed: bool = False
    """Read from the export of what changed; else from the list, inactive ones too."""
    landed: frozenset[str] = frozenset()
    """All that lands of a record that is better not known; none: all but NOT_LANDED."""

    def record(self, payload: Payload) -> Record:
        """Return what the vendor sent as a record."""
        kept = {name: it for name, it in payload.items() if name in self.landed}
        modified = sortable(payload.get("modifiedOn"))
        return Record(str(payload[self.key]), kept or payload, modified)
