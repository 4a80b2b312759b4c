"""Raw tables as the loaders leave them, filled without a vendor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from loaders.exact import land
from loaders.layout import countinghouse_schema, raw_schema
from loaders.sources import all_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dlt import Schema

    from tests.warehouses.warehouse import Warehouse

KEYS = {
    (source.name, resource.raw_table): resource.key
    for source in all_sources().values()
    for resource in source.resources
}
TYPES = {"bool": "boolean"}
JSON = {"duckdb": "json", "postgres": "jsonb"}
FIRST_SEEN = datetime(2026, 6, 1)


@dataclass(frozen=True)
class Version:
    """One version of one record; its id is what the source keys it by, or is told."""

    table: str
    payload: dict[str, Any]
    is_deleted: bool = False
    seen_at: datetime = FIRST_SEEN
    connection: str = "xero_harbour"
    source: str = "xero"
    told_id: str = ""

    @property
    def record_id(self) -> str:
        return self.told_id or str(self.payload[KEYS[self.source, self.table]])


def create_tables(warehouse: Warehouse) -> None:
    """Create every table that loaders write, all of them empty."""
    schemas = [countinghouse_schema(), *map(raw_schema, all_sources().values())]
    statements = [
        each for schema in schemas for each in _definitions(warehouse, schema)
    ]
    warehouse.execute(*statements)


def _definitions(warehouse: Warehouse, schema: Schema) -> Iterator[str]:
    yield f"create schema {schema.name}"
    types = {**TYPES, "json": JSON[warehouse.kind]}
    for table in schema.data_tables():
        kinds = {
            name: str(each["data_type"]) for name, each in table["columns"].items()
        }
        columns = ", ".join(
            f"{name} {types.get(kind, kind)}" for name, kind in kinds.items()
        )
        yield f"create table {schema.name}.{table['name']} ({columns})"


def append(warehouse: Warehouse, versions: Iterable[Version]) -> None:
    """Append versions to the raw tables of their sources."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for version in versions:
        table = f"raw_{version.source}.{version.table}"
        tables.setdefault(table, []).append(_row(version))
    for table, rows in tables.items():
        warehouse.insert(table, rows)


def remember_companies(warehouse: Warehouse, source: str, *connections: str) -> None:
    """Tell whose books the connections are, as a loader does that has succeeded."""
    rows = [
        {"source": source, "connection": each, "vendor_company_name": each}
        for each in connections
    ]
    warehouse.insert("raw_countinghouse.sync_state", rows)


def _row(version: Version) -> dict[str, Any]:
    raw, payload_hash = land(version.payload, frozenset(), frozenset())
    return {
        "connection": version.connection,
        "source_primary_key": version.record_id,
        "ingestion_time": version.seen_at,
        "payload_hash": payload_hash.hex(),
        "is_deleted": version.is_deleted,
        "raw": raw,
    }
