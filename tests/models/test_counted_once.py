"""In QuickBooks and ERPNext nothing is lost, nothing counts twice, no draft counts.

Two small companies, in both of which everything that calls for care has happened once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.models import erpnext, quickbooks, raw, seeds
from tests.models.erpnext import COMPANY, FARM, PAYMENT, SALE, booked, posted, sale
from tests.models.quickbooks import EMPIRE, invoice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from tests.models.erpnext import Document
    from tests.models.raw import Version
    from tests.warehouses.warehouse import Warehouse

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
AS_OF = "2026-06-30"
PAYABLE = ("Payable", "Creditors")
CORE = ["dim_customer", "dim_product", "fct_invoice", "fct_payment", "fct_sales_line"]
MARTS = [*CORE, "ar_aging_by_customer", "ap_aging", "tie_outs", "tie_out_items"]
ENTITIES = [
    seeds.entity(EMPIRE, "empire", currency="USD", starts=1),
    seeds.entity(FARM, "farm", currency="USD", starts=1) | {"company_code": COMPANY},
]


def in_quickbooks() -> Iterator[Version]:
    yield from quickbooks.company()
    yield quickbooks.account("sales", "Income")
    # what stands on each, of the two that customers' invoices are kept on
    yield quickbooks.account("debtors", "Accounts Receivable", 363)
    yield quickbooks.account("debtors-2", "Accounts Receivable", 30)
    yield quickbooks.item("beans")
    yield quickbooks.customer("ann", "Ann", 208)
    yield quickbooks.customer("group", "Group", 15, with_jobs=115)
    yield quickbooks.customer("job", "Group:Pier", 100, parent="group")
    yield invoice("of-group", MAY, 15, 15, to="group")
    yield invoice("of-job", MAY, 100, 100, to="job")
    yield invoice("taxed", MAY, 108, 108, to="ann", tax=8)
    yield invoice("void", MAY, 0, 0, to="ann", note="Voided")
    yield invoice("deleted", MAY, 70, 70, to="ann")
    yield replace(
        invoice("deleted", MAY, 70, 70, to="ann"),
        is_deleted=True,
        seen_at=raw.FIRST_SEEN + timedelta(days=1),
    )
    yield invoice("unpaid", MAY, 50, 50, to="ann")
    yield quickbooks.payment("void", JUNE, 0, {"unpaid": 0}, by="ann")
    # customer, item and account were never sent; nor was the payment that QuickBooks
    # has taken off it
    lines = [quickbooks.line(90, "nothing", "nowhere")]
    yield invoice("orphan", MAY, 90, 60, to="nobody", lines=lines)
    # the payment of an invoice that was never sent
    yield quickbooks.payment("parked", JUNE, 20, {"never-sent": 20}, by="ann")
    yield quickbooks.journal("opened", MAY, {"debtors": 20, "debtors-2": 30}, of="ann")


def in_erpnext() -> Iterator[Document]:
    yield erpnext.document("Company", COMPANY, default_currency="USD")
    yield erpnext.account("Debtors", "Receivable", "Asset")
    yield erpnext.account("Debtors 2", "Receivable", "Asset")
    yield erpnext.account("Creditors", "Payable", "Liability")
    yield erpnext.account("Sales", "Income Account", "Income")
    yield erpnext.account("Freight", "Chargeable", "Income")
    yield erpnext.account("VAT", "Tax", "Liability")
    yield erpnext.document("Customer", "Ann", customer_name="Ann")
    yield erpnext.document("Item", "Beans", item_name="Beans")
    yield from sold_in_erpnext()
    yield from set_off_in_erpnext()
    # 120 + 150 + 200 - 50 + 60 + 0, and 25
    yield booked("ledger", MAY, 480, "Debtors")
    yield booked("ledger 2", MAY, 25, "Debtors 2")


def sold_in_erpnext() -> Iterator[Document]:
    charges = [erpnext.charge(8, "VAT"), erpnext.charge(12, "Freight", 2)]
    lines = [erpnext.line(100)]
    yield sale("taxed", MAY, 120, 120, lines=lines, taxes=charges)
    yield posted("p-taxed", MAY, 120, (SALE, "taxed"))
    yield sale("draft", MAY, 70, 70, docstatus=0)
    yield sale("cancelled", MAY, 80, 80, docstatus=2)
    yield posted("p-cancelled", MAY, 80, (SALE, "cancelled"), delinked=1)
    yield posted("p-reversed", MAY, -80, (SALE, "cancelled"), delinked=1)
    # a reconciliation undone
    of = (SALE, "taxed")
    yield posted("p-undone", JUNE, -60, (PAYMENT, "gone"), against=of, delinked=1)
    lines = [erpnext.line(60, "Nothing", "Nowhere")]
    yield sale("orphan", MAY, 60, 55, to="Nobody", lines=lines)
    nobody = ("Customer", "Nobody")
    yield posted("p-orphan", MAY, 60, (SALE, "orphan"), party=nobody)
    on = ("Receivable", "Debtors 2")
    yield sale("elsewhere", MAY, 25, 25, on="Debtors 2")
    yield posted("p-elsewhere", MAY, 25, (SALE, "elsewhere"), on=on)
    yield sale("till", MAY, 40, 0, is_pos=1, paid_amount=40, base_paid_amount=40)
    yield posted("p-till", MAY, 40, (SALE, "till"))
    yield posted("p-paid", MAY, -40, (SALE, "till"))
    yield posted(
        "p-claim",
        MAY,
        33,
        ("Expense Claim", "claimed"),
        party=("Employee", "Eva"),
        on=PAYABLE,
    )


def set_off_in_erpnext() -> Iterator[Document]:
    for name, left, of_itself in (("lowered", 150, 0), ("beside", 200, 1)):
        returned = f"{name} return"
        yield sale(name, MAY, 200, left)
        yield posted(f"p-{name}", MAY, 200, (SALE, name))
        yield sale(
            returned,
            JUNE,
            -50,
            -50 * of_itself,
            is_return=1,
            return_against=name,
            update_outstanding_for_self=of_itself,
        )
        # the row names the return either way
        yield posted(f"p-{returned}", JUNE, -50, (SALE, returned))


@pytest.fixture(scope="module")
def built(warehouse: Warehouse) -> Warehouse:
    raw.append(warehouse, in_quickbooks())
    erpnext.append(warehouse, in_erpnext())
    seeds.sow(warehouse, entities=ENTITIES)
    warehouse.run("--select", *[f"+{mart}" for mart in MARTS], AS_OF_DATE=AS_OF)
    return warehouse


def open_items(
    built: Warehouse, connection: str, mart: str = "ar_aging"
) -> dict[str, Decimal]:
    """Return what is open of each item, by its id."""
    query = f"select * from mart_finance.{mart} where connection = '{connection}'"
    rows = built.rows(query)
    found = {row["open_item_id"]: row["open_amount"] for row in rows}
    assert len(found) == len(rows)
    return found


def test_of_quickbooks_just_what_stands_is_open(built: Warehouse) -> None:
    assert open_items(built, EMPIRE) == {
        "Invoice:of-group": 15,
        "Invoice:of-job": 100,
        "Invoice:taxed": 108,
        "Invoice:unpaid": 50,
        "Invoice:orphan": 90,
        "Payment:parked": -20,
        "JournalEntry:opened:0": 20,
        "JournalEntry:opened:1": 30,
    }


def test_of_erpnext_just_what_stands_is_open(built: Warehouse) -> None:
    assert open_items(built, FARM) == {
        "taxed": 120,
        "lowered": 150,
        "beside": 200,
        "beside return": -50,
        "orphan": 60,
        "elsewhere": 25,
    }


def test_what_a_job_owes_is_not_its_parents_once_more(built: Warehouse) -> None:
    query = (
        "select customer_name, sum(open_amount) as open_amount "
        "from mart_finance.ar_aging_by_customer where entity_key = 'empire' "
        "group by customer_name"
    )
    owed = {row["customer_name"]: row["open_amount"] for row in built.rows(query)}
    assert owed == {
        "Ann": 188,
        "Group": 15,
        "Group:Pier": 100,
        "Unknown customer": 90,
    }


def checks(built: Warehouse, connection: str) -> dict[str, tuple[Any, ...]]:
    columns = "vendor_amount", "our_amount", "difference", "item_count"
    return {
        row["check_name"]: tuple(row[column] for column in columns)
        for row in built.rows(
            f"select * from mart_platform.tie_outs where connection = '{connection}'"
        )
    }


def test_two_receivable_accounts_double_nothing(built: Warehouse) -> None:
    assert checks(built, EMPIRE)["ar_control_account"] == (393, 393, 0, 8)
    # seven invoices and returns that posted, of which two are settled
    assert checks(built, FARM)["ar_control_account"][:3] == (505, 505, 0)


def test_what_was_never_sent_is_told_with_its_money(built: Warehouse) -> None:
    names = {
        "party": "Its customer or supplier was never sent.",
        "product": "The item on a line of it was never sent.",
        "account": "The account on a line of it was never sent.",
        "balance": "Posted for a party that the vendor never sent.",
        "document": "The document that the payment settles is not in the books.",
    }
    columns = "connection", "check_name", "open_item_id", "difference_amount"
    items = {
        tuple(row[column] for column in columns): row["likely_reason"]
        for row in built.rows("select * from mart_platform.tie_out_items")
    }
    assert items == {
        (EMPIRE, "known_parties", "Invoice:orphan", 90): names["party"],
        (EMPIRE, "known_products", "Invoice:orphan", 90): names["product"],
        (EMPIRE, "known_accounts", "Invoice:orphan", 90): names["account"],
        (EMPIRE, "ar_open_items", "Invoice:orphan", -30): names["balance"],
        (EMPIRE, "ar_open_items", "Payment:parked", 20): names["document"],
        (FARM, "known_parties", "orphan", 60): names["party"],
        # it goes by the code on its line
        (FARM, "known_products", "orphan", 0): names["product"],
        (FARM, "known_accounts", "orphan", 60): names["account"],
        (FARM, "ar_open_items", "orphan", -5): names["balance"],
    }
    differences = {
        connection: {name: row[2] for name, row in checks(built, connection).items()}
        for connection in (EMPIRE, FARM)
    }
    assert differences[EMPIRE]["ar_open_items"] == 20 - 30
    assert differences[EMPIRE]["known_parties"] == 90
    assert differences[FARM]["ar_open_items"] == -5
    assert differences[FARM]["known_parties"] == 60


def revenue(built: Warehouse, connection: str) -> dict[tuple[Any, ...], Decimal]:
    """Return net amounts by document, type of line, and what the vendor calls it."""
    query = (
        "select sales.document_number, sales.line_type, products.product_name, "
        "customers.customer_name, sales.net_amount "
        "from mart_core.fct_sales_line as sales "
        # inner: each line has both, known or not
        "inner join mart_core.dim_product as products "
        "on sales.product_key = products.product_key "
        "inner join mart_core.dim_customer as customers "
        "on sales.customer_key = customers.customer_key "
        f"where sales.connection = '{connection}' and sales.net_amount <> 0"
    )
    found: dict[tuple[Any, ...], Decimal] = {}
    for row in built.rows(query):
        *key, amount = row.values()
        assert tuple(key) not in found
        found[tuple(key)] = amount
    return found


def test_revenue_of_quickbooks_is_without_tax_and_with_orphans(
    built: Warehouse,
) -> None:
    assert revenue(built, EMPIRE) == {
        ("of-group", "item", "beans", "Group"): 15,
        ("of-job", "item", "beans", "Group:Pier"): 100,
        ("taxed", "item", "beans", "Ann"): 100,
        ("unpaid", "item", "beans", "Ann"): 50,
        ("orphan", "item", "Unknown product", "Unknown customer"): 90,
    }


def test_revenue_of_erpnext_is_without_tax_and_with_charges(built: Warehouse) -> None:
    unknown = "Unknown product"
    # an item that was never sent goes by its code
    assert revenue(built, FARM) == {
        ("taxed", "item", "Beans", "Ann"): 100,
        ("taxed", "freight", unknown, "Ann"): 12,
        ("lowered", "item", "Beans", "Ann"): 200,
        ("lowered return", "item", "Beans", "Ann"): -50,
        ("beside", "item", "Beans", "Ann"): 200,
        ("beside return", "item", "Beans", "Ann"): -50,
        ("orphan", "item", "Nothing", "Unknown customer"): 60,
        ("elsewhere", "item", "Beans", "Ann"): 25,
        ("till", "item", "Beans", "Ann"): 40,
    }


def test_tax_is_inside_what_is_owed_and_beside_what_was_sold(built: Warehouse) -> None:
    query = (
        "select connection, net_amount, tax_amount, total_amount "
        "from mart_core.fct_invoice where document_number = 'taxed'"
    )
    assert {tuple(row.values()) for row in built.rows(query)} == {
        (EMPIRE, 100, 8, 108),
        (FARM, 112, 8, 120),
    }


def test_drafts_and_what_was_cancelled_or_deleted_are_no_invoices(
    built: Warehouse,
) -> None:
    query = "select document_number, total_amount from mart_core.fct_invoice"
    invoices = {
        row["document_number"]: row["total_amount"] for row in built.rows(query)
    }
    assert not {"draft", "cancelled", "deleted"} & {*invoices}
    # a void stays on the list, with nothing in it
    assert invoices["void"] == 0


def test_what_was_paid_at_the_till_is_a_sale_and_a_payment(built: Warehouse) -> None:
    query = (
        "select total_amount, paid_amount, outstanding_amount, collection_rate, "
        "days_to_collect from mart_core.fct_invoice where document_number = 'till'"
    )
    assert [tuple(row.values()) for row in built.rows(query)] == [(40, 40, 0, 1, 0)]
    query = (
        "select direction, amount, total_allocated, unallocated_amount, payment_date "
        f"from mart_core.fct_payment where connection = '{FARM}'"
    )
    paid = [tuple(row.values()) for row in built.rows(query)]
    assert paid == [("in", 40, 40, 0, MAY)]


def test_a_return_lowers_its_invoice_unless_it_stands_for_itself(
    built: Warehouse,
) -> None:
    query = (
        "select document_number, credited_amount, outstanding_amount "
        f"from mart_core.fct_invoice where connection = '{FARM}' "
        "and (document_number like 'lowered%' or document_number like 'beside%')"
    )
    assert {tuple(row.values()) for row in built.rows(query)} == {
        ("lowered", 50, 150),
        ("lowered return", -50, 0),
        ("beside", 0, 200),
        ("beside return", 0, -50),
    }


def test_a_kind_of_document_nobody_thought_of_fails_a_test_and_no_balance(
    built: Warehouse,
) -> None:
    assert open_items(built, FARM, "ap_aging") == {"claimed": 33}
    known = "every_document_is_of_a_known_type"
    with pytest.raises(AssertionError, match=known):
        built.dbt("test", "--select", known, AS_OF_DATE=AS_OF)
    built.execute(
        "update intermediate.int_documents__erpnext set document_type = 'journal' "
        "where document_type = 'Expense Claim'"
    )
    built.dbt("test", "--select", known, AS_OF_DATE=AS_OF)
