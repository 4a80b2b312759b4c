"""One organisation: its collections, told from the books when first asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.world.keeper import Books
from sandbox.xero import contacts, manual_journals, masters, settlements
from sandbox.xero.documents import Teller
from sandbox.xero.endpoints import ENDPOINTS
from sandbox.xero.journals import JournalTeller
from sandbox.xero.store import Collection
from sandbox.xero.wire import Body, updated

if TYPE_CHECKING:
    from datetime import date

    from sandbox.clock import Clock
    from sandbox.xero.countries import Country
    from sandbox.xero.limits import Limits

CREDIT_NOTES = ("credit_note", "supplier_credit")
OVERPAYMENTS = ("overpayment", "supplier_overpayment")
PREPAYMENTS = ("prepayment", "supplier_prepayment")
BANKED = ("receipt", "expense", *OVERPAYMENTS, *PREPAYMENTS)


@dataclass
class Organisation:
    """A tenant; tests edit its records with `put` and `remove`."""

    connection: str
    tenant_id: str
    name: str
    country: Country
    books: Books
    today: date
    clock: Clock
    limits: Limits
    max_page_size: int = 1000
    collections: dict[str, Collection] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def collection(self, name: str) -> Collection:
        """Return an endpoint's records."""
        with self.lock:
            if name not in self.collections:
                endpoint = ENDPOINTS[name]
                changed = endpoint.modified_field or "UpdatedDateUTC"
                self.collections[name] = Collection(endpoint.key, changed)
                for body in self._told(name):
                    self.collections[name].put(body)
            return self.collections[name]

    def warm(self) -> None:
        """Tell and encode everything, as a loader will ask for it."""
        for name in ENDPOINTS:
            for row in self.collection(name).in_order(""):
                row.json(is_whole=True, four_places=True)

    def get(self, name: str, which: str) -> Body:
        """Return a record by its id, code, number or name."""
        collection = self.collection(name)
        return collection.records[collection.find(which)].body

    def put(
        self, name: str, fields: Body, *, which: str = "", touch: bool = True
    ) -> Body:
        """Add a record, or change fields of the one named by `which` or its own id.

        A change moves UpdatedDateUTC to now, unless `touch` is off.
        """
        with self.lock:
            collection = self.collection(name)
            key = collection.find(which) if which else str(fields[collection.key])
            known = collection.records.get(key)
            body = (known.body if known else {}) | {collection.key: key} | fields
            if touch and ENDPOINTS[name].modified_field:
                has_string = "UpdatedDateUTCString" in body
                body |= updated(self.clock.now(), with_string=has_string)
            collection.put(body)
            return body

    def remove(self, name: str, which: str) -> Body:
        """Take a record away without a trace; `put` it again to bring it back."""
        with self.lock:
            collection = self.collection(name)
            return collection.remove(collection.find(which))

    def _told(self, name: str) -> Iterable[Body]:
        books, teller = self.books, Teller(self.books)
        return _TELL[name](self, books, teller)


def _contacts(org: Organisation, books: Books, _: Teller) -> Iterable[Body]:
    balances = contacts.Balances(books, org.today)
    known = [party for party in books.parties.values() if party.updated_at]
    return [contacts.contact(party, balances) for party in known]


def _credits(*kinds: str, id_name: str) -> Tell:
    return lambda _, books, teller: (
        teller.credit(d, id_name) for d in books.documents if d.kind in kinds
    )


Tell = Callable[[Organisation, Books, Teller], Iterable[Body]]
_TELL: dict[str, Tell] = {
    "Organisation": lambda org, books, _: [
        org.country.organisation(org.tenant_id, org.name, f"{org.name} Limited")
    ],
    "Contacts": _contacts,
    "Accounts": lambda org, books, teller: (
        masters.account(teller, books, each, org.country)
        for each in books.accounts.values()
    ),
    "Items": lambda org, books, _: (
        masters.item(each, org.country)
        for each in books.items.values()
        if not each.is_deleted and each.updated_at
    ),
    "TrackingCategories": lambda _, books, teller: masters.tracking_categories(
        teller, books
    ),
    "Invoices": lambda _, books, teller: (
        teller.invoice(d) for d in books.documents if d.kind in ("invoice", "bill")
    ),
    "CreditNotes": _credits(*CREDIT_NOTES, id_name="CreditNoteID"),
    "Overpayments": _credits(*OVERPAYMENTS, id_name="OverpaymentID"),
    "Prepayments": _credits(*PREPAYMENTS, id_name="PrepaymentID"),
    "Payments": lambda _, books, teller: (
        settlements.payment(teller, each) for each in books.payments
    ),
    "BankTransactions": lambda _, books, teller: (
        teller.bank_transaction(d) for d in books.documents if d.kind in BANKED
    ),
    "ManualJournals": lambda _, books, teller: (
        manual_journals.manual_journal(teller, each) for each in books.journals
    ),
    "Journals": lambda org, books, _: JournalTeller(books, org.country).all(),
}
