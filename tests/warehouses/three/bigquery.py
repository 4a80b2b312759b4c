"""BigQuery without BigQuery: `python -m tests.warehouses.three.bigquery`.

Every statement that dlt and dbt send is checked by Google's analyzer before a local
emulator executes it; every model is executed on Google's reference engine, and the
marts equal what DuckDB builds from the same raw rows. `make test-bigquery` installs
what this needs (`requirements.in`).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import yaml
from google.cloud import bigquery

from tests.warehouses.building import ROOT
from tests.warehouses.three.comparison import LogicalType, Table, compare
from tests.warehouses.three.emulator import PROJECT, PYTHON, BigQuery, running_bigquery

DAY = "2026-06-30"
SCALE = "0.01"
WITHOUT_TESTS = ("build", "--resource-type", "model", "--resource-type", "seed")
EXEMPTIONS = Path(__file__).with_name("exemptions.yml")
CLEAN = ("BIGQUERY_", "DBT_", "DESTINATION__", "SOURCES__", "WAREHOUSE")
LOADS = (
    # Alone and first: it creates every dataset and table.
    (("reckon",),),
    (
        ("servicetitan",),
        ("xero", "--connection", "xero_harbour"),
        ("erpnext", "--connection", "erp_kisanmitra"),
        ("quickbooks", "--connection", "quickbooks_empire_retail"),
    ),
)
"""Each source by its smallest company; what stands in one line runs side by side."""
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
LINES_AND_DOCUMENTS = """
    select
        count(distinct if(
            documents._ingested_at > current_timestamp(), documents.document_key, null
        )) as newest,
        countif(documents._ingested_at <> lines._ingested_at) as outlived
    from `local`.`intermediate`.`int_documents__xero` as documents
    inner join `local`.`intermediate`.`int_document_lines__xero` as lines
        on documents.document_key = lines.document_key
"""
RAW = {
    "connection": LogicalType.TEXT,
    "source_primary_key": LogicalType.TEXT,
    "scope": LogicalType.TEXT,
    "payload_hash": LogicalType.TEXT,
    "is_deleted": LogicalType.BOOLEAN,
    "raw": LogicalType.JSON,
}


class Failed(Exception):
    """Something differs, was refused, or did not run."""


def main() -> None:
    """Check everything; the last line is the result."""
    with TemporaryDirectory(prefix="countinghouse_bigquery_") as name:
        folder = Path(name)
        try:
            check(folder)
        except Failed as failed:
            say(f"FAILED: {failed}")
            sys.exit(1)


def check(folder: Path) -> None:
    """Load and build on DuckDB and on what stands for BigQuery, side by side."""
    ours = {"WAREHOUSE": "duckdb", "DUCKDB_PATH": str(folder / "warehouse.duckdb")}
    with running_bigquery(folder) as emulated, ThreadPoolExecutor(2) as pool:
        loaded = pool.submit(load, folder, emulated)
        run("load the sandbox into DuckDB", folder, ours, *loaders("--sandbox"))
        run("build on DuckDB", folder, ours, *dbt(folder / "duckdb", *WITHOUT_TESTS))
        compile_for_bigquery(folder, emulated)
        judged = pool.submit(judge, folder, ours["DUCKDB_PATH"])
        loaded.result()
        compare_raw(emulated, ours["DUCKDB_PATH"])
        build_twice(folder, emulated)
        passed = what_passed(emulated.seen())
        say(f"{judged.result()} relations equal on Google's engine, {passed}")


def compile_for_bigquery(folder: Path, emulated: BigQuery) -> None:
    """Write each model's SQL for BigQuery as a first build would run it."""
    command = dbt(folder / "target", "compile", "--full-refresh", "--no-populate-cache")
    run("compile for BigQuery", folder, emulated.environment, *command)


def judge(folder: Path, path: str) -> int:
    """Run every model on Google's engine; return how many marts equal DuckDB's."""
    command = [str(PYTHON), "-m", "tests.warehouses.three.judge"]
    command += [str(folder / "target"), path]
    own = {"PYTHONPATH": str(ROOT)}
    told = run("run every model on Google's engine", folder, own, *command)
    found: dict[str, Any] = json.loads(told.splitlines()[-1])
    if found["complaints"]:
        raise Failed("\n".join(["Google's engine disagrees", *found["complaints"]]))
    return int(found["equal"])


def load(folder: Path, emulated: BigQuery) -> None:
    """Load each source into the emulator, through the gate."""
    for line in LOADS:
        began = time.monotonic()
        running = [
            start(folder, emulated.environment, *loaders("--sandbox", *options))
            for options in line
        ]
        for options, process in zip(line, running, strict=True):
            finish(f"load {options[0]} into the emulator", began, process)


def build_twice(folder: Path, emulated: BigQuery) -> None:
    """Build, let invoices lose a line, and build again: the lines are gone."""
    command = dbt(folder / "emulated", "build", "--threads", "4")
    command += ["--exclude", *exempt()["unit_tests"]]
    run("build everything", folder, emulated.environment, *command)
    client = client_of(emulated)
    client.query(LOSE_A_LINE).result()
    [(changed,)] = client.query(CHANGED).result()
    run("build what has changed", folder, emulated.environment, *command)
    [(newest, outlived)] = client.query(LINES_AND_DOCUMENTS).result()
    if not changed or newest < changed or outlived:
        raise Failed(
            f"{changed} invoices lost a line; {newest} of them are built anew, and "
            f"{outlived} lines of older versions are left"
        )


def client_of(emulated: BigQuery) -> bigquery.Client:
    """Return a client of the gate."""
    os.environ.update(emulated.environment)
    return bigquery.Client(project=PROJECT)


def exempt() -> dict[str, Any]:
    """Return what is let through."""
    found: dict[str, Any] = yaml.safe_load(EXEMPTIONS.read_text())
    return found


def compare_raw(emulated: BigQuery, path: str) -> None:
    """Raise `Failed` if raw differs from DuckDB's in any version of any record."""
    tables = """
        select table_schema || '.' || table_name from information_schema.columns
        where table_schema like 'raw\\_%' escape '\\' and column_name = 'payload_hash'
        order by all
    """
    rows = 0
    client = client_of(emulated)
    with duckdb.connect(path, read_only=True) as ours:
        for (name,) in ours.execute(tables).fetchall():
            columns = ", ".join(RAW)
            as_text = columns.replace("raw", "to_json_string(raw) as raw")
            query = f"select {as_text} from {PROJECT}.{name}"
            found = [tuple(row) for row in client.query(query)]
            query = f"select {columns} from {name} where list_contains(?, connection)"
            connections = sorted({row[0] for row in found})
            held = ours.execute(query, [connections]).fetchall()
            wrong = compare(name, Table(RAW, held), Table(RAW, found))
            if wrong:
                raise Failed("\n".join(wrong))
            rows += len(found)
    if not rows:
        raise Failed("no raw row reached the emulator")
    say(f"{rows:,} versions in raw, the same as on DuckDB")


def what_passed(seen: dict[str, Any]) -> str:
    """Say what passed the gate; raise `Failed` if something should not have."""
    exemptions = exempt()["statements"]
    skipped: dict[str, int] = seen["skipped"]
    wrong = [f"{each['error']}\n{each['query']}" for each in seen["refused"]]
    wrong += [f"{each['error']}\n{each['query']}" for each in seen["errors"]]
    for kind in sorted({*skipped, *exemptions}):
        count, bound = skipped.get(kind, 0), exemptions.get(kind, {"at_most": 0})
        if count > bound["at_most"]:
            wrong.append(f"{count} statements of kind '{kind}' are not analyzed")
        elif not count:
            wrong.append(f"the exemption '{kind}' is needed no more")
    if wrong:
        raise Failed("\n".join(wrong))
    kinds = ", ".join(f"{count} of kind {kind}" for kind, count in skipped.items())
    return (
        f"{seen['analyzed']:,} statements analyzed, "
        f"{sum(skipped.values()):,} skipped ({kinds})"
    )


def loaders(*options: str) -> list[str]:
    """Return the command that loads."""
    return [sys.executable, "-W", "ignore", "-m", "loaders", *options]


def dbt(target: Path, command: str, *options: str) -> list[str]:
    """Return a command of dbt's that keeps what it writes to itself."""
    program = str(Path(sys.executable).with_name("dbt"))
    return [program, command, *options, "--target-path", str(target)]


def run(what: str, folder: Path, environment: dict[str, str], *command: str) -> str:
    """Run a program to its end; return what it printed, or raise `Failed`."""
    return finish(what, time.monotonic(), start(folder, environment, *command))


def start(
    folder: Path, environment: dict[str, str], *command: str
) -> subprocess.Popen[str]:
    """Start a program that knows nothing of the shell's own warehouse."""
    shell = {
        name: value for name, value in os.environ.items() if not name.startswith(CLEAN)
    }
    own = {
        **shell,
        "SANDBOX_SCALE": SCALE,
        "SANDBOX_TODAY": DAY,
        "AS_OF_DATE": DAY,
        "DLT_DATA_DIR": str(folder / "dlt"),
        "DBT_LOG_PATH": str(folder),
        **environment,
    }
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=own,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def finish(what: str, began: float, process: subprocess.Popen[str]) -> str:
    """Wait for a program's end."""
    told, _ = process.communicate()
    if process.returncode:
        raise Failed(f"{what}:\n{told[-4000:]}")
    say(f"{what}: {time.monotonic() - began:.0f} s")
    return told


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
