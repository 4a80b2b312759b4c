"""Every report against a judge that adds up the events, and against figures by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

import sandbox
from tests.sandbox.plain_servicetitan import Judge
from tests.sandbox.servicetitan import TODAY, Client, days, new_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.world.painters import Office

SALES_UNITS = (5001, 5003, 5005, 5007, 5009, 5011, 5013, 5015)
OPENED = date(2025, 7, 1)
CREATED, STARTS, PAID = 1, 3, 2


@pytest.fixture(scope="module")
def running() -> Iterator[sandbox.Sandbox]:
    with sandbox.start(today=TODAY, world="empty", limits=False) as started:
        started.servicetitan.office = new_office()
        yield started


@pytest.fixture(scope="module")
def client(running: sandbox.Sandbox) -> Client:
    return Client(running)


@pytest.fixture(scope="module")
def judge(running: sandbox.Sandbox) -> Judge:
    return Judge(running.servicetitan.office.events)


@pytest.fixture
def empty() -> Iterator[sandbox.Sandbox]:
    with sandbox.start(today=TODAY, world="empty", limits=False) as started:
        yield started


def between(first: date, last: date) -> dict[str, str]:
    return {"From": f"{first}", "To": f"{last}"}


def by_text(rows: list[dict[str, Any]]) -> list[str]:
    """Rows in any order, numbers by their value."""
    return sorted(
        str({name: _plain(row[name]) for name in sorted(row)}) for row in rows
    )


def _plain(value: Any) -> Any:
    if isinstance(value, int | float | Decimal):
        return f"{float(value):.6f}"
    return value


def test_leads_are_the_visits_that_were_booked(client: Client, judge: Judge) -> None:
    rows = client.rows("leads", DateType=CREATED, **between(OPENED, TODAY))
    assert len(rows) > 3_000
    assert by_text(rows) == by_text(judge.leads(OPENED, TODAY))


@pytest.mark.parametrize("unit", SALES_UNITS)
def test_every_day_of_every_unit_is_as_the_judge_has_it(
    client: Client, judge: Judge, unit: int
) -> None:
    for day in days(TODAY - timedelta(21), TODAY):
        asked = {**between(day, day), "BusinessUnitId": [unit]}
        rows = client.rows("daily_wbr", IncludeInactive=True, **asked)
        told = [
            {n: row[n] for n in row if n not in ("CloseRate", "ClosedAverageSale")}
            for row in rows
        ]
        expected = judge.daily_wbr(unit, day, with_left=True)
        assert by_text(told) == by_text(expected)


def test_rates_are_quotients_of_their_own_row(client: Client) -> None:
    rates = set()
    for row in client.rows("daily_wbr", **between(date(2026, 6, 1), TODAY)):
        closed, of = row["ClosedOpportunities"], row["SalesOpportunity"]
        assert row["CloseRate"] == (closed / of if of else None)
        average = row["TotalSales"] / closed if closed else 0
        assert row["ClosedAverageSale"] == pytest.approx(average)
        rates.add(type(row["CloseRate"]))
    assert float in rates


def test_the_report_of_all_units_adds_the_estimators_up(client: Client) -> None:
    day = between(date(2026, 6, 24), date(2026, 6, 24))
    for row in client.rows("bu_sales", IncludeInactive=True, **day):
        units = client.page("settings/business-units", active="Any")["data"]
        unit = next(each["id"] for each in units if each["name"] == row["Name"])
        parts = client.rows(
            "daily_wbr", IncludeInactive=True, BusinessUnitId=[unit], **day
        )
        for name in ("SalesOpportunity", "ClosedOpportunities", "CompletedJobs"):
            assert row[name] == sum(part[name] for part in parts)


@pytest.mark.parametrize("adjusted", [True, False])
def test_jobs_and_their_costs_are_as_the_judge_has_them(
    client: Client, judge: Judge, adjusted: bool
) -> None:
    last = TODAY + timedelta(90)
    asked = {"IncludeAdjustmentInvoices": adjusted, **between(OPENED, last)}
    rows = client.rows("foreman", DateType=STARTS, **asked)
    for row in rows:
        rate = row.pop("GrossMarginPercentage")
        price, costs = row["Subtotal"], row["TotalCosts"]
        assert rate == pytest.approx((price - costs) / price if price else 0)
    assert by_text(rows) == by_text(judge.foreman(OPENED, last, adjusted=adjusted))


def test_money_is_as_the_judge_has_it_payment_by_payment(
    client: Client, judge: Judge
) -> None:
    rows = client.rows("collections", DateType=PAID, **between(OPENED, TODAY))
    assert by_text(rows) == by_text(judge.collections(OPENED, TODAY))
    assert len(rows) > len(set(by_text(rows)))


def visit(office: Office, name: str, day: date) -> Any:
    """A visit of an estimator of Phoenix, done at ten in the morning."""
    person = next(each for each in office.people if each.name == name)
    kind, customer = office.job_types[9101], office.customer("Edna Frost")
    job = office.book(person.unit, kind, customer, scheduled_on=day, person=person)
    office.today = day
    office.complete(job)
    return job


def test_a_day_worked_out_by_hand(empty: sandbox.Sandbox) -> None:
    office = empty.servicetitan.at_work()
    first, second, third = (visit(office, "Ana Ortega", TODAY) for _ in range(3))
    visit(office, "Ben Whitlock", TODAY).is_opportunity = False
    office.sell(office.offer(first, "Exterior", Decimal("8550.50")))
    office.sell(office.offer(first, "Trim", Decimal(300)))
    office.offer(second, "Exterior", Decimal(9_000))
    office.dismiss(office.offer(third, "Exterior", Decimal(7_000)))
    client = Client(empty)
    asked = {**between(TODAY, TODAY), "BusinessUnitId": [5001]}
    # Ana: 3 visits, 1 sold for 8550.50 + 300. Ben: a second look, no opportunity.
    assert client.run("daily_wbr", **asked)["data"] == [
        ["Ana Ortega", 1, 3, 3, 1 / 3, 8850.5, 8850.5, "Sales"],
        ["Ben Whitlock", 0, 1, 0, None, 0, 0, "Sales"],
    ]
    # A week later the second customer signs, and it is this day that changes.
    office.sell(office.estimates[2])
    ana = client.run("daily_wbr", **asked)["data"][0]
    assert ana == ["Ana Ortega", 2, 3, 3, 2 / 3, 17850.5, 8925.25, "Sales"]
    office.unsell(office.estimates[2])
    office.reassign(second, next(p for p in office.people if p.name == "Ben Whitlock"))
    # Ana: 2 visits, 1 sold. Ben: his own, and Ana's second.
    assert client.run("daily_wbr", **asked)["data"] == [
        ["Ana Ortega", 1, 2, 2, 0.5, 8850.5, 8850.5, "Sales"],
        ["Ben Whitlock", 0, 2, 1, 0, 0, 0, "Sales"],
    ]


def test_a_job_worked_out_by_hand(empty: sandbox.Sandbox) -> None:
    office = empty.servicetitan.at_work()
    unit, kind = office.units[5002], office.job_types[9111]
    facts: dict[str, Any] = {"scheduled_on": TODAY, "subtotal": Decimal(6_200)}
    job = office.book(unit, kind, office.customer("Noor Kim"), **facts)
    invoice = office.invoice(job)
    office.cost(job, "payroll", Decimal(1_850))
    office.cost(job, "materials", Decimal("1310.25"))
    client = Client(empty)
    asked = {"DateType": STARTS, **between(TODAY, TODAY)}
    # (6200 - 1850 - 1310.25) / 6200 = 3039.75 / 6200
    told = client.run("foreman", **asked)["data"][0]
    numbers = [6200, 0, 1850, 1310.25, 0, 3160.25, 0.49028225806451614]
    assert told[7:] == [*numbers, "Scheduled"]
    office.cost(job, "labor", Decimal("1234.565"))
    office.cost(job, "returns", Decimal("-10.25"))
    office.adjust(job, Decimal(-200))
    # 3160.25 + 1234.565 - 10.25 = 4384.565; 6200 - 4384.565 = 1815.435
    told = client.run("foreman", **asked)["data"][0]
    assert told[7:13] == [6200, 1234.565, 1850, 1310.25, -10.25, 4384.565]
    assert told[13] == 1815.435 / 6200
    with_it = client.run("foreman", IncludeAdjustmentInvoices=True, **asked)
    assert with_it["data"][0][7] == 6000
    for amount in (Decimal(3_100), Decimal(3_100), Decimal("-150.25")):
        office.pay(invoice, amount, "Credit Card" if amount > 0 else "Refund")
    asked["DateType"] = PAID
    # 6200 - 3100 - 3100 + 150.25 is owed, and every row says so.
    rows = client.rows("collections", **asked)
    assert [row["Amount"] for row in rows] == [3100, 3100, -150.25]
    assert {row["InvoiceBalance"] for row in rows} == {150.25}
    assert rows[0] == rows[1]
    office.void(office.payments[0])
    rows = client.rows("collections", **asked)
    assert [row["InvoiceBalance"] for row in rows] == [3250.25, 3250.25]
    office.move(job, TODAY + timedelta(9))
    assert client.rows("foreman", DateType=STARTS, **between(TODAY, TODAY)) == []
    later = between(TODAY + timedelta(1), TODAY + timedelta(30))
    assert len(client.rows("future_bookings", DateType=STARTS, **later)) == 1
    office.cancel(job)
    assert client.rows("future_bookings", DateType=STARTS, **later) == []
