"""What a user silently does not see of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.erpnext.doctypes import STANDARD
from sandbox.erpnext.filters import from_json

if TYPE_CHECKING:
    from sandbox.erpnext.doctypes import Doctype
    from sandbox.erpnext.site import Site

Query = dict[str, Any]


def seen_by(site: Site, doctype: Doctype, query: Query) -> Query:
    """Return a list's query as the user's rights narrow it."""
    if doctype.has("table") and site.estate.touches_settled:
        query = _without_star(query)
    return _of_one_company(site.only_company, doctype, query)


def _without_star(query: Query) -> Query:
    """Let `*` of a child table mean its standard columns, as on a newer site."""
    fields = from_json(query.get("fields")) or []
    return query | {"fields": [*STANDARD] if fields == ["*"] else fields}


def _of_one_company(company: str, doctype: Doctype, query: Query) -> Query:
    """Add what a user permission adds: rows of one company only."""
    column = "name" if doctype.name == "Company" else "company"
    if not company or (column != "name" and column not in doctype.columns):
        return query
    given = from_json(query.get("filters")) or []
    if isinstance(given, dict):
        given = [[name, "=", value] for name, value in given.items()]
    elif isinstance(given[0] if given else [], str):
        given = [given]
    return query | {"filters": [*given, [column, "=", company]]}
