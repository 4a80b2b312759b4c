"""The command line: `python -m loaders xero --since 2026-06-01`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import click

if TYPE_CHECKING:
    from datetime import date, datetime

JOB = "ingest_"


def _day(_: object, __: object, moment: datetime | None) -> date | None:
    return moment and moment.date()


DAY: Any = {
    "type": click.DateTime(["%Y-%m-%d"]),
    "metavar": "YYYY-MM-DD",
    "callback": _day,
}


class Asked(TypedDict):
    """The options that every unit hears of."""

    since: date | None
    until: date | None
    business_unit: str | None
    full_refresh: bool


@click.command(name="python -m loaders")
@click.argument("sources", nargs=-1, metavar="[SOURCE ...]")
@click.option("--connection", help="Only this connection.")
@click.option("--resource", help="Only this resource.")
@click.option("--business-unit", help="Only this business unit, where there are any.")
@click.option("--since", help="From this day on.", **DAY)
@click.option("--until", help="Up to and with this day.", **DAY)
@click.option(
    "--full-refresh", is_flag=True, help="Read everything again; drop nothing."
)
@click.option("--sandbox", is_flag=True, help="Load pretend data.")
@click.option("--check", is_flag=True, help="Verify the connections and load nothing.")
@click.option("--warehouse", help="duckdb (default), postgres or bigquery.")
def main(
    sources: tuple[str, ...],
    connection: str | None,
    resource: str | None,
    sandbox: bool,
    warehouse: str | None,
    check: bool,
    **asked: Unpack[Asked],
) -> None:
    """Load what vendors hold into the raw tables of the warehouse.

    Without a SOURCE all configured sources are loaded, or the one of JOB_NAME
    (JOB_NAME=ingest_xero). Without any connection the sandbox is.
    """
    # Imported late: the loaders take a second that --help and a typing error need not.
    from loaders.job import Job
    from loaders.plan import Choice
    from loaders.unit import Options

    options = Options(**asked)
    if wrong := options.contradiction():
        raise click.UsageError(wrong)
    names = sources or _source_of_job(os.environ.get("JOB_NAME", ""))
    choice = Choice(names, connection, resource, sandbox)
    sys.exit(Job(choice, options, warehouse).run(is_check=check))


def _source_of_job(job: str) -> tuple[str, ...]:
    if not job:
        return ()
    if not job.startswith(JOB):
        raise click.UsageError(f"JOB_NAME '{job}' does not begin with '{JOB}'.")
    return (job.removeprefix(JOB),)


if __name__ == "__main__":
    main()
