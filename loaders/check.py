"""`--check`: credentials, scopes, rights and the entity row, without a load."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.run import explain

if TYPE_CHECKING:
    from loaders.contract import Clock, Connection, Source
    from loaders.plan import Plan
    from loaders.report import Report

ENTITIES = Path(__file__).parents[1] / "seeds" / "entities.csv"


def check_all(plan: Plan, clock: Clock, report: Report) -> list[str]:
    """Check every connection, load nothing; return what is wrong."""
    entities = _connections_with_an_entity(ENTITIES)
    wrong = []
    for source, connection in plan.connections:
        problems = _problems(source, connection, clock, report)
        if not problems:
            report.say(f"{source.name} {connection.name}: in order")
        if connection.name not in entities:
            report.say(
                f"{source.name} {connection.name}: warning: no row in "
                "seeds/entities.csv; the entity will come from the vendor's own record",
                "yellow",
            )
        wrong += [f"{source.name} {connection.name}: {text}" for text in problems]
    return wrong


def _problems(
    source: Source, connection: Connection, clock: Clock, report: Report
) -> list[str]:
    try:
        reader = source.connect(connection, clock)
        problems = reader.check()
        if not problems:
            company = reader.company()
            report.say(
                f"{source.name} {connection.name}: is {company.name} "
                f"({company.vendor_company_id})"
            )
    except Exception as error:
        return [explain(error)]
    return problems


def _connections_with_an_entity(path: Path) -> set[str]:
    if not path.exists():
        return set()
    with path.open(encoding="utf-8", newline="") as file:
        return {row["connection"] for row in csv.DictReader(file)}
