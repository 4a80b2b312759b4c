"""Raw tables as the loaders leave them, filled without a vendor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from loaders.exact import land
from loaders.layout import countinghouse_schema, raw_schema
from loaders.sources import all_sources

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.warehouses.googlesql.warehouse import GoogleWarehouse
    from tests.warehouses.warehouse import Warehouse

    AnyWarehouse = Warehouse | GoogleWarehouse

KEYS = {
    (source.name, resource.raw_table): resource.key
    for source in all_sources().values()
    for resource in source.resources
}
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


def create_tables(warehouse: AnyWarehouse) -> None:
    """Create every table that loaders write, all of them empty."""
    schemas = [countinghouse_schema(), *map(raw_schema, all_sources().values())]
    warehouse.create_tables(
        {
            f"{schema.name}.{table['name']}": {
                name: str(column["data_type"])
                for name, column in table["columns"].items()
            }
            for schema in schemas
            for table in schema.data_tables()
        }
    )


def append(warehouse: AnyWarehouse, versions: Iterable[Version]) -> None:
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
