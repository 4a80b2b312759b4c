"""What can be made to go wrong, for one test.

`path` is an endpoint's name ("Invoices"), "token", "connections", or "*" for every one.
Each fault happens `times` times (default 1, None for ever), on one `page` or any, for
one `connection` or any.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypedDict, Unpack

from sandbox.rows import backwards, doubled, dropped, retyped
from sandbox.server import Answer, HangUp, as_bytes, head_and_body

__all__ = ["Faults", "When", "backwards", "doubled", "dropped", "retyped"]

Rows = list[dict[str, Any]]
Change = Callable[[Rows], Rows]

HTML_PAGE = (
    "<!DOCTYPE html><html><head><title>Sign in</title></head>"
    "<body><h1>We'll be right back</h1></body></html>"
)


class When(TypedDict, total=False):
    """How often and where a fault happens."""

    times: int | None
    page: int
    connection: str


@dataclass
class _Fault:
    path: str
    kind: str
    act: Any
    times: int | None = 1
    page: int | None = None
    connection: str | None = None

    def fits(self, path: str, page: int, connection: str) -> bool:
        return (
            self.path in (path, "*")
            and self.page in (page, None)
            and self.connection in (connection, None)
            and self.times != 0
        )


@dataclass
class Faults:
    """The faults that are switched on."""

    waiting: list[_Fault] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(
        self, path: str, status: int, body: object = "", **when: Unpack[When]
    ) -> None:
        """Answer with this status and body instead."""
        self._add(path, "instead", lambda: Answer(status, body), when)

    def reply(self, path: str, answer: Answer, **when: Unpack[When]) -> None:
        """Answer this instead, in the vendor's own words."""
        self._add(path, "instead", lambda: answer, when)

    def limit(
        self,
        path: str,
        problem: str = "minute",
        retry_after: int | None = 23,
        **when: Unpack[When],
    ) -> None:
        """Answer 429 for the minute, the day, or too many at once (no Retry-After)."""
        headers = {"X-Rate-Limit-Problem": problem}
        if retry_after is not None and problem != "concurrent":
            headers["Retry-After"] = str(retry_after)
        self._add(path, "instead", lambda: Answer(429, b"", headers), when)

    def html(self, path: str, **when: Unpack[When]) -> None:
        """Answer 200 with a web page."""
        page = Answer(200, HTML_PAGE.encode(), {"Content-Type": "text/html"})
        self._add(path, "instead", lambda: page, when)

    def malformed(self, path: str, **when: Unpack[When]) -> None:
        """Answer 200 with something that is nearly JSON."""
        self._add(
            path, "instead", lambda: Answer(200, b'{"Id": nope, "Status": }'), when
        )

    def truncated(self, path: str, **when: Unpack[When]) -> None:
        """Answer the right JSON, cut off in the middle, under a matching length."""
        self._add(path, "wreck", _halve, when)

    def cut_off(self, path: str, **when: Unpack[When]) -> None:
        """Promise the whole answer, send half of it, hang up."""
        self._add(path, "wreck", _hang_up_halfway, when)

    def reset(self, path: str, **when: Unpack[When]) -> None:
        """Hang up without a word."""
        self._add(path, "instead", _hang_up, when)

    def slow(self, path: str, seconds: float, **when: Unpack[When]) -> None:
        """Answer late, in real seconds."""
        self._add(path, "first", partial(threading.Event().wait, seconds), when)

    def rewrite(self, path: str, change: Change, **when: Unpack[When]) -> None:
        """Change the rows of a page before they are sent."""
        self._add(path, "rows", change, when)

    def before(
        self, path: str, deed: Callable[[], object], **when: Unpack[When]
    ) -> None:
        """Do something just before a call is answered."""
        self._add(path, "first", deed, when)

    def after(
        self, path: str, deed: Callable[[], object], **when: Unpack[When]
    ) -> None:
        """Do something just after a call is answered, while the loader pages on."""
        self._add(path, "last", deed, when)

    def clear(self) -> None:
        """Switch every fault off."""
        self.waiting.clear()

    def due(self, kind: str, path: str, page: int, connection: str) -> list[Any]:
        """Return the acts of the faults of a kind that happen now, counting them."""
        if not self.waiting:
            return []
        with self.lock:
            fitting = [
                fault
                for fault in self.waiting
                if fault.kind == kind and fault.fits(path, page, connection)
            ]
            if kind == "instead":
                fitting = fitting[:1]
            for fault in fitting:
                fault.times = None if fault.times is None else fault.times - 1
        return [fault.act for fault in fitting]

    def around(
        self, path: str, page: int, connection: str, tell: Callable[[], Answer]
    ) -> Answer:
        """Answer a call, with whatever is to go wrong with it."""
        where = (path, page, connection)
        for deed in self.due("first", *where):
            deed()
        instead = self.due("instead", *where)
        answer: Answer = instead[0]() if instead else tell()
        for wreck in self.due("wreck", *where):
            answer = wreck(answer)
        for deed in self.due("last", *where):
            deed()
        return answer

    def _add(self, path: str, kind: str, act: object, when: When) -> None:
        self.waiting.append(_Fault(path, kind, act, **when))


def _hang_up() -> Answer:
    raise HangUp


def _halve(answer: Answer) -> Answer:
    whole = as_bytes(answer.body)
    return answer._replace(body=whole[: len(whole) // 2])


def _hang_up_halfway(answer: Answer) -> Answer:
    half = len(as_bytes(answer.body)) // 2
    raise HangUp(head_and_body(answer)[: -half - 1])
