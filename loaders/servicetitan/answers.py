"""The answer to one run of a report: usually a page, and always all of it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from loaders.servicetitan.client import refuse_missing, rows_on
from loaders.servicetitan.definition import Drifted
from loaders.servicetitan.definitions import REPORTING, report_path
from loaders.servicetitan.rows import rows_in

if TYPE_CHECKING:
    from loaders.contract import Payload
    from loaders.servicetitan.client import Client
    from loaders.servicetitan.report import Report, Setup
    from loaders.servicetitan.runs import Run

log = logging.getLogger(__name__)


def fetch(
    client: Client, report: Report, setup: Setup, run: Run, question: dict[str, Any]
) -> list[Payload]:
    """Return all rows of a run; each further page is a run, and a minute, more."""
    where = f"{client.whose} {report.name}: report {run.report_id}"
    path = f"{REPORTING}/{report_path(setup.category, run.report_id)}/data"
    rows: list[Payload] = []
    totals: list[object] = []
    number, before = 1, None
    while True:
        body = client.run(report.name, path, number, question, run.report_id)
        cells = rows_on(body, number, where)
        _refuse_repeated(cells, before, f"{where}: page {number}")
        rows += rows_in(body, setup.needed, where)
        totals.append(body.get("totalCount"))
        if not body.get("hasMore"):
            refuse_missing(len(rows), totals, where)
            return rows
        number, before = number + 1, cells
        log.info("%s: page %d takes another minute", where, number)


def _refuse_repeated(cells: list[Any], before: list[Any] | None, where: str) -> None:
    if cells and cells == before:
        do = "Run it again; if it stays so, lower days_per_run."
        raise Drifted(f"{where} repeats the page before", do)
