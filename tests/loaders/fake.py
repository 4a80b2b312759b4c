"""A vendor in memory: lists that a test fills, changes and breaks at will."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from loaders.contract import (
    DAILY,
    Ask,
    Clock,
    Company,
    Comparison,
    Connection,
    Page,
    Payload,
    Record,
    Resource,
    Source,
    Whole,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)

LISTED = Resource("listed", path="Listed", key="id")
CHANGING = Resource("changing", path="Changing", key="id", cursor="at", whole_list=None)
DAILY_LISTED = Resource(
    "daily_listed", path="DailyListed", key="id", cursor="at", whole_list=DAILY
)
SCOPED = Resource("scoped", path="Scoped", key="id", whole_list=None)
RESOURCES = [LISTED, CHANGING, DAILY_LISTED, SCOPED]
# Resources that share one table.
CATS = Resource("Cats", path="Cats", key="id", table="animals", part=("kind", "Cats"))
DOGS = Resource("Dogs", path="Dogs", key="id", table="animals", part=("kind", "Dogs"))
# A list that shows only the colour, and one that shows all.
COMPARED = Resource(
    "compared",
    path="Compared",
    key="id",
    comparison=Comparison(("colour", "legs"), str),
)
COMPARED_WHOLE = Resource(
    "compared_whole",
    path="Compared",
    key="id",
    cursor="at",
    comparison=Comparison((), str),
)
EVERY_KIND = [*RESOURCES, CATS, DOGS, COMPARED, COMPARED_WHOLE]


class FakeClock:
    """Stands still until a test, or a wait, moves it."""

    def __init__(self, now: datetime = NOON) -> None:
        self.moment = now
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)


@dataclass
class Vendor:
    """What one connection's vendor holds, and how it answers."""

    company: Company = field(default_factory=lambda: Company("c-1", "Harbour Roasters"))
    lists: dict[str, list[Payload]] = field(default_factory=dict)
    page_size: int = 2
    before_page: Callable[[str, int], None] = lambda resource, page: None
    order_could_move: bool = False
    still_there: dict[str, Payload] = field(default_factory=dict)
    scopes: frozenset[str] | None = None
    unchanged: frozenset[str] = frozenset()
    boasts: bool = False
    """Whether a reader calls each of its reads whole."""
    complaints: list[str] = field(default_factory=list)
    asked: list[tuple[str, Ask]] = field(default_factory=list)


@dataclass
class FakeReader:
    """Reads a `Vendor` page by page."""

    vendor: Vendor

    def company(self) -> Company:
        return self.vendor.company

    def read(self, resource: Resource, ask: Ask) -> Iterator[Page | Whole]:
        self.vendor.asked.append((resource.name, ask))
        payloads = self.vendor.lists.get(resource.name, [])
        if self.vendor.unchanged:
            yield Page([], unchanged=self.vendor.unchanged)
        if resource.cursor and (ask.since or ask.until):
            first, last = str(ask.since or ""), str(ask.until or "9999")
            payloads = [p for p in payloads if first <= p["at"][:10] <= last]
        elif resource.cursor and not ask.whole:
            payloads = [p for p in payloads if p["at"] >= (ask.cursor or "")]
            payloads = sorted(payloads, key=lambda p: str(p["at"]))
        size = self.vendor.page_size
        for number, start in enumerate(range(0, len(payloads), size), 1):
            self.turn_page(resource, number)
            some = payloads[start : start + size]
            cursor = max(p["at"] for p in some) if resource.cursor else None
            yield Page([record(p) for p in some], cursor)
        if resource is SCOPED:
            yield Whole(scopes=self.vendor.scopes)
        elif ask.whole or self.vendor.boasts:
            yield Whole(order_could_move=self.vendor.order_could_move)

    def turn_page(self, resource: Resource, number: int) -> None:
        self.vendor.before_page(resource.name, number)

    def fetch_one(self, resource: Resource, key: str) -> Record | None:
        payload = self.vendor.still_there.get(key)
        return record(payload) if payload else None

    def check(self) -> list[str]:
        return self.vendor.complaints


def record(payload: Payload) -> Record:
    """Return a record; `_deleted` and `scope` in the payload are about it."""
    return Record(
        key=str(payload["id"]),
        payload={k: v for k, v in payload.items() if k != "_deleted"},
        modified=str(payload.get("at", "")),
        scope=payload.get("scope"),
        is_deleted=bool(payload.get("_deleted")),
    )


def fake_source(
    vendors: dict[str, Vendor],
    name: str = "fake",
    resources: Sequence[Resource] = RESOURCES,
) -> Source:
    """Return a source whose connections are these vendors."""

    def connect(connection: Connection, clock: Clock) -> FakeReader:
        return FakeReader(vendors[connection.name])

    return Source(
        name=name,
        resources=resources,
        required=("api_key",),
        optional={"base_url": "http://fake"},
        plain_names={},
        connect=connect,
    )


def connection(
    name: str = "one", is_sandbox: bool = False, **settings: Any
) -> Connection:
    """Return a configured connection of the fake source."""
    given = {"api_key": f"secret-of-{name}", **settings}
    return Connection("fake", name, given, is_sandbox)
