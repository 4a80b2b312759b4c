"""Read what a build left for readers: every relation of every mart schema."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.warehouses.building import opened, read_rows
from tests.warehouses.three.comparison import LogicalType, Table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

READ_BY = "mart_"
COLUMNS = rf"""
    select
        table_schema || '.' || table_name as relation,
        column_name,
        lower(data_type) as data_type
    from information_schema.columns
    where
        table_catalog = current_database()
        and table_schema like '{READ_BY.replace("_", "$_")}%' escape '$'
    order by relation, ordinal_position
"""
# Without length and precision; what is not here is no type for a reader.
KINDS = {
    "character varying": LogicalType.TEXT,
    "text": LogicalType.TEXT,
    "varchar": LogicalType.TEXT,
    "bigint": LogicalType.INTEGER,
    "integer": LogicalType.INTEGER,
    "decimal": LogicalType.NUMBER,
    "numeric": LogicalType.NUMBER,
    "double": LogicalType.FLOAT,
    "double precision": LogicalType.FLOAT,
    "float": LogicalType.FLOAT,
    "real": LogicalType.FLOAT,
    "date": LogicalType.DATE,
    "timestamp": LogicalType.INSTANT,
    "timestamp with time zone": LogicalType.INSTANT,
    "timestamp without time zone": LogicalType.INSTANT,
    "boolean": LogicalType.BOOLEAN,
    "json": LogicalType.JSON,
    "jsonb": LogicalType.JSON,
}


@dataclass(frozen=True)
class Mart:
    """What a model's properties say of its columns."""

    volatile: frozenset[str] = frozenset()
    """Columns that differ between two builds by nature."""
    json_texts: frozenset[str] = frozenset()
    """Columns of text that hold JSON, spelled as each warehouse spells it."""


def promised_marts(target_path: Path) -> dict[str, Mart]:
    """Return every mart of the manifest that a build wrote, by schema and name."""
    manifest = json.loads((target_path / "manifest.json").read_text())
    return {
        f"{node['schema']}.{node['alias']}": Mart(
            volatile=columns_with(node, "volatile"),
            json_texts=columns_with(node, "json_text"),
        )
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["path"].startswith("marts/")
    }


def columns_with(node: Mapping[str, Any], mark: str) -> frozenset[str]:
    """Return the columns of a model whose `meta` bears a mark."""
    return frozenset(
        name
        for name, column in node["columns"].items()
        if column["config"]["meta"].get(mark)
    )


def held_marts(
    environment: Mapping[str, str], promised: Mapping[str, Mart]
) -> dict[str, Table]:
    """Read every relation of every mart schema of a warehouse."""
    columns: dict[str, dict[str, LogicalType]] = {}
    for row in read_rows(environment, COLUMNS):
        name, column = row["relation"], row["column_name"]
        kind = kind_of(row["data_type"], f"{name}.{column}")
        if name in promised and column in promised[name].json_texts:
            kind = LogicalType.JSON
        columns.setdefault(name, {})[column] = kind
    with closing(opened(environment)) as connection:
        return {
            name: Table(kinds, rows_of(connection, name, kinds))
            for name, kinds in columns.items()
        }


def kind_of(data_type: str, whose: str) -> LogicalType:
    """Return what a warehouse's type means."""
    try:
        return KINDS[data_type.partition("(")[0].strip()]
    except KeyError:
        raise ValueError(f"{whose} is {data_type}: no type for a mart") from None


def rows_of(
    connection: Any, relation: str, kinds: Mapping[str, LogicalType]
) -> list[tuple[Any, ...]]:
    """Read a relation; JSON as its text, for drivers would read numbers as floats."""
    columns = ", ".join(
        f"cast({name} as text)" if kind is LogicalType.JSON else name
        for name, kind in kinds.items()
    )
    cursor = connection.cursor()
    cursor.execute(f"select {columns} from {relation}")
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
