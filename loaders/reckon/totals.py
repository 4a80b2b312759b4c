"""What a report adds up itself, against the rows that were kept: none may be lost."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy

from loaders.reckon import cells

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas

    from loaders.reckon.header import Headers
    from loaders.reckon.outline import Control
    from loaders.reckon.problems import Problems

SUMMED = ("debit", "credit", "amount", "open_balance")
PLACES = 4
TOLERANCE = Decimal("0.01")
DO = "rows are missing or were changed: export the report again"


def check_totals(
    values: pandas.DataFrame,
    controls: Iterable[Control],
    headers: Headers,
    problems: Problems,
) -> None:
    """Note each total that its rows do not add up to, and rows below the last one."""
    sums = {name: _running(values[name]) for name in SUMMED if name in values}
    for control in controls:
        for name, running in sums.items():
            printed = _printed(control.cells[headers.places[name][0]])
            found = running[control.end] - running[control.begin]
            summed = Decimal(int(found)).scaleb(-PLACES)
            if printed is not None and abs(printed - summed) > TOLERANCE:
                place = f"row {control.line}, column {headers.titles[name]}"
                what = f"{control.label} says {printed}, its rows add up to {summed:f}"
                problems.add(place, what, DO)
        if control.label == "TOTAL" and control.end < len(values):
            line = values.index[control.end]
            problems.add(f"row {line}", "stands below TOTAL", "export one report alone")


def _running(column: pandas.Series[str]) -> numpy.ndarray[tuple[int], numpy.dtype]:
    """Return the sum of the rows before each one, in whole ten-thousandths."""
    scaled = {
        text: round(Decimal(text or 0).scaleb(PLACES)) for text in column.unique()
    }
    units = column.map(scaled).to_numpy(dtype="int64")
    return numpy.concatenate([[0], numpy.cumsum(units)])


def _printed(cell: str) -> Decimal | None:
    try:
        return Decimal(cells.number(cell)) if cell else None
    except cells.Unreadable:
        return None
