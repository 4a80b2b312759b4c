"""Xero: the books of one organisation per connection.

Data flow: api.xero.com -> raw_xero.<resource>, one row per payload version.
Vendor docs: https://developer.xero.com/documentation/api/accounting/overview

Xero re-sends whole only what it lists in full, so no row has a smaller scope. Why each
list is read whole when it is, and what is left out on purpose: README.md beside this.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from loaders.connections import Misconfigured, missing
from loaders.contract import DAILY, WEEKLY, Source
from loaders.tokens import CLIENT_CREDENTIALS
from loaders.xero.client import REFRESH_TOKEN
from loaders.xero.endpoint import Endpoint
from loaders.xero.not_landed import NOT_LANDED
from loaders.xero.reader import XeroReader

if TYPE_CHECKING:
    from loaders.contract import Clock, Connection

SETTINGS = ("accounting.settings",)
CONTACTS = ("accounting.contacts",)
INVOICES = ("accounting.invoices", "accounting.transactions")
PAYMENTS = ("accounting.payments", "accounting.transactions")
BANKING = ("accounting.banktransactions", "accounting.transactions")
MANUAL = ("accounting.manualjournals", "accounting.transactions")
JOURNALS = ("accounting.journals",)

# Without it Xero rounds unit prices to cents.
EXACT = "unitdp=4"
# Without it what is archived would look as if it had vanished.
ALL = "includeArchived=true"

short = partial(Endpoint, scopes=SETTINGS)
listed = partial(Endpoint, cursor="UpdatedDateUTC", whole_list=WEEKLY)
daily = partial(listed, whole_list=DAILY)
paged = partial(listed, paging="page")
priced = partial(paged, query=EXACT)

ENDPOINTS = [
    short(
        "organisations", "Organisation", "OrganisationID", collection="Organisations"
    ),
    short("accounts", "Accounts", "AccountID"),
    short("tracking_categories", "TrackingCategories", "TrackingCategoryID", query=ALL),
    # Balances and the flags IsCustomer, IsSupplier change without a time of change.
    daily(
        "contacts", "Contacts", "ContactID", scopes=CONTACTS, paging="page", query=ALL
    ),
    # Items vanish without a word, and their stock changes without a time of change.
    daily("items", "Items", "ItemID", scopes=SETTINGS + INVOICES, query=EXACT),
    paged("invoices", "Invoices", "InvoiceID", scopes=INVOICES, query=f"{EXACT}&{ALL}"),
    priced("credit_notes", "CreditNotes", "CreditNoteID", scopes=INVOICES),
    paged("payments", "Payments", "PaymentID", scopes=PAYMENTS),
    priced("overpayments", "Overpayments", "OverpaymentID", scopes=PAYMENTS),
    priced("prepayments", "Prepayments", "PrepaymentID", scopes=PAYMENTS),
    priced(
        "bank_transactions", "BankTransactions", "BankTransactionID", scopes=BANKING
    ),
    # Asked for an order, Xero answers with all manual journals at once, page or not.
    paged(
        "manual_journals",
        "ManualJournals",
        "ManualJournalID",
        scopes=MANUAL,
        is_ordered=False,
    ),
    # Numbered and never changed; only the dearest plan may read them.
    Endpoint(
        "journals",
        "Journals",
        "JournalID",
        scopes=JOURNALS,
        paging="offset",
        cursor="JournalNumber",
        modified="CreatedDateUTC",
        whole_list=None,
        is_optional=True,
    ),
]
RESOURCES = [
    replace(endpoint, not_landed=NOT_LANDED.get(endpoint.name, frozenset()))
    for endpoint in ENDPOINTS
]

REQUIRED = ("client_id", "client_secret")
OPTIONAL = {
    "grant": REFRESH_TOKEN,
    "refresh_token": "",
    "tenant_id": "",
    "scopes": "",
    "base_url": "https://api.xero.com/api.xro/2.0",
    "token_url": "https://identity.xero.com/connect/token",
    "minute_limit": 60,
    "day_limit": 1000,
    "page_size": 1000,
}


def connect(connection: Connection, clock: Clock) -> XeroReader:
    """Return a reader for `connection`; nothing is sent before the first question."""
    settings, name = connection.settings, connection.name
    grants = (REFRESH_TOKEN, CLIENT_CREDENTIALS)
    if settings["grant"] not in grants:
        what = f"grant is neither {' nor '.join(grants)}"
        raise Misconfigured(SOURCE.name, name, what, "Correct grant.")
    if settings["grant"] == REFRESH_TOKEN and not settings["refresh_token"]:
        raise missing(SOURCE, name, "refresh_token")
    return XeroReader(connection, clock, RESOURCES)


SOURCE = Source(
    name="xero",
    resources=RESOURCES,
    required=REQUIRED,
    optional=OPTIONAL,
    plain_names={f"XERO_{key.upper()}": key for key in (*REQUIRED, *OPTIONAL)},
    connect=connect,
)
