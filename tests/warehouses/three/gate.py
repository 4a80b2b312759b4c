"""The gate before the emulator: what Google's analyzer refuses does not pass.

The emulator is permissive. Here every query job is analyzed first, on the schemas that
the emulator holds at that moment, and refused as BigQuery would refuse it. The gate
also signs clients in, and counts: `GET /gate` returns what it has seen.

Usage, in the environment of `requirements.in`: gate.py PORT EMULATOR_URL
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, local
from typing import Any
from urllib.parse import urlsplit

from tests.warehouses.three.googlesql import (
    KINDS,
    Columns,
    GoogleSQL,
    Name,
    Parameters,
    Refused,
)

JOBS = re.compile(r"/projects/[^/]+/(?:jobs|queries)$")
RESOURCE = re.compile(r"/projects/([^/]+)/datasets/([^/]+)(?:/tables/([^/]+))?$")
SYSTEM_VIEW = re.compile(r"\bINFORMATION_SCHEMA\b|\b__TABLES__", re.IGNORECASE)
SCRIPT = re.compile(
    r"(begin|call|declare|execute|for|if|loop|repeat|set|while)\b", re.IGNORECASE
)
COMMENTS = re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL)
HOP_BY_HOP = {"host", "content-length", "accept-encoding", "connection"}
PASSED_BACK = {"content-type", "location", "etag"}
CREATE_TABLE = re.compile(
    r"\bcreate\s+(?:or\s+replace\s+)?table\s+(?:`[^`]+`\.?)+\s*\(", re.IGNORECASE
)
NUMBER = re.compile(r"\bas (?:big)?numeric\b(?!\s*\()", re.IGNORECASE)
AS_QUERY = re.compile(r"\bas\s*\(", re.IGNORECASE)
Changes = dict[Name, Columns | None]

TOKEN = {"access_token": "none", "expires_in": 3600, "token_type": "Bearer"}


@dataclass
class Seen:
    """What passed the gate, and what did not."""

    analyzed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    refused: list[dict[str, str]] = field(default_factory=list)
    errors: list[dict[str, str]] = field(default_factory=list)


class Emulator:
    """The emulator's REST interface, one connection for each thread."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._address = urlsplit(url).netloc
        self._local = local()

    def answer(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = HTTPConnection(self._address)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        except OSError:
            self._local.connection = None
            raise

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


class Gate:
    """Analyzes what goes to the emulator, and knows its tables' columns.

    What Google's analyzer says of a statement that makes a table is believed rather
    than the emulator, which forgets that a column holds JSON.
    """

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator
        self.seen = Seen()
        self._google = GoogleSQL()
        self._lock = Lock()
        self._known: dict[Name, Columns] = {}

    def check(self, job: dict[str, Any]) -> Changes:
        """Return what a query job will change; raise `Refused` if Google refuses it."""
        query = job["query"]
        changes: Changes = {}
        if kind := kind_of_skipped(query):
            self.seen.skipped[kind] += 1
            return changes
        declared = Parameters(job.get("queryParameters", []))
        with self._lock:
            for statement, names in self._google.statements(query):
                tables = self._columns(names)
                if len(tables) < len(set(names)):
                    self.seen.skipped["absent table"] += 1
                    continue
                changes |= self._google.analyze(statement, tables, declared)
                self.seen.analyzed += 1
        return changes

    def learn(self, changes: Changes) -> None:
        """Remember what a job that succeeded has changed."""
        with self._lock:
            for name, columns in changes.items():
                if columns is None:
                    self.forget(name)
                else:
                    self._known[name] = columns

    def forget(self, folder: Name) -> None:
        """Forget a table, or a whole dataset, that was changed in another way."""
        for name in [name for name in self._known if name[: len(folder)] == folder]:
            del self._known[name]

    def _columns(self, names: list[Name]) -> dict[Name, Columns]:
        found = {}
        for name in names:
            full = tuple(".".join(name).split("."))
            columns = self._known.get(full) or self.emulator.columns(full)
            if columns is not None:
                found[name] = self._known[full] = columns
        return found


def query_of(told: dict[str, Any]) -> Any:
    """Return the part of a request that holds its query; None if it is none."""
    if isinstance(told.get("query"), str):
        return told
    return told.get("configuration", {}).get("query")


def kind_of_skipped(query: str) -> str | None:
    """Return why a query is not analyzed, if it is not."""
    if SYSTEM_VIEW.search(query):
        return "system view"
    if SCRIPT.match(COMMENTS.sub(" ", query).strip()):
        return "script"
    return None


class Handler(BaseHTTPRequestHandler):
    """One client's connection."""

    protocol_version = "HTTP/1.1"
    gate: Gate

    def log_message(self, *_: object) -> None:
        pass

    def _do(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(size) if size else None
        path = urlsplit(self.path).path
        if path == "/token":
            return self._say(200, TOKEN)
        if path == "/gate":
            return self._say(200, vars(self.gate.seen))
        job = self._job(path, body)
        try:
            changes = self.gate.check(job) if job else {}
        except Exception as error:
            # Whatever it is: without an answer a client would ask for ever.
            told = str(error) if isinstance(error, Refused) else repr(error)
            refused = {"query": (job or {})["query"], "error": told}
            self.gate.seen.refused.append(refused)
            return self._say(400, invalid_query(told))
        if job and (query := for_emulator(job["query"])) != job["query"]:
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
        emulator = self.gate.emulator
        status, told, answer = emulator.answer(self.command, self.path, body, headers)
        if job and (status >= 400 or b'"errorResult"' in answer):
            error = {"query": job["query"], "error": answer.decode()[:2000]}
            self.gate.seen.errors.append(error)
        elif job:
            self.gate.learn(changes)
        elif self.command != "GET" and (found := RESOURCE.search(path)):
            self.gate.forget(tuple(part for part in found.groups() if part))
        own = f"http://{self.headers['Host']}"
        passed = {
            name: value.replace(emulator.url, own)
            for name, value in told.items()
            if name.lower() in PASSED_BACK or name.lower().startswith("x-")
        }
        self._send(status, passed, answer.replace(emulator.url.encode(), own.encode()))

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


def for_emulator(query: str) -> str:
    """Put what the emulator would not understand in words that it does."""
    # Left alone it holds three decimal places, or five.
    return NUMBER.sub("as numeric(38, 9)", without_column_list(query))


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


def invalid_query(message: str) -> dict[str, Any]:
    """Return the words with which BigQuery refuses a query."""
    told = {"reason": "invalidQuery", "location": "query", "message": message}
    return {"error": {"code": 400, "message": message, "errors": [told]}}


def main() -> None:
    port, url = int(sys.argv[1]), sys.argv[2]
    Handler.gate = Gate(Emulator(url))
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.serve_forever()


if __name__ == "__main__":
    main()
