"""A report's rows: from cells by position to records with a scope and a key."""

from __future__ import annotations

from collections import Counter
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from loaders import exact
from loaders.contract import Page, Record
from loaders.servicetitan.definition import Drifted, refuse_absent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from loaders.contract import Payload
    from loaders.servicetitan.report import Setup
    from loaders.servicetitan.runs import Run
    from loaders.servicetitan.units import Units

DIGITS = 24


def scope_of(report: str, unit: str | None, day: date) -> str:
    """Return the smallest set that a report re-sends whole: its day of a unit."""
    scope = {"report": report, "business_unit_id": unit, "day": day.isoformat()}
    return exact.encode(scope)


def rows_in(
    body: Mapping[str, Any], needed: Collection[str], where: str
) -> list[Payload]:
    """Return the rows of an answer by the columns that this answer names."""
    fields = body.get("fields") or []
    refuse_absent(needed, fields, where)
    names = [str(field["name"]) for field in fields]
    for cells in body["data"] or []:
        if len(cells) != len(names):
            what = f"{where} sent {len(cells)} cells for {len(names)} columns"
            raise Drifted(what, "Run it again; if it stays so, ask ServiceTitan why.")
    return [dict(zip(names, cells, strict=True)) for cells in body["data"] or []]


class Recorder:
    """Makes records of one report's rows."""

    def __init__(self, report: str, setup: Setup, units: Units, where: str) -> None:
        """Name the rows' scopes after `report`."""
        self._report = report
        self._setup = setup
        self._units = units
        self._where = where
        self._used: set[str] = set()
        self.nameless: set[str] = set()
        """Units that rows name and the tenant's list does not."""

    def page(self, run: Run, rows: Sequence[Payload], is_filtered: bool) -> Page:
        """Return what a run re-sent whole.

        `is_filtered`: the vendor was told the run's unit; else its rows are picked out.
        """
        scoped = [
            (scope_of(self._report, unit, day), row)
            for row in rows
            for unit, day in [self._place(run, row)]
            if is_filtered or run.unit in (None, unit)
        ]
        if is_filtered and self._setup.is_split:
            self._refuse_others(run, rows)
        keys = Counter(self._natural_key(row) for _, row in scoped)
        taken = Counter[str]()
        records = []
        for scope, row in scoped:
            key = self._natural_key(row)
            if not key or keys[key] > 1 or key in self._used:
                # The same twice is two rows: each is told by what it says, and where.
                digest = sha256(exact.encode(row).encode()).hexdigest()[:DIGITS]
                own = f"{scope}/{key or digest}"
                taken[own] += 1
                key = f"{own}/{taken[own]}"
            records.append(Record(key, row, scope=scope))
        self._used.update(keys)
        return Page(records, whole=frozenset(self._scopes(run)))

    def _scopes(self, run: Run) -> Iterator[str]:
        """Yield every unit's scope of the days of a run, or only that unit's."""
        everyone = (*self._units.names, None)
        units = (run.unit,) if run.unit else everyone
        for day in run.days:
            for unit in units:
                yield scope_of(self._report, unit, day)

    def _place(self, run: Run, row: Payload) -> tuple[str | None, date]:
        """Return the unit and the day of a row; the run's own where it tells none."""
        if not self._setup.is_split:
            return run.unit, run.first
        return self._unit(row), self._day(run, row)

    def _refuse_others(self, run: Run, rows: Sequence[Payload]) -> None:
        for row in rows:
            if run.unit not in (None, self._unit(row)):
                field = self._setup.unit_field
                what = f"{self._where} was asked for one unit and sent '{row[field]}'"
                do = f"Is {field} the unit that the report filters by?"
                raise Drifted(what, do)

    def _day(self, run: Run, row: Payload) -> date:
        """Return the tenant's own day, as written: midnight there is no UTC day."""
        name = self._setup.date_field
        try:
            day = date.fromisoformat(str(row[name])[:10])
        except ValueError:
            day = date.min
        if not run.first <= day <= run.last:
            asked = f"{run.first} to {run.last}"
            what = f"{self._where} was asked for {asked} and sent {name} {row[name]}"
            do = f"Is date_type_label '{self._setup.date_type_label}' what {name} is?"
            raise Drifted(what, do)
        return day

    def _unit(self, row: Payload) -> str | None:
        name = str(row[self._setup.unit_field] or "")
        unit = self._units.called(name)
        if unit is None:
            self.nameless.add(name)
        return unit

    def _natural_key(self, row: Payload) -> str:
        key = row[self._setup.key_field] if self._setup.key_field else None
        return "" if key is None else str(key)
