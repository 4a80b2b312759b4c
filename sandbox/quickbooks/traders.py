"""Customers and vendors, as QuickBooks tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.quickbooks.wire import Body, currency, head, number, reference, shown
from sandbox.world.amounts import ZERO

if TYPE_CHECKING:
    from sandbox.world.balances import Balances
    from sandbox.world.dealer import DealBooks
    from sandbox.world.kept import Trader


def _address(each: Trader) -> Body:
    return {
        "Id": f"{20_000 + int(each.id)}",
        "Line1": f"{10 + int(each.id) % 900} Canal Street",
        "City": each.place or "New York",
        "Country": "USA",
        "CountrySubDivisionCode": "NY",
        "PostalCode": "10013",
    }


def _names(each: Trader) -> Body:
    name = shown(each)
    return {
        "CompanyName": each.name,
        "DisplayName": name,
        "PrintOnCheckName": each.name,
        "Active": each.is_active,
        "PrimaryPhone": {"FreeFormNumber": "(212) 555-0100"},
        "PrimaryEmailAddr": {"Address": f"accounts{each.id}@example.com"},
    }


def _above(each: Trader) -> Body:
    """Tell whose job it is, if anybody's."""
    body: Body = {
        "Job": each.parent is not None,
        "BillWithParent": each.is_billed_with_parent,
    }
    if each.parent:
        body["ParentRef"] = reference(each.parent, each.parent.full_name)
        body["Level"] = each.level
    return body


def customer(each: Trader, books: DealBooks, balances: Balances, realm: str) -> Body:
    """Tell a customer or a job; its balance moves without moving its date."""
    term = books.terms.get(each.terms_days)
    return {
        "Taxable": each.is_taxed,
        "BillAddr": _address(each),
        "ShipAddr": _address(each),
        **_above(each),
        "Balance": number(balances.traders.get(each, ZERO)),
        "BalanceWithJobs": number(balances.with_jobs.get(each, ZERO)),
        "CurrencyRef": currency(each.currency),
        "PreferredDeliveryMethod": "Email",
        "IsProject": False,
        "ClientEntityId": "0",
        **head(each, realm),
        "FullyQualifiedName": shown(each, each.full_name),
        **_names(each),
        "GivenName": "Alex",
        "FamilyName": "Rivera",
        "CustomerTypeRef": {"value": "1"},
        **({"SalesTermRef": reference(term)} if term else {}),
    }


def vendor(each: Trader, books: DealBooks, balances: Balances, realm: str) -> Body:
    """Tell a vendor."""
    term = books.terms.get(each.terms_days)
    return {
        "BillAddr": _address(each),
        **({"TermRef": reference(term)} if term else {}),
        "Balance": number(balances.traders.get(each, ZERO)),
        "AcctNum": f"EMP-{each.id}",
        "Vendor1099": False,
        "BusinessNumber": "00-0000000",
        "CurrencyRef": currency(each.currency),
        **head(each, realm),
        **_names(each),
    }
