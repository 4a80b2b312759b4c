"""A sale is in the cluster that people wrote for its customer, group and day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.models import raw, reckon, seeds, xero
from tests.models.raw import Version
from tests.models.reckon import sold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.warehouses.warehouse import Warehouse

AS_OF = "2024-08-31"
SPRING = date(2024, 3, 1)
EVE = date(2024, 6, 30)
FIRST_DAY = date(2024, 7, 1)
AUGUST = date(2024, 8, 1)
END_OF_AUGUST = date(2024, 8, 31)
OLD, NEW = "reckon_harbour", "xero_harbour"
ENTITIES = [
    seeds.entity(OLD, "harbour", until=EVE),
    seeds.entity(NEW, "harbour", since=FIRST_DAY),
    seeds.entity("reckon_elsewhere", "elsewhere"),
]
PARTY_MATCHES = [
    seeds.same_customer("harbour", (OLD, "Bayside:Pier"), (NEW, "pier")),
]


def rule(
    customer: str,
    cluster: str,
    group: str | None = None,
    since: date | None = None,
    until: date | None = None,
    *,
    market: str | None = "Trade",
) -> seeds.Row:
    return {
        "entity_key": "harbour",
        "customer": customer,
        "cluster": cluster,
        "market": market,
        "product_group": group,
        "valid_from": since,
        "valid_to": until,
    }


CLUSTERS = [
    rule("bayside", "Grocers"),
    rule("Bayside", "Leases", "equipment"),
    rule("Bayside:Pier", "Kiosks", "Coffee", AUGUST, END_OF_AUGUST),
    # for all of its groups, on the very days, by a name that only Xero knows
    rule("Corner  STORE", "Corners", since=AUGUST, until=END_OF_AUGUST, market=None),
    rule("Turncoat", "Before", until=date(2024, 8, 14)),
    rule("Turncoat", "After", since=date(2024, 8, 15)),
    rule("Nobody we know", "Ghosts"),
]
# What is sold: a number, the customer, the item, the day, and the cluster it is in.
SALES: list[tuple[str, str, str, date, str]] = [
    ("named", "Bayside", "Coffee:BEANS", SPRING, "Grocers"),
    ("its own group", "Bayside", "Equipment:GRINDER", SPRING, "Leases"),
    ("no group", "Bayside", "LOOSE", SPRING, "Grocers"),
    ("parent", "Bayside:Shop", "Coffee:BEANS", SPRING, "Grocers"),
    ("grandparent", "Bayside:Shop:Till", "Equipment:GRINDER", SPRING, "Leases"),
    ("before its own", "Bayside:Pier", "Coffee:BEANS", SPRING, "Grocers"),
    ("nobody's", "Stranger", "Coffee:BEANS", SPRING, "Unassigned"),
    ("begins alike", "Bayside Two", "Coffee:BEANS", SPRING, "Unassigned"),
    ("eve", "pier", "BEANS", date(2024, 7, 31), "Grocers"),
    ("first day", "pier", "BEANS", AUGUST, "Kiosks"),
    ("last day", "pier", "BEANS", END_OF_AUGUST, "Kiosks"),
    ("day after", "pier", "BEANS", date(2024, 9, 1), "Grocers"),
    ("other group", "pier", "GRINDER", AUGUST, "Leases"),
    ("corner eve", "corner", "BEANS", date(2024, 7, 31), "Unassigned"),
    ("corner first", "corner", "BEANS", AUGUST, "Corners"),
    ("corner last", "corner", "GRINDER", END_OF_AUGUST, "Corners"),
    ("corner after", "corner", "BEANS", date(2024, 9, 1), "Unassigned"),
    ("turns", "turncoat", "BEANS", date(2024, 8, 14), "Before"),
    ("turned", "turncoat", "BEANS", date(2024, 8, 15), "After"),
]
CONTACTS = {"pier": "Pier Kiosk", "corner": "Corner Store", "turncoat": "Turncoat"}


def books() -> Iterator[Version]:
    yield Version("organisations", xero.ORGANISATION)
    for contact, name in CONTACTS.items():
        yield xero.contact(contact, name)
    for path in ("Coffee:BEANS", "Equipment:GRINDER", "LOOSE"):
        yield reckon.product(path)
    for name in sorted({name for _, name, *_ in SALES} - {*CONTACTS}):
        yield reckon.customer(name)
    for number, customer, item, day, _ in SALES:
        if customer in CONTACTS:
            lines = [xero.line(1, item)]
            yield xero.document(number, day, 1, 1, contact=customer, lines=lines)
        else:
            yield sold(number, day, "1", to=customer, item=item)
    # the same name in another business
    other = [reckon.customer("Bayside"), sold("elsewhere", SPRING, "1")]
    yield from reckon.of("reckon_elsewhere", other)


@pytest.fixture(scope="module")
def built(warehouse: Warehouse) -> Warehouse:
    """Every sale, and every customer as of the end of August."""
    raw.remember_companies(warehouse, "reckon", OLD, "reckon_elsewhere")
    raw.append(warehouse, books())
    sown = {"party_matches": PARTY_MATCHES, "customer_clusters": CLUSTERS}
    seeds.sow(warehouse, entities=ENTITIES, **sown)
    marts = ["+dim_customer", "+fct_sales_line", "+kpi_period_comparison"]
    warehouse.run("--select", *marts, AS_OF_DATE=AS_OF)
    return warehouse


def clusters(built: Warehouse) -> dict[str, tuple[Any, ...]]:
    """Return the clusters and markets by the id or the number of the sale."""
    query = (
        "select documents.document_id, sales.cluster_name, sales.market "
        "from mart_core.fct_sales_line as sales "
        "inner join intermediate.int_documents__unioned as documents "
        "on sales.invoice_key = documents.document_key"
    )
    return {
        row["document_id"]: (row["cluster_name"], row["market"])
        for row in built.rows(query)
    }


def test_every_sale_is_in_the_cluster_that_its_day_asks_for(built: Warehouse) -> None:
    expected = {number: cluster for number, *_, cluster in SALES}
    expected["elsewhere"] = "Unassigned"
    found = {number: cluster for number, (cluster, _) in clusters(built).items()}
    assert found == expected


def test_a_cluster_brings_its_market(built: Warehouse) -> None:
    found = clusters(built)
    assert found["named"] == ("Grocers", "Trade")
    assert found["corner first"] == ("Corners", "Unassigned")
    assert found["nobody's"] == ("Unassigned", "Unassigned")


def test_the_list_of_customers_has_the_cluster_of_all_groups_of_today(
    built: Warehouse,
) -> None:
    query = (
        "select customer_name, cluster_name from mart_core.dim_customer "
        "where entity_key = 'harbour' and not is_unknown"
    )
    found = {row["customer_name"]: row["cluster_name"] for row in built.rows(query)}
    assert found == {
        "Bayside": "Grocers",
        "Bayside:Shop": "Grocers",
        "Bayside:Shop:Till": "Grocers",
        "Bayside Two": "Unassigned",
        "Stranger": "Unassigned",
        # its own row is for coffee alone
        "Pier Kiosk": "Grocers",
        "Corner Store": "Corners",
        "Turncoat": "After",
    }


def test_a_customer_that_moved_within_a_month_has_a_row_in_each_cluster(
    built: Warehouse,
) -> None:
    query = (
        "select cluster_name, revenue_amount_base "
        "from mart_sales.kpi_period_comparison "
        "where period_type = 'MTD' and cluster_name in ('Before', 'After')"
    )
    found = {
        row["cluster_name"]: row["revenue_amount_base"] for row in built.rows(query)
    }
    assert found == {"Before": 1, "After": 1}


def test_the_answer_by_cluster_is_the_select_in_the_docs(built: Warehouse) -> None:
    query = (
        "select cluster_name, sum(revenue_amount_base) as this_month, "
        "sum(prior_revenue_amount_base) as last_year "
        "from mart_sales.kpi_period_comparison "
        "where period_type = 'MTD' and entity_key = 'harbour' "
        "group by cluster_name order by this_month desc"
    )
    found = sorted(tuple(row.values()) for row in built.rows(query))
    # the sales of August above
    assert found == [
        ("After", 1, 0),
        ("Before", 1, 0),
        ("Corners", 2, 0),
        ("Kiosks", 2, 0),
        ("Leases", 1, 0),
    ]
