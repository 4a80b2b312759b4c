"""Python's values as Google's engine holds them, and back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Context, Decimal, Inexact
from typing import TYPE_CHECKING, Any

from zetasql.wasi._pb2.zetasql.local_service import (
    local_service_pb2 as service,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_DAY = date(1970, 1, 1)
EXACT = Context(prec=100, traps=[Inexact])


def content(types: Sequence[str], rows: Iterable[Sequence[Any]]) -> Any:
    """Return rows of columns of these types as the engine reads them."""
    writers = [WRITERS[name] for name in types]
    found = service.TableContent()
    found.table_data.SetInParent()
    for row in rows:
        written = found.table_data.row.add()
        for value, write in zip(row, writers, strict=True):
            cell = written.cell.add()
            if value is not None:
                write(cell, value)
    return found


def rows_of(found: Any) -> list[tuple[Any, ...]]:
    """Return what the engine found as rows of Python's values."""
    return [tuple(_read(cell) for cell in row.cell) for row in found.table_data.row]


def _read(cell: Any) -> Any:
    kind = cell.WhichOneof("value")
    return None if kind is None else READERS.get(kind, _same)(getattr(cell, kind))


def _same(value: Any) -> Any:
    return value


def _scaled(digits: int) -> Callable[[bytes], Decimal]:
    def read(value: bytes) -> Decimal:
        return Decimal(int.from_bytes(value, "little", signed=True)).scaleb(
            -digits, EXACT
        )

    return read


def _instant(value: Any) -> datetime:
    passed = timedelta(seconds=value.seconds, microseconds=value.nanos // 1000)
    return EPOCH + passed


def _set(name: str) -> Callable[[Any, Any], None]:
    def write(cell: Any, value: Any) -> None:
        setattr(cell, name, value)

    return write


def _write_date(cell: Any, value: date) -> None:
    cell.date_value = (value - FIRST_DAY).days


def _write_instant(cell: Any, value: datetime) -> None:
    moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value
    micros = (moment - EPOCH) // timedelta(microseconds=1)
    cell.timestamp_value.seconds = micros // 1_000_000
    cell.timestamp_value.nanos = micros % 1_000_000 * 1_000


def _numeric(name: str, digits: int) -> Callable[[Any, Any], None]:
    def write(cell: Any, value: Decimal) -> None:
        whole = int(value.scaleb(digits, EXACT))
        size = whole.bit_length() // 8 + 1
        setattr(cell, name, whole.to_bytes(size, "little", signed=True))

    return write


READERS: dict[str, Callable[[Any], Any]] = {
    "date_value": lambda days: FIRST_DAY + timedelta(days=days),
    "timestamp_value": _instant,
    "numeric_value": _scaled(9),
    "bignumeric_value": _scaled(38),
}
WRITERS: dict[str, Callable[[Any, Any], None]] = {
    "BOOL": _set("bool_value"),
    "DATE": _write_date,
    "INT64": _set("int64_value"),
    "BIGNUMERIC": _numeric("bignumeric_value", 38),
    "JSON": _set("json_value"),
    "NUMERIC": _numeric("numeric_value", 9),
    "STRING": _set("string_value"),
    "TIMESTAMP": _write_instant,
}
