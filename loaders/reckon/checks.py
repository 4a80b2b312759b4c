"""What can be seen to be wrong inside one file, once its cells are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas

    from loaders.reckon.header import Headers
    from loaders.reckon.names import Export
    from loaders.reckon.problems import Problems

CREDITS = ("adjustment note", "credit memo", "payment")


def check_rows(
    rows: pandas.DataFrame, export: Export, headers: Headers, problems: Problems
) -> None:
    """Note what refuses the file."""
    _check_filled(rows, export, headers, problems)
    _check_identity(rows, export, problems)
    if export.kind.is_list:
        return
    _check_days(rows, export, problems)
    if "trans_no" in rows:
        _check_transactions(rows, problems)
    if "amount" in rows:
        _check_signs(rows, export, problems)
    if "as_of_date" in rows and export.as_of:
        _check_as_of(rows, export, problems)


def _check_filled(
    rows: pandas.DataFrame, export: Export, headers: Headers, problems: Problems
) -> None:
    """Note rows without a date or an amount."""
    for names in (("date",), ("amount", "open_balance")):
        there = [name for name in names if name in rows]
        blank = rows[(rows[there] == "").all(axis=1)] if there else rows[:0]
        title = " or ".join(headers.titles.get(name, name) for name in there)
        problems.in_cells(
            title, list(blank.index), [""] * len(blank), "every row needs one"
        )


def _check_identity(rows: pandas.DataFrame, export: Export, problems: Problems) -> None:
    """Note each key that an earlier row has, too."""
    names = [name for name in export.kind.identity if name in rows]
    if names != [*export.kind.identity]:
        return
    keyed = rows[(rows[names] != "").all(axis=1)]
    again = keyed[keyed.duplicated(names)]
    found = ["/".join(row) for row in again[names].itertuples(index=False)]
    do = "the same key stands in an earlier row: remove one of both"
    problems.in_cells("/".join(names), list(again.index), found, do)


def _check_days(rows: pandas.DataFrame, export: Export, problems: Problems) -> None:
    """Note rows that are dated outside the days that the name declares."""
    first, last = (one.isoformat() for one in export.covers)
    if export.kind.name == "open_items":
        return
    dates = rows["date"]
    outside = dates[(dates != "") & ((dates < first) | (dates > last))]
    days = f"{first} to {last}" if export.covers.first.year > 1 else f"up to {last}"
    do = f"the name declares {days}: correct the name, or export those days"
    problems.in_cells("date", list(outside.index), list(outside), do)


def _check_transactions(rows: pandas.DataFrame, problems: Problems) -> None:
    """Note a Trans # that is two transactions: of two types, or on two days."""
    keyed = rows[rows["trans_no"] != ""]
    kinds = keyed.drop_duplicates(["trans_no", "type", "date"])
    other = kinds[kinds.duplicated("trans_no")]
    found = [
        f"{it.trans_no}, {it.type}, {it.date}" for it in other.head(1).itertuples()
    ]
    do = "an earlier row has it with another type or date: export from one company file"
    if found:
        place = f"row {other.index[0]}, column trans_no"
        problems.add(place, f"found '{found[0]}'", do, more=len(other) - 1)


def _check_signs(rows: pandas.DataFrame, export: Export, problems: Problems) -> None:
    """Note where no credit is negative: the report has other signs than ours."""
    is_credit = rows["type"].str.casefold().isin(CREDITS)
    moved = rows[is_credit & (rows["amount"].str.strip("-0.") != "")]
    if len(moved) and not moved["amount"].str.startswith("-").any():
        first = moved.iloc[0]
        found = f"found '{first['amount']}' on a {first['type']}, and no credit below 0"
        do = "credits and payments are negative: export Custom Transaction Detail"
        problems.add(f"row {moved.index[0]}, column amount", found, do)


def _check_as_of(rows: pandas.DataFrame, export: Export, problems: Problems) -> None:
    """Note where the column and the name say different days."""
    said = rows["as_of_date"]
    other = said[(said != "") & (said != str(export.as_of))]
    if not len(other):
        return
    do = f"the name says {export.as_of}; let both say the same day"
    if not export.says_as_of:
        do = f"the name says {export.as_of}; add _as_of_{other.iloc[0]} to it"
    problems.in_cells("as_of_date", list(other.index), list(other), do)
