"""What counts as a sale, and that it is the same money however it is sliced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.models import raw, seeds, xero
from tests.models.raw import Version
from tests.models.xero import document, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.warehouses.warehouse import Warehouse

AS_OF = "2026-06-30"
MAY = date(2026, 5, 4)
JUNE = date(2026, 6, 10)
AU = "xero_harbour_au"
ENTITIES = [
    seeds.entity("xero_harbour", "harbour"),
    seeds.entity(AU, "australia", currency="AUD", starts=7),
]
CLUSTERS = [
    {"entity_key": "harbour", "customer": "Aroha", "cluster": "Cafes", "market": "Town"}
]
FREIGHT, ASSET, UNHEARD_OF = "260", "610", "999"


def lists() -> Iterator[Version]:
    yield Version("organisations", xero.ORGANISATION)
    for code, kind in {"200": "REVENUE", FREIGHT: "REVENUE", ASSET: "ASSET"}.items():
        yield Version(
            "accounts",
            {"AccountID": code, "Code": code, "Class": kind, "Status": "ACTIVE"},
        )
    yield Version("items", {"ItemID": "beans", "Code": "COF-1KG", "Name": "Beans"})
    yield xero.contact("aroha", "Aroha")
    yield xero.contact("corso", "Corso")


def counted() -> Iterator[Version]:
    """Return what counts, each under the name by which SOLD knows it."""
    lines = [
        line(100, tax=15, quantity=4),
        line(12, None, account=FREIGHT, tax=1.8),
        # a deposit is owed like the rest, and sold is nothing of it
        line(50, None, account=ASSET),
        line(0, None, account=None),
    ]
    yield document("mixed", MAY, 178.8, 178.8, tax=16.8, contact="aroha", lines=lines)
    lines = [line(30, quantity=1)]
    yield document(
        "credit", JUNE, 30, 30, kind="ACCRECCREDIT", contact="aroha", lines=lines
    )
    lines = [line(7, "NEW", account=UNHEARD_OF, quantity=2), line(8, account=None)]
    yield document("unheard of", JUNE, 15, 15, contact="corso", lines=lines)
    yield document("without lines", JUNE, 6, 6, contact="nobody")
    yield till("till", 25, "200")
    # 10 / 0.6 = 16.666…, 20.05 / 0.6 = 33.416…: together a cent above 30.05 / 0.6
    lines = [line(10, quantity=1), line(20.05, None)]
    yield document("foreign", JUNE, 30.05, 30.05, currency="USD", rate=0.6, lines=lines)


def not_counted() -> Iterator[Version]:
    lines = [line(1000)]
    yield document("draft", JUNE, 1000, 1000, status="DRAFT", lines=lines)
    yield document("void", JUNE, 1000, 0, status="VOIDED", lines=lines)
    gone = document("gone", JUNE, 1000, 1000, lines=lines)
    yield replace(gone, is_deleted=True)
    for kind in ("RECEIVE-PREPAYMENT", "RECEIVE-OVERPAYMENT", "ACCPAY"):
        yield document(kind, JUNE, 1000, 1000, kind=kind, lines=lines)
    yield till("deposit", 1000, ASSET)


def till(name: str, amount: int, account: str) -> Version:
    payload = {
        "BankTransactionID": name,
        "Type": "RECEIVE",
        "Contact": {"ContactID": "corso"},
        "Status": "AUTHORISED",
        "Date": xero.net_date(JUNE),
        "SubTotal": amount,
        "TotalTax": 0,
        "Total": amount,
        "LineItems": [line(amount, None, account=account)],
    }
    return Version("bank_transactions", payload)


def in_australia() -> Iterator[Version]:
    """The same customer, product and day as at home, in other money."""
    yield from lists()
    aud, beans = [line(500, quantity=20)], [line(65, quantity=1)]
    yield document("aud", JUNE, 500, 500, currency="AUD", contact="aroha", lines=aud)
    # 65 / 0.65
    yield document("usd", JUNE, 65, 65, currency="USD", rate=0.65, lines=beans)


SOLD = {
    "mixed": Decimal(112),
    "credit": Decimal(-30),
    "unheard of": Decimal(15),
    "without lines": Decimal(6),
    "till": Decimal(25),
    "foreign": Decimal("50.09"),
    "aud": Decimal(500),
    "usd": Decimal(100),
}
# 112 - 30 + 15 + 6 + 25 + 50.09, and 500 + 100
TOTALS = {"harbour": Decimal("178.09"), "australia": Decimal(600)}
MARTS = ["fct_sales_line", "fct_invoice", "dim_customer", "dim_product", "sales_daily"]
MORE = ["sales_enriched", "kpi_period_comparison", "top_performers"]


@pytest.fixture(scope="module")
def built(warehouse: Warehouse) -> Warehouse:
    """Two businesses with books in two currencies."""
    at_home = [*lists(), *counted(), *not_counted()]
    raw.append(warehouse, at_home)
    raw.append(warehouse, (replace(each, connection=AU) for each in in_australia()))
    seeds.sow(warehouse, entities=ENTITIES, customer_clusters=CLUSTERS)
    marts = [f"+{name}" for name in [*MARTS, *MORE, "kpi_period_comparison_total"]]
    warehouse.run("--select", *marts, AS_OF_DATE=AS_OF)
    return warehouse


def by_document(built: Warehouse, column: str) -> dict[str, Any]:
    query = (
        f"select documents.document_id, sum(sales.{column}) as summed "
        "from mart_core.fct_sales_line as sales "
        "inner join intermediate.int_documents__unioned as documents "
        "on sales.invoice_key = documents.document_key "
        "group by documents.document_id"
    )
    return {row["document_id"]: row["summed"] for row in built.rows(query)}


def by_entity(built: Warehouse, query: str) -> dict[str, Decimal]:
    """Sum an amount of a query by entity and books' currency; none may have two."""
    rows = built.rows(
        "select entity_key, base_currency_code, sum(amount) as amount "
        f"from ({query}) as asked group by entity_key, base_currency_code"
    )
    assert {(row["entity_key"], row["base_currency_code"]) for row in rows} == {
        ("harbour", "NZD"),
        ("australia", "AUD"),
    }
    assert len(rows) == 2
    return {row["entity_key"]: row["amount"] for row in rows}


def test_revenue_is_what_was_worked_out_by_hand(built: Warehouse) -> None:
    assert by_document(built, "net_amount_base") == SOLD


def test_credits_are_negative_in_quantity_too(built: Warehouse) -> None:
    quantities = by_document(built, "quantity")
    assert {name: each for name, each in quantities.items() if each is not None} == {
        "mixed": 4,
        "credit": -1,
        "unheard of": 2,
        "foreign": 1,
        "aud": 20,
        "usd": 1,
    }


def test_what_is_no_sale_is_owed_all_the_same(built: Warehouse) -> None:
    query = (
        "select total_amount, net_amount from mart_core.fct_invoice "
        "where document_id = 'mixed'"
    )
    # 100 + 12 + 50, and 16.80 of tax
    assert built.rows(query) == [{"total_amount": Decimal("178.8"), "net_amount": 162}]


def test_a_foreign_sale_is_in_its_own_money_and_in_the_books(built: Warehouse) -> None:
    query = (
        "select sales.entity_key, sales.currency_code, sales.net_amount, "
        "sales.base_currency_code, sales.net_amount_base "
        "from mart_core.fct_sales_line as sales "
        "where currency_code <> base_currency_code"
    )
    assert sorted(tuple(row.values()) for row in built.rows(query)) == [
        ("australia", "USD", 65, "AUD", 100),
        ("harbour", "USD", 10, "NZD", Decimal("16.67")),
        ("harbour", "USD", Decimal("20.05"), "NZD", Decimal("33.42")),
    ]


SLICES = [
    "customer_name",
    "parent_customer_name",
    "cluster_name",
    "market",
    "product_group",
    "sku",
    "product_name",
    "month_start_date",
    "week_start_date",
    "document_type",
    "currency_code",
    "connection",
]


@pytest.mark.parametrize("column", SLICES)
def test_every_slice_sums_to_the_total(built: Warehouse, column: str) -> None:
    slices = built.rows(
        f"select entity_key, {column} as slice, sum(net_amount_base) as amount "
        f"from mart_sales.sales_enriched group by entity_key, {column}"
    )
    totals = dict.fromkeys(TOTALS, Decimal(0))
    for row in slices:
        totals[row["entity_key"]] += row["amount"]
    assert totals == TOTALS


@pytest.mark.parametrize("dimension", ["customer", "product"])
def test_every_line_has_its_member_in_the_dimension(
    built: Warehouse, dimension: str
) -> None:
    # inner, as a reader would join: nothing is lost and nothing counts twice
    query = (
        "select sales.entity_key, sales.base_currency_code, "
        "sales.net_amount_base as amount "
        "from mart_core.fct_sales_line as sales "
        f"inner join mart_core.dim_{dimension} as members "
        f"on sales.{dimension}_key = members.{dimension}_key "
        "and sales.entity_key = members.entity_key"
    )
    assert by_entity(built, query) == TOTALS


# All was sold in the calendar year of the as-of date.
SUMMED = {
    "mart_core.fct_sales_line": "net_amount_base",
    "mart_sales.sales_enriched": "net_amount_base",
    "mart_sales.sales_daily": "revenue_amount_base",
    "mart_sales.kpi_period_comparison where period_type = 'YTD'": "revenue_amount_base",
    "mart_sales.kpi_period_comparison_total where period_type = 'YTD'": (
        "revenue_amount_base"
    ),
    "mart_sales.top_performers where period_type = 'YTD' "
    "and performer_kind = 'product'": "revenue_amount_base",
    "mart_sales.top_performers where period_type = 'YTD' "
    "and performer_kind = 'customer'": "revenue_amount_base",
    "mart_sales.top_performers where period_type = 'YTD' "
    "and performer_kind = 'parent'": "revenue_amount_base",
}


@pytest.mark.parametrize("mart", SUMMED)
def test_every_mart_holds_the_same_money(built: Warehouse, mart: str) -> None:
    query = (
        f"select entity_key, base_currency_code, {SUMMED[mart]} as amount from {mart}"
    )
    assert by_entity(built, query) == TOTALS


def test_a_performer_has_its_share_and_its_rank(built: Warehouse) -> None:
    query = (
        "select rank_number, performer_name, revenue_amount_base, revenue_ratio "
        "from mart_sales.top_performers where entity_key = 'harbour' "
        "and period_type = 'YTD' and performer_kind = 'customer'"
    )
    # Aroha 112 - 30; the foreign sale is of a contact that was never sent, as is one
    # more: 50.09 + 6; Corso 15 + 25. 82 / 178.09, 56.09 / 178.09, 40 / 178.09
    assert sorted(tuple(row.values()) for row in built.rows(query)) == [
        (1, "Aroha", 82, Decimal("0.460441")),
        (2, "Unknown customer", Decimal("56.09"), Decimal("0.314953")),
        (3, "Corso", 40, Decimal("0.224606")),
    ]


def test_a_product_that_only_a_line_names_appears_by_itself(built: Warehouse) -> None:
    query = (
        "select sku, product_name, is_inferred_product, revenue "
        "from (select sku, product_name, is_inferred_product, "
        "sum(net_amount_base) as revenue from mart_sales.sales_enriched "
        "where entity_key = 'harbour' group by sku, product_name, is_inferred_product)"
        " as sold"
    )
    found = {row["product_name"]: tuple(row.values()) for row in built.rows(query)}
    assert found == {
        # 100 - 30 + 8 + 16.67
        "Beans": ("COF-1KG", "Beans", False, Decimal("94.67")),
        "NEW": ("NEW", "NEW", True, 7),
        # 12 + 6 + 25 + 33.42
        "Unknown product": (None, "Unknown product", False, Decimal("76.42")),
    }
