"""Sales by Customer Detail: grouped by customer and job, with totals.

Amounts are without tax and positive for a sale. A subtotal's amount repeats what stands
above it, and the report's totals add it up like any other row.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.reckon.wording import (
    SALES,
    TYPES,
    WINDOWS,
    Row,
    cells,
    csv_bytes,
    day,
    item,
    money,
    number,
    price,
    rep,
    said,
    sign,
    trans_no,
)
from sandbox.world.amounts import ZERO
from sandbox.world.former_lists import SUBTOTAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from sandbox.world.books import Document, Line
    from sandbox.world.keeper import Books

_HEADER = cells(
    ",Trans #,Type,Date,Num,Description,Name,Item,Class,Rep,Tax Code,Qty,Sales Price,"
    "Amount,Tax Amount,Balance"
)
_BLANK = [""] * len(_HEADER)


@dataclass
class _Sums:
    """What a group comes to."""

    quantity: Decimal = ZERO
    amount: Decimal = ZERO
    tax: Decimal = ZERO

    def add(self, other: _Sums) -> None:
        self.quantity += other.quantity
        self.amount += other.amount
        self.tax += other.tax

    def row(self, label: str) -> Row:
        """Return the line that closes the group."""
        sums = [number(self.quantity), "", money(self.amount), money(self.tax)]
        return [label, *[""] * 10, *sums, money(self.amount)]


@dataclass
class _Group:
    """A customer: its own transactions, and its jobs."""

    documents: list[Document] = field(default_factory=list)
    jobs: dict[str, _Group] = field(default_factory=lambda: defaultdict(_Group))


def by_customer(books: Books, documents: Iterable[Document]) -> bytes:
    """Write the report."""
    root = _Group()
    for each in documents:
        if each.kind in SALES:
            group = root
            for segment in each.party.name.split(":"):
                group = group.jobs[segment]
            group.documents.append(each)
    rows, grand = [_HEADER], _Sums()
    for name in sorted(root.jobs):
        rows += _group(books, name, root.jobs[name], grand)
        rows.append(_BLANK)
    return csv_bytes([*rows, grand.row("TOTAL")], WINDOWS)


def _group(books: Books, name: str, group: _Group, above: _Sums) -> Iterator[Row]:
    """Yield a customer's rows; beside jobs, its own stand under "Other"."""
    sums = _Sums()
    yield [name, *_BLANK[1:]]
    for job in sorted(group.jobs):
        yield from _group(books, job, group.jobs[job], sums)
    if group.jobs and group.documents:
        other = _Group(group.documents)
        yield from _group(books, f"{name} - Other", other, sums)
    else:
        for each in sorted(group.documents, key=lambda each: each.issue_date):
            yield from _lines(books, each, sums)
    yield sums.row(f"Total {name}")
    above.add(sums)


def _lines(books: Books, document: Document, sums: _Sums) -> Iterator[Row]:
    written = ZERO
    for line in document.lines:
        worth = _worth(document, line)
        if line.item == SUBTOTAL:
            worth.amount = written
        else:
            written += worth.amount
        sums.add(worth)
        yield _line(books, document, line, worth, sums)


def _worth(document: Document, line: Line) -> _Sums:
    if document.state == "voided" or line.amount is None:
        return _Sums()
    times = 1 if document.kind == "receipt" else sign(document)
    quantity = times * (line.quantity or ZERO)
    return _Sums(quantity, times * line.amount, times * line.tax)


def _line(
    books: Books, document: Document, line: Line, worth: _Sums, sums: _Sums
) -> Row:
    is_subtotal = line.item == SUBTOTAL
    told = {
        "Trans #": trans_no(document),
        "Type": TYPES[document.kind],
        "Date": day(document.issue_date),
        "Num": document.number,
        "Description": said(document, line.description),
        "Name": document.party.name,
        "Item": item(books, line.item) if line.item else "",
        "Class": document.party.channel,
        "Rep": rep(document.party),
        "Tax Code": line.tax_code or "",
        "Qty": number(worth.quantity) if line.quantity else "",
        "Sales Price": _price(line),
        "Amount": money(worth.amount),
        "Tax Amount": "" if is_subtotal else money(worth.tax),
        "Balance": money(sums.amount),
    }
    return [told.get(name, "") for name in _HEADER]


def _price(line: Line) -> str:
    if line.discount_rate:
        return f"-{line.discount_rate}%"
    return price(line.unit_price) if line.unit_price is not None else ""
