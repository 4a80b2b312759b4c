"""One unit's rows in one raw table."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from loaders import exact
from loaders.contract import Held
from loaders.layout import LOAD_ID
from loaders.versions import Known, Row
from loaders.warehouses.base import as_utc

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from dlt import Schema

    from loaders.contract import Comparison
    from loaders.warehouses.session import Session

ASKED_AT_ONCE = 500
LATEST = """
    select {columns}
    from (
        select
            *,
            row_number() over (
                partition by source_primary_key order by ingestion_time desc
            ) as age
        from {table}
        where {of_unit} {where}
    ) as versions
    where age = 1 {and_latest}
"""


class RawTable:
    """One unit's part of a raw table, in an open session."""

    def __init__(
        self, session: Session, schema: Schema, table: str, fixed: Mapping[str, str]
    ) -> None:
        """Speak of the rows whose `fixed` columns have these values."""
        self._dataset = session.dataset(schema)
        self._warehouse = session.warehouse
        self._table = self._dataset.table(table)
        self._loads = self._dataset.table(schema.loads_table_name)
        self._states = self._dataset.table(schema.state_table_name)
        self._of_unit = " and ".join(f"{name} = %s" for name in fixed)
        self._unit = tuple(fixed.values())

    def known(self, keys: Collection[str] | None = None) -> Iterator[tuple[str, Known]]:
        """Yield the latest version of each of the keys; None: of all."""
        columns = "source_primary_key, payload_hash, is_deleted, ingestion_time"
        for key, payload_hash, is_deleted, moment in self._latest(columns, keys):
            yield key, Known(bytes.fromhex(payload_hash), is_deleted, as_utc(moment))

    def latest_rows(self, keys: Collection[str]) -> Iterator[Row]:
        """Yield the latest row of each of the keys, payload included."""
        columns = (
            "source_primary_key, scope, ingestion_time, payload_hash, is_deleted, "
            + self._warehouse.json_text("raw")
        )
        for key, scope, moment, payload_hash, *rest in self._latest(columns, keys):
            yield Row(key, scope, as_utc(moment), bytes.fromhex(payload_hash), *rest)

    def live_keys(self, scopes: Collection[str] | None) -> Iterator[str]:
        """Yield the keys of live rows in the scopes; None: in the whole list."""
        for some in _batches(scopes):
            is_live = f"and not is_deleted {_one_of('scope', some)}"
            query = self._query("source_primary_key", "", is_live)
            for (key,) in self._dataset.rows(query, *self._unit, *(some or ())):
                yield key

    def held(self, comparison: Comparison) -> Iterator[tuple[str, Held]]:
        """Yield what a comparison needs of each live row."""
        texts = [self._warehouse.json_member("raw", it) for it in comparison.members]
        texts = texts or [self._warehouse.json_text("raw")]
        columns = ", ".join(["source_primary_key", "scope", *texts])
        query = self._query(columns, "", "and not is_deleted")
        for key, scope, *found in self._dataset.rows(query, *self._unit):
            values = [exact.decode((text or "null").encode()) for text in found]
            payload = dict(zip(comparison.members, values, strict=False)) or values[0]
            yield key, Held(scope, comparison.mark(payload))

    def remove_uncommitted(self, pipeline: str) -> None:
        """Remove what loads brought that were never committed: it will come again."""
        uncommitted = f"{LOAD_ID} not in (select load_id from {self._loads})"
        self._dataset.execute(
            f"delete from {self._table} where {self._of_unit} and {uncommitted}",
            *self._unit,
        )
        self._dataset.execute(
            f"delete from {self._states} where pipeline_name = %s and {uncommitted}",
            pipeline,
        )

    def is_committed(self, load_id: str) -> bool:
        """Tell whether a load reached the warehouse whole."""
        query = f"select 1 from {self._loads} where load_id = %s and status = 0"
        return any(self._dataset.rows(query, load_id))

    def count_load(self, load_id: str) -> tuple[int, int]:
        """Count the versions and the tombstones that a load brought."""
        query = (
            "select count(*), coalesce(sum(case when is_deleted then 1 else 0 end), 0) "
            f"from {self._table} where {LOAD_ID} = %s"
        )
        [(rows, tombstones)] = self._dataset.rows(query, load_id)
        return int(rows - tombstones), int(tombstones)

    def _latest(
        self, columns: str, keys: Collection[str] | None
    ) -> Iterator[tuple[Any, ...]]:
        for some in _batches(keys):
            query = self._query(columns, _one_of("source_primary_key", some), "")
            yield from self._dataset.rows(query, *self._unit, *(some or ()))

    def _query(self, columns: str, where: str, and_latest: str) -> str:
        return LATEST.format(
            columns=columns,
            table=self._table,
            of_unit=self._of_unit,
            where=where,
            and_latest=and_latest,
        )


def _batches(values: Collection[str] | None) -> Iterator[list[str] | None]:
    """Yield the values in handy numbers; None stands for no condition at all."""
    if values is None:
        yield None
        return
    remaining: Iterable[str] = iter(values)
    while batch := list(islice(remaining, ASKED_AT_ONCE)):
        yield batch


def _one_of(column: str, values: list[str] | None) -> str:
    if values is None:
        return ""
    return f"and {column} in ({', '.join(['%s'] * len(values))})"
