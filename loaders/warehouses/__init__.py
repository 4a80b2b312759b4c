"""The places data can go: everything that differs between warehouses, and only that."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

from loaders.contract import LoaderError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loaders.contract import Clock
    from loaders.warehouses.base import Warehouse

KINDS = {"duckdb": "DuckDB", "postgres": "Postgres", "bigquery": "BigQuery"}


def open_warehouse(
    kind: str | None, clock: Clock, environment: Mapping[str, str] = os.environ
) -> Warehouse:
    """Return the warehouse of that kind, else the one that `WAREHOUSE` names."""
    name = kind or environment.get("WAREHOUSE") or "duckdb"
    if name not in KINDS:
        raise LoaderError(
            f"unknown warehouse '{name}'", f"Choose one of: {', '.join(KINDS)}."
        )
    module = import_module(f"loaders.warehouses.{name}")
    warehouse: Warehouse = getattr(module, KINDS[name])(environment, clock)
    return warehouse
