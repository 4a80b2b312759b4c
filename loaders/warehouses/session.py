"""An open warehouse, and its datasets spoken to in SQL."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from dlt.pipeline.state_sync import load_pipeline_state_from_destination

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dlt import Schema
    from dlt.common.destination import Destination
    from dlt.destinations.job_client_impl import SqlJobClientBase

    from loaders.warehouses.base import Warehouse

FETCHED_AT_ONCE = 10_000


class Dataset:
    """One open dataset, spoken to in SQL; `%s` stands for a parameter."""

    def __init__(self, client: SqlJobClientBase) -> None:
        self._client = client

    def table(self, name: str) -> str:
        """Return a table's full name, as SQL writes it."""
        return self._client.sql_client.make_qualified_table_name(name)

    def execute(self, statement: str, *parameters: object) -> None:
        """Run a statement and commit it."""
        self._client.sql_client.execute_sql(statement, *parameters)

    def rows(self, query: str, *parameters: object) -> Iterator[tuple[Any, ...]]:
        """Yield what a query finds."""
        with self._client.sql_client.execute_query(query, *parameters) as cursor:
            while rows := cursor.fetchmany(FETCHED_AT_ONCE):
                # BigQuery's driver has rows of its own kind, which equal no tuple.
                yield from map(tuple, rows)

    def stored_state(self, pipeline: str) -> Mapping[str, Any] | None:
        """Return the state that a pipeline last committed here."""
        return load_pipeline_state_from_destination(pipeline, self._client)

    def create(self) -> None:
        """Create the dataset and those of its tables and columns that are missing."""
        self._client.initialize_storage()
        self._client.update_stored_schema(force=True)


class Session:
    """An open warehouse; its datasets are opened when first asked for."""

    def __init__(
        self, warehouse: Warehouse, destination: Destination[Any, Any]
    ) -> None:
        self.warehouse = warehouse
        self.destination = destination
        self._datasets: dict[str, Dataset] = {}
        self._open = ExitStack()

    def dataset(self, schema: Schema) -> Dataset:
        """Return the dataset that holds a schema's tables."""
        if schema.name not in self._datasets:
            name = self.warehouse.dataset_name(schema)
            bound = self.destination.spec()._bind_dataset_name(dataset_name=name)
            client = self._open.enter_context(self.destination.client(schema, bound))
            self._datasets[schema.name] = Dataset(client)
        return self._datasets[schema.name]

    def close(self) -> None:
        """Give all connections back."""
        self._open.close()
