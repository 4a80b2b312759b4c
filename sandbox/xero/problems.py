"""How Xero refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from sandbox.server import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.xero.tokens import Access

NOT_FOUND = Answer(
    404,
    b"The resource you're looking for cannot be found",
    {"Content-Type": "text/html; charset=utf-8"},
)


def problem(
    status: int, detail: str, headers: Mapping[str, str] | None = None
) -> Answer:
    """Answer 401 or 403 in Xero's words."""
    body: dict[str, object] = {
        "Type": None,
        "Title": {401: "Unauthorized", 403: "Forbidden"}[status],
        "Status": status,
        "Detail": detail,
        "Instance": str(uuid4()),
        "Extensions": {},
    }
    return Answer(status, body, headers or {})


def expired(access: Access) -> Answer:
    """Answer that the token is too old."""
    described = 'Bearer error="invalid_token", error_description="The token is expired"'
    detail = f"TokenExpired: token expired at {access.expires_at:%m/%d/%Y %H:%M:%S}"
    return problem(401, detail, {"WWW-Authenticate": described})


INSUFFICIENT_SCOPE = problem(
    401, "AuthorizationUnsuccessful", {"WWW-Authenticate": "insufficient_scope"}
)
