"""The facts about a doctype: how it is read, and what tells that it changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from loaders import exact
from loaders.contract import DAILY, EVERY_RUN, Comparison, Resource
from loaders.erpnext.marks import Mark, mark_of, mark_of_columns
from loaders.erpnext.not_landed import NOT_HASHED, NOT_LANDED

if TYPE_CHECKING:
    from datetime import timedelta

    from loaders.contract import Payload

DOCUMENT = "document"
"""Read one by one, child tables inside."""
LEDGER = "ledger"
"""Rows without child tables, read as lists; a voucher's rows are re-sent whole."""
ROWS = "rows"
"""Rows without child tables, the whole list read on every run."""


CHILD_FIELDS = ("name", "modified")
"""All that some versions show of a child table's rows."""


@dataclass(frozen=True)
class ChildTable:
    """A table in a document whose rows are touched while the document rests."""

    name: str
    doctype: str
    """In no other doctype's documents: a list does not tell whose children they are."""


@dataclass(frozen=True)
class Doctype(Resource):
    """A resource, with the facts that only ERPNext needs."""

    path: str = ""
    key: str = "name"
    cursor: str | None = "modified"
    whole_list: timedelta | None = DAILY
    table: str = "documents"
    not_landed: frozenset[str] = NOT_LANDED
    not_hashed: frozenset[str] = NOT_HASHED
    kind: str = DOCUMENT
    shown: tuple[str, ...] = ()
    """Fields whose change tells that the record changed; none named: all of them."""
    tables: tuple[ChildTable, ...] = ()
    is_modelled: bool = False
    """Whether the models read it: an older site may still lack it."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that are listed to find what changed."""
        return ("name", "modified", *self.shown) if self.shown else ("*",)

    def mark(self, row: Payload) -> int:
        """Return the mark of what a list shows of a record."""
        if self.shown:
            return mark_of(row, self.fields)
        return mark_of_columns(row, self.not_landed | self.not_hashed)

    def mark_of_held(self, payload: Payload) -> Mark:
        """Return the mark of a record that raw holds."""
        children = (row for it in self.tables for row in payload.get(it.name) or ())
        marks = tuple(mark_of(row, CHILD_FIELDS) for row in children)
        return Mark(self.mark(payload), marks)

    def key_of(self, name: object) -> str:
        """Return the key under which raw knows a document: names repeat elsewhere."""
        return f"{self.name}/{name}"

    def scope_of(self, row: Payload) -> str | None:
        """Return the voucher that a ledger's row belongs to."""
        if self.kind != LEDGER:
            return None
        voucher = {name: row.get(name) for name in ("voucher_type", "voucher_no")}
        return exact.encode({"doctype": self.name, **voucher})


modelled = partial(Doctype, whole_list=EVERY_RUN, is_modelled=True)


def ledger(name: str, *shown: str) -> Doctype:
    """Return a ledger, with the fields in which its vouchers are compared."""
    return modelled(name, kind=LEDGER, shown=("voucher_type", "voucher_no", *shown))


def ready(doctype: Doctype) -> Doctype:
    """Return a doctype with what the core must know of it."""
    names = tuple(table.name for table in doctype.tables)
    members = (*doctype.fields, *names) if doctype.shown else ()
    comparison = Comparison(members, doctype.mark_of_held)
    return replace(
        doctype,
        path=doctype.name,
        part=("doctype", doctype.name),
        comparison=None if doctype.kind == ROWS else comparison,
    )
