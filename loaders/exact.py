"""JSON without floats: from the vendor's bytes to the warehouse no digit is lost.

Raw holds a record as canonical text: sorted keys, and fractional numbers as strings of
plain digits, so that no JSON engine can round them. One record always gives one text.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

if TYPE_CHECKING:
    from loaders.contract import Payload

Json: TypeAlias = Any
"""Whatever a vendor's JSON may hold."""

_encode = msgspec.json.Encoder(order="sorted").encode

MOST_EXACT_DIGITS = 15
"""Integers beyond this many digits lose some where a JSON engine counts in doubles."""
LONGEST_EXPONENT = 300
"""Beyond it plain digits would fill pages: the number stays as the vendor wrote it."""

_LONG_INTEGER = re.compile(rb"[0-9]{%d}" % (MOST_EXACT_DIGITS + 1))

NUL = rb"\u0000"
"""Postgres cannot store it: it becomes U+2400, the sign for it."""
CONTAINERS = (dict, list)

_LARGEST_EXACT = 10**MOST_EXACT_DIGITS - 1
_ESCAPE_OR_HALF_A_PAIR = re.compile(
    rb"\\\\|(\\u[dD][89abAB]..\\u[dD][c-fC-F]..)|(\\u[dD][89a-fA-F]..)", re.DOTALL
)
_ESCAPE_OR_NUL = re.compile(rb"(\\\\)|\\u0000")


def decode(data: bytes) -> Json:
    """Decode JSON with every number exact, in the form that raw holds.

    A number with a fraction is a text of plain digits, 22.0 is the integer 22, and an
    integer that is too long for a double is a text too. Half of a surrogate pair (an
    emoji cut in two) becomes U+FFFD rather than an error.
    """
    try:
        value = _decode(data)
    except msgspec.DecodeError:
        value = _decode(_ESCAPE_OR_HALF_A_PAIR.sub(_mend_escape, data))
    return _plain(value) if _LONG_INTEGER.search(data) else value


def encode(value: dict[str, Json] | list[Json]) -> str:
    """Write an object or a list as canonical text."""
    return _text(value).decode()


def land(
    payload: Payload, not_landed: frozenset[str], not_hashed: frozenset[str]
) -> tuple[str, bytes]:
    """Return what raw holds of a payload, and the hash that tells versions apart."""
    value = without(payload, not_landed)
    text = hashed = _text(value)
    if not_hashed or b"null" in text:
        hashed = _text(_without_nulls(without(value, not_hashed)))
    return text.decode(), sha256(hashed).digest()


def without(value: Json, paths: frozenset[str]) -> Json:
    """Return the value without the members at the dotted paths, in lists too."""
    return _pruned(value, _tree(paths)) if paths else value


@lru_cache
def _tree(paths: frozenset[str]) -> dict[str, Json]:
    """Return the paths as branches; one that ends has nothing below it."""
    tree: dict[str, Json] = {}
    for path in sorted(paths):
        branch = tree
        for name in path.split("."):
            branch = branch.setdefault(name, {})
    return tree


def _pruned(value: Json, tree: dict[str, Json]) -> Json:
    if isinstance(value, list):
        return [_pruned(member, tree) for member in value]
    if not isinstance(value, dict):
        return value
    kept = {name: member for name, member in value.items() if tree.get(name) != {}}
    for name in tree.keys() & kept.keys():
        kept[name] = _pruned(kept[name], tree[name])
    return kept


def _text(value: Json) -> bytes:
    text = _encode(value)
    return _ESCAPE_OR_NUL.sub(_show_nul, text) if NUL in text else text


def _plain(value: Json) -> Json:
    """Return the value with its long integers as texts."""
    if type(value) is dict:
        return {name: _plain(member) for name, member in value.items()}
    if type(value) is list:
        return [_plain(member) for member in value]
    if type(value) is int and abs(value) > _LARGEST_EXACT:
        return str(value)
    return value


def _plain_fraction(text: str) -> int | str:
    """Return a number that JSON writes with a point or an exponent."""
    if "e" in text or "E" in text:
        number = Decimal(text)
        if not number.is_finite() or abs(number.adjusted()) > LONGEST_EXPONENT:
            return str(number)
        text = format(number, "f")
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    if fraction:
        return f"{whole}.{fraction}"
    integer = int(whole)
    return integer if abs(integer) <= _LARGEST_EXACT else str(integer)


_decode = msgspec.json.Decoder(float_hook=_plain_fraction).decode


def _without_nulls(value: Json) -> Json:
    if type(value) is dict:
        return {
            name: _without_nulls(member) if type(member) in CONTAINERS else member
            for name, member in value.items()
            if member is not None
        }
    return [
        _without_nulls(member) if type(member) in CONTAINERS else member
        for member in value
    ]


def _mend_escape(match: re.Match[bytes]) -> bytes:
    return rb"\ufffd" if match.group(2) else match.group(0)


def _show_nul(match: re.Match[bytes]) -> bytes:
    return match.group(1) or "\u2400".encode()
