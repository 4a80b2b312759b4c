"""ServiceTitan's reports, over HTTP: runs, minutes, pages, drift, scopes and keys."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from loaders.connections import Misconfigured
from loaders.contract import Ask, LoaderError, Page, Skipped
from loaders.manners import Passing
from loaders.servicetitan.definition import Drifted
from loaders.servicetitan.report import Setup
from loaders.servicetitan.rows import Recorder, scope_of
from loaders.servicetitan.runs import Run, in_turn
from loaders.servicetitan.units import Units
from tests.loaders.servicetitan import (
    ANDYS,
    CLOSED,
    NAMED,
    PRODUCTION,
    SALES,
    WBR,
    ServiceTitan,
    day,
    records,
    scope,
    servicetitan,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTH: dict[str, Any] = {"since": date(2026, 6, 1), "until": date(2026, 6, 30)}
WEEK: dict[str, Any] = {"since": day(22), "until": day(28)}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def vendor(monkeypatch: pytest.MonkeyPatch) -> Iterator[ServiceTitan]:
    with servicetitan(monkeypatch) as vendor:
        yield vendor


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "loaders")
    return caplog


def failure(vendor: ServiceTitan, name: str, **ask: Any) -> LoaderError:
    with pytest.raises(LoaderError) as failed:
        vendor.read(name, **ask)
    return failed.value


def minutes(vendor: ServiceTitan, name: str, **ask: Any) -> float:
    before: datetime = vendor.clock.now()
    vendor.read(name, **ask)
    span: timedelta = vendor.clock.now() - before
    return span.total_seconds() / 60


# ---------- runs and minutes


@pytest.mark.parametrize(
    ("days", "runs", "said"),
    [
        (WEEK, 49, "49 report runs of 7 reports, about 8 minutes (7 min 14 s)"),
        (MONTH, 210, "210 report runs of 7 reports, about 31 minutes (31 min 0 s)"),
    ],
)
def test_the_arithmetic_is_told_before_the_first_run_and_kept(
    vendor: ServiceTitan,
    told: pytest.LogCaptureFixture,
    days: dict[str, Any],
    runs: int,
    said: str,
) -> None:
    """The definition counts as a run: 7 + 1 or 30 + 1 calls a report, 62 s apart."""
    took = minutes(vendor, "daily_wbr", **days)
    assert told.messages[0].endswith(f"daily_wbr: {said}")
    assert len(vendor.runs) == runs
    announced = float(said.partition("about ")[2].split()[0])
    assert announced * 0.9 <= took <= announced * 1.1
    assert vendor.tenant.limits.refused == 0


def test_reports_take_turns_and_none_runs_twice_a_minute(vendor: ServiceTitan) -> None:
    vendor.read("daily_wbr", **WEEK)
    first_round = [run.report_id for run in vendor.runs[:7]]
    assert sorted(first_round) == sorted(WBR.values())
    for report_id in WBR.values():
        times = [run.at for run in vendor.runs if run.report_id == report_id]
        gaps = [b - a for a, b in pairwise(times)]
        assert len(gaps) == 6
        assert min(gaps) >= timedelta(seconds=60)


def test_a_definition_that_counts_as_a_run_breaks_no_limit(
    vendor: ServiceTitan,
) -> None:
    vendor.tenant.definitions_are_runs = True
    assert minutes(vendor, "daily_wbr", **WEEK) <= 8
    assert vendor.tenant.limits.refused == 0


def test_a_pretend_vendor_lives_in_a_day_of_its_own(vendor: ServiceTitan) -> None:
    list(vendor.reader(today=day(10)).read(NAMED["leads"], Ask()))
    assert vendor.runs[0].values["To"] == "2026-06-10"


def test_the_report_with_most_to_do_goes_first() -> None:
    noon = datetime(2026, 6, 30, 12)
    lone, long = Run("lone", None, day(1), day(1)), Run("long", None, day(1), day(1))
    free = {"lone": noon, "long": noon}
    order = []
    for run in in_turn([lone, long, long], lambda report: free[report]):
        order.append(run.report_id)
        free[run.report_id] += timedelta(minutes=1)
    assert order == ["long", "lone", "long"]


def test_two_readings_of_one_report_share_its_minute(vendor: ServiceTitan) -> None:
    """Foreman and future bookings are the same report, asked for other days."""
    reader = vendor.reader()
    for name in ("foreman", "future_bookings"):
        list(reader.read(NAMED[name], Ask()))
    first, second = vendor.runs
    assert first.report_id == second.report_id
    assert second.at - first.at >= timedelta(seconds=60)
    assert vendor.tenant.limits.refused == 0


def test_a_whole_night_takes_no_longer_than_the_longest_report(
    vendor: ServiceTitan,
) -> None:
    """All definitions first, then 53 runs: 7 x 62 s, as of daily_wbr alone."""
    reader, before = vendor.reader(), vendor.clock.now()
    for name, resource in NAMED.items():
        if name != "business_units":
            list(reader.read(resource, Ask()))
    assert len(vendor.runs) == 49 + 4
    assert vendor.clock.now() - before < timedelta(minutes=7.5)


def test_a_definition_that_cannot_be_read_leaves_the_others(
    vendor: ServiceTitan,
) -> None:
    """Nor the same report, where it is configured as it should be."""
    vendor.lead(day(28))
    vendor.reports["foreman"]["category"] = "accounting"
    reader = vendor.reader()
    assert len(records(list(reader.read(NAMED["leads"], Ask())))) == 1
    with pytest.raises(LoaderError) as failed:
        list(reader.read(NAMED["foreman"], Ask()))
    assert "Its category is 'operations'" in failed.value.do
    list(reader.read(NAMED["future_bookings"], Ask()))
    assert len(vendor.runs) == 2


def test_of_a_vendor_that_is_down_no_more_definitions_are_asked_for(
    vendor: ServiceTitan,
) -> None:
    """Another report's, then its own: six tries of each, as of any call."""
    asked: list[str] = []
    vendor.faults.answer("definition", 503, "Down", times=None)
    vendor.faults.before("definition", lambda: asked.append("tried"), times=None)
    assert "answered 503" in failure(vendor, "leads").what
    assert len(asked) == 12


def test_a_minute_that_somebody_else_used_is_waited_out(vendor: ServiceTitan) -> None:
    body = {"title": "Rate limit is exceeded. Try again in 42 seconds.", "status": 429}
    vendor.lead(day(29))
    reader = vendor.reader(report_interval_seconds=0, minute_limit=0)
    vendor.faults.answer("leads", 429, body)
    before = vendor.clock.now()
    assert len(records(list(reader.read(NAMED["leads"], Ask())))) == 1
    # The seconds in the words, and one more.
    assert vendor.clock.now() - before >= timedelta(seconds=43)
    assert vendor.clock.now() - before < timedelta(seconds=45)


# ---------- windows


def test_wbr_is_asked_for_a_day_and_a_unit_at_a_time(vendor: ServiceTitan) -> None:
    del vendor.reports["daily_wbr"]["parameters"]
    vendor.read("daily_wbr", since=day(29), until=day(29))
    asked = {(run.report_id, *run.values["BusinessUnitId"]) for run in vendor.runs}
    assert asked == {(report, unit) for unit, report in WBR.items()}
    assert {(run.values["From"], run.values["To"]) for run in vendor.runs} == {
        ("2026-06-29", "2026-06-29")
    }
    # Who has left since did sell, then; and no name is sent that is not declared.
    assert all(run.values["IncludeInactive"] for run in vendor.runs)
    assert vendor.tenant.unknown_parameters == []


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("leads", "2026-06-01", "2026-06-30"),
        ("foreman", "2026-05-02", "2026-06-30"),
        ("collections", "2026-05-02", "2026-06-30"),
        ("future_bookings", "2026-06-30", "2026-09-27"),
    ],
)
def test_other_reports_are_read_by_window_in_one_run(
    vendor: ServiceTitan, name: str, first: str, last: str
) -> None:
    """30 and 60 days back, today included; 90 days ahead, today included."""
    vendor.read(name)
    [run] = vendor.runs
    assert (run.values["From"], run.values["To"]) == (first, last)
    assert "BusinessUnitId" not in run.values


def test_windows_are_configured_in_days(vendor: ServiceTitan) -> None:
    vendor.reports["leads"] |= {"days": 10, "days_per_run": 4}
    vendor.read("leads")
    assert [(run.values["From"], run.values["To"]) for run in vendor.runs] == [
        ("2026-06-21", "2026-06-24"),
        ("2026-06-25", "2026-06-28"),
        ("2026-06-29", "2026-06-30"),
    ]


def test_a_window_reaches_back_to_the_last_day_that_was_read(
    vendor: ServiceTitan,
) -> None:
    vendor.reports["leads"]["days"] = 3
    for cursor, first in (("2026-06-29", 28), ("2026-06-20", 20)):
        vendor.runs.clear()
        items = vendor.read("leads", cursor=cursor)
        assert vendor.runs[0].values["From"] == f"2026-06-{first}"
        assert items[-1] == Page((), cursor="2026-06-30")


@pytest.mark.parametrize(
    ("hours", "zone", "today"),
    [
        # 23:30 in Phoenix, where it is still the 30th, is half past six in UTC.
        (18.5, "America/Phoenix", "2026-06-30"),
        (19.5, "America/Phoenix", "2026-07-01"),
        # New York has put its clocks forward.
        (15.5, "America/New_York", "2026-06-30"),
        (16.5, "America/New_York", "2026-07-01"),
    ],
)
def test_today_is_the_tenants(
    vendor: ServiceTitan, hours: float, zone: str, today: str
) -> None:
    vendor.clock.advance(hours=hours)
    list(vendor.reader(time_zone=zone).read(NAMED["leads"], Ask()))
    assert vendor.runs[0].values["To"] == today


def test_no_report_is_asked_for_days_of_the_wrong_side_of_today(
    vendor: ServiceTitan,
) -> None:
    assert records(vendor.read("future_bookings", **WEEK)) == []
    assert records(vendor.read("leads", since=day(31), until=day(33))) == []
    assert vendor.runs == []
    vendor.read("leads", since=day(29), until=day(33))
    assert vendor.runs[0].values["To"] == "2026-06-30"


def test_a_parameter_that_is_configured_beats_the_usual_one(
    vendor: ServiceTitan,
) -> None:
    vendor.reports["daily_wbr"]["parameters"] = {"IncludeInactive": False}
    vendor.read("daily_wbr", since=day(29), until=day(29))
    assert not any(run.values["IncludeInactive"] for run in vendor.runs)


def test_only_the_ids_have_no_default(vendor: ServiceTitan) -> None:
    for name, given in vendor.reports.items():
        ids = ("report_id", "report_ids")
        vendor.reports[name] = {key: given[key] for key in ids if key in given}
    assert vendor.reader().check() == []


# ---------- one business unit


def test_a_business_unit_is_found_by_name_and_asked_for_by_id(
    vendor: ServiceTitan,
) -> None:
    vendor.lead(day(28), SALES)
    vendor.lead(day(28), ANDYS)
    items = vendor.read("leads", business_unit=" Andy's Painting-Sales ", **WEEK)
    assert vendor.runs[0].values["BusinessUnitId"] == [5003]
    assert [record.scope for record in records(items)] == [
        scope("leads", ANDYS, day(28))
    ]
    assert whole(items) == {scope("leads", ANDYS, day(n)) for n in range(22, 29)}


def test_one_unit_of_wbr_is_a_run_a_day(vendor: ServiceTitan) -> None:
    items = vendor.read("daily_wbr", business_unit="Phoenix-Sales", **WEEK)
    assert [run.report_id for run in vendor.runs] == [WBR[5001]] * 7
    assert whole(items) == {scope("daily_wbr", SALES, day(n)) for n in range(22, 29)}


def test_a_report_that_takes_no_unit_is_read_for_all_and_one_is_kept(
    vendor: ServiceTitan,
) -> None:
    for unit in (PRODUCTION, CLOSED):
        vendor.payment(vendor.work(day(20), unit), "40.5", on=day(28))
    items = vendor.read("collections", business_unit=PRODUCTION, **WEEK)
    assert vendor.tenant.unknown_parameters == []
    assert [record.scope for record in records(items)] == [
        scope("collections", PRODUCTION, day(28))
    ]
    assert scope("collections", CLOSED, day(28)) not in whole(items)


@pytest.mark.parametrize(
    ("name", "unit", "said"),
    [
        ("leads", "Phoenix Sales", "there is no one business unit 'Phoenix Sales'"),
        ("daily_wbr", "Phoenix-Production", "(5002) has no report"),
    ],
)
def test_a_unit_that_cannot_be_meant_is_an_error(
    vendor: ServiceTitan, name: str, unit: str, said: str
) -> None:
    assert said in failure(vendor, name, business_unit=unit).what
    assert vendor.runs == []


# ---------- rows


def test_rows_land_by_the_name_of_their_column_in_the_scope_of_their_day_and_unit(
    vendor: ServiceTitan,
) -> None:
    vendor.tenant.add_field("foreman", "Zip")
    job = vendor.work(day(28), CLOSED, subtotal="1234.50")
    items = vendor.read("foreman")
    [record] = records(items)
    assert record.key == job.number
    assert record.payload["Subtotal"] == "1234.5"
    assert record.payload["ScheduledDate"] == "2026-06-28T00:00:00-07:00"
    assert record.scope == scope("foreman", CLOSED, day(28))
    # 15 units, and rows without one; 60 days.
    assert len(whole(items)) == 16 * 60
    assert scope("foreman", None, day(1)) in whole(items)


def test_a_day_with_no_rows_is_re_sent_whole_all_the_same(vendor: ServiceTitan) -> None:
    items = vendor.read("daily_wbr", since=day(28), until=day(28))
    assert records(items) == []
    assert whole(items) == {scope("daily_wbr", str(unit), day(28)) for unit in WBR}


def test_two_equal_payments_are_two_rows(vendor: ServiceTitan) -> None:
    job = vendor.work(day(20))
    for _ in range(2):
        vendor.payment(job, "40.5", on=day(28))
    keys = [record.key for record in records(vendor.read("collections"))]
    assert len(set(keys)) == 2
    assert all(
        key.startswith(scope("collections", PRODUCTION, day(28))) for key in keys
    )


def test_a_number_that_comes_twice_tells_nothing_apart() -> None:
    setup = Setup(
        category="operations",
        report_id="1",
        date_type_label="",
        required_fields=(),
        days=7,
        date_field="On",
        unit_field="Unit",
        key_field="Job",
    )
    units = Units([{"id": 1, "name": "One", "active": True}], "tenant")
    recorder = Recorder("foreman", setup, units, "here")
    rows = [
        {"On": f"{day(1)}", "Unit": "One", "Job": job} for job in ("a", "b", "b", None)
    ]
    run = Run("1", None, day(1), day(2))
    keys = [record.key for record in recorder.page(run, rows, True).records]
    assert keys[:3] == [
        "a",
        f"{scope_of('foreman', '1', day(1))}/b/1",
        keys[1][:-1] + "2",
    ]
    assert len(set(keys)) == 4
    # Nor does one that an earlier run of this read brought.
    [again] = recorder.page(run, rows[:1], True).records
    assert again.key == f"{scope_of('foreman', '1', day(1))}/a/1"


def test_a_day_is_the_tenants_whatever_the_offset() -> None:
    """Clocks went back on 1 November: its midnight had another offset than the next."""
    setup = Setup(
        category="marketing",
        report_id="1",
        date_type_label="",
        required_fields=(),
        days=7,
        date_field="On",
        unit_field="Unit",
        key_field="",
    )
    recorder = Recorder("leads", setup, Units([], "tenant"), "here")
    rows = [
        {"On": "2026-11-01T00:00:00-04:00", "Unit": None},
        {"On": "2026-11-02T00:00:00-05:00", "Unit": None},
    ]
    run = Run("1", None, date(2026, 11, 1), date(2026, 11, 2))
    assert [record.scope for record in recorder.page(run, rows, True).records] == [
        scope("leads", None, date(2026, 11, 1)),
        scope("leads", None, date(2026, 11, 2)),
    ]


def test_a_renamed_unit_keeps_its_scope(vendor: ServiceTitan) -> None:
    vendor.lead(day(28), ANDYS)
    before = records(vendor.read("leads"))
    vendor.office.rename_unit(vendor.unit(ANDYS), "Andy & Daughters")
    after = records(vendor.read("leads"))
    assert [record.payload["JobBusinessUnit"] for record in (*before, *after)] == [
        "Andy's Painting-Sales",
        "Andy & Daughters",
    ]
    assert before[0].scope == after[0].scope == scope("leads", ANDYS, day(28))


def test_a_unit_renamed_while_it_is_read_has_none_and_that_is_told(
    vendor: ServiceTitan, told: pytest.LogCaptureFixture
) -> None:
    vendor.lead(day(28), ANDYS)
    unit = vendor.unit(ANDYS)
    vendor.faults.before("leads", lambda: vendor.office.rename_unit(unit, "New"))
    items = vendor.read("leads")
    assert records(items)[0].scope == scope("leads", None, day(28))
    assert records(items)[0].scope in whole(items)
    assert "no one business unit is called 'New'" in told.text


def test_of_two_units_with_one_name_the_active_one_is_meant(
    vendor: ServiceTitan,
) -> None:
    vendor.lead(day(28), SALES)
    vendor.office.rename_unit(vendor.unit(CLOSED), "Phoenix-Sales")
    assert records(vendor.read("leads"))[0].scope == scope("leads", SALES, day(28))
    vendor.office.rename_unit(vendor.unit(ANDYS), "Phoenix-Sales")
    assert records(vendor.read("leads"))[0].scope == scope("leads", None, day(28))


# ---------- pages


def test_every_page_is_read_and_each_costs_a_minute(vendor: ServiceTitan) -> None:
    jobs = [vendor.lead(day(number)) for number in (25, 26, 27, 28, 29)]
    vendor.tenant.max_page_size = 2
    items = vendor.read("leads")
    assert [record.key for record in records(items)] == [job.number for job in jobs]
    assert [run.page for run in vendor.runs] == [1, 2, 3]
    assert vendor.tenant.limits.refused == 0


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("openly", "page 2 was asked for and page 1 came"),
        ("silently", "page 2 repeats the page before"),
    ],
)
def test_a_page_2_that_repeats_page_1_is_an_error_and_nothing_is_whole(
    vendor: ServiceTitan, how: str, said: str
) -> None:
    for number in (27, 28, 29):
        vendor.lead(day(number))
    vendor.tenant.max_page_size = 2
    vendor.tenant.report("leads").repeats_first_page = how
    items = vendor.reader().read(NAMED["leads"], Ask())
    with pytest.raises(LoaderError, match=said):
        next(items)


def test_rows_that_move_between_two_pages_are_an_error(
    vendor: ServiceTitan,
) -> None:
    vendor.tenant.max_page_size = 2
    jobs = [vendor.lead(day(number)) for number in (27, 28, 29)]
    vendor.faults.after("leads", lambda: vendor.office.delete(jobs[0]), page=1)
    # The third came to stand on page 1 when that was read already.
    error = failure(vendor, "leads")
    assert "2 rows arrived, 3, then 2 were announced" in error.what


# ---------- drift


def test_a_lost_column_fails_before_the_first_run_and_says_what_is_there_now(
    vendor: ServiceTitan,
) -> None:
    vendor.tenant.rename_field("foreman", "Subtotal", "JobSubtotal")
    error = failure(vendor, "foreman")
    assert "report 410000301 'FOREMAN Job Cost - API' has lost Subtotal" in error.what
    assert "JobSubtotal ('Jobs Subtotal')" in error.what
    assert vendor.runs == []


def test_a_column_that_is_lost_between_two_runs_fails_too(vendor: ServiceTitan) -> None:
    vendor.faults.before(
        "leads", lambda: vendor.tenant.drop_field("leads", "JobNumber")
    )
    error = failure(vendor, "leads")
    assert isinstance(error, Drifted)
    assert "has lost JobNumber" in error.what


def test_one_reports_failure_does_not_stop_the_others(vendor: ServiceTitan) -> None:
    vendor.tenant.report("daily_wbr", WBR[5003]).drop_field(
        "TotalSales", vendor.clock.now()
    )
    vendor.visit(day(29), SALES, sold="900")
    items = vendor.reader().read(NAMED["daily_wbr"], Ask())
    pages: list[Any] = []
    with pytest.raises(LoaderError, match="has lost TotalSales"):
        pages.extend(items)
        pages.extend(page for page in items)
    assert len(vendor.runs) == 42
    assert WBR[5003] not in {run.report_id for run in vendor.runs}


def test_a_report_that_breaks_on_the_way_is_left_out_from_then_on(
    vendor: ServiceTitan,
) -> None:
    broken = str(WBR[5005])
    vendor.faults.answer(broken, 500, times=6)
    assert "answered 500" in failure(vendor, "daily_wbr", **WEEK).what
    runs = [run.report_id for run in vendor.runs]
    assert runs.count(WBR[5005]) == 0
    assert len(runs) == 42


def test_a_vendor_that_is_down_is_not_asked_for_every_report(
    vendor: ServiceTitan,
) -> None:
    vendor.faults.answer("daily_wbr", 503, times=None)
    assert isinstance(failure(vendor, "daily_wbr", **WEEK), Passing)
    assert vendor.runs == []


def test_several_broken_reports_are_told_at_once(vendor: ServiceTitan) -> None:
    vendor.tenant.drop_field("daily_wbr", "TotalSales")
    error = failure(vendor, "daily_wbr")
    assert error.what.startswith("7 reports failed: ")
    assert error.what.endswith("And 4 more")


@pytest.mark.parametrize(
    ("changes", "said", "do"),
    [
        (
            {"category": "marketing"},
            "no report 410000301 in category 'marketing'",
            "Its category is 'operations'.",
        ),
        (
            {"report_id": 7},
            "no report 7 in category 'operations'",
            "Correct report_id.",
        ),
        (
            {"date_type_label": "Job Started"},
            "knows no date 'Job Started' to filter by",
            "'Job Start Date'",
        ),
        ({"date_type_label": ""}, "takes a DateType", "Correct date_type_label"),
        ({"required_fields": ["Profit"]}, "has lost Profit", "required_fields"),
        ({"date_field": "StartsOn"}, "has lost StartsOn", "required_fields"),
    ],
)
def test_what_is_configured_must_be_so(
    vendor: ServiceTitan, changes: dict[str, Any], said: str, do: str
) -> None:
    vendor.reports["foreman"] |= changes
    error = failure(vendor, "foreman")
    assert said in error.what
    assert do in error.do


def test_the_number_of_a_date_type_is_found_by_its_label(vendor: ServiceTitan) -> None:
    """The tenant's own numbers: 1 is the creation, 3 the start of a job."""
    reader = vendor.reader()
    for name in ("leads", "foreman", "collections"):
        list(reader.read(NAMED[name], Ask()))
    assert [run.values["DateType"] for run in vendor.runs] == [1, 3, 2]


def test_rows_of_another_date_than_the_one_filtered_by_are_an_error(
    vendor: ServiceTitan,
) -> None:
    """Created on the 3rd and done on the 28th: filtered by the wrong one of the two."""
    job = vendor.lead(day(3))
    vendor.office.complete(job, vendor.lead(day(28)).created_at)
    vendor.reports["leads"]["date_type_label"] = "Job Completion Date"
    error = failure(vendor, "leads", **WEEK)
    assert "sent CreatedDate 2026-06-03T00:00:00-07:00" in error.what
    assert "date_type_label 'Job Completion Date'" in error.do


def test_a_wbr_report_without_a_unit_to_ask_for_is_refused(
    vendor: ServiceTitan,
) -> None:
    """It would send everyone's estimators under each unit."""
    for report_id in WBR.values():
        parameters = vendor.tenant.report("daily_wbr", report_id).parameters
        parameters[:] = [it for it in parameters if it.name != "BusinessUnitId"]
    assert "takes no business unit" in failure(vendor, "daily_wbr").what


def test_a_parameter_that_is_required_from_now_on_is_an_error(
    vendor: ServiceTitan,
) -> None:
    for report_id in WBR.values():
        for parameter in vendor.tenant.report("daily_wbr", report_id).parameters:
            parameter.is_required = True
    assert "now requires JobTypes" in failure(vendor, "daily_wbr").what


# ---------- configuration


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("foremen", {"report_id": 1}, "unknown report foremen. Did you mean foreman?"),
        ("leads", {"report_id": 1, "dates": 3}, "unknown field `dates`"),
        ("leads", {}, "reports.leads has not exactly one of them"),
        ("leads", {"report_id": 1, "days": 0}, "less than a day"),
        ("leads", {"report_id": 1, "days": "many"}, "Expected `int`"),
        ("daily_wbr", {"report_id": 1}, "cannot be read by these keys"),
    ],
)
def test_a_wrong_report_in_the_configuration_is_one_clear_error(
    vendor: ServiceTitan, name: str, changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(Misconfigured) as wrong:
        vendor.reader(reports={name: changes})
    assert said in f"{wrong.value.what}. {wrong.value.do}"


def test_a_report_that_nobody_configured_is_skipped(vendor: ServiceTitan) -> None:
    del vendor.reports["collections"]
    with pytest.raises(Skipped, match="no such report is configured"):
        vendor.read("collections")


def test_a_unit_that_the_tenant_does_not_have_stops_no_other(
    vendor: ServiceTitan,
) -> None:
    vendor.reports["daily_wbr"]["report_ids"] = {SALES: 410000102, "4999": 410000103}
    assert "names business unit 4999" in failure(vendor, "daily_wbr").what
    assert {run.report_id for run in vendor.runs} == {410000102}


def test_a_time_zone_nobody_knows_is_an_error(vendor: ServiceTitan) -> None:
    with pytest.raises(Misconfigured, match="time_zone is no IANA zone"):
        vendor.reader(time_zone="Phoenix")
