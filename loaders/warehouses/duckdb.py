"""DuckDB: one file, one process at a time."""

from __future__ import annotations

from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dlt
import duckdb
from dlt.destinations.impl.duckdb.configuration import DuckDbCredentials
from filelock import FileLock, Timeout
from tenacity import Retrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_exponential

from loaders.contract import LoaderError
from loaders.warehouses.base import Busy, Warehouse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager

    from dlt.common.destination import Destination

    from loaders.contract import Clock

ALIAS = "warehouse"
ROWS_IN_A_GROUP = 4_096
"""Each checkpoint writes the last group of rows anew, all of it in memory: with the
usual 122,880 wide payloads a long load would take more of both with every window."""
ATTEMPTS = 18
"""With growing pauses between them: about a minute."""


class DuckDB(Warehouse):
    """A DuckDB file. Between windows it is closed, so that others may read it."""

    title = "DuckDB"
    file_format = "parquet"

    def __init__(self, environment: Mapping[str, str], clock: Clock) -> None:
        super().__init__(environment, clock)
        self.path = Path(environment.get("DUCKDB_PATH") or "warehouse.duckdb")
        self.identity = f"duckdb {self.path.resolve()}"

    @contextmanager
    def destination(self) -> Iterator[Destination[Any, Any]]:
        """Open the file, waiting a while for whoever has it open."""
        with closing(self._connect()) as connection:
            # Each of dlt's sessions begins with these words, as `PRAGMA ...`.
            words = f"enable_checkpoint_on_shutdown; use {ALIAS}"
            credentials = DuckDbCredentials(connection, pragmas=[words])
            yield dlt.destinations.duckdb(credentials)

    @contextmanager
    def run_lock(self) -> Iterator[None]:
        """Be the only load into this file; the lock dies with its holder."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(f"{self.path}.lock", timeout=0):
                yield
        except Timeout:
            raise Busy(
                f"another load is writing to {self.path}",
                "Wait until it has ended, then run this again.",
            ) from None

    def unit_lock(self, unit: str) -> AbstractContextManager[None]:
        """Hold nothing more: the run holds the file."""
        return nullcontext()

    def _attach(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect()
        try:
            path = str(self.path).replace("'", "''")
            connection.execute(
                f"attach '{path}' as {ALIAS} (row_group_size {ROWS_IN_A_GROUP})"
            )
        except duckdb.Error:
            connection.close()
            raise
        return connection

    def _connect(self) -> duckdb.DuckDBPyConnection:
        waiting = Retrying(
            retry=retry_if_exception(_is_open_elsewhere),
            wait=wait_exponential(multiplier=0.1, max=5),
            stop=stop_after_attempt(ATTEMPTS),
            sleep=self.clock.sleep,
            reraise=True,
        )
        try:
            return waiting(self._attach)
        except duckdb.IOException as error:
            raise LoaderError(
                f"cannot open {self.path}: {str(error).splitlines()[0]}",
                "Close the program that has the file open (a reader, dbt, a notebook), "
                "then run this again.",
            ) from error


def _is_open_elsewhere(error: BaseException) -> bool:
    return isinstance(error, duckdb.IOException) and "lock" in str(error)
