"""How a site answers: lists, documents, counts and the few methods a loader calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sandbox.erpnext.auth import GUEST
from sandbox.erpnext.doctypes import DOCTYPES, Doctype
from sandbox.erpnext.filters import from_json
from sandbox.erpnext.listing import Listing
from sandbox.erpnext.problems import (
    Refusal,
    missing_table,
    no_permission,
    not_found,
)
from sandbox.erpnext.rights import seen_by
from sandbox.server import Answer, encode

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.erpnext.site import Site
    from sandbox.erpnext.store import Stored
    from sandbox.faults import Faults

_JSON = {"Content-Type": "application/json"}


@dataclass
class Reading:
    """One call of a site by a user."""

    site: Site
    user: str
    query: dict[str, Any]
    faults: Faults
    doctypes: dict[str, Doctype] = field(default_factory=lambda: DOCTYPES)

    def documents(self, doctype: str) -> Answer:
        """Answer `/api/resource/<doctype>`."""
        return _sent(b'{"data":', self._rows(doctype))

    def document(self, doctype: str, name: str) -> Answer:
        """Answer `/api/resource/<doctype>/<name>`: nulls left out, children inside."""
        record = self._record(doctype, name)
        if not self.site.hidden.get(doctype):
            return Answer(200, b'{"data":' + record.document() + b"}", _JSON)
        hidden = self.site.hidden[doctype]
        told = {k: v for k, v in record.body().items() if k not in hidden}
        return Answer(200, {"data": told}, _JSON)

    def method(self, name: str) -> Answer:
        """Answer `/api/method/<name>`."""
        if name in ("ping", "frappe.ping"):
            return _message("pong")
        if name not in _METHODS:
            message = f"Failed to get method for command {name}"
            raise Refusal(417, "ValidationError", message)
        if self.user == GUEST:
            raise no_permission(self.user, name)
        return _METHODS[name](self)

    def logged_user(self) -> Answer:
        """Answer who the key belongs to."""
        return _message(self.user)

    def versions(self) -> Answer:
        """Answer which applications run."""
        apps = {"frappe": "15.48.4", "erpnext": "15.45.5"}
        return _message({app: {"version": number} for app, number in apps.items()})

    def count(self) -> Answer:
        """Answer how many there are, whatever the user may see."""
        doctype = self._doctype()
        self._check_parent(doctype)
        table = self.site.table(doctype.name)
        filters = {key: self.query[key] for key in ("filters",) if key in self.query}
        return _message(Listing(table, filters).count())

    def listed(self) -> Answer:
        """Answer a list as a method: the way for filters too long for an address."""
        return _sent(b'{"message":', self._rows(str(self.query.get("doctype"))))

    def one(self) -> Answer:
        """Answer a document as a method: nulls stay."""
        doctype, name = str(self.query.get("doctype")), str(self.query.get("name"))
        return _message(self._record(doctype, name).body(no_nulls=False))

    def value(self) -> Answer:
        """Answer columns of one document, of a single most often."""
        doctype = str(self.query.get("doctype"))
        row = self._record(doctype, str(self.query.get("name") or doctype)).row
        asked = self.query.get("fieldname", "name")
        names = from_json(asked) if str(asked).startswith("[") else [asked]
        return _message({name: row.get(name) for name in names})

    def _doctype(self) -> Doctype:
        return self._known(str(self.query.get("doctype")))

    def _known(self, name: str) -> Doctype:
        if name in self.doctypes:
            return self.doctypes[name]
        if name.title() in self.doctypes:
            raise missing_table(name)
        raise not_found("DocType", name)

    def _may_read(self, doctype: Doctype) -> None:
        if self.user == GUEST or doctype.name in self.site.forbidden:
            raise no_permission(self.user, doctype.name)

    def _check_parent(self, doctype: Doctype) -> None:
        if doctype.has("table"):
            parent = self.doctypes.get(str(self.query.get("parent") or ""))
            if parent is None or doctype.name not in parent.children.values():
                raise Refusal(403, "PermissionError")
            self._may_read(parent)

    def _rows(self, name: str) -> list[bytes]:
        doctype = self._known(name)
        self._check_parent(doctype)
        self._may_read(doctype)
        if doctype.has("single") or doctype.has("virtual"):
            raise missing_table(name)
        changes = self.faults.due("rows", name, self.page, self.site.connection)
        with self.site.lock:
            listing = self._listing(doctype)
            if not changes and not self._is_special(listing):
                return listing.rows()
            rows = listing.bodies()
        for change in changes:
            rows = change(rows)
        return [encode(row) for row in rows]

    def _is_special(self, listing: Listing) -> bool:
        fields = str(listing.query.get("fields") or "")
        return "(" in fields or bool(listing.query.get("group_by"))

    def _listing(self, doctype: Doctype) -> Listing:
        table = self.site.table(doctype.name)
        if doctype.has("table"):
            table = self.site.rows_of(doctype.name, str(self.query["parent"]))
        query = seen_by(self.site, doctype, dict(self.query))
        hidden = self.site.hidden.get(doctype.name, set())
        is_ordered = bool(query.get("order_by"))
        rows = None if is_ordered else self.site.shuffled(table)
        return Listing(table, query, hidden, rows)

    def _record(self, name: str, which: str) -> Stored:
        doctype = self._known(name)
        self._may_read(doctype)
        with self.site.lock:
            found = self.site.table(name).find(which)
        if found is None:
            raise not_found(name, which)
        return found

    @property
    def page(self) -> int:
        """The page asked for, from 1; keyset paging always asks for the first."""
        start = str(self.query.get("limit_start") or "0")
        length = str(self.query.get("limit_page_length") or "20")
        both_whole = start.isdigit() and length.isdigit() and int(length)
        return int(start) // int(length) + 1 if both_whole else 1


def _sent(opening: bytes, rows: list[bytes]) -> Answer:
    return Answer(200, opening + b"[" + b",".join(rows) + b"]}", _JSON)


def _message(told: object) -> Answer:
    return Answer(200, {"message": told}, _JSON)


_METHODS: dict[str, Callable[[Reading], Answer]] = {
    "frappe.auth.get_logged_user": Reading.logged_user,
    "frappe.utils.change_log.get_versions": Reading.versions,
    "frappe.client.get_count": Reading.count,
    "frappe.client.get_list": Reading.listed,
    "frappe.client.get": Reading.one,
    "frappe.client.get_value": Reading.value,
}
