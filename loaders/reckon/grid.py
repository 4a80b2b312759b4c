"""From a file's text to cells: every one a text, under the header that it has."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import pandas
from pandas.errors import ParserError

from loaders.reckon.columns import header_form
from loaders.reckon.problems import refused

if TYPE_CHECKING:
    from loaders.reckon.kind import Kind

FIRST_ROWS = 10
"""The header is one of these: after an Excel round trip titles stand above it."""


@dataclass(frozen=True)
class Grid:
    """The cells of a file below its header."""

    header: list[str]
    cells: pandas.DataFrame
    """Columns by place; the index is the line in the file."""


def grid_of(text: str, kind: Kind, file: str) -> Grid:
    """Return the cells of a file, trimmed; or refuse it."""
    first_rows = list(islice(csv.reader(io.StringIO(text)), FIRST_ROWS))
    place = _header_place(first_rows, kind)
    if place is None:
        wanted = next(it for it in kind.columns if it.name == kind.marker).accepted
        found = f"none of its first {FIRST_ROWS} rows is a header with a column"
        do = "export with a header, separated by commas"
        raise refused(file, f"{found} {kind.marker} (accepted: {wanted})", do)
    width = max(map(len, first_rows))
    cells = _read(text, width, file)
    cells.index = pandas.Index(_lines(text, len(cells)))
    header = [" ".join(cell.split()) for cell in first_rows[place]]
    header += [""] * (width - len(header))
    grid = Grid(header, cells.iloc[place + 1 :])
    _refuse_too_narrow(grid, file)
    return grid


def _header_place(rows: list[list[str]], kind: Kind) -> int | None:
    """Return which row has the most headers that we know, if any has."""
    known = {form for column in kind.columns for form in column.headers}
    marking = next(it for it in kind.columns if it.name == kind.marker).headers
    scores = {}
    for place, row in enumerate(rows):
        forms = {header_form(cell) for cell in row}
        is_likely = len(forms & known) > 1 or forms & {*marking}
        scores[place] = len(forms & known) if is_likely else 0
    best = max(scores, key=lambda place: scores[place], default=None)
    return best if best is not None and scores[best] else None


def _read(text: str, width: int, file: str) -> pandas.DataFrame:
    try:
        cells = pandas.read_csv(
            io.StringIO(text),
            header=None,
            names=list(range(width)),
            dtype=str,
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
        )
    except ParserError as error:
        do = "look for a comma or a quote that is not inside of quotes"
        raise refused(file, _unsplit(str(error)), do) from None
    cells = cells.fillna("")
    for place in cells.columns:
        cells[place] = cells[place].str.strip()
    return cells


def _unsplit(error: str) -> str:
    """Return which row cannot be split into cells."""
    if found := re.search(r"Expected (\d+) fields in line (\d+), saw (\d+)", error):
        return f"row {found[2]} has {found[3]} cells, the rows above {found[1]}"
    if found := re.search(r"EOF inside string starting at row (\d+)", error):
        return f"a quote that opens in row {int(found[1]) + 1} is never closed"
    return "its rows cannot be split into cells"


def _refuse_too_narrow(grid: Grid, file: str) -> None:
    """Refuse what was pasted from Excel with a column too narrow to show its values."""
    for title, (_, column) in zip(grid.header, grid.cells.items(), strict=True):
        lost = column[column.str.fullmatch("#{3,}")]
        if len(lost):
            found = f"row {lost.index[0]}, column {title}: found '{lost.iloc[0]}'"
            do = "a column was too narrow in Excel: export again, and do not open it"
            raise refused(file, found, do)


def _lines(text: str, rows: int) -> list[int]:
    """Return the line on which each row begins: a quoted cell may have several."""
    if rows >= text.count("\n") + (not text.endswith("\n")):
        return list(range(1, rows + 1))
    reader, starts = csv.reader(io.StringIO(text)), [1]
    starts += (reader.line_num + 1 for _ in reader)
    return starts[:rows]
