"""A gate over HTTP, and how clients find it: as they find BigQuery."""

from __future__ import annotations

import gzip
import json
import re
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.warehouses.googlesql.engine import Columns, Name, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.warehouses.bigquery.gate import Changes, Gate

PROJECT = "local"
JOBS = re.compile(r"/projects/[^/]+/(?:jobs|queries)$")
RESOURCE = re.compile(r"/projects/([^/]+)/datasets/([^/]+)(?:/tables/([^/]+))?$")
HOP_BY_HOP = {"host", "content-length", "accept-encoding", "connection"}
PASSED_BACK = {"content-type", "location", "etag"}
TOKEN = {"access_token": "none", "expires_in": 3600, "token_type": "Bearer"}


class Nothing:
    """A BigQuery that holds nothing: enough to compile for a first build."""

    url = "http://nothing"

    def answer(self, *_: object) -> tuple[int, dict[str, str], bytes]:
        """Know nothing."""
        return 404, {}, json.dumps(error(404, "notFound", "Not found")).encode()

    def columns(self, _: Name) -> Columns | None:
        """Hold no table."""
        return None

    def reworded(self, query: str) -> str:
        """Understand everything."""
        return query


@contextmanager
def serving(gate: Gate, folder: Path) -> Iterator[dict[str, str]]:
    """Serve a gate on loopback; yield what dbt, dlt and Google's client need for it.

    Credentials are of the kind that Google's libraries take by default.
    """
    handler = type("OfThisGate", (Handler,), {"gate": gate})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
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
    try:
        yield {
            "WAREHOUSE": "bigquery",
            "BIGQUERY_PROJECT": PROJECT,
            "GOOGLE_CLOUD_PROJECT": PROJECT,
            "BIGQUERY_EMULATOR_HOST": url,
            "GOOGLE_APPLICATION_CREDENTIALS": str(keyfile),
        }
    finally:
        server.shutdown()
        server.server_close()


class Handler(BaseHTTPRequestHandler):
    """One client's connection."""

    protocol_version = "HTTP/1.1"
    # An answer leaves at once and in one piece: in two, each would wait 40 ms.
    disable_nagle_algorithm = True
    wbufsize = -1
    gate: Gate

    def log_message(self, *_: object) -> None:
        """Say nothing: what matters is in what the gate has seen."""

    def _do(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(size) if size else None
        path = urlsplit(self.path).path
        if path == "/token":
            return self._say(200, TOKEN)
        job = self._job(path, body)
        try:
            changes = self.gate.check(job) if job else {}
        except Exception as problem:
            # Whatever it is: without an answer a client would ask for ever.
            told = str(problem) if isinstance(problem, Refused) else repr(problem)
            refused = {"query": (job or {})["query"], "error": told}
            self.gate.seen.refused.append(refused)
            return self._say(400, error(400, "invalidQuery", told))
        if job and (query := self.gate.backend.reworded(job["query"])) != job["query"]:
            body = self._body_with(query, body)
        self._pass_on(path, body, job, changes)
        return None

    def _job(self, path: str, body: bytes | None) -> dict[str, Any] | None:
        """Return the query of a request, if it is one."""
        if self.command != "POST" or not body or not JOBS.search(path):
            return None
        if path.startswith("/upload"):
            return None
        found: dict[str, Any] | None = query_of(json.loads(self._plain(body)))
        return found

    def _plain(self, body: bytes) -> bytes:
        is_packed = self.headers.get("Content-Encoding") == "gzip"
        return gzip.decompress(body) if is_packed else body

    def _body_with(self, query: str, body: bytes | None) -> bytes:
        told = json.loads(self._plain(body or b""))
        query_of(told)["query"] = query
        del self.headers["Content-Encoding"]
        return json.dumps(told).encode()

    def _pass_on(
        self,
        path: str,
        body: bytes | None,
        job: dict[str, Any] | None,
        changes: Changes,
    ) -> None:
        headers = {
            name: value
            for name, value in self.headers.items()
            if name.lower() not in HOP_BY_HOP
        }
        gate, behind = self.gate, self.gate.backend
        status, told, answer = behind.answer(self.command, self.path, body, headers)
        if job and (status >= 400 or b'"errorResult"' in answer):
            failed = {"query": job["query"], "error": answer.decode()[:2000]}
            gate.seen.errors.append(failed)
        elif job:
            gate.learn(changes)
        elif self.command != "GET" and (found := RESOURCE.search(path)):
            gate.forget(tuple(part for part in found.groups() if part))
        own = f"http://{self.headers['Host']}"
        passed = {
            name: value.replace(behind.url, own)
            for name, value in told.items()
            if name.lower() in PASSED_BACK or name.lower().startswith("x-")
        }
        self._send(status, passed, answer.replace(behind.url.encode(), own.encode()))

    def _say(self, status: int, answer: object) -> None:
        headers = {"Content-Type": "application/json"}
        self._send(status, headers, json.dumps(answer).encode())

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _do


def query_of(told: dict[str, Any]) -> Any:
    """Return the part of a request that holds its query; None if it is none."""
    if isinstance(told.get("query"), str):
        return told
    return told.get("configuration", {}).get("query")


def error(code: int, reason: str, message: str) -> dict[str, Any]:
    """Return BigQuery's words for what went wrong."""
    told = {"reason": reason, "location": "query", "message": message}
    return {"error": {"code": code, "message": message, "errors": [told]}}
