"""Builds at several sizes of history: whole, and after a day's work."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.changing import sales_lines, work_a_day
from benchmarks.house import LOAD, dbt, empty_house, said, unlimited_sandbox
from benchmarks.measuring import Cost, cost_of
from tests.warehouses.building import read_rows
from tests.warehouses.postgres_server import running_server
from tests.warehouses.warehouse import Warehouse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

# The vendors that keep most of the sales. ERPNext hands out documents one by one: to
# fill it would take longer than all else, and measure HTTP.
SOURCES = ("xero", "reckon", "quickbooks")
# What these serve at a large scale, by scale: lines of fct_sales_line.
SALES_LINES_AT_SCALE_1 = 35_800
SIZES = (
    ("duckdb", 10_000),
    ("duckdb", 100_000),
    ("duckdb", 1_000_000),
    ("postgres", 100_000),
)
SAME_LINES = 1000
DAYS = 3
# dbt reads the project, the state and the warehouse, and finds nothing to build.
START_UP = "nothing: dbt's start-up"
NOTHING = ("build", "--resource-type", "exposure")
POSTMASTER = "select split_part(pg_read_file('postmaster.pid'), chr(10), 1) as process"


@dataclass
class Measured:
    """What building one warehouse cost, by what was asked of it."""

    kind: str
    sales_lines: int
    costs: dict[str, Cost] = field(default_factory=dict)
    days: list[Cost] = field(default_factory=list)
    node_seconds: Counter[str] = field(default_factory=Counter)
    """Of the last build: the seconds of each node, by kind and name."""

    def add(self, what: str, cost: Cost) -> None:
        """Keep what something cost, and say so."""
        said(f"{self.kind}, {self.sales_lines:,} sales lines, {what}", cost)
        self.costs[what] = cost

    @property
    def start_up(self) -> Cost:
        """Return what dbt costs before it builds anything."""
        return self.costs[START_UP]

    @property
    def cheapest_day(self) -> Cost:
        """Return the day that the rest of the machine disturbed least."""
        return min(self.days, key=lambda cost: cost.cpu_seconds)


def measured(kind: str, lines: int) -> Measured:
    """Fill a warehouse, build it, change it and build it again."""
    with filled_warehouse(kind, lines) as (warehouse, folder):
        whole = warehouse.dbt("build")
        found = Measured(kind, sales_lines(warehouse))
        found.add("all of it", whole)
        hundredth = found.sales_lines // 100
        changed = work_a_day(warehouse, hundredth, "hundredth")
        found.add(f"after {changed:,} lines changed", warehouse.dbt("build"))
        for day in range(DAYS):
            work_a_day(warehouse, SAME_LINES, f"day{day}")
            found.days.append(warehouse.dbt("build"))
        found.add(f"after {SAME_LINES:,} lines changed", found.cheapest_day)
        found.node_seconds = node_seconds(folder)
        found.add(START_UP, warehouse.dbt(*NOTHING))
        return found


@contextmanager
def filled_warehouse(kind: str, lines: int) -> Iterator[tuple[Warehouse, Path]]:
    """Load about so many sales lines over HTTP into an empty warehouse."""
    scale = f"{lines / SALES_LINES_AT_SCALE_1:.4f}"
    with (
        database(kind) as (settings, server),
        empty_house(SANDBOX_SCALE=scale, **settings) as (folder, environment),
    ):
        with unlimited_sandbox(environment, *SOURCES) as connections:
            load = cost_of([*LOAD, *SOURCES], folder, {**environment, **connections})
        said(f"{kind}, load {lines:,} sales lines", load)
        yield Warehouse(environment, partial(run_dbt, folder, server)), folder


@contextmanager
def database(kind: str) -> Iterator[tuple[dict[str, str], int | None]]:
    """Yield what an empty warehouse is reached by, and its server's process."""
    if kind == "duckdb":
        yield {}, None
        return
    with running_server() as server, server.database() as reached:
        settings = {"WAREHOUSE": kind, **reached}
        yield settings, int(read_rows(settings, POSTMASTER)[0]["process"])


def run_dbt(
    folder: Path,
    server: int | None,
    arguments: Sequence[str],
    env: Mapping[str, str],
    target_path: Path | None = None,
) -> Cost:
    """Run dbt as people do, as a command, and return what it cost."""
    return cost_of(dbt(target_path or folder, *arguments), folder, env, server)


def node_seconds(folder: Path) -> Counter[str]:
    """Return how long the nodes of the last build took; those of a name together."""
    results = json.loads((folder / "target/run_results.json").read_text())["results"]
    seconds: Counter[str] = Counter()
    for node in results:
        kind, _, name = node["unique_id"].split(".")[:3]
        seconds[f"{kind.replace('_', ' ')} `{name}`"] += node["execution_time"]
    return seconds
