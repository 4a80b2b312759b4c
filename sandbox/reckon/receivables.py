"""What customers owe: every transaction of theirs, and the ageing of the open ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.reckon.wording import (
    DATED_DUE,
    SALES,
    TYPES,
    UTF_8,
    UTF_8_WITH_BOM,
    Row,
    bracketed,
    cells,
    csv_bytes,
    day,
    due_date,
    money,
    rep,
    sign,
    still_open,
    terms,
    total,
    trans_no,
)
from sandbox.world.amounts import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sandbox.world.books import Document

_HEADER = cells(
    "trans_no,type,date,num,po_no,customer,terms,due_date,class,rep,amount,tax_amount,"
    "open_balance,as_of_date"
)
_AGEING_HEADER = cells(
    "Trans #,Type,Date,Num,P. O. #,Name,Source Name,Terms,Due Date,Class,Ageing,"
    "Open Balance"
)
_BLANK = [""] * len(_AGEING_HEADER)
_BUCKETS = (
    ("Current", 0),
    ("1 - 30", 30),
    ("31 - 60", 60),
    ("61 - 90", 90),
    ("> 90", 99_999),
)


def invoices(documents: Iterable[Document], as_of: date) -> bytes:
    """Write every transaction, tidied by hand: brackets stand for some minuses."""
    rows = [_invoice(each, as_of) for each in documents]
    return csv_bytes([_HEADER, *rows], UTF_8)


def _invoice(document: Document, as_of: date) -> Row:
    write = bracketed if int(trans_no(document)) % 3 == 0 else "{:.2f}".format
    is_sale = document.kind in SALES
    tax = sign(document) * document.tax if document.state == "posted" else ZERO
    return [
        trans_no(document),
        TYPES[document.kind],
        day(document.issue_date),
        document.number,
        document.reference,
        document.party.name,
        terms(document),
        due_date(document),
        document.party.channel if is_sale else "",
        rep(document.party) if is_sale else "",
        write(total(document)),
        write(tax) if is_sale else "",
        write(still_open(document)),
        day(as_of),
    ]


def ageing(documents: Iterable[Document], as_of: date) -> bytes:
    """Write what is open, by how long it has been due."""
    left = [each for each in documents if still_open(each)]
    rows, least = [_AGEING_HEADER, _BLANK], -99_999
    for bucket, most in _BUCKETS:
        inside = [each for each in left if least < _days_overdue(each, as_of) <= most]
        rows.append([bucket, *_BLANK[1:]])
        rows += [_open_item(each, as_of) for each in inside]
        rows.append(_total(f"Total {bucket}", inside))
        least = most
    return csv_bytes([*rows, _total("TOTAL", left)], UTF_8_WITH_BOM)


def _days_overdue(document: Document, as_of: date) -> int:
    is_charge = document.kind in DATED_DUE
    due = document.due_date if is_charge else document.issue_date
    return (as_of - due).days


def _open_item(document: Document, as_of: date) -> Row:
    days = _days_overdue(document, as_of)
    return [
        trans_no(document),
        TYPES[document.kind],
        day(document.issue_date),
        document.number,
        document.reference,
        document.party.name,
        document.party.name,
        terms(document),
        due_date(document),
        document.party.channel if document.kind in SALES else "",
        f"{days}" if days > 0 else "",
        money(still_open(document)),
    ]


def _total(label: str, documents: Iterable[Document]) -> Row:
    amount = sum((still_open(each) for each in documents), ZERO)
    return [label, *_BLANK[1:-1], money(amount) if amount else ""]
