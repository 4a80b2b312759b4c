"""How a Frappe site says no: the kind of refusal, and its words without the HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from loaders.manners import Manners

if TYPE_CHECKING:
    from collections.abc import Mapping

    from requests import Response

TAG = re.compile(r"<[^>]*>")
LONGEST_REASON = 200

NOT_PERMITTED = "PermissionError"
NOT_FOUND = "DoesNotExistError"


class FrappeManners(Manners):
    """Errors with their kind in `exc_type`, and words in texts inside texts."""

    def reason(self, response: Response, body: Mapping[str, object]) -> str:
        """Return the kind of refusal, then the site's own words."""
        kind = str(body.get("exc_type") or "")
        said = _messages(body) or str(body.get("exception") or "")
        words = " ".join(TAG.sub(" ", said).split())[:LONGEST_REASON]
        return ": ".join(filter(None, [kind, words.removeprefix(f"{kind}: ")]))


def _messages(body: Mapping[str, object]) -> str:
    """Return what `_server_messages` says: JSON texts in a JSON text."""
    try:
        texts = msgspec.json.decode(str(body.get("_server_messages")), type=list[str])
        words = [msgspec.json.decode(text, type=dict[str, object]) for text in texts]
    except msgspec.DecodeError:
        return str(body.get("_error_message") or "")
    return " ".join(str(one.get("message") or "") for one in words)
