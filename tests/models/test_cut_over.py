"""One business, two systems: each speaks for its own days, and nothing counts twice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.models import raw, reckon, seeds, xero
from tests.models.raw import Version
from tests.models.reckon import booked, sold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from tests.warehouses.warehouse import Warehouse

AS_OF = "2024-07-31"
MAY = date(2024, 5, 1)
JUNE = date(2024, 6, 1)
EVE = date(2024, 7, 14)
FIRST_DAY = date(2024, 7, 15)
ENTITIES = [
    seeds.entity("reckon_harbour", "harbour", until=EVE),
    seeds.entity("xero_harbour", "harbour", since=FIRST_DAY),
]


def older_books() -> Iterator[Version]:
    """Reckon's last export, made on the eve; its sales were exported once more."""
    yield booked("settled", MAY, "55", "0", as_of=EVE, tax="5")
    yield booked("money", MAY, "-55", "0", as_of=EVE, kind=reckon.PAYMENT)
    yield sold("settled", MAY, "50", tax="5")
    yield booked("june", JUNE, "110", "110", as_of=EVE, tax="10")
    yield sold("june", JUNE, "100", tax="10")
    yield booked("eve", EVE, "220", "220", as_of=EVE, tax="20")
    yield sold("eve", EVE, "200", tax="20")
    yield booked("on account", JUNE, "-50", "-50", as_of=EVE, kind=reckon.PAYMENT)
    yield sold("keyed too late", FIRST_DAY, "30", tax="3")


def newer_books() -> Iterator[Version]:
    """Xero opens with what Reckon left open; then a sale, paid on the spot."""
    yield Version("organisations", xero.ORGANISATION)
    yield xero.contact("bayside", "Bayside")
    yield opening("opening june", JUNE, 110)
    yield opening("opening eve", EVE, 220)
    yield opening("opening credit", JUNE, 50, kind="ACCRECCREDIT")
    sale = xero.line(300, tax=30)
    yield xero.document(
        "sale", FIRST_DAY, 330, 0, tax=30, contact="bayside", lines=[sale]
    )
    yield xero.payment("till", "sale", FIRST_DAY, 330)
    # a week later an opening invoice is paid in part
    yield xero.payment("collected", "opening eve", date(2024, 7, 22), 20)


def opening(name: str, day: date, total: float, kind: str = "ACCREC") -> Version:
    left = 200 if name == "opening eve" else total
    line = xero.line(total, None)
    return xero.document(
        name, day, total, left, kind=kind, contact="bayside", lines=[line]
    )


@pytest.fixture(scope="module")
def books(warehouse: Warehouse) -> Warehouse:
    """Both systems' books, built as of the end of the month of the cut-over."""
    raw.remember_companies(warehouse, "reckon", "reckon_harbour")
    raw.append(warehouse, [reckon.customer("Bayside"), *older_books(), *newer_books()])
    seeds.sow(warehouse, entities=ENTITIES)
    marts = ["fct_sales_line", "sales_daily", "fct_invoice", "tie_outs"]
    built = [f"+{name}" for name in [*marts, "ar_aging_history", "fct_payment"]]
    warehouse.run("--select", *built, AS_OF_DATE=AS_OF)
    return warehouse


def revenue(books: Warehouse, where: str = "true") -> dict[date, Decimal]:
    query = (
        "select sale_date, sum(net_amount_base) as revenue "
        f"from mart_core.fct_sales_line where {where} group by sale_date"
    )
    return {row["sale_date"]: row["revenue"] for row in books.rows(query)}


def receivable(books: Warehouse, day: date) -> dict[str, Decimal]:
    """Return what each item is worth on a day, by the vendor's id."""
    query = (
        "select items.open_item_id, balances.open_amount_base "
        "from intermediate.int_open_items__balanced as balances "
        "inner join intermediate.int_open_items as items "
        "on balances.open_item_key = items.open_item_key "
        f"where valid_from <= date '{day}' and valid_to > date '{day}'"
    )
    return {row["open_item_id"]: row["open_amount_base"] for row in books.rows(query)}


def test_each_system_sells_on_its_own_days(books: Warehouse) -> None:
    assert revenue(books, "source_system = 'reckon'") == {MAY: 50, JUNE: 100, EVE: 200}
    assert revenue(books, "source_system = 'xero'") == {FIRST_DAY: 300}


def test_what_counts_in_no_revenue_is_still_there_to_see(books: Warehouse) -> None:
    query = (
        "select source_system, sale_date, net_amount "
        "from intermediate.int_sales_lines where not is_reported"
    )
    found = sorted(tuple(row.values()) for row in books.rows(query))
    assert found == [
        ("reckon", FIRST_DAY, 30),
        ("xero", JUNE, -50),
        ("xero", JUNE, 110),
        ("xero", EVE, 220),
    ]


def test_the_month_of_the_cut_over_is_the_sum_of_both(books: Warehouse) -> None:
    query = (
        "select sum(revenue_amount_base) as revenue from mart_sales.sales_daily "
        "where sale_date between date '2024-07-01' and date '2024-07-31'"
    )
    assert books.rows(query) == [{"revenue": 500}]


def test_an_opening_balance_is_owed_from_the_first_day_on(books: Warehouse) -> None:
    older = {"june": 110, "eve": 220, "on account": -50}
    newer = {"opening june": 110, "opening eve": 220, "opening credit": -50}
    assert receivable(books, EVE) == older
    assert receivable(books, FIRST_DAY) == newer
    assert receivable(books, date(2024, 7, 22)) == newer | {"opening eve": 200}


def test_receivables_are_the_same_money_on_the_eve_and_on_the_day(
    books: Warehouse,
) -> None:
    query = (
        "select as_of_date, currency_code, sum(open_amount_base) as open_amount "
        "from mart_finance.ar_aging_history "
        f"where as_of_date in (date '{EVE}', date '{FIRST_DAY}') "
        "group by as_of_date, currency_code"
    )
    # 110 + 220 - 50
    assert sorted(tuple(row.values()) for row in books.rows(query)) == [
        (EVE, "NZD", 280),
        (FIRST_DAY, "NZD", 280),
    ]


def test_the_ended_system_ties_out_at_its_last_export(books: Warehouse) -> None:
    query = (
        "select vendor_amount, our_amount, difference, differing_item_count "
        "from mart_platform.tie_outs where connection = 'reckon_harbour' "
        "and check_name = 'ar_open_items'"
    )
    assert [tuple(row.values()) for row in books.rows(query)] == [(280, 280, 0, 0)]


def test_the_newer_system_ties_out_with_its_opening_balances(
    books: Warehouse,
) -> None:
    query = (
        "select vendor_amount, our_amount, difference "
        "from mart_platform.tie_outs where connection = 'xero_harbour' "
        "and check_name = 'ar_open_items'"
    )
    # 110 + 200 - 50
    assert [tuple(row.values()) for row in books.rows(query)] == [(260, 260, 0)]


def test_an_invoice_says_that_it_was_carried_over_or_brought_in(
    books: Warehouse,
) -> None:
    columns = (
        "paid_amount",
        "transferred_amount",
        "outstanding_amount",
        "is_opening_balance",
        "settled_date",
    )
    rows = books.rows("select * from mart_core.fct_invoice")
    found: dict[str, tuple[Any, ...]] = {
        row["document_id"]: tuple(row[name] for name in columns) for row in rows
    }
    assert found == {
        # nobody knows when: the export says only that nothing is left
        "settled": (55, 0, 0, False, None),
        "june": (0, 110, 0, False, None),
        "eve": (0, 220, 0, False, None),
        "opening june": (0, 0, 110, True, None),
        "opening eve": (20, 0, 200, True, None),
        "opening credit": (0, 0, -50, True, None),
        "sale": (330, 0, 0, False, FIRST_DAY),
    }


def test_money_that_is_carried_over_is_not_allocated(books: Warehouse) -> None:
    query = (
        "select amount, total_allocated, unallocated_amount "
        "from mart_core.fct_payment where source_system = 'reckon' order by amount"
    )
    found = [tuple(row.values()) for row in books.rows(query)]
    assert found == [(50, 0, 50), (55, 55, 0)]
