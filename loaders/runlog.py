"""What people and dbt are told of each load: `etl_run_log` and `sync_state`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from loaders.layout import ETL_RUN_LOG, SYNC_STATE, countinghouse_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.contract import Company, Connection
    from loaders.warehouses.session import Session

ENDED_WELL = ("succeeded", "skipped")
UNIT = ("source", "connection", "resource")


@dataclass
class Entry:
    """One unit of one run, as `etl_run_log` holds it."""

    run_id: str
    source: str
    connection: str
    resource: str
    started_at: datetime
    is_sandbox: bool
    status: str = "running"
    finished_at: datetime | None = None
    rows_read: int = 0
    versions_added: int = 0
    tombstones_added: int = 0
    cursor_before: str | None = None
    cursor_after: str | None = None
    error: str | None = None


@dataclass(frozen=True)
class SyncState:
    """How far a unit has come, for people to read."""

    source: str
    connection: str
    resource: str
    cursor: str | None
    last_success_at: datetime | None
    last_whole_at: datetime | None
    vendor_company_id: str | None
    vendor_company_name: str | None
    is_sandbox: bool


class RunLog:
    """The loaders' own tables, in an open session."""

    def __init__(self, session: Session) -> None:
        self._warehouse = session.warehouse
        self._dataset = session.dataset(countinghouse_schema())
        self._log = self._dataset.table(ETL_RUN_LOG)
        self._state = self._dataset.table(SYNC_STATE)

    def begin(self, entry: Entry) -> bool:
        """Write a running row; tell whether the unit's previous run ended well.

        The unit is locked: a row that still says running belongs to a run that died.
        """
        of_unit, unit = _where(entry, UNIT)
        query = (
            f"select status from {self._log} where {of_unit} and started_at = "
            f"(select max(started_at) from {self._log} where {of_unit})"
        )
        previous = [status for (status,) in self._dataset.rows(query, *unit, *unit)]
        self._dataset.execute(
            f"update {self._log} set status = 'interrupted' "
            f"where status = 'running' and {of_unit}",
            *unit,
        )
        self._insert(self._log, entry)
        return bool(previous) and all(one in ENDED_WELL for one in previous)

    def note(self, entry: Entry) -> None:
        """Write down a unit that never began."""
        self._insert(self._log, entry)

    def end(self, entry: Entry) -> None:
        """Write into the running row what came of it."""
        self._update(self._log, entry, ("run_id", *UNIT))

    def announce(self, state: SyncState) -> None:
        """Write that a unit is about to land rows, unless that is known already."""
        of_unit, unit = _where(state, UNIT)
        query = f"select 1 from {self._state} where {of_unit}"
        if not any(self._dataset.rows(query, *unit)):
            self._insert(self._state, state)

    def save(self, state: SyncState) -> None:
        """Write how far a unit has come; a time that is not given stays."""
        self.announce(state)
        self._update(self._state, state, UNIT)

    def holds_sandbox(self) -> set[bool]:
        """Tell whether the warehouse holds sandbox data, real data, both or none."""
        query = f"select distinct is_sandbox from {self._state}"
        return {is_sandbox for (is_sandbox,) in self._dataset.rows(query)}

    def slugs_of(self, source: str, company: Company) -> Iterator[str]:
        """Yield the connections under which a vendor's company is known."""
        query = (
            f"select distinct connection from {self._state} where source = %s "
            "and vendor_company_id = %s"
        )
        found = self._dataset.rows(query, source, company.vendor_company_id)
        return (connection for (connection,) in found)

    def companies_of(self, connection: Connection) -> Iterator[str]:
        """Yield the vendor's companies that a connection has answered for."""
        query = (
            f"select distinct vendor_company_id from {self._state} where source = %s "
            "and connection = %s and vendor_company_id is not null"
        )
        found = self._dataset.rows(query, connection.source, connection.name)
        return (company for (company,) in found)

    def _insert(self, table: str, row: Entry | SyncState) -> None:
        values = self._given(row)
        marks = ", ".join(["%s"] * len(values))
        self._dataset.execute(
            f"insert into {table} ({', '.join(values)}) values ({marks})",
            *values.values(),
        )

    def _update(self, table: str, row: Entry | SyncState, key: Sequence[str]) -> None:
        given = self._given(row)
        changes = ", ".join(f"{name} = %s" for name in given)
        of_row, values = _where(row, key)
        self._dataset.execute(
            f"update {table} set {changes} where {of_row}", *given.values(), *values
        )

    def _given(self, row: Entry | SyncState) -> dict[str, Any]:
        """Return a row's values without nulls, for which BigQuery wants a type."""
        moment = self._warehouse.moment
        return {
            name: moment(value) if isinstance(value, datetime) else value
            for name, value in asdict(row).items()
            if value is not None
        }


def _where(row: Entry | SyncState, key: Sequence[str]) -> tuple[str, list[Any]]:
    return " and ".join(f"{name} = %s" for name in key), [getattr(row, n) for n in key]
