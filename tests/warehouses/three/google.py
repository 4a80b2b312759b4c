"""Every model, run on Google's reference engine from the raw rows of a DuckDB file.

Each model reads what the engine itself found for its parents; only raw and seeds are
DuckDB's.
"""

from __future__ import annotations

import json
import re
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from graphlib import TopologicalSorter
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

import duckdb

from tests.warehouses.googlesql import cells
from tests.warehouses.googlesql.engine import Columns, GoogleSQL, Refused
from tests.warehouses.three.comparison import LogicalType, Table
from tests.warehouses.three.marts import READ_BY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.warehouses.three.marts import Mart

ENGINES = 2
"""How many run side by side, each a copy of its own."""
KINDS = {
    "BIGNUMERIC": LogicalType.NUMBER,
    "BOOL": LogicalType.BOOLEAN,
    "DATE": LogicalType.DATE,
    "FLOAT64": LogicalType.FLOAT,
    "INT64": LogicalType.INTEGER,
    "JSON": LogicalType.JSON,
    "NUMERIC": LogicalType.NUMBER,
    "STRING": LogicalType.TEXT,
    "TIMESTAMP": LogicalType.INSTANT,
}
DUCKDB_KINDS = {
    "BIGINT": "INT64",
    "BOOLEAN": "BOOL",
    "DATE": "DATE",
    "INTEGER": "INT64",
    "JSON": "JSON",
    "TIMESTAMP": "TIMESTAMP",
    "VARCHAR": "STRING",
}
TABLE = re.compile(r"`\w+`\.`(\w+)`\.`(\w+)`")


@dataclass
class Relation:
    """What Google's engine holds of a table or view, in messages of its own."""

    columns: Columns
    content: Any


class ReferenceEngine:
    """Runs models in the order of their dependencies, two at a time."""

    def __init__(self, target: Path, duckdb_file: str) -> None:
        """Take what dbt compiled for BigQuery, and the raw rows."""
        self._manifest = json.loads((target / "manifest.json").read_text())
        self._compiled = target / "compiled"
        self._duckdb = duckdb.connect(duckdb_file, read_only=True)
        self._relations: dict[str, Relation] = {}
        self._engines: SimpleQueue[GoogleSQL] = SimpleQueue()
        for _ in range(ENGINES):
            self._engines.put(GoogleSQL())
        self.refused: dict[str, str] = {}
        """What the engine would not run, and why; nothing that reads it is run."""

    def run(self) -> None:
        """Run everything."""
        nodes = {
            key: node
            for key, node in [
                *self._manifest["sources"].items(),
                *self._manifest["nodes"].items(),
            ]
            if node["resource_type"] in {"source", "seed", "model"}
        }
        parents = self._manifest["parent_map"]
        order = TopologicalSorter(
            {key: [each for each in parents[key] if each in nodes] for key in nodes}
        )
        order.prepare()
        with ThreadPoolExecutor(ENGINES) as pool:
            running: dict[Future[None], str] = {}
            while order.is_active():
                for key in order.get_ready():
                    running[pool.submit(self._take, nodes[key])] = key
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    future.result()
                    order.done(running.pop(future))

    def marts(self, promised: Mapping[str, Mart]) -> dict[str, Table]:
        """Return every relation of every mart schema that was found."""
        return {
            name: Table(
                kinds_of(name, relation.columns, promised),
                cells.rows_of(relation.content),
            )
            for name, relation in self._relations.items()
            if name.startswith(READ_BY)
        }

    def _take(self, node: dict[str, Any]) -> None:
        name = f"{node['schema']}.{node.get('identifier') or node['alias']}"
        if node["resource_type"] != "model":
            self._relations[name] = self._copied(name)
            return
        file = self._compiled / node["package_name"] / node["original_file_path"]
        compiled = file.read_text()
        read = {".".join(each) for each in TABLE.findall(compiled)}
        if missing := sorted(read - self._relations.keys()):
            self.refused[name] = f"it reads {', '.join(missing)}"
            return
        parents = {each: self._relations[each] for each in read}
        engine = self._engines.get()
        try:
            columns, content = engine.evaluate(
                TABLE.sub(r"`\1.\2`", compiled),
                {each: relation.columns for each, relation in parents.items()},
                {each: relation.content for each, relation in parents.items()},
            )
            self._relations[name] = Relation(columns, content)
        except Refused as refused:
            self.refused[name] = str(refused)
        finally:
            self._engines.put(engine)

    def _copied(self, name: str) -> Relation:
        with self._duckdb.cursor() as cursor:
            found = cursor.execute(f"from {name}")
            columns = tuple(
                (column, bigquery_type(str(kind)))
                for column, kind, *_ in found.description
            )
            kinds = [kind for _, kind in columns]
            return Relation(columns, cells.content(kinds, found.fetchall()))


def bigquery_type(kind: str) -> str:
    """Return BigQuery's name of a type of DuckDB's."""
    decimal = re.fullmatch(r"DECIMAL\(\d+,\s*(\d+)\)", kind)
    if decimal:
        return "NUMERIC" if int(decimal[1]) <= 9 else "BIGNUMERIC"
    return DUCKDB_KINDS[kind]


def kinds_of(
    name: str, columns: Columns, promised: Mapping[str, Mart]
) -> dict[str, LogicalType]:
    """Return what the columns of a relation mean."""
    texts = promised[name].json_texts if name in promised else frozenset()
    return {
        column: LogicalType.JSON if column in texts else KINDS[kind]
        for column, kind in columns
    }
