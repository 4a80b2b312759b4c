"""What an organisation's endpoint holds, encoded once and served many times."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from sandbox.server import encode
from sandbox.xero.wire import Body, parse_net

_CENT = Decimal("0.01")


@dataclass(slots=True, eq=False)
class Stored:
    """One record; `encoded` keeps its JSON per way of asking."""

    body: Body
    modified: int
    encoded: dict[tuple[bool, bool], bytes] = field(default_factory=dict)

    def json(self, *, is_whole: bool, four_places: bool) -> bytes:
        """Return the record's JSON, made once for each way of asking."""
        way = (is_whole, four_places)
        if way not in self.encoded:
            self.encoded[way] = encode(self.seen(*way))
        return self.encoded[way]

    def seen(self, is_whole: bool, four_places: bool) -> Body:
        """Return the record as this way of asking shows it."""
        body = self.body
        if not is_whole:
            body = {k: v for k, v in body.items() if k != "MergedToContactID"}
            body |= {"LineItems": []} if "LineItems" in body else {}
        return body if four_places else two_places(body)


def two_places(body: Body) -> Body:
    """Round unit prices to cents, as Xero does unless asked for four places."""
    return {name: _rounded(name, value) for name, value in body.items()}


def _rounded(name: str, value: object) -> object:
    if isinstance(value, Decimal) and name in ("UnitAmount", "UnitPrice"):
        return value.quantize(_CENT, ROUND_HALF_UP)
    if isinstance(value, dict):
        return two_places(value)
    if isinstance(value, list):
        return [_rounded("", each) for each in value]
    return value


class Collection:
    """The records of one endpoint, by id, in the order they were made."""

    def __init__(self, key: str, modified_field: str = "UpdatedDateUTC") -> None:
        self.key = key
        self.modified_field = modified_field
        self.records: dict[str, Stored] = {}
        self._sorted: dict[tuple[str, bool], list[Stored]] = {}

    def put(self, body: Body) -> None:
        """Add a record, or replace the one with its id."""
        modified = parse_net(body.get(self.modified_field))
        self.records[str(body[self.key])] = Stored(body, modified)
        self._sorted.clear()

    def remove(self, key: str) -> Body:
        """Take a record away, as if it had never been."""
        self._sorted.clear()
        return self.records.pop(key).body

    def find(self, name: str) -> str:
        """Return the id of the record with this id, code, number or name."""
        if name in self.records:
            return name
        for key, stored in self.records.items():
            if any(stored.body.get(each) == name for each in self._names()):
                return key
        raise KeyError(name)

    def _names(self) -> tuple[str, ...]:
        thing = self.key.removesuffix("ID")
        return "Code", f"{thing}Number", "Name", "Reference"

    def in_order(self, order: str, *, descending: bool = False) -> list[Stored]:
        """Return the records by a field; without one, as they were made."""
        if (order, descending) not in self._sorted:
            rows = list(self.records.values())
            if order:
                rows.sort(key=lambda row: self._rank(row, order), reverse=descending)
            self._sorted[order, descending] = rows
        return self._sorted[order, descending]

    def _rank(self, row: Stored, order: str) -> tuple[int, str]:
        value = row.body.get(order)
        if isinstance(value, int | Decimal):
            return int(value * 10_000), ""
        instant = parse_net(value)
        return (instant, "") if instant else (0, str(value))
