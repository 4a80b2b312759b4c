"""One site, signed in: lists, documents, counts, and what its refusals mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from loaders import exact
from loaders.contract import LoaderError, Skipped
from loaders.erpnext.manners import NOT_FOUND, NOT_PERMITTED, FrappeManners
from loaders.http import Session
from loaders.manners import Refused
from loaders.pacing import Pace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.contract import Clock, Connection, Payload
    from loaders.erpnext.doctype import Doctype
    from loaders.exact import Json
    from loaders.http import Words

ALL = ("*",)


class Where(NamedTuple):
    """Which rows of a doctype are meant."""

    doctype: str
    fields: Sequence[str] = ("name",)
    filters: tuple[Json, ...] = ()
    parent: str = ""
    """A child table's rows are shown only to who says whose children they are."""
    needed: tuple[str, ...] = ()
    """What must be among the fields, where all are asked for."""


class Client:
    """Calls one site; everything is asked for in an order that we name."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        """Speak as `connection`; nothing is sent before the first question."""
        settings = connection.settings
        self.whose = f"{connection.source} {connection.name}"
        self.base_url = str(settings["base_url"]).rstrip("/")
        self._page_size = int(settings["page_size"])
        token = f"token {settings['api_key']}:{settings['api_secret']}"
        self._session = Session(
            connection,
            clock,
            manners=FrappeManners(),
            pace=Pace(clock, settings["minute_limit"]),
            headers={"Authorization": token},
        )

    def by_name(self, where: Where) -> Iterator[list[Payload]]:
        """Yield rows by name: each page starts after the last name of the one before.

        What is changed meanwhile keeps its place, so that no row slips by unread.
        """
        after: list[Json] = []
        while True:
            filters = [*where.filters, *after]
            rows = self._page(where, "name asc", {"filters": exact.encode(filters)})
            yield rows
            if len(rows) < self._page_size:
                return
            after = [["name", ">", rows[-1]["name"]]]

    def by_change(self, where: Where) -> Iterator[list[Payload]]:
        """Yield rows in the order of `modified`, those of one instant by name.

        What is changed meanwhile moves to the end, where it is read again.
        """
        filters: list[Json] = [*where.filters]
        others: list[Json] = []
        while True:
            given = {"filters": exact.encode(filters)}
            given |= {"or_filters": exact.encode(others)} if others else {}
            rows = self._page(where, "modified asc, name asc", given)
            yield rows
            if len(rows) < self._page_size:
                return
            modified, name = rows[-1]["modified"], rows[-1]["name"]
            filters = [*where.filters, ["modified", ">=", modified]]
            others = [["modified", ">", modified], ["name", ">", name]]

    def document(self, doctype: str, name: str) -> Payload | None:
        """Return a document with its child tables; None when the site has none."""
        try:
            found: Payload = self._ask(doctype, f"resource/{_path(doctype, name)}")
        except Refused as refused:
            if refused.reason.startswith(NOT_FOUND):
                return None
            raise
        # The site is blind to case and accents: it may answer with another's.
        return found if str(found.get("name")) == name else None

    def count(self, doctype: str) -> int:
        """Return how many documents the site counts, whoever may see them."""
        path = "method/frappe.client.get_count"
        return int(self._ask(doctype, path, {"doctype": doctype}, member="message"))

    def refusal(self, doctype: str) -> Refused | None:
        """Return what the site says to listing a doctype, if it refuses."""
        try:
            self._page(Where(doctype), "name asc", {}, size=1)
        except Refused as refused:
            return refused
        return None

    def explain(self, doctype: Doctype, refused: Refused) -> LoaderError:
        """Return what a person can do about a refused list or document."""
        if refused.status == 401:
            do = "Give the connection a valid api_key and api_secret (User > Settings)."
            return LoaderError(
                refused.what, f"{do} The user may be bound to addresses."
            )
        if refused.reason.startswith(NOT_PERMITTED):
            do = "To load it, give the key's user a role that may read it."
            return Skipped(refused.what, do)
        if refused.reason.startswith(NOT_FOUND) and doctype.is_modelled:
            return Skipped(refused.what, "Nothing: this site has no such doctype.")
        if refused.reason.startswith(NOT_FOUND):
            return LoaderError(refused.what, "Correct the connection's doctypes.")
        return LoaderError(refused.what, "Look at the site's Error Log.")

    def _page(
        self, where: Where, order: str, given: Words, size: int = 0
    ) -> list[Payload]:
        """Return one page of a list; every field that was asked for is in it."""
        query = {
            **given,
            "fields": exact.encode([*where.fields]),
            "order_by": order,
            "limit_page_length": size or self._page_size,
        }
        query |= {"parent": where.parent} if where.parent else {}
        path = f"resource/{_path(where.doctype)}"
        rows: list[Payload] = self._ask(where.parent or where.doctype, path, query)
        hidden = {*where.fields, *where.needed}.difference(ALL, *rows[:1])
        if rows and hidden:
            what = f"{self.whose} {where.doctype}: hidden: {', '.join(sorted(hidden))}"
            do = "Let the role of the key's user read these fields (their perm level)."
            raise LoaderError(what, do)
        return rows

    def _ask(
        self, doctype: str, path: str, query: Words | None = None, member: str = "data"
    ) -> Json:
        body = self._session.get(doctype, f"{self.base_url}/api/{path}", query)
        if not isinstance(body, dict) or member not in body:
            what = f"{self.whose} {doctype}: answered 200 without {member}"
            raise LoaderError(what, "Check base_url: is it a Frappe site?")
        return body[member]


def _path(*names: str) -> str:
    """Return names as parts of a path: whatever they hold, slashes too."""
    return "/".join(quote(name, safe="") for name in names)
