"""Records as QuickBooks would send them, no larger than the models need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.models.raw import Version
from tests.models.xero import exact

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

Record = dict[str, Any]
EMPIRE = "quickbooks_small"


def record(table: str, key: str, **fields: Any) -> Version:
    """Return a record of a kind."""
    payload = {"Id": key, **fields}
    return Version(table, payload, connection=EMPIRE, source="quickbooks")


def company() -> list[Version]:
    """Return what a company says of itself."""
    home = {"HomeCurrency": {"value": "USD"}}
    return [
        record("company_info", "1", CompanyName="Empire"),
        record("preferences", "1", CurrencyPrefs=home),
    ]


def account(key: str, kind: str, balance: float = 0) -> Version:
    """Return an account that something stands on, without which it is of no use."""
    told = {"AccountType": kind, "CurrentBalance": exact(balance), "Name": key}
    classes = {"Income": "Revenue", "Accounts Payable": "Liability"}
    return record("accounts", key, Classification=classes.get(kind, "Asset"), **told)


def customer(
    key: str, path: str, owes: float, *, with_jobs: float = 0, parent: str = ""
) -> Version:
    """Return a customer, or a job of one, and what QuickBooks says that it owes."""
    fields: Record = {"DisplayName": path.split(":")[-1], "FullyQualifiedName": path}
    fields |= {"Balance": exact(owes), "BalanceWithJobs": exact(with_jobs or owes)}
    fields |= {"Job": bool(parent), "Active": True}
    fields |= {"ParentRef": {"value": parent}} if parent else {}
    return record("customers", key, **fields)


def item(key: str) -> Version:
    """Return something to sell."""
    account = {"value": "sales"}
    return record("items", key, Name=key, Sku=key, IncomeAccountRef=account)


def invoice(
    key: str,
    day: date,
    total: float,
    left: float,
    *,
    to: str,
    lines: Sequence[Record] = (),
    tax: float = 0,
    note: str = "",
) -> Version:
    """Return an invoice, of one line unless told."""
    fields: Record = {"TxnDate": str(day), "DueDate": str(day), "DocNumber": key}
    fields |= {"CustomerRef": {"value": to}, "CurrencyRef": {"value": "USD"}}
    fields |= {"TotalAmt": exact(total), "Balance": exact(left), "PrivateNote": note}
    fields |= {"TxnTaxDetail": {"TotalTax": exact(tax)}}
    fields |= {"Line": [*lines] or [line(total - tax)]}
    return record("invoices", key, **fields)


def line(amount: float, of: str = "beans", account: str = "sales") -> Record:
    """Return a line that sells something; its amount is without tax."""
    detail = {"ItemRef": {"value": of}, "ItemAccountRef": {"value": account}}
    return {
        "Id": "1",
        "DetailType": "SalesItemLineDetail",
        "Amount": exact(amount),
        "SalesItemLineDetail": detail,
    }


def payment(
    key: str, day: date, total: float, settles: dict[str, float], *, by: str
) -> Version:
    """Return a payment, and what of it settles each invoice."""
    lines = [
        {
            "Amount": exact(amount),
            "LinkedTxn": [{"TxnId": invoice, "TxnType": "Invoice"}],
        }
        for invoice, amount in settles.items()
    ]
    return record(
        "payments",
        key,
        TxnDate=str(day),
        CustomerRef={"value": by},
        CurrencyRef={"value": "USD"},
        TotalAmt=exact(total),
        UnappliedAmt=exact(total - sum(settles.values())),
        Line=lines,
    )


def journal(key: str, day: date, debits: dict[str, float], *, of: str) -> Version:
    """Return an opening balance of a customer, by account."""
    entity = {"Type": "Customer", "EntityRef": {"value": of}}
    sides = [("Debit", name, amount) for name, amount in debits.items()]
    sides.append(("Credit", "sales", sum(debits.values())))
    lines = [
        {
            "Id": str(number),
            "DetailType": "JournalEntryLineDetail",
            "Amount": exact(amount),
            "JournalEntryLineDetail": {
                "PostingType": side,
                "AccountRef": {"value": name},
                "Entity": entity,
            },
        }
        for number, (side, name, amount) in enumerate(sides)
    ]
    fields = {"TxnDate": str(day), "CurrencyRef": {"value": "USD"}, "Line": lines}
    return record("journal_entries", key, **fields)
