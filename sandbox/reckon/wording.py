"""How Reckon writes: its words for things, dates, amounts, and files."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from sandbox.world.amounts import ZERO, cents
from sandbox.world.former_lists import SIGNS, SUBTOTAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from sandbox.world.books import Document
    from sandbox.world.keeper import Books
    from sandbox.world.lists import Party

Row = list[str]
TYPES = {
    "invoice": "Tax Invoice",
    "credit_note": "Adjustment Note",
    "receipt": "Sales Receipt",
    "payment": "Payment",
    "cheque": "Cheque",
    "journal": "General Journal",
    "journal_credit": "General Journal",
    "statement_charge": "Statement Charge",
}
SALES = ("invoice", "credit_note", "receipt", "statement_charge")
DATED_DUE = ("invoice", "statement_charge")
TAX_OFFICE = "Inland Revenue"
WINDOWS, UTF_8, UTF_8_WITH_BOM = "cp1252", "utf-8", "utf-8-sig"
_PARENTS = {
    "4010": "4000 · Sales:",
    "4020": "4000 · Sales:",
    "4030": "4000 · Sales:",
}


def csv_bytes(rows: Iterable[Sequence[str]], encoding: str) -> bytes:
    """Write a file: CRLF, quotes only where they are needed."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)


def cells(header: str) -> Row:
    """Return the cells of a header that has no quotes."""
    return header.split(",")


def day(when: date) -> str:
    """Write a date as Windows does in New Zealand."""
    return f"{when:%d/%m/%Y}"


def money(amount: Decimal) -> str:
    """Write an amount with its thousands apart."""
    return f"{amount:,.2f}"


def bracketed(amount: Decimal) -> str:
    """Write an amount with brackets instead of a minus, as a preference has it."""
    return f"({-amount:,.2f})" if amount < 0 else money(amount)


def number(quantity: Decimal) -> str:
    """Write a quantity without needless zeros."""
    return f"{quantity.normalize():,f}"


def price(unit_price: Decimal) -> str:
    """Write a price to cents, or to as many places as it has."""
    return f"{unit_price:,.2f}" if unit_price == cents(unit_price) else f"{unit_price}"


def trans_no(document: Document) -> str:
    """Return the number that Reckon gives every transaction."""
    return document.key.rpartition(":")[2]


def account(books: Books, code: str, *, is_path: bool = False) -> str:
    """Return an account's label, in a list with its parent before it."""
    label = f"{code} · {books.accounts[code].name}"
    return _PARENTS.get(code, "") + label if is_path else label


def item(books: Books, code: str) -> str:
    """Return an item's full path."""
    group = books.items[code].group
    return f"{group}:{code}" if group else spoken(code)


def spoken(code: str) -> str:
    """Return an item's name as the list has it."""
    return "Subtotal" if code == SUBTOTAL else code


def terms(document: Document) -> str:
    """Return the terms a document was written on; only charges have any."""
    return terms_of(document.party) if document.kind == "invoice" else ""


def terms_of(party: Party) -> str:
    """Return a customer's terms."""
    return f"Net {party.terms_days}"


def rep(party: Party) -> str:
    """Return the initials of who looks after a customer."""
    return "AL" if party.channel == "Wholesale" else "JS"


def due_date(document: Document) -> str:
    """Return the due date; credits and money have none."""
    return day(document.due_date) if document.kind in DATED_DUE else ""


def sign(document: Document) -> int:
    """Return +1 where a document raises the customer's balance, -1 for a credit."""
    return SIGNS.get(document.kind, 1)


def total(document: Document) -> Decimal:
    """Return the signed amount, tax included; nothing is left of a void."""
    return ZERO if document.state == "voided" else sign(document) * document.total


def still_open(document: Document) -> Decimal:
    """Return what is open of it, signed; a cash sale never stands open."""
    if document.state == "voided" or document.kind not in SIGNS:
        return ZERO
    return sign(document) * document.open


def said(document: Document, description: str) -> str:
    """Return a description, marked where the transaction is void."""
    is_void = document.state == "voided"
    return f"VOID: {description}" if is_void else description
