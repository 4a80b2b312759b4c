"""The facts about a report, and what a connection says of it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import msgspec

from loaders.connections import Misconfigured
from loaders.contract import Resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from loaders.contract import Connection

LONGEST_RUN = 92
"""Days. A quarter of rows fits one page, and the vendor gives up after 100 seconds."""
PARAMETERS = {"IncludeInactive": True, "IncludeAdjustmentInvoices": True}
"""Sent where a report declares them: who has left since did sell, then."""


@dataclass(frozen=True)
class Report(Resource):
    """A report, as it usually is; its path is the category."""

    key: str = ""
    """Column that tells its rows apart; none: they have but what they say."""
    cursor: str | None = "day"
    """No column: the last day that was read, so that no day is left out."""
    whole_list: timedelta | None = None
    date_type_label: str = ""
    """What the vendor calls the date to filter by; none: it may not be chosen."""
    date_field: str = ""
    """Column with that date; none: a run is asked for one day."""
    unit_field: str = ""
    """Column with the unit's name; none: a run is asked for one unit."""
    required_fields: tuple[str, ...] = ()
    days: int = 7
    """How many days are read again, today included."""
    is_ahead: bool = False
    """Whether its days lie ahead."""


class Setup(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A report of one connection."""

    category: str
    report_id: str = ""
    report_ids: dict[str, str] = {}
    """By business unit id, where each unit has a report of its own."""
    date_type_label: str
    required_fields: tuple[str, ...]
    parameters: dict[str, Any] = {}
    """Values of further parameters, by name."""
    days: int
    days_per_run: int = LONGEST_RUN
    date_field: str
    unit_field: str
    key_field: str

    @property
    def ids(self) -> list[str]:
        """The vendor's ids, each once."""
        return list(dict.fromkeys(self.report_ids.values())) or [self.report_id]

    @property
    def is_split(self) -> bool:
        """Whether the rows of a run tell their day and unit."""
        return bool(self.date_field and self.unit_field)

    @property
    def needed(self) -> set[str]:
        """The columns without which it is not this report any more."""
        own = {self.date_field, self.unit_field, self.key_field}
        return {*self.required_fields, *own} - {""}


def setups(connection: Connection, reports: Mapping[str, Report]) -> dict[str, Setup]:
    """Return the reports that a connection configures, by name."""
    given = connection.settings["reports"]
    for name in given:
        if name not in reports:
            nearest = get_close_matches(name, reports, n=1, cutoff=0)
            known = ", ".join(reports)
            do = f"Did you mean {nearest[0]}? Known reports: {known}."
            raise _wrong(connection, f"unknown report {name}", do)
    return {name: _setup(connection, reports[name], given[name]) for name in given}


def _setup(connection: Connection, report: Report, given: Mapping[str, Any]) -> Setup:
    where = f"reports.{report.name}"
    try:
        setup = msgspec.convert(_usual(report) | _as_texts(given), Setup, strict=False)
    except (msgspec.ValidationError, TypeError) as error:
        do = f"Known keys: {', '.join(Setup.__struct_fields__)}."
        raise _wrong(connection, f"{where}: {error}", do) from None
    if bool(setup.report_id) == bool(setup.report_ids):
        do = "Give report_id, or report_ids with a report per business unit id."
        raise _wrong(connection, f"{where} has not exactly one of them", do)
    if setup.is_split == bool(setup.report_ids):
        do = (
            "Rows that tell day and unit (date_field, unit_field) come from one "
            "report_id; others need report_ids, a report per business unit id."
        )
        raise _wrong(connection, f"{where} cannot be read by these keys", do)
    if min(setup.days, setup.days_per_run) < 1:
        raise _wrong(connection, f"{where} has less than a day", "Correct days.")
    return setup


def _usual(report: Report) -> dict[str, Any]:
    return {
        "category": report.path,
        "date_type_label": report.date_type_label,
        "required_fields": report.required_fields,
        "days": report.days,
        "date_field": report.date_field,
        "unit_field": report.unit_field,
        "key_field": report.key,
    }


def _as_texts(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys with ids as texts, whichever way they were written."""
    keys = dict(given)
    if "report_id" in keys:
        keys["report_id"] = str(keys["report_id"])
    if "report_ids" in keys:
        pairs = dict(keys["report_ids"]).items()
        keys["report_ids"] = {str(unit): str(report) for unit, report in pairs}
    return keys


def _wrong(connection: Connection, what: str, do: str) -> Misconfigured:
    return Misconfigured(connection.source, connection.name, what, do)
