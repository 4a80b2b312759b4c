"""dbt, run from a test, says what failed and lets go of the warehouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.warehouses.building import read_rows

if TYPE_CHECKING:
    from tests.conftest import RunDbt


def test_a_failing_build_names_the_model_and_frees_the_warehouse(
    run_dbt: RunDbt,
    duckdb: dict[str, str],
) -> None:
    with pytest.raises(AssertionError, match=r"(?s)stg_xero__items: .*raw_xero"):
        run_dbt(["run", "--select", "stg_xero__items"], env=duckdb)
    assert read_rows(duckdb, "select 1 as one") == [{"one": 1}]
