"""How Xero says no, and what a person can do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.manners import Manners

if TYPE_CHECKING:
    from collections.abc import Mapping

    from requests import Response

NOT_ALLOWED = "AuthorizationUnsuccessful"


class XeroManners(Manners):
    """Limits by name; an expired token and an absent scope are both a 401."""

    def limit(self, response: Response) -> str:
        """Return the limit's name; older documents write Daily and Minute."""
        problem = response.headers.get("X-Rate-Limit-Problem", "").lower()
        return {"daily": "day", "appminute": "minute"}.get(problem, problem)

    def token_expired(self, response: Response) -> bool:
        """Tell an expired token from a scope that was never granted."""
        return response.status_code == 401 and not _lacks_scope(response)

    def reason(self, response: Response, body: Mapping[str, object]) -> str:
        """Return Xero's own words; one word for whatever is not allowed."""
        is_scope = response.status_code == 401 and _lacks_scope(response)
        return NOT_ALLOWED if is_scope else super().reason(response, body)


def _lacks_scope(response: Response) -> bool:
    challenge = response.headers.get("WWW-Authenticate", "")
    return "insufficient_scope" in challenge or NOT_ALLOWED in response.text
