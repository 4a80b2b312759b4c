"""What a site's doctype holds, encoded once and served many times."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sandbox.erpnext.collation import folded
from sandbox.erpnext.doctypes import DOCTYPES, LISTED_TOO, USER, Body, Doctype
from sandbox.erpnext.wire import local
from sandbox.server import encode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.world.farms.keeper import Estate

Children = dict[str, list[Body]]


@dataclass(slots=True, eq=False)
class Stored:
    """One document: its row, and the rows of its child tables."""

    doctype: Doctype
    row: Body
    children: Children = field(default_factory=dict)
    _listed: bytes = b""
    _document: bytes = b""

    @property
    def name(self) -> str:
        """The document's name."""
        return str(self.row["name"])

    def listed(self) -> bytes:
        """Return the row's JSON as a list of all columns has it."""
        if not self._listed:
            self._listed = encode(self.row)
        return self._listed

    def document(self) -> bytes:
        """Return the whole document's JSON: no nulls, children inside."""
        if not self._document:
            self._document = encode(self.body())
        return self._document

    def body(self, *, no_nulls: bool = True) -> Body:
        """Return the whole document; v1 leaves nulls out."""
        told = _as_dict(self.row, no_nulls=no_nulls)
        told["doctype"] = self.doctype.name
        for fieldname in self.doctype.children:
            rows = self.children.get(fieldname, [])
            told[fieldname] = [_as_dict(row, no_nulls=no_nulls) for row in rows]
        return told


def _as_dict(row: Body, *, no_nulls: bool) -> Body:
    return {
        key: value
        for key, value in row.items()
        if not (no_nulls and value is None) and key not in LISTED_TOO
    }


def stored(doctype: Doctype, told: Body, children: Children | None = None) -> Stored:
    """Fill a document up with everything its doctype has."""
    names: Body = {
        "name": None,
        "owner": USER,
        "creation": None,
        "modified": None,
        "modified_by": USER,
        "docstatus": 0,
        "idx": 0,
    }
    row = doctype.row(told, names)
    if not doctype.has("single"):
        row |= {key: told.get(key) for key in LISTED_TOO}
    return Stored(doctype, row, children or {})


class Table:
    """The documents of one doctype, by name, in the order they were made."""

    def __init__(self, doctype: Doctype) -> None:
        self.doctype = doctype
        self.records: dict[str, Stored] = {}
        self.by_voucher: dict[object, list[str]] = {}
        self._sorted: dict[str, list[Stored]] = {}
        self._folded: dict[str, str] = {}
        self.version = 0

    def put(self, record: Stored, voucher: object = None) -> None:
        """Add a document, or replace the one of its name."""
        self.records[record.name] = record
        self._folded[folded(record.name)] = record.name
        self.version += 1
        if voucher is not None:
            self.by_voucher.setdefault(voucher, []).append(record.name)
        self._sorted.clear()

    def fill(self, records: Iterable[tuple[object, Stored]]) -> None:
        """Add many."""
        for voucher, record in records:
            self.put(record, voucher)

    def remove(self, name: str) -> Stored:
        """Take a document away, as if it had never been."""
        self._sorted.clear()
        self.version += 1
        self._folded.pop(folded(name), None)
        return self.records.pop(name)

    def forget(self, voucher: object) -> None:
        """Take away whatever a voucher had here."""
        for name in self.by_voucher.pop(voucher, ()):
            if name in self.records:
                self.remove(name)

    def find(self, name: str) -> Stored | None:
        """Return the document of a name, blind to case and accents as its database."""
        found = self.records.get(name)
        return found or self.records.get(self._folded.get(folded(name), ""))

    def in_order(self, spec: str, keys: list[tuple[str, bool]]) -> list[Stored]:
        """Return the documents by these (field, is descending) pairs."""
        if spec not in self._sorted:
            rows = list(self.records.values())
            for name, is_descending in reversed(keys):
                rows.sort(key=lambda r: rank(r.row[name]), reverse=is_descending)
            self._sorted[spec] = rows
        return self._sorted[spec]


def rows_of(table: Table, child: Doctype) -> Table:
    """Return the rows that a table's documents have in a child table."""
    fields = [f for f, name in table.doctype.children.items() if name == child.name]
    rows = Table(child)
    for record in table.records.values():
        for fieldname in fields:
            for row in record.children.get(fieldname, ()):
                told = {k: v for k, v in row.items() if k != "doctype"}
                rows.put(stored(child, told))
    return rows


def rank(value: object) -> tuple[Any, ...]:
    """Return what a value is ordered by: nulls first, text as it is compared."""
    if value is None:
        return (0,)
    return (1, value if isinstance(value, int | float) else folded(str(value)))


def made(estate: Estate, name: str, doctype: str, /, **told: object) -> Stored:
    """Return a document as old as its site."""
    at = local(estate.opened_at, estate.zone)
    facts: Body = {"name": name, "creation": at, "modified": at}
    return stored(DOCTYPES[doctype], facts | told)
