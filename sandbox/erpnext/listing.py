"""How Frappe answers a list: fields, order, pages, and what it silently ignores."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from sandbox.erpnext.filters import from_json, known, rules
from sandbox.erpnext.grouping import AGGREGATE, grouped
from sandbox.erpnext.problems import Refusal, not_permitted
from sandbox.erpnext.store import rank
from sandbox.server import encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sandbox.erpnext.doctypes import Doctype
    from sandbox.erpnext.store import Stored, Table

_PAGE = 20
Body = dict[str, Any]
Row = TypeVar("Row")


@dataclass
class Listing:
    """One list of a table."""

    table: Table
    query: Mapping[str, Any]
    hidden: set[str] = field(default_factory=set)
    """Columns that the key's roles do not see."""
    unordered: list[Stored] | None = None
    """The rows in the order the database happens to find them."""

    @property
    def doctype(self) -> Doctype:
        """The doctype that is listed."""
        return self.table.doctype

    def rows(self) -> list[bytes]:
        """Return the page's rows as JSON."""
        page = self.page()
        fields = self._fields()
        if fields == ["*"] and not self.hidden:
            return [record.listed() for record in page]
        return [encode(body) for body in self.bodies(page, fields)]

    def bodies(
        self, page: list[Stored] | None = None, fields: list[str] | None = None
    ) -> list[Body]:
        """Return the page's rows."""
        fields = self._fields() if fields is None else fields
        if any(AGGREGATE.match(each) for each in fields) or self.query.get("group_by"):
            return self._cut(grouped(self._wanted(), fields, self._grouped_by()))
        page = self.page() if page is None else page
        return [body for record in page for body in self._told(record, fields)]

    def count(self) -> int:
        """Return how many rows the filters leave, whatever the page."""
        return sum(1 for _ in self._wanted())

    def page(self) -> list[Stored]:
        """Return the records of the page asked for."""
        return self._cut(self._wanted())

    def _wanted(self) -> Iterator[Stored]:
        every = rules(self.doctype, self.query.get("filters"), self.hidden)
        some = rules(self.doctype, self.query.get("or_filters"), self.hidden)
        for record in self._in_order():
            if not all(rule(record) for rule in every):
                continue
            if not some or any(rule(record) for rule in some):
                yield record

    def _cut(self, rows: Iterable[Row]) -> list[Row]:
        length = self.query.get("limit_page_length", self.query.get("limit", _PAGE))
        start, wanted = _whole(self.query.get("limit_start", 0)), _whole(length)
        found = []
        for number, row in enumerate(rows):
            if wanted and number >= start + wanted:
                break
            # Without a limit there is no offset either.
            if number >= start or not wanted:
                found.append(row)
        return found

    def _in_order(self) -> list[Stored]:
        spec = str(self.query.get("order_by") or "").replace("`", "")
        if re.search(r"[;()]", spec):
            raise Refusal(417, "ValidationError", "Illegal SQL Query")
        keys = [_key(part) for part in spec.split(",") if part.strip()]
        if not keys:
            rows = list(self.table.records.values())
            return rows if self.unordered is None else self.unordered
        for name, _ in keys:
            if not known(self.doctype, name, set()):
                message = f"(1054, \"Unknown column '{name}' in 'ORDER BY'\")"
                raise Refusal(500, "OperationalError", message, module="pymysql.err")
        rows = self.table.in_order(spec, keys)
        return self._from_cursor(rows, *keys[0])

    def _from_cursor(
        self, rows: list[Stored], name: str, is_descending: bool
    ) -> list[Stored]:
        """Skip, by the index, what a filter on the first column of the order leaves."""
        given = from_json(self.query.get("filters"))
        is_text = name in ("name", "creation", "modified") and not is_descending
        for each in given if isinstance(given, list) and is_text else ():
            if isinstance(each, list) and each[-3:-1] in ([name, ">="], [name, ">"]):
                key = rank(str(each[-1]))
                rows = rows[bisect_left(rows, key, key=lambda r: rank(r.row[name])) :]
        return rows

    def _fields(self) -> list[str]:
        fields = from_json(self.query.get("fields")) or ["name"]
        return [_plain(each) for each in fields]

    def _grouped_by(self) -> list[str]:
        text = str(self.query.get("group_by") or "").replace("`", "")
        return [each.split(".")[-1].strip() for each in text.split(",") if each.strip()]

    def _told(self, record: Stored, fields: list[str]) -> Iterator[Body]:
        """Yield the row; one for each child row when a child's field is asked for."""
        joined = [each for each in fields if "." in each]
        told: Body = {}
        for each in fields:
            told |= self._cell(record, each) if "." not in each else {}
        if not joined:
            yield told
            return
        table = joined[0].split(".")[0]
        for row in record.children.get(table, ()):
            names = [each.split(".")[1] for each in joined]
            yield told | {name: row.get(name) for name in names}

    def _cell(self, record: Stored, name: str) -> Body:
        if name == "*":
            row = record.row.items()
            return {k: v for k, v in row if k not in self.hidden}
        if name in self.doctype.children:
            return {}
        if not known(self.doctype, name, self.hidden):
            raise not_permitted(name)
        return {name: record.row.get(name)}


def _plain(name: object) -> str:
    text = str(name).strip()
    if AGGREGATE.match(text):
        return text
    return re.sub(r"^`?tab[^`.]+`?\.", "", text).replace("`", "")


def _key(part: str) -> tuple[str, bool]:
    name, _, direction = part.strip().partition(" ")
    return name.split(".")[-1], direction.strip().lower() == "desc"


def _whole(value: object) -> int:
    """Return a number as Frappe reads it: text is 0, which means everything."""
    try:
        return int(float(str(value)))
    except ValueError:
        return 0
