"""Xero's journals: the ledger's postings, numbered in the order they were keyed.

A void or deletion is a later journal that reverses the first on its own date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.world.books import Allocation, Document, Payment, Transfer
from sandbox.xero.documents import Teller
from sandbox.xero.ledger import Ledger, Posting
from sandbox.xero.masters import account_type
from sandbox.xero.settlements import PAYMENT_TYPES
from sandbox.xero.wire import Body, net_date, net_instant, reference_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sandbox.world.keeper import Books, Event, Subject
    from sandbox.xero.countries import Country

_SOURCES = {
    "invoice": "ACCREC",
    "bill": "ACCPAY",
    "credit_note": "ACCRECCREDIT",
    "supplier_credit": "ACCPAYCREDIT",
    "overpayment": "AROVERPAYMENT",
    "supplier_overpayment": "APOVERPAYMENT",
    "prepayment": "ARPREPAYMENT",
    "supplier_prepayment": "APPREPAYMENT",
    "receipt": "CASHREC",
    "expense": "CASHPAID",
}


class JournalTeller:
    """Tells the diary of a company as numbered journals."""

    def __init__(self, books: Books, country: Country) -> None:
        self.books = books
        self.ledger = Ledger.of(books)
        self.teller = Teller(books)
        self.tax_names = country.tax_names
        self.accounts = {code: self._account(code) for code in books.accounts}

    def all(self) -> Iterator[Body]:
        """Yield every journal, from number 1, without gaps."""
        number = 0
        for event in self.books.events:
            day, postings = self.ledger.post(event.subject)
            if postings:
                number += 1
                yield self._journal(number, event, day, postings)

    def _journal(
        self, number: int, event: Event, day: date, postings: list[Posting]
    ) -> Body:
        sign = -1 if event.is_reversal else 1
        key = f"{self.books.company} journal {number}"
        source, kind = _source(event.subject)
        return {
            "JournalID": reference_to(key),
            "JournalDate": net_date(day),
            "JournalNumber": number,
            "CreatedDateUTC": net_instant(event.at),
            "Reference": getattr(event.subject, "reference", ""),
            "SourceID": reference_to(source),
            "SourceType": kind,
            "JournalLines": [
                self._line(posting, sign, f"{key} {place}")
                for place, posting in enumerate(postings)
            ],
        }

    def _line(self, posting: Posting, sign: int, key: str) -> Body:
        line, net, tax = posting.line, sign * posting.amount, sign * posting.tax
        body = {
            "JournalLineID": reference_to(key),
            **self.accounts[posting.account],
            "Description": line.description if line else "",
            "NetAmount": net,
            "GrossAmount": net + tax,
            "TaxAmount": tax,
        }
        if line and line.tax_code:
            name = self.tax_names.get(line.tax_code, "")
            body |= {"TaxType": line.tax_code, "TaxName": name}
        tracking = self.teller.tracking(line) if line else []
        body["TrackingCategories"] = [each | {"Options": []} for each in tracking]
        return body

    def _account(self, code: str) -> Body:
        account = self.books.accounts[code]
        return {
            "AccountID": self.teller.account_id(code),
            **({"AccountCode": code} if code.isdigit() else {}),
            "AccountType": account_type(account),
            "AccountName": account.name,
        }


def _source(subject: Subject) -> tuple[str, str]:
    """Return the key and Xero's type of what a journal came from."""
    if isinstance(subject, Document):
        return subject.key, _SOURCES[subject.kind]
    if isinstance(subject, Payment):
        return subject.key, PAYMENT_TYPES[subject.document.kind]
    if isinstance(subject, Allocation):
        return subject.credit.key, _SOURCES[subject.credit.kind]
    return subject.key, "TRANSFER" if isinstance(subject, Transfer) else "MANJOURNAL"
