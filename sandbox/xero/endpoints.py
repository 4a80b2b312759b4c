"""Xero's endpoints: what each holds, needs and understands."""

from __future__ import annotations

from dataclasses import dataclass

INVOICES = ("accounting.invoices.read", "accounting.transactions.read")
PAYMENTS = ("accounting.payments.read", "accounting.transactions.read")
BANKING = ("accounting.banktransactions.read", "accounting.transactions.read")
JOURNALS_BY_HAND = ("accounting.manualjournals.read", "accounting.transactions.read")
SETTINGS = ("accounting.settings.read",)
CONTACTS = ("accounting.contacts.read",)
JOURNALS = ("accounting.journals.read",)

ALL_SCOPES = {
    scopes[0]
    for scopes in (
        INVOICES,
        PAYMENTS,
        BANKING,
        JOURNALS_BY_HAND,
        SETTINGS,
        CONTACTS,
        JOURNALS,
    )
}


@dataclass(frozen=True)
class Endpoint:
    """One endpoint."""

    name: str
    key: str
    scopes: tuple[str, ...]
    is_paged: bool = False
    modified_field: str = ""
    collection: str = ""

    @property
    def holds(self) -> str:
        """The member of the answer that holds the rows."""
        return self.collection or self.name


def _paged(name: str, key: str, scopes: tuple[str, ...]) -> Endpoint:
    return Endpoint(name, key, scopes, True, UPDATED)


def _listed(
    name: str, key: str, scopes: tuple[str, ...], changed: str = ""
) -> Endpoint:
    return Endpoint(name, key, scopes, modified_field=changed)


UPDATED = "UpdatedDateUTC"
ENDPOINTS = {
    each.name: each
    for each in (
        Endpoint(
            "Organisation", "OrganisationID", SETTINGS, collection="Organisations"
        ),
        _paged("Contacts", "ContactID", CONTACTS),
        _listed("Accounts", "AccountID", SETTINGS, UPDATED),
        _listed("Items", "ItemID", SETTINGS + INVOICES, UPDATED),
        _listed("TrackingCategories", "TrackingCategoryID", SETTINGS),
        _paged("Invoices", "InvoiceID", INVOICES),
        _paged("CreditNotes", "CreditNoteID", INVOICES),
        _paged("Payments", "PaymentID", PAYMENTS),
        _paged("Overpayments", "OverpaymentID", PAYMENTS),
        _paged("Prepayments", "PrepaymentID", PAYMENTS),
        _paged("BankTransactions", "BankTransactionID", BANKING),
        _paged("ManualJournals", "ManualJournalID", JOURNALS_BY_HAND),
        _listed("Journals", "JournalID", JOURNALS, "CreatedDateUTC"),
    )
}
