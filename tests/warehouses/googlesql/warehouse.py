"""A warehouse of Google's reference engine: tables held here, queries run there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.warehouses.googlesql import cells
from tests.warehouses.googlesql.engine import Columns, GoogleSQL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.conftest import RunDbt

NAME = re.compile(r"\braw_\w+[.]\w+")
TYPES = {
    "bigint": "INT64",
    "bool": "BOOL",
    "json": "JSON",
    "text": "STRING",
    "timestamp": "TIMESTAMP",
}


@dataclass(frozen=True)
class GoogleWarehouse:
    """What tests of macros ask of a warehouse, answered by Google's engine.

    No incremental model and no test of dbt's runs here: it evaluates queries.
    """

    environment: Mapping[str, str]
    run_dbt: RunDbt
    kind: str = "bigquery"
    _engine: GoogleSQL = field(default_factory=GoogleSQL)
    _columns: dict[str, Columns] = field(default_factory=dict)
    _rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def dbt(self, *arguments: str, **environment: str) -> Any:
        return self.run_dbt(arguments, {**self.environment, **environment})

    def drop_schemas(self) -> None:
        """Drop every table."""
        self._columns.clear()
        self._rows.clear()

    def create_tables(self, tables: Mapping[str, Mapping[str, str]]) -> None:
        """Create tables by dlt's names of their columns' types."""
        for name, columns in tables.items():
            self._columns[name] = tuple(
                (column, TYPES[kind]) for column, kind in columns.items()
            )
            self._rows[name] = []

    def insert(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows; a column that a row does not name is null."""
        self._rows[name].extend(map(dict, rows))

    def rows(self, query: str) -> list[dict[str, Any]]:
        """Return what a query finds."""
        named = set(NAME.findall(query)) & self._columns.keys()
        query = NAME.sub(r"`\g<0>`", query)
        columns, content = self._engine.evaluate(
            query,
            {name: self._columns[name] for name in named},
            {name: self._content(name) for name in named},
        )
        return [
            {name: plain(cell) for (name, _), cell in zip(columns, row, strict=True)}
            for row in cells.rows_of(content)
        ]

    def _content(self, table: str) -> Any:
        columns = self._columns[table]
        rows = [[row.get(name) for name, _ in columns] for row in self._rows[table]]
        return cells.content([kind for _, kind in columns], rows)


def plain(cell: Any) -> Any:
    """Return an instant as the other warehouses give it: UTC, without saying so."""
    return cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell
