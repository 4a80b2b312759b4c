"""Pretend vendors, on loopback, over real HTTP.

Routes are plain functions: (query, headers) -> (status, body), keyed by
"METHOD /regex". Named groups of the regex and the fields of a posted form arrive in
the query, any other body as its "body". A route may add response headers as a third
member.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import msgspec

_ENCODER = msgspec.json.Encoder(decimal_format="number")
TEXT = "text/plain; charset=utf-8"
JSON = "application/json; charset=utf-8"


class Answer(NamedTuple):
    """What a route says: a status, a body (bytes, text or JSON-able) and headers."""

    status: int
    body: Any = b""
    headers: Mapping[str, str] = {}


Route = Callable[[dict[str, str], Message], Answer]
Routes = Mapping[str, Route]


@dataclass
class HangUp(Exception):
    """A route or a fault wants the connection dropped after these bytes."""

    sent: bytes = field(default=b"")


def encode(value: object) -> bytes:
    """Return JSON with decimals as plain numbers, every digit kept."""
    return _ENCODER.encode(value)


def as_bytes(body: object) -> bytes:
    """Return a body as it is sent: text and bytes as they are, the rest as JSON."""
    if isinstance(body, str):
        return body.encode()
    return body if isinstance(body, bytes) else encode(body)


def head_and_body(answer: Answer) -> bytes:
    """Return the whole response as bytes, so that it leaves in one write."""
    body = as_bytes(answer.body)
    kind = TEXT if isinstance(answer.body, str) else JSON
    headers = {"Content-Type": kind} | dict(answer.headers)
    if answer.status != 204:
        headers["Content-Length"] = str(len(body))
    lines = [f"HTTP/1.1 {answer.status} {_REASONS.get(answer.status, 'Unknown')}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


_REASONS = {code: text for code, (text, _) in BaseHTTPRequestHandler.responses.items()}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    routes: tuple[tuple[re.Pattern[str], Route], ...] = ()

    def answer(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        url = urlsplit(self.path)
        query = dict(parse_qsl(url.query, keep_blank_values=True))
        if "form-urlencoded" in self.headers.get("Content-Type", ""):
            query |= dict(parse_qsl(sent, keep_blank_values=True))
        elif sent:
            query["body"] = sent
        try:
            self.wfile.write(head_and_body(self.find(url.path, query)))
        except HangUp as hang_up:
            self.wfile.write(hang_up.sent)
            self.close_connection = True
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def find(self, path: str, query: dict[str, str]) -> Answer:
        for pattern, route in self.routes:
            match = pattern.fullmatch(f"{self.command} {path}")
            if match:
                named = {k: v for k, v in match.groupdict().items() if v is not None}
                return route(query | named, self.headers)
        return Answer(404, "The resource you're looking for cannot be found")

    do_GET = do_POST = do_DELETE = answer

    def log_message(self, *_: object) -> None:
        """Stay quiet: the one line on stdout belongs to the connections."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64


@contextmanager
def serve(routes: Routes, port: int = 0) -> Iterator[str]:
    """Serve `routes` on loopback and yield the base URL."""
    compiled = tuple((re.compile(key), route) for key, route in routes.items())
    handler = type("Handler", (_Handler,), {"routes": compiled})
    server = _Server(("127.0.0.1", port), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
