"""A folder that tests put Reckon's exports into, read or loaded as a whole."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from loaders import warehouses
from loaders.contract import Ask, Connection, Page, Record, Whole
from loaders.layout import countinghouse_schema, raw_schema
from loaders.pipeline import set_dlt_up
from loaders.reckon import RESOURCES, SOURCE
from loaders.run import Outcome, explain, load_all, prepare
from loaders.unit import Options, Surroundings, Unit
from tests.loaders.fake import FakeClock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from loaders.reckon.reader import ReckonReader

KINDS = {kind.name: kind for kind in RESOURCES}
SALES = "Trans #,Type,Date,Num,Name,Item,Qty,Amount"
JULY = "sales_lines_2026-07-01_2026-07-31.csv"
LIST = "Customer,Balance"


def sales(*lines: str, header: str = SALES) -> str:
    """Return a report: a header and its lines."""
    return "\r\n".join([header, *lines, ""])


def sale(number: int, day: int = 1, amount: str = "10.00", month: int = 7) -> str:
    """Return a line of `SALES`, dated in July 2026 unless told otherwise."""
    date = f"{day:02}/{month:02}/2026"
    return f"{number},Tax Invoice,{date},INV-{number},Bayside,COF,1,{amount}"


@dataclass
class DropZone:
    """One connection's folder, and the warehouse that it is loaded into."""

    folder: Path
    environment: Mapping[str, str]
    clock: FakeClock = field(default_factory=FakeClock)
    said: list[str] = field(default_factory=list)
    runs: int = 0

    @property
    def connection(self) -> Connection:
        settings = {"folder": str(self.folder), "company": "Harbour Roasters"}
        return Connection("reckon", "reckon_harbour", settings)

    @property
    def reader(self) -> ReckonReader:
        return SOURCE.connect(self.connection, self.clock)  # type: ignore[return-value]

    def put(self, name: str, content: str | bytes) -> None:
        content = content.encode() if isinstance(content, str) else content
        (self.folder / name).write_bytes(content)

    def remove(self, name: str) -> None:
        (self.folder / name).unlink()

    def records(
        self, kind: str = "sales_lines", ask: Ask | None = None
    ) -> list[Record]:
        """Return what a first read yields."""
        items = list(self.reader.read(KINDS[kind], ask or Ask()))
        return [it for page in items if isinstance(page, Page) for it in page.records]

    def payloads(self, kind: str = "sales_lines") -> list[dict[str, Any]]:
        return [record.payload for record in self.records(kind)]

    def last_word(self, kind: str, ask: Ask) -> Whole | None:
        items = list(self.reader.read(KINDS[kind], ask))
        return items[-1] if items and isinstance(items[-1], Whole) else None

    def load(self, kind: str = "sales_lines", **options: Any) -> Outcome:
        """Load one kind and return what came of it."""
        set_dlt_up()
        self.runs += 1
        around = Surroundings(
            f"run-{self.runs}",
            self._warehouse(),
            self.clock,
            Options(**options),
            self.said.append,
            self.said.append,
            explain,
        )
        prepare(around, [SOURCE], is_sandbox=False)
        [outcome] = load_all([Unit(SOURCE, self.connection, KINDS[kind])], around)
        return outcome

    def versions(
        self, kind: str = "sales_lines"
    ) -> list[tuple[str, bool, dict[str, Any]]]:
        """Return (key, is_deleted, payload) of each version, oldest first."""
        with self._warehouse().session() as session:
            dataset = session.dataset(raw_schema(SOURCE))
            query = (
                "select source_primary_key, is_deleted, cast(raw as text) from "
                f"{dataset.table(kind)} order by source_primary_key, ingestion_time"
            )
            found = dataset.rows(query)
            return [(key, gone, json.loads(raw)) for key, gone, raw in found]

    def alive(self, kind: str = "sales_lines") -> dict[str, dict[str, Any]]:
        """Return the payloads of keys whose latest version is not a tombstone."""
        latest = {key: (gone, raw) for key, gone, raw in self.versions(kind)}
        return {key: raw for key, (gone, raw) in latest.items() if not gone}

    def amounts(self) -> dict[str, str]:
        return {key: raw["amount"] for key, raw in self.alive().items()}

    def log(self) -> list[tuple[Any, ...]]:
        """Return (status, error) of each run."""
        with self._warehouse().session() as session:
            dataset = session.dataset(countinghouse_schema())
            table = dataset.table("etl_run_log")
            return list(
                dataset.rows(f"select status, error from {table} order by run_id")
            )

    def _warehouse(self) -> Any:
        return warehouses.open_warehouse(None, self.clock, self.environment)
