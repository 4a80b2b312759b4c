"""How QuickBooks refuses: `Fault`, `fault`, or XML.

Each answer may be sent by `faults.reply("Invoice", problems.THROTTLED)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from sandbox.quickbooks.wire import stamp
from sandbox.server import Answer, as_bytes

if TYPE_CHECKING:
    from datetime import datetime
    from email.message import Message

TIME = "2026-07-19T18:15:30.217-07:00"
TID = {"intuit_tid": "1-6a1b2c3d-00112233445566778899aabb"}
XML = {"Content-Type": "application/xml"} | TID
NAMESPACE = "http://schema.intuit.com/finance/v3"


class BadRequest(Exception):
    """Something the service does not accept: code, message, detail."""

    def __init__(self, code: str, message: str, detail: str) -> None:
        super().__init__(detail)
        self.code, self.message, self.detail = code, message, detail

    def body(self) -> dict[str, object]:
        """Return the Fault, for an answer or one item of a batch."""
        return fault(self.code, self.message, self.detail)


def fault(
    code: str, message: str, detail: str, kind: str = "ValidationFault"
) -> dict[str, object]:
    """Return a service's Fault."""
    error = {"Message": message, "Detail": detail, "code": code, "element": ""}
    return {"Fault": {"Error": [error], "type": kind}}


def refused(bad: BadRequest, now: datetime | None = None) -> Answer:
    """Answer 400 with a Fault."""
    time = stamp(now) if now else TIME
    return Answer(400, bad.body() | {"time": time}, TID)


def gateway(status: int, code: str, message: str, detail: str | None) -> Answer:
    """Answer in the gateway's words, all in lower case."""
    what = f"message={message}; errorCode={code:0>6}; statusCode={status}"
    kind = "AUTHENTICATION" if status == 401 else "SERVICE"
    error = {"message": what, "detail": detail, "code": code, "element": None}
    body: dict[str, object] = {
        "warnings": None,
        "intuitObject": None,
        "fault": {"error": [error], "type": kind},
        "report": None,
        "queryResponse": None,
        "batchItemResponse": [],
        "attachableResponse": [],
        "syncErrorResponse": None,
        "requestId": None,
        "time": 1784510130217,
        "status": None,
        "cdcresponse": [],
    }
    headers = dict(TID)
    if status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="Intuit", error="invalid_token"'
    return Answer(status, body, headers)


def as_xml(status: int, code: str, message: str, detail: str, kind: str) -> Answer:
    """Answer with a Fault in XML."""
    return Answer(
        status,
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<IntuitResponse time="{TIME}" xmlns="{NAMESPACE}">'
        f"<Fault type={quoteattr(kind)}><Error code={quoteattr(code)}>"
        f"<Message>{escape(message)}</Message><Detail>{escape(detail)}</Detail>"
        "</Error></Fault></IntuitResponse>".encode(),
        XML,
    )


_LIMIT = "The request limit was reached.  Try again later"
_BROKEN = "An application error has occurred while processing your request"
_INACTIVE = (
    "Object Not Found : Something you're trying to use has been made inactive. "
    "Check the fields with accounts, customers, items, vendors or employees."
)

EXPIRED = gateway(401, "3200", "AuthenticationFailed", "Token expired")
MALFORMED_TOKEN = gateway(401, "3200", "AuthenticationFailed", "Malformed bearer token")
WRONG_REALM = gateway(403, "3100", "ApplicationAuthorizationFailed", None)
THROTTLED = gateway(429, "3001", "ThrottleExceeded", _LIMIT)
THROTTLED_XML = as_xml(
    429,
    "3001",
    "message=ThrottleExceeded; errorCode=003001; statusCode=429",
    _LIMIT,
    "SERVICE",
)
THROTTLED_403 = THROTTLED._replace(status=403)
FAULT_WITH_200 = Answer(
    200,
    fault("10000", _BROKEN, "System Failure Error: ...", "SystemFault")
    | {"time": TIME},
    TID,
)
FAULT_WITH_500 = FAULT_WITH_200._replace(status=500)
INACTIVE_WITH_200 = Answer(
    200, fault("10000", _BROKEN, _INACTIVE, "SystemFault") | {"time": TIME}, TID
)
UNKNOWN_AUTHORIZATION = Answer(
    500,
    fault(
        "120",
        "Authorization Failure",
        "AuthorizationFailure: Unknown Error during Authentication, statusCode: 500",
        "AuthorizatonFault",
    )
    | {"time": TIME},
    TID,
)
UNAVAILABLE = Answer(
    503,
    b"<html><body>Service Unavailable</body></html>",
    {"Content-Type": "text/html"},
)
FAULT_XML = as_xml(400, "4000", "Error parsing query", "QueryParserError", "Validation")


def not_found() -> BadRequest:
    """Return what a read of something deleted, or never there, gets."""
    return BadRequest("610", "Object Not Found", _INACTIVE)


def in_asked_form(answer: Answer, headers: Message) -> Answer:
    """Answer in XML unless JSON is asked for."""
    if "json" in headers.get("Accept", "") or "Content-Type" in answer.headers:
        return answer
    if answer.status >= 400 or b'"Fault"' in as_bytes(answer.body)[:200]:
        return FAULT_XML._replace(status=answer.status)
    body = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<IntuitResponse xmlns="{NAMESPACE}">'
        "<QueryResponse/></IntuitResponse>"
    )
    return Answer(answer.status, body.encode(), XML)
