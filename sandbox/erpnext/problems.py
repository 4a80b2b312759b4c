"""How Frappe refuses."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.server import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENVELOPE = {"Content-Type": "application/json"}


@dataclass
class Refusal(Exception):
    """What a request cannot have, and in which words."""

    status: int
    exc_type: str
    message: str = ""
    short: str = ""
    module: str = "frappe.exceptions"
    headers: Mapping[str, str] = field(default_factory=dict)

    def answer(self) -> Answer:
        """Return the answer as v1 gives it."""
        raised = f"{self.module}.{self.exc_type}"
        told = f"{raised}: {self.message}" if self.message else raised
        body: dict[str, object] = {"exc_type": self.exc_type}
        if self.status != 404:
            trace = f"Traceback (most recent call last):\n  ...\n{told}\n"
            body = {"exception": told, **body, "exc": json.dumps([trace])}
        if self.short:
            body["_error_message"] = self.short
        if self.message and self.module == "frappe.exceptions":
            said: dict[str, object] = {"message": self.message, "title": "Message"}
            if self.status != 403:
                said |= {"indicator": "red", "raise_exception": 1}
            body["_server_messages"] = json.dumps([json.dumps(said)])
        return Answer(self.status, body, _ENVELOPE | dict(self.headers))


def no_permission(user: str, doctype: str) -> Refusal:
    """Refuse a doctype that the user's roles do not read."""
    message = (
        f"User <strong>{user}</strong> does not have doctype access via role "
        f"permission for document <strong>{doctype}</strong>"
    )
    return Refusal(403, "PermissionError", message, f"No permission for {doctype}")


def not_found(doctype: str, name: str) -> Refusal:
    """Refuse a document or doctype that is not there."""
    return Refusal(404, "DoesNotExistError", f"{doctype} {name} not found")


def not_permitted(field: str) -> Refusal:
    """Refuse a column that does not exist, or that may not be asked for."""
    return Refusal(417, "DataError", f"Field not permitted in query: {field}")


def missing_table(doctype: str) -> Refusal:
    """Refuse a list of what has no table: a single, or a name in the wrong case."""
    message = f"('DocType', '{doctype}')"
    return Refusal(500, "ProgrammingError", message, module="pymysql.err")


NO_CREDENTIALS = Refusal(401, "AuthenticationError")
NOT_JSON = Refusal(
    500,
    "JSONDecodeError",
    "Expecting value: line 1 column 1 (char 0)",
    module="json.decoder",
)
STOPPED = Refusal(503, "SessionStopped", "Session Stopped")
NOT_AN_API = Answer(404, {"exc_type": "DoesNotExistError"}, _ENVELOPE)


def throttled(retry_after: int) -> Refusal:
    """Refuse because the site has used up its seconds of the window."""
    headers = {
        "X-RateLimit-Reset": str(retry_after),
        "X-RateLimit-Limit": "1000000",
        "X-RateLimit-Remaining": "0",
        "Retry-After": str(retry_after),
    }
    return Refusal(429, "TooManyRequestsError", headers=headers)


def too_long(length: int) -> Answer:
    """Answer that the first line of the request is longer than the server takes."""
    page = (
        "<html>\n  <head>\n    <title>Bad Request</title>\n  </head>\n  <body>\n"
        "    <h1><p>Bad Request</p></h1>\n"
        f"    Request Line is too large ({length} &gt; 4094)\n  </body>\n</html>\n"
    )
    return Answer(400, page.encode(), {"Content-Type": "text/html"})
