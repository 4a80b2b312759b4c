"""How the database compares: blind to case and accents, zones and missing digits."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?")
_ZONE = re.compile(r"(Z|[+-]\d\d:?\d\d)$")


@lru_cache(maxsize=200_000)
def folded(text: str) -> str:
    """Return what a text is compared by."""
    if text.isascii():
        if _INSTANT.match(text):
            return instant(text)
        return text.casefold().rstrip()
    parts = unicodedata.normalize("NFKD", text.casefold())
    # Only Latin accents are ignored: a Devanagari vowel sign is a letter.
    kept = (each for each in parts if not "\u0300" <= each <= "\u036f")
    return "".join(kept).rstrip()


def instant(text: str) -> str:
    """Return an instant with all its microseconds; a zone is ignored, not converted."""
    text = _ZONE.sub("", text.replace("T", " "))
    whole, _, fraction = text.partition(".")
    return f"{whole}.{fraction:0<6}"


def compared(one: object, other: object) -> int:
    """Return -1, 0 or 1; a number against text is the number the text begins with."""
    if isinstance(one, int | float):
        number = as_number(other)
        return (one > number) - (one < number)
    left = "" if one is None else folded(str(one))
    right = "" if other is None else folded(str(other))
    return (left > right) - (left < right)


def as_number(value: object) -> float:
    """Return the number a value is; 0 when it is none."""
    try:
        return float(str(value))
    except ValueError:
        return 0.0
