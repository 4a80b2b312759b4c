"""Documents as an ERPNext site would send them, no larger than the models need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loaders.exact import land
from tests.models.raw import FIRST_SEEN
from tests.models.xero import exact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tests.warehouses.warehouse import Warehouse

Document = dict[str, Any]
FARM = "erp_small"
COMPANY = "Farm Ltd"
SALE, PAYMENT = "Sales Invoice", "Payment Entry"


def append(warehouse: Warehouse, documents: Iterable[Document]) -> None:
    """Append a version of each document to raw."""
    warehouse.insert("raw_erpnext.documents", [_landed(each) for each in documents])


def _landed(document: Document) -> dict[str, Any]:
    text, payload_hash = land(document, frozenset(), frozenset())
    doctype = document["doctype"]
    return {
        "connection": FARM,
        "doctype": doctype,
        "source_primary_key": f"{doctype}/{document['name']}",
        "ingestion_time": FIRST_SEEN,
        "payload_hash": payload_hash.hex(),
        "is_deleted": False,
        "raw": text,
    }


def document(doctype: str, name: str, **columns: Any) -> Document:
    """Return a document of the company."""
    told = {"doctype": doctype, "name": name, "modified": "2026-06-01 12:00:00"}
    return {**told, "company": COMPANY, **columns}


def account(name: str, kind: str, root: str) -> Document:
    """Return an account; its kind says what ERPNext does with it."""
    return document("Account", name, account_type=kind, root_type=root, is_group=0)


def sale(
    name: str,
    day: date,
    total: float,
    left: float,
    *,
    to: str = "Ann",
    on: str = "Debtors",
    docstatus: int = 1,
    lines: Sequence[Document] = (),
    taxes: Sequence[Document] = (),
    **columns: Any,
) -> Document:
    """Return a sales invoice, of one line unless told."""
    money = {"currency": "USD", "party_account_currency": "USD", "conversion_rate": 1}
    totals = {"grand_total": exact(total), "base_grand_total": exact(total)}
    days = {"posting_date": str(day), "due_date": str(day)}
    tables = {"items": [*lines] or [line(total)], "taxes": [*taxes]}
    return document(
        SALE,
        name,
        docstatus=docstatus,
        customer=to,
        debit_to=on,
        outstanding_amount=exact(left),
        **money | totals | days | tables | columns,
    )


def line(amount: float, of: str = "Beans", account: str = "Sales") -> Document:
    """Return a line that sells something; its amount is without tax."""
    net = {"net_amount": exact(amount), "base_net_amount": exact(amount)}
    quantity = 1 if amount > 0 else -1
    return {
        "idx": 1,
        "item_code": of,
        "income_account": account,
        "qty": quantity,
        **net,
    }


def charge(amount: float, account: str, number: int = 1) -> Document:
    """Return a row of the taxes and charges of an invoice."""
    name = "tax_amount_after_discount_amount"
    amounts = {name: exact(amount), f"base_{name}": exact(amount)}
    return {"idx": number, "account_head": account, **amounts}


def posted(
    name: str,
    day: date,
    amount: float,
    voucher: tuple[str, str],
    *,
    against: tuple[str, str] | None = None,
    party: tuple[str, str] = ("Customer", "Ann"),
    on: tuple[str, str] = ("Receivable", "Debtors"),
    delinked: int = 0,
) -> Document:
    """Return a row of the payment ledger."""
    against = against or voucher
    return document(
        "Payment Ledger Entry",
        name,
        posting_date=str(day),
        account_type=on[0],
        account=on[1],
        party_type=party[0],
        party=party[1],
        voucher_type=voucher[0],
        voucher_no=voucher[1],
        against_voucher_type=against[0],
        against_voucher_no=against[1],
        account_currency="USD",
        amount=exact(amount),
        amount_in_account_currency=exact(amount),
        delinked=delinked,
    )


def booked(name: str, day: date, amount: float, account: str) -> Document:
    """Return a row of the ledger: a debit, or a credit where it is negative."""
    debit, credit = max(amount, 0), max(-amount, 0)
    return document(
        "GL Entry",
        name,
        posting_date=str(day),
        account=account,
        voucher_type=SALE,
        voucher_no=name,
        debit=exact(debit),
        credit=exact(credit),
    )
