"""Which rows a list holds: Frappe's filters, as JSON lists or as a dictionary."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec

from sandbox.erpnext.collation import compared, folded
from sandbox.erpnext.doctypes import LISTED_TOO, STANDARD, Doctype
from sandbox.erpnext.problems import NOT_JSON, Refusal, not_permitted
from sandbox.erpnext.store import Stored

Json = Any
Rule = Callable[[Stored], bool]
Triple = tuple[str, str, str, Json]
"""(child doctype or nothing, field, operator, value)."""


def from_json(value: object) -> Json:
    """Return what a parameter says; it may already be JSON in a posted body."""
    if not isinstance(value, str):
        return value
    try:
        return msgspec.json.decode(value) if value else None
    except msgspec.DecodeError:
        raise NOT_JSON from None


def rules(doctype: Doctype, given: object, hidden: set[str]) -> list[Rule]:
    """Return what a row must satisfy."""
    return [
        _rule(doctype, each, hidden) for each in _triples(doctype, from_json(given))
    ]


def _triples(doctype: Doctype, given: Json) -> list[Triple]:
    if not given:
        return []
    if isinstance(given, dict):
        return [_from_pair(*pair) for pair in given.items()]
    if isinstance(given[0], str):
        given = [given]
    return [_from_list(doctype, each) for each in given]


def _from_pair(name: str, value: Json) -> Triple:
    if isinstance(value, list):
        return "", name, str(value[0]), value[1]
    return "", name, "=", value


def _from_list(doctype: Doctype, given: Json) -> Triple:
    if len(given) == 4:
        child = "" if given[0] == doctype.name else str(given[0])
        return child, given[1], str(given[2]), given[3]
    if len(given) != 3:
        raise Refusal(417, "ValidationError", f"Filter must have 4 values: {given}")
    return "", given[0], str(given[1]), given[2]


def known(doctype: Doctype, name: str, hidden: set[str]) -> bool:
    """Whether a column exists and may be asked for."""
    extra = ("parent", "parentfield", "parenttype") if doctype.has("table") else ()
    exists = name in doctype.columns or name in (*STANDARD, *LISTED_TOO, *extra)
    return exists and name not in hidden


def _rule(doctype: Doctype, triple: Triple, hidden: set[str]) -> Rule:
    child, name, operator, value = triple
    holds = _operator(operator.lower().strip(), value)
    if child:
        fields = [f for f, table in doctype.children.items() if table == child]
        return lambda record: any(
            holds(row.get(name)) for f in fields for row in record.children.get(f, ())
        )
    if not known(doctype, name, hidden):
        raise not_permitted(name)
    return lambda record: holds(record.row.get(name))


def _operator(operator: str, value: Json) -> Callable[[Json], bool]:
    if operator in ("in", "not in"):
        listed = value if isinstance(value, list) else str(value).split(",")
        wanted = {_key(each) for each in listed}
        return lambda held: (_key(held) in wanted) == (operator == "in")
    if operator == "is":
        return lambda held: (held not in (None, "", 0)) == (value == "set")
    if operator in ("like", "not like"):
        pattern = _pattern(str(value))
        return lambda held: (
            bool(pattern.fullmatch(folded(str("" if held is None else held))))
            == (operator == "like")
        )
    if operator == "between":
        low, high = value[0], value[1]
        late = f"{high} 23:59:59.999999" if len(str(high)) == 10 else high
        return lambda held: compared(held, low) >= 0 and compared(held, late) <= 0
    if operator not in _COMPARED:
        raise Refusal(
            417, "ValidationError", f"Operator must be one of =, !=, {operator}"
        )
    test = _COMPARED[operator]
    return lambda held: test(compared(_or_empty(held, value), value))


def _or_empty(held: Json, value: Json) -> Json:
    return 0 if held is None and isinstance(value, int | float) else held


def _key(value: Json) -> object:
    if isinstance(value, int | float):
        return str(float(value))
    return "" if value is None else folded(str(value).strip())


def _pattern(text: str) -> re.Pattern[str]:
    wild = {"%": ".*", "_": "."}
    folded_text = folded(text).replace("%%", "%")
    return re.compile("".join(wild.get(c, re.escape(c)) for c in folded_text), re.S)


_COMPARED: dict[str, Callable[[int], bool]] = {
    "=": lambda found: found == 0,
    "!=": lambda found: found != 0,
    ">": lambda found: found > 0,
    "<": lambda found: found < 0,
    ">=": lambda found: found >= 0,
    "<=": lambda found: found <= 0,
}
