"""A run: every unit in turn, from the lock to the log; none stops the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dlt.pipeline.exceptions import PipelineStepFailed

from loaders import guards
from loaders.contract import DayLimitReached, LoaderError, Skipped
from loaders.landing import Landing
from loaders.layout import countinghouse_schema, raw_schema
from loaders.reading import Reading
from loaders.runlog import Entry, RunLog
from loaders.warehouses.base import Busy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loaders.contract import Clock, Company, Connection, Reader, Source
    from loaders.unit import Surroundings, Unit


@dataclass(frozen=True)
class Outcome:
    """What came of a unit."""

    unit: Unit
    entry: Entry
    error: Exception | None = None


class SignIn:
    """One connection's way in, taken once, when its first unit is loaded."""

    def __init__(self, source: Source, connection: Connection, clock: Clock) -> None:
        self._source = source
        self._connection = connection
        self._clock = clock
        self._found: tuple[Reader, Company] | None = None
        self.refusal: Exception | None = None

    def attempt(self) -> None:
        """Sign in; what stands in the way is kept for each unit that asks."""
        if self._found is None and self.refusal is None:
            try:
                reader = self._source.connect(self._connection, self._clock)
                self._found = reader, reader.company()
            except Exception as error:
                self.refusal = error

    def outcome(self) -> tuple[Reader, Company]:
        """Return the reader and whose data it reads, or raise what stood in the way."""
        if self._found is None or self.refusal is not None:
            raise self.refusal or LoaderError("nobody has signed in")
        return self._found


def prepare(around: Surroundings, sources: Iterable[Source], is_sandbox: bool) -> None:
    """Create all raw tables of all sources; stop before real and pretend data mix."""
    warehouse = around.warehouse
    with warehouse.layout_lock(), warehouse.session() as session:
        warehouse.create(session.dataset(countinghouse_schema()))
        for source in sources:
            dataset = session.dataset(raw_schema(source, warehouse.has_row_ids))
            warehouse.create(dataset)
            parts = {it.raw_table: it.part for it in source.resources}
            warehouse.finish_tables(
                dataset, {table: part and part[0] for table, part in parts.items()}
            )
        guards.refuse_mixing(RunLog(session), is_sandbox, warehouse)


def load_all(units: Iterable[Unit], around: Surroundings) -> Iterator[Outcome]:
    """Load units in turn; a connection at its day limit asks for nothing more."""
    ways_in: dict[tuple[str, str], SignIn] = {}
    for unit in units:
        key = unit.source.name, unit.connection.name
        sign_in = ways_in.setdefault(
            key, SignIn(unit.source, unit.connection, around.clock)
        )
        outcome = load_one(unit, around, sign_in)
        if isinstance(outcome.error, DayLimitReached):
            sign_in.refusal = outcome.error
        yield outcome


def refused_everything(outcomes: Iterable[Outcome]) -> list[LoaderError]:
    """Return an error for each connection that let nothing of several be read.

    One resource that the plan does not allow is no failure; all of them are.
    """
    statuses: dict[str, list[str]] = {}
    for outcome in outcomes:
        whose = f"{outcome.unit.source.name} {outcome.unit.connection.name}"
        statuses.setdefault(whose, []).append(outcome.entry.status)
    do = "Give consent again with the scopes that the source's README names."
    return [
        LoaderError(f"{whose}: every resource was skipped, nothing was loaded", do)
        for whose, seen in statuses.items()
        if len(seen) > 1 and set(seen) == {"skipped"}
    ]


def load_one(unit: Unit, around: Surroundings, sign_in: SignIn) -> Outcome:
    """Load one unit, under its lock."""
    connection = unit.connection
    entry = Entry(
        around.run_id,
        unit.source.name,
        connection.name,
        unit.resource.name,
        around.clock.now(),
        connection.is_sandbox,
    )
    try:
        with around.warehouse.unit_lock(unit.lock):
            return _load_locked(unit, around, entry, sign_in)
    except Busy as busy:
        _describe(entry, busy, around)
        entry.finished_at = around.clock.now()
        with around.warehouse.session() as session:
            RunLog(session).note(entry)
        return Outcome(unit, entry, busy)
    except Exception as error:
        _describe(entry, error, around)
        return Outcome(unit, entry, error)


def _load_locked(
    unit: Unit, around: Surroundings, entry: Entry, sign_in: SignIn
) -> Outcome:
    landing = Landing(unit, around, entry)
    try:
        _read(Reading(unit, around, entry, landing), landing, sign_in)
    except Exception as error:
        _describe(entry, error, around)
        landing.end()
        return Outcome(unit, entry, None if isinstance(error, Skipped) else error)
    return Outcome(unit, entry)


def _read(reading: Reading, landing: Landing, sign_in: SignIn) -> None:
    """Read a unit; the warehouse is open before and after, not while a vendor talks."""
    sign_in.attempt()
    with landing.session():
        landing.begin()
        reader, company = sign_in.outcome()
        landing.belongs_to(company)
        reading.begin()
    last_word = reading.take_in(reader)
    with landing.session():
        reading.conclude(last_word, reader)
        landing.succeed()


def _describe(entry: Entry, error: Exception, around: Surroundings) -> None:
    """Write into the log row how a unit ended that did not succeed."""
    entry.status = "skipped" if isinstance(error, Skipped) else "failed"
    entry.error = around.explain(error)


def explain(error: BaseException) -> str:
    """Say in one line what happened, and what to do about it."""
    if isinstance(error, LoaderError):
        return " ".join(f"{error.what}. {error.do}".split())
    while isinstance(error, PipelineStepFailed) and error.__cause__ is not None:
        error = error.__cause__
    first_line = (str(error).strip() or "no message").splitlines()[0]
    return f"{type(error).__name__}: {first_line}"
