"""The whole house: the sandbox over HTTP, loaded, built, and tied to the cent.

On DuckDB. That Postgres holds the same, cell by cell, `make test-warehouses` sees.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from sandbox.hard_cases import IDS
from sandbox.world import Group
from sandbox.world.truth import Money, open_receivables, revenue_by_month
from tests.models import seeds
from tests.warehouses.building import ROOT
from tests.warehouses.warehouse import Row, Warehouse, differences

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.conftest import RunDbt

Tables = dict[str, Counter[Row]]

TODAY, TOMORROW = "2026-06-30", "2026-07-01"
SCALE = "0.02"
BOOKS = ("xero", "reckon", "quickbooks", "erpnext")
MODELS_ONLY = (
    "--exclude-resource-type",
    "test",
    "--exclude-resource-type",
    "unit_test",
)
# The views on raw say the same on any day.
ON_TOP = *MODELS_ONLY, *seeds.BOOKS_ONLY, "--exclude", "staging"
OPEN_ITEMS = ("ar_open_items", "ap_open_items")
CONTROL_ACCOUNTS = ("ar_control_account", "ap_control_account")
# By journals, by what its accounts say, or by the general ledger of each company.
TIES_TO_A_LEDGER = (
    "xero_harbour",
    "quickbooks_empire",
    "quickbooks_empire_retail",
    "erp_greenfields",
    "erp_kisanmitra",
)


@dataclass
class Demo:
    """A warehouse, and the folder in which its loads keep their state."""

    warehouse: Warehouse
    folder: Path
    marts: Tables = field(default_factory=dict)

    def load(self, today: str) -> None:
        loaded = subprocess.run(
            [sys.executable, "-m", "loaders", *BOOKS, "--sandbox"],
            cwd=self.folder,
            env={
                **os.environ,
                **self.warehouse.environment,
                "PYTHONPATH": str(ROOT),
                "SANDBOX_TODAY": today,
                "SANDBOX_SCALE": SCALE,
            },
            capture_output=True,
            text=True,
        )
        assert loaded.returncode == 0, loaded.stdout + loaded.stderr

    def build(self, *arguments: str, as_of: str = TODAY) -> None:
        self.warehouse.dbt("build", *arguments, AS_OF_DATE=as_of)

    def raw(self) -> Tables:
        tables = self.warehouse.tables(*(f"raw_{book}" for book in BOOKS))
        return {name: rows for name, rows in tables.items() if "._dlt" not in name}

    def rows(self, mart: str) -> list[dict[str, Any]]:
        """Return a mart as the first day's build left it."""
        return [dict(row) for row in self.marts[mart].elements()]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, run_dbt: RunDbt) -> Demo:
    """Load and build, as `make demo` does, which runs every data test too."""
    folder = tmp_path_factory.mktemp("demo")
    path = str(folder / "warehouse.duckdb")
    environment = {"WAREHOUSE": "duckdb", "DUCKDB_PATH": path}
    demo = Demo(Warehouse(environment, run_dbt), folder)
    demo.load(TODAY)
    demo.build(*MODELS_ONLY)
    demo.marts = demo.warehouse.tables("mart_")
    return demo


def test_every_unit_test_passes_on_duckdb(demo: Demo) -> None:
    """No build runs them; Postgres and BigQuery are asked by tests/warehouses."""
    results = demo.warehouse.dbt("test", "--select", "test_type:unit", AS_OF_DATE=TODAY)
    assert {str(result.status) for result in results} == {"pass"}
    assert len(results) > 50


# name: total, the same in NZD, paid, credited, outstanding, days to collect.
# Every hard case is due on the day of issue.
SETTLED = {
    "H02-INV": (200, 200, 0, 0, 200, None),
    "H03-INV": (300, 300, 0, 50, 250, None),
    "H03-CN": (-120, -120, 0, -50, -70, None),
    # 1000 / 0.60; the rest was paid on 10 March: 26 + 28 + 10 days after 5 January
    "H04-INV": (1000, 1666.67, 600, 400, 0, 64),
    # 400 / 0.64
    "H04-CN": (-400, -625, 0, -400, 0, None),
    "H05-CN": (-90, -90, -90, 0, 0, None),
    "H05-CNOLD": (-10, -10, -10, 0, 0, None),
    "H06-A": (100, 100, 100, 0, 0, 15),
    "H06-OP": (-30, -30, 0, -30, 0, None),
    "H06-B": (80, 80, 0, 30, 50, None),
    "H07-PP": (-110, -110, -50, -60, 0, None),
    "H07-INV": (200, 200, 0, 60, 140, None),
    # 500 / 0.625, the last part on 20 February: 26 + 20 days after 5 January
    "H08-INV": (500, 800, 500, 0, 0, 46),
    # 100 / 0.7
    "H09-INV": (100, 142.86, 100, 0, 0, 46),
    "H10-INV": (100, 100, 100, 0, 0, 10),
    # 60 / 0.6, paid before it was issued
    "H11-INV": (60, 100, 60, 0, 0, 0),
    "H12-INV": (70, 70, 0, 0, 70, None),
    "H12-CN": (-40, -40, 0, 0, -40, None),
    # 80 / 0.8 and 80 / 0.5, settled by an older credit on the day of issue
    "H16-CN": (-80, -100, 0, -80, 0, None),
    "H16-INV": (80, 160, 0, 80, 0, 0),
    # 1000 / 0.5 and 1000 / 0.8; credited on 5 February, 31 days after 5 January
    "H13-BILL": (1000, 2000, 0, 1000, 0, 31),
    "H13-CN": (-1000, -1250, 0, -1000, 0, None),
    "H15-OP": (-45, -45, 0, -20, -25, None),
    # 1 to 9 February
    "H15-BILL": (20, 20, 0, 20, 0, 8),
}
COLUMNS = (
    "total_amount",
    "total_amount_base",
    "paid_amount",
    "credited_amount",
    "outstanding_amount",
    "days_to_collect",
)


def test_documents_are_settled_as_worked_out_by_hand(demo: Demo) -> None:
    names = {document_id: name for name, document_id in IDS.items()}
    found = {
        names[row["document_id"]]: tuple(row[column] for column in COLUMNS)
        for mart in ("mart_core.fct_invoice", "mart_core.fct_bill")
        for row in demo.rows(mart)
        if row["document_id"] in names
    }
    assert found == {
        name: (*(Decimal(str(amount)) for amount in amounts), days)
        for name, (*amounts, days) in SETTLED.items()
    }


# name: days past due on 30 June (10 January: 21 + 28 + 31 + 30 + 31 + 30), bucket
OVERDUE = {
    "H02-INV": (171, "over 90", True, True),
    "H06-B": (140, "over 90", True, True),
    # a credit is in its bucket and never late
    "H03-CN": (166, "over 90", False, False),
}


def test_what_is_open_is_as_old_as_worked_out_by_hand(demo: Demo) -> None:
    columns = ("days_overdue", "aging_bucket", "is_overdue", "is_high_risk")
    names = {IDS[name]: name for name in OVERDUE}
    found = {
        names[row["open_item_id"]]: tuple(row[column] for column in columns)
        for row in demo.rows("mart_finance.ar_aging")
        if row["open_item_id"] in names
    }
    assert found == OVERDUE


def test_items_tie_to_the_vendor_and_totals_to_its_ledger(demo: Demo) -> None:
    checks = demo.rows("mart_platform.tie_outs")
    assert {
        (row["check_name"], row["connection"])
        for row in checks
        if not row["check_name"].startswith("known_")
    } == {
        *(
            (check, connection)
            for connection in TIES_TO_A_LEDGER
            for check in (*OPEN_ITEMS, *CONTROL_ACCOUNTS)
        ),
        # its plan does not let the ledger be read
        *((check, "xero_harbour_au") for check in OPEN_ITEMS),
        # at its last export: it has no payables, and no ledger is exported
        ("ar_open_items", "reckon_harbour"),
    }
    assert {row["difference"] for row in checks} == {0}
    assert all(row["item_count"] for row in checks)


def test_only_cents_of_parts_and_items_of_no_list_need_an_explanation(
    demo: Demo,
) -> None:
    explained = demo.rows("mart_platform.tie_out_items")
    assert {row["check_name"] for row in explained} <= {
        *CONTROL_ACCOUNTS,
        # bought and sold, and no longer listed: they go by their codes
        "known_products",
    }
    cents = [row for row in explained if row["check_name"] in CONTROL_ACCOUNTS]
    assert all(abs(row["explained_amount"]) <= Decimal("0.02") for row in cents)
    total = sum(row["explained_amount"] for row in demo.rows("mart_platform.tie_outs"))
    assert sum(row["explained_amount"] for row in explained) == total


def test_every_resource_was_read_and_is_fresh(demo: Demo) -> None:
    resources = demo.rows("mart_platform.data_freshness")
    assert Counter(row["last_status"] for row in resources) == {
        "succeeded": 110,
        # the ledger that one plan does not let be read
        "skipped": 1,
    }
    assert not any(row["is_stale"] for row in resources)


def lived_through() -> Group:
    return Group.begin(date.fromisoformat(TODAY), scale=float(SCALE))


def test_every_months_revenue_is_what_the_business_lived_through(demo: Demo) -> None:
    revenue: dict[tuple[date, str], Money] = defaultdict(Money)
    for row in demo.rows("mart_core.fct_sales_line"):
        if row["entity_key"] == "harbour_roasters":
            month = row["sale_date"].replace(day=1), row["currency_code"]
            revenue[month] = revenue[month].plus(
                row["net_amount"], row["net_amount_base"]
            )
    assert revenue == revenue_by_month(lived_through())
    # from the years in Reckon, through the month of the move, to today
    months = {month for month, _ in revenue}
    assert {date(2023, 5, 1), date(2024, 7, 1), date(2026, 6, 1)} <= months


def without_zeros(books: Mapping[str, Money]) -> dict[str, Money]:
    return {currency: money for currency, money in books.items() if any(money)}


def test_receivables_run_through_the_cut_over_as_they_were_lived(demo: Demo) -> None:
    owed: dict[date, dict[str, Money]] = defaultdict(lambda: defaultdict(Money))
    for row in demo.rows("mart_finance.ar_aging_history"):
        if row["entity_key"] == "harbour_roasters":
            day, currency = row["as_of_date"], row["currency_code"]
            owed[day][currency] = owed[day][currency].plus(
                row["open_amount"], row["open_amount_base"]
            )
    world = lived_through()
    lived = {day: open_receivables(world, day) for day in owed}
    assert {day: without_zeros(books) for day, books in owed.items()} == {
        day: without_zeros(books) for day, books in lived.items()
    }
    # month ends in either system, and the last 90 days
    assert {date(2023, 10, 31), date(2024, 6, 30), date(2024, 7, 31)} <= set(owed)


WORTH = yaml.safe_load((ROOT / "tests/models/hard_cases_xero.yml").read_text())


@pytest.mark.parametrize("as_of", ["2026-01-31", "2026-02-28"])
def test_aging_of_a_past_date_is_as_worked_out_by_hand(demo: Demo, as_of: str) -> None:
    aged = ("int_open_items__aged", "ar_aging", "ap_aging")
    demo.build(*MODELS_ONLY, "--select", *aged, as_of=as_of)
    expected = {
        IDS[name]: worth if isinstance(worth, list) else [worth, worth]
        for case in WORTH
        for name, worth in case["worth"].get(date.fromisoformat(as_of), {}).items()
    }
    found = {
        row["open_item_id"]: [row["open_amount"], row["open_amount_base"]]
        for mart in ("ar_aging", "ap_aging")
        for row in demo.warehouse.rows(f"select * from mart_finance.{mart}")
    }
    for item, worth in expected.items():
        exact = [Decimal(str(amount)) for amount in worth]
        assert found.get(item, [0, 0]) == exact


@pytest.fixture(scope="module")
def loaded_again(demo: Demo) -> tuple[Tables, Tables]:
    before = demo.raw()
    demo.load(TODAY)
    return before, demo.raw()


def test_loading_twice_changes_nothing(loaded_again: tuple[Tables, Tables]) -> None:
    before, after = loaded_again
    assert differences(before, after) == {}
    assert sum(len(rows) for rows in before.values()) > 500


def test_the_next_day_built_on_top_equals_a_full_refresh(
    demo: Demo, loaded_again: tuple[Tables, Tables]
) -> None:
    built = ("intermediate", "mart_core", "mart_finance", "mart_sales")
    demo.load(TOMORROW)
    demo.build(*ON_TOP, as_of=TOMORROW)
    incremental = demo.warehouse.tables(*built)
    demo.build(*ON_TOP, "--full-refresh", as_of=TOMORROW)
    assert differences(incremental, demo.warehouse.tables(*built)) == {}
    yesterday, today = (
        sum(tables["mart_core.fct_subledger_entry"].values())
        for tables in (demo.marts, incremental)
    )
    assert today > yesterday
