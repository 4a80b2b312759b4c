"""Every model, run on Google's reference engine from raw on, beside what DuckDB built.

Each model reads what the engine itself found for its parents. The marts are compared
with DuckDB's, cell by cell and type by type; where an earlier model went astray, one of
them tells. Usage, in the environment of `requirements.in`: judge.py TARGET DUCKDB_FILE,
TARGET being where dbt compiled the project for BigQuery.
"""

from __future__ import annotations

import json
import re
import sys
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import duckdb

from tests.warehouses.three import cells
from tests.warehouses.three.comparison import LogicalType, Table, compare
from tests.warehouses.three.googlesql import Columns, GoogleSQL, Refused

ENGINES = 2
"""How many run side by side, each a copy of its own."""
OURS = {
    "BIGINT": "INT64",
    "BOOLEAN": "BOOL",
    "DATE": "DATE",
    "INTEGER": "INT64",
    "JSON": "JSON",
    "TIMESTAMP": "TIMESTAMP",
    "VARCHAR": "STRING",
}
MEANINGS = {
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
TABLE = re.compile(r"`(\w+)`\.`(\w+)`\.`(\w+)`")
SIDES = ("duckdb", "google")


@dataclass
class Relation:
    """What Google's engine holds of a table or view."""

    columns: Columns
    content: Any

    def table(self) -> Table:
        columns = {name: MEANINGS[kind] for name, kind in self.columns}
        return Table(columns, cells.rows_of(self.content))


class DuckDB:
    """What DuckDB built, and the raw tables that it built it from."""

    def __init__(self, path: str) -> None:
        self._connection = duckdb.connect(path, read_only=True)

    def read(self, name: str) -> tuple[Columns, list[tuple[Any, ...]]]:
        """Return a relation's columns, in BigQuery's types, and its rows."""
        with self._connection.cursor() as cursor:
            found = cursor.execute(f"from {name}")
            columns = tuple(
                (column, bigquery_type(str(kind)))
                for column, kind, *_ in found.description
            )
            return columns, found.fetchall()


def bigquery_type(kind: str) -> str:
    """Return BigQuery's name of a type of DuckDB's."""
    decimal = re.fullmatch(r"DECIMAL\(\d+,\s*(\d+)\)", kind)
    if decimal:
        return "NUMERIC" if int(decimal[1]) <= 9 else "BIGNUMERIC"
    return "FLOAT64" if kind in {"DOUBLE", "FLOAT"} else OURS[kind]


class Judge:
    """Runs models in the order of their dependencies, two at a time."""

    def __init__(self, target: Path, path: str) -> None:
        self._manifest = json.loads((target / "manifest.json").read_text())
        self._compiled = target / "compiled"
        self._duckdb = DuckDB(path)
        self._relations: dict[str, Relation] = {}
        self._engines: SimpleQueue[GoogleSQL] = SimpleQueue()
        for _ in range(ENGINES):
            self._engines.put(GoogleSQL())
        self.complaints: list[str] = []
        self.equal = 0

    def run(self) -> None:
        """Run everything."""
        nodes = {**self._manifest["sources"], **self._nodes()}
        order = TopologicalSorter(
            {key: self._parents(node, nodes) for key, node in nodes.items()}
        )
        order.prepare()
        with ThreadPoolExecutor(ENGINES) as pool:
            running: dict[Any, str] = {}
            while order.is_active():
                for key in order.get_ready():
                    running[pool.submit(self._take, nodes[key])] = key
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    future.result()
                    order.done(running.pop(future))

    def _nodes(self) -> dict[str, Any]:
        return {
            key: node
            for key, node in self._manifest["nodes"].items()
            if node["resource_type"] in {"model", "seed"}
        }

    def _parents(self, node: Any, nodes: Any) -> list[str]:
        named = node.get("depends_on", {}).get("nodes", [])
        return [key for key in named if key in nodes]

    def _take(self, node: dict[str, Any]) -> None:
        name = f"{node['schema']}.{node.get('identifier') or node['alias']}"
        if node["resource_type"] == "model":
            self._judge(node, name)
        else:
            columns, rows = self._duckdb.read(name)
            content = cells.content([kind for _, kind in columns], rows)
            self._relations[name] = Relation(columns, content)

    def _judge(self, node: dict[str, Any], name: str) -> None:
        file = self._compiled / node["package_name"] / node["original_file_path"]
        query = TABLE.sub(r"`\2.\3`", file.read_text())
        parents = {
            f"{schema}.{table}" for _, schema, table in TABLE.findall(file.read_text())
        }
        read = {each: self._relations[each] for each in parents}
        engine = self._engines.get()
        try:
            columns, content = engine.evaluate(
                query,
                {each: relation.columns for each, relation in read.items()},
                {each: relation.content for each, relation in read.items()},
            )
        except Refused as refused:
            self.complaints.append(f"{name}: {refused}")
            columns, rows = self._duckdb.read(name)
            content = cells.content([kind for _, kind in columns], rows)
        finally:
            self._engines.put(engine)
        self._relations[name] = Relation(columns, content)
        if name.startswith("mart_"):
            self._compare(node, name)

    def _compare(self, node: dict[str, Any], name: str) -> None:
        columns, rows = self._duckdb.read(name)
        ours = Table({column: MEANINGS[kind] for column, kind in columns}, rows)
        theirs = self._relations[name].table()
        volatile = [
            column["name"]
            for column in node["columns"].values()
            if column.get("config", {}).get("meta", {}).get("volatile")
            or column.get("meta", {}).get("volatile")
        ]
        wrong = compare(name, ours, theirs, volatile, SIDES)
        self.complaints += wrong
        self.equal += not wrong


def main() -> None:
    judge = Judge(Path(sys.argv[1]), sys.argv[2])
    judge.run()
    told = {"equal": judge.equal, "complaints": judge.complaints}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
