"""Aging on any past date equals what plain Python makes of the same raw documents.

The judge shares nothing with the models: it adds up documents, payments and allocations
as SUBLEDGER's rules have it, item by item, with exact decimals.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from loaders.xero import RESOURCES
from sandbox.clock import HandClock
from sandbox.faults import Faults
from sandbox.world import Group
from sandbox.xero.connections import vendor
from tests.models import raw
from tests.models.raw import Version
from tests.sandbox.plain_subledger import CREDITS, Subledger, day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.models.conftest import Begun
    from tests.warehouses.warehouse import Warehouse

Body = dict[str, Any]
Records = dict[str, list[Body]]
Aging = dict[tuple[Any, ...], tuple[Decimal, Decimal, int]]

TODAY = date(2026, 6, 30)
MONTHS = 24
ENTITIES = {
    "xero_harbour": "harbour_roasters",
    "xero_harbour_au": "harbour_roasters_au",
}
MARTS = {"receivable": "ar_aging", "payable": "ap_aging"}
# The journals are the ledger's own story, which aging does not read.
TABLES = {each.path: each.raw_table for each in RESOURCES if each.name != "journals"}


@dataclass
class Books:
    """One organisation's records, and how old each item is."""

    entity: str
    records: Records

    def __post_init__(self) -> None:
        self.subledger = Subledger({**self.records})
        self.currencies: dict[str, str] = {}
        self.due_dates: dict[str, date] = {}
        for key, body in self._documents():
            self.currencies[key] = body["CurrencyCode"]
            self.due_dates[key] = day(body["Date"])
        for invoice in self.records["Invoices"]:
            if invoice.get("DueDate"):
                self.due_dates[invoice["InvoiceID"]] = day(invoice["DueDate"])
        for payment in self.records["Payments"]:
            settled = next(
                payment[name][f"{name}ID"]
                for name in ("Invoice", "CreditNote", "Overpayment", "Prepayment")
                if name in payment
            )
            self.currencies[payment["PaymentID"]] = self.currencies[settled]
            self.due_dates[payment["PaymentID"]] = day(payment["Date"])

    def _documents(self) -> Iterator[tuple[str, Body]]:
        for name, key in {"Invoices": "InvoiceID", **CREDITS}.items():
            for body in self.records[name]:
                yield body[key], body

    def open_items(self, as_of: date) -> Iterator[tuple[str, Decimal, Decimal, int]]:
        """Yield what is open on a date: its key, both amounts, and days past due."""
        for key in self.subledger.items:
            amount = self.subledger.open(key, as_of)
            if amount:
                base = self.subledger.open_base(key, as_of)
                yield key, amount, base, (as_of - self.due_dates[key]).days

    def aging(self, as_of: date) -> Aging:
        """Return amounts and count per date, entity, ledger, currency and bucket."""
        found: Aging = defaultdict(lambda: (Decimal(0), Decimal(0), 0))
        for key, amount, base, days in self.open_items(as_of):
            ledger = self.subledger.items[key].ledger
            group = (as_of, self.entity, ledger, self.currencies[key], bucket(days))
            total, total_base, count = found[group]
            found[group] = (total + amount, total_base + base, count + 1)
        return dict(found)


def bucket(days: int) -> str:
    if days <= 0:
        return "not due"
    ends = {30: "1-30", 60: "31-60", 90: "61-90"}
    return next((name for end, name in ends.items() if days <= end), "over 90")


def month_ends() -> list[date]:
    ends = [TODAY]
    while len(ends) < MONTHS:
        ends.append(ends[-1].replace(day=1) - timedelta(1))
    return ends


@pytest.fixture(scope="module")
def everyone(duckdb_begun: Begun) -> list[Books]:
    """Every company's books, landed in raw and built as of today."""
    duckdb_warehouse = duckdb_begun.warehouse
    group = Group.begin(TODAY, scale=0.3)
    xero = vendor(group, HandClock(TODAY), Faults(), is_limited=False, speed=1)
    records = {
        each.connection: {
            path: [row.body for row in each.collection(path).in_order("")]
            for path in TABLES
        }
        for each in xero.organisations.values()
    }
    duckdb_begun.restore()
    raw.append(duckdb_warehouse, versions(records))
    marts = [f"+{name}{kind}" for name in MARTS.values() for kind in ("", "_history")]
    duckdb_warehouse.run("--select", *marts, AS_OF_DATE=str(TODAY))
    return [Books(ENTITIES[name], each) for name, each in records.items()]


def versions(everything: dict[str, Records]) -> Iterator[Version]:
    for connection, records in everything.items():
        for path, bodies in records.items():
            for body in bodies:
                yield Version(TABLES[path], body, connection=connection)


def test_history_equals_the_recomputation_to_the_cent(
    duckdb_warehouse: Warehouse, everyone: list[Books]
) -> None:
    recomputed: Aging = {}
    for as_of in month_ends():
        for books in everyone:
            recomputed |= books.aging(as_of)
    assert history(duckdb_warehouse) == recomputed
    assert {key[0] for key in recomputed} == {*month_ends()}
    assert {key[1] for key in recomputed} == {*ENTITIES.values()}
    assert {key[3] for key in recomputed} >= {"NZD", "USD", "AUD"}


def history(warehouse: Warehouse) -> Aging:
    ends = ", ".join(f"date '{each}'" for each in month_ends())
    return {
        (
            row["as_of_date"],
            row["entity_key"],
            ledger,
            row["currency_code"],
            row["aging_bucket"],
        ): (row["open_amount"], row["open_amount_base"], row["item_count"])
        for ledger, mart in MARTS.items()
        for row in warehouse.rows(
            f"select * from mart_finance.{mart}_history where as_of_date in ({ends})"
        )
    }


@pytest.mark.parametrize("as_of", [TODAY, date(2025, 12, 31)], ids=str)
def test_each_open_item_equals_the_recomputation(
    duckdb_warehouse: Warehouse, everyone: list[Books], as_of: date
) -> None:
    if as_of != TODAY:
        marts = ["int_open_items__aged", *MARTS.values()]
        duckdb_warehouse.run("--select", *marts, AS_OF_DATE=str(as_of))
    recomputed = {
        (ledger, books.entity, key): (amount, base, days, bucket(days))
        for books in everyone
        for key, amount, base, days in books.open_items(as_of)
        for ledger in [books.subledger.items[key].ledger]
    }
    found = {
        (ledger, row["entity_key"], row["open_item_id"]): (
            row["open_amount"],
            row["open_amount_base"],
            row["days_overdue"],
            row["aging_bucket"],
        )
        for ledger, mart in MARTS.items()
        for row in duckdb_warehouse.rows(f"select * from mart_finance.{mart}")
    }
    assert found == recomputed
    assert len(found) > 100
