"""The contractor's own reports: where they are, what they ask and what they show.

A report is known by its id, and found in one category only. Its owner may change it at
any time: `rename_field`, `drop_field` and `add_field` do what an owner does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sandbox.hard_cases import table
from sandbox.servicetitan.columns import FIELDS, PARAMETERS
from sandbox.servicetitan.wire import local_instant

if TYPE_CHECKING:
    from datetime import datetime

CATEGORIES = {
    "accounting": "Accounting",
    "marketing": "Marketing",
    "operations": "Operations",
    "technician": "Technician",
}


@dataclass
class Field:
    """A column: what it holds, and what it is called today."""

    source: str
    name: str
    label: str
    data_type: str

    def told(self, *, with_type: bool) -> dict[str, str]:
        """Return the column as a definition has it, or as an answer with data does."""
        told = {"name": self.name, "label": self.label}
        return told | {"dataType": self.data_type} if with_type else told


@dataclass
class Parameter:
    """Something a report may be asked."""

    name: str
    label: str
    data_type: str
    is_array: bool
    is_required: bool
    set_id: str

    def told(self) -> dict[str, Any]:
        """Return the parameter as a definition has it."""
        names = [{"name": each, "label": each} for each in ("Value", "Name")]
        accepted = {"fields": names, "dynamicSetId": self.set_id, "values": None}
        return {
            "name": self.name,
            "label": self.label,
            "dataType": self.data_type,
            "isArray": self.is_array,
            "isRequired": self.is_required,
            "acceptValues": accepted if self.set_id else None,
        }


@dataclass(eq=False)
class Report:
    """One report of a tenant."""

    id: int
    category: str
    kind: str
    name: str
    description: str | None
    modified_at: datetime
    fields: list[Field] = field(default_factory=list)
    parameters: list[Parameter] = field(default_factory=list)
    repeats_first_page: str = ""
    """openly: every page is page 1, and says so. silently: it bears the number asked
    for. Nothing: as it should be."""

    def listed(self) -> dict[str, Any]:
        """Return the report as its category lists it."""
        return {"id": self.id, "name": self.name, "description": self.description}

    def definition(self) -> dict[str, Any]:
        """Return what it asks and shows, as of now."""
        return self.listed() | {
            "modifiedOn": local_instant(self.modified_at),
            "parameters": [each.told() for each in self.parameters],
            "fields": [each.told(with_type=True) for each in self.fields],
        }

    def column(self, name: str) -> Field:
        """Return a column by its name of today."""
        return next(each for each in self.fields if each.name == name)

    def rename_field(self, name: str, new_name: str, at: datetime) -> None:
        """Call a column something else."""
        self.column(name).name = new_name
        self.modified_at = at

    def drop_field(self, name: str, at: datetime) -> None:
        """Take a column out."""
        self.fields.remove(self.column(name))
        self.modified_at = at

    def add_field(self, name: str, at: datetime) -> None:
        """Put a column in, before all others, without anything in it."""
        self.fields.insert(0, Field("", name, name, "String"))
        self.modified_at = at


def report(
    number: int,
    category: str,
    kind: str,
    name: str,
    modified_at: datetime,
    description: str | None = None,
) -> Report:
    """Return a report as it was first drawn up."""
    made = Report(number, category, kind, name, description, modified_at)
    for of, column, label, data_type in table(FIELDS):
        if of == kind:
            made.fields.append(Field(column, column, label, data_type))
    for of, parameter, label, data_type, array, required, set_id in table(PARAMETERS):
        if of == kind:
            told = Parameter(
                parameter, label, data_type, bool(array), bool(required), set_id
            )
            made.parameters.append(told)
    return made
