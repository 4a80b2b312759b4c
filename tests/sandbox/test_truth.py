"""What the models are judged by, judged by hand and from what the vendors say."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.world import Group, former, harbour
from sandbox.world.books import Allocation, Document, Line, Payment
from sandbox.world.lists import Party
from sandbox.world.truth import Money, open_receivables, revenue_by_month
from tests.sandbox.conftest import TODAY, organisation, records
from tests.sandbox.plain_subledger import Subledger, day
from tests.sandbox.test_reckon import GROUPED, LATE, lines

if TYPE_CHECKING:
    from sandbox.world.company import Company
    from tests.sandbox.conftest import Records

JULY, AUGUST = date(2024, 7, 1), date(2024, 8, 1)
SOMEONE = Party("X1", "Someone")


def money(amount: str, base: str = "") -> Money:
    return Money(Decimal(amount), Decimal(base or amount))


def written(
    company: Company,
    kind: str,
    on: date,
    words: str,
    state: str = "posted",
    **more: Any,
) -> Document:
    """Write a document with lines such as `200:100.00 240:10.00`."""
    made = []
    for word in words.split():
        account, amount = word.split(":")
        made.append(Line("", Decimal(amount), account=account))
    key = f"{more.pop('key', 'x')}:{len(company.books.documents)}"
    document = Document(kind, key, key, SOMEONE, on, on, made, **more)
    return company.books.write(document, state)


@pytest.fixture
def by_hand() -> Group:
    """A handful of documents on either side of the move, in both companies' books."""
    present = harbour(0, 0)
    first = former(present, 0, 0)
    group = Group(date(2024, 8, 31))
    group.companies = {"harbour_former": first, "harbour": present}
    for company in group.companies.values():
        company.books.parties = {"X1": SOMEONE}

    july_2, july_14, july_15 = date(2024, 7, 2), date(2024, 7, 14), date(2024, 7, 15)
    written(first, "invoice", july_2, "4010:100.00 4950:-10.00 4900:5.00")
    written(first, "statement_charge", july_14, "7010:18.00")
    written(first, "receipt", july_14, "4010:7.00")
    written(first, "credit_note", july_14, "4010:20.00")
    written(first, "payment", july_14, "1499:50.00")
    written(first, "invoice", july_14, "4010:999.00", "deleted")
    written(first, "invoice", july_14, "4010:999.00", "voided")

    written(present, "invoice", july_2, "200:143.00", key="harbour:opening")
    sale = written(present, "invoice", july_15, "200:200.00 860:0.02 710:30.00")
    written(present, "invoice", july_15, "200:999.00", "draft")
    rate: dict[str, Any] = {"currency": "USD", "rate": Decimal("0.6")}
    abroad = written(present, "invoice", july_15, "200:100.00 240:10.00", **rate)
    note = written(present, "credit_note", AUGUST, "200:40.00")
    written(present, "receipt", AUGUST, "260:25.00")
    written(present, "prepayment", AUGUST, "835:60.00")
    bank = present.books.accounts["090"]
    early = Payment("p", abroad, date(2024, 7, 16), Decimal("33.33"), Decimal(1), bank)
    present.books.pay(early)
    present.books.allocate(Allocation("a", note, sale, AUGUST, Decimal("40.00")))
    return group


def test_revenue_is_what_the_lines_on_revenue_accounts_say(by_hand: Group) -> None:
    assert revenue_by_month(by_hand) == {
        # Reckon 100 - 10 + 5 + 18 + 7 - 20 = 100; Xero 200, without the rounding, the
        # old roaster, the draft and the opening document.
        (JULY, "NZD"): money("300.00"),
        # 100 / 0.6 = 166.67 and 10 / 0.6 = 16.67, line by line.
        (JULY, "USD"): money("110.00", "183.34"),
        # The receipt's 25 less the credit note's 40; the prepayment is no revenue.
        (AUGUST, "NZD"): money("-15.00"),
    }


@pytest.mark.parametrize(
    ("on", "owed"),
    [
        (date(2024, 7, 1), {"NZD": Money()}),
        (date(2024, 7, 2), {"NZD": money("95.00")}),
        # 95 + 18 - 20 - 50; the cash sale owes nothing.
        (date(2024, 7, 14), {"NZD": money("43.00")}),
        # The opening 143 and the sale of 230.02; 110 / 0.6 abroad.
        (date(2024, 7, 15), {"NZD": money("373.02"), "USD": money("110.00", "183.33")}),
        # 110 - 33.33 = 76.67, at 0.6.
        (date(2024, 7, 31), {"NZD": money("373.02"), "USD": money("76.67", "127.78")}),
        # The note settles 40 of the sale; the deposit of 60 is owed back.
        (AUGUST, {"NZD": money("273.02"), "USD": money("76.67", "127.78")}),
    ],
)
def test_receivables_are_what_is_open_on_a_day(
    by_hand: Group, on: date, owed: dict[str, Money]
) -> None:
    assert open_receivables(by_hand, on) == owed


def test_money_older_than_its_invoice_is_owed_back_until_then() -> None:
    group = Group(date(2024, 8, 31))
    present = harbour(0, 0)
    group.companies = {"harbour_former": former(present, 0, 0), "harbour": present}
    present.books.parties = {"X1": SOMEONE}
    invoice = written(present, "invoice", date(2024, 7, 20), "200:80.00")
    bank = present.books.accounts["090"]
    paid = Payment("p", invoice, date(2024, 7, 18), Decimal(80), Decimal(1), bank)
    present.books.pay(paid)
    assert open_receivables(group, date(2024, 7, 17)) == {}
    assert open_receivables(group, date(2024, 7, 19)) == {"NZD": money("-80.00")}
    assert open_receivables(group, date(2024, 7, 20)) == {}


@pytest.fixture(scope="module")
def group() -> Group:
    return Group.begin(TODAY)


def test_reckons_months_are_what_its_exports_say(group: Group) -> None:
    months: dict[date, Decimal] = defaultdict(Decimal)
    for name in (GROUPED, LATE):
        for _, row, net, _ in lines(name):
            _, number, year = row["Date"].split("/")
            months[date(int(year), int(number), 1)] += net
    revenue = revenue_by_month(group)
    for month, net in months.items():
        if month < JULY:
            assert revenue[month, "NZD"] == Money(net, net)
    assert len(months) == 16


def test_all_of_it_is_what_both_ledgers_say(group: Group, harbour: Records) -> None:
    reckon = sum(net for name in (GROUPED, LATE) for *_, net, _ in lines(name))
    accounts = {
        each["AccountID"] for each in harbour["Accounts"] if each["Class"] == "REVENUE"
    }
    xero = -sum(
        line["NetAmount"]
        for journal in harbour["Journals"]
        if day(journal["JournalDate"]) >= date(2024, 7, 15)
        for line in journal["JournalLines"]
        if line["AccountID"] in accounts
    )
    truth = sum(each.amount_base for each in revenue_by_month(group).values())
    assert truth == reckon + xero


@pytest.mark.parametrize(
    "on", [date(2024, 7, 15), date(2025, 3, 31), date(2026, 2, 28), TODAY]
)
def test_receivables_are_the_open_items_of_the_sub_ledger(
    group: Group, harbour: Records, on: date
) -> None:
    subledger = Subledger(harbour)
    owed = {
        key: subledger.open_base(key, on)
        for key, item in subledger.items.items()
        if item.ledger == "receivable"
    }
    truth = sum(each.amount_base for each in open_receivables(group, on).values())
    assert truth == sum(owed.values())


def test_the_eve_and_the_morning_of_the_move_agree() -> None:
    eve = date(2024, 7, 14)
    morning = Group.begin(date(2024, 7, 15), scale=0)
    carried = records(organisation(date(2024, 7, 15), scale=0))["Invoices"]
    before, after = (
        open_receivables(morning, eve),
        open_receivables(morning, date(2024, 7, 15)),
    )
    (first,) = (each for each in carried if each["InvoiceNumber"].startswith("INV-"))
    assert after["NZD"].amount - before["NZD"].amount == first["Total"]
