"""Reckon's receivables: each transaction on its own day, and on the day of the last
report each item at what the report calls open.

One company per case, each with books of its own.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.models import raw, reckon, seeds
from tests.models.reckon import aged, booked, sold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.models.raw import Version
    from tests.warehouses.warehouse import Warehouse

AS_OF = "2024-07-31"
FEBRUARY = date(2024, 2, 1)
END_OF_MARCH = date(2024, 3, 31)
APRIL = date(2024, 4, 10)
MAY = date(2024, 5, 1)
END_OF_MAY = date(2024, 5, 31)
JUNE = date(2024, 6, 15)
END_OF_JUNE = date(2024, 6, 30)
JULY = date(2024, 7, 5)

Worth = dict[str, int]


def whole() -> Iterator[Version]:
    """Everything in one export: what is open (45) is what all of it sums to."""
    yield booked("invoice", MAY, "110", "15", as_of=END_OF_JUNE, tax="10")
    payment, journal = date(2024, 5, 15), date(2024, 6, 5)
    yield booked("payment", payment, "-80", "0", as_of=END_OF_JUNE, kind=reckon.PAYMENT)
    credited = date(2024, 5, 20)
    yield booked("note", credited, "-20", "0", as_of=END_OF_JUNE, kind=reckon.CREDIT)
    yield booked("journal", journal, "5", "0", as_of=END_OF_JUNE, kind=reckon.JOURNAL)
    yield booked("cheque", JUNE, "30", "30", as_of=END_OF_JUNE, kind=reckon.CHEQUE)
    # an older ageing report has no say any more
    yield aged("invoice", MAY, "110", as_of=END_OF_MAY)
    # sold after the export, in no receivables yet: a sale, and nobody's debt
    yield sold("sold since", JULY, "7")


def unexplained() -> Iterator[Version]:
    """What paid 40 of the invoice was never exported."""
    yield booked("invoice", MAY, "100", "60", as_of=END_OF_JUNE)
    yield booked("other", MAY, "9", "9", as_of=END_OF_JUNE, to="Corner Store")


def only_aged() -> Iterator[Version]:
    """Nothing but an ageing report, and the lines of the sale that it calls open."""
    yield aged("invoice", MAY, "45", as_of=END_OF_JUNE)
    yield aged("payment", JUNE, "-5", as_of=END_OF_JUNE, kind=reckon.PAYMENT)
    yield aged("before the lines", FEBRUARY, "33", as_of=END_OF_JUNE)
    yield sold("invoice", MAY, "100", tax="10")


def aged_later() -> Iterator[Version]:
    """An export of May, a list of June's transactions, and June's ageing report."""
    yield booked("invoice", MAY, "100", "100", as_of=END_OF_MAY)
    yield booked("settled", MAY, "50", "50", as_of=END_OF_MAY)
    yield booked("money", JUNE, "-80", None, as_of=END_OF_JUNE, kind=reckon.PAYMENT)
    yield aged("invoice", MAY, "70", as_of=END_OF_JUNE)
    # nobody has said yet what is open of it
    yield booked("since", JULY, "12", None, as_of=JULY)


def in_parts() -> Iterator[Version]:
    """Two quarters, each as open as it was at its own end."""
    yield booked("invoice", FEBRUARY, "100", "100", as_of=END_OF_MARCH)
    yield booked("money", APRIL, "-100", "0", as_of=END_OF_JUNE, kind=reckon.PAYMENT)
    yield booked("next", MAY, "40", "40", as_of=END_OF_JUNE)


CASES = {
    "whole": whole,
    "unexplained": unexplained,
    "only_aged": only_aged,
    "aged_later": aged_later,
    "in_parts": in_parts,
}
WORTH: dict[str, dict[date, Worth]] = {
    "whole": {
        MAY: {"invoice": 110},
        date(2024, 5, 15): {"invoice": 110, "payment": -80},
        date(2024, 5, 20): {"invoice": 110, "payment": -80, "note": -20},
        date(2024, 6, 5): {"invoice": 110, "payment": -80, "note": -20, "journal": 5},
        # 110 - 80 - 20 + 5 + 30 = 45 = 15 + 30
        date(2024, 6, 29): {
            "invoice": 110,
            "payment": -80,
            "note": -20,
            "journal": 5,
            "cheque": 30,
        },
        END_OF_JUNE: {"invoice": 15, "cheque": 30},
        JULY: {"invoice": 15, "cheque": 30},
    },
    "unexplained": {
        date(2024, 6, 29): {"invoice": 100, "other": 9},
        # what the customer owes stays 100: the 40 are there for people to see
        END_OF_JUNE: {"invoice": 60, "residue": 40, "other": 9},
    },
    "only_aged": {
        date(2024, 6, 29): {},
        END_OF_JUNE: {"invoice": 45, "payment": -5, "before the lines": 33},
    },
    "aged_later": {
        END_OF_MAY: {"invoice": 100, "settled": 50},
        JUNE: {"invoice": 100, "settled": 50, "money": -80},
        # 100 + 50 - 80 = 70
        END_OF_JUNE: {"invoice": 70},
        JULY: {"invoice": 70, "since": 12},
    },
    "in_parts": {
        END_OF_MARCH: {"invoice": 100},
        MAY: {"invoice": 100, "money": -100, "next": 40},
        # the newest word on the invoice is March's; the sum is right all the same
        END_OF_JUNE: {"invoice": 100, "next": 40, "residue": -100},
    },
}


@pytest.fixture(scope="module")
def books(warehouse: Warehouse) -> Warehouse:
    """Every case, built as one group of companies."""
    raw.remember_companies(warehouse, "reckon", *CASES)
    customers = [reckon.customer("Bayside"), reckon.customer("Corner Store")]
    for name, case in CASES.items():
        raw.append(warehouse, reckon.of(name, [*customers, *case()]))
    seeds.sow(warehouse, entities=[seeds.entity(name, name) for name in CASES])
    marts = ["fct_subledger_entry", "fct_invoice", "fct_sales_line", "tie_out_items"]
    built = [f"+{name}" for name in [*marts, "tie_outs", "int_open_items__balanced"]]
    warehouse.run("--select", *built, AS_OF_DATE=AS_OF)
    return warehouse


def items_of(books: Warehouse, model: str, case: str) -> list[dict[str, object]]:
    """Return rows of a model of the sub-ledger with the items that they tell of."""
    return books.rows(
        "select told.*, items.open_item_id, items.document_type "
        f"from {model} as told inner join intermediate.int_open_items as items "
        "on told.open_item_key = items.open_item_key "
        f"where items.connection = '{case}'"
    )


def named(row: dict[str, object]) -> str:
    is_residue = row["document_type"] == "residue"
    return "residue" if is_residue else str(row["open_item_id"])


@pytest.mark.parametrize("case", CASES)
def test_every_item_is_worth_what_was_worked_out_by_hand(
    books: Warehouse, case: str
) -> None:
    stretches = items_of(books, "intermediate.int_open_items__balanced", case)
    for day, expected in WORTH[case].items():
        found = {
            named(row): row["open_amount"]
            for row in stretches
            if row["valid_from"] <= day < row["valid_to"]  # type: ignore[operator]
        }
        assert found == expected, day


@pytest.mark.parametrize("case", CASES)
def test_what_reckon_does_not_say_is_marked_and_takes_no_money(
    books: Warehouse, case: str
) -> None:
    entries = items_of(books, "mart_core.fct_subledger_entry", case)
    inferred = [row for row in entries if row["is_inferred"]]
    assert {row["entry_date"] for row in inferred} <= {END_OF_JUNE}
    by_customer: dict[object, Decimal] = defaultdict(Decimal)
    for row in inferred:
        assert isinstance(row["amount"], Decimal)
        by_customer[row["party_key"]] += row["amount"]
    assert {*by_customer.values()} <= {0}


def test_what_is_inferred_is_the_way_to_what_is_open(books: Warehouse) -> None:
    entries = items_of(books, "mart_core.fct_subledger_entry", "whole")
    moved = {
        named(row): row["amount"]
        for row in entries
        if row["entry_type"] == "allocation_inferred"
    }
    # 15 - 110, 0 - -80, 0 - -20, 0 - 5: together nothing
    assert moved == {"invoice": -95, "payment": 80, "note": 20, "journal": -5}


def test_each_movement_is_called_what_it_is(books: Warehouse) -> None:
    entries = items_of(books, "mart_core.fct_subledger_entry", "whole")
    called = {
        named(row): row["entry_type"] for row in entries if not row["is_inferred"]
    }
    assert called == {
        "invoice": "document",
        "payment": "payment",
        "note": "document",
        "journal": "document",
        "cheque": "refund",
    }


def test_what_the_exports_explain_ties_out_and_the_rest_is_named(
    books: Warehouse,
) -> None:
    checks = books.rows("select * from mart_platform.tie_outs")
    found = {row["connection"]: row["difference"] for row in checks}
    assert found == {
        "whole": 0,
        "unexplained": -40,
        "only_aged": 0,
        "aged_later": 0,
        "in_parts": 100,
    }
    items = books.rows(
        "select * from mart_platform.tie_out_items where difference_amount <> 0"
    )
    assert {row["document_type"] for row in items} == {"residue"}
    reason = "The exports do not hold all that this balance grew from."
    assert {row["likely_reason"] for row in items} == {reason}


def test_an_invoice_is_paid_as_far_as_the_export_says(books: Warehouse) -> None:
    columns = "document_id, paid_amount, outstanding_amount, settled_date"
    rows = books.rows(
        f"select {columns} from mart_core.fct_invoice where connection = 'whole'"
    )
    assert sorted(tuple(row.values()) for row in rows) == [
        ("invoice", 95, 15, None),
        ("journal", 5, 0, None),
        ("note", -20, 0, None),
    ]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        # without lines an invoice is one line: 110 less 10 of tax, credits off
        ("whole", {"invoice": 100, "note": -20, "sold since": 7}),
        ("unexplained", {"invoice": 100, "other": 9}),
        # what is open says nothing of what was sold
        ("only_aged", {"invoice": 100}),
        ("aged_later", {"invoice": 100, "settled": 50, "since": 12}),
        ("in_parts", {"invoice": 100, "next": 40}),
    ],
)
def test_a_sale_is_what_was_sold_however_much_of_it_is_open(
    books: Warehouse, case: str, expected: Worth
) -> None:
    rows = books.rows(
        "select document_number, sum(net_amount_base) as revenue "
        f"from mart_core.fct_sales_line where connection = '{case}' "
        "group by document_number"
    )
    assert {row["document_number"]: row["revenue"] for row in rows} == expected
