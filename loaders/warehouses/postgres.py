"""Postgres: found by the PG* variables that libpq and dbt use too."""

from __future__ import annotations

from contextlib import closing, contextmanager, nullcontext
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import dlt
import psycopg2
from dlt.destinations.impl.postgres.configuration import PostgresCredentials
from psycopg2.extensions import make_dsn

from loaders.contract import LoaderError
from loaders.warehouses.base import Busy, Warehouse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager

    from dlt.common.destination import Destination
    from psycopg2.extensions import connection

    from loaders.contract import Clock
    from loaders.warehouses.session import Dataset


class Postgres(Warehouse):
    """A Postgres database; a lock is held by a session, and dies with it."""

    title = "Postgres"
    file_format = "csv"
    refusals = (psycopg2.DataError, psycopg2.IntegrityError)

    def __init__(self, environment: Mapping[str, str], clock: Clock) -> None:
        super().__init__(environment, clock)
        self._settings = {
            "host": environment.get("PGHOST", "localhost"),
            "port": environment.get("PGPORT", "5432"),
            "user": environment.get("PGUSER", "postgres"),
            "password": environment.get("PGPASSWORD", ""),
            "dbname": environment.get("PGDATABASE", "postgres"),
            "sslmode": environment.get("PGSSLMODE", "prefer"),
        }
        self.identity = "postgres {host}:{port}/{dbname}".format(**self._settings)

    @contextmanager
    def destination(self) -> Iterator[Destination[Any, Any]]:
        """Describe the database to dlt, which opens its own connections."""
        yield dlt.destinations.postgres(self._credentials())

    def run_lock(self) -> AbstractContextManager[None]:
        """Hold nothing: two runs may load different units at the same time."""
        return nullcontext()

    @contextmanager
    def unit_lock(self, unit: str) -> Iterator[None]:
        """Hold an advisory lock in a session of its own, or raise `Busy`."""
        with self._lock("pg_try_advisory_lock", unit) as is_held:
            if not is_held:
                raise Busy(
                    f"another load of {unit} is running",
                    "Wait until it has ended, then run this again.",
                )
            yield

    @contextmanager
    def layout_lock(self) -> Iterator[None]:
        """Wait for the advisory lock under which tables are created."""
        with self._lock("pg_advisory_lock", "layout"):
            yield

    def finish_tables(self, dataset: Dataset, tables: Mapping[str, str | None]) -> None:
        """Add the index that finds the versions of a page's keys."""
        for table, part in tables.items():
            of_unit = ", ".join(filter(None, ["connection", part]))
            dataset.execute(
                f"create index if not exists {table}_by_key on {dataset.table(table)} "
                f"({of_unit}, source_primary_key, ingestion_time)"
            )

    def learn_size(self, dataset: Dataset, table: str, added: int) -> None:
        """Analyze a table that is new to the planner, or has grown by a tenth.

        Autovacuum would do it within minutes; the build does not wait that long.
        """
        name = dataset.table(table)
        [(known,)] = dataset.rows(
            f"select reltuples from pg_class where oid = '{name}'::regclass"
        )
        if added * 10 >= known:
            dataset.execute(f"analyze {name}")

    @contextmanager
    def _lock(self, function: str, name: str) -> Iterator[bool]:
        digest = sha256(f"{self.prefix}{name}".encode()).digest()
        number = int.from_bytes(digest[:8], "big", signed=True)
        with closing(self._connect()) as session:
            session.autocommit = True
            cursor = session.cursor()
            cursor.execute(f"select {function}(%s)", (number,))
            [(is_held,)] = cursor.fetchall()
            yield is_held

    def _connect(self) -> connection:
        try:
            return psycopg2.connect(dsn=make_dsn(**self._settings))
        except psycopg2.OperationalError as error:
            raise LoaderError(
                f"cannot reach {self.identity}: {str(error).strip()}",
                "Check PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE and PGSSLMODE.",
            ) from error

    def _credentials(self) -> PostgresCredentials:
        credentials = PostgresCredentials()
        credentials.host = self._settings["host"]
        credentials.port = int(self._settings["port"])
        credentials.username = self._settings["user"]
        # dlt wants a password even where the server wants none.
        credentials.password = self._settings["password"] or "none"
        credentials.database = self._settings["dbname"]
        credentials.query = {"sslmode": self._settings["sslmode"]}
        return credentials
