"""One company: its collections, told from the books when first asked for."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sandbox.quickbooks.deals import ENTITY_OF
from sandbox.quickbooks.entities import ENTITIES
from sandbox.quickbooks.forms import Forms
from sandbox.quickbooks.store import Collection
from sandbox.quickbooks.telling import told
from sandbox.quickbooks.wire import Body, instant
from sandbox.world.balances import Balances

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.clock import Clock
    from sandbox.quickbooks.limits import Limits
    from sandbox.world.dealer import DealBooks

LARGEST_PAGE, LARGEST_CAPTURE, CAPTURE_DAYS = 1000, 1000, 30


@dataclass
class Profile:
    """What a company says of itself."""

    name: str
    country: str = "US"
    time_zone: str = "America/New_York"
    fiscal_year_start: str = "January"


@dataclass
class Realm:
    """A company; tests edit its records with `put` and `remove`."""

    connection: str
    realm_id: str
    profile: Profile
    books: DealBooks
    clock: Clock
    limits: Limits
    max_page_size: int = LARGEST_PAGE
    max_captured: int = LARGEST_CAPTURE
    """How many objects change capture tells at most, of one entity ..."""
    captures_together: bool = False
    """... or of all entities of the call together."""
    minor_versions: list[str] = field(default_factory=list)
    """What the callers have asked for."""
    collections: dict[str, Collection] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def collection(self, entity: str) -> Collection:
        """Return an entity's records."""
        with self.lock:
            if entity not in self.collections:
                collection = self.collections[entity] = Collection()
                for body in told(self, entity):
                    collection.put(body)
                for moment, deal in self.books.deletions:
                    if ENTITY_OF.get(deal.kind) == entity:
                        collection.deletions[deal.id] = moment
            return self.collections[entity]

    def warm(self) -> None:
        """Tell and encode everything, as a loader will ask for it."""
        for entity in ENTITIES:
            for row in list(self.collection(entity).records.values()):
                row.json()

    def get(self, entity: str, which: str) -> Body:
        """Return a record by its Id, number or name."""
        collection = self.collection(entity)
        return collection.records[collection.find(which)].body

    def put(
        self, entity: str, fields: Body, *, which: str = "", touch: bool = True
    ) -> Body:
        """Add a record, or change fields of the one named by `which` or its own Id.

        A change moves LastUpdatedTime to now and SyncToken on, unless `touch` is off.
        """
        with self.lock:
            collection = self.collection(entity)
            key = collection.find(which) if which else str(fields["Id"])
            known = collection.records.get(key)
            body = (known.body if known else self._blank()) | {"Id": key} | fields
            if touch and known:
                body |= self._touched(body)
            collection.put(body)
            return body

    def remove(self, entity: str, which: str, *, notice: bool = True) -> Body:
        """Delete a record; without `notice` not even change capture tells."""
        with self.lock:
            collection = self.collection(entity)
            key = collection.find(which)
            if notice:
                collection.deletions[key] = self.clock.now()
            return collection.remove(key)

    def misreport(self, entity: str, which: str) -> None:
        """Let change capture call a living record deleted, as it once did."""
        collection = self.collection(entity)
        collection.deletions[collection.find(which)] = self.clock.now()

    def _blank(self) -> Body:
        now = instant(self.clock.now())
        times = {"CreateTime": now, "LastUpdatedTime": now}
        return {"domain": "QBO", "sparse": False, "SyncToken": "0", "MetaData": times}

    def _touched(self, body: Body) -> Body:
        now = {"LastUpdatedTime": instant(self.clock.now())}
        token = str(int(body["SyncToken"]) + 1)
        return {"SyncToken": token, "MetaData": body["MetaData"] | now}

    @cached_property
    def balances(self) -> Balances:
        """What traders owe and accounts hold."""
        return Balances(self.books)

    @cached_property
    def forms(self) -> Forms:
        """Who tells the transactions."""
        return Forms(self.books, self.realm_id)

    @property
    def opened_at(self) -> datetime:
        """When the company began with QuickBooks."""
        moments = [each.created_at for each in self.books.accounts.values()]
        return min(moment for moment in moments if moment)
