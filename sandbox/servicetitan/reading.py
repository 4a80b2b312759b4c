"""Answers about reports: categories, definitions, what may be asked, and data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.servicetitan import asking, figures
from sandbox.servicetitan.columns import JOB_TYPES, UNITS
from sandbox.servicetitan.listing import paged
from sandbox.servicetitan.problems import NO_CATEGORY, invalid, not_found
from sandbox.servicetitan.reports import CATEGORIES, Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.servicetitan.asking import Asked
    from sandbox.servicetitan.tenant import Tenant

Body = dict[str, Any]
Change = "Callable[[list[Body]], list[Body]]"


def categories(tenant: Tenant, query: dict[str, str]) -> Body:
    """GET report-categories."""
    rows = [{"id": slug, "name": name} for slug, name in CATEGORIES.items()]
    return paged(rows, query, tenant)


def reports(tenant: Tenant, query: dict[str, str]) -> Body:
    """GET report-category/{category}/reports."""
    if query["category"] not in CATEGORIES:
        raise not_found(NO_CATEGORY)
    found = [
        each.listed()
        for each in tenant.reports.values()
        if each.category == query["category"]
    ]
    return paged(found, query, tenant)


def definition(tenant: Tenant, query: dict[str, str]) -> Body:
    """GET report-category/{category}/reports/{id}."""
    report = tenant.find(query["category"], query["report"])
    if tenant.definitions_are_runs:
        tenant.limits.run(report.id)
    return report.definition()


def values(tenant: Tenant, query: dict[str, str]) -> Body:
    """GET dynamic-value-sets/{id}."""
    name = query["set"]
    if name in figures.DATE_TYPES:
        rows = [list(pair) for pair in figures.DATE_TYPES[name].items()]
    elif name == UNITS:
        rows = [[each.id, each.name] for each in tenant.office.units.values()]
    elif name == JOB_TYPES:
        rows = [[each.id, each.name] for each in tenant.office.job_types.values()]
    else:
        raise not_found("There is no such dynamic value set")
    fields = [{"name": each, "label": each} for each in ("Value", "Name")]
    return {"fields": fields} | paged(rows, query, tenant)


def data(
    tenant: Tenant,
    query: dict[str, str],
    change: Callable[[list[Body]], list[Body]],
) -> Body:
    """POST report-category/{category}/reports/{id}/data: one run, one page."""
    report = tenant.find(query["category"], query["report"])
    page, size = asking.page_of(query, asking.USUAL_ROWS, asking.MOST_ROWS)
    asked = asking.asked(report, query.get("body", ""))
    _look_at_names(tenant, asked)
    tenant.limits.run(report.id)
    rows = change(_named(report, figures.ROWS[report.kind](tenant.office, asked)))
    size = min(size, tenant.max_page_size or size)
    shown = 1 if report.repeats_first_page else page
    told = page if report.repeats_first_page == "silently" else shown
    begin = (shown - 1) * size
    has_total = query.get("includeTotal", "").lower() == "true"
    names = [each.name for each in report.fields]
    return {
        "fields": [each.told(with_type=False) for each in report.fields],
        "page": told,
        "pageSize": size,
        "hasMore": len(rows) > told * size,
        "totalCount": len(rows) if has_total else None,
        "data": [[row.get(n) for n in names] for row in rows[begin : begin + size]],
    }


def _named(report: Report, rows: figures.Rows) -> list[Body]:
    """Return rows under the names that the owner has given the columns."""
    return [{each.name: row.get(each.source) for each in report.fields} for row in rows]


def _look_at_names(tenant: Tenant, asked: Asked) -> None:
    tenant.unknown_parameters += asked.undeclared
    if asked.undeclared and tenant.refuses_unknown_parameters:
        name = asked.undeclared[0]
        raise invalid("parameters", f"'{name}' is not a parameter of this report.")
