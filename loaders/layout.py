"""The tables that loaders write: their columns, and what dlt is told of them.

Every raw table of every source has the same columns, so that loaders stay small, types
cannot drift, and a source nobody uses is an empty table.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import dlt
from dlt.common.schema.utils import (
    dlt_id_column,
    new_table,
    pipeline_state_table,
)
from dlt.destinations.impl.bigquery.bigquery_adapter import CLUSTER_COLUMNS_HINT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dlt.common.schema.typing import TTableSchema

    from loaders.contract import Resource, Source

COUNTINGHOUSE = "raw_countinghouse"
ETL_RUN_LOG = "etl_run_log"
SYNC_STATE = "sync_state"
UNIT_LEASE = "unit_lease"
LOAD_ID = "_dlt_load_id"
ROW_ID = "_dlt_id"

RAW_COLUMNS = {
    "connection": "text",
    "source_primary_key": "text",
    "scope": "text",
    "ingestion_time": "timestamp",
    "payload_hash": "text",
    "is_deleted": "bool",
    "raw": "json",
}
_COUNTINGHOUSE_TABLES = {
    ETL_RUN_LOG: {
        "run_id": "text",
        "source": "text",
        "connection": "text",
        "resource": "text",
        "status": "text",
        "started_at": "timestamp",
        "finished_at": "timestamp",
        "rows_read": "bigint",
        "versions_added": "bigint",
        "tombstones_added": "bigint",
        "cursor_before": "text",
        "cursor_after": "text",
        "error": "text",
        "is_sandbox": "bool",
    },
    SYNC_STATE: {
        "source": "text",
        "connection": "text",
        "resource": "text",
        "cursor": "text",
        "last_success_at": "timestamp",
        "last_whole_at": "timestamp",
        "vendor_company_id": "text",
        "vendor_company_name": "text",
        "is_sandbox": "bool",
    },
    UNIT_LEASE: {"unit": "text", "holder": "text", "expires_at": "timestamp"},
}


def raw_schema(source: Source, has_row_ids: bool = False) -> dlt.Schema:
    """Return the schema of a source's dataset, `raw_<source>`."""
    of_dlt = [LOAD_ID, ROW_ID] if has_row_ids else [LOAD_ID]
    tables = {
        resource.raw_table: raw_columns(resource) | dict.fromkeys(of_dlt, "text")
        for resource in source.resources
    }
    return _schema(f"raw_{source.name}", tables, pipeline_state_table(add_dlt_id=True))


def raw_columns(resource: Resource) -> dict[str, str]:
    """Return the columns of the table that a resource lands in."""
    return RAW_COLUMNS | ({resource.part[0]: "text"} if resource.part else {})


@cache
def countinghouse_schema() -> dlt.Schema:
    """Return the schema of the loaders' own dataset."""
    return _schema(COUNTINGHOUSE, _COUNTINGHOUSE_TABLES)


def dlt_columns(columns: Mapping[str, str]) -> dict[str, Any]:
    """Return columns as dlt wants them: new on each call, for dlt changes them."""
    return {name: _column(name, kind) for name, kind in columns.items()}


def _schema(
    name: str, tables: Mapping[str, Mapping[str, str]], *others: TTableSchema
) -> dlt.Schema:
    schema = dlt.Schema(name)
    for table, columns in tables.items():
        hints = list(dlt_columns(columns).values())
        described: Any = new_table(table, write_disposition="append", columns=hints)
        if "source_primary_key" in columns:
            # How BigQuery sorts the versions of a day; nobody else reads it.
            described[CLUSTER_COLUMNS_HINT] = ["connection", "source_primary_key"]
        schema.update_table(described)
    for other in others:
        schema.update_table(other)
    # A schema read back from its own text counts as stored, which dlt insists on.
    return dlt.Schema.from_stored_schema(schema.to_dict())


def _column(name: str, kind: str) -> dict[str, Any]:
    column: dict[str, Any] = {"name": name, "data_type": kind, "nullable": True}
    if kind == "timestamp":
        # Only BigQuery has another type for instants; dlt keeps that one there.
        column["timezone"] = False
    if name == "ingestion_time":
        column["partition"] = True
    if name == ROW_ID:
        column |= dlt_id_column()
    return column
