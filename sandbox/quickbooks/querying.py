"""Answers a statement from a company's records."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from sandbox.quickbooks.entities import ENTITIES
from sandbox.quickbooks.problems import BadRequest
from sandbox.quickbooks.wire import parse_instant
from sandbox.server import encode

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.faults import Faults
    from sandbox.quickbooks.company import Realm
    from sandbox.quickbooks.statements import Condition, Statement
    from sandbox.quickbooks.store import Stored


def answer(realm: Realm, statement: Statement, faults: Faults) -> bytes:
    """Return the QueryResponse's JSON; an empty page has no entity in it."""
    found = _found(realm, statement)
    if statement.is_count:
        return encode({"totalCount": len(found)})
    size = min(statement.size, realm.max_page_size)
    rows = found[statement.start - 1 :][:size]
    page = page_of(statement, size)
    where = (statement.entity, page, realm.connection)
    told = [row.json() for row in rows]
    changes = faults.due("rows", *where)
    if changes:
        bodies = [row.body for row in rows]
        for change in changes:
            bodies = change(bodies)
        told = [encode(body) for body in bodies]
    if not told:
        return b"{}"
    tail = encode({"startPosition": statement.start, "maxResults": len(told)})
    return b'{"%s":[' % statement.entity.encode() + b",".join(told) + b"]," + tail[1:]


def page_of(statement: Statement, size: int) -> int:
    """Return which page of such a size is asked for, from 1."""
    return (statement.start - 1) // max(size, 1) + 1


def _found(realm: Realm, statement: Statement) -> list[Stored]:
    if statement.entity not in ENTITIES:
        detail = (
            f"QueryValidationError: Invalid context declaration: {statement.entity}"
        )
        raise BadRequest("4001", "Invalid query", detail)
    if statement.start < 1 or statement.size < 0:
        detail = "QueryValidationError: value for pagination is not positive"
        raise BadRequest("4001", "Invalid query", detail)
    rows = list(realm.collection(statement.entity).records.values())
    names = [each.name for each in statement.conditions]
    for name in [*names, *(name for name, _ in statement.order)]:
        _refuse_unless_known(name, rows, realm, statement.entity)
    if ENTITIES[statement.entity].is_list and not statement.asks_for("Active"):
        rows = [row for row in rows if row.body.get("Active", True)]
    for condition in statement.conditions:
        fits = _rule(condition)
        rows = [row for row in rows if fits(value_of(row, condition.name))]
    for name, is_descending in reversed(statement.order):
        rows.sort(key=partial(_rank_by, name), reverse=is_descending)
    return rows


def _rank_by(name: str, row: Stored) -> tuple[int, Any]:
    return _rank(value_of(row, name))


def _refuse_unless_known(
    name: str, rows: list[Stored], realm: Realm, entity: str
) -> None:
    """Raise for a property that nothing has; ones that any record has will do."""
    everything = realm.collection(entity).records.values()
    if rows and all(value_of(row, name) is None for row in everything):
        detail = f"QueryValidationError: property '{name}' is not queryable"
        raise BadRequest("4001", "Invalid query", detail)


def value_of(row: Stored, path: str) -> object:
    """Return a property by its dotted path; a reference is worth its value."""
    low = path.lower()
    if low == "metadata.lastupdatedtime":
        return row.modified
    if low == "metadata.createtime":
        return parse_instant(row.body["MetaData"]["CreateTime"])
    found: Any = row.body
    for part in path.split("."):
        if not isinstance(found, dict):
            return None
        found = found.get(part)
    return found.get("value") if isinstance(found, dict) else found


def _rule(condition: Condition) -> Callable[[object], bool]:
    wanted = condition.values
    if condition.operator == "LIKE":
        pattern = _pattern(str(wanted[0]))
        return lambda value: bool(pattern.fullmatch(str(value or "")))
    if condition.operator in ("=", "IN"):
        return lambda value: any(_compare(value, each) == 0 for each in wanted)
    accepted = {">": (1,), ">=": (0, 1), "<": (-1,), "<=": (-1, 0)}
    signs = accepted[condition.operator]
    return lambda value: _compare(value, wanted[0]) in signs


def _pattern(like: str) -> re.Pattern[str]:
    parts = (re.escape(part) for part in like.split("%"))
    return re.compile(".*".join(parts), re.IGNORECASE | re.DOTALL)


def _compare(value: object, wanted: object) -> int | None:
    """Return -1, 0 or 1; None where the two cannot be compared."""
    if value is None:
        return None
    if isinstance(value, datetime):
        moment = parse_instant(str(wanted))
        if moment is None:
            detail = f"QueryValidationError: value '{wanted}' is not a date and time"
            raise BadRequest("4001", "Invalid query", detail)
        return (value > moment) - (value < moment)
    left, right = _alike(value, wanted)
    return int(left > right) - int(left < right)


def _alike(value: object, wanted: object) -> tuple[Any, Any]:
    if isinstance(value, bool) or isinstance(wanted, bool):
        return str(value).lower(), str(wanted).lower()
    texts = str(value), str(wanted)
    if all(re.fullmatch(r"-?\d+(\.\d+)?", text) for text in texts):
        return Decimal(texts[0]), Decimal(texts[1])
    return texts


def _rank(value: object) -> tuple[int, Any]:
    if value is None:
        return (0, 0)
    if isinstance(value, datetime):
        return (1, value)
    text = str(value)
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return (2, Decimal(text))
    return (3, text.lower())
