"""Payments, expenses, deposits, journals and transfers, as QuickBooks tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.quickbooks import plain_lines
from sandbox.quickbooks.lines import TAX_MODES, taxes, worth
from sandbox.quickbooks.wire import Body, number, reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.quickbooks.forms import Forms
    from sandbox.world.dealings import Deal, Link


def payment(forms: Forms, deal: Deal) -> Body:
    """Tell a payment."""
    label = forms.books.methods.get(deal.method)
    body: Body = {"CustomerRef": reference(deal.party, deal.party_name)}
    if deal.account:
        body["DepositToAccountRef"] = reference(deal.account)
    if label:
        body["PaymentMethodRef"] = reference(label)
    return body | {
        "PaymentRefNum": deal.reference,
        "TotalAmt": number(worth(deal)),
        "UnappliedAmt": number(deal.unapplied),
        "ProcessPayment": False,
        "LinkedTxn": forms.links(deal),
        "Line": list(_settled(deal, is_noisy=True)),
    }


def _settled(deal: Deal, *, is_noisy: bool) -> Iterator[Body]:
    """Tell what a payment settles: all amounts are positive."""
    for link in deal.links if deal.state != "voided" else ():
        target: Body = {"TxnId": link.of.id, "TxnType": plain_lines.link_type(link.of)}
        if link.names_line and link.line:
            target["TxnLineId"] = str(link.of.lines.index(link.line))
        body: Body = {"Amount": number(link.amount), "LinkedTxn": [target]}
        yield body | (_noise(link) if is_noisy else {})


def _noise(link: Link) -> Body:
    """Tell what slips out of Java beside each line of a payment."""
    facts = (
        ("txnId", link.of.id),
        ("txnOpenBalance", str(link.of.open)),
        ("txnReferenceNumber", link.of.number),
    )
    return {"LineEx": {"any": [_name_value(*fact) for fact in facts]}}


def _name_value(name: str, value: str) -> Body:
    return {
        "name": "{http://schema.intuit.com/finance/v3}NameValue",
        "declaredType": "com.intuit.schema.finance.v3.NameValue",
        "scope": "javax.xml.bind.JAXBElement$GlobalScope",
        "value": {"Name": name, "Value": value},
        "nil": False,
        "globalScope": True,
        "typeSubstituted": False,
    }


def bill_payment(forms: Forms, deal: Deal) -> Body:
    """Tell a bill payment."""
    account = reference(deal.account)
    is_card = deal.method == "CreditCard"
    way: Body = (
        {"CreditCardPayment": {"CCAccountRef": account}}
        if is_card
        else {"CheckPayment": {"BankAccountRef": account, "PrintStatus": "NotSet"}}
    )
    return {
        "VendorRef": reference(deal.party, deal.party_name),
        "APAccountRef": reference(forms.books.role("payable", deal.currency)),
        "PayType": "CreditCard" if is_card else "Check",
        **way,
        "TotalAmt": number(worth(deal)),
        "Line": list(_settled(deal, is_noisy=False)),
    }


def purchase(forms: Forms, deal: Deal) -> Body:
    """Tell a purchase."""
    body: Body = {
        "AccountRef": reference(deal.account),
        "PaymentType": deal.method,
        "Credit": deal.is_refund,
        "PurchaseEx": {"any": [_name_value("TxnType", "54")]},
        "LinkedTxn": forms.links(deal),
        "Line": plain_lines.expense_lines(deal),
        "TotalAmt": number(worth(deal)),
    }
    if deal.party:
        kind = {"type": deal.party.side.capitalize()}
        body["EntityRef"] = reference(deal.party, deal.party_name) | kind
    if deal.tax_mode:
        body |= taxes(deal)
        body["GlobalTaxCalculation"] = TAX_MODES[deal.tax_mode]
    return body


def deposit(forms: Forms, deal: Deal) -> Body:
    """Tell a deposit."""
    account = {"DepositToAccountRef": reference(deal.account)}
    return account | forms.money(deal) | {"Line": plain_lines.deposit_lines(deal)}


def journal(forms: Forms, deal: Deal) -> Body:
    """Tell a journal."""
    told = {"Line": plain_lines.journal_lines(deal), "TxnTaxDetail": {}}
    return {"Adjustment": False} | forms.money(deal) | told


def transfer(forms: Forms, deal: Deal) -> Body:
    """Tell a transfer."""
    return {
        "FromAccountRef": reference(deal.account),
        "ToAccountRef": reference(deal.target),
        "Amount": number(worth(deal)),
    }
