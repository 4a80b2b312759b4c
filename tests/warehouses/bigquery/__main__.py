"""`make test-bigquery`: BigQuery's interfaces, without BigQuery.

Every statement that dlt and dbt send is checked by Google's analyzer before a local
emulator executes it: a load of each source, a build of everything, and a build on top
of it after some invoices have lost a line. What the emulator cannot judge, as it rounds
and is permissive, `make test-warehouses` does on Google's own engine.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import duckdb
import yaml
from google.cloud import bigquery

from tests.warehouses.bigquery.emulator import UNPACKED, running_emulator
from tests.warehouses.bigquery.gate import Gate
from tests.warehouses.bigquery.serving import PROJECT, serving
from tests.warehouses.three.comparison import LogicalType, Table, compare
from tests.warehouses.three.house import (
    NO_TESTS,
    NO_UNIT_TESTS,
    UNIT_TESTS,
    House,
    step,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.warehouses.bigquery.gate import Seen

EXEMPTIONS = Path(__file__).with_name("exemptions.yml")
SMALLEST = {"SANDBOX_SCALE": "0.01"}
# Each source by its smallest company.
COMPANIES = {
    "reckon": (),
    "servicetitan": (),
    "xero": ("--connection", "xero_harbour"),
    "erpnext": ("--connection", "erp_kisanmitra"),
    "quickbooks": ("--connection", "quickbooks_empire_retail"),
}
# Of a view the second statement is the first once more.
NO_VIEWS = "--exclude", "config.materialized:view"
RAW = {
    "connection": LogicalType.TEXT,
    "source_primary_key": LogicalType.TEXT,
    "scope": LogicalType.TEXT,
    "payload_hash": LogicalType.TEXT,
    "is_deleted": LogicalType.BOOLEAN,
    "raw": LogicalType.JSON,
}
AS_TEXT = "to_json_string(raw) as raw"
RAW_TABLES = r"""
    select table_schema || '.' || table_name from information_schema.columns
    where table_schema like 'raw\_%' escape '\' and column_name = 'payload_hash'
    order by all
"""
LOSE_A_LINE = """
    insert into `local`.`raw_xero`.`invoices` (
        connection, source_primary_key, scope, ingestion_time, payload_hash,
        is_deleted, raw, _dlt_load_id, _dlt_id
    )
    select
        connection, source_primary_key, scope,
        timestamp_add(ingestion_time, interval 1 day), to_hex(md5(payload_hash)),
        is_deleted, json_remove(raw, '$.LineItems[0]'), _dlt_load_id, generate_uuid()
    from `local`.`raw_xero`.`invoices`
    where array_length(json_query_array(raw, '$.LineItems')) > 1
"""
CHANGED = """
    select countif(ingestion_time > current_timestamp()) as invoice_count
    from `local`.`raw_xero`.`invoices`
"""
NEWEST_AND_OUTLIVED = """
    select
        count(distinct if(
            documents._ingested_at > current_timestamp(), documents.document_key, null
        )) as newest,
        countif(documents._ingested_at <> lines._ingested_at) as outlived
    from `local`.`intermediate`.`int_documents__xero` as documents
    inner join `local`.`intermediate`.`int_document_lines__xero` as lines
        on documents.document_key = lines.document_key
"""


def main() -> None:
    """Load, compare raw, build twice; the last line is the result."""
    with tempfile.TemporaryDirectory(prefix="countinghouse_bigquery_") as name:
        folder = Path(name)
        with running_emulator(folder / "emulator.log") as emulator:
            gate = Gate(emulator)
            with serving(gate, folder) as environment:
                wrong = list(run(folder, environment))
        exemptions = read_exemptions()
        wrong += list(complaints(gate.seen, exemptions["statements"]))
    for line in wrong:
        click.echo(line)
    skipped = ", ".join(
        f"{it} of kind {kind}" for kind, it in gate.seen.skipped.items()
    )
    click.echo(
        f"{gate.seen.analyzed:,} statements passed Google's analyzer, {skipped} were "
        f"not analyzed; {len(wrong)} complaints"
    )
    sys.exit(bool(wrong))


def run(folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """Do what a user does, and yield what is wrong with what it left."""
    file = {"DUCKDB_PATH": str(folder / "warehouse.duckdb")}
    ours = House(folder, {"WAREHOUSE": "duckdb", **file, **SMALLEST})
    theirs = House(folder, {**environment, **UNPACKED, **SMALLEST})
    client = client_of(environment)
    load(ours, theirs)
    yield from raw_differences(ours, client)
    with step("Build everything in the emulator"):
        theirs.start_build(*NO_UNIT_TESTS).finish()
    client.query(LOSE_A_LINE).result()
    [(changed,)] = client.query(CHANGED).result()
    with step("Build on top of it, after invoices have lost a line"):
        theirs.start_build(*NO_TESTS, *NO_VIEWS).finish()
    with step("Test what has been merged into"):
        theirs.start_test("config.materialized:incremental").finish()
    [(newest, outlived)] = client.query(NEWEST_AND_OUTLIVED).result()
    if not changed or newest < changed or outlived:
        yield (
            f"{changed} invoices lost a line; {newest} of them are built anew, and "
            f"{outlived} lines of older versions are left"
        )
    with step("Run every unit test, those too that the emulator is known to fail"):
        theirs.start_test(UNIT_TESTS).process.wait()
    results = json.loads((theirs.target / "run_results.json").read_text())["results"]
    yield from unit_test_complaints(results, read_exemptions()["unit_tests"])


def load(ours: House, theirs: House) -> None:
    """Load each source into both; into BigQuery all at once, from the very start."""
    with step("Load a company of each source into DuckDB and the emulator"):
        running = [
            theirs.start_load(name, *options) for name, options in COMPANIES.items()
        ]
        for name, options in COMPANIES.items():
            ours.start_load(name, *options).finish()
        for command in running:
            command.finish()


def raw_differences(ours: House, client: bigquery.Client) -> Iterator[str]:
    """Yield what differs in any version of any record of raw."""
    columns = ", ".join(RAW)
    versions = 0
    with step("Compare raw"), duckdb.connect(ours.environment["DUCKDB_PATH"]) as opened:
        for (name,) in opened.execute(RAW_TABLES).fetchall():
            held = opened.execute(f"select {columns} from {name}").fetchall()
            query = f"select {columns.replace('raw', AS_TEXT)} from {PROJECT}.{name}"
            found = [tuple(row) for row in client.query(query)]
            sides = "duckdb", "the emulator"
            yield from compare(name, Table(RAW, held), Table(RAW, found), sides=sides)
            versions += len(found)
    click.echo(f"{versions:,} versions of records compared")
    if not versions:
        yield "no version of any record reached the emulator"


def client_of(environment: Mapping[str, str]) -> bigquery.Client:
    """Return a client of the gate, which finds it by this process's environment."""
    os.environ.update(environment)
    return bigquery.Client(project=PROJECT)


def read_exemptions() -> dict[str, Any]:
    """Return what is let through."""
    found: dict[str, Any] = yaml.safe_load(EXEMPTIONS.read_text())
    return found


def complaints(seen: Seen, exempt: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield what should not have passed the gate, and exemptions that nothing needs."""
    for each in [*seen.refused, *seen.errors]:
        yield f"{each['error']}\n{each['query']}"
    for kind in sorted({*seen.skipped, *exempt}):
        number, bound = seen.skipped[kind], exempt.get(kind, {"at_most": 0})["at_most"]
        if number > bound:
            yield f"{number} statements of kind '{kind}' are not analyzed"
        elif not number:
            yield f"the exemption '{kind}' is needed no more"


def unit_test_complaints(
    results: list[dict[str, Any]], exempt: list[str]
) -> Iterator[str]:
    """Yield unit tests that do not pass, and exemptions of those that do not fail."""
    found = {
        each["unique_id"].rpartition(".")[2]: each
        for each in results
        if each["unique_id"].startswith("unit_test.")
    }
    if not found:
        yield "no unit test was run"
    for name in exempt:
        if name not in found or found[name]["status"] != "fail":
            yield f"the exemption of the unit test '{name}' is needed no more"
    for name in sorted({*found}.difference(exempt)):
        if found[name]["status"] != "pass":
            yield f"the unit test '{name}' does not pass: {found[name]['message']}"


if __name__ == "__main__":
    main()
