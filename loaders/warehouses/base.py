"""What the loaders ask of a warehouse, and what all warehouses answer alike."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

import pyarrow  # type: ignore[import-untyped]

from loaders.contract import LoaderError
from loaders.warehouses.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Sized
    from contextlib import AbstractContextManager

    from dlt import Schema
    from dlt.common.destination import Destination, TLoaderFileFormat

    from loaders.contract import Clock
    from loaders.versions import Row
    from loaders.warehouses.session import Dataset

PREFIX = re.compile(r"([a-z][a-z0-9]*_)*")


class Busy(LoaderError):
    """Another load holds what this one needs."""


class Warehouse(ABC):
    """A place to land raw tables in."""

    title: ClassVar[str]
    file_format: ClassVar[TLoaderFileFormat]
    """In which dlt hands rows over: the fastest that keeps JSON exact."""
    has_time_zones: ClassVar[bool] = False
    """Whether a timestamp column holds an instant rather than a wall clock's UTC."""
    has_row_ids: ClassVar[bool] = False
    """Whether dlt numbers the rows of raw tables, as it does where they are no Arrow's.
    It cannot add that column later: BigQuery adds none that must not be null."""
    looks_up_pages: ClassVar[bool] = True
    """Whether asking for the versions of one page is cheaper than asking for all."""
    refusals: ClassVar[tuple[type[BaseException], ...]] = ()
    """Errors of its driver that mean bad data, where dlt would rather try again."""
    identity: str
    """Which warehouse this is, without its secrets."""

    def __init__(self, environment: Mapping[str, str], clock: Clock) -> None:
        self.clock = clock
        self._session: Session | None = None
        self.prefix = environment.get("WAREHOUSE_SCHEMA_PREFIX", "")
        if not PREFIX.fullmatch(self.prefix):
            raise LoaderError(
                f"WAREHOUSE_SCHEMA_PREFIX '{self.prefix}' is not a schema prefix",
                "Use lower-case letters, digits and an underscore at the end: ci_",
            )

    @abstractmethod
    def destination(self) -> AbstractContextManager[Destination[Any, Any]]:
        """Open the way in that dlt takes."""

    @abstractmethod
    def run_lock(self) -> AbstractContextManager[None]:
        """Hold what a whole run must hold alone, or raise `Busy`."""

    @abstractmethod
    def unit_lock(self, unit: str) -> AbstractContextManager[None]:
        """Hold one unit alone, or raise `Busy`."""

    def layout_lock(self) -> AbstractContextManager[None]:
        """Hold, waiting if need be, what creating tables needs alone."""
        return nullcontext()

    def create(self, dataset: Dataset) -> None:
        """Create a dataset and those of its tables and columns that are missing."""
        dataset.create()

    def json_text(self, column: str) -> str:
        """Return the SQL expression for a JSON column's text."""
        return f"cast({column} as text)"

    def json_member(self, column: str, name: str) -> str:
        """Return the SQL expression for the JSON text of a member of a JSON column."""
        return self.json_text(f"({column} -> '{name}')")

    def packed(self, fixed: Mapping[str, str], rows: Sequence[Row]) -> Sized:
        """Return rows of a raw table, with their `fixed` columns, as dlt takes them."""
        moments = [self.moment(row.ingestion_time) for row in rows]
        columns = {
            **{name: pyarrow.array([fixed[name]] * len(rows)) for name in fixed},
            "source_primary_key": pyarrow.array([row.key for row in rows]),
            "scope": pyarrow.array([row.scope for row in rows], pyarrow.string()),
            "ingestion_time": pyarrow.array(moments, pyarrow.timestamp("us")),
            "payload_hash": pyarrow.array([row.payload_hash.hex() for row in rows]),
            "is_deleted": pyarrow.array([row.is_deleted for row in rows]),
            "raw": pyarrow.array([row.raw for row in rows]),
        }
        table: Sized = pyarrow.table(columns)
        return table

    def finish_tables(  # noqa: B027
        self, dataset: Dataset, tables: Mapping[str, str | None]
    ) -> None:
        """Add to new raw tables, with their column of parts, what dlt knows not of."""

    def learn_size(  # noqa: B027
        self, dataset: Dataset, table: str, added: int
    ) -> None:
        """Let the planner of queries know of rows added to a raw table."""

    def dataset_name(self, schema: Schema) -> str:
        """Return the name of the dataset that holds a schema's tables."""
        return f"{self.prefix}{schema.name}"

    def moment(self, instant: datetime) -> datetime:
        """Return an instant in the form that this warehouse's columns take."""
        return instant if self.has_time_zones else instant.replace(tzinfo=None)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open the warehouse for a short while; inside that, hand out the same."""
        if self._session is not None:
            yield self._session
            return
        with self.destination() as destination:
            self._session = Session(self, destination)
            try:
                yield self._session
            finally:
                self._session.close()
                self._session = None


def as_utc(moment: datetime) -> datetime:
    """Return a timestamp column's value as an instant."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
