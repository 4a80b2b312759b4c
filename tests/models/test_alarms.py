"""The tests that every build runs pass on sound books, and each finds its own fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from tests.models import raw, reckon, seeds, xero
from tests.models.raw import Version
from tests.models.reckon import aged, booked, sold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.warehouses.warehouse import Warehouse

AS_OF = "2024-07-31"
MAY = date(2024, 5, 1)
EVE = date(2024, 7, 14)
FIRST_DAY = date(2024, 7, 15)
OLD, NEW = "reckon_harbour", "xero_harbour"
SEEDS: dict[str, list[seeds.Row]] = {
    "entities": [
        seeds.entity(OLD, "harbour", until=EVE),
        seeds.entity(NEW, "harbour", since=FIRST_DAY),
    ],
    "party_matches": [seeds.same_customer("harbour", (OLD, "Bayside"), (NEW, "bay"))],
    "customer_clusters": [
        {"entity_key": "harbour", "customer": "Bayside", "cluster": "Grocers"},
    ],
}


def books() -> Iterator[Version]:
    """Nothing is amiss: five cents between lines and total are Reckon's rounding."""
    yield reckon.product("Coffee:COF-1KG")
    yield reckon.customer("Bayside", balance="110.05", file="customers_2024-07-14.csv")
    # what its jobs owe is their own, not the parent's once more
    yield reckon.customer("Bayside:Pier", balance="5", balance_total="5")
    yield booked("invoice", MAY, "110.05", "110.05", as_of=EVE, tax="10")
    yield sold("invoice", MAY, "100", tax="10")
    yield aged("invoice", MAY, "110.05", as_of=EVE)
    yield booked("job", MAY, "5", "5", as_of=EVE, to="Bayside:Pier")
    yield aged("job", MAY, "5", as_of=EVE, to="Bayside:Pier")
    # an older report may say otherwise
    yield aged("settled", MAY, "99", as_of=MAY)
    yield Version("organisations", xero.ORGANISATION)
    yield xero.contact("bay", "Bayside Ltd")
    lines = [xero.line(100, quantity=2)]
    # paid before it was written, and more than it asks for
    yield xero.document("new", FIRST_DAY, 100, 0, contact="bay", lines=lines)
    yield xero.payment("early", "new", date(2024, 7, 1), 60)
    yield xero.payment("future", "new", date(2024, 8, 15), 40)
    # of next month, for which money has come
    later = date(2024, 8, 10)
    yield xero.document("next", later, 30, 10, contact="bay", lines=[xero.line(30)])
    yield xero.payment("advance", "next", FIRST_DAY, 20)
    applied = xero.allocation("credited", FIRST_DAY, 7)
    yield xero.document(
        "note",
        FIRST_DAY,
        9,
        2,
        kind="ACCRECCREDIT",
        contact="bay",
        allocations=[applied],
    )
    yield xero.document("credited", FIRST_DAY, 20, 13, contact="bay")


# What is done to the warehouse, and the test that finds it.
FAULTS = {
    "daily_sales_sum_to_the_lines": (
        "update intermediate.int_sales__summed_to_days set quantity = quantity + 1"
    ),
    "totals_of_a_period_are_the_sum_of_its_customers": (
        "update mart_sales.kpi_period_comparison set prior_quantity = 1"
    ),
    "performers_sum_to_their_period": (
        "update mart_sales.top_performers set revenue_amount_base = 1"
    ),
    "a_customer_is_in_one_cluster_a_day": (
        "insert into intermediate.int_clusters__assigned "
        "select party_key, entity_key, product_group, cluster_name, market, "
        "valid_from + 1, valid_to from intermediate.int_clusters__assigned"
    ),
    "rows_of_a_cluster_do_not_overlap": (
        "insert into seeds.customer_clusters (entity_key, customer, cluster, valid_to)"
        " values ('harbour', 'BAYSIDE', 'Kiosks', date '2024-06-30')"
    ),
    "every_sale_has_its_customer_and_product": (
        "update intermediate.int_sales_lines set product_key = 'of no list'"
    ),
    "every_match_represents_itself": (
        "update intermediate.int_parties__matched set matched_party_key = 'nobody'"
    ),
    "a_match_is_not_matched_to_a_third": (
        "insert into seeds.party_matches (entity_key, ledger, connection, party_id, "
        "matched_connection, matched_party_id) "
        f"values ('harbour', 'receivable', '{NEW}', 'bay', '{NEW}', 'mistyped')"
    ),
    "every_company_of_reckon_has_a_currency": (
        "update intermediate.int_entities__assigned set base_currency_code = null"
    ),
    "what_is_settled_and_open_is_what_was_invoiced": (
        "update intermediate.int_documents__settled "
        "set outstanding_amount = outstanding_amount + 1"
    ),
}
# These only warn. The row of `mistyped` above is the fault of the first.
DOUBTS = {
    "both_sides_of_a_match_exist": "select 1",
    "lines_of_reckon_sum_to_their_transaction": (
        "update intermediate.int_reckon_receivables "
        "set total_amount = total_amount + 0.01"
    ),
    "reckons_list_holds_the_customers_of_its_lines": (
        "update intermediate.int_reckon_sales_lines set customer_name = 'Nobody'"
    ),
    "reckons_ageing_is_what_its_customers_owe": "select 1",
}


@pytest.fixture(scope="module")
def sound(warehouse: Warehouse) -> Warehouse:
    """Sound books, of which every test says so."""
    raw.remember_companies(warehouse, "reckon", OLD)
    raw.append(warehouse, books())
    seeds.sow(warehouse, **SEEDS)
    warehouse.run(AS_OF_DATE=AS_OF)
    return warehouse


@pytest.fixture(scope="module")
def statuses(sound: Warehouse) -> dict[str, str]:
    """What every singular test says of sound books; only doubts may be raised."""
    result = sound.dbt("test", "--select", "test_type:singular", AS_OF_DATE=AS_OF)
    return {each.node.name: str(each.status) for each in result.results}


def test_sound_books_pass_every_test(statuses: dict[str, str]) -> None:
    assert {name for name, status in statuses.items() if status != "pass"} == set()
    assert {*FAULTS, *DOUBTS} <= {*statuses}


@pytest.fixture(scope="module")
def spoiled(sound: Warehouse, statuses: dict[str, str]) -> Warehouse:
    """The same books, with every fault at once."""
    sound.execute(*FAULTS.values(), *DOUBTS.values())
    newer = reckon.customer("Bayside", balance="1")
    raw.append(sound, [replace(newer, seen_at=datetime(2026, 7, 1))])
    return sound


def test_every_fault_is_found(spoiled: Warehouse) -> None:
    with pytest.raises(AssertionError) as complaint:
        spoiled.dbt("test", "--select", *FAULTS, AS_OF_DATE=AS_OF)
    found = {line.split(":")[0] for line in str(complaint.value).splitlines()}
    assert found == {*FAULTS}


def test_every_doubt_is_raised(spoiled: Warehouse) -> None:
    result = spoiled.dbt("test", "--select", *DOUBTS, AS_OF_DATE=AS_OF)
    raised = {each.node.name for each in result.results if str(each.status) == "warn"}
    assert raised == {*DOUBTS}
