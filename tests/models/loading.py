"""The sandbox, loaded over HTTP by the real loaders; and what landed, taken elsewhere.

A load takes long, mostly in dlt, and lands the same rows everywhere, as tests of the
loaders know: it is done once, and each warehouse is given the rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loaders import warehouses
from loaders.contract import Connection
from loaders.layout import countinghouse_schema, raw_schema
from loaders.pipeline import set_dlt_up
from loaders.run import explain, load_all, prepare
from loaders.sources import all_sources
from loaders.unit import Options, Surroundings, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox import Sandbox
    from tests.warehouses.warehouse import Warehouse

Landed = dict[str, list[dict[str, Any]]]


def load(
    warehouse: Warehouse,
    pretend: Sandbox,
    *names: str,
    only: frozenset[str] = frozenset(),
    **asked: Any,
) -> None:
    """Load these connections as of the sandbox's clock, or only some resources."""
    set_dlt_up()
    around = Surroundings(
        f"run of {pretend.clock.now()}",
        warehouses.open_warehouse(None, pretend.clock, warehouse.environment),
        pretend.clock,
        Options(**asked),
        lambda line: None,
        lambda line: None,
        explain,
    )
    prepare(around, all_sources().values(), is_sandbox=True)
    units = _units(pretend, names)
    wanted = (unit for unit in units if not only or unit.resource.name in only)
    outcomes = list(load_all(wanted, around))
    failed = {f"{it.unit}": it.entry.error for it in outcomes if it.entry.error}
    assert failed == {}
    assert {outcome.unit.connection.name for outcome in outcomes} == {*names}


def _units(pretend: Sandbox, names: tuple[str, ...]) -> Iterator[Unit]:
    for source in all_sources().values():
        for name, settings in pretend.connections[source.name].items():
            if name in names:
                told = {**source.optional, **settings}
                connection = Connection(source.name, name, told, is_sandbox=True)
                ask = source.resources_of
                resources = ask(connection, pretend.clock) if ask else source.resources
                for resource in resources:
                    yield Unit(source, connection, resource)


def landed(warehouse: Warehouse) -> Landed:
    """Return every row that loaders left, table by table."""
    schemas = [countinghouse_schema(), *map(raw_schema, all_sources().values())]
    tables = [
        f"{schema.name}.{table['name']}"
        for schema in schemas
        for table in schema.data_tables()
    ]
    return {table: warehouse.rows(f"select * from {table}") for table in tables}


def put(warehouse: Warehouse, rows: Landed) -> None:
    """Let a warehouse hold these rows in its raw tables, and no others."""
    warehouse.execute(*(f"delete from {table}" for table in rows))
    for table, some in rows.items():
        warehouse.insert(table, some)
