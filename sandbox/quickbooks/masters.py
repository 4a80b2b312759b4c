"""The lists, as QuickBooks tells them: what is inactive says so in its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.quickbooks.wire import Body, currency, head, number, reference, shown
from sandbox.world.amounts import ZERO

if TYPE_CHECKING:
    from sandbox.world.balances import Balances
    from sandbox.world.dealer import DealBooks
    from sandbox.world.kept import ChartAccount, Label, Ware

CLASSIFICATIONS = {
    "Bank": "Asset",
    "Accounts Receivable": "Asset",
    "Other Current Asset": "Asset",
    "Fixed Asset": "Asset",
    "Accounts Payable": "Liability",
    "Credit Card": "Liability",
    "Other Current Liability": "Liability",
    "Long Term Liability": "Liability",
    "Equity": "Equity",
    "Income": "Revenue",
    "Other Income": "Revenue",
    "Cost of Goods Sold": "Expense",
    "Expense": "Expense",
    "Other Expense": "Expense",
}


def account(each: ChartAccount, balances: Balances, realm: str) -> Body:
    """Tell an account: income and expenses have no balance of their own.

    Debits are positive, but on a card, where what is owed is.
    """
    classification = CLASSIFICATIONS[each.kind]
    balance = balances.accounts.get(each, ZERO)
    if classification in ("Revenue", "Expense"):
        balance = ZERO
    balance = -balance if each.kind == "Credit Card" else balance
    return {
        "Name": shown(each),
        "SubAccount": False,
        "FullyQualifiedName": shown(each),
        "Active": each.is_active,
        "Classification": classification,
        "AccountType": each.kind,
        "AccountSubType": each.detail,
        **({"AcctNum": each.number} if each.number else {}),
        "CurrentBalance": number(balance),
        "CurrentBalanceWithSubAccounts": number(balance),
        "CurrencyRef": currency(each.currency or balances.books.currency),
        **head(each, realm),
    }


def item(each: Ware, books: DealBooks, realm: str) -> Body:
    """Tell an item, a category or a bundle."""
    body: Body = {
        "Name": shown(each),
        "Active": each.is_active,
        "FullyQualifiedName": shown(each, each.full_name),
        "Taxable": each.is_taxed,
        "UnitPrice": number(each.price),
        "Type": each.kind,
        **head(each, realm),
    }
    if each.parent:
        parent = reference(each.parent)
        body |= {"SubItem": True, "ParentRef": parent, "Level": 1}
    if each.kind == "Group":
        return body | {"PrintGroupedItems": True, "ItemGroupDetail": _members(each)}
    return body if each.kind == "Category" else body | _sold(each, books)


def _sold(each: Ware, books: DealBooks) -> Body:
    """Tell what only a thing that is sold has: a price, accounts, perhaps stock."""
    body: Body = {
        "Sku": each.code,
        "Description": each.name,
        "IncomeAccountRef": reference(each.income),
        "PurchaseCost": number(each.cost),
        "TrackQtyOnHand": each.kind == "Inventory",
    }
    if each.kind == "Inventory":
        body |= {
            "ExpenseAccountRef": reference(books.accounts.get("costs")),
            "AssetAccountRef": reference(books.role("stock")),
            "QtyOnHand": number(each.quantity_on_hand),
            "ReorderPoint": 40,
            "InvStartDate": "2024-07-01",
        }
    return body


def _members(each: Ware) -> Body:
    return {
        "ItemGroupLine": [
            {"ItemRef": reference(ware) | {"type": ware.kind}, "Qty": units}
            for ware, units in each.members
        ]
    }


def label(each: Label, kind: str, realm: str) -> Body:
    """Tell a class or a department."""
    return {
        "Name": shown(each),
        f"Sub{kind}": False,
        "FullyQualifiedName": shown(each),
        "Active": each.is_active,
        **head(each, realm),
    }
