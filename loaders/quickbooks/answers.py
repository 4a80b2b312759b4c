"""What QuickBooks answers: records in an envelope, times with an offset of any kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from loaders.contract import LoaderError, Record
from loaders.instants import sortable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.quickbooks.entity import Entity

CREATED, CHANGED = "MetaData.CreateTime", "MetaData.LastUpdatedTime"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from one call."""

    records: Sequence[Record]
    start: int = 1
    """The number, in the order that was asked for, of the first of them."""

    @property
    def keys(self) -> frozenset[str]:
        """The ids that came."""
        return frozenset(record.key for record in self.records)

    def latest(self, field: str) -> str:
        """Return the latest of the records' times in a field of their MetaData."""
        return max((_time(it.payload, field) for it in self.records), default="")


def queried(body: dict[str, Any], entity: Entity, where: str, start: int = 1) -> Answer:
    """Return the records of a query; an empty answer does not name the entity."""
    envelope = body.get("QueryResponse")
    if not isinstance(envelope, dict):
        raise LoaderError(f"{where} answered 200 without QueryResponse")
    return Answer(_records([envelope], entity, where), start)


def counted(body: dict[str, Any], where: str) -> int:
    """Return the number that a count answers with."""
    envelope = body.get("QueryResponse")
    total = envelope.get("totalCount") if isinstance(envelope, dict) else None
    if not isinstance(total, int):
        raise LoaderError(f"{where} answered 200 without totalCount")
    return total


def changed(body: dict[str, Any], entity: Entity, where: str) -> Answer:
    """Return what changed or was deleted, out of an answer of CDC."""
    if not isinstance(body.get("CDCResponse"), list):
        raise LoaderError(f"{where} answered 200 without CDCResponse")
    parts = [
        part
        for response in body["CDCResponse"]
        for part in response.get("QueryResponse") or ()
    ]
    return Answer(_records(parts, entity, where))


def _records(parts: Sequence[Any], entity: Entity, where: str) -> list[Record]:
    return [
        _record(row, entity, where)
        for part in parts
        for row in part.get(entity.path) or ()
    ]


def _record(row: object, entity: Entity, where: str) -> Record:
    key = row.get(entity.key) if isinstance(row, dict) else None
    if not isinstance(row, dict) or not key:
        raise LoaderError(f"{where} answered with a record without {entity.key}")
    is_deleted = row.get("status") == "Deleted"
    return Record(str(key), row, _time(row, CHANGED), is_deleted=is_deleted)


def _time(payload: dict[str, Any], field: str) -> str:
    data = payload.get("MetaData")
    name = field.rpartition(".")[2]
    return sortable(data.get(name)) if isinstance(data, dict) else ""


def in_batches(keys: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Yield keys, so many at a time."""
    for start in range(0, len(keys), size):
        yield keys[start : start + size]
