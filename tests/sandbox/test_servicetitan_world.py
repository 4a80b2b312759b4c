"""The painting contractor: the same every time, and tomorrow is today plus one day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.clock import midday
from sandbox.servicetitan import figures
from sandbox.servicetitan.asking import Asked
from sandbox.servicetitan.entities import ENTITIES
from sandbox.world.amounts import CENT
from sandbox.world.painters import OPENED
from sandbox.world.painters.books import local_day
from sandbox.world.painters.changes import GIVEN_UP_ON, LEFT_ON, RENAMED_ON
from tests.sandbox.servicetitan import TODAY, days, new_office, office_of

if TYPE_CHECKING:
    from sandbox.world.painters import Office

SUNDAY = 6
CREATED, STARTS, PAID = 1, 3, 2
PHOENIX, ANDYS, GUARANTEED, WEST, CABINETS = 5001, 5003, 5009, 5013, 5015


def asked(first: date, last: date, unit: int = 0, date_type: int = 0) -> Asked:
    units = frozenset({unit} - {0})
    return Asked(first, last, date_type, units, with_inactive=True)


def wbr(office: Office, unit: int, day: date) -> list[Any]:
    return list(figures.daily_wbr(office, asked(day, day, unit)))


def test_the_same_seed_size_and_date_give_the_same_office() -> None:
    assert new_office(scale=0.3).events == new_office(scale=0.3).events
    assert new_office(scale=0.3).events != new_office(seed=8, scale=0.3).events


@pytest.mark.parametrize(
    "today", [OPENED, GIVEN_UP_ON, RENAMED_ON, LEFT_ON, date(2025, 12, 28), TODAY]
)
def test_tomorrow_is_today_plus_one_days_events(today: date) -> None:
    before = new_office(today).events
    after = new_office(today + timedelta(1)).events
    assert after[: len(before)] == before
    added = after[len(before) :]
    assert added
    assert {local_day(event.at) for event in added} == {today}
    assert added[0].at > midday(today)


def test_a_day_is_a_day_in_phoenix_not_in_greenwich() -> None:
    events = office_of().events
    assert all(a.at < b.at for a, b in pairwise(events))
    assert events[-1].at < midday(TODAY)
    assert local_day(events[-1].at) == TODAY - timedelta(1)
    evening = [each for each in events if each.at.date() != local_day(each.at)]
    assert {"sold", "paid", "completed"} <= {each.what for each in evening}
    cells = {row["CreatedDate"][10:] for row in leads(OPENED, TODAY)}
    assert cells == {"T00:00:00-07:00"}


def leads(first: date, last: date, unit: int = 0) -> list[Any]:
    return list(figures.leads(office_of(), asked(first, last, unit, CREATED)))


@pytest.mark.parametrize(
    ("today", "count"), [(OPENED, 0), (GIVEN_UP_ON, 2), (RENAMED_ON, 1)]
)
def test_whatever_changes_in_a_record_moves_its_date(today: date, count: int) -> None:
    before, after = told(new_office(today)), told(new_office(today + timedelta(1)))
    assert before.keys() <= after.keys()
    changed = {key for key, record in before.items() if after[key] != record}
    assert len(changed) == count
    for key in changed:
        assert after[key]["modifiedOn"] > f"{today}T12", key


def told(office: Office) -> dict[tuple[str, int], Any]:
    return {
        (entity.name, entry.id): entry.body() | {"active": entry.is_active}
        for entity in ENTITIES.values()
        for entry in entity.entries(office)
    }


def test_a_unit_renamed_is_renamed_in_all_its_past() -> None:
    before, after = new_office(RENAMED_ON), new_office(RENAMED_ON + timedelta(1))
    first_month = asked(OPENED, date(2025, 7, 31), ANDYS, CREATED)
    names = [
        {row["JobBusinessUnit"] for row in figures.leads(office, first_month)}
        for office in (before, after)
    ]
    assert names == [{"Andy's Painting Sales"}, {"Andy's Painting-Sales"}]


def test_units_are_given_up_and_still_have_figures() -> None:
    office = office_of()
    west = [office.units[number] for number in (5013, 5014)]
    assert [unit.name for unit in west] == [
        "Z-DO NOT USE - West - Sales",
        "Z-DO NOT USE - West- Production",
    ]
    assert not any(unit.is_active for unit in west)
    after = GIVEN_UP_ON + timedelta(1)
    assert 1 <= len(leads(after, TODAY, WEST)) < 40
    work = figures.foreman(office, asked(after, TODAY, 5014, STARTS))
    assert len(list(work)) > 3


def test_one_unit_that_sells_paints_and_is_paid_is_in_no_region() -> None:
    office = office_of()
    homeless = [unit.id for unit in office.units.values() if not unit.region]
    assert homeless == [CABINETS]
    assert len(leads(OPENED, TODAY, CABINETS)) > 30
    window = asked(OPENED, TODAY, CABINETS, STARTS)
    assert len(list(figures.foreman(office, window))) > 5
    money = figures.collections(office, asked(OPENED, TODAY, CABINETS, PAID))
    assert len(list(money)) > 5


def test_there_are_days_without_rows() -> None:
    office = office_of()
    june = list(days(date(2026, 6, 1), TODAY - timedelta(1)))
    busy = [day for day in june if wbr(office, PHOENIX, day)]
    assert len(busy) > 22
    assert SUNDAY not in {day.weekday() for day in busy}
    assert wbr(office, PHOENIX, date(2025, 12, 25)) == []
    # Nobody of Guaranteed Painting sold for two weeks; the region expects figures.
    away = list(days(date(2026, 6, 15), date(2026, 6, 27)))
    assert [wbr(office, GUARANTEED, day) for day in away] == [[] for _ in away]
    assert any(wbr(office, GUARANTEED, d) for d in days(date(2026, 6, 1), away[0]))
    assert wbr(office, PHOENIX, TODAY) == []


def by_day(office: Office, name: str, first: date, last: date) -> dict[str, list[Any]]:
    """The rows of every day of a window."""
    if name == "wbr":
        return {f"{day}": wbr(office, PHOENIX, day) for day in days(first, last)}
    rows, column, by = {
        "leads": (figures.leads, "CreatedDate", CREATED),
        "foreman": (figures.foreman, "ScheduledDate", STARTS),
        "money": (figures.collections, "PaidOn", PAID),
    }[name]
    found: dict[str, list[Any]] = {f"{day}": [] for day in days(first, last)}
    for row in rows(office, asked(first, last, date_type=by)):
        found[row[column][:10]].append(row)
    return found


@pytest.mark.parametrize("name", ["leads", "wbr", "foreman", "money"])
def test_past_days_are_restated_night_after_night(name: str) -> None:
    restated, vanished = set(), 0
    for night in days(TODAY - timedelta(12), TODAY - timedelta(1)):
        first, last = night - timedelta(30), night - timedelta(1)
        older = by_day(night_office(night), name, first, last)
        newer = by_day(night_office(night + timedelta(1)), name, first, last)
        restated |= {day for day in older if older[day] != newer[day]}
        vanished += sum(len(newer[day]) < len(older[day]) for day in older)
    assert len(restated) >= 5
    assert vanished or name == "wbr"


night_office = cache(new_office)


def test_leads_are_deleted_and_called_off_later() -> None:
    deleted = {e.number: e.at for e in office_of().events if e.what == "deleted"}
    booked = {e.number: e.at for e in office_of().events if e.what == "booked"}
    assert len(deleted) > 50
    assert all(local_day(at) > local_day(booked[n]) for n, at in deleted.items())
    assert not {int(row["JobNumber"]) for row in leads(OPENED, TODAY)} & set(deleted)


def test_work_is_booked_for_days_to_come() -> None:
    ahead = asked(TODAY, TODAY + timedelta(60), date_type=STARTS)
    rows = list(figures.foreman(office_of(), ahead))
    assert len(rows) > 80
    assert {row["JobStatus"] for row in rows} == {"Scheduled"}
    assert len({row["JobBusinessUnit"] for row in rows}) >= 7
    assert sum(row["TotalCosts"] for row in rows) == 0


def test_the_books_hold_what_makes_real_books_hard() -> None:
    office = office_of()
    what = Counter(event.what for event in office.events)
    for deed in ("unsold", "voided", "moved", "repriced", "adjusted", "canceled"):
        assert what[deed] > 20, deed
    amounts = [each.amount for each in office.payments]
    assert min(amounts) < 0
    assert {each.means for each in office.payments} >= {"Refund", "Check", "ACH"}
    late = [e for e in office.payments if e.paid_on < local_day(e.created_at)]
    assert len(late) > 20
    costs = [
        job for job in office.jobs.values() if job.total_costs and not job.subtotal
    ]
    assert costs
    assert {"labor", "payroll", "materials", "returns"} <= {
        kind for job in office.jobs.values() for kind in job.costs
    }
    assert any(job.total_costs % CENT for job in office.jobs.values())
    assert any(job.total_costs > job.subtotal > 0 for job in office.jobs.values())
    assert any(not person.is_active for person in office.people)


def test_size_and_date_decide_how_much_there_is() -> None:
    office = office_of()
    assert 5_000 < len(office.jobs) < 7_000
    assert 1_400 < len(office.invoices) < 2_000
    small, large = new_office(scale=0.1), new_office(scale=3)
    assert len(small.jobs) < len(office.jobs) / 5
    assert len(large.jobs) > len(office.jobs) * 2.5
    assert small.units.keys() == large.units.keys() == office.units.keys()
    assert all(a.at < b.at for a, b in pairwise(large.events))
    assert large.events[-1].at < midday(TODAY)
