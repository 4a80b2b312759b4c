"""One company told by two vendors: every day, both say the same to the cent."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import sandbox
from sandbox.hard_cases import EXPECTED
from sandbox.world.harbour_dealings import dressed
from tests.sandbox import plain_subledger
from tests.sandbox.plain_quickbooks import Body, Subledger, base, day, money
from tests.sandbox.quickbooks import TODAY, Client, everything, group

if TYPE_CHECKING:
    from collections.abc import Iterator

ZERO = Decimal(0)
OPENED = date(2024, 7, 1)
DAYS = [OPENED + timedelta(n) for n in range(0, 770, 11)] + [TODAY, date.max]
BUCKETS = (0, 30, 60, 90)
Sums = dict[tuple[str, str], Decimal]


@pytest.fixture(scope="module")
def quickbooks() -> Subledger:
    return Subledger(everything("quickbooks_harbour"))


@pytest.fixture(scope="module")
def xero(harbour: dict[str, list[Body]]) -> plain_subledger.Subledger:
    return plain_subledger.Subledger(harbour)


@pytest.mark.parametrize("ledger", ["receivable", "payable"])
def test_both_are_owed_the_same_on_every_date(
    xero: plain_subledger.Subledger, quickbooks: Subledger, ledger: str
) -> None:
    keys = [key for key, item in xero.items.items() if item.ledger == ledger]
    for as_of in DAYS:
        there = sum((xero.open_base(key, as_of) for key in keys), ZERO)
        assert quickbooks.total_base(ledger, as_of) == there, as_of


@pytest.mark.parametrize("ledger", ["receivable", "payable"])
@pytest.mark.parametrize("as_of", [TODAY, date(2025, 9, 30)])
def test_both_age_alike_party_by_party(
    harbour: dict[str, list[Body]],
    xero: plain_subledger.Subledger,
    quickbooks: Subledger,
    ledger: str,
    as_of: date,
) -> None:
    there = _aged_by_xero(harbour, xero, ledger, as_of)
    here = _aged_by_quickbooks(quickbooks, ledger, as_of)
    assert here == there
    assert len({bucket for _, bucket in there}) == 5


def _aged_by_xero(
    harbour: dict[str, list[Body]],
    subledger: plain_subledger.Subledger,
    ledger: str,
    as_of: date,
) -> Sums:
    sums: Sums = defaultdict(lambda: ZERO)
    names = {each["ContactID"]: each["Name"] for each in harbour["Contacts"]}
    documents = [
        (each[key], each)
        for name, key in (("Invoices", "InvoiceID"), *plain_subledger.CREDITS.items())
        for each in harbour[name]
    ]
    parties = {key: names[each["Contact"]["ContactID"]] for key, each in documents}
    due = {
        key: plain_subledger.day(str(each.get("DueDate", each["Date"])))
        for key, each in documents
    }
    for payment in harbour["Payments"]:
        for name in ("Invoice", "CreditNote", "Overpayment", "Prepayment"):
            if name in payment:
                owner = parties[payment[name][f"{name}ID"]]
                parties.setdefault(payment["PaymentID"], owner)
        due[payment["PaymentID"]] = plain_subledger.day(payment["Date"])
    for key, item in subledger.items.items():
        amount = subledger.open_base(key, as_of)
        if item.ledger == ledger and amount:
            sums[parties[key], _bucket(due[key], as_of)] += amount
    return {key: amount for key, amount in sums.items() if amount}


def _aged_by_quickbooks(subledger: Subledger, ledger: str, as_of: date) -> Sums:
    sums: Sums = defaultdict(lambda: ZERO)
    records = subledger.records
    side = "Customer" if ledger == "receivable" else "Vendor"
    names = {each["Id"]: each["DisplayName"] for each in records[side]}
    due = {
        f"{name}:{each['Id']}": date.fromisoformat(each["DueDate"])
        for name in ("Invoice", "Bill")
        for each in records[name]
    }
    for key in subledger.own_items(ledger):
        amount, item = subledger.open_base(key, as_of), subledger.items[key]
        if amount:
            party = names[item.party].removesuffix(" (vendor)")
            party = party.removesuffix(" (deleted)")
            sums[party, _bucket(due.get(key, item.issued), as_of)] += amount
    return {key: amount for key, amount in sums.items() if amount}


def _bucket(due: date, as_of: date) -> str:
    late = (as_of - due).days
    return str(sum(late > limit for limit in BUCKETS))


def test_both_sold_the_same_every_month(harbour: dict[str, list[Body]]) -> None:
    there: dict[str, Decimal] = defaultdict(lambda: ZERO)
    here: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for month, amount in _sold_by_xero(harbour):
        there[month] += amount
    for month, amount in _sold_by_quickbooks(everything("quickbooks_harbour")):
        here[month] += amount
    assert here == there
    assert len(here) >= 24


def _sold_by_xero(harbour: dict[str, list[Body]]) -> Iterator[tuple[str, Decimal]]:
    revenue = {a["Code"] for a in harbour["Accounts"] if a["Class"] == "REVENUE"}
    for name, sign in (("Invoices", 1), ("CreditNotes", -1), ("BankTransactions", 1)):
        for document in harbour[name]:
            is_sale = document["Type"] in ("ACCREC", "ACCRECCREDIT", "RECEIVE")
            if is_sale and document["Status"] in ("AUTHORISED", "PAID"):
                rate = document.get("CurrencyRate", Decimal(1))
                inside = document["LineAmountTypes"] == "Inclusive"
                for line in document["LineItems"]:
                    if line.get("AccountCode") in revenue:
                        net = line["LineAmount"] - (line["TaxAmount"] if inside else 0)
                        amount = sign * plain_subledger.base(net, rate)
                        yield str(plain_subledger.day(document["Date"]))[:7], amount


def _sold_by_quickbooks(
    records: dict[str, list[Body]],
) -> Iterator[tuple[str, Decimal]]:
    accounts = records["Account"]
    revenue = {a["Id"] for a in accounts if a["Classification"] == "Revenue"}
    for name, sign in (("Invoice", 1), ("CreditMemo", -1), ("SalesReceipt", 1)):
        for document in records[name]:
            rate = money(document["ExchangeRate"])
            for line in document["Line"]:
                detail = line.get("SalesItemLineDetail", {})
                if detail.get("ItemAccountRef", {}).get("value") in revenue:
                    amount = sign * base(money(line["Amount"]), rate)
                    yield str(day(document))[:7], amount


# The cases of which Harbour's table names every item.
@pytest.mark.parametrize("case", ["H03", "H04", "H08", "H11", "H13", "H16"])
def test_harbours_own_hard_cases_are_worth_the_same(
    quickbooks: Subledger, case: str
) -> None:
    expected: dict[tuple[str, date], Decimal] = defaultdict(lambda: ZERO)
    for each in EXPECTED:
        if each.case.startswith(case):
            expected[each.ledger, each.as_of] += each.amount_base
    assert expected
    for (ledger, as_of), amount in expected.items():
        assert _worth(quickbooks, ledger, case, as_of) == amount


def _worth(subledger: Subledger, ledger: str, case: str, as_of: date) -> Decimal:
    side = "Customer" if ledger == "receivable" else "Vendor"
    ids = {
        each["Id"]
        for each in subledger.records[side]
        if each["DisplayName"].startswith(f"Hard Case {case}")
    }
    keys = [k for k in subledger.own_items(ledger) if subledger.items[k].party in ids]
    return sum((subledger.open_base(key, as_of) for key in keys), ZERO)


def test_dressing_reads_the_books_and_leaves_them_as_they_are() -> None:
    books = group(TODAY, 7, 0.05).companies["harbour"].books
    keys = [document.key for document in books.documents]
    first, second = dressed(books), dressed(books)
    assert [deal.id for deal in first.deals] == [deal.id for deal in second.deals]
    assert [document.key for document in books.documents] == keys


def test_it_is_served_only_when_asked_for() -> None:
    with sandbox.start(today=TODAY, world="tiny") as started:
        assert "quickbooks_harbour" not in started.connections["quickbooks"]
    with sandbox.start(
        today=TODAY, world="tiny", with_harbour_in_quickbooks=True
    ) as started:
        told = Client(started, "quickbooks_harbour").rows("SELECT * FROM CompanyInfo")
        assert told[0]["DefaultTimeZone"] == "Pacific/Auckland"
