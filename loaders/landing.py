"""A unit's place in the warehouse: where it stands, and rows committed on top."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from loaders import guards
from loaders.contract import LoaderError
from loaders.layout import raw_schema
from loaders.mending import mend
from loaders.pipeline import Position, Rejected, UnitPipeline
from loaders.raw import RawTable
from loaders.runlog import RunLog, SyncState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sized
    from contextlib import AbstractContextManager

    from loaders.contract import Company
    from loaders.runlog import Entry
    from loaders.unit import Surroundings, Unit
    from loaders.versions import Row
    from loaders.warehouses.session import Session

PARCEL = 1_000


class Landing:
    """Where one unit lands; the warehouse is open only while it is needed."""

    def __init__(self, unit: Unit, around: Surroundings, entry: Entry) -> None:
        self._unit = unit
        self._around = around
        self._entry = entry
        self._schema = raw_schema(unit.source, around.warehouse.has_row_ids)
        self._company: Company | None = None
        self._has_landed = False
        self.position = Position()

    @property
    def last_whole_at(self) -> datetime | None:
        """When the whole list was last read."""
        moment = self.position.last_whole_at
        return datetime.fromisoformat(moment) if moment else None

    def session(self) -> AbstractContextManager[Session]:
        """Open the warehouse, if it is not open already."""
        return self._around.warehouse.session()

    def begin(self) -> None:
        """Log that the unit runs, mend what an earlier run left, find the position."""
        with self.session() as session:
            ended_well = RunLog(session).begin(self._entry)
            pipeline, table = self._pipeline(session), self._table(session)
            finished = mend(pipeline, table, ended_well)
            if finished is not None:
                self._count(*table.count_load(finished))
            self._move_to(pipeline.committed())
            self._entry.cursor_before = self.position.cursor

    def belongs_to(self, company: Company) -> None:
        """Learn whose data it is: always the same, and under one name only."""
        with self.session() as session:
            run_log, connection = RunLog(session), self._unit.connection
            guards.refuse_other_company(run_log, connection, company)
            guards.refuse_second_slug(run_log, connection, company)
        self._company = company

    @contextmanager
    def history(self) -> Iterator[RawTable]:
        """Open what the warehouse already holds."""
        with self.session() as session:
            yield self._table(session)

    def land(self, rows: list[Row], position: Position) -> None:
        """Commit rows, which are used up, and the position together.

        Nothing new makes no commit.
        """
        if not rows and position == self.position:
            return
        position = replace(position, commit=uuid4().hex, after=self.position.commit)
        tombstones = sum(row.is_deleted for row in rows)
        versions = len(rows) - tombstones
        with self.session() as session:
            RunLog(session).announce(self._sync_state())
            self._commit(session, self._packed(rows), position)
        self._count(versions, tombstones)
        self._move_to(position)

    def succeed(self) -> None:
        """Log that all went well."""
        self._entry.status = "succeeded"
        with self.session() as session:
            self.end()
            self._pipeline(session).discard()

    def end(self) -> None:
        """Log how the unit ended."""
        with self.session() as session:
            self._tell_size(session)
            run_log = RunLog(session)
            self._entry.finished_at = self._around.clock.now()
            if self._has_landed or self._entry.status == "succeeded":
                run_log.save(self._sync_state())
            run_log.end(self._entry)

    def note_whole(self, moment: datetime) -> None:
        """Remember that the whole list was read, where no commit has to."""
        self.position = replace(self.position, last_whole_at=moment.isoformat())

    def _packed(self, rows: list[Row]) -> Iterator[Sized]:
        """Yield the rows in handy parcels, and let go of what was handed over."""
        while rows:
            parcel, rows[:PARCEL] = rows[:PARCEL], []
            yield self._around.warehouse.packed(self._unit.fixed, parcel)

    def _commit(
        self, session: Session, packed: Iterator[Sized], position: Position
    ) -> None:
        table, pipeline = self._table(session), self._pipeline(session)
        try:
            load_id = pipeline.commit(packed, position)
        except Rejected:
            table.remove_uncommitted(pipeline.name)
            raise
        if not table.is_committed(load_id):
            raise LoaderError(f"load {load_id} did not reach the warehouse")

    def _tell_size(self, session: Session) -> None:
        added = self._entry.versions_added + self._entry.tombstones_added
        if added:
            dataset = session.dataset(self._schema)
            table = self._unit.resource.raw_table
            self._around.warehouse.learn_size(dataset, table, added)

    def _count(self, versions: int, tombstones: int) -> None:
        self._has_landed = True
        self._entry.versions_added += versions
        self._entry.tombstones_added += tombstones

    def _move_to(self, position: Position) -> None:
        self.position = position
        self._entry.cursor_after = position.cursor

    def _sync_state(self) -> SyncState:
        has_succeeded = self._entry.status == "succeeded"
        company = self._company
        return SyncState(
            self._unit.source.name,
            self._unit.connection.name,
            self._unit.resource.name,
            self.position.cursor,
            self._entry.finished_at if has_succeeded else None,
            self.last_whole_at,
            company.vendor_company_id if company else None,
            company.name if company else None,
            self._unit.connection.is_sandbox,
        )

    def _table(self, session: Session) -> RawTable:
        unit = self._unit
        return RawTable(session, self._schema, unit.resource.raw_table, unit.fixed)

    def _pipeline(self, session: Session) -> UnitPipeline:
        unit = self._unit
        return UnitPipeline(session, self._schema, unit.connection.name, unit.resource)
