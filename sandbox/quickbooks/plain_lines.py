"""How QuickBooks tells the lines of bills, journals and deposits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.quickbooks.lines import amount_of, gross_of, quantity_of
from sandbox.quickbooks.wire import Body, number, reference
from sandbox.world.amounts import ZERO, cents

if TYPE_CHECKING:
    from sandbox.world.dealings import Deal, DealLine


def expense_lines(deal: Deal) -> list[Body]:
    """Tell the lines of a bill, a vendor credit or an expense."""
    return [_expense_line(deal, line, n) for n, line in enumerate(deal.lines, 1)]


def _expense_line(deal: Deal, line: DealLine, place: int) -> Body:
    body: Body = {"Id": str(place), "LineNum": place}
    if line.description:
        body["Description"] = line.description
    if line.kind == "text":
        return body | {"DetailType": "DescriptionOnly", "DescriptionLineDetail": {}}
    body |= {"Amount": number(amount_of(deal, line)), "LinkedTxn": []}
    detail: Body = {"BillableStatus": "NotBillable"}
    if line.item:
        name = "ItemBasedExpenseLineDetail"
        detail["ItemRef"] = reference(line.item, line.item.full_name)
        detail["UnitPrice"] = number(line.unit_price or ZERO)
        detail["Qty"] = number(quantity_of(deal, line))
    else:
        name = "AccountBasedExpenseLineDetail"
        detail["AccountRef"] = reference(line.account)
    if line.label:
        detail["ClassRef"] = reference(line.label)
    detail["TaxCodeRef"] = {"value": "TAX" if line.is_taxed else "NON"}
    if deal.tax_mode == "inclusive":
        detail["TaxInclusiveAmt"] = number(gross_of(deal, line))
    return body | {"DetailType": name, name: detail}


def journal_lines(deal: Deal) -> list[Body]:
    """Tell a journal's lines, numbered from nought."""
    return [_journal_line(deal, line, place) for place, line in enumerate(deal.lines)]


def _journal_line(deal: Deal, line: DealLine, place: int) -> Body:
    """Tell a line of a journal: amounts are positive, their side is told."""
    detail: Body = {
        "PostingType": "Debit" if line.amount > 0 else "Credit",
        "AccountRef": reference(line.account),
    }
    if line.party:
        detail["Entity"] = {
            "Type": line.party.side.capitalize(),
            "EntityRef": reference(line.party, line.party.full_name),
        }
    if line.label:
        detail["ClassRef"] = reference(line.label)
    if deal.place:
        detail["DepartmentRef"] = reference(deal.place)
    return {
        "Id": str(place),
        "Description": line.description,
        "Amount": number(abs(amount_of(deal, line))),
        "DetailType": "JournalEntryLineDetail",
        "JournalEntryLineDetail": detail,
    }


def deposit_lines(deal: Deal) -> list[Body]:
    """Tell what a deposit brings: payments without a detail, then plain lines."""
    told: list[Body] = []
    for banked in deal.banked:
        link = {"TxnId": banked.id, "TxnType": link_type(banked), "TxnLineId": "0"}
        amount = number(cents(banked.total * banked.rate))
        told.append({"Amount": amount, "LinkedTxn": [link]})
    plain = [_deposit_line(deal, line, n) for n, line in enumerate(deal.lines, 1)]
    return told + plain


def _deposit_line(deal: Deal, line: DealLine, place: int) -> Body:
    detail: Body = {"AccountRef": reference(line.account)}
    if line.party:
        kind = {"type": line.party.side.upper()}
        detail["Entity"] = reference(line.party, line.party.full_name) | kind
    return {
        "Id": str(place),
        "LineNum": place,
        "Description": line.description,
        "Amount": number(amount_of(deal, line)),
        "DetailType": "DepositLineDetail",
        "DepositLineDetail": detail,
    }


LINK_TYPES = {
    "invoice": "Invoice",
    "credit_memo": "CreditMemo",
    "sales_receipt": "SalesReceipt",
    "payment": "Payment",
    "journal_entry": "JournalEntry",
    "deposit": "Deposit",
    "bill": "Bill",
    "vendor_credit": "VendorCredit",
    "estimate": "Estimate",
}


def link_type(deal: Deal) -> str:
    """Return what a link calls a deal: cheques, expenses and cards apart."""
    if deal.kind == "bill_payment":
        is_card = deal.method == "CreditCard"
        return "BillPaymentCreditCard" if is_card else "BillPaymentCheck"
    if deal.kind == "purchase":
        if deal.is_refund:
            return "CreditCardCredit"
        return "Check" if deal.method == "Check" else "Expense"
    return LINK_TYPES[deal.kind]
