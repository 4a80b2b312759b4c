"""Reading a report: its days anew, each unit's day as a whole."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from loaders.contract import DayLimitReached, LoaderError, Page, Skipped
from loaders.manners import Passing, Refused
from loaders.servicetitan.answers import fetch
from loaders.servicetitan.rows import Recorder
from loaders.servicetitan.runs import in_turn, runs_for, seconds_for, told, window

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from loaders.contract import Ask
    from loaders.servicetitan.client import Client
    from loaders.servicetitan.definition import Definition
    from loaders.servicetitan.definitions import Definitions
    from loaders.servicetitan.report import Report, Setup
    from loaders.servicetitan.runs import Run
    from loaders.servicetitan.units import Units

log = logging.getLogger(__name__)

TOLD = 3


class ReportReading:
    """Reads one report, or the same report of many units."""

    def __init__(
        self,
        client: Client,
        definitions: Definitions,
        units: Units,
        report: Report,
        setup: Setup,
    ) -> None:
        self._client = client
        self._definitions = definitions
        self._units = units
        self._report = report
        self._setup = setup
        self._where = f"{client.whose} {report.name}"
        self._ready: dict[str, tuple[Definition, object]] = {}
        self._refused: dict[str, LoaderError] = {}

    def pages(self, ask: Ask, today: date) -> Iterator[Page]:
        """Yield a page per run; one report's failure does not stop the others."""
        days = window(self._report, self._setup, ask, today)
        runs = self._runs(days, ask.business_unit)
        for report_id in dict.fromkeys(run.report_id for run in runs):
            self._prepare(report_id)
        runs = [run for run in runs if run.report_id in self._ready]
        self._tell_arithmetic(ask, runs)
        yield from self._read(runs)
        if self._refused:
            raise _one_of(list(self._refused.values()))
        if days and not self._report.is_ahead:
            yield Page((), cursor=days[-1].isoformat())

    def check(self) -> list[LoaderError]:
        """Return what is wrong with the configuration, report by report."""
        self._refuse_unknown_units()
        for report_id in self._setup.ids:
            self._prepare(report_id)
        return list(self._refused.values())

    def _runs(self, days: Sequence[date], named: str | None) -> list[Run]:
        unit = self._units.asked_for(named) if named else None
        if unit and self._setup.report_ids and unit not in self._setup.report_ids:
            what = f"{self._where}: business unit '{named}' ({unit}) has no report"
            raise LoaderError(what, "Add its report to report_ids, or leave it out.")
        unknown = set() if unit else self._refuse_unknown_units()
        runs = runs_for(self._setup, days, unit)
        return [run for run in runs if run.unit not in unknown]

    def _refuse_unknown_units(self) -> set[str]:
        unknown = set(self._setup.report_ids).difference(self._units.names)
        for unit in sorted(unknown):
            what = f"{self._where}: report_ids names business unit {unit}"
            do = "The tenant has none with that id: correct it."
            self._refused[f"of unit {unit}"] = LoaderError(what, do)
        return unknown

    def _prepare(self, report_id: str) -> None:
        """Learn what a report is now; one that is not what it should be is left out."""
        name, setup = self._report.name, self._setup
        try:
            definition = self._definitions.get(name, setup, report_id)
            definition.refuse_drift(setup)
            label = setup.date_type_label
            date_type = self._definitions.date_type(name, definition, label)
            self._ready[report_id] = definition, date_type
        except LoaderError as error:
            self._refuse(report_id, error)

    def _refuse(self, report_id: str, error: LoaderError) -> None:
        """Leave a report out, unless no other would be spared its trouble."""
        is_down = isinstance(error, Passing) and any(
            isinstance(other, Passing) for other in self._refused.values()
        )
        is_signed_out = isinstance(error, Refused) and error.status == 401
        if is_down or is_signed_out or isinstance(error, (DayLimitReached, Skipped)):
            raise error
        self._refused[report_id] = error

    def _tell_arithmetic(self, ask: Ask, runs: Sequence[Run]) -> None:
        if ask.whole:
            text = "%s: a report has no beginning: only its window is read again"
            log.info(text, self._where)
        seconds = seconds_for(runs, self._client.pace, self._client.clock.now())
        log.info("%s: %s", self._where, told(runs, seconds))

    def _read(self, runs: Sequence[Run]) -> Iterator[Page]:
        recorder = Recorder(self._report.name, self._setup, self._units, self._where)
        reports = len({run.report_id for run in runs})
        turns = in_turn(runs, lambda it: self._client.pace(it).free_at)
        for number, run in enumerate(turns, 1):
            if run.report_id in self._refused:
                continue
            try:
                definition, date_type = self._ready[run.report_id]
                question = definition.question(run, self._setup, date_type)
                rows = fetch(self._client, self._report, self._setup, run, question)
                is_filtered = definition.unit_parameter is not None
                yield recorder.page(run, rows, is_filtered)
            except LoaderError as error:
                self._refuse(run.report_id, error)
            if number % reports == 0 and number < len(runs):
                log.info("%s: run %d of %d", self._where, number, len(runs))
        if recorder.nameless:
            names = ", ".join(f"'{name}'" for name in sorted(recorder.nameless))
            text = "%s: no one business unit is called %s: its rows have none"
            log.warning(text, self._where, names)


def _one_of(errors: list[LoaderError]) -> LoaderError:
    """Return one error that says what all of them say."""
    if len(errors) == 1:
        return errors[0]
    told_first = [f"{error.what}. {error.do}" for error in errors[:TOLD]]
    more = [f"And {len(errors) - TOLD} more"] if len(errors) > TOLD else []
    what = " ".join([f"{len(errors)} reports failed:", *told_first, *more])
    return LoaderError(what.rstrip("."), "The other reports of this load went on.")
