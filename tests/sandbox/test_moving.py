"""The cut-over: what Reckon left open stands in Xero from its first day."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.identities import identity
from sandbox.world import Group
from sandbox.world.former import CLOSED
from sandbox.world.former_lists import GONE, MISSPELT, SIGNS
from sandbox.world.harbour import OPENED
from sandbox.world.moving import is_opening, open_items
from tests.sandbox.conftest import TODAY, organisation, records
from tests.sandbox.plain_subledger import day

if TYPE_CHECKING:
    from sandbox.world.books import Document
    from tests.sandbox.conftest import Records

Body = dict[str, Any]
SEEDS = Path(__file__).parents[2] / "seeds"
MONDAY = date(2024, 7, 15)


@pytest.fixture(scope="module")
def group() -> Group:
    return Group.begin(TODAY)


@pytest.fixture(scope="module")
def left(group: Group) -> list[Document]:
    assert group.former
    return open_items(group.former)


def openings(group: Group) -> list[Document]:
    return [d for d in group.companies["harbour"].books.documents if is_opening(d)]


def signed(document: Document) -> Decimal:
    return document.total * (1 if document.kind == "invoice" else -1)


def seed(name: str) -> list[dict[str, str]]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_present_books_begin_the_day_after_the_first_ones_end() -> None:
    assert OPENED == CLOSED + timedelta(1) == MONDAY
    assigned = {each["connection"]: each for each in seed("entities")}
    assert assigned["reckon_harbour"]["reports_until"] == str(CLOSED)
    assert assigned["xero_harbour"]["reports_from"] == str(OPENED)
    both = ("entity_key", "base_currency_code", "fiscal_year_start_month")
    for fact in both:
        assert assigned["reckon_harbour"][fact] == assigned["xero_harbour"][fact]


@pytest.mark.parametrize("scale", [1.0, 0.02])
@pytest.mark.parametrize("seed", [7, 8])
def test_opening_documents_come_to_what_was_left_open(scale: float, seed: int) -> None:
    group = Group.begin(MONDAY, seed, scale)
    assert group.former
    owed: dict[str, Decimal] = defaultdict(Decimal)
    for each in open_items(group.former):
        owed[each.party.key] += SIGNS[each.kind] * each.open
    carried: dict[str, Decimal] = defaultdict(Decimal)
    for each in openings(group):
        carried[each.party.key] += signed(each)
    assert owed == carried
    assert sum(owed.values()) > 0


def test_they_keep_the_number_and_the_dates_of_the_original(
    group: Group, left: list[Document]
) -> None:
    for old, new in zip(left, openings(group), strict=True):
        assert new.number.startswith(old.number)
        assert new.issue_date in (old.issue_date, OPENED)
        assert new.due_date == old.due_date
        assert new.total == old.open
        assert new.kind == ("invoice" if SIGNS[old.kind] > 0 else "credit_note")
    numbers = [(each.kind, each.number) for each in openings(group)]
    assert len(set(numbers)) == len(numbers)


def test_most_stand_on_sales_and_a_few_on_an_account_of_their_own(
    group: Group,
) -> None:
    sales = [each for each in openings(group) if each.lines[0].account == "200"]
    others = [each for each in openings(group) if each.lines[0].account == "840"]
    assert {each.issue_date for each in others} == {OPENED}
    assert max(each.issue_date for each in sales) < OPENED
    assert 3 <= len(others) < len(sales) / 3


def test_before_the_move_xero_knows_no_party_and_no_document() -> None:
    told = records(organisation(CLOSED, scale=0.1))
    assert {name for name, rows in told.items() if rows} <= {
        "Organisation",
        "Accounts",
        "TrackingCategories",
    }


def test_nothing_else_is_dated_before_the_move(group: Group) -> None:
    books = group.companies["harbour"].books
    ordinary = [each for each in books.documents if not is_opening(each)]
    assert min(each.issue_date for each in ordinary) == OPENED
    assert min(each.date for each in books.payments) >= OPENED
    first = [each for each in ordinary if each.issue_date == OPENED]
    assert "INV-00001" in {each.number for each in first}


def test_later_days_pay_most_of_them(group: Group) -> None:
    charges = [each for each in openings(group) if each.kind == "invoice"]
    settled = [each for each in charges if each.open == 0]
    in_part = [each for each in charges if 0 < each.open < each.total]
    untouched = [each for each in charges if each.open == each.total]
    assert len(settled) > len(charges) / 2
    assert in_part
    assert untouched


def test_xero_tells_them_as_invoices_and_credit_notes(harbour: Records) -> None:
    told = {
        each["InvoiceNumber"]: each
        for each in harbour["Invoices"]
        if each["Type"] == "ACCREC"
    }
    assert day(told["R20"]["Date"]) == date(2024, 6, 24)
    assert day(told["R20"]["DueDate"]) == date(2024, 7, 24)
    # 945.88 less 400.00 that was paid in Reckon.
    assert told["R20"]["Total"] == Decimal("545.88")
    assert told["R20"]["LineItems"][0]["AccountCode"] == "200"
    assert told["R17"]["LineItems"][0]["AccountCode"] == "840"
    assert day(told["R17"]["Date"]) == MONDAY
    credits = {each.get("CreditNoteNumber"): each for each in harbour["CreditNotes"]}
    assert credits["R24"]["Total"] == Decimal("22.89")


def test_customers_without_a_contact_get_one_if_they_owe(harbour: Records) -> None:
    names = {each["Name"]: each for each in harbour["Contacts"]}
    shops = {
        "Bayside Grocers",
        "Bayside Grocers:Frankston",
        "Bayside Grocers:Mornington:Pier Kiosk",
        "Caffè · Corso",
    }
    assert shops <= set(names)
    assert {GONE, "Bayside Grocers:Mornington"}.isdisjoint(names)
    sold = {
        each["Contact"]["Name"]
        for each in harbour["Invoices"]
        if each["InvoiceNumber"].startswith("INV-")
    }
    assert shops <= sold


def test_one_customer_stays_unmatched_and_the_seed_names_real_ones(
    harbour: Records, group: Group
) -> None:
    assert group.former
    contacts = {each["ContactID"]: each["Name"] for each in harbour["Contacts"]}
    matches = {
        each["party_id"]: each["matched_party_id"] for each in seed("party_matches")
    }
    assert set(matches) < set(group.former.books.parties)
    assert set(matches.values()) < set(contacts)
    names = {" ".join(name.split()).casefold() for name in contacts.values()}
    unmatched = {
        name
        for name in group.former.books.parties
        if " ".join(name.split()).casefold() not in names and name not in matches
    }
    assert unmatched == {MISSPELT, GONE, "Bayside Grocers:Mornington"}
    assert contacts[identity("contact C016")] == "Dunedin Dairy Co-op"


def test_the_seed_of_clusters_names_customers_that_exist(
    harbour: Records, group: Group
) -> None:
    assert group.former
    names = {each["Name"] for each in harbour["Contacts"]}
    names |= set(group.former.books.parties)
    known = {" ".join(name.split()).casefold() for name in names}
    rows = seed("customer_clusters")
    assert {each["customer"].casefold() for each in rows} <= known
    assert len(rows) >= 12
    assert {each["entity_key"] for each in rows} == {"harbour_roasters"}
