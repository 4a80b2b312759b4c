"""Every kind of transaction, as QuickBooks tells it; estimates are only linked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.quickbooks import money
from sandbox.quickbooks.forms import Forms
from sandbox.quickbooks.wire import Body, currency, head, number, reference, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.world.dealings import Deal

ENTITY_OF = {
    "invoice": "Invoice",
    "sales_receipt": "SalesReceipt",
    "credit_memo": "CreditMemo",
    "refund_receipt": "RefundReceipt",
    "payment": "Payment",
    "deposit": "Deposit",
    "bill": "Bill",
    "vendor_credit": "VendorCredit",
    "bill_payment": "BillPayment",
    "purchase": "Purchase",
    "journal_entry": "JournalEntry",
    "transfer": "Transfer",
}


def tell(forms: Forms, deal: Deal) -> Body:
    """Return a transaction's body."""
    body = head(deal, forms.realm_id)
    if deal.number:
        body["DocNumber"] = deal.number
    body["TxnDate"] = written(deal.day)
    if deal.place:
        body["DepartmentRef"] = reference(deal.place)
    if deal.note:
        body["PrivateNote"] = deal.note
    body["CurrencyRef"] = currency(deal.currency)
    body["ExchangeRate"] = number(deal.rate)
    return body | _TELL[deal.kind](forms, deal)


_TELL: dict[str, Callable[[Forms, Deal], Body]] = {
    "invoice": Forms.invoice,
    "sales_receipt": Forms.receipt,
    "refund_receipt": Forms.receipt,
    "credit_memo": Forms.credit_memo,
    "bill": Forms.bill,
    "vendor_credit": Forms.vendor_credit,
    "payment": money.payment,
    "bill_payment": money.bill_payment,
    "purchase": money.purchase,
    "deposit": money.deposit,
    "journal_entry": money.journal,
    "transfer": money.transfer,
}
