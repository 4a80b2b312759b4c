"""Custom Transaction Detail: a row for every posting, debits positive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.reckon.wording import (
    TAX_OFFICE,
    TYPES,
    WINDOWS,
    Row,
    account,
    cells,
    csv_bytes,
    day,
    item,
    money,
    number,
    said,
    sign,
    trans_no,
)
from sandbox.world.amounts import ZERO, cents
from sandbox.world.former_lists import RECEIVABLE, SIGNS, TAX, UNDEPOSITED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from sandbox.world.books import Document, Line
    from sandbox.world.keeper import Books

_HEADER = cells(
    "Trans #,Type,Date,Num,P. O. #,Name,Source Name,Description,Due Date,Item,Account,"
    "Class,Tax Code,Clr,Split,Pay Meth,Qty,Debit,Credit,Amount,Balance,Account Type,"
    "Tax Amount"
)
_KINDS = {
    "bank": "Bank",
    "receivable": "Accounts Receivable",
    "current_asset": "Other Current Asset",
    "current_liability": "Other Current Liability",
    "revenue": "Income",
    "other_income": "Other Income",
    "direct_cost": "Cost of Goods Sold",
    "expense": "Expense",
}
STOCK, COST_OF_GOODS = "1200", "5000"


def by_posting(books: Books, documents: Iterable[Document]) -> bytes:
    """Write the report, in order of date."""
    rows = [_HEADER]
    for each in sorted(documents, key=lambda each: each.issue_date):
        rows += _Transaction(books, each).rows()
    return csv_bytes(rows, WINDOWS)


@dataclass
class _Transaction:
    """One transaction and its postings: the customer's account, lines, tax, cost."""

    books: Books
    document: Document

    def rows(self) -> Iterator[Row]:
        document = self.document
        is_credit = sign(document) < 0
        lines = [line for line in document.lines if line.amount is not None]
        split = "-SPLIT-" if len(lines) > 1 or document.tax else lines[0].account or ""
        named = split if split == "-SPLIT-" else account(self.books, split)
        control = RECEIVABLE if document.kind in SIGNS else UNDEPOSITED
        told = {"Balance": "#REF!", "Split": named}
        if not is_credit:
            told["Due Date"] = day(document.due_date)
        yield self._row(control, sign(document) * document.total, told)
        for line in lines:
            yield self._line(line)
        if document.tax:
            yield self._tax()
        for line in lines:
            yield from self._cost(line)

    def _line(self, line: Line) -> Row:
        worth = -sign(self.document) * (line.amount or ZERO)
        told = {
            "Description": said(self.document, line.description),
            "Due Date": day(self.document.issue_date),
            "Item": item(self.books, line.item) if line.item else "",
            "Tax Code": line.tax_code or "",
            "Split": account(self.books, RECEIVABLE),
        }
        if line.quantity:
            quantity = -sign(self.document) * line.quantity
            told["Qty"] = number(self._left(quantity))
        if line.tax:
            told["Tax Amount"] = money(self._left(-sign(self.document) * line.tax))
        return self._row(line.account or "", worth, told)

    def _tax(self) -> Row:
        """Return the row of the tax: its name is the tax office's, not a customer's."""
        told = {
            "Name": TAX_OFFICE,
            "Description": "15% GST",
            "Due Date": f"31/12/{self.document.issue_date.year}",
            "Item": "GST",
            "Split": account(self.books, RECEIVABLE),
            "Class": "",
        }
        return self._row(TAX, -sign(self.document) * self.document.tax, told)

    def _cost(self, line: Line) -> Iterator[Row]:
        goods = self.books.items.get(line.item or "")
        if goods and goods.cost and line.quantity:
            cost = sign(self.document) * cents(goods.cost * line.quantity)
            told = {"Item": item(self.books, goods.code), "Description": goods.name}
            yield self._row(COST_OF_GOODS, cost, told)
            yield self._row(STOCK, -cost, told)

    def _row(self, code: str, debit: Decimal, told: dict[str, str]) -> Row:
        document, amount = self.document, self._left(debit)
        usual = {
            "Trans #": f"{int(trans_no(document)):,}",
            "Type": TYPES[document.kind],
            "Date": day(document.issue_date),
            "Num": document.number,
            "P. O. #": document.reference,
            "Name": document.party.name,
            "Source Name": document.party.name,
            "Account": account(self.books, code),
            "Class": document.party.channel,
            "Debit" if debit > 0 else "Credit": money(abs(amount)),
            "Amount": money(amount),
            "Account Type": _KINDS[self.books.accounts[code].kind],
        }
        return [(usual | told).get(name, "") for name in _HEADER]

    def _left(self, amount: Decimal) -> Decimal:
        return ZERO if self.document.state == "voided" else amount
