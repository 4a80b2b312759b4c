"""Reckon Accounts: no server, only files that the office exports into a folder.

`files` tells the former books as the reports that were exported from them; `folder`
holds them, and lets tests change, add and remove them.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sandbox.reckon import lists, postings, receivables, sales
from sandbox.reckon.wording import SALES, still_open
from sandbox.world.former import CLOSED, OPENED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.world.books import Document
    from sandbox.world.former import Former

YEAR_END = date(2024, 3, 31)


def files(company: Former, today: date) -> dict[str, bytes]:
    """Return what has been exported by the end of a day, by file name.

    Nobody exports a report that has nothing to say.
    """
    books, last = company.books, min(today, CLOSED)
    documents = [each for each in books.documents if each.state != "deleted"]
    written = {
        "customers.csv": lists.customers(books),
        "products.csv": lists.products(books),
    }
    if documents:
        name = f"invoices_{OPENED}_{last}.csv"
        written[name] = receivables.invoices(documents, last)
    if any(still_open(each) for each in documents):
        written[f"open_items_{last}.csv"] = receivables.ageing(documents, last)
    first_year = _between(documents, OPENED, min(last, YEAR_END))
    if _has_sales(first_year):
        name = f"sales_lines_{OPENED}_{min(last, YEAR_END)}.csv"
        written[name] = sales.by_customer(books, first_year)
    return written | _second_year(company, documents, last)


def _second_year(
    company: Former, documents: list[Document], last: date
) -> dict[str, bytes]:
    """Return the year's report so far, and the copies taken of it on the way."""
    begins, written = YEAR_END + timedelta(1), {}
    copies = {day: kept for day, kept in company.kept.items() if day <= last}
    for day, known in (copies | {last: documents}).items():
        told = _between(known, begins, day)
        if _has_sales(told):
            name = f"sales_lines_{begins}_{day}.csv"
            written[name] = postings.by_posting(company.books, told)
    return written


def _has_sales(documents: Iterable[Document]) -> bool:
    return any(each.kind in SALES for each in documents)


def _between(documents: Iterable[Document], first: date, last: date) -> list[Document]:
    return [each for each in documents if first <= each.issue_date <= last]
