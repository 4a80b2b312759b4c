"""A BigQuery on this machine: the emulator behind the gate, gone with its starter.

Both run in `.venv-bigquery`, listen on loopback only and keep everything in memory.
Clients find them as they find BigQuery: by the environment, with credentials of the
kind that Google's libraries take by default.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.request import urlopen

from tests.warehouses.building import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

INSTALLED = ROOT / ".venv-bigquery"
PYTHON = INSTALLED / "bin/python"
PROJECT = "local"
START_SECONDS = 180
"""The first start compiles Google's engine, which takes half a minute alone."""


@dataclass(frozen=True)
class BigQuery:
    """A running gate, and how clients reach it."""

    url: str
    environment: dict[str, str]

    def seen(self) -> dict[str, Any]:
        """Return what the gate has let through, skipped and refused."""
        told: dict[str, Any] = read(f"{self.url}/gate")
        return told


@contextmanager
def running_bigquery(folder: Path) -> Iterator[BigQuery]:
    """Start an empty emulator and its gate; end both."""
    rest, grpc, gate = free_ports(3)
    emulator = [INSTALLED / "bin/bqemulator", "start", "--project", PROJECT]
    emulator += ["--rest-port", str(rest), "--grpc-port", str(grpc)]
    behind, url = f"http://127.0.0.1:{rest}", f"http://127.0.0.1:{gate}"
    module = ["-m", "tests.warehouses.three.gate", str(gate), behind]
    datasets = f"{behind}/bigquery/v2/projects/{PROJECT}/datasets"
    with (
        running(folder / "emulator.log", datasets, *emulator, "--log-level", "error"),
        running(folder / "gate.log", f"{url}/gate", PYTHON, *module),
    ):
        yield BigQuery(url, environment(url, folder))


def environment(url: str, folder: Path) -> dict[str, str]:
    """Return what dbt, dlt and Google's own client need to reach the gate."""
    subject, keyfile = folder / "subject", folder / "credentials.json"
    subject.write_text("nobody")
    credentials = {
        "type": "external_account",
        "audience": "nobody",
        "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
        "token_url": f"{url}/token",
        "credential_source": {"file": str(subject)},
    }
    keyfile.write_text(json.dumps(credentials))
    return {
        "WAREHOUSE": "bigquery",
        "BIGQUERY_PROJECT": PROJECT,
        "GOOGLE_CLOUD_PROJECT": PROJECT,
        "BIGQUERY_EMULATOR_HOST": url,
        "GOOGLE_APPLICATION_CREDENTIALS": str(keyfile),
        # The emulator unpacks no uploads.
        "NORMALIZE__DATA_WRITER__DISABLE_COMPRESSION": "true",
    }


@contextmanager
def running(log: Path, url: str, *command: Any) -> Iterator[None]:
    """Run a program of the environment, which keeps its home there too."""
    own = {
        **os.environ,
        "HOME": str(INSTALLED),
        "PYTHONPATH": str(ROOT),
        "BQEMU_ENABLE_FORMAT_EXTENSIONS": "false",
        "BQEMU_TIME_TRAVEL_RETENTION_DAYS": "0",
    }
    with log.open("wb") as file:
        process = subprocess.Popen(command, env=own, cwd=ROOT, stdout=file, stderr=file)
    try:
        wait_for(url, process, log)
        yield
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
            read(url)
        except URLError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"{url} does not answer:\n{log.read_text()[-2000:]}")


def read(url: str) -> Any:
    """Return the JSON at an address of loopback."""
    with closing(urlopen(url)) as answer:
        return json.loads(answer.read())
