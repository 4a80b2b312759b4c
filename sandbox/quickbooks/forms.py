"""Invoices, bills and their like, as QuickBooks tells them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sandbox.quickbooks import plain_lines
from sandbox.quickbooks.lines import TAX_MODES, sales_lines, taxes, worth
from sandbox.quickbooks.wire import Body, number, reference, written
from sandbox.world.amounts import cents

if TYPE_CHECKING:
    from sandbox.world.dealer import DealBooks
    from sandbox.world.dealings import Deal


class Forms:
    """Tells one company's forms; knows what links to each."""

    def __init__(self, books: DealBooks, realm_id: str) -> None:
        self.books = books
        self.realm_id = realm_id
        self.linked: dict[Deal, list[Deal]] = defaultdict(list)
        for deal in books.deals:
            if deal.is_live:
                for link in deal.links:
                    self.linked[link.of].append(deal)
                if deal.came_from:
                    self.linked[deal].append(deal.came_from)
                    self.linked[deal.came_from].append(deal)
                if deal.banked_in:
                    self.linked[deal].append(deal.banked_in)

    def links(self, deal: Deal) -> list[Body]:
        """Tell what touches a deal: ids and types, no amounts."""
        told: dict[str, Body] = {
            other.id: {"TxnId": other.id, "TxnType": plain_lines.link_type(other)}
            for other in self.linked.get(deal, ())
        }
        return list(told.values())

    def money(self, deal: Deal) -> Body:
        """Tell a total in both currencies; nothing is left of a voided one."""
        total = worth(deal)
        return {
            "TotalAmt": number(total),
            "HomeTotalAmt": number(cents(total * deal.rate)),
        }

    @staticmethod
    def balance(deal: Deal) -> Body:
        """Tell what is open, in both currencies."""
        return {
            "Balance": number(deal.open),
            "HomeBalance": number(cents(deal.open * deal.rate)),
        }

    def sale(self, deal: Deal) -> Body:
        """Tell what all sales forms share."""
        body: Body = {
            "LinkedTxn": self.links(deal),
            "Line": sales_lines(deal),
            **taxes(deal),
            "CustomerRef": reference(deal.party, deal.party_name),
            "BillAddr": {"Id": str(90_000 + int(deal.id)), "Line1": deal.party_name},
        }
        if deal.reference:
            name = {"DefinitionId": "1", "Name": "PO Number", "Type": "StringType"}
            body["CustomField"] = [name | {"StringValue": deal.reference}]
        if deal.tax_mode:
            body["GlobalTaxCalculation"] = TAX_MODES[deal.tax_mode]
        body |= self.money(deal)
        body["ApplyTaxAfterDiscount"] = deal.taxed_after_discount
        return body | {"PrintStatus": "NotSet", "EmailStatus": "NotSet"}

    def invoice(self, deal: Deal) -> Body:
        """Tell an invoice."""
        due = written(deal.due or deal.day)
        sale = self.sale(deal) | self.term(deal)
        return (
            {"Deposit": number(deal.taken_with_it)}
            | sale
            | {
                "DueDate": due,
                "AllowOnlineACHPayment": False,
                "BillEmail": {"Address": "accounts@example.com"},
                "CustomerMemo": {"value": "Thank you"},
            }
            | self.balance(deal)
        )

    def term(self, deal: Deal) -> Body:
        """Tell the terms, where there are such between the two dates."""
        days = (deal.due - deal.day).days if deal.due else -1
        label = self.books.terms.get(days)
        return {"SalesTermRef": reference(label)} if label else {}

    def credit_memo(self, deal: Deal) -> Body:
        """Tell a credit memo: amounts are positive."""
        left = {"RemainingCredit": number(deal.open)}
        return self.sale(deal) | left | self.balance(deal)

    def receipt(self, deal: Deal) -> Body:
        """Tell a sales or refund receipt: no balance is ever open."""
        label = self.books.methods.get(deal.method)
        method = {"PaymentMethodRef": reference(label)} if label else {}
        account = {"DepositToAccountRef": reference(deal.account)}
        return self.sale(deal) | {"Balance": 0} | method | account

    def bill(self, deal: Deal) -> Body:
        """Tell a bill."""
        due = {"DueDate": written(deal.due or deal.day)}
        return self.purchase_form(deal) | self.term(deal) | due | self.balance(deal)

    def vendor_credit(self, deal: Deal) -> Body:
        """Tell a vendor credit: amounts are positive."""
        return self.purchase_form(deal) | {"Balance": number(deal.open)}

    def purchase_form(self, deal: Deal) -> Body:
        """Tell what bills and vendor credits share."""
        body = {
            "LinkedTxn": self.links(deal),
            "Line": plain_lines.expense_lines(deal),
            **taxes(deal),
            "VendorRef": reference(deal.party, deal.party_name),
            "APAccountRef": reference(self.books.role("payable", deal.currency)),
        }
        if deal.tax_mode:
            body["GlobalTaxCalculation"] = TAX_MODES[deal.tax_mode]
        return body | self.money(deal)
