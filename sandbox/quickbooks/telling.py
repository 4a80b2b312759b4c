"""What a company tells of each entity, from its books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.quickbooks import masters, traders
from sandbox.quickbooks.deals import ENTITY_OF, tell
from sandbox.quickbooks.wire import Body, instant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sandbox.quickbooks.company import Realm


def told(realm: Realm, entity: str) -> Iterable[Body]:
    """Yield the records of an entity; what was deleted is not among them."""
    if entity in _TELL:
        return _TELL[entity](realm)
    return (
        tell(realm.forms, deal)
        for deal in realm.books.deals
        if ENTITY_OF.get(deal.kind) == entity and deal.state != "deleted"
    )


def _company_info(realm: Realm) -> Iterable[Body]:
    profile, began = realm.profile, instant(realm.opened_at)
    address = {"Id": "1", "Line1": "1 Wharf Road", "Country": profile.country}
    yield {
        "CompanyName": profile.name,
        "LegalName": profile.name,
        "CompanyAddr": address,
        "LegalAddr": address,
        "CustomerCommunicationAddr": address,
        "PrimaryPhone": {"FreeFormNumber": "(212) 555-0100"},
        "CompanyStartDate": began[:10],
        "FiscalYearStartMonth": profile.fiscal_year_start,
        "Country": profile.country,
        "Email": {"Address": "accounts@example.com"},
        "WebAddr": {},
        "SupportedLanguages": "en",
        "DefaultTimeZone": profile.time_zone,
        "NameValue": [{"Name": "ItemCategoriesFeature", "Value": "true"}],
        "domain": "QBO",
        "sparse": False,
        "Id": "1",
        "SyncToken": "4",
        "MetaData": {"CreateTime": began, "LastUpdatedTime": began},
    }


def _preferences(realm: Realm) -> Iterable[Body]:
    began = instant(realm.opened_at)
    yield {
        "CurrencyPrefs": {
            "MultiCurrencyEnabled": True,
            "HomeCurrency": {"value": realm.books.currency},
        },
        "AccountingInfoPrefs": {"ClassTrackingPerTxnLine": True},
        "domain": "QBO",
        "sparse": False,
        "Id": "1",
        "SyncToken": "1",
        "MetaData": {"CreateTime": began, "LastUpdatedTime": began},
    }


def _accounts(realm: Realm) -> Iterable[Body]:
    return (
        masters.account(each, realm.balances, realm.realm_id)
        for each in realm.books.accounts.values()
    )


def _customers(realm: Realm) -> Iterable[Body]:
    return (
        traders.customer(each, realm.books, realm.balances, realm.realm_id)
        for each in realm.books.traders.values()
        if each.side == "customer"
    )


def _vendors(realm: Realm) -> Iterable[Body]:
    return (
        traders.vendor(each, realm.books, realm.balances, realm.realm_id)
        for each in realm.books.traders.values()
        if each.side == "vendor"
    )


_TELL: dict[str, Callable[[Realm], Iterable[Body]]] = {
    "CompanyInfo": _company_info,
    "Preferences": _preferences,
    "Account": _accounts,
    "Customer": _customers,
    "Vendor": _vendors,
    "Item": lambda realm: (
        masters.item(each, realm.books, realm.realm_id)
        for each in realm.books.wares.values()
    ),
    "Class": lambda realm: (
        masters.label(each, "Class", realm.realm_id)
        for each in realm.books.classes.values()
    ),
    "Department": lambda realm: (
        masters.label(each, "Department", realm.realm_id)
        for each in realm.books.departments.values()
    ),
}
