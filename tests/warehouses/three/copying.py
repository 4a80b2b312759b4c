"""Take raw tables from a DuckDB file to Postgres, as if it had been loaded itself."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loaders import warehouses
from loaders.clock import SystemClock
from loaders.pipeline import set_dlt_up
from loaders.run import explain, prepare
from loaders.sources import all_sources
from loaders.unit import Options, Surroundings
from tests.warehouses.building import opened, read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

# dlt's own tables are written by `prepare`, and no model reads them.
RAW_TABLES = r"""
    select
        table_schema || '.' || table_name as name,
        string_agg(column_name, ', ' order by ordinal_position) as columns
    from information_schema.columns
    where
        table_catalog = current_database()
        and table_schema like 'raw$_%' escape '$'
        and table_name not like '$_dlt$_%' escape '$'
    group by table_schema, table_name
    order by name
"""
# Null stands bare, everything else in quotes, an empty text too.
WRITTEN = r"(format csv, header false, null '\N', force_quote *)"
READ = r"(format csv, header false, null '\N')"


def create_raw_tables(environment: Mapping[str, str]) -> None:
    """Create what a load creates before it asks any vendor."""
    set_dlt_up()
    clock = SystemClock()
    warehouse = warehouses.open_warehouse(None, clock, environment)
    around = Surroundings("", warehouse, clock, Options(), _mute, _mute, explain)
    prepare(around, all_sources().values(), is_sandbox=True)


def copy_raw_tables(source: Mapping[str, str], target: Mapping[str, str]) -> int:
    """Copy every cell that loaders left; return how many rows there are."""
    tables = {row["name"]: row["columns"] for row in read_rows(source, RAW_TABLES)}
    with (
        closing(opened(source)) as duckdb,
        closing(opened(target)) as postgres,
        tempfile.TemporaryDirectory() as folder,
    ):
        file = Path(folder) / "table.csv"
        rows = sum(
            _copy(duckdb, postgres, f"{name} ({columns})", file)
            for name, columns in tables.items()
        )
        postgres.cursor().execute("analyze")
        postgres.commit()
    return rows


def _copy(duckdb: Any, postgres: Any, table: str, file: Path) -> int:
    duckdb.execute(f"copy {table} to '{file}' {WRITTEN}")
    with postgres.cursor() as cursor, file.open() as written:
        cursor.copy_expert(f"copy {table} from stdin {READ}", written)
        rows: int = cursor.rowcount
    return rows


def _mute(_: str) -> None:
    pass
