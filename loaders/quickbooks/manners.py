"""How QuickBooks says no: a Fault in two shapes, in JSON or XML, even under a 200."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

import msgspec

from loaders import exact
from loaders.manners import Manners

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from requests import Response

TELLTALE = (b'"Fault"', b'"fault"', b"<Fault", b":Fault")
"""A cheap sign in an answer of a thousand records that it might hold a Fault."""
SYSTEM_FAULT = "SystemFault"
NOT_SIGNED_IN, THROTTLED, WRONG_COMPANY, SYSTEM = "3200", "3001", "3100", "10000"
MEANS = {NOT_SIGNED_IN: 401, "100": 401, WRONG_COMPANY: 403, THROTTLED: 429}


class Fault(NamedTuple):
    """The first error that an answer names."""

    code: str
    words: str
    kind: str


class QuickBooksManners(Manners):
    """Reads the Fault before the status."""

    def status(self, response: Response) -> int:
        """Return the status that the answer's Fault means."""
        fault = fault_in(response)
        if fault is None:
            return response.status_code
        if fault.code == THROTTLED:
            return MEANS[THROTTLED]
        if response.status_code >= 300:
            return response.status_code
        return MEANS.get(fault.code, 500 if is_of_system(fault) else 400)

    def limit(self, response: Response) -> str:
        """Return the one limit there is; Retry-After is seldom sent."""
        return "minute"

    def token_expired(self, response: Response) -> bool:
        """Say whether a fresh access token may turn this refusal."""
        return self.status(response) == 401

    def reason(self, response: Response, body: Mapping[str, object]) -> str:
        """Return the code and the words, and the number that Intuit's support asks."""
        fault = fault_in(response)
        words = " ".join(filter(None, fault[:2])) if fault else ""
        words = words or super().reason(response, body)
        _, _, token = response.request.headers.get("Authorization", "").partition(" ")
        words = words.replace(token, "[secret]") if token else words
        number = response.headers.get("intuit_tid", "")
        return (
            f"{words[:300]} (intuit_tid {number})" if words and number else words[:300]
        )


def is_of_system(fault: Fault) -> bool:
    """Tell trouble of their own, which may pass, from what we asked wrongly."""
    return fault.code == SYSTEM or fault.kind == SYSTEM_FAULT


def fault_in(response: Response) -> Fault | None:
    """Return what an answer complains of, if it does."""
    content = response.content
    if not any(sign in content for sign in TELLTALE):
        return None
    if content.lstrip()[:1] == b"<":
        return _fault_in_xml(content)
    with suppress(msgspec.DecodeError, UnicodeDecodeError):
        return next(_faults(exact.decode(content)), None)
    return None


def _faults(answer: object) -> Iterator[Fault]:
    """Yield the faults of an answer, and of each part of a list of changes."""
    body = answer if isinstance(answer, dict) else {}
    fault = body.get("Fault") or body.get("fault")
    if isinstance(fault, dict):
        errors = fault.get("Error") or fault.get("error")
        first = errors[0] if isinstance(errors, list) and errors else {}
        first = first if isinstance(first, dict) else {}
        words = {name.lower(): str(text) for name, text in first.items() if text}
        yield _fault(words, str(fault.get("type") or ""))
    for name in ("CDCResponse", "QueryResponse"):
        parts = body.get(name)
        for part in parts if isinstance(parts, list) else filter(None, [parts]):
            yield from _faults(part)


def _fault_in_xml(content: bytes) -> Fault | None:
    try:
        found = ElementTree.fromstring(content).find(".//{*}Fault")
    except ElementTree.ParseError:
        return None
    if found is None:
        return None
    words = {"code": found.get("code", "")}
    for error in found.findall("{*}Error")[:1]:
        words["code"] = error.get("code", "")
        words |= {
            part.tag.rpartition("}")[2].lower(): part.text or "" for part in error
        }
    return _fault(words, found.get("type", ""))


def _fault(words: Mapping[str, str], kind: str) -> Fault:
    code = words.get("code", "").lstrip("0")
    said = ": ".join(filter(None, (words.get("message"), words.get("detail"))))
    return Fault(code, said or kind, kind)
