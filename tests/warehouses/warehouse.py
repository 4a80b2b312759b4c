"""A warehouse of the tests' own: rows to write, dbt to run, rows to read."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from tests.warehouses import building
from tests.warehouses.postgres_server import connect

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.conftest import RunDbt

OWN_SCHEMAS = """
    select schema_name from information_schema.schemata
    where catalog_name = current_database()
        and schema_name not in ('information_schema', 'main', 'public')
        and schema_name not like 'pg\\_%' escape '\\'
"""
OWN_TABLES = f"""
    select table_schema, table_name from information_schema.tables
    where table_catalog = current_database() and table_schema in ({OWN_SCHEMAS})
    order by table_schema, table_name
"""
INSERTED_AT_ONCE = 500
# Where they are not called as dlt calls them.
TYPES = {
    "duckdb": {"bool": "boolean"},
    "postgres": {"bool": "boolean", "json": "jsonb"},
}

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Warehouse:
    """One warehouse, named by its environment as everywhere in the project."""

    environment: Mapping[str, str]
    run_dbt: RunDbt

    @property
    def kind(self) -> str:
        return self.environment["WAREHOUSE"]

    @property
    def _placeholder(self) -> str:
        return "%s" if self.kind == "postgres" else "?"

    def dbt(self, *arguments: str, **environment: str) -> Any:
        return self.run_dbt(arguments, {**self.environment, **environment})

    def run(self, *arguments: str, **environment: str) -> Any:
        """Build models on the staging views and seeds that are there."""
        return self.dbt("run", *arguments, "--exclude", "staging", **environment)

    def rows(self, query: str) -> list[dict[str, Any]]:
        return building.read_rows(self.environment, query)

    def execute(self, *statements: str) -> None:
        with closing(self._opened()) as connection:
            for statement in statements:
                connection.cursor().execute(statement)
            connection.commit()

    def create_tables(self, tables: Mapping[str, Mapping[str, str]]) -> None:
        """Create tables by dlt's names of their columns' types."""
        types = TYPES[self.kind]
        schemas = dict.fromkeys(name.partition(".")[0] for name in tables)
        self.execute(
            *(f"create schema if not exists {schema}" for schema in schemas),
            *(
                f"create table {name} ({listed(columns, types)})"
                for name, columns in tables.items()
            ),
        )

    def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows that all have the same columns; the table may have more."""
        for start in range(0, len(rows), INSERTED_AT_ONCE):
            some = rows[start : start + INSERTED_AT_ONCE]
            columns = list(some[0])
            one = f"({', '.join([self._placeholder] * len(columns))})"
            statement = (
                f"insert into {table} ({', '.join(columns)}) "
                f"values {', '.join([one] * len(some))}"
            )
            values = [row[name] for row in some for name in columns]
            with closing(self._opened()) as connection:
                connection.cursor().execute(statement, values)
                connection.commit()

    def drop_schemas(self, *but: str) -> None:
        """Drop every schema, but for those whose names begin so."""
        names = [row["schema_name"] for row in self.rows(OWN_SCHEMAS)]
        unwanted = [name for name in names if not name.startswith(but)]
        self.execute(*(f"drop schema {name} cascade" for name in unwanted))

    def tables(self, *schemas: str) -> dict[str, Counter[Row]]:
        """Return every table and view of schemas that begin so, cell by cell."""
        names = [
            f"{row['table_schema']}.{row['table_name']}"
            for row in self.rows(OWN_TABLES)
            if row["table_schema"].startswith(schemas)
        ]
        with closing(building.opened(self.environment)) as connection:
            return {name: cells(connection, name) for name in names}

    def _opened(self) -> Any:
        if self.kind == "postgres":
            return connect(dict(self.environment))
        connection = duckdb.connect(self.environment["DUCKDB_PATH"])
        connection.begin()
        return connection


def cells(connection: Any, table: str) -> Counter[Row]:
    """Return the rows of a table, each as its cells in the order of their names."""
    cursor = connection.cursor()
    cursor.execute(f"select * from {table}")
    names = [column[0] for column in cursor.description]
    order = sorted(range(len(names)), key=names.__getitem__)
    return Counter(
        tuple([(names[place], row[place]) for place in order])
        for row in cursor.fetchall()
    )


def listed(columns: Mapping[str, str], types: Mapping[str, str]) -> str:
    """List columns with their types."""
    return ", ".join(f"{name} {types.get(it, it)}" for name, it in columns.items())


def differences(
    ours: Mapping[str, Counter[Row]], others: Mapping[str, Counter[Row]]
) -> dict[str, tuple[list[Row], list[Row]]]:
    """Return, by table, the rows that only one of the two warehouses holds."""
    found = {}
    for name in sorted({*ours, *others}):
        left, right = ours.get(name, Counter()), others.get(name, Counter())
        if left != right or (name in ours) != (name in others):
            found[name] = ([*(left - right)], [*(right - left)])
    return found
