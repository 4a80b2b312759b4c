"""What a company holds of one entity, encoded once and served many times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.quickbooks.wire import Body, parse_instant
from sandbox.server import encode

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(slots=True, eq=False)
class Stored:
    """One record; `encoded` keeps its JSON."""

    body: Body
    modified: datetime
    encoded: bytes = b""

    def json(self) -> bytes:
        """Return the record's JSON, made once."""
        self.encoded = self.encoded or encode(self.body)
        return self.encoded


class Collection:
    """The records of one entity, by Id, in the order they were made."""

    def __init__(self) -> None:
        self.records: dict[str, Stored] = {}
        self.deletions: dict[str, datetime] = {}
        """Id to the instant of a deletion."""

    def put(self, body: Body) -> None:
        """Add a record, or replace the one with its Id."""
        modified = parse_instant(body["MetaData"]["LastUpdatedTime"])
        assert modified, body
        self.records[str(body["Id"])] = Stored(body, modified)
        self.deletions.pop(str(body["Id"]), None)

    def remove(self, key: str) -> Body:
        """Take a record away."""
        return self.records.pop(key).body

    def find(self, name: str) -> str:
        """Return the Id of the record with this Id, number or name."""
        if name in self.records:
            return name
        for key, stored in self.records.items():
            if any(stored.body.get(each) == name for each in _NAMES):
                return key
        raise KeyError(name)


_NAMES = ("DocNumber", "DisplayName", "Name", "Sku", "CompanyName")
