"""BigQuery is told how to keep large tables, so that a question reads few of its bytes.

Indexes on Postgres are seen to in `tests/models/test_incremental.py`: there are tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.warehouses.large_tables import FOUND_BY

if TYPE_CHECKING:
    from tests.conftest import RunDbt


@pytest.fixture(scope="module")
def models(run_dbt: RunDbt) -> dict[str, Any]:
    """Every model as dbt would build it on BigQuery; parsing asks nobody."""
    manifest = run_dbt(["parse"], env={"WAREHOUSE": "bigquery"})
    return {
        node.name: node
        for node in manifest.nodes.values()
        if node.resource_type == "model"
    }


def told(model: Any) -> tuple[list[str] | None, dict[str, str] | None]:
    return model.config.get("cluster_by"), model.config.get("partition_by")


def by_month(day: str | None) -> dict[str, str] | None:
    return (day and {"field": day, "data_type": "date", "granularity": "month"}) or None


def test_tables_that_people_read_are_kept_as_they_look_for_rows(
    models: dict[str, Any],
) -> None:
    expected = {
        name: ([*keys], by_month(day)) for name, (keys, day) in FOUND_BY.items()
    }
    assert {name: told(models[name]) for name in FOUND_BY} == expected


def test_incremental_tables_are_kept_by_what_is_replaced(
    models: dict[str, Any],
) -> None:
    incremental = {
        name: model
        for name, model in models.items()
        if model.config.materialized == "incremental"
    }
    assert incremental
    for name, model in incremental.items():
        keys, month = told(model)
        assert keys == [model.config.unique_key], name
        days = [column for column in model.columns if column.endswith("_date")]
        assert bool(month) == bool(days), name
