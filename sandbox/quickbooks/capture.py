"""Change data capture: what changed or was deleted since an instant."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sandbox.quickbooks.company import CAPTURE_DAYS
from sandbox.quickbooks.entities import ENTITIES
from sandbox.quickbooks.problems import BadRequest
from sandbox.quickbooks.wire import Body, instant, parse_instant

if TYPE_CHECKING:
    from sandbox.quickbooks.company import Realm


def captured(realm: Realm, query: dict[str, str]) -> Body:
    """Return the CDCResponse: one object per entity, empty where nothing changed."""
    since = _since(realm, query.get("changedSince", ""))
    names = [name.strip() for name in query.get("entities", "").split(",")]
    for name in names:
        if name not in ENTITIES:
            detail = f"Entity {name or '(none)'} is not supported for CDC"
            raise BadRequest(
                "2010", "Request has invalid or unsupported property", detail
            )
    room, told = realm.max_captured, []
    for name in names:
        rows = _changes(realm, name, since)[: max(room, 0)]
        if realm.captures_together:
            room -= len(rows)
        told.append(_object(name, rows))
    return {"CDCResponse": [{"QueryResponse": told}]}


def _object(name: str, rows: list[Body]) -> Body:
    if not rows:
        return {}
    count = len(rows)
    return {name: rows, "startPosition": 1, "maxResults": count, "totalCount": count}


def _since(realm: Realm, text: str) -> datetime:
    since = parse_instant(text)
    if since is None:
        detail = f"Invalid value for changedSince: {text or '(none)'}"
        raise BadRequest("2050", "Invalid String", detail)
    if realm.clock.now() - since > timedelta(days=CAPTURE_DAYS):
        detail = f"changedSince is more than {CAPTURE_DAYS} days ago: {text}"
        raise BadRequest("2050", "Invalid date", detail)
    return since


def _changes(realm: Realm, name: str, since: datetime) -> list[Body]:
    """Return an entity's records and stubs of deleted ones, the oldest first."""
    collection = realm.collection(name)
    changed = [
        (row.modified, row.body)
        for row in collection.records.values()
        if row.modified >= since
    ]
    changed += [
        (moment, _stub(key, moment))
        for key, moment in collection.deletions.items()
        if moment >= since
    ]
    changed.sort(key=lambda pair: pair[0])
    return [body for _, body in changed]


def _stub(key: str, moment: datetime) -> Body:
    when = {"LastUpdatedTime": instant(moment)}
    return {"domain": "QBO", "status": "Deleted", "Id": key, "MetaData": when}
