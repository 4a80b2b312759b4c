"""Empire's world: the same every time, day by day, with what makes books hard."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from sandbox.quickbooks.wire import parse_instant
from sandbox.server import encode
from sandbox.world import empire_lists
from tests.sandbox.quickbooks import (
    EMPIRE,
    TODAY,
    Records,
    everything,
    group,
    realm,
    records,
)

if TYPE_CHECKING:
    from typing import Any

SMALL = 0.05
# What moves without moving the time of change, in QuickBooks as here.
MOVES_SILENTLY = {
    "Customer": {"Balance", "BalanceWithJobs"},
    "Vendor": {"Balance"},
    "Account": {"CurrentBalance", "CurrentBalanceWithSubAccounts"},
    "Item": {"QtyOnHand"},
    # It tells what is left of each document now.
    "Payment": {"Line"},
}


@pytest.fixture(scope="module")
def empire() -> Records:
    return everything()


def small(today: date, seed: int = 7) -> Records:
    return records(realm(EMPIRE, today, seed, SMALL))


def test_the_same_seed_size_and_date_give_the_same_world() -> None:
    first = encode(small(TODAY))
    group.cache_clear()
    assert encode(small(TODAY)) == first


def test_another_seed_gives_another_world() -> None:
    assert encode(small(TODAY)["Invoice"]) != encode(small(TODAY, seed=8)["Invoice"])


@pytest.mark.parametrize(
    "today",
    [
        date(2024, 7, 31),
        date(2025, 5, 11),  # the day before a customer is renamed
        date(2026, 1, 24),  # before an invoice with a payment is deleted
        date(2026, 3, 15),  # before an item becomes inactive
        date(2026, 6, 30),
    ],
)
def test_tomorrow_is_today_plus_one_day_of_events(today: date) -> None:
    before, after = small(today), small(today + timedelta(1))
    noon = realm(EMPIRE, today, 7, SMALL).clock.now()
    for name, bodies in before.items():
        later = {body["Id"]: body for body in after[name]}
        for body in bodies:
            now = later.get(body["Id"])
            if now is not None and now != body:
                _changed_on_the_new_day(name, body, now, noon)
            assert now is not None or name in ("Invoice", "Bill", "Payment"), name


def _changed_on_the_new_day(
    name: str, body: dict[str, Any], now: dict[str, Any], noon: datetime
) -> None:
    changed = {field for field in now if body.get(field) != now[field]}
    if changed <= MOVES_SILENTLY.get(name, set()):
        return
    assert int(now["SyncToken"]) > int(body["SyncToken"])
    moved = parse_instant(now["MetaData"]["LastUpdatedTime"])
    assert moved
    assert moved > noon


def test_everything_of_a_day_has_happened_at_noon(empire: Records) -> None:
    noon = realm().clock.now()
    for name, bodies in empire.items():
        for body in bodies:
            moved = parse_instant(body["MetaData"]["LastUpdatedTime"])
            assert moved, name
            assert moved <= noon, name


def test_the_default_world_has_its_size(empire: Records) -> None:
    assert 1_800 <= len(empire["Invoice"]) <= 2_500
    assert 1_700 <= len(empire["Payment"]) <= 2_500
    assert 600 <= len(empire["Bill"]) <= 1_000
    retail = records(realm("quickbooks_empire_retail"))
    assert 15 <= len(retail["Invoice"]) <= 30
    assert retail["SalesReceipt"]


def test_ids_collide_across_entities_and_companies(empire: Records) -> None:
    retail = records(realm("quickbooks_empire_retail"))
    ids = [{each["Id"] for each in empire[name]} for name in ("Customer", "Item")]
    assert "8" in ids[0] & ids[1] & {each["Id"] for each in empire["Invoice"]}
    assert {each["Id"] for each in retail["Bill"]} & {e["Id"] for e in empire["Bill"]}


def test_numbers_are_whole_before_they_are_fractions(empire: Records) -> None:
    text = encode(empire["Invoice"]).decode()
    assert '"Amount":15,' in text
    assert '"Amount":22.5,' in text
    assert '"UnitPrice":96.875,' in text
    assert '.0,"' not in text


def test_times_have_the_offset_of_their_season(empire: Records) -> None:
    times = [each["MetaData"]["CreateTime"] for each in empire["Invoice"]]
    assert {time[-6:] for time in times} == {"-07:00", "-08:00"}


def test_the_sales_hold_what_makes_real_books_hard(empire: Records) -> None:
    invoices = empire["Invoice"]
    voided = [i for i in invoices if i.get("PrivateNote", "").startswith("Voided")]
    assert all(i["TotalAmt"] == 0 and i["Balance"] == 0 for i in voided)
    assert len(voided) > 10
    kinds = Counter(line["DetailType"] for i in invoices for line in i["Line"])
    assert {
        "SalesItemLineDetail",
        "SubTotalLineDetail",
        "DiscountLineDetail",
        "GroupLineDetail",
        "DescriptionOnly",
    } == set(kinds)
    assert {i["CurrencyRef"]["value"] for i in invoices} == {"USD", "CAD", "EUR"}
    modes = {i.get("GlobalTaxCalculation") for i in invoices}
    assert modes == {None, "TaxExcluded", "NotApplicable"}
    assert {i["ApplyTaxAfterDiscount"] for i in invoices} == {True, False}
    assert any("Qty" not in _detail(line) for i in invoices for line in _sold(i))
    linked = {each["TxnType"] for i in invoices for each in i["LinkedTxn"]}
    assert linked == {"Payment", "Estimate"}


def _sold(body: dict[str, Any]) -> list[dict[str, Any]]:
    return [line for line in body["Line"] if "SalesItemLineDetail" in line]


def _detail(line: dict[str, Any]) -> dict[str, Any]:
    detail: dict[str, Any] = line["SalesItemLineDetail"]
    return detail


def test_the_settlements_hold_what_makes_real_books_hard(empire: Records) -> None:
    payments = empire["Payment"]
    assert any(len(each["Line"]) > 2 for each in payments)
    assert any(each["UnappliedAmt"] > 0 for each in payments)
    nothing = [p for p in payments if p["TotalAmt"] == 0 and p["Line"]]
    assert len(nothing) > 50
    types = {
        link["TxnType"]
        for p in payments
        for li in p["Line"]
        for link in li["LinkedTxn"]
    }
    assert types == {"Invoice", "CreditMemo", "JournalEntry", "Check", "Deposit"}
    paid = {each["PayType"] for each in empire["BillPayment"]}
    assert paid == {"Check", "CreditCard"}
    linked = {each["TxnType"] for b in empire["Bill"] for each in b["LinkedTxn"]}
    assert linked == {"BillPaymentCheck", "BillPaymentCreditCard"}
    assert {(p["PaymentType"], p["Credit"]) for p in empire["Purchase"]} == {
        ("Check", False),
        ("Cash", False),
        ("CreditCard", False),
        ("CreditCard", True),
    }
    issued = {each["Id"]: each["TxnDate"] for each in empire["Invoice"]}
    early = [
        p["Id"]
        for p in payments
        for li in p["Line"]
        for link in li["LinkedTxn"]
        if link["TxnType"] == "Invoice" and p["TxnDate"] < issued.get(link["TxnId"], "")
    ]
    assert len(early) > 20
    made = [(p["TxnDate"], p["MetaData"]["CreateTime"][:10]) for p in payments]
    assert sum(_days(on, keyed) > 14 for on, keyed in made) > 20


def _days(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def test_the_lists_hold_what_makes_real_lists_hard(empire: Records) -> None:
    customers = {each["Id"]: each for each in empire["Customer"]}
    renamed = customers[empire_lists.RENAMED[1:].lstrip("0")]
    assert renamed["DisplayName"] == empire_lists.NEW_NAME
    names = {
        each["CustomerRef"]["name"]
        for each in empire["Invoice"]
        if each["CustomerRef"]["value"] == renamed["Id"]
    }
    assert names == {"Kings Dispensary", empire_lists.NEW_NAME}
    assert [c["DisplayName"] for c in customers.values() if not c["Active"]] == [
        "Closed Cloud Nine (deleted)"
    ]
    with_parent = [c for c in customers.values() if c["BillWithParent"]]
    assert {c["FullyQualifiedName"].split(":")[0] for c in with_parent} == {
        "Gotham Buds Group"
    }
    items = {each.get("Sku"): each for each in empire["Item"]}
    assert items[empire_lists.CBD_ITEM]["ParentRef"]["name"] == "CBD"
    assert not items[empire_lists.DISCONTINUED]["Active"]
    assert {each["Type"] for each in empire["Item"]} == {
        "Category",
        "Group",
        "Inventory",
        "NonInventory",
        "Service",
    }
    assert [a["Name"] for a in empire["Account"] if not a["Active"]] == [
        "Old Suspense (deleted)"
    ]


def test_the_stock_account_is_what_the_items_cost(empire: Records) -> None:
    stock = next(a for a in empire["Account"] if a["AccountSubType"] == "Inventory")
    value = sum(
        item["QtyOnHand"] * item["PurchaseCost"]
        for item in empire["Item"]
        if item["Type"] == "Inventory"
    )
    assert stock["CurrentBalance"] == value
