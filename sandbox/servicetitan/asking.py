"""What a report is asked: the parameters it declares, checked; others are not seen."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from sandbox.servicetitan.problems import invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sandbox.servicetitan.reports import Parameter, Report

MOST_ROWS, USUAL_ROWS = 25_000, 1_000


@dataclass
class Asked:
    """A report's parameters, by what they mean."""

    first: date
    last: date
    date_type: int = 0
    units: frozenset[int] = frozenset()
    """Empty: every unit."""
    with_inactive: bool = False
    with_adjustments: bool = False
    job_type: str = ""
    undeclared: list[str] = field(default_factory=list)

    def holds(self, day: date | None) -> bool:
        """Whether a day is asked for; both ends are."""
        return day is not None and self.first <= day <= self.last


def page_of(query: Mapping[str, str], usual: int, most: int) -> tuple[int, int]:
    """Return the page and its size, which only the query string can say."""
    page = _whole(query, "page", 1)
    size = _whole(query, "pageSize", usual)
    if size > most:
        raise invalid("pageSize", f"'Page Size' must be between 1 and {most}.")
    return page, size


def _whole(query: Mapping[str, str], name: str, usual: int) -> int:
    text = query.get(name, str(usual))
    if not text.isdecimal() or int(text) < 1:
        raise invalid(name, f"The value '{text}' is not valid for {name}.")
    return int(text)


def asked(report: Report, body: str) -> Asked:
    """Return what a posted body asks of a report."""
    values = _values(body)
    known = {each.name: each for each in report.parameters}
    for parameter in report.parameters:
        if parameter.is_required and values.get(parameter.name) in (None, "", []):
            raise invalid("parameters", f"'{parameter.name}' is required.")
    given = {
        name: _checked(known[name], value)
        for name, value in values.items()
        if name in known and value is not None
    }
    return Asked(
        first=given["From"],
        last=given["To"],
        date_type=given.get("DateType", 0),
        units=frozenset(given.get("BusinessUnitId", given.get("BusinessUnitIds", ()))),
        with_inactive=given.get("IncludeInactive", False),
        with_adjustments=given.get("IncludeAdjustmentInvoices", False),
        job_type=given.get("JobTypes", ""),
        undeclared=sorted(set(values) - set(known)),
    )


def _values(body: str) -> dict[str, Any]:
    try:
        sent = json.loads(body or "{}")
        return {each["name"]: each.get("value") for each in sent["parameters"]}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise invalid("parameters", "The parameters field is required.") from None


def _checked(parameter: Parameter, value: object) -> Any:  # noqa: ANN401
    where = f"parameters[{parameter.name}].value"
    if parameter.is_array != isinstance(value, list):
        raise invalid(where, f"'{value}' is not what '{parameter.name}' takes.")
    try:
        if isinstance(value, list):
            return [int(each) for each in value]
        return _ONE[parameter.data_type](value)
    except (ValueError, TypeError, KeyError):
        raise invalid(where, f"'{value}' is not a {parameter.data_type}.") from None


def _boolean(value: object) -> bool:
    return {"true": True, "false": False}[str(value).lower()]


_ONE: dict[str, Callable[[Any], object]] = {
    "Number": int,
    "String": str,
    "Date": lambda value: date.fromisoformat(str(value)),
    "Boolean": _boolean,
}
