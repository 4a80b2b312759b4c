"""QuickBooks Online: the books of one company, a realm, per connection.

Data flow: quickbooks.api.intuit.com -> raw_quickbooks.<resource>, one row per payload
version. Vendor docs: https://developer.intuit.com/app/developer/qbo/docs/api/accounting

QuickBooks re-sends whole only what it lists in full, so no row has a smaller scope.
Every record comes from one endpoint, the query; the list of changes (CDC) is asked only
for what was deleted. Why each list is read whole when it is, and what is left out on
purpose: README.md beside this.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from loaders.contract import DAILY, EVERY_RUN, WEEKLY, Source
from loaders.quickbooks.entity import Entity
from loaders.quickbooks.fields import NOT_HASHED, NOT_LANDED
from loaders.quickbooks.reader import QuickBooksReader

if TYPE_CHECKING:
    from loaders.contract import Clock, Connection

named = partial(Entity, has_inactive=True, whole_list=EVERY_RUN)
# Balances and stock change through documents, without a time of change.
balanced = partial(named, cursor="MetaData.LastUpdatedTime", whole_list=DAILY)
document = partial(Entity, cursor="MetaData.LastUpdatedTime", whole_list=WEEKLY)

ENTITIES = [
    Entity("company_info", "CompanyInfo", is_alone=True),
    # The company does not say in which currency its books are: its preferences do.
    Entity("preferences", "Preferences", is_alone=True),
    # Few, and their balances are what the sub-ledger must tie to.
    named("accounts", "Account"),
    balanced("customers", "Customer"),
    balanced("vendors", "Vendor"),
    balanced("items", "Item"),
    named("classes", "Class"),
    named("departments", "Department"),
    document("invoices", "Invoice"),
    document("sales_receipts", "SalesReceipt"),
    document("credit_memos", "CreditMemo"),
    document("refund_receipts", "RefundReceipt"),
    document("payments", "Payment"),
    document("deposits", "Deposit"),
    document("bills", "Bill"),
    document("vendor_credits", "VendorCredit"),
    document("bill_payments", "BillPayment"),
    document("purchases", "Purchase"),
    document("journal_entries", "JournalEntry"),
    document("transfers", "Transfer"),
]
RESOURCES = [
    replace(
        entity,
        not_landed=NOT_LANDED.get(entity.name, frozenset()),
        not_hashed=NOT_HASHED.get(entity.name, frozenset()),
    )
    for entity in ENTITIES
]

REQUIRED = ("client_id", "client_secret", "refresh_token", "realm_id")
OPTIONAL = {
    "base_url": "https://quickbooks.api.intuit.com",
    "token_url": "https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer",
    "minor_version": 75,
    "minute_limit": 360,
    "page_size": 1000,
}


def connect(connection: Connection, clock: Clock) -> QuickBooksReader:
    """Return a reader for `connection`; nothing is sent before the first question."""
    return QuickBooksReader(connection, clock, RESOURCES)


SOURCE = Source(
    name="quickbooks",
    resources=RESOURCES,
    required=REQUIRED,
    optional=OPTIONAL,
    plain_names={f"QBO_{key.upper()}": key for key in (*REQUIRED, *OPTIONAL)},
    connect=connect,
)
