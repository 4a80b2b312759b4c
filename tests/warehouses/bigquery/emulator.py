"""An emulator of BigQuery on this machine, gone with its starter.

It lives in `.venv-bigquery`, as its pins would hold the project's own back, listens on
loopback only and keeps everything in memory. It is permissive: only what has passed the
gate is worth its answer.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import urllib3

from tests.warehouses.bigquery.serving import PROJECT
from tests.warehouses.building import ROOT
from tests.warehouses.googlesql.engine import KINDS, Columns, Name, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

INSTALLED = ROOT / ".venv-bigquery"
START = Path(__file__).with_name("start_emulator.py")
START_SECONDS = 60
THREADS = 16
UNPACKED = {"NORMALIZE__DATA_WRITER__DISABLE_COMPRESSION": "true"}
"""What dlt is told, as the emulator unpacks no uploads."""
CREATE_TABLE = re.compile(
    r"\bcreate\s+(?:or\s+replace\s+)?table\s+(?:`[^`]+`\.?)+\s*\(", re.IGNORECASE
)
AS_QUERY = re.compile(r"\bas\s*\(", re.IGNORECASE)


class Emulator:
    """The emulator behind a gate."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._pool = urllib3.PoolManager(maxsize=THREADS)

    def answer(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        """Pass a request on."""
        answer = self._pool.request(
            method,
            f"{self.url}{path}",
            body=body,
            headers=headers,
            redirect=False,
            retries=False,
        )
        return answer.status, dict(answer.headers), answer.data

    def columns(self, name: Name) -> Columns | None:
        """Return a table's columns; None if there is no such table."""
        path = "/bigquery/v2/projects/{}/datasets/{}/tables/{}".format(*name)
        status, _, body = self.answer("GET", path, None, {})
        if status != 200:
            return None
        fields = json.loads(body).get("schema", {}).get("fields", [])
        wrong = [it["name"] for it in fields if it.get("mode") == "REPEATED"]
        wrong += [it["name"] for it in fields if it["type"].upper() not in KINDS]
        if wrong:
            raise Refused(f"The gate knows no type of {', '.join(wrong)} in {name}.")
        return tuple((it["name"], it["type"].upper()) for it in fields)

    def reworded(self, query: str) -> str:
        """Put a query in words that the emulator understands."""
        return without_column_list(query)


def without_column_list(query: str) -> str:
    """Take the column list out of a `create table ... as`: the emulator takes none.

    Google's analyzer has compared it with the query by then, as has dbt.
    """
    found = CREATE_TABLE.search(query)
    if not found:
        return query
    depth, place = 1, found.end()
    while depth:
        depth += {"(": 1, ")": -1}.get(query[place], 0)
        place += 1
    is_filled = AS_QUERY.search(query, place)
    return query[: found.end() - 1] + query[place:] if is_filled else query


@contextmanager
def running_emulator(log: Path) -> Iterator[Emulator]:
    """Start an empty emulator; end it."""
    rest, grpc = free_ports(2)
    command = [str(INSTALLED / "bin/python"), str(START), "start", "--project", PROJECT]
    command += ["--rest-port", str(rest), "--grpc-port", str(grpc)]
    url = f"http://127.0.0.1:{rest}"
    own = {
        **os.environ,
        # Its extension of DuckDB is installed there.
        "HOME": str(INSTALLED),
        "BQEMU_ENABLE_FORMAT_EXTENSIONS": "false",
        "BQEMU_TIME_TRAVEL_RETENTION_DAYS": "0",
    }
    with log.open("wb") as file:
        process = subprocess.Popen(
            [*command, "--log-level", "error"], env=own, stdout=file, stderr=file
        )
    try:
        wait_for(f"{url}/bigquery/v2/projects/{PROJECT}/datasets", process, log)
        yield Emulator(url)
    finally:
        process.terminate()
        process.wait()


def free_ports(number: int) -> list[int]:
    """Return ports of loopback that nobody listens on."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return once a program answers; say what its log says if it does not."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib3.request("GET", url, retries=False)
        except urllib3.exceptions.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"{url} does not answer:\n{log.read_text()[-2000:]}")
