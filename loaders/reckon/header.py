"""Which column of a file is which of ours."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.reckon.columns import BUYER, POSTINGS, Column, header_form

if TYPE_CHECKING:
    from loaders.reckon.kind import Kind
    from loaders.reckon.problems import Problems

AMOUNTS = ("amount", "open_balance")
OURS = frozenset({"company", "file", "row", "as_of_date"})
"""What the loader itself writes beside the columns of a file."""


@dataclass
class Headers:
    """The places of a file's columns."""

    places: dict[str, list[int]] = field(default_factory=dict)
    """By our name; several where a cell that is empty in one is filled in the next."""
    titles: dict[str, str] = field(default_factory=dict)
    """Our name to the header in the file, for people to find it."""
    unknown: dict[str, int] = field(default_factory=dict)
    """Columns that nobody knows, by their own header."""
    unnamed: list[int] = field(default_factory=list)
    """Columns without a header: group labels, spacers."""

    @property
    def is_postings(self) -> bool:
        """Whether the report has a row per posting: Custom Transaction Detail."""
        return "debit" in self.places and "credit" in self.places


def headers_of(header: list[str], kind: Kind, problems: Problems) -> Headers:
    """Return which column is where; note what is there twice, or missing."""
    found = Headers(unnamed=[it for it, text in enumerate(header) if not text])
    forms = [header_form(text) for text in header]
    for form, count in Counter(filter(None, forms)).items():
        if count > 1:
            title = header[forms.index(form)]
            problems.add(f"column {title}", f"is there {count} times", "keep one")
    for column in kind.columns:
        places = [forms.index(form) for form in column.headers if form in forms]
        if places:
            # Only the customer stands under two headers that mean the same.
            found.places[column.name] = places if column is BUYER else places[:1]
            found.titles[column.name] = header[places[0]]
    read = {place for places in found.places.values() for place in places}
    for place, form in enumerate(forms):
        if form and place not in read and form not in kind.ignored:
            found.unknown[header[place]] = place
    taken = {column.name for column in kind.columns} | kind.derived | OURS
    for title in sorted(taken & found.unknown.keys()):
        problems.add(f"column {title}", "has a name that is ours", "rename it")
    for column in _missing(found, kind):
        do = f"tick it in the report; accepted: {column.accepted}"
        problems.add(f"column {column.name}", "is missing", do)
    return found


def _missing(found: Headers, kind: Kind) -> list[Column]:
    """Return the required columns that the file lacks."""
    columns = {column.name: column for column in kind.columns}
    required = {name for name, column in columns.items() if column.is_required}
    if kind.name == "invoices" and not {*AMOUNTS} & found.places.keys():
        required.add("amount")
    if found.is_postings and POSTINGS[0] in kind.columns:
        # Its Amount counts debits as positive, and need not be there.
        required = required - {"amount"} | {"account_type"}
    return [columns[name] for name in sorted(required - found.places.keys())]
