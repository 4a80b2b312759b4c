"""Nevada's reports say what was worked out by hand, whatever else happened."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from sandbox import hard_cases_servicetitan as told
from sandbox.hard_cases import table
from sandbox.servicetitan import figures
from sandbox.servicetitan.asking import Asked
from sandbox.world.painters.books import local_day
from tests.sandbox.servicetitan import TODAY, days, new_office

if TYPE_CHECKING:
    from sandbox.world.painters import Office

CREATED, STARTS, PAID = 1, 3, 2
WEEKS = [
    *days(date(2025, 10, 10), date(2025, 10, 19)),
    *days(date(2026, 6, 22), date(2026, 7, 10)),
]
HARD = {each.day: each for each in told.EXPECTED}
ZERO = Decimal(0)
NOTHING = told.Day(TODAY, 0, 0, 0, 0, ZERO, 0, ZERO, ZERO, ZERO, "")

office_of = cache(new_office)


def asked(day: date, unit: int, date_type: int = 0) -> Asked:
    units = frozenset({unit})
    return Asked(day, day, date_type, units, with_inactive=True, with_adjustments=True)


def summed(rows: list[Any], name: str) -> Decimal:
    return sum((Decimal(str(row[name])) for row in rows), ZERO)


def told_of(office: Office, day: date) -> told.Day:
    leads = list(figures.leads(office, asked(day, told.SALES, CREATED)))
    visits = list(figures.daily_wbr(office, asked(day, told.SALES)))
    jobs = list(figures.foreman(office, asked(day, told.PRODUCTION, STARTS)))
    money = list(figures.collections(office, asked(day, told.PRODUCTION, PAID)))
    return told.Day(
        TODAY,
        len(leads),
        sum(row["SalesOpportunity"] for row in visits),
        sum(row["ClosedOpportunities"] for row in visits),
        sum(row["CompletedJobs"] for row in visits),
        summed(visits, "TotalSales"),
        len(jobs),
        summed(jobs, "Subtotal"),
        summed(jobs, "TotalCosts"),
        summed(money, "Amount"),
        "",
    )


@pytest.mark.parametrize(("seed", "scale"), [(7, 1.0), (8, 0.02)])
def test_every_day_of_two_weeks_is_as_worked_out(seed: int, scale: float) -> None:
    office = office_of(TODAY, seed, scale)
    for day in WEEKS:
        expected = HARD.get(day, NOTHING)._replace(day=TODAY, why="")
        assert told_of(office, day) == expected, day


def test_every_estimator_of_the_week_has_the_row_worked_out() -> None:
    office = office_of(TODAY, 7, 1.0)
    names = ("SalesOpportunity", "ClosedOpportunities", "CompletedJobs", "TotalSales")
    rows = [
        [f"{day}", row["Name"], " ".join(str(row[name]) for name in names)]
        for day in days(date(2025, 10, 13), date(2025, 10, 19))
        for row in figures.daily_wbr(office, asked(day, told.SALES))
    ]
    assert rows == table(told.ESTIMATORS)


def test_margins_are_fractions_and_may_be_losses() -> None:
    office = office_of(TODAY, 7, 1.0)
    first, last = date(2025, 10, 1), TODAY - timedelta(1)
    window = Asked(first, last, STARTS, frozenset({told.PRODUCTION}))
    window.with_adjustments = True
    rows = {row["CustomerName"]: row for row in figures.foreman(office, window)}
    for work, amounts, margin in table(told.MARGINS):
        row = rows[f"Hard Case {work.removesuffix('-W')}"]
        price, costs = (Decimal(each) for each in amounts.split())
        assert (row["Subtotal"], row["TotalCosts"]) == (price, costs), work
        assert row["GrossMarginPercentage"] == float(margin), work


def test_two_signatures_of_the_evening_are_tomorrows_in_greenwich() -> None:
    office = office_of(TODAY, 7, 1.0)
    sold = [
        offer.sold_at
        for offer in office.estimates
        if offer.job.customer.name in ("Hard Case N01", "Hard Case N23")
        if offer.sold_at
    ]
    assert [f"{at.date()}" for at in sold] == ["2025-10-14", "2026-06-30"]
    assert [f"{local_day(at)}" for at in sold] == ["2025-10-13", "2026-06-29"]


def test_a_night_later_the_week_looked_otherwise() -> None:
    before = told_of(office_of(date(2025, 10, 16), 7, 1.0), date(2025, 10, 13))
    assert (before.closed, before.sales) == (1, Decimal(4_000))
    before = told_of(office_of(date(2025, 10, 20), 7, 1.0), date(2025, 10, 18))
    # Before the check came back, and before another was keyed late.
    assert before.collected == 1200
    assert before.costs == Decimal("4534.565")
