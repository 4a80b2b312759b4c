"""Models run on Google's engine as BigQuery would run them, and a difference shows."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from tests.warehouses.googlesql import cells
from tests.warehouses.three.comparison import Table, compare
from tests.warehouses.three.google import ReferenceEngine
from tests.warehouses.three.marts import Mart, kind_of

if TYPE_CHECKING:
    from pathlib import Path

SUNDAY = date(2026, 6, 28)
RAW = "`local`.`raw_till`.`sales`"
STAGED = "`local`.`staging`.`stg_sales`"
STAGE = f"select day, cast(amount as numeric) as amount from {RAW}"
WEEK = f"""
    select date_trunc(day, week(monday)) as week_date, sum(amount) as amount
    from {STAGED}
    group by week_date
"""


def built(folder: Path, mart: str) -> dict[str, Table]:
    """Run a model that stages a raw table, and a mart that reads it."""
    engine = run(folder, {"staging.stg_sales": STAGE, "mart_till.sales_weekly": mart})
    assert engine.refused == {}
    return engine.marts({})


def run(folder: Path, models: dict[str, str]) -> ReferenceEngine:
    """Run models, each of which reads the one before it, from two sales."""
    file = str(folder / "warehouse.duckdb")
    with duckdb.connect(file) as warehouse:
        warehouse.execute("create schema raw_till")
        columns = "day date, amount numeric(19, 4)"
        warehouse.execute(f"create table raw_till.sales ({columns})")
        sales = [(SUNDAY, Decimal("0.10")), (SUNDAY, Decimal("0.20"))]
        warehouse.executemany("insert into raw_till.sales values (?, ?)", sales)
    source = {"schema": "raw_till", "identifier": "sales", "resource_type": "source"}
    nodes: dict[str, Any] = {}
    parents: dict[str, list[str]] = {"source": []}
    for name, sql in models.items():
        schema, alias = name.split(".")
        path = f"models/{alias}.sql"
        parents[name] = [list(parents)[-1]]
        nodes[name] = {
            "schema": schema,
            "alias": alias,
            "resource_type": "model",
            "package_name": "till",
            "original_file_path": path,
        }
        compiled = folder / "compiled/till" / path
        compiled.parent.mkdir(parents=True, exist_ok=True)
        compiled.write_text(sql)
    manifest = {"sources": {"source": source}, "nodes": nodes, "parent_map": parents}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    engine = ReferenceEngine(folder, file)
    engine.run()
    return engine


def ours() -> Table:
    """What DuckDB builds: one week, from Monday, with an exact amount."""
    types = {"week_date": "date", "amount": "decimal(38,4)"}
    kinds = {name: kind_of(kind, name) for name, kind in types.items()}
    return Table(kinds, [(date(2026, 6, 22), Decimal("0.3000"))])


def test_a_mart_is_what_its_parents_were_found_to_be(tmp_path: Path) -> None:
    [(name, theirs)] = built(tmp_path, WEEK).items()
    assert name == "mart_till.sales_weekly"
    assert compare(name, ours(), theirs) == []


def test_a_week_that_starts_on_sunday_differs(tmp_path: Path) -> None:
    theirs = built(tmp_path, WEEK.replace("week(monday)", "week"))
    assert compare("mart", ours(), theirs["mart_till.sales_weekly"]) == [
        "mart: 1 of its rows differ",
        "  once more on ours: week_date=2026-06-22, amount=0.3000",
        "  once more on theirs: week_date=2026-06-28, amount=0.300000000",
    ]


def test_an_amount_as_a_float_differs(tmp_path: Path) -> None:
    theirs = built(tmp_path, WEEK.replace("(amount)", "(cast(amount as float64))"))
    assert compare("mart", ours(), theirs["mart_till.sales_weekly"]) == [
        "mart: amount is exact number on ours, float on theirs"
    ]


def test_what_is_refused_is_named_and_so_is_what_reads_it(tmp_path: Path) -> None:
    staged = STAGE.replace("cast(amount as numeric)", "amount::numeric")
    models = {"staging.stg_sales": staged, "mart_till.sales_weekly": WEEK}
    engine = run(tmp_path, models)
    assert "Syntax error" in engine.refused["staging.stg_sales"]
    assert engine.refused["mart_till.sales_weekly"] == "it reads staging.stg_sales"
    assert engine.marts({}) == {}


def test_a_text_that_holds_json_is_compared_as_json(tmp_path: Path) -> None:
    mart = f"select to_json_string(day) as told from {STAGED}"
    engine = run(tmp_path, {"staging.stg_sales": STAGE, "mart_till.told": mart})
    promised = {"mart_till.told": Mart(json_texts=frozenset({"told"}))}
    assert engine.marts({})["mart_till.told"].columns["told"].value == "text"
    assert engine.marts(promised)["mart_till.told"].columns["told"].value == "json"


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("BOOL", [True, False, None]),
        ("INT64", [0, -(2**63), 2**63 - 1]),
        ("STRING", ["", "caf\u00e9"]),
        ("DATE", [date(1, 1, 1), date(9999, 12, 31)]),
        ("JSON", ['{"a":1.10}']),
        ("NUMERIC", [Decimal("-0.000000001"), Decimal("12345678901234567.89")]),
        ("BIGNUMERIC", [Decimal("-0.0000000001"), Decimal(10) ** 28]),
        ("TIMESTAMP", [datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)]),
    ],
)
def test_a_value_goes_to_google_and_comes_back(kind: str, values: list[Any]) -> None:
    content = cells.content([kind], [[value] for value in values])
    assert cells.rows_of(content) == [(value,) for value in values]
