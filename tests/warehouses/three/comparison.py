"""Compare a relation of two warehouses cell by cell, by what its cells mean.

A number is its exact value, an instant is the same in every zone, JSON is what it says
and not how it is spelled. Everything else, text above all, is compared as it stands.
"""

from __future__ import annotations

import json
import operator
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

Row = tuple[Any, ...]

SHOWN = 5
WIDEST = 60
# Where two rows agree on such a column, it tells a person where to look.
LEADS = ("connection", "_key", "_id", "_name", "_number", "_code", "_type", "_date")


class LogicalType(Enum):
    """What a column means, whatever its warehouse calls it."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "exact number"
    FLOAT = "float"
    DATE = "date"
    INSTANT = "instant"
    BOOLEAN = "boolean"
    JSON = "json"


CELLS: Mapping[LogicalType, type | tuple[type, ...]] = {
    LogicalType.TEXT: str,
    LogicalType.INTEGER: int,
    LogicalType.NUMBER: (Decimal, int),
    LogicalType.DATE: date,
    LogicalType.INSTANT: datetime,
    LogicalType.BOOLEAN: bool,
    LogicalType.JSON: str,
}


@dataclass(frozen=True)
class Table:
    """What a warehouse holds of a relation.

    Cells are Python's own, null is None, JSON is its text, and an instant that names no
    zone is UTC's. A row that occurs twice is there twice, or counted so.
    """

    columns: Mapping[str, LogicalType]
    rows: Collection[Row]

    def __iter__(self) -> Iterator[Row]:
        """Yield every row, as often as it occurs."""
        if isinstance(self.rows, Counter):
            return self.rows.elements()
        return iter(self.rows)


def compare(
    name: str,
    ours: Table,
    theirs: Table,
    volatile: Collection[str] = (),
    sides: tuple[str, str] = ("ours", "theirs"),
) -> list[str]:
    """Return what a relation differs in between two warehouses: nothing if in nothing.

    The order of rows and columns does not matter, how often a row occurs does.
    `volatile` columns differ by nature, and only their types are compared.
    """
    wrong = list(differing_columns(ours.columns, theirs.columns, sides))
    if wrong:
        return [f"{name}: {each}" for each in wrong]
    columns = [column for column in ours.columns if column not in volatile]
    counts = counted(ours, columns), counted(theirs, columns)
    surplus = counts[0] - counts[1], counts[1] - counts[0]
    if how_many := max(some.total() for some in surplus):
        few = list(differing_rows(columns, surplus, sides))
        return [f"{name}: {how_many:,} of its rows differ", *few]
    return []


def differing_columns(
    ours: Mapping[str, LogicalType],
    theirs: Mapping[str, LogicalType],
    sides: tuple[str, str],
) -> Iterator[str]:
    """Yield what is wrong with columns; a float is wrong even if both sides have it."""
    for column in dict.fromkeys([*ours, *theirs]):
        kinds = [
            found.value if (found := columns.get(column)) else "missing"
            for columns in (ours, theirs)
        ]
        if kinds[0] != kinds[1]:
            yield f"{column} is {kinds[0]} on {sides[0]}, {kinds[1]} on {sides[1]}"
        elif kinds[0] == LogicalType.FLOAT.value:
            yield f"{column} is a float, and a float is not exact"


def counted(table: Table, columns: Sequence[str]) -> Counter[Row]:
    """Count the rows of a table, with these columns in this order."""
    names = list(table.columns)
    wanted = [(names.index(name), table.columns[name]) for name in columns]
    return Counter(
        tuple(canonical(row[place], kind) for place, kind in wanted) for row in table
    )


def canonical(cell: Any, kind: LogicalType) -> Any:
    """Return a cell in a form that is equal where its meaning is."""
    if cell is None:
        return None
    if not isinstance(cell, CELLS[kind]):
        raise TypeError(f"{cell!r} is no cell of type {kind.value}")
    if kind is LogicalType.JSON:
        meant = json.loads(cell, parse_float=Decimal, parse_int=Decimal)
        return json.dumps(meant, sort_keys=True, ensure_ascii=False, default=number)
    if kind is LogicalType.INSTANT:
        return cell.astimezone(UTC) if cell.tzinfo else cell.replace(tzinfo=UTC)
    return cell


def number(value: Decimal) -> dict[str, str]:
    """Return a number inside JSON by its value: 1.10 is 1.1, and no text is."""
    digits = f"{value:f}"
    return {"number": digits.rstrip("0").rstrip(".") if "." in digits else digits}


def differing_rows(
    columns: Sequence[str],
    surplus: tuple[Counter[Row], Counter[Row]],
    sides: tuple[str, str],
) -> Iterator[str]:
    """Yield a few rows that differ, each beside the other side's most like it."""
    ours, theirs = (sorted(some.elements(), key=repr) for some in surplus)
    for row in ours[:SHOWN]:
        other = max(theirs, key=partial(likeness, row), default=())
        if 2 * likeness(row, other)[1] > len(columns):
            theirs.remove(other)
            yield f"  {told_apart(columns, row, other, sides)}"
        else:
            yield f"  once more on {sides[0]}: {told(columns, row)}"
    for row in theirs[: SHOWN - len(ours[:SHOWN])]:
        yield f"  once more on {sides[1]}: {told(columns, row)}"


def likeness(row: Row, other: Row) -> tuple[bool, int]:
    """Say whether two rows agree in their first cell, and in how many of all.

    What names a row comes first in every mart.
    """
    cells = [*map(operator.eq, row, other)]
    return cells[:1] == [True], sum(cells)


def told_apart(
    columns: Sequence[str], row: Row, other: Row, sides: tuple[str, str]
) -> str:
    """Say what two rows differ in, and what they agree on that helps to find them."""
    cells = list(zip(columns, row, other, strict=True))
    differing = [
        f"{column} is {as_text(one)} on {sides[0]}, {as_text(two)} on {sides[1]}"
        for column, one, two in cells
        if one != two
    ]
    shared = {column: one for column, one, two in cells if one == two}
    leads = {name: cell for name, cell in shared.items() if name.endswith(LEADS)}
    where = leads or shared
    return f"{'; '.join(differing)} ({told([*where], tuple(where.values()))})"


def told(columns: Sequence[str], row: Row) -> str:
    """Write a row with the names of its columns."""
    cells = zip(columns, row, strict=True)
    return ", ".join(f"{column}={as_text(cell)}" for column, cell in cells)


def as_text(cell: Any) -> str:
    """Write a cell for people, cut short where it is long."""
    if cell is None:
        return "null"
    text = repr(cell) if isinstance(cell, str) else str(cell)
    return text if len(text) <= WIDEST else f"{text[:WIDEST]}..."
