"""A warehouse with a fake vendor in front of it, for tests of the core."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from loaders import warehouses
from loaders.layout import countinghouse_schema, raw_schema
from loaders.pipeline import set_dlt_up
from loaders.run import Outcome, explain, load_all, prepare
from loaders.unit import Options, Surroundings, Unit
from tests.loaders.fake import (
    EVERY_KIND,
    LISTED,
    FakeClock,
    Vendor,
    connection,
    fake_source,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from loaders.contract import Resource
    from loaders.warehouses.base import Warehouse
    from loaders.warehouses.session import Dataset


@dataclass
class House:
    """A warehouse, the fake vendors that load into it, and a clock to turn."""

    environment: Mapping[str, str]
    clock: FakeClock = field(default_factory=FakeClock)
    vendors: dict[str, Vendor] = field(default_factory=lambda: {"one": Vendor()})
    said: list[str] = field(default_factory=list)
    runs: int = 0

    def __post_init__(self) -> None:
        set_dlt_up()

    @property
    def vendor(self) -> Vendor:
        return self.vendors["one"]

    def holds(self, *payloads: dict[str, Any], resource: Resource = LISTED) -> None:
        self.vendor.lists[resource.name] = list(payloads)

    def load(
        self,
        *resources: Resource,
        connections: tuple[str, ...] = ("one",),
        is_sandbox: bool = False,
        **options: Any,
    ) -> list[Outcome]:
        """Load these resources, LISTED if none is named, and return what came of it."""
        self.runs += 1
        around = Surroundings(
            f"run-{self.runs}",
            self.warehouse(),
            self.clock,
            Options(**options),
            self.said.append,
            self.said.append,
            explain,
        )
        source = fake_source(self.vendors, resources=EVERY_KIND)
        units = [
            Unit(source, connection(name, is_sandbox), resource)
            for name in connections
            for resource in resources or (LISTED,)
        ]
        prepare(around, [source], is_sandbox)
        return list(load_all(units, around))

    def query(self, query: str, dataset: str = "raw_fake") -> list[tuple[Any, ...]]:
        """Run a query; `{listed}` stands for a table's full name."""
        with self._open(dataset) as (found, tables):
            return list(found.rows(query.format(**tables)))

    def execute(self, statement: str, dataset: str = "raw_fake") -> None:
        """Run a statement; `{listed}` stands for a table's full name."""
        with self._open(dataset) as (found, tables):
            found.execute(statement.format(**tables))

    @contextmanager
    def _open(self, dataset: str) -> Iterator[tuple[Dataset, dict[str, str]]]:
        schema = (
            raw_schema(fake_source({}, resources=EVERY_KIND))
            if dataset == "raw_fake"
            else countinghouse_schema()
        )
        with self.warehouse().session() as session:
            found = session.dataset(schema)
            yield found, {name: found.table(name) for name in schema.tables}

    def warehouse(self) -> Warehouse:
        return warehouses.open_warehouse(None, self.clock, self.environment)

    def log(self) -> list[dict[str, Any]]:
        """Return the run log, oldest first."""
        columns = (
            "run_id, connection, resource, status, rows_read, versions_added, "
            "tombstones_added, cursor_before, cursor_after, error, is_sandbox"
        )
        rows = self.query(
            f"select {columns} from {{etl_run_log}} order by 1, 2, 3",
            "raw_countinghouse",
        )
        return [dict(zip(columns.split(", "), row, strict=True)) for row in rows]

    def versions(self, resource: Resource = LISTED) -> list[tuple[Any, ...]]:
        """Return (key, payload, is_deleted) of each version, oldest first."""
        query = (
            f"select source_primary_key, cast(raw as text), is_deleted "
            f"from {{{resource.raw_table}}} order by source_primary_key, ingestion_time"
        )
        return [(key, json.loads(raw), gone) for key, raw, gone in self.query(query)]
