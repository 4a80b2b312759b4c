"""How ServiceTitan refuses: one form for every error, but for sign-in and gateways.

Each answer may be sent by `faults.reply("jobs", problems.UNAUTHORIZED)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.server import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
INVALID = "One or more validation errors occurred."


class Refusal(Exception):
    """A request that cannot be answered as asked."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.body)
        self.answer = answer


def problem(
    status: int,
    title: str,
    errors: Mapping[str, list[str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Return an error as the service writes it: all six members, always."""
    body = {
        "type": f"https://httpstatuses.io/{status}",
        "title": title,
        "status": status,
        "traceId": TRACE,
        "errors": dict(errors or {}),
        "data": {},
    }
    return Answer(status, body, headers or {})


def invalid(where: str, why: str) -> Refusal:
    """Refuse a value."""
    return Refusal(problem(400, INVALID, {where: [why]}))


def throttled(seconds: int) -> Answer:
    """Answer that it is too early: in the title, and in a header."""
    title = f"Rate limit is exceeded. Try again in {seconds} seconds."
    return problem(429, title, headers={"Retry-After": str(seconds)})


def not_found(title: str) -> Refusal:
    """Refuse what is not there."""
    return Refusal(problem(404, title))


UNAUTHORIZED = problem(401, "Unauthorized")
FORBIDDEN = problem(403, "Forbidden")
BROKEN = problem(500, "An error occurred while processing your request.")
GATEWAY = Answer(
    502,
    b"<html><body><h1>502 Bad Gateway</h1></body></html>",
    {"Content-Type": "text/html"},
)
NO_CATEGORY = "There is no such category"
NO_REPORT = "There is no such report with the category"
