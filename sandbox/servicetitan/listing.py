"""Lists of records, page by page, and exports that tell where to continue."""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sandbox.servicetitan.asking import page_of
from sandbox.servicetitan.problems import invalid
from sandbox.servicetitan.wire import parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sandbox.servicetitan.entities import Entity, Entry
    from sandbox.servicetitan.tenant import Tenant

USUAL_SIZE, LARGEST_SIZE, MOST_IDS = 50, 5_000, 50
LAG = timedelta(minutes=10)
_BEGINNING = datetime.min.replace(tzinfo=UTC)
Query = dict[str, str]
Place = tuple[datetime, int]


def paged(rows: Sequence[Any], query: Query, tenant: Tenant) -> dict[str, Any]:
    """Return one page of anything; `data` holds what was given."""
    page, size = page_of(query, USUAL_SIZE, LARGEST_SIZE)
    size = min(size, tenant.max_page_size or size)
    begin = (page - 1) * size
    return {
        "page": page,
        "pageSize": size,
        "hasMore": len(rows) > begin + size,
        "totalCount": len(rows) if _is_true(query, "includeTotal") else None,
        "data": list(rows[begin : begin + size]),
    }


def _is_true(query: Query, name: str) -> bool:
    return query.get(name, "").lower() == "true"


def listed(entity: Entity, query: Query, tenant: Tenant) -> dict[str, Any]:
    """Return a page of records; a parameter nobody knows is not even looked at."""
    entries = [each for each in entity.entries(tenant.office) if _fits(each, query)]
    entries = [each for each in entries if _is_shown(each, query)]
    sort = query.get("sort", "").lower()
    keys: dict[str, Callable[[Entry], Place]] = {
        "modifiedon": _modified,
        "createdon": _created,
        "id": _id,
    }
    # An unescaped plus arrives as a space, and is no order at all.
    if sort[:1] in ("+", "-") and sort[1:] in keys:
        entries.sort(key=keys[sort[1:]], reverse=sort[0] == "-")
    else:
        entries.sort(key=_id)
    page = paged(entries, query, tenant)
    return page | {"data": [each.body() for each in page["data"]]}


def _id(entry: Entry) -> Place:
    return _BEGINNING, entry.id


def _modified(entry: Entry) -> Place:
    return entry.modified_at, entry.id


def _created(entry: Entry) -> Place:
    return entry.created_at, entry.id


def _fits(entry: Entry, query: Query) -> bool:
    if "ids" in query:
        ids = query["ids"].split(",")
        if len(ids) > MOST_IDS:
            raise invalid("ids", f"No more than {MOST_IDS} ids may be asked for.")
        if str(entry.id) not in ids:
            return False
    return (
        _since(query, "modifiedOnOrAfter") <= entry.modified_at
        and _since(query, "createdOnOrAfter") <= entry.created_at
        and (
            "modifiedBefore" not in query
            or entry.modified_at < _since(query, "modifiedBefore")
        )
        and (
            "createdBefore" not in query
            or entry.created_at < _since(query, "createdBefore")
        )
    )


def _since(query: Query, name: str) -> datetime:
    if name not in query:
        return _BEGINNING
    try:
        return parsed(query[name])
    except ValueError:
        raise invalid(name, f"The value '{query[name]}' is not valid.") from None


def _is_shown(entry: Entry, query: Query) -> bool:
    asked = query.get("active", "").lower()
    return asked == "any" or entry.is_active != (asked == "false")


def exported(entity: Entity, query: Query, tenant: Tenant) -> dict[str, Any]:
    """Return the next records of an export, in the order in which they changed.

    The last minutes are held back, or, with recent changes, sent once more each time.
    """
    now = tenant.clock.now()
    entries = sorted(entity.entries(tenant.office), key=_modified)
    begin = _place(query.get("from", ""), tenant)
    has_recent = _is_true(query, "includeRecentChanges")
    waiting = [
        each
        for each in entries
        if _modified(each) > begin and (has_recent or each.modified_at <= now - LAG)
    ]
    sent = waiting[: tenant.export_page_size]
    has_more = len(waiting) > len(sent)
    place = _modified(sent[-1]) if sent else begin
    if not has_more:
        place = max(begin, min(place, (now - LAG, 0)))
    return {
        "hasMore": has_more,
        "continueFrom": _token(place),
        "data": [each.body() | {"active": each.is_active} for each in sent],
    }


def _token(place: Place) -> str:
    at, number = place
    text = f"{at.isoformat()};{number}"
    return base64.urlsafe_b64encode(text.encode()).decode()


def _place(given: str, tenant: Tenant) -> Place:
    """Return where an export goes on: after a token's row, or from a day on."""
    if not given:
        return _BEGINNING, -1
    try:
        return parsed(given), -1
    except ValueError:
        pass
    try:
        at, _, number = base64.urlsafe_b64decode(given).decode().partition(";")
        place = parsed(at), int(number)
    except (ValueError, binascii.Error):
        raise invalid("from", "The continuation token is not valid.") from None
    oldest = tenant.forgets_tokens_before
    if oldest and place[0] < oldest:
        raise invalid("from", "The continuation token has expired.")
    return place
