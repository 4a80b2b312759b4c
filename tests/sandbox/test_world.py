"""One coherent world: the same every time, and tomorrow is today plus one day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.server import encode
from sandbox.world import catalogue, parties
from sandbox.xero.endpoints import ENDPOINTS
from sandbox.xero.wire import milliseconds, parse_net
from tests.sandbox.conftest import TODAY, organisation, records

if TYPE_CHECKING:
    from tests.sandbox.conftest import Records

SMALL = 0.05
DAY = 86_400_000
# What moves without moving the date of change, in Xero as here.
MOVES_SILENTLY = {
    "Contacts": {"Balances", "IsCustomer", "IsSupplier"},
    "Items": {"QuantityOnHand", "TotalCostPool"},
}
LISTS = ("TrackingCategories", "Organisation")


def small(today: date, seed: int = 7) -> Records:
    return records(organisation(today, seed, SMALL))


def test_the_same_seed_size_and_date_give_the_same_world() -> None:
    assert encode(small(TODAY)) == encode(small(TODAY))


def test_another_seed_gives_another_world() -> None:
    first, other = small(TODAY), small(TODAY, seed=8)
    assert encode(first["Invoices"]) != encode(other["Invoices"])


@pytest.mark.parametrize(
    "today",
    [
        date(2024, 7, 31),
        date(2025, 5, 11),  # the day before a contact is renamed
        date(2025, 8, 18),  # before one is merged
        date(2026, 1, 19),  # before hard cases
        date(2026, 3, 15),  # before an item is deleted
        date(2026, 6, 30),
    ],
)
def test_tomorrow_is_today_plus_one_day_of_events(today: date) -> None:
    before, after = small(today), small(today + timedelta(1))
    last_instant = milliseconds(organisation(today, 7, SMALL).clock.now())
    for name, endpoint in ENDPOINTS.items():
        later = {body[endpoint.key]: body for body in after[name]}
        for body in before[name]:
            now = later.get(body[endpoint.key])
            if now is None:
                assert body["Code"] == catalogue.DISCONTINUED
            elif now != body:
                _changed_on_the_new_day(name, body, now, last_instant)


def _changed_on_the_new_day(
    name: str, body: dict[str, Any], now: dict[str, Any], last_instant: int
) -> None:
    changed = {field for field in now if body.get(field) != now[field]}
    if name in LISTS or changed <= MOVES_SILENTLY.get(name, set()):
        return
    assert parse_net(now["UpdatedDateUTC"]) > last_instant


def test_journals_are_only_ever_added() -> None:
    before, after = small(TODAY)["Journals"], small(TODAY + timedelta(9))["Journals"]
    assert len(after) > len(before)
    assert after[: len(before)] == before


def test_the_default_world_has_its_size(harbour: Records) -> None:
    documents = ("Invoices", "CreditNotes", "BankTransactions", "ManualJournals")
    lines = sum(
        len(body.get("LineItems", ())) for name in documents for body in harbour[name]
    )
    assert 3_500 <= len(harbour["Invoices"]) <= 4_000
    assert 4_500 <= sum(len(harbour[name]) for name in documents) <= 5_500
    assert 18_000 <= lines <= 22_000


def test_scale_multiplies_the_documents(harbour: Records) -> None:
    double = organisation(scale=2.0).books.documents
    single = organisation().books.documents
    assert len(double) == pytest.approx(2 * len(single), rel=0.05)


def test_the_books_hold_what_makes_real_books_hard(harbour: Records) -> None:
    statuses = Counter((each["Type"], each["Status"]) for each in harbour["Invoices"])
    for kind in ("ACCREC", "ACCPAY"):
        for status in ("PAID", "AUTHORISED", "VOIDED", "DELETED", "DRAFT", "SUBMITTED"):
            assert statuses[kind, status], (kind, status)
    for name in ("CreditNotes", "Overpayments", "Prepayments"):
        lives = {(each["Status"], bool(each["Allocations"])) for each in harbour[name]}
        assert {("PAID", True), ("AUTHORISED", False)} <= lives, name
    types = {each["PaymentType"] for each in harbour["Payments"]}
    assert {"ACCRECPAYMENT", "ACCPAYPAYMENT", "ARCREDITPAYMENT"} <= types
    assert {"AROVERPAYMENTPAYMENT", "ARPREPAYMENTPAYMENT"} <= types
    assert {"AUTHORISED", "DELETED"} == {p["Status"] for p in harbour["Payments"]}
    batches = [p["BatchPayment"] for p in harbour["Payments"] if "BatchPayment" in p]
    assert {"RECBATCH", "PAYBATCH"} == {each["Type"] for each in batches}
    assert {"POSTED", "DRAFT"} <= {j["Status"] for j in harbour["ManualJournals"]}
    assert {"NZD", "AUD", "USD"} == {i["CurrencyCode"] for i in harbour["Invoices"]}
    modes = {each["LineAmountTypes"] for each in harbour["Invoices"]}
    assert modes == {"Exclusive", "Inclusive", "NoTax"}


def test_the_lines_hold_what_makes_real_lines_hard(harbour: Records) -> None:
    lines = [line for each in harbour["Invoices"] for line in each["LineItems"]]
    items = {item["Code"] for item in harbour["Items"]}
    accounts = {a["Code"]: a["Class"] for a in harbour["Accounts"] if "Code" in a}
    sold = {accounts[line["AccountCode"]] for line in lines if "AccountCode" in line}
    codes = {line.get("ItemCode") for line in lines}
    assert {None, "FREIGHT", catalogue.DISCONTINUED, catalogue.UNLISTED} <= codes
    assert {catalogue.DISCONTINUED, catalogue.UNLISTED}.isdisjoint(items)
    assert any("Quantity" not in line for line in lines)
    assert any("DiscountRate" in line for line in lines)
    assert any("DiscountAmount" in line for line in lines)
    assert {"REVENUE", "ASSET", "LIABILITY", "EXPENSE"} <= sold
    assert any(line.get("Quantity", 0) < 0 for line in lines)
    assert any(line.get("UnitAmount", 0) % 1 * 10_000 % 100 for line in lines)


def test_the_contacts_hold_what_makes_real_contacts_hard(harbour: Records) -> None:
    contacts = {each["ContactNumber"]: each for each in harbour["Contacts"]}
    names = {each["Name"] for each in contacts.values()}
    assert {"Café Aroha", "O'Brien & Sons", "Total Tools"} <= names
    assert contacts[parties.RENAMED]["Name"] == parties.NEW_NAME
    merged, kept = contacts[parties.MERGED], contacts[parties.MERGED_INTO]
    assert merged["MergedToContactID"] == kept["ContactID"]
    assert contacts[parties.ARCHIVED]["ContactStatus"] == "ARCHIVED"
    both = [c for c in contacts.values() if c["IsCustomer"] and c["IsSupplier"]]
    assert {"Wharf 7 Catering", "Kiwi Milk Supply Co."} <= {c["Name"] for c in both}


def test_the_stock_account_equals_the_items_cost_pools(harbour: Records) -> None:
    pools = sum(item.get("TotalCostPool", 0) for item in harbour["Items"])
    lines = [line for each in harbour["Journals"] for line in each["JournalLines"]]
    posted = (each["NetAmount"] for each in lines if each.get("AccountCode") == "630")
    assert sum(posted) == pools


@pytest.mark.parametrize(
    ("name", "path"), [("Invoices", ()), ("Payments", ("Invoice",))]
)
def test_a_nested_contact_has_the_name_of_its_day(
    harbour: Records, name: str, path: tuple[str, ...]
) -> None:
    renamed = next(
        each["ContactID"]
        for each in harbour["Contacts"]
        if each["ContactNumber"] == parties.RENAMED
    )
    names: set[str] = set()
    for body in harbour[name]:
        holder = body[path[0]] if path and path[0] in body else body
        contact = holder.get("Contact", {})
        if contact.get("ContactID") == renamed:
            names.add(contact["Name"])
    assert names == {"Kererū Kitchen", parties.NEW_NAME}


def test_dates_and_keying_days_differ_as_in_real_books(harbour: Records) -> None:
    invoices = {each["InvoiceID"]: each for each in harbour["Invoices"]}
    early, back_dated, ahead = 0, 0, 0
    for payment in harbour["Payments"]:
        invoice = invoices.get(payment.get("Invoice", {}).get("InvoiceID"))
        days_late = parse_net(payment["UpdatedDateUTC"]) - parse_net(payment["Date"])
        early += bool(invoice and payment["Date"] < invoice["Date"])
        back_dated += days_late > 15 * DAY
        ahead += days_late < -2 * DAY
    assert min(early, back_dated, ahead) >= 10
    assert any(
        parse_net(each["Date"]) > parse_net(each["UpdatedDateUTC"]) + DAY
        for each in harbour["Invoices"]
    )


def test_a_batch_changes_all_it_pays_at_one_instant(harbour: Records) -> None:
    payments = [each for each in harbour["Payments"] if "BatchPaymentID" in each]
    (largest, size), *_ = Counter(
        each["BatchPaymentID"] for each in payments
    ).most_common(1)
    instants = {
        each["UpdatedDateUTC"] for each in payments if each["BatchPaymentID"] == largest
    }
    assert size > 3
    assert len(instants) == 1
