"""Grouped lists: count, sum, min and max, by some columns."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sandbox.erpnext.collation import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.erpnext.store import Stored

Cell = Any
AGGREGATE = re.compile(
    r"(?i)(count|sum|min|max)\(\s*`?(\w+|\*)`?\s*\)(?:\s+as\s+`?(\w+)`?)?$"
)


def grouped(
    records: Iterable[Stored], fields: list[str], by: list[str]
) -> list[dict[str, Any]]:
    """Return one row per group, in the order the groups appear."""
    groups: dict[tuple[Any, ...], list[Stored]] = {}
    for record in records:
        key = tuple(_same(record.row.get(name)) for name in by)
        groups.setdefault(key, []).append(record)
    if not groups and not by:
        groups[()] = []
    return [
        {name: value for each in fields for name, value in [_told(each, members)]}
        for members in groups.values()
    ]


def _same(value: Cell) -> Cell:
    return folded(value) if isinstance(value, str) else value


def _told(field: str, members: list[Stored]) -> tuple[str, Any]:
    match = AGGREGATE.match(field)
    if not match:
        return field, members[0].row.get(field) if members else None
    function, column, alias = match[1].lower(), match[2], match[3] or field
    if function == "count":
        return alias, len(members)
    held = [m.row[column] for m in members if m.row.get(column) is not None]
    if function == "sum":
        total = sum((Decimal(str(value)) for value in held), Decimal(0))
        return alias, float(total) if held else None
    if not held:
        return alias, None
    ranked = sorted(held, key=_same)
    return alias, ranked[0 if function == "min" else -1]
