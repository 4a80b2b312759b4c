"""Accounts, items and tracking, as Xero tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.xero.wire import Body, reference_to, updated

if TYPE_CHECKING:
    from sandbox.world.keeper import Books
    from sandbox.world.lists import Account, Item
    from sandbox.xero.countries import Country
    from sandbox.xero.documents import Teller

_TYPES = {
    "bank": ("BANK", "ASSET"),
    "revenue": ("REVENUE", "REVENUE"),
    "other_income": ("OTHERINCOME", "REVENUE"),
    "direct_cost": ("DIRECTCOSTS", "EXPENSE"),
    "expense": ("EXPENSE", "EXPENSE"),
    "current_asset": ("CURRENT", "ASSET"),
    "inventory": ("INVENTORY", "ASSET"),
    "fixed_asset": ("FIXED", "ASSET"),
    "current_liability": ("CURRLIAB", "LIABILITY"),
    "long_term_liability": ("TERMLIAB", "LIABILITY"),
    "equity": ("EQUITY", "EQUITY"),
}
_SYSTEM = {
    "receivable": "DEBTORS",
    "payable": "CREDITORS",
    "tax": "GST",
    "rounding": "ROUNDING",
    "exchange": "REALISEDCURRENCYGAIN",
}
_REPORTING = {"ASSET": "ASS", "LIABILITY": "LIA", "EQUITY": "EQU", "REVENUE": "REV"}


def account_type(account: Account) -> str:
    """Return Xero's word for the kind of account."""
    return _TYPES[account.kind][0]


def account(teller: Teller, books: Books, each: Account, country: Country) -> Body:
    """Tell an account; banks in foreign currency have no code."""
    kind, class_ = _TYPES[each.kind]
    is_bank = kind == "BANK"
    default_tax = {"REVENUE": country.sales_tax, "EXPENSE": country.purchase_tax}
    bank = {
        "BankAccountNumber": f"06{reference_to(each.code)[:6]}",
        "BankAccountType": "BANK",
        "CurrencyCode": each.currency or books.currency,
    }
    return {
        "AccountID": teller.account_id(each.code),
        **({"Code": each.code} if each.code.isdigit() else {}),
        "Name": each.name,
        "Status": "ARCHIVED" if each.is_archived else "ACTIVE",
        "Type": kind,
        "TaxType": default_tax.get(class_, "NONE"),
        "Class": class_,
        "EnablePaymentsToAccount": is_bank,
        "ShowInExpenseClaims": False,
        **(bank if is_bank else {}),
        **({"SystemAccount": _SYSTEM[each.role]} if each.role else {}),
        "ReportingCode": _REPORTING.get(class_, "EXP"),
        "ReportingCodeName": each.name,
        "HasAttachments": False,
        **updated(books.opened_at, with_string=False),
        "AddToWatchlist": False,
    }


def item(each: Item, country: Country) -> Body:
    """Tell an item; its stock moves without its date of change."""
    bought: Body = {}
    if each.cost:
        bought = {"UnitPrice": each.cost, "TaxType": country.purchase_tax}
        bought |= {"COGSAccountCode" if each.is_tracked else "AccountCode": "310"}
    body: Body = {
        "ItemID": reference_to(f"item {each.code}"),
        "Code": each.code,
        "Name": each.name,
        "Description": f"{each.name} ({each.group})",
        **updated(each.updated_at, with_string=False),
        "PurchaseDetails": bought,
        "SalesDetails": {
            "UnitPrice": each.price,
            "AccountCode": each.account,
            "TaxType": country.sales_tax,
        },
        "IsTrackedAsInventory": each.is_tracked,
        "IsSold": True,
        "IsPurchased": bool(bought),
    }
    if each.is_tracked:
        body |= {
            "InventoryAssetAccountCode": "630",
            "TotalCostPool": each.cost_pool,
            "QuantityOnHand": each.quantity_on_hand,
        }
    return body


def tracking_categories(teller: Teller, books: Books) -> list[Body]:
    """Tell Region and Channel, with every option in use."""
    parties = books.parties.values()
    options = {
        "Region": sorted({party.region for party in parties}),
        "Channel": sorted({party.channel for party in parties}),
    }
    return [
        {
            "Name": name,
            "Status": "ACTIVE",
            "TrackingCategoryID": teller.tracking_id(name),
            "Options": [_option(teller, name, option) for option in chosen],
        }
        for name, chosen in options.items()
    ]


def _option(teller: Teller, name: str, option: str) -> Body:
    return {
        "TrackingOptionID": teller.tracking_id(f"{name} {option}"),
        "Name": option,
        "Status": "ACTIVE",
        "HasValidationErrors": False,
        "IsDeleted": False,
        "IsArchived": False,
        "IsActive": True,
    }
