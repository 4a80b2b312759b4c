"""A report's definition, which its owner may change at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loaders.contract import LoaderError
from loaders.servicetitan.report import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from loaders.contract import Payload
    from loaders.servicetitan.report import Setup
    from loaders.servicetitan.runs import Run

DATE_TYPE = "DateType"
UNIT_SET = "business-units"
UNIT_NAMES = ("BusinessUnitId", "BusinessUnitIds")
"""Reports call the same parameter by either name."""


class Drifted(LoaderError):
    """A report is no longer what its configuration says: it fails, others go on."""


class Definition:
    """What a report takes and what it tells."""

    def __init__(self, payload: Payload, where: str) -> None:
        """Know a report by its definition."""
        self.payload = payload
        self.where = f"{where}: report {payload['id']} '{payload.get('name')}'"
        self._parameters = {str(one["name"]): one for one in payload["parameters"]}

    def refuse_drift(self, setup: Setup) -> None:
        """Fail when a column that we need, or the choice of a date, is gone."""
        refuse_absent(setup.needed, self.payload["fields"], self.where)
        for name in ("From", "To"):
            if name not in self._parameters:
                what = f"{self.where} takes no parameter {name}"
                raise Drifted(what, "Give the report a date range again.")
        if bool(setup.date_type_label) != (DATE_TYPE in self._parameters):
            takes = "takes" if DATE_TYPE in self._parameters else "does not take"
            what = f"{self.where} {takes} a {DATE_TYPE}"
            raise Drifted(what, "Correct date_type_label; empty where none is taken.")
        if not (setup.is_split or self.unit_parameter):
            what = f"{self.where} takes no business unit: it would send everyone's"
            raise Drifted(what, "Give the report its business unit filter again.")

    @property
    def unit_parameter(self) -> str | None:
        """The name of the parameter that filters by business unit."""
        for name, one in self._parameters.items():
            accepted = one.get("acceptValues") or {}
            if accepted.get("dynamicSetId") == UNIT_SET or name in UNIT_NAMES:
                return name
        return None

    @property
    def date_types(self) -> Mapping[str, Any]:
        """What the definition itself accepts as a date to filter by."""
        return self._parameters[DATE_TYPE].get("acceptValues") or {}

    def question(self, run: Run, setup: Setup, date_type: object) -> Payload:
        """Return the body of a run; only declared names are in it."""
        values: dict[str, object] = {**PARAMETERS, **setup.parameters}
        values = {name: it for name, it in values.items() if name in self._parameters}
        values |= {"From": f"{run.first}", "To": f"{run.last}"}
        if DATE_TYPE in self._parameters:
            values[DATE_TYPE] = date_type
        if run.unit and self.unit_parameter:
            values[self.unit_parameter] = self._of_kind(self.unit_parameter, run.unit)
        self._refuse_unanswered(values)
        return {"parameters": [{"name": n, "value": it} for n, it in values.items()]}

    def _of_kind(self, name: str, unit: str) -> object:
        value = int(unit) if unit.isdigit() else unit
        return [value] if self._parameters[name].get("isArray") else value

    def _refuse_unanswered(self, values: Collection[str]) -> None:
        required = {n for n, one in self._parameters.items() if one.get("isRequired")}
        if unanswered := sorted(required.difference(values)):
            what = f"{self.where} now requires {', '.join(unanswered)}"
            raise Drifted(what, "Give the values in the report's parameters.")


def refuse_absent(
    needed: Collection[str], fields: Sequence[Mapping[str, Any]], where: str
) -> None:
    """Fail when columns are gone: blanks would look like data."""
    names = [str(field["name"]) for field in fields]
    if absent := sorted(set(needed).difference(names)):
        now = ", ".join(f"{field['name']} ('{field.get('label')}')" for field in fields)
        what = f"{where} has lost {', '.join(absent)}; its columns now are {now}"
        do = "Give the report its columns back, or correct required_fields."
        raise Drifted(what, do)
    if len(set(names)) < len(names):
        what = f"{where} has two columns of one name: {', '.join(names)}"
        raise Drifted(what, "Remove one of them from the report.")
