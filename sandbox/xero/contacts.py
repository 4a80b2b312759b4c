"""Contacts, as Xero tells them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sandbox.world.books import CHARGES, CREDITS
from sandbox.xero.figures import due
from sandbox.xero.wire import NO_MONEY, Body, reference_to, updated

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from sandbox.world.keeper import Books
    from sandbox.world.lists import Party


class Balances:
    """What each party owes and is owed, raw sums in the documents' own currencies."""

    def __init__(self, books: Books, today: date) -> None:
        self.sides: set[tuple[str, str]] = set()
        self.sums: dict[tuple[str, str, str], Decimal] = defaultdict(lambda: NO_MONEY)
        for document in books.documents:
            ledger = CHARGES.get(document.kind) or CREDITS.get(document.kind)
            if ledger:
                self.sides.add((document.party.code, ledger))
            if ledger and document.state == "posted" and due(document):
                amount = due(document) * (1 if document.kind in CHARGES else -1)
                self.sums[document.party.code, ledger, "Outstanding"] += amount
                if document.due_date < today and document.kind in CHARGES:
                    self.sums[document.party.code, ledger, "Overdue"] += amount

    def told(self, code: str) -> Body:
        """Tell the Balances member of a contact."""
        names = {"AccountsReceivable": "receivable", "AccountsPayable": "payable"}
        return {
            name: {each: self.sums[code, ledger, each] for each in _OUTSTANDING}
            for name, ledger in names.items()
        }


_OUTSTANDING = ("Outstanding", "Overdue")


def contact(each: Party, balances: Balances) -> Body:
    """Tell a contact: customer or supplier follows from its documents."""
    merged = each.merged_into
    moved = {"MergedToContactID": reference_to(merged.key)} if merged else {}
    return {
        "ContactID": reference_to(each.key),
        **moved,
        "ContactNumber": each.code,
        "ContactStatus": "ARCHIVED" if each.is_archived else "ACTIVE",
        "Name": each.name,
        **_personal(each),
        **updated(each.updated_at, with_string=False),
        "ContactGroups": [_group(each.group)] if each.group else [],
        "IsSupplier": (each.code, "payable") in balances.sides,
        "IsCustomer": (each.code, "receivable") in balances.sides,
        "DefaultCurrency": each.currency,
        "Balances": balances.told(each.code),
        "SalesTrackingCategories": [],
        "PurchasesTrackingCategories": [],
        "PaymentTerms": {
            "Sales": {"Day": each.terms_days, "Type": "DAYSAFTERBILLDATE"}
        },
        "HasAttachments": False,
        "HasValidationErrors": False,
    }


def _personal(each: Party) -> Body:
    """Tell what is about people: nothing that a warehouse needs."""
    mail = f"accounts@{each.code.lower()}.example"
    person = {"FirstName": "Ani", "LastName": "Parata", "IncludeInEmails": True}
    return {
        "FirstName": "Ani",
        "LastName": "Parata",
        "EmailAddress": mail,
        "BankAccountDetails": "06-0000-0000000-00",
        "TaxNumber": "000-000-000",
        "Addresses": [
            {
                "AddressType": "STREET",
                "AddressLine1": "1 Quay Street",
                "City": each.region,
                "Region": each.region,
                "PostalCode": "1010",
                "Country": "",
                "AttentionTo": "Ani Parata",
            }
        ],
        "Phones": [{"PhoneType": "DEFAULT", "PhoneNumber": "5550 1234"}],
        "ContactPersons": [person | {"EmailAddress": mail}],
    }


def _group(name: str) -> Body:
    return {
        "ContactGroupID": reference_to(f"group {name}"),
        "Name": name,
        "Status": "ACTIVE",
        "Contacts": [],
        "HasValidationErrors": False,
    }
