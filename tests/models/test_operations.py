"""ServiceTitan, loaded and built, is what its office did, day by day.

It is loaded on two days whose windows overlap, and once the week of October is read
that the hard cases tell of. Between the two a unit got another name, sales were signed
and unsigned, jobs were moved: what was read twice is told once, as it stands now.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import pytest

import sandbox
from sandbox.hard_cases_servicetitan import EXPECTED, PRODUCTION, SALES
from sandbox.world.painters import lists
from tests.models import seeds
from tests.models.loading import landed, load, put
from tests.sandbox.plain_servicetitan import Judge
from tests.warehouses.warehouse import Warehouse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import RunDbt
    from tests.models.loading import Landed

PAINTERS = "servicetitan_painters"
BEFORE, TODAY = date(2026, 6, 25), date(2026, 6, 30)
WEEK = date(2025, 10, 13), date(2025, 10, 19)
WBR = TODAY - timedelta(6), TODAY
MONTH = TODAY - timedelta(29), TODAY
TWO_MONTHS = TODAY - timedelta(59), TODAY
AHEAD = TODAY, TODAY + timedelta(89)
RENAMED, NEW_NAME = 5001, "Phoenix Sales (new)"
TYPES = {"sales": "Sales", "production": "Production", "both": "Sales and production"}
REGION = {unit.id: unit.region for unit in lists.units() if unit.region}
MAP = [
    {
        "connection": PAINTERS,
        "business_unit_id": str(unit.id),
        "business_unit_name": unit.name,
        "region_key": unit.region,
        "region_label": "Nevada" if unit.region == "NEV" else unit.region,
        "bu_type": TYPES[unit.kind],
    }
    for unit in lists.units()
    if unit.region
]
ENTITIES = [seeds.entity(PAINTERS, "painting", currency="USD", starts=1)]
# What the area is built on; the records behind the reports take longer to load.
REPORTS = "leads", "foreman", "collections", "daily_wbr", "future_bookings"
READ = frozenset(("business_units", *REPORTS))
BUILT_FOR = ("--select", "+marts.operations")

Row = dict[str, Any]
Span = tuple[date, date]
Figures = dict[tuple[date, str], tuple[Any, ...]]


@dataclass
class Loads:
    """What has landed by each day, and what lands when only the second is loaded."""

    before: Landed
    both: Landed
    fresh: Landed
    judge: Judge


@pytest.fixture(scope="module")
def loads(tmp_path_factory: pytest.TempPathFactory, run_dbt: RunDbt) -> Loads:
    folder = tmp_path_factory.mktemp("painters")

    def opened(name: str) -> Warehouse:
        path = str(folder / f"{name}.duckdb")
        return Warehouse({"WAREHOUSE": "duckdb", "DUCKDB_PATH": path}, run_dbt)

    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        with sandbox.start(today=BEFORE, limits=False) as pretend:
            load(opened("twice"), pretend, PAINTERS, only=READ)
        before = landed(opened("twice"))
        with sandbox.start(today=TODAY, limits=False) as pretend:
            office = pretend.servicetitan.at_work()
            office.rename_unit(office.units[RENAMED], NEW_NAME)
            for name in ("twice", "once"):
                load(opened(name), pretend, PAINTERS, only=READ)
                week = {"since": WEEK[0], "until": WEEK[1]}
                load(opened(name), pretend, PAINTERS, only=READ, **week)
            judge = Judge(office.events)
        return Loads(before, landed(opened("twice")), landed(opened("once")), judge)


@dataclass
class Built:
    """A warehouse after both loads, and its daily figures when loaded only once."""

    warehouse: Warehouse
    judge: Judge
    renamed_from: set[str]
    fresh: dict[str, Figures]

    def rows(self, query: str) -> list[Row]:
        return self.warehouse.rows(query)


@pytest.fixture(scope="module")
def built(warehouse: Warehouse, loads: Loads) -> Built:
    seeds.sow(warehouse, entities=ENTITIES, regional_business_units=MAP)
    put(warehouse, loads.fresh)
    warehouse.run(*BUILT_FOR, AS_OF_DATE=str(TODAY))
    fresh = {name: told(warehouse, name) for name in FACTS}
    put(warehouse, loads.before)
    warehouse.run(*BUILT_FOR, AS_OF_DATE=str(BEFORE))
    names = warehouse.rows(
        "select distinct bu_key from mart_operations.leads_daily_fact "
        f"where business_unit_id = '{RENAMED}'"
    )
    put(warehouse, loads.both)
    warehouse.run(*BUILT_FOR, AS_OF_DATE=str(TODAY))
    renamed_from = {row["bu_key"] for row in names}
    return Built(warehouse, loads.judge, renamed_from, fresh)


# ---------- the daily facts

FACTS = {
    "leads_daily_fact": ("leads",),
    "wbr_daily_fact": ("estimates", "booked", "completed_est", "total_sales"),
    "foreman_daily_fact": ("total_jobs", "total_subtotal", "total_costs"),
    "collections_daily_fact": ("payments", "collected_amount"),
    "future_bookings_daily_fact": ("bookings", "total_subtotal"),
}


def told(warehouse: Warehouse, fact: str, where: str = "true") -> Figures:
    """Return a fact's figures by day and unit; every such day is there once."""
    columns = FACTS[fact]
    rows = warehouse.rows(f"select * from mart_operations.{fact} where {where}")
    figures = {
        (row["kpi_date"], row["bu_key"]): tuple(row[name] for name in columns)
        for row in rows
    }
    assert len(figures) == len(rows)
    return figures


def within(figures: Figures, *spans: Span) -> Figures:
    return {
        key: figure
        for key, figure in figures.items()
        if any(first <= key[0] <= last for first, last in spans)
    }


def summed(rows: Iterator[tuple[date, str, tuple[Any, ...]]]) -> Figures:
    sums: dict[tuple[date, str], tuple[Any, ...]] = {}
    for day, unit, figures in rows:
        so_far = sums.get((day, unit), (0,) * len(figures))
        sums[day, unit] = tuple(map(sum, zip(so_far, figures, strict=True)))
    return sums


def day_in(cell: str) -> date:
    return date.fromisoformat(cell[:10])


def days(span: Span) -> list[date]:
    return [span[0] + timedelta(n) for n in range((span[1] - span[0]).days + 1)]


def leads(judge: Judge, span: Span) -> Figures:
    return summed(
        (day_in(row["CreatedDate"]), row["JobBusinessUnit"], (1,))
        for row in judge.leads(*span)
    )


def reviews(judge: Judge, span: Span) -> Figures:
    names = "SalesOpportunity", "ClosedOpportunities", "CompletedJobs", "TotalSales"
    return summed(
        (day, judge.units[unit]["name"], tuple(row[name] for name in names))
        for day in days(span)
        for unit in judge.units
        for row in judge.daily_wbr(unit, day, with_left=True)
    )


def jobs(judge: Judge, span: Span) -> Figures:
    return summed(
        (
            day_in(row["ScheduledDate"]),
            row["JobBusinessUnit"],
            (1, row["Subtotal"], row["TotalCosts"]),
        )
        for row in judge.foreman(*span, adjusted=True)
    )


def collections(judge: Judge, span: Span) -> Figures:
    return summed(
        (day_in(row["PaidOn"]), row["InvoiceBusinessUnit"], (1, row["Amount"]))
        for row in judge.collections(*span)
    )


def bookings(judge: Judge, span: Span) -> Figures:
    return {key: figures[:2] for key, figures in jobs(judge, span).items()}


JUDGED: dict[str, tuple[Callable[[Judge, Span], Figures], tuple[Span, ...]]] = {
    "leads_daily_fact": (leads, (MONTH, WEEK)),
    "wbr_daily_fact": (reviews, (WBR, WEEK)),
    "foreman_daily_fact": (jobs, (TWO_MONTHS, WEEK)),
    "collections_daily_fact": (collections, (TWO_MONTHS, WEEK)),
    "future_bookings_daily_fact": (bookings, (AHEAD,)),
}


@pytest.mark.parametrize("fact", FACTS)
def test_each_day_of_each_unit_is_as_a_plain_judge_adds_it_up(
    built: Built, fact: str
) -> None:
    add_up, spans = JUDGED[fact]
    expected: Figures = {}
    for span in spans:
        expected |= add_up(built.judge, span)
    figures = within(told(built.warehouse, fact), *spans)
    if fact == "wbr_daily_fact":
        # the review is read of the units that have a report of it
        units = {unit for _, unit in figures}
        expected = {key: it for key, it in expected.items() if key[1] in units}
        assert len(units) >= 6
    assert figures == expected
    assert len(figures) > 20


@pytest.mark.parametrize("fact", FACTS)
def test_what_two_loads_read_is_told_once_and_as_it_stands_now(
    built: Built, fact: str
) -> None:
    spans = JUDGED[fact][1]
    assert within(told(built.warehouse, fact), *spans) == built.fresh[fact] != {}


def test_two_weeks_of_nevada_are_what_was_worked_out_by_hand(built: Built) -> None:
    of_sales, of_work = (f"business_unit_id = '{unit}'" for unit in (SALES, PRODUCTION))
    read = {
        fact: {day: figures for (day, _), figures in told(*asked).items()}
        for fact, asked in {
            fact: (built.warehouse, fact, where)
            for fact, where in {
                "leads_daily_fact": of_sales,
                "wbr_daily_fact": of_sales,
                "foreman_daily_fact": of_work,
                "collections_daily_fact": of_work,
            }.items()
        }.items()
    }
    for day in [it for span in (WEEK, WBR) for it in days(span)]:
        of_day = next((it for it in EXPECTED if it.day == day), None)
        calls = read["leads_daily_fact"].get(day, (0,))
        wbr = read["wbr_daily_fact"].get(day, (0, 0, 0, 0))
        work = read["foreman_daily_fact"].get(day, (0, 0, 0))
        money = read["collections_daily_fact"].get(day, (0, 0))[1]
        if of_day is None:
            assert (*calls, *wbr, *work, money) == (0,) * 9
            continue
        assert calls == (of_day.leads,)
        assert wbr == (of_day.opportunities, of_day.closed, of_day.visits, of_day.sales)
        assert work == (of_day.jobs, of_day.price, of_day.costs)
        assert money == of_day.collected


def test_payments_are_kept_one_by_one(built: Built) -> None:
    rows = built.rows(
        "select amount from mart_operations.collections "
        f"where payment_date = '2025-10-15' and business_unit_id = '{PRODUCTION}'"
    )
    assert [row["amount"] for row in rows] == [Decimal(1000), Decimal(1000)]


# ---------- units and regions


def test_a_unit_that_was_renamed_keeps_its_days_and_its_region(built: Built) -> None:
    assert built.renamed_from == {"Phoenix-Sales"}
    rows = built.rows(
        "select count(*) as days, count(distinct bu_key) as names, "
        "max(bu_key) as name, min(kpi_date) as first_day "
        "from mart_operations.leads_daily_fact "
        f"where business_unit_id = '{RENAMED}'"
    )
    assert rows[0]["names"] == 1
    assert rows[0]["name"] == NEW_NAME
    assert rows[0]["first_day"] == WEEK[0]
    regions = built.rows(
        "select region_key, bu_key from mart_operations.dim_regional_bu_map "
        f"where business_unit_id = '{RENAMED}'"
    )
    assert regions == [{"region_key": "PHX", "bu_key": NEW_NAME}]


SUMS = {
    "leads": "total_leads",
    "collected_amount": "total_collections",
    "sales_opportunities": "total_estimates",
    "closed_opportunities": "total_booked",
    "completed_est": "total_completed_est",
    "wbr_total_sales": "total_wbr_sales",
    "completed_jobs": "total_completed_jobs",
    "job_subtotal": "total_job_revenue",
    "job_costs": "total_job_costs",
    "future_bookings": "total_future_bookings",
    "future_booked_amount": "total_future_booked_amount",
}


def test_a_region_is_the_sum_of_its_units_and_its_rates_are_of_the_sums(
    built: Built,
) -> None:
    units = built.rows("select * from mart_operations.kpi_daily_consolidated")
    sums: dict[tuple[date, str], dict[str, Any]] = defaultdict(
        lambda: dict.fromkeys(SUMS)
    )
    for row in units:
        region = REGION.get(int(row["business_unit_id"]))
        for name in SUMS if region else ():
            so_far = sums[row["kpi_date"], str(region)]
            if row[name] is not None:
                so_far[name] = (so_far[name] or 0) + row[name]
    regions = built.rows(
        "select * from mart_operations.kpi_daily_regional_consolidated"
    )
    assert {
        (row["kpi_date"], row["region_key"]): {
            name: row[total] for name, total in SUMS.items()
        }
        for row in regions
    } == sums
    for row in regions:
        booked, estimates = row["total_booked"], row["total_estimates"]
        revenue, costs = row["total_job_revenue"], row["total_job_costs"]
        assert row["region_close_rate"] == quotient(booked, estimates)
        assert row["region_gross_margin_pct"] == (
            quotient((revenue - costs) * 100, revenue) if revenue else None
        )
    assert len(regions) > 300


def quotient(dividend: Any, divisor: Any) -> Decimal | None:
    if not divisor:
        return None
    exact = Decimal(dividend) / Decimal(divisor)
    return exact.quantize(Decimal("0.000001"), ROUND_HALF_UP)


def test_a_unit_without_a_region_is_reported_with_all_it_holds(built: Built) -> None:
    [unmapped] = built.rows("select * from mart_operations.unmapped_business_units")
    assert unmapped["bu_key"] == "Cabinet Refinishing"
    figures = {
        "leads": ("leads_daily_fact", 0),
        "wbr_total_sales": ("wbr_daily_fact", 3),
        "job_subtotal": ("foreman_daily_fact", 1),
        "collected_amount": ("collections_daily_fact", 1),
        "future_booked_amount": ("future_bookings_daily_fact", 1),
    }
    for name, (fact, position) in figures.items():
        of_unit = told(built.warehouse, fact, "bu_key = 'Cabinet Refinishing'")
        assert unmapped[name] == sum(it[position] for it in of_unit.values())
    assert unmapped["leads"] > 0
    assert unmapped["job_subtotal"] > 0


# ---------- what is there, and what is not


def test_a_day_of_nothing_is_a_nought_and_a_day_never_read_is_not_there(
    built: Built,
) -> None:
    def figures(unit: str, day: str) -> list[Row]:
        return built.rows(
            "select leads, leads_status, completed_jobs, foreman_status "
            "from mart_operations.kpi_daily_consolidated "
            f"where business_unit_id = '{unit}' and kpi_date = '{day}'"
        )

    # Tuesday: Nevada gets no call; it does not paint either
    nobody_called = [
        {
            "leads": 0,
            "leads_status": "nothing to report",
            "completed_jobs": None,
            "foreman_status": "not expected",
        }
    ]
    assert figures(str(SALES), "2026-06-23") == nobody_called
    # between October's week and the windows nothing was read
    assert figures(str(SALES), "2026-01-15") == []
    statuses = built.rows(
        "select distinct status from mart_operations.kpi_data_status "
        "where kpi_date = '2026-01-15'"
    )
    assert {row["status"] for row in statuses} <= {"not loaded", "not expected"}


def test_who_was_away_left_a_gap_in_a_region(built: Built) -> None:
    gaps = built.rows(
        "select * from mart_operations.region_data_gaps "
        "where region_key = 'GUA' and report_name = 'daily_wbr'"
    )
    first, last = lists.AWAY["Kit Marlow"]
    assert [gap["reason"] for gap in gaps] == ["loaded, but empty"]
    # read since the first load's window began
    assert gaps[0]["first_date"] == max(first, BEFORE - timedelta(6))
    assert gaps[0]["last_date"] >= last


# ---------- the week that the hard cases tell of, layer by layer

IN_THE_WEEK = f"between '{WEEK[0]}' and '{WEEK[1]}'"
# What people used to look up by hand: what landed, the daily fact, units, the region.
LAYERS = {
    "landed": (
        "select report_date, business_unit_id, count(*) as estimators, "
        "sum(total_sales_amount) as sales from staging.stg_servicetitan__daily_wbr "
        f"where report_date {IN_THE_WEEK} and business_unit_id = '{SALES}' "
        "and not is_deleted group by report_date, business_unit_id",
        """
        13 5007 1 13000
        14 5007 1 1500.25
        16 5007 1 300
        17 5007 1 6000
        18 5007 1 0
        """,
    ),
    "by day": (
        "select kpi_date, bu_key, estimates, booked, completed_est, total_sales "
        "from mart_operations.wbr_daily_fact "
        f"where kpi_date {IN_THE_WEEK} and bu_key like '%Nevada%'",
        """
        13 Nevada-Sales 2 2 2 13000
        14 Nevada-Sales 2 1 2 1500.25
        16 Nevada-Sales 1 0 2 300
        17 Nevada-Sales 1 1 1 6000
        18 Nevada-Sales 1 0 1 0
        """,
    ),
    # null where a unit does no such thing, or where none was read
    "of two units": (
        "select kpi_date, bu_key, sales_opportunities, completed_est, wbr_total_sales, "
        "completed_jobs, job_subtotal from mart_operations.kpi_daily_consolidated "
        f"where kpi_date {IN_THE_WEEK} and bu_key like '%Nevada%'",
        """
        13 Nevada-Sales 2 2 13000 null null
        14 Nevada-Sales 2 2 1500.25 null null
        15 Nevada-Sales 0 0 0 null null
        16 Nevada-Sales 1 2 300 null null
        17 Nevada-Sales 1 1 6000 null null
        18 Nevada-Sales 1 1 0 null null
        19 Nevada-Sales null null null null null
        14 Nevada-Production null null null 0 0
        15 Nevada-Production null null null 2 4000
        16 Nevada-Production null null null 0 0
        17 Nevada-Production null null null 0 0
        18 Nevada-Production null null null 2 6700
        19 Nevada-Production null null null null null
        """,
    ),
    "of the region": (
        "select kpi_date, region_label, total_estimates, total_completed_est, "
        "total_wbr_sales, total_completed_jobs, total_job_revenue "
        "from mart_operations.kpi_daily_regional_consolidated "
        f"where kpi_date {IN_THE_WEEK} and region_label = 'Nevada'",
        """
        13 Nevada 2 2 13000 null null
        14 Nevada 2 2 1500.25 0 0
        15 Nevada 0 0 0 2 4000
        16 Nevada 1 2 300 0 0
        17 Nevada 1 1 6000 0 0
        18 Nevada 1 1 0 2 6700
        19 Nevada null null null null null
        """,
    ),
}


@pytest.mark.parametrize("layer", LAYERS)
def test_nevadas_week_is_the_same_in_every_layer(built: Built, layer: str) -> None:
    query, table = LAYERS[layer]
    expected = [
        (WEEK[0].replace(day=int(day)), name, *map(figure, figures))
        for day, name, *figures in map(str.split, table.strip().splitlines())
    ]
    found = [tuple(row.values()) for row in built.rows(query)]
    assert Counter(found) == Counter(expected)


def figure(cell: str) -> Decimal | None:
    return None if cell == "null" else Decimal(cell)


def test_every_test_of_the_area_passes(built: Built) -> None:
    results = built.warehouse.dbt(
        "test",
        "--select",
        "marts.operations,test_type:data",
        "operations",
        AS_OF_DATE=str(TODAY),
    )
    warned = {it.node.name for it in results if it.status == "warn"}
    assert warned == {"every_business_unit_has_a_region"}
