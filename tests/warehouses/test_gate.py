"""Nothing that Google's analyzer refuses passes the gate, and nothing passes unseen."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
import requests

from tests.warehouses.bigquery.__main__ import complaints, unit_test_complaints
from tests.warehouses.bigquery.emulator import without_column_list
from tests.warehouses.bigquery.gate import Gate, Seen
from tests.warehouses.bigquery.serving import Nothing, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.warehouses.googlesql.engine import Columns, Name

INVOICES = ("local", "books", "invoices")
JOBS = "bigquery/v2/projects/local/jobs"


class Backend(Nothing):
    """One table, and everything that it was asked."""

    def __init__(self) -> None:
        columns = (("due_date", "DATE"), ("amount", "NUMERIC"))
        self.tables: dict[Name, Columns] = {INVOICES: columns}
        self.asked: list[str] = []

    def answer(self, *request: Any) -> tuple[int, dict[str, str], bytes]:
        _, path, body, _ = request
        plain = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
        told = json.loads(plain).get("configuration", {}).get("query", {})
        self.asked.append(told.get("query", path))
        return 200, {}, b"{}"

    def columns(self, name: Name) -> Columns | None:
        return self.tables.get(name)


class Client:
    """Sends jobs to a gate."""

    def __init__(self, url: str, gate: Gate, backend: Backend) -> None:
        self.url, self.gate, self.backend = url, gate, backend

    def query(self, sql: str, *, packed: bool = False) -> requests.Response:
        body = json.dumps({"configuration": {"query": {"query": sql}}}).encode()
        if packed:
            headers = {"Content-Encoding": "gzip"}
            return requests.post(self.url + JOBS, gzip.compress(body), headers=headers)
        return requests.post(self.url + JOBS, body)


@pytest.fixture
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    backend = Backend()
    gate = Gate(backend)
    with serving(gate, tmp_path_factory.mktemp("gate")) as environment:
        yield Client(f"{environment['BIGQUERY_EMULATOR_HOST']}/", gate, backend)


def test_what_google_accepts_passes(client: Client) -> None:
    sql = "select date_trunc(due_date, week(monday)) from `local`.`books`.`invoices`"
    assert client.query(sql).status_code == 200
    assert client.backend.asked == [sql]
    assert client.gate.seen == Seen(analyzed=1)


def test_a_packed_request_is_read_like_a_plain_one(client: Client) -> None:
    assert client.query("select 1::int64", packed=True).status_code == 400
    assert client.query("select 1", packed=True).status_code == 200
    assert client.backend.asked == ["select 1"]


@pytest.mark.parametrize(
    "sql",
    [
        # Postgres's and DuckDB's cast
        "select amount::string from `local`.`books`.`invoices`",
        # a column that the table does not have
        "select customer from `local`.`books`.`invoices`",
        # a type that BigQuery does not call so
        "select cast(amount as text) from `local`.`books`.`invoices`",
        # the second of two statements
        "select 1; select sum(due_date) from `local`.`books`.`invoices`",
        # whose analysis BigQuery leaves to PostgreSQL's dialect
        "select 'a' || amount from `local`.`books`.`invoices`",
    ],
)
def test_what_google_refuses_does_not_pass(client: Client, sql: str) -> None:
    answer = client.query(sql)
    assert answer.status_code == 400
    assert answer.json()["error"]["errors"][0]["reason"] == "invalidQuery"
    assert client.backend.asked == []
    [refused] = client.gate.seen.refused
    assert refused["query"] == sql
    assert list(complaints(client.gate.seen, {})) == [f"{refused['error']}\n{sql}"]


def test_a_created_table_has_the_columns_that_google_found(client: Client) -> None:
    # the backend knows of no such table
    client.query(
        "create table `local`.`books`.`lines` as "
        "select parse_json('{}') as raw, due_date from `local`.`books`.`invoices`"
    )
    read = "select json_value(raw, '$.a'), due_date from `local`.`books`.`lines`"
    assert client.query(read).status_code == 200
    client.query("alter table `local`.`books`.`lines` add column note string")
    assert client.query("select note from `local`.`books`.`lines`").status_code == 200
    client.query("drop table `local`.`books`.`lines`")
    assert client.gate.seen.skipped.total() == 0
    client.query(read)
    assert client.gate.seen.skipped == {"absent table": 1}


def test_a_table_that_is_changed_without_a_query_is_looked_at_again(
    client: Client,
) -> None:
    read = "select note from `local`.`books`.`invoices`"
    assert client.query(read).status_code == 400
    client.backend.tables[INVOICES] = (("note", "STRING"),)
    path = "bigquery/v2/projects/local/datasets/books/tables/invoices"
    requests.patch(client.url + path, b"{}")
    assert client.query(read).status_code == 200


def test_what_the_analyzer_does_not_read_is_counted(client: Client) -> None:
    client.query("/* dbt */ begin transaction; commit transaction")
    client.query("select * from `local`.`books`.INFORMATION_SCHEMA.TABLES")
    assert client.gate.seen.skipped == {"script": 1, "system view": 1}
    assert len(client.backend.asked) == 2


def test_an_exemption_is_as_wide_as_it_says_and_no_wider() -> None:
    seen = Seen(skipped=Counter({"script": 3}))
    assert list(complaints(seen, {"script": {"at_most": 3}})) == []
    assert list(complaints(seen, {"script": {"at_most": 2}})) == [
        "3 statements of kind 'script' are not analyzed"
    ]
    assert list(complaints(seen, {})) == [
        "3 statements of kind 'script' are not analyzed"
    ]
    assert list(complaints(Seen(), {"script": {"at_most": 3}})) == [
        "the exemption 'script' is needed no more"
    ]


def test_a_unit_test_that_the_emulator_passes_is_exempt_no_more() -> None:
    results = [
        {"unique_id": "unit_test.countinghouse.aging.rounded", "status": "fail"},
        {"unique_id": "unit_test.countinghouse.aging.exact", "status": "pass"},
    ]
    exempt = ["rounded", "exact", "renamed"]
    assert list(unit_test_complaints(results, exempt)) == [
        "the exemption of the unit test 'exact' is needed no more",
        "the exemption of the unit test 'renamed' is needed no more",
    ]


def test_a_unit_test_that_is_not_exempt_passes() -> None:
    name = "unit_test.countinghouse.aging"
    results = [
        {"unique_id": f"{name}.exact", "status": "pass"},
        {"unique_id": f"{name}.late", "status": "fail", "message": "1 is not 2"},
        {"unique_id": f"{name}.rounded", "status": "error", "message": "no table"},
    ]
    assert list(unit_test_complaints(results, ["rounded"])) == [
        "the exemption of the unit test 'rounded' is needed no more",
        "the unit test 'late' does not pass: 1 is not 2",
    ]
    assert list(unit_test_complaints([], [])) == ["no unit test was run"]


def test_the_emulator_is_not_told_the_columns_of_a_filled_table() -> None:
    create = "create or replace table `a`.`b` (id string, n numeric(38, 9)) "
    told = without_column_list(f"{create}as (select id, n from `c`)")
    assert told == "create or replace table `a`.`b`  as (select id, n from `c`)"
    assert without_column_list(create) == create
