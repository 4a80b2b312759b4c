"""How BigQuery is reached, and what its raw tables are told, without a service."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from dlt.destinations.exceptions import DatabaseTransientException

from loaders.contract import LoaderError
from loaders.layout import countinghouse_schema, raw_schema
from loaders.sources import all_sources
from loaders.warehouses.bigquery import BigQuery
from tests.loaders.fake import FakeClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dlt import Schema


@pytest.fixture(scope="module")
def key() -> dict[str, str]:
    """The key of a service account that Google has never heard of."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return {
        "type": "service_account",
        "project_id": "pretend",
        "client_email": "loader@pretend.example",
        "private_key": pem.decode(),
    }


@contextmanager
def client_of(schema: Schema, key_file: Path) -> Iterator[Any]:
    """Open dlt's client of a dataset; it asks nothing of anybody by itself."""
    warehouse = BigQuery({"BIGQUERY_KEYFILE": str(key_file)}, FakeClock())
    with warehouse.session() as session:
        yield session.dataset(schema)._client


def test_the_key_file_says_who_we_are(key: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "key.json"
    file.write_text(json.dumps(key))
    with client_of(countinghouse_schema(), file) as client:
        account = client.config.credentials.to_native_credentials()
        assert account.service_account_email == key["client_email"]
        assert client.sql_client.project_id == key["project_id"]


@pytest.mark.parametrize("content", [None, "no key", '{"project_id": "pretend"}'])
def test_what_is_no_key_is_an_error_that_says_what_to_do(
    tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "key.json"
    if content:
        file.write_text(content)
    with (
        pytest.raises(
            LoaderError, match=r"service account from .*key\.json"
        ) as refused,
        client_of(countinghouse_schema(), file),
    ):
        pass
    assert "BIGQUERY_KEYFILE" in refused.value.do


@pytest.mark.parametrize("source", all_sources().values(), ids=lambda it: it.name)
def test_raw_tables_are_parted_by_day_and_sorted_by_key(
    source: Any, key: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "key.json"
    file.write_text(json.dumps(key))
    schema = raw_schema(source)
    with client_of(schema, file) as client:
        for resource in source.resources:
            columns = [*schema.get_table_columns(resource.raw_table).values()]
            [created, *_] = client._get_table_update_sql(
                resource.raw_table, columns, generate_alter=False
            )
            assert "PARTITION BY DATE(`ingestion_time`)" in created
            assert "CLUSTER BY `connection`, `source_primary_key`" in created


class Race:
    """A dataset that others are creating too: they are quicker so many times."""

    def __init__(self, error: Exception, times: int) -> None:
        self.error, self.times = error, times

    def create(self) -> None:
        self.times -= 1
        if self.times >= 0:
            raise self.error


def test_tables_that_another_first_load_creates_meanwhile_are_no_error() -> None:
    there = DatabaseTransientException(Exception("409 Already Exists: Table x.y.z"))
    race: Any = Race(there, times=2)
    BigQuery({}, FakeClock()).create(race)
    assert race.times == -1


def test_any_other_refusal_to_create_is_one() -> None:
    denied = DatabaseTransientException(Exception("403 Access Denied: x"))
    race: Any = Race(denied, times=1)
    with pytest.raises(DatabaseTransientException, match="Denied"):
        BigQuery({}, FakeClock()).create(race)
    assert race.times == 0
