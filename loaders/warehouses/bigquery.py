"""BigQuery: it has no session to hold a lock in, so a lock is a lease that runs out.

Rows go over as JSON lines with the record as an object: BigQuery reads a JSON column
from neither Parquet nor CSV. Exercised against a local emulator only.
"""

from __future__ import annotations

import warnings
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import uuid4

import dlt
from dlt.common.configuration.specs import GcpServiceAccountCredentials
from dlt.destinations.exceptions import DatabaseException
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random

from loaders import exact, layout
from loaders.contract import LoaderError
from loaders.warehouses.base import Busy, Warehouse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Sized
    from contextlib import AbstractContextManager

    from dlt.common.destination import Destination

    from loaders.contract import Clock
    from loaders.exact import Json
    from loaders.versions import Row
    from loaders.warehouses.session import Dataset

ATTEMPTS = 10
LEASE = timedelta(hours=6)
"""Longer than a unit takes; a killed load keeps its unit locked for this long."""


class BigQuery(Warehouse):
    """A BigQuery project, reached with a key file or with Google's own credentials."""

    title = "BigQuery"
    file_format = "jsonl"
    has_time_zones: ClassVar[bool] = True
    has_row_ids: ClassVar[bool] = True
    looks_up_pages: ClassVar[bool] = False

    def __init__(self, environment: Mapping[str, str], clock: Clock) -> None:
        super().__init__(environment, clock)
        # Google's client would say so at every query; what we read is small.
        warnings.filterwarnings("ignore", "Cannot create BigQuery Storage client")
        self.project = environment.get("BIGQUERY_PROJECT") or None
        self.location = environment.get("BIGQUERY_LOCATION") or "US"
        self.identity = f"bigquery {self.project} {self.location}"
        self._key_file = environment.get("BIGQUERY_KEYFILE") or None

    @contextmanager
    def destination(self) -> Iterator[Destination[Any, Any]]:
        """Describe the project to dlt, which opens its own connections."""
        key: Any = self._key()
        yield dlt.destinations.bigquery(
            key, location=self.location, project_id=self.project
        )

    def _key(self) -> GcpServiceAccountCredentials | None:
        """Read the key file; none leaves it to application default credentials."""
        if self._key_file is None:
            return None
        credentials = GcpServiceAccountCredentials()
        try:
            text = Path(self._key_file).read_text(encoding="utf-8")
            credentials.parse_native_representation(text)
        except (OSError, ValueError) as error:
            raise self._no_key(str(error)) from None
        if credentials.is_partial():
            raise self._no_key("it lacks project_id, private_key or client_email")
        return credentials

    def _no_key(self, why: str) -> LoaderError:
        return LoaderError(
            f"cannot take the key of a service account from {self._key_file}: {why}",
            "Check BIGQUERY_KEYFILE, or unset it for application default credentials.",
        )

    def run_lock(self) -> AbstractContextManager[None]:
        """Hold nothing: two runs may load different units at the same time."""
        return nullcontext()

    def create(self, dataset: Dataset) -> None:
        """Look again where another run was quicker: nothing can be held meanwhile."""
        attempts = Retrying(
            retry=retry_if_exception(is_there_already),
            stop=stop_after_attempt(ATTEMPTS),
            wait=wait_random(1, 4),
            sleep=self.clock.sleep,
            reraise=True,
        )
        attempts(super().create, dataset)

    @contextmanager
    def unit_lock(self, unit: str) -> Iterator[None]:
        """Hold a lease: a row that says who, and until when. Or raise `Busy`."""
        holder = uuid4().hex
        with self._leases() as (leases, table):
            self._take_lease(leases, table, unit, holder)
            query = f"select holder from {table} where unit = %s"
            if list(leases.rows(query, unit)) != [(holder,)]:
                raise Busy(
                    f"another load of {unit} is running",
                    f"Wait until it has ended; what a killed load held is free after "
                    f"{LEASE.total_seconds() / 3600:.0f} hours.",
                )
        try:
            yield
        finally:
            with self._leases() as (leases, table):
                leases.execute(f"delete from {table} where holder = %s", holder)

    @contextmanager
    def _leases(self) -> Iterator[tuple[Dataset, str]]:
        with self.session() as session:
            leases = session.dataset(layout.countinghouse_schema())
            yield leases, leases.table(layout.UNIT_LEASE)

    def _take_lease(self, leases: Dataset, table: str, unit: str, holder: str) -> None:
        now = self.clock.now()
        until = self.moment(now + LEASE)
        leases.execute(
            f"merge into {table} as held using (select %s as unit) as wanted "
            "on held.unit = wanted.unit "
            "when matched and held.expires_at < %s "
            "then update set holder = %s, expires_at = %s "
            "when not matched "
            "then insert (unit, holder, expires_at) values (wanted.unit, %s, %s)",
            *(unit, self.moment(now), holder, until, holder, until),
        )

    def json_text(self, column: str) -> str:
        """Return the SQL expression for a JSON column's text."""
        return f"to_json_string({column})"

    def json_member(self, column: str, name: str) -> str:
        """Return the SQL expression for the JSON text of a member of a JSON column."""
        return self.json_text(f"{column}['{name}']")

    def packed(self, fixed: Mapping[str, str], rows: Sequence[Row]) -> Sized:
        """Return rows as objects, the record among them."""
        table: Json = super().packed(fixed, rows)
        items: list[dict[str, Json]] = table.to_pylist()
        return [item | {"raw": exact.decode(item["raw"].encode())} for item in items]


def is_there_already(error: BaseException) -> bool:
    """Say whether what could not be created is there by now."""
    return isinstance(error, DatabaseException) and "Already Exists" in str(error)
