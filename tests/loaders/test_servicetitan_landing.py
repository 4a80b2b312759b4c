"""ServiceTitan, from the command line to the rows in the warehouse."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb as engine
import pytest
from click.testing import CliRunner, Result
from dlt.common.configuration.container import Container
from dlt.common.configuration.specs.pluggable_run_context import PluggableRunContext

from loaders import job
from loaders.__main__ import main
from loaders.servicetitan import RESOURCES
from tests.loaders.servicetitan import (
    ANDYS,
    PAINTERS,
    PRODUCTION,
    SALES,
    WBR,
    ServiceTitan,
    day,
    scope,
    servicetitan,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PREFIX = "SOURCES__SERVICETITAN__CONNECTIONS__"


@dataclass(frozen=True)
class Books:
    """A vendor, configured as people do it, and the warehouse it is loaded into."""

    vendor: ServiceTitan
    path: str
    patch: pytest.MonkeyPatch

    def configure(self) -> None:
        for key, value in {
            **self.vendor.given,
            "reports": self.vendor.reports,
        }.items():
            text = json.dumps(value) if isinstance(value, dict) else str(value)
            self.patch.setenv(f"{PREFIX}{PAINTERS}__{key}".upper(), text)

    def load(self, *arguments: str) -> Result:
        """Load, an hour after whatever happened last."""
        self.vendor.clock.advance(hours=1)
        self.vendor.runs.clear()
        self.configure()
        return CliRunner().invoke(main, ["servicetitan", *arguments])

    def well(self, *arguments: str) -> str:
        result = self.load(*arguments)
        assert result.exit_code == 0, result.output
        return result.output

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with engine.connect(self.path, read_only=True) as connection:
            return connection.execute(query).fetchall()

    def alive(self, table: str) -> list[tuple[str, dict[str, Any]]]:
        """Scope and payload of each row whose latest version is no tombstone."""
        latest = (
            "row_number() over (partition by connection, source_primary_key "
            "order by ingestion_time desc)"
        )
        query = (
            f"select scope, raw from (select *, {latest} as age "
            f"from raw_servicetitan.{table}) where age = 1 and not is_deleted "
            "order by scope, source_primary_key"
        )
        return [(found, json.loads(raw)) for found, raw in self.rows(query)]

    def sums(self, table: str, column: str) -> dict[str, float]:
        """The sum of a column by scope, as the warehouse holds it now."""
        found: dict[str, float] = {}
        for of_scope, raw in self.alive(table):
            found[of_scope] = found.get(of_scope, 0) + float(raw[column])
        return found

    def count(self) -> int:
        """All versions and tombstones there are."""
        return sum(
            self.rows(f"select count(*) from raw_servicetitan.{resource.name}")[0][0]
            for resource in RESOURCES
        )


@pytest.fixture
def vendor(monkeypatch: pytest.MonkeyPatch) -> Iterator[ServiceTitan]:
    with servicetitan(monkeypatch) as vendor:
        yield vendor


@pytest.fixture
def books(
    vendor: ServiceTitan,
    duckdb: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Books:
    """One connection, in a folder of its own, on the vendor's clock."""
    monkeypatch.chdir(tmp_path)
    for name, value in duckdb.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(job, "SystemClock", lambda: vendor.clock)
    return Books(vendor, duckdb["DUCKDB_PATH"], monkeypatch)


def test_every_resource_lands_and_loading_twice_changes_nothing(books: Books) -> None:
    work = books.vendor.work(day(28), subtotal="1234.50")
    books.vendor.payment(work, "1000.25", on=day(29))
    books.vendor.visit(day(29), SALES, sold="900")
    books.vendor.work(day(33), subtotal="8450.75")
    output = books.well()
    log = "select resource, status, rows_read from raw_countinghouse.etl_run_log"
    assert {(name, status) for name, status, _ in books.rows(log)} == {
        (resource.name, "succeeded") for resource in RESOURCES
    }
    assert all(rows for *_, rows in books.rows(log)), books.rows(log)
    held = books.count()
    assert "daily_wbr: 49 report runs of 7 reports, about" in output
    for again in ((), ("--full-refresh",)):
        books.well(*again)
        assert books.count() == held


def test_the_reports_land_as_their_rows_say(books: Books) -> None:
    work = books.vendor.work(day(28), subtotal="1234.50")
    books.vendor.payment(work, "1000.25", on=day(29))
    books.vendor.visit(day(29), SALES, sold="900")
    books.vendor.work(day(33), ANDYS, subtotal="8450.75")
    books.well()
    expected = {
        "leads": (scope("leads", SALES, day(29)), "JobStatus", "Completed"),
        "foreman": (scope("foreman", PRODUCTION, day(28)), "Subtotal", "1234.5"),
        "collections": (
            scope("collections", PRODUCTION, day(29)),
            "Amount",
            "1000.25",
        ),
        "daily_wbr": (scope("daily_wbr", SALES, day(29)), "TotalSales", 900),
        "future_bookings": (
            scope("future_bookings", ANDYS, day(33)),
            "Subtotal",
            "8450.75",
        ),
    }
    for table, (of_scope, column, value) in expected.items():
        [(found, raw)] = books.alive(table)
        assert (found, raw[column]) == (of_scope, value)
    [(_, paid)] = books.alive("collections")
    assert "CheckNumber" not in paid


def test_a_week_is_read_again_as_the_seeds_do(books: Books) -> None:
    """Only that unit's days; others, and other days, stay as they were."""
    for number, unit in ((21, SALES), (22, SALES), (23, ANDYS)):
        books.vendor.visit(day(number), unit, sold="100")
    month = ("--since", "2026-06-01", "--until", "2026-06-30")
    books.well("--resource", "daily_wbr", *month)
    for number, unit in ((21, SALES), (22, SALES), (23, ANDYS), (24, SALES)):
        books.vendor.visit(day(number), unit, sold="50")
    asked = ("--business-unit", "Phoenix-Sales", "--since", "2026-06-22")
    output = books.well("--resource", "daily_wbr", *asked, "--until", "2026-06-28")
    assert "7 report runs of 1 report, about 8 minutes (7 min 14 s)" in output
    assert {run.report_id for run in books.vendor.runs} == {WBR[5001]}
    # The 22nd: 100 + 50, and the 24th: 50. The 21st and Andy's 23rd were not asked for.
    assert books.sums("daily_wbr", "TotalSales") == {
        scope("daily_wbr", SALES, day(21)): 100,
        scope("daily_wbr", SALES, day(22)): 150,
        scope("daily_wbr", SALES, day(24)): 50,
        scope("daily_wbr", ANDYS, day(23)): 100,
    }


def test_windows_that_overlap_and_restate_leave_one_truth(books: Books) -> None:
    visit = books.vendor.visit(day(28), SALES, sold="100")
    work = books.vendor.work(day(28), subtotal="70")
    paid = books.vendor.payment(work, "40.5", on=day(28))
    books.vendor.payment(work, "40.5", on=day(28))
    books.well()
    books.vendor.clock.advance(days=1)
    books.vendor.office.sell(books.vendor.office.offer(visit, "More", paid.amount))
    books.vendor.office.void(paid)
    books.vendor.office.move(work, day(27))
    books.well()
    assert books.sums("daily_wbr", "TotalSales") == {
        scope("daily_wbr", SALES, day(28)): 140.5
    }
    assert books.sums("foreman", "Subtotal") == {
        scope("foreman", PRODUCTION, day(27)): 70
    }
    assert len(books.alive("leads")) == 1


def test_a_job_that_moved_out_of_an_old_window_is_there_once(books: Books) -> None:
    """Its old day is read no more; the number tells that it is the same job."""
    work = books.vendor.work(day(1), subtotal="70")
    books.vendor.reports["foreman"]["days"] = 40
    books.well("--resource", "foreman")
    books.vendor.clock.advance(days=1)
    books.vendor.office.move(work, day(30))
    books.vendor.reports["foreman"]["days"] = 3
    books.well("--resource", "foreman")
    assert books.sums("foreman", "Subtotal") == {
        scope("foreman", PRODUCTION, day(30)): 70
    }


def test_a_deleted_lead_is_gone_and_a_day_without_rows_is_empty(books: Books) -> None:
    lead = books.vendor.lead(day(28))
    books.well("--resource", "leads")
    books.vendor.office.delete(lead)
    books.well("--resource", "leads")
    assert books.alive("leads") == []


def test_a_unit_renamed_leaves_one_truth_in_the_same_scope(books: Books) -> None:
    work = books.vendor.work(day(28), PRODUCTION)
    books.vendor.payment(work, "40.5", on=day(28))
    books.well("--resource", "collections")
    unit = books.vendor.unit(PRODUCTION)
    books.vendor.office.rename_unit(unit, "Phoenix Painters")
    books.well("--resource", "collections")
    [(of_scope, raw)] = books.alive("collections")
    assert of_scope == scope("collections", PRODUCTION, day(28))
    assert raw["InvoiceBusinessUnit"] == "Phoenix Painters"


def test_one_broken_report_of_wbr_lands_the_others_and_fails(books: Books) -> None:
    for unit in (SALES, ANDYS):
        books.vendor.visit(day(28), unit, sold="100")
    books.well("--resource", "daily_wbr")
    for unit in (SALES, ANDYS):
        books.vendor.visit(day(28), unit, sold="50")
    report = books.vendor.tenant.report("daily_wbr", WBR[5003])
    report.drop_field("TotalSales", books.vendor.clock.now())
    result = books.load("--resource", "daily_wbr")
    assert result.exit_code == 1
    assert "has lost TotalSales" in result.output.splitlines()[-1]
    assert books.sums("daily_wbr", "TotalSales") == {
        scope("daily_wbr", SALES, day(28)): 150,
        scope("daily_wbr", ANDYS, day(28)): 100,
    }


def test_a_report_that_fails_leaves_its_last_day_unread(books: Books) -> None:
    """And no day is left out when it is well again, ten days later."""
    cursor = "select cursor from raw_countinghouse.sync_state"
    books.vendor.reports["leads"]["days"] = 2
    books.well("--resource", "leads")
    books.vendor.clock.advance(days=10)
    books.vendor.faults.answer("leads", 400, {"title": "No"})
    assert books.load("--resource", "leads").exit_code == 1
    assert books.rows(cursor) == [("2026-06-30",)]
    books.well("--resource", "leads")
    assert books.vendor.runs[0].values["From"] == "2026-06-30"
    assert books.rows(cursor) == [("2026-07-10",)]


def test_a_bounded_read_moves_no_cursor(books: Books) -> None:
    books.well("--resource", "leads", "--since", "2026-06-01")
    books.well("--resource", "leads", "--business-unit", "Tucson-Sales")
    assert books.rows("select cursor from raw_countinghouse.sync_state") == [(None,)]


def test_a_page_that_repeats_buries_nothing(books: Books) -> None:
    for number in (26, 27, 28):
        books.vendor.lead(day(number))
    books.well("--resource", "leads")
    books.vendor.tenant.max_page_size = 2
    books.vendor.tenant.report("leads").repeats_first_page = "openly"
    assert books.load("--resource", "leads").exit_code == 1
    assert len(books.alive("leads")) == 3


def test_plain_names_hold_the_reports_as_json(books: Books) -> None:
    books.vendor.lead(day(28))
    for key, value in books.vendor.given.items():
        text = json.dumps(value) if isinstance(value, dict) else str(value)
        books.patch.setenv(f"SERVICETITAN_{key}".upper(), text)
    result = CliRunner().invoke(main, ["servicetitan", "--resource", "leads"])
    assert result.exit_code == 0, result.output
    assert len(books.alive("leads")) == 1


def test_reports_may_stand_in_a_file(books: Books, tmp_path: Path) -> None:
    books.vendor.lead(day(28))
    (tmp_path / ".dlt").mkdir(exist_ok=True)
    given = {**books.vendor.given, "reports": {}}
    lines = ["[sources.servicetitan.connections.titan]"]
    lines += [f'{key} = "{value}"' for key, value in given.items() if value]
    lines += [
        "[sources.servicetitan.connections.titan.reports.leads]",
        "report_id = 410000201",
        "[sources.servicetitan.connections.titan.reports.daily_wbr.report_ids]",
        "5001 = 410000102",
    ]
    (tmp_path / ".dlt" / "secrets.toml").write_text("\n".join(lines))
    context = Container()[PluggableRunContext]
    context.reload_providers()
    try:
        result = CliRunner().invoke(main, ["servicetitan", "--resource", "leads"])
    finally:
        (tmp_path / ".dlt" / "secrets.toml").unlink()
        context.reload_providers()
    assert result.exit_code == 0, result.output
    assert len(books.alive("leads")) == 1


def test_check_loads_nothing_and_says_who_it_is(books: Books) -> None:
    output = books.well("--check")
    assert "is Phoenix-Sales, Phoenix-Production, Andy's Painting-Sales" in output
    assert books.vendor.runs == []


def test_the_sandbox_is_read_in_the_days_that_it_lives_in(
    duckdb: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its date may be fixed: a window that ends today would find nothing."""
    monkeypatch.chdir(tmp_path)
    for name, value in {**duckdb, "SANDBOX_TODAY": "2025-08-31"}.items():
        monkeypatch.setenv(name, value)
    asked = ["servicetitan", "--sandbox", "--resource", "leads"]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
    with engine.connect(duckdb["DUCKDB_PATH"], read_only=True) as connection:
        query = "select distinct scope from raw_servicetitan.leads"
        days = {
            json.loads(found)["day"]
            for (found,) in connection.execute(query).fetchall()
        }
    # August has 31 days, and on the last one's morning nothing has happened yet.
    assert days
    assert min(days) >= "2025-08-02"
    assert max(days) <= "2025-08-30"
