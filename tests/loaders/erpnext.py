"""A tiny ERPNext over HTTP: one site, which a test fills, changes and breaks."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from sandbox.server import Answer, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import Message

Row = dict[str, Any]

TABLES = {
    "Sales Invoice": {"items": "Sales Invoice Item"},
    "Journal Entry": {"accounts": "Journal Entry Account"},
}
CHILDREN = {child: dt for dt, its in TABLES.items() for child in its.values()}
CHILD_COLUMNS = ("name", "modified", "docstatus", "idx")
WORDS = """
    abbr account account_name actual_qty against_voucher against_voucher_no
    against_voucher_type amount amount_in_account_currency bill_no clearance_date
    company credit credit_in_account_currency creation customer customer_group
    customer_name debit debit_in_account_currency debit_to deleted_doctype deleted_name
    delinked docstatus due_date email_id grand_total incoming_rate is_cancelled
    is_return is_virtual issingle istable item_code modified name _liked_by note
    outstanding_amount owner party party_type posting_date qty_after_transaction
    return_against rounded_total status stock_value stock_value_difference territory
    total_credit total_debit valuation_rate voucher_no voucher_type warehouse
"""
COLUMNS = re.findall(r"\w+", WORDS)
DOCTYPES = {
    "Account",
    "Bin",
    "Company",
    "Customer",
    "Deleted Document",
    "DocType",
    "Error Log",
    "GL Entry",
    "Journal Entry",
    "Note",
    "Sales Invoice",
    "System Settings",
    *CHILDREN,
}
TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda one, other: one == other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "<": lambda one, other: one < other,
    "in": lambda one, others: one in [fold(it) for it in others],
}


class Refusal(Exception):
    """What the site answers instead."""

    def __init__(self, status: int, kind: str, words: str) -> None:
        super().__init__(words)
        message = json.dumps({"message": words, "indicator": "red"})
        body = {"exc_type": kind, "_server_messages": json.dumps([message])}
        self.answer = Answer(status, body)


def fold(value: Any) -> Any:
    """Return a text as the database compares it: blind to case and accents."""
    if not isinstance(value, str):
        return value
    parts = unicodedata.normalize("NFKD", value.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


@dataclass
class Site:
    """The documents of one site, who may see them, and what it was asked."""

    url: str = ""
    documents: dict[str, dict[str, Row]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    asked: list[str] = field(default_factory=list)
    queries: list[dict[str, str]] = field(default_factory=list)
    forbidden: set[str] = field(default_factory=set)
    hidden_columns: set[str] = field(default_factory=set)
    bound_to: Callable[[Row], bool] = lambda row: True
    """User Permissions: what they do not let through is counted, but not listed."""
    before: Callable[[str], Answer | None] = lambda call: None
    minutes: int = 0

    @property
    def settings(self) -> Row:
        return {"base_url": self.url, "api_key": "key-1", "api_secret": "secret-1"}

    def put(self, doctype: str, name: str, **columns: Any) -> Row:
        """Save a document, which moves its `modified` a minute on."""
        self.minutes += 1
        now = f"2026-06-30 {10 + self.minutes // 60:02}:{self.minutes % 60:02}:00"
        old = self.documents[doctype].get(name, {"creation": now})
        document = old | {"name": name, "modified": now, "owner": "ann"} | columns
        for table in TABLES.get(doctype, {}):
            document.setdefault(table, [])
        self.documents[doctype][name] = document
        return document

    def set(self, doctype: str, name: str, **columns: Any) -> None:
        """Change a document by plain SQL: nobody is told."""
        self.documents[doctype][name] |= columns

    def calls(self, start: str) -> list[str]:
        return [call for call in self.asked if call.startswith(start)]

    # ---------- answers

    def answer(self, query: dict[str, str], headers: Message) -> Answer:
        path = unquote(query.pop("path"))
        self.asked.append(path)
        self.queries.append(query)
        if headers["Authorization"] != "token key-1:secret-1":
            return Refusal(401, "AuthenticationError", "").answer
        if trouble := self.before(path):
            return trouble
        try:
            return Answer(200, self.found(path, query))
        except Refusal as refusal:
            return refusal.answer

    def found(self, path: str, query: dict[str, str]) -> Row:
        if path == "method/frappe.client.get_count":
            return {"message": len(self.documents[query["doctype"]])}
        _, doctype, *rest = path.split("/", 2)
        self.allow(doctype, query)
        if rest:
            return {"data": self.document(doctype, rest[0])}
        return {"data": self.listed(doctype, query)}

    def allow(self, doctype: str, query: dict[str, str]) -> None:
        if doctype not in DOCTYPES:
            words = f"DocType {doctype} not found"
            raise Refusal(404, "DoesNotExistError", words)
        parent = CHILDREN.get(doctype)
        if doctype in self.forbidden or (parent and query.get("parent") != parent):
            words = f"User <strong>ann</strong> has no access to <b>{doctype}</b>"
            raise Refusal(403, "PermissionError", words)

    def document(self, doctype: str, name: str) -> Row:
        for row in self.documents[doctype].values():
            if fold(row["name"]) == fold(name):
                if not self.bound_to(row):
                    raise Refusal(403, "PermissionError", "not yours")
                shown = {key: value for key, value in row.items() if value is not None}
                return shown | {"doctype": doctype}
        raise Refusal(404, "DoesNotExistError", f"{doctype} {name} not found")

    def rows(self, doctype: str) -> list[Row]:
        if parent := CHILDREN.get(doctype):
            [table] = [it for it, its in TABLES[parent].items() if its == doctype]
            documents = self.documents[parent].values()
            children = [child for row in documents for child in row[table]]
            return [{it: child.get(it) for it in CHILD_COLUMNS} for child in children]
        documents = self.documents[doctype].values()
        return [{column: row.get(column) for column in COLUMNS} for row in documents]

    def listed(self, doctype: str, query: dict[str, str]) -> list[Row]:
        rows = [row for row in self.rows(doctype) if self.bound_to(row)]
        filters = json.loads(query.get("filters", "[]"))
        others = json.loads(query.get("or_filters", "[]"))
        rows = [row for row in rows if all(passes(row, it) for it in filters)]
        rows = [
            row for row in rows if not others or any(passes(row, o) for o in others)
        ]
        for order in reversed(query.get("order_by", "").split(", ")):
            column = order.removesuffix(" asc")
            rows.sort(key=lambda row: fold(row[column]) if column else -len(rows))
        rows = rows[: int(query.get("limit_page_length", 20))]
        return [self.shown(row, json.loads(query["fields"])) for row in rows]

    def shown(self, row: Row, fields: list[str]) -> Row:
        """Return the columns asked for; what may not be seen is left out silently."""
        if unknown := [it for it in fields if it != "*" and it not in COLUMNS]:
            words = f"Field not permitted in query: {unknown[0]}"
            raise Refusal(417, "DataError", words)
        wanted = row if "*" in fields else fields
        return {it: row[it] for it in wanted if it not in self.hidden_columns}


def passes(row: Row, condition: list[Any]) -> bool:
    column, operator, value = condition
    held = fold(row[column])
    if operator != "in":
        value = fold(value)
    held = held if held is not None else type(value)()
    return TESTS[operator](held, value)


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Serve a site for as long as the context lasts."""
    with serve({r"GET /api/(?P<path>.*)": site.answer}) as url:
        site.url = url
        yield site
