"""One file, from its bytes to rows in our own columns; or refused whole."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from loaders.reckon.checks import check_rows
from loaders.reckon.columns import AS_OF_DATE
from loaders.reckon.grid import grid_of
from loaders.reckon.header import Headers, headers_of
from loaders.reckon.outline import outline_of
from loaders.reckon.postings import receivables_in, sales_in, with_sign_of
from loaders.reckon.problems import Problems, refused
from loaders.reckon.text import text_of
from loaders.reckon.totals import check_totals
from loaders.reckon.values import values_of

if TYPE_CHECKING:
    import pandas

    from loaders.reckon.kind import Kind
    from loaders.reckon.names import Export

log = logging.getLogger(__name__)


def table_of(data: bytes, export: Export) -> pandas.DataFrame:
    """Return the rows of a file, every value a text, '' where there is none.

    The index is the line in the file. Raises `Refusal` if anything in it is wrong.
    """
    kind, file = export.kind, export.name
    grid = grid_of(text_of(data, file), kind, file)
    problems = Problems(file)
    headers = headers_of(grid.header, kind, problems)
    problems.refuse_any()
    rows, controls = outline_of(grid, headers, kind, problems)
    values = values_of(rows, headers, kind.columns, problems, file)
    problems.refuse_any()
    check_totals(values, controls, headers, problems)
    _tell(file, headers)
    values = values.join(_unknown(rows, headers))
    values = _shaped(values, kind, headers)
    if values.empty:
        do = "export it with its rows, or remove it"
        raise refused(file, f"holds no row of {kind.name}", do)
    check_rows(values, export, headers, problems)
    problems.refuse_any()
    return values


def as_of_dates(data: bytes, export: Export) -> set[str]:
    """Return the distinct days in the column that says when a file was true."""
    grid = grid_of(text_of(data, export.name), export.kind, export.name)
    problems = Problems(export.name)
    headers = headers_of(grid.header, export.kind, problems)
    problems.refuse_any()
    if "as_of_date" not in headers.places:
        return set()
    rows, _ = outline_of(grid, headers, export.kind, problems)
    days = values_of(rows, headers, [AS_OF_DATE], problems, export.name)
    problems.refuse_any()
    return set(days["as_of_date"])


def _tell(file: str, headers: Headers) -> None:
    """Name the columns that nobody knows, and the lack of Trans #."""
    if headers.unknown:
        names = ", ".join(headers.unknown)
        log.warning(
            "%s: columns kept as they are, for nobody knows them: %s", file, names
        )
    if "date" in headers.places and "trans_no" not in headers.places:
        text = (
            "%s: no column Trans #: rows are told apart by all that they say; tick it"
        )
        log.warning(text, file)


def _unknown(rows: pandas.DataFrame, headers: Headers) -> pandas.DataFrame:
    """Return the columns that nobody knows, under their own headers."""
    cells = rows[list(headers.unknown.values())]
    return cells.set_axis(list(headers.unknown), axis="columns")


def _shaped(values: pandas.DataFrame, kind: Kind, headers: Headers) -> pandas.DataFrame:
    """Return what the file says in the signs and columns of our own shape."""
    if headers.is_postings and kind.name == "sales_lines":
        values = sales_in(values)
    elif headers.is_postings and kind.name == "invoices":
        values = receivables_in(values)
    if "amount" in values:
        for name in ("qty", "tax_amount"):
            if name in values:
                values[name] = with_sign_of(values[name], values["amount"])
    working = [column.name for column in kind.columns if column.is_working]
    values = values.drop(columns=working, errors="ignore")
    if kind.name == "sales_lines" and "trans_no" in values:
        values = _numbered(values)
    return values


def _numbered(values: pandas.DataFrame) -> pandas.DataFrame:
    """Give the lines of each transaction their numbers, where the file does not."""
    if "line_no" in values:
        return values
    numbers = (values.groupby("trans_no").cumcount() + 1).astype(str)
    return values.assign(line_no=numbers.where(values["trans_no"] != "", ""))
