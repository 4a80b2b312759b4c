"""Columns of cells into columns of values; each distinct cell is read once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pandas

from loaders.reckon import cells
from loaders.reckon.columns import Column, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from loaders.reckon.header import Headers
    from loaders.reckon.problems import Problems

log = logging.getLogger(__name__)

BY_ROLE: dict[Role, Callable[[str], str]] = {
    Role.TEXT: cells.text,
    Role.CODE: cells.code,
    Role.NUMBER: cells.number,
    Role.PRICE: cells.number,
    Role.DATE: cells.day,
}
BY_NAME: dict[str, Callable[[str], str]] = {
    "trans_no": cells.transaction,
    "line_no": cells.line,
}


def values_of(
    rows: pandas.DataFrame,
    headers: Headers,
    columns: Sequence[Column],
    problems: Problems,
    file: str,
) -> pandas.DataFrame:
    """Return these columns by our names; the index is the line in the file."""
    values = {}
    for column in columns:
        if column.name not in headers.places:
            continue
        first, *others = (rows[place] for place in headers.places[column.name])
        for other in others:
            first = first.where(first != "", other)
        if column.role is Role.PRICE:
            is_percent = first.str.endswith("%")
            values[f"{column.name}_raw"] = first.where(is_percent, "")
            first = first.where(~is_percent, "")
        title = headers.titles[column.name]
        values[column.name] = _read(column, title, first, problems, file)
    return pandas.DataFrame(values, index=rows.index)


def _read(
    column: Column, title: str, found: pandas.Series[str], problems: Problems, file: str
) -> pandas.Series[str]:
    """Return what the cells of a column say; note those that say nothing."""
    read = BY_NAME.get(column.name, BY_ROLE[column.role])
    said, spoilt, wrong = {"": ""}, set(), dict[str, list[str]]()
    for cell in found.unique():
        try:
            said[cell] = read(cell) if cell else ""
        except cells.Unreadable as reason:
            said[cell] = ""
            if isinstance(reason, cells.Spoilt) and not column.is_required:
                spoilt.add(cell)
            else:
                wrong.setdefault(str(reason), []).append(cell)
    for do, culprits in wrong.items():
        bad = found[found.isin(culprits)]
        problems.in_cells(title, list(bad.index), list(bad), do)
    if spoilt:
        bad = found[found.isin(spoilt)]
        where = f"{len(bad)} cells of column {title}, first row {bad.index[0]}"
        log.warning("%s: %s, are spoilt by Excel and left out", file, where)
    return found.map(said)
