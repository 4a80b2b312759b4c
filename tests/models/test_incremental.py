"""An incremental build leaves what a first build of the same raw tables would leave."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.models import raw, reckon, seeds, xero
from tests.models.raw import Version
from tests.models.reckon import aged, booked, sold
from tests.models.xero import allocation, document, line, payment
from tests.warehouses.large_tables import FOUND_BY
from tests.warehouses.warehouse import differences

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from tests.warehouses.warehouse import Row, Warehouse

AS_OF = "2026-06-30"
INCREMENTAL = "+config.materialized:incremental"
BUILT = ("intermediate", "mart_", "seeds")
ELSEWHERE = re.compile(
    "quickbooks|erpnext|mart_documents|stock_moves"
    "|servicetitan|mart_operations|int_reports|int_report_days|business_units"
)

MAY = date(2026, 5, 1)
JUNE = date(2026, 6, 1)
# The first build sees versions up to this instant, but for one that commits late.
NEWEST = datetime(2026, 6, 10, 12)
COMMITTED_LATE = datetime(2026, 6, 10, 9)
NEXT_DAY = datetime(2026, 6, 11)
# Of Reckon, whose last day was long before.
SPRING = date(2024, 3, 1)
END_OF_MARCH = date(2024, 3, 31)
END_OF_APRIL = date(2024, 4, 30)
EVE = date(2024, 7, 14)
SEEDS: dict[str, list[seeds.Row]] = {
    "entities": [
        seeds.entity(reckon.HARBOUR, "harbour", until=EVE),
        seeds.entity("xero_harbour", "harbour", since=EVE + timedelta(1)),
    ],
    "party_matches": [
        seeds.same_customer(
            "harbour", (reckon.HARBOUR, "Bayside"), ("xero_harbour", "contact")
        )
    ],
    "product_matches": [
        {
            "entity_key": "harbour",
            "connection": reckon.HARBOUR,
            "product_id": "Coffee:BLEND",
            "matched_connection": "xero_harbour",
            "matched_product_id": "beans",
        }
    ],
    "customer_clusters": [
        {"entity_key": "harbour", "customer": "Bayside", "cluster": "Grocers"}
    ],
}


def first_day() -> Iterator[Version]:
    """The books of the first build: every row is there to be changed."""
    yield Version("organisations", xero.ORGANISATION)
    yield Version("contacts", {"ContactID": "contact", "Name": "Bayside Grocers"})
    yield Version("accounts", {"AccountID": "debtors", "SystemAccount": "DEBTORS"})
    yield Version("items", {"ItemID": "beans", "Code": "COF-1KG", "Name": "Beans"})
    yield document("void", MAY, 10, 10)
    yield document("unpaid", MAY, 20, 0)
    yield payment("taken-back", "unpaid", JUNE, 20)
    yield document("wrongly-paid", MAY, 30, 0)
    yield document("rightly-paid", MAY, 30, 30)
    yield payment("moved", "wrongly-paid", JUNE, 30)
    yield document("credited", MAY, 40, 25)
    applied = allocation("credited", JUNE, 15)
    yield document("credit", MAY, 15, 0, kind="ACCRECCREDIT", allocations=[applied])
    yield document("two-lines", MAY, 50, 50, lines=[line(45), line(5, "BAG")])
    yield document("one-line", MAY, 60, 60, lines=[line(60)])
    yield document("vanished", MAY, 70, 70, lines=[line(70)])
    yield document("away", MAY, 80, 80, lines=[line(80)])
    yield replace(document("away", MAY, 80, 80), is_deleted=True, seen_at=_later(1))
    yield document("late", MAY, 90, 90)
    yield document("redated", MAY, 100, 0, currency="USD", rate=0.5)
    yield payment("early", "redated", JUNE, 100)
    yield document("advance", MAY, 25, 25, kind="SPEND-PREPAYMENT")
    yield Version("bank_transactions", _till(5))
    yield Version("journals", _journal("untouched", 1000))
    yield replace(document("newest", MAY, 1, 1), seen_at=NEWEST)
    yield from first_exports()


def first_exports() -> Iterator[Version]:
    """Reckon's files of the first build, as of the end of March."""
    yield reckon.customer("Bayside", balance="110")
    for item in ("COF-1KG", "BLEND", "LAST"):
        yield reckon.product(f"Coffee:{item}")
    yield booked("old", SPRING, "110", "110", as_of=END_OF_MARCH, tax="10")
    yield sold("old", SPRING, "60", tax="6")
    blend = "Coffee:BLEND"
    yield sold("old", SPRING, "40", tax="4", number=2, item=blend)
    yield booked("forgotten", SPRING, "5", "5", as_of=END_OF_MARCH)
    yield sold("forgotten", SPRING, "5")
    yield aged("old", SPRING, "110", as_of=END_OF_MARCH)
    # in the end the two lines are one, and another day's, of a customer of no list
    yield sold("cash", SPRING, "7", kind=reckon.RECEIPT, item="Coffee:LAST")
    yield sold("cash", SPRING, "8", kind=reckon.RECEIPT, number=2)


def next_day() -> Iterator[Version]:
    """What the second build finds: appended, for raw is never changed."""
    yield document("new", JUNE, 15, 15, lines=[line(15)])
    yield document("void", MAY, 10, 0, status="VOIDED")
    yield document("unpaid", MAY, 20, 20)
    yield payment("taken-back", "unpaid", JUNE, 20, status="DELETED")
    yield document("wrongly-paid", MAY, 30, 30)
    yield document("rightly-paid", MAY, 30, 0)
    yield payment("moved", "rightly-paid", JUNE, 30)
    yield document("credited", MAY, 40, 40)
    yield document("credit", MAY, 15, 15, kind="ACCRECCREDIT")
    yield document("two-lines", MAY, 45, 45, lines=[line(45)])
    yield document("one-line", MAY, 60, 60)
    yield replace(document("vanished", MAY, 70, 70, lines=[line(70)]), is_deleted=True)
    yield document("away", MAY, 80, 80, lines=[line(80)])
    # Its date moves past the payment's, and its rate changes.
    yield document("redated", date(2026, 6, 5), 100, 0, currency="USD", rate=0.8)
    used = allocation("bill", JUNE, 25)
    yield document("advance", MAY, 25, 0, kind="SPEND-PREPAYMENT", allocations=[used])
    yield document("bill", MAY, 35, 10, kind="ACCPAY")
    yield Version("bank_transactions", _till(6))
    yield Version("contacts", {"ContactID": "contact", "Name": "Bayside Foods"})
    yield Version("journals", _journal("new", 15))
    yield from next_exports()


def next_exports() -> Iterator[Version]:
    """Reckon's files of a month later: a price that was wrong, a sale taken back."""
    yield reckon.customer("Bayside", balance="45")
    yield booked("old", SPRING, "121", "121", as_of=END_OF_MARCH, tax="11")
    yield sold("old", SPRING, "70", tax="7")
    gone = [booked("forgotten", SPRING, "5", "5", as_of=END_OF_MARCH)]
    gone += [sold("forgotten", SPRING, "5"), sold("cash", SPRING, "8", number=2)]
    for each in gone:
        yield replace(each, is_deleted=True)
    last = "Coffee:LAST"
    yield sold(
        "cash", END_OF_MARCH, "9", to="Passer-by", kind=reckon.RECEIPT, item=last
    )
    paid = booked("paid", END_OF_APRIL, "-76", None, as_of=END_OF_APRIL)
    yield replace(paid, payload=paid.payload | {"type": reckon.PAYMENT})
    yield aged("old", SPRING, "45", as_of=END_OF_APRIL)


def commits_late() -> Iterator[Version]:
    """Versions older than the newest that the first build saw, and not seen by it."""
    yield document("late", MAY, 90, 85)
    yield payment("late-payment", "late", JUNE, 5)
    yield document("late-and-new", MAY, 95, 95, lines=[line(95)])


OPEN_IN_THE_END = {
    "new": 15,
    "unpaid": 20,
    "wrongly-paid": 30,
    "credited": 40,
    "credit": -15,
    "two-lines": 45,
    "one-line": 60,
    "away": 80,
    "late": 85,
    "late-and-new": 95,
    "newest": 1,
    "bill": 10,
}


def _later(hours: int) -> datetime:
    return raw.FIRST_SEEN.replace(hour=hours)


def _till(amount: int) -> xero.Record:
    return {
        "BankTransactionID": "till",
        "Type": "RECEIVE",
        "Contact": {"ContactID": "contact"},
        "Status": "AUTHORISED",
        "Date": xero.net_date(MAY),
        "SubTotal": amount,
        "TotalTax": 0,
        "Total": amount,
        "LineItems": [line(amount)],
    }


def _journal(name: str, amount: int) -> xero.Record:
    lines = [{"AccountID": "debtors", "NetAmount": amount}, {"NetAmount": -amount}]
    return {
        "JournalID": name,
        "JournalDate": xero.net_date(MAY),
        "JournalLines": lines,
    }


@pytest.fixture(scope="module")
def incremental(warehouse: Warehouse) -> dict[str, Counter[Row]]:
    """What two builds leave, the second on top of the first."""
    raw.remember_companies(warehouse, "reckon", reckon.HARBOUR)
    raw.append(warehouse, first_day())
    seeds.sow(warehouse, **SEEDS)
    warehouse.run("--select", INCREMENTAL, AS_OF_DATE=AS_OF)
    raw.append(warehouse, (_seen(each, NEXT_DAY) for each in next_day()))
    raw.append(warehouse, (_seen(each, COMMITTED_LATE) for each in commits_late()))
    warehouse.run(AS_OF_DATE=AS_OF)
    return warehouse.tables(*BUILT)


def _seen(version: Version, moment: datetime) -> Version:
    return replace(version, seen_at=moment)


@pytest.fixture(scope="module")
def from_nothing(
    warehouse: Warehouse, incremental: dict[str, Counter[Row]]
) -> dict[str, Counter[Row]]:
    """What one build leaves where nothing but raw was there before."""
    warehouse.drop_schemas("raw_", "seeds", "staging")
    seeds.sow(warehouse, **SEEDS)
    warehouse.run(AS_OF_DATE=AS_OF)
    return warehouse.tables(*BUILT)


def test_an_incremental_build_equals_a_full_refresh(
    incremental: dict[str, Counter[Row]], from_nothing: dict[str, Counter[Row]]
) -> None:
    assert differences(incremental, from_nothing) == {}


def test_every_change_has_done_its_work(
    incremental: dict[str, Counter[Row]],
) -> None:
    names = {
        row["open_item_key"]: row["open_item_id"]
        for row in map(dict, incremental["intermediate.int_open_items"])
    }
    last = date(9999, 12, 31)
    open_amounts = {
        names[row["open_item_key"]]: row["open_amount"]
        for row in map(dict, incremental["intermediate.int_open_items__balanced"])
        if row["valid_to"] == last
    }
    assert open_amounts == {key: Decimal(each) for key, each in OPEN_IN_THE_END.items()}


def test_a_line_that_an_invoice_lost_is_gone(
    incremental: dict[str, Counter[Row]],
) -> None:
    documents = {
        row["document_key"]: row["document_id"]
        for row in map(dict, incremental["intermediate.int_documents__xero"])
    }
    lines = sorted(
        (row["line_type"], row["net_amount"])
        for row in map(dict, incremental["intermediate.int_document_lines__xero"])
        if documents[row["document_key"]] in {"two-lines", "one-line"}
    )
    assert lines == [("item", 45), ("rounding", 60)]


def test_a_line_of_reckon_is_what_its_newest_export_says(
    incremental: dict[str, Counter[Row]],
) -> None:
    sales = map(dict, incremental["mart_core.fct_sales_line"])
    found = sorted(
        (row["document_number"], row["sale_date"], row["net_amount"])
        for row in sales
        if row["source_system"] == "reckon"
    )
    assert found == [
        ("cash", END_OF_MARCH, 9),
        ("old", SPRING, 40),
        ("old", SPRING, 70),
    ]


def test_a_new_ageing_report_has_the_last_word(
    incremental: dict[str, Counter[Row]],
) -> None:
    rows = map(dict, incremental["mart_core.fct_invoice"])
    found = [
        (row["document_id"], row["paid_amount"], row["transferred_amount"])
        for row in rows
        if row["source_system"] == "reckon"
    ]
    # 121 less the 45 that are open still, which went to the newer system
    assert found == [("old", 76, 45)]


def test_every_mart_has_rows_to_compare(
    incremental: dict[str, Counter[Row]],
) -> None:
    # No loader ran, every ledger ties, and people match the one customer whom both
    # systems have; other sources have tests of their own.
    without = {
        "intermediate.int_parties__matched_by_name",
        "mart_platform.data_freshness",
        "mart_platform.etl_run_log",
    }
    empty = {name for name, rows in incremental.items() if not rows}
    assert {name for name in empty if not ELSEWHERE.search(name)} == without


def test_what_people_look_for_is_indexed_on_postgres_and_nowhere_else(
    warehouse: Warehouse, from_nothing: dict[str, Counter[Row]]
) -> None:
    indexed: dict[str, set[str]] = defaultdict(set)
    if warehouse.kind == "duckdb":
        assert warehouse.rows("select * from duckdb_indexes()") == []
        return
    for row in warehouse.rows(
        "select tablename, indexdef from pg_indexes where tablename = any "
        f"(array{[*FOUND_BY]})"
    ):
        indexed[row["tablename"]].add(row["indexdef"].partition("btree ")[2])
    assert indexed == {
        name: {f"({column})" for column in (*keys, day) if column}
        for name, (keys, day) in FOUND_BY.items()
    }
