"""The outline of a grouped report: groups, subtotals, totals, and the rows between.

A subtotal is known by its place, never by its words alone: customers are called
"Total Tools", too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas

    from loaders.reckon.grid import Grid
    from loaders.reckon.header import Headers
    from loaders.reckon.kind import Kind
    from loaders.reckon.problems import Problems

SUBTOTAL, TOTAL = "Total ", "TOTAL"
NOT_A_ROW = "is no transaction, as it has no Type, and no group, subtotal or TOTAL"
SHIFTED = "cells stand under no header"


class Control(NamedTuple):
    """A total that the report prints over rows that stand above it."""

    label: str
    line: int
    begin: int
    end: int
    """The rows from `begin` to before `end`, counted from the first one."""
    cells: tuple[str, ...]


def outline_of(
    grid: Grid, headers: Headers, kind: Kind, problems: Problems
) -> tuple[pandas.DataFrame, list[Control]]:
    """Return the rows of the report, and the totals printed over them."""
    cells = grid.cells
    marker = cells[headers.places[kind.marker][0]]
    is_row = (marker != "") & ~(kind.is_list & (marker == TOTAL))
    rows, others = cells[is_row], cells[~is_row]
    others = others[(others != "").any(axis=1)]
    rows_above = is_row.cumsum()[others.index]
    outline = _Outline(headers, kind)
    for line, above, texts in zip(
        others.index,
        rows_above,
        others.itertuples(index=False, name=None),
        strict=True,
    ):
        if not outline.takes(line, above, texts):
            problems.add(f"row {line}", NOT_A_ROW, "remove it, or give it its Type")
    if headers.unnamed:
        shifted = rows[(rows[headers.unnamed] != "").any(axis=1)]
        for line in shifted.index[:1]:
            do = "look for a comma that is not inside of quotes"
            problems.add(f"row {line}", SHIFTED, do, more=len(shifted) - 1)
    return rows, outline.controls


class _Outline:
    """Follows a report from group to total."""

    def __init__(self, headers: Headers, kind: Kind) -> None:
        self._is_list = kind.is_list
        self._labels = sorted({0, *headers.unnamed})
        self._dates = headers.places.get("date", [])
        self._key = headers.places[kind.marker][0]
        self._open: list[tuple[str, int]] = []
        self.controls: list[Control] = []

    def takes(self, line: int, above: int, cells: tuple[str, ...]) -> bool:
        """Take in a row that is no transaction; tell whether it means anything."""
        label = next((cells[at] for at in self._labels if cells[at]), "")
        named = [cells[at] for at in range(len(cells)) if at not in self._labels]
        if self._is_list:
            # Lists have no groups; what a TOTAL adds up there is not ours to check.
            return TOTAL in (label, cells[self._key]) or not any(named)
        if not label or any(cells[at] for at in self._dates):
            return False
        if label == TOTAL:
            self.controls.append(Control(label, line, 0, above, cells))
        elif (begin := self._closed_by(label)) is not None:
            self.controls.append(Control(label, line, begin, above, cells))
        elif any(named):
            return False
        else:
            self._open.append((label, above))
        return True

    def _closed_by(self, label: str) -> int | None:
        """Close the group that a subtotal names; return where it began."""
        for depth in range(len(self._open) - 1, -1, -1):
            name, begin = self._open[depth]
            if label == SUBTOTAL + name:
                del self._open[depth:]
                return begin
        return None
