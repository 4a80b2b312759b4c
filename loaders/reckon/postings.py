"""Custom Transaction Detail: one row per posting, debits and credits.

A Tax Invoice is there as its receivable, its item lines, its GST and its cost of goods.
Sales are what was credited to income, receivables what was debited to them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pandas

if TYPE_CHECKING:
    from collections.abc import Iterable

INCOME = ("income", "other income")
RECEIVABLE = ("accounts receivable",)
SALES = (
    "tax invoice",
    "invoice",
    "adjustment note",
    "credit memo",
    "sales receipt",
    "statement charge",
)


def sales_in(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return the postings to income that sales made, credits as positive amounts."""
    is_sale = rows["type"].str.casefold().isin(SALES)
    kept = rows[_account_type(rows).isin(INCOME) & is_sale]
    return kept.assign(amount=_less(kept, "credit", "debit"))


def receivables_in(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return the postings to receivables, debits as positive amounts."""
    kept = rows[_account_type(rows).isin(RECEIVABLE)]
    return kept.assign(amount=_less(kept, "debit", "credit"))


def with_sign_of(
    values: pandas.Series[str], amounts: pandas.Series[str]
) -> pandas.Series[str]:
    """Return the numbers with the signs of the amounts; beside zero as they are."""
    plain = values.str.lstrip("-")
    is_zero = amounts.str.strip("-0.") == ""
    turned = plain.where(~amounts.str.startswith("-"), "-" + plain)
    has_none = values.str.strip("-0.") == ""
    return values.where(is_zero | has_none, turned)


def _account_type(rows: pandas.DataFrame) -> pandas.Series[str]:
    return rows["account_type"].str.casefold()


def _less(rows: pandas.DataFrame, one: str, other: str) -> pandas.Series[str]:
    pairs: Iterable[tuple[str, str]] = zip(rows[one], rows[other], strict=True)
    differences = [f"{Decimal(a or 0) - Decimal(b or 0):f}" for a, b in pairs]
    return pandas.Series(differences, index=rows.index, dtype=str)
