"""The sub-ledger's hard cases are worth what was worked out by hand, in two currencies.

Xero's go in as raw payloads; QuickBooks' as the documents, payments and settlements to
which every source is conformed. Entries and balances are both asked for each figure.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.models import raw, seeds, xero
from tests.models.raw import Version
from tests.models.xero import exact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from tests.warehouses.warehouse import Warehouse

Case = dict[str, Any]
Worth = tuple[Decimal, Decimal]
NOTHING: Worth = (Decimal(0), Decimal(0))
CORE = [
    "int_settlements__resolved",
    "int_subledger_entries",
    "int_open_items",
    "int_open_items__balanced",
]


def cases(file: str) -> list[Case]:
    text = (Path(__file__).parent / file).read_text()
    found: list[Case] = yaml.safe_load(text)
    return found


XERO = cases("hard_cases_xero.yml")
QUICKBOOKS = cases("hard_cases_quickbooks.yml")


@dataclass
class Books:
    """What every item is worth on any date, told by entries and told by stretches."""

    entries: dict[str, list[tuple[date, Worth]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    stretches: dict[str, list[tuple[date, date, Worth]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    ledgers: dict[str, str] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, warehouse: Warehouse) -> Books:
        books = cls()
        for row in warehouse.rows("select * from intermediate.int_open_items"):
            books.ledgers[row["open_item_id"]] = row["ledger"]
            books.parties[row["open_item_id"]] = row["party_key"]
        for row in warehouse.rows(_with_ids("int_subledger_entries")):
            worth = (row["amount"], row["amount_base"])
            books.entries[row["open_item_id"]].append((row["entry_date"], worth))
        for row in warehouse.rows(_with_ids("int_open_items__balanced")):
            worth = (row["open_amount"], row["open_amount_base"])
            stretch = (row["valid_from"], row["valid_to"], worth)
            books.stretches[row["open_item_id"]].append(stretch)
        return books

    def by_entries(self, case: str, as_of: date) -> dict[str, Worth]:
        """Return the items of a case that are worth something on a date."""
        worth = {
            item: _sum(worth for day, worth in moved if day <= as_of)
            for item, moved in self.entries.items()
            if item.startswith(case)
        }
        return {item: each for item, each in worth.items() if each != NOTHING}

    def by_stretches(self, case: str, as_of: date) -> dict[str, Worth]:
        """Return the same, found where valid_from <= as_of < valid_to."""
        return {
            item: worth
            for item, stretches in self.stretches.items()
            if item.startswith(case)
            for first, end, worth in stretches
            if first <= as_of < end
        }

    def left(self, item: str) -> Decimal:
        """Return what is open of an item over all its entries."""
        return _sum(worth for _, worth in self.entries.get(item, []))[0]


def _with_ids(model: str) -> str:
    return (
        f"select told.*, items.open_item_id from intermediate.{model} as told "
        "inner join intermediate.int_open_items as items "
        "on told.open_item_key = items.open_item_key"
    )


def _sum(worths: Iterator[Worth]) -> Worth:
    total, total_base = NOTHING
    for amount, amount_base in worths:
        total, total_base = total + amount, total_base + amount_base
    return total, total_base


@pytest.fixture(scope="module")
def xero_books(warehouse: Warehouse) -> Books:
    raw.append(warehouse, [Version("organisations", xero.ORGANISATION)])
    raw.append(warehouse, [each for case in XERO for each in payloads(case)])
    seeds.sow(warehouse)
    warehouse.run("--select", "+int_open_items__balanced", "+int_open_items")
    return Books.read(warehouse)


@pytest.fixture(scope="module")
def quickbooks_books(warehouse: Warehouse, xero_books: Books) -> Books:
    """Built after Xero's, whose conformed relations give way to tables like them."""
    for concept in ("documents", "payments", "settlements"):
        relation = f"intermediate.int_{concept}__unioned"
        warehouse.execute(
            f"create table {relation}_twin as select * from {relation} where false",
            f"drop view {relation}",
            f"alter table {relation}_twin rename to int_{concept}__unioned",
        )
    company = {"company_key": "quickbooks_hard", "entity_key": "hard"}
    warehouse.insert("intermediate.int_entities__assigned", [company])
    for case in QUICKBOOKS:
        for concept, rows in conformed(case).items():
            warehouse.insert(f"intermediate.int_{concept}__unioned", rows)
    warehouse.run("--select", *CORE)
    return Books.read(warehouse)


def payloads(case: Case) -> Iterator[Version]:
    """Write a case as Xero would send it."""
    allocations = defaultdict(list)
    for each in case.get("allocations", ()):
        allocated = xero.allocation(
            each["to"],
            each["date"],
            each["amount"],
            is_deleted=each.get("deleted", False),
        )
        allocations[each["of"]].append(allocated)
    kinds = {each["id"]: each["type"] for each in case["documents"]}
    for each in case["documents"]:
        yield xero.document(
            each["id"],
            each["date"],
            each["total"],
            each["left"],
            kind=each["type"],
            contact=case["case"],
            allocations=allocations[each["id"]],
            **_given(each, "status", "currency", "rate"),
        )
    for each in case.get("payments", ()):
        yield xero.payment(
            each["id"],
            each["of"],
            each["date"],
            each["amount"],
            kind=kinds[each["of"]],
            **_given(each, "named", "status", "rate", "updated"),
        )


def _given(row: Case, *names: str) -> Case:
    return {name: row[name] for name in names if name in row}


def conformed(case: Case) -> dict[str, list[Case]]:
    """Write a case in the shape that every source is conformed to."""
    ledger = {
        "source_system": "quickbooks",
        "connection": "quickbooks_hard",
        "company_key": "quickbooks_hard",
        "ledger": case.get("ledger", "receivable"),
    }
    dates = {
        each["id"]: each["date"]
        for concept in ("documents", "payments")
        for each in case.get(concept, ())
    }
    return {
        "documents": [
            ledger | _conformed_document(case["case"], each)
            for each in case.get("documents", ())
        ],
        "payments": [
            ledger | _conformed_payment(case["case"], each)
            for each in case.get("payments", ())
        ],
        "settlements": [
            ledger | _settlement(each, dates) for each in case.get("settlements", ())
        ],
    }


def _conformed_document(case: str, document: Case) -> Case:
    return {
        "document_key": document["id"],
        "document_id": document["id"],
        "party_key": document.get("party", case),
        "document_type": "invoice" if document["total"] > 0 else "credit_note",
        "currency_code": document.get("currency", "USD"),
        "total_amount": document["total"],
        "reported_outstanding_amount": document.get("left"),
        "rate_multiplier": exact(document.get("rate", 1)),
        "rate_divisor": 1,
        "is_posted": True,
        "is_open_item": True,
        "is_in_control_account": True,
        "issue_date": document["date"],
        "ledger_date": document["date"],
    }


def _conformed_payment(case: str, payment: Case) -> Case:
    return {
        "payment_key": payment["id"],
        "payment_id": payment["id"],
        "party_key": payment.get("party", case),
        "currency_code": payment.get("currency", "USD"),
        "amount": exact(payment["amount"]),
        "rate_multiplier": exact(payment.get("rate", 1)),
        "rate_divisor": 1,
        "is_posted": payment.get("posted", True),
        "payment_date": payment["date"],
    }


def _settlement(settlement: Case, dates: Mapping[str, date]) -> Case:
    return {
        "settlement_key": f"{settlement['by']} on {settlement['of']}",
        "cause_key": settlement["by"],
        "item_key": settlement["of"],
        "settlement_type": "payment",
        "amount": exact(settlement["amount"]),
        "is_posted": settlement.get("posted", True),
        "settlement_date": dates[settlement["by"]],
    }


def check(books: Books, case: Case) -> None:
    for as_of, items in case["worth"].items():
        expected = {item: _worth(figure) for item, figure in items.items()}
        worth = {item: each for item, each in expected.items() if each != NOTHING}
        assert books.by_entries(case["case"], as_of) == worth
        assert books.by_stretches(case["case"], as_of) == worth
        for item in worth:
            assert books.ledgers[item] == case.get("ledger", "receivable")


def _worth(figure: Any) -> Worth:
    amount, base = figure if isinstance(figure, list) else (figure, figure)
    return exact(amount), exact(base)


def named(case: Case) -> str:
    return str(case["case"])


@pytest.mark.parametrize("case", XERO, ids=named)
def test_xeros_items_are_worth_what_was_worked_out_by_hand(
    xero_books: Books, case: Case
) -> None:
    check(xero_books, case)


@pytest.mark.parametrize("case", QUICKBOOKS, ids=named)
def test_quickbooks_items_are_worth_what_was_worked_out_by_hand(
    quickbooks_books: Books, case: Case
) -> None:
    check(quickbooks_books, case)


def test_xero_items_end_at_what_xero_says_is_open(xero_books: Books) -> None:
    unposted = {"H01-INV", "H14-INV"}
    assert ends(xero_books, XERO) == {
        document["id"]: 0 if document["id"] in unposted else _reported(document)
        for case in XERO
        for document in case["documents"]
    }


def test_quickbooks_items_end_at_what_quickbooks_says_is_open(
    quickbooks_books: Books,
) -> None:
    assert ends(quickbooks_books, QUICKBOOKS) == {
        document["id"]: document.get("left", 0)
        for case in QUICKBOOKS
        for document in case.get("documents", ())
    }


def ends(books: Books, cases: list[Case]) -> dict[str, Decimal]:
    return {
        document["id"]: books.left(document["id"])
        for case in cases
        for document in case.get("documents", ())
    }


def _reported(document: Case) -> Decimal:
    is_credit = document["type"] not in ("ACCREC", "ACCPAY")
    return exact(document["left"] * (-1 if is_credit else 1))


def test_an_item_belongs_to_its_own_party_whoever_paid(
    quickbooks_books: Books,
) -> None:
    sevens = {
        item: party
        for item, party in quickbooks_books.parties.items()
        if item.startswith("Q07")
    }
    assert sevens == {"Q07-1": "Q07-SUB1", "Q07-2": "Q07-SUB2", "Q07-CM": "Q07-PARENT"}


def test_every_case_of_the_list_is_here() -> None:
    names = [case["case"] for case in [*XERO, *QUICKBOOKS]]
    assert names == [
        *(f"H{number:02}" for number in range(1, 17)),
        *(f"Q{number:02}" for number in range(1, 19)),
    ]
