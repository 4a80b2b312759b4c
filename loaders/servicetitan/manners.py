"""How ServiceTitan says no: problem details, and seconds to wait in words."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from loaders.manners import Manners

if TYPE_CHECKING:
    from collections.abc import Mapping

    from requests import Response

SECONDS = re.compile(r"(\d+) second")


class ServiceTitanManners(Manners):
    """Limits are per second and, for a report, per minute; none is for the day."""

    def limit(self, response: Response) -> str:
        """Return the one limit there is; Retry-After is not always sent."""
        return "minute"

    def pause(self, response: Response) -> float | None:
        """Return the seconds of the header, or of the words in the body."""
        asked = super().pause(response)
        if asked is not None:
            return asked
        found = SECONDS.search(str(_title(response)))
        return float(found.group(1)) if found else None

    def reason(self, response: Response, body: Mapping[str, object]) -> str:
        """Return the title, what is wrong with which field, and the trace's number."""
        errors = body.get("errors")
        named = errors.items() if isinstance(errors, dict) else ()
        wrong = [f"{field}: {' '.join(map(str, said))}" for field, said in named]
        words = "; ".join([super().reason(response, body), *wrong])[:400]
        trace = body.get("traceId")
        return f"{words} (traceId {trace})" if trace else words


def _title(response: Response) -> object:
    with suppress(msgspec.DecodeError, UnicodeDecodeError):
        body = msgspec.json.decode(response.content)
        return body.get("title") if isinstance(body, dict) else None
    return None
