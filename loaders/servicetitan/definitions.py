"""The definitions of a tenant's reports, each asked for once in a load."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from loaders.contract import LoaderError
from loaders.manners import Refused
from loaders.servicetitan.definition import Definition, Drifted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from loaders.servicetitan.client import Client
    from loaders.servicetitan.report import Setup

REPORTING = "reporting"


class Definitions:
    """What the vendor says of reports, and of the values that they accept."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._found: dict[str, Definition | LoaderError] = {}
        self._value_sets: dict[str, Sequence[Any]] = {}

    def get(self, resource: str, setup: Setup, report_id: str) -> Definition:
        """Return a definition; an error is the same each time, and asked for once."""
        where = report_path(setup.category, report_id)
        if where not in self._found:
            try:
                self._found[where] = self._fetch(resource, setup, report_id)
            except LoaderError as error:
                self._found[where] = error
        found = self._found[where]
        if isinstance(found, LoaderError):
            raise found
        return found

    def ask_for_others(self, resource: str, setups: Mapping[str, Setup]) -> None:
        """Ask for the definitions of the other reports before the first run of one.

        Each may count as a run of its report: asked for one report after the other,
        each would cost a minute in which nothing runs. An error is raised where that
        report is read. After one that is not about a report no more is asked for here.
        """
        others = [(name, setup) for name, setup in setups.items() if name != resource]
        for name, setup in others:
            for report_id in setup.ids:
                try:
                    self.get(name, setup, report_id)
                except (Refused, Drifted):
                    continue
                except LoaderError:
                    return

    def date_type(self, resource: str, definition: Definition, label: str) -> object:
        """Return the number behind a label: a wrong one filters without an error."""
        if not label:
            return None
        rows = self._accepted(resource, definition.date_types)
        found = [value for value, its_label in rows if its_label.strip() == label]
        if len(found) != 1:
            labels = ", ".join(f"'{its_label}'" for _, its_label in rows)
            what = f"{definition.where} knows no date '{label}' to filter by"
            raise Drifted(what, f"Set date_type_label to one of: {labels or 'none'}.")
        return found[0]

    def _fetch(self, resource: str, setup: Setup, report_id: str) -> Definition:
        where = f"{self._client.whose} {resource}"
        path = f"{REPORTING}/{report_path(setup.category, report_id)}"
        try:
            return Definition(
                self._client.get(resource, path, report_id=report_id), where
            )
        except Refused as refused:
            if refused.status != 404:
                raise
            what = f"{where}: no report {report_id} in category '{setup.category}'"
            found = self._category_of(resource, report_id)
            do = f"Its category is '{found}'." if found else "Correct report_id."
            raise Drifted(what, do) from None

    def _category_of(self, resource: str, report_id: str) -> str | None:
        """Look for a report in every category: it stands in exactly one."""
        for category in self._listed(resource, "report-categories"):
            path = f"report-category/{quote(str(category['id']), safe='')}/reports"
            if any(str(one["id"]) == report_id for one in self._listed(resource, path)):
                return str(category["id"])
        return None

    def _listed(self, resource: str, path: str) -> Sequence[Mapping[str, Any]]:
        try:
            return self._client.listed(resource, f"{REPORTING}/{path}")
        except LoaderError:
            return []

    def _accepted(
        self, resource: str, accepts: Mapping[str, Any]
    ) -> Sequence[tuple[Any, str]]:
        """Return values with their labels, from the definition or from its set."""
        rows = accepts.get("values")
        name = accepts.get("dynamicSetId")
        if not rows and name:
            if name not in self._value_sets:
                path = f"{REPORTING}/dynamic-value-sets/{quote(str(name), safe='')}"
                self._value_sets[name] = self._client.listed(resource, path)
            rows = self._value_sets[name]
        return [(value, str(label)) for value, label, *_ in rows or ()]


def report_path(category: str, report_id: str) -> str:
    """Return where a report is, below the module."""
    return f"report-category/{quote(category, safe='')}/reports/{quote(report_id)}"
