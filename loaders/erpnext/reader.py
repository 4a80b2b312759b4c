"""A site's reader: each doctype in the way of its kind, and none in another's way."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from loaders.contract import Company, LoaderError, Record
from loaders.erpnext.client import ALL, Client, Where
from loaders.erpnext.discovery import doctypes_of
from loaders.erpnext.doctype import DOCUMENT, LEDGER, Doctype
from loaders.erpnext.documents import DocumentReading
from loaders.erpnext.ledgers import LedgerReading
from loaders.erpnext.manners import NOT_FOUND
from loaders.erpnext.modelled import KNOWN
from loaders.manners import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.contract import Ask, Clock, Connection, Page, Resource, Whole

COMPANY = KNOWN["Company"]
SETTINGS = "System Settings"


class ErpnextReader:
    """Reads one site with an API key."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        """Read as `connection`."""
        self._connection = connection
        self._clock = clock
        self._client = Client(connection, clock)

    def company(self) -> Company:
        """Return the site: by its first company, or by its address if it shows none.

        A copy of the site is the same one, whatever its address.
        """
        where = Where(COMPANY.name, ("name", "abbr", "creation"))
        try:
            companies = [row for rows in self._client.by_name(where) for row in rows]
        except Refused as refused:
            if refused.status == 401:
                raise self._client.explain(COMPANY, refused) from None
            companies = []
        if not companies:
            host = urlsplit(self._client.base_url).netloc
            return Company(host, host)
        companies.sort(key=lambda row: (str(row["creation"]), str(row["name"])))
        names = ", ".join(str(row["name"]) for row in companies)
        return Company(f"{companies[0]['abbr']} {companies[0]['creation']}", names)

    def read(self, resource: Resource, ask: Ask) -> Iterator[Page | Whole]:
        """Yield what differs from raw, or what changed, or what was asked for."""
        doctype = self._doctype(resource)
        try:
            yield from self._reading(doctype, ask)
        except Refused as refused:
            raise self._client.explain(doctype, refused) from None

    def fetch_one(self, resource: Resource, key: str) -> Record | None:
        """Return one record by its key, or None when the site has none."""
        doctype = self._doctype(resource)
        name = key.removeprefix(doctype.key_of(""))
        if doctype.kind == DOCUMENT:
            payload = self._client.document(doctype.name, name)
            modified = str(payload.get("modified") or "") if payload else ""
            return Record(key, payload, modified) if payload else None
        where = Where(doctype.name, ALL, (["name", "=", name],))
        reading = LedgerReading(self._client, doctype)
        found = [row for rows in self._client.by_name(where) for row in rows]
        return next((reading.record(it) for it in found if it["name"] == name), None)

    def check(self) -> list[str]:
        """Return what is wrong with the key and with its rights to each doctype."""
        try:
            self.company()
            doctypes = doctypes_of(self._connection, self._clock)
        except LoaderError as error:
            return [f"{error.what}. {error.do}"]
        wrong = self._wrong_zone()
        for doctype in doctypes:
            refused = self._client.refusal(doctype.name)
            is_absent = refused and refused.reason.startswith(NOT_FOUND)
            if refused and not (is_absent and doctype.is_modelled):
                explained = self._client.explain(doctype, refused)
                wrong.append(f"{explained.what}. {explained.do}")
        return wrong

    def _wrong_zone(self) -> list[str]:
        """Return what is wrong with the configured time zone, where the site tells."""
        configured = str(self._connection.settings["time_zone"])
        try:
            settings = self._client.document(SETTINGS, SETTINGS) or {}
        except Refused:
            return []
        actual = str(settings.get("time_zone") or configured)
        if configured in ("", actual):
            return []
        return [f"time_zone is {configured}, the site says {actual}. Correct it."]

    def _reading(self, doctype: Doctype, ask: Ask) -> Iterator[Page | Whole]:
        if doctype.kind == DOCUMENT:
            return DocumentReading(self._client, doctype, ask).read()
        reading = LedgerReading(self._client, doctype)
        return reading.ledger(ask) if doctype.kind == LEDGER else reading.rows()

    def _doctype(self, resource: Resource) -> Doctype:
        if not isinstance(resource, Doctype):
            raise TypeError(f"{resource.name} is no doctype")
        return resource
