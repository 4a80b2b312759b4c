"""The farm-supply sites: the same every time, and tomorrow is today plus one day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.clock import midday
from sandbox.erpnext.doctypes import DOCTYPES
from sandbox.erpnext.wire import local
from sandbox.server import encode
from tests.sandbox.erpnext import TODAY, new_site, site_of

if TYPE_CHECKING:
    from sandbox.erpnext.site import Site

SITES = ("erp_greenfields", "erp_kisanmitra")
SMALL = 0.1
Documents = dict[tuple[str, str], dict[str, Any]]


def documents(site: Site) -> Documents:
    return {
        (name, record.name): record.body()
        for name in DOCTYPES
        for record in site.table(name).records.values()
    }


def rows(connection: str, doctype: str) -> list[dict[str, Any]]:
    return [r.row for r in site_of(connection).table(doctype).records.values()]


@pytest.mark.parametrize("connection", SITES)
def test_the_same_seed_size_and_date_give_the_same_site(connection: str) -> None:
    first = documents(new_site(connection, scale=SMALL))
    again = documents(new_site(connection, scale=SMALL))
    assert encode(list(first.values())) == encode(list(again.values()))
    other = documents(new_site(connection, seed=8, scale=SMALL))
    assert first != other


@pytest.mark.parametrize("connection", SITES)
@pytest.mark.parametrize(
    "today",
    [
        date(2024, 7, 31),
        date(2025, 9, 9),  # the day before old stock is keyed
        date(2025, 11, 1),  # before the clocks are put back
        date(2026, 1, 19),  # before hard cases
        date(2026, 6, 30),
    ],
)
def test_only_a_new_days_deeds_move_modified(connection: str, today: date) -> None:
    before = documents(new_site(connection, today, scale=SMALL))
    site = new_site(connection, today + timedelta(1), scale=SMALL)
    after = documents(site)
    # The job that renames ledger rows runs before the day's noon, but after this one's.
    last = local(midday(today), site.estate.zone)
    for key in before.keys() & after.keys():
        if after[key]["modified"] != before[key]["modified"]:
            assert str(after[key]["modified"]) > last


@pytest.mark.parametrize("connection", SITES)
def test_everything_is_past_at_noon(connection: str) -> None:
    site = site_of(connection)
    noon = local(midday(TODAY), site.estate.zone)
    for name in ("Sales Invoice", "Payment Entry", "GL Entry", "Stock Ledger Entry"):
        assert max(str(row["modified"]) for row in rows(connection, name)) < noon


def test_the_default_world_has_its_size() -> None:
    counts = {
        (connection, name): len(rows(connection, name))
        for connection in SITES
        for name in ("Sales Invoice", "Payment Entry", "GL Entry")
    }
    assert 1_200 < counts["erp_greenfields", "Sales Invoice"] < 1_700
    assert 700 < counts["erp_kisanmitra", "Sales Invoice"] < 1_100
    assert sum(n for (_, name), n in counts.items() if name == "GL Entry") < 30_000


def test_the_books_hold_what_makes_real_books_hard() -> None:
    for connection, invoices in ((c, rows(c, "Sales Invoice")) for c in SITES):
        statuses = Counter(each["status"] for each in invoices)
        wanted = {"Draft", "Paid", "Overdue", "Cancelled", "Return"}
        assert wanted | {"Credit Note Issued", "Unpaid"} <= set(statuses), connection
        kinds = {(e["is_return"], e["update_outstanding_for_self"]) for e in invoices}
        assert {(0, 1), (1, 0), (1, 1)} <= kinds
        assert any(each["amended_from"] for each in invoices)
        assert any(each["is_pos"] and each["write_off_amount"] for each in invoices)
        currencies = {(e["currency"], e["party_account_currency"]) for e in invoices}
        assert len(currencies) >= 2
        payments = rows(connection, "Payment Entry")
        types = {each["payment_type"] for each in payments}
        assert types == {"Receive", "Pay", "Internal Transfer"}
        assert any(each["unallocated_amount"] > 0 for each in payments)
        assert any(each["docstatus"] == 2 for each in payments)
        assert any(
            each["delinked"] for each in rows(connection, "Payment Ledger Entry")
        )
        notes = {e["voucher_type"] for e in rows(connection, "Journal Entry")}
        assert {"Credit Note", "Write Off Entry", "Exchange Gain Or Loss"} <= notes


def test_one_payment_settles_several_invoices() -> None:
    references = [
        len(record.children["references"])
        for record in site_of("erp_greenfields").table("Payment Entry").records.values()
    ]
    assert max(references) >= 2


def test_payments_come_early_late_and_keyed_late() -> None:
    posted = {e["name"]: e["posting_date"] for e in rows(SITES[0], "Sales Invoice")}
    ledger = rows(SITES[0], "Payment Ledger Entry")
    early = [
        row
        for row in ledger
        if not row["delinked"]
        and row["posting_date"] < posted.get(row["against_voucher_no"], "")
    ]
    assert len(early) > 10


def test_one_site_keeps_two_companies_with_the_same_customers() -> None:
    companies: dict[str, set[str]] = {}
    for each in rows("erp_greenfields", "Sales Invoice"):
        companies.setdefault(each["company"], set()).add(each["customer"])
    assert len(companies) == 2
    first, second = companies.values()
    assert len(first & second) > 3


def test_an_hour_of_modified_comes_twice_when_the_clocks_go_back() -> None:
    invoices = rows("erp_greenfields", "Sales Invoice")
    night = [e for e in invoices if str(e["creation"]).startswith("2025-11-02 01")]
    keyed = [e["creation"] for e in sorted(night, key=lambda e: str(e["name"]))]
    assert len(keyed) == 4
    assert keyed != sorted(keyed)


def test_a_renamed_customer_and_a_deleted_item_are_gone() -> None:
    customers = {each["name"] for each in rows("erp_greenfields", "Customer")}
    assert "O'Hara & Sons Orchards" not in customers
    assert "O'Hara & Daughters / Orchards" in customers
    deleted = {e["deleted_name"] for e in rows("erp_greenfields", "Deleted Document")}
    assert {"TWINE-5KG", "Dry Creek Farm"} <= deleted
    assert "O'Hara & Sons Orchards" not in deleted
    items = {
        line["item_code"]
        for record in site_of("erp_greenfields").table("Sales Invoice").records.values()
        for line in record.children["items"]
    }
    assert "TWINE-5KG" in items


def test_an_older_site_renames_its_ledger_rows_each_night() -> None:
    names = {bool(e["to_rename"]) for e in rows("erp_kisanmitra", "GL Entry")}
    assert names == {True, False}
    assert {e["to_rename"] for e in rows("erp_greenfields", "GL Entry")} == {1}
