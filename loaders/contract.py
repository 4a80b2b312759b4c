"""The words that a source and the loader core share.

A source says *what* it has (a list of `Resource`) and *how* to read it (a `Reader`
that yields pages). The core decides everything else, once: which versions are new,
what vanished, when a cursor moves, what is committed, locked and logged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

Payload = dict[str, Any]

EVERY_RUN = timedelta(0)
DAILY = timedelta(days=1)
WEEKLY = timedelta(days=7)


@dataclass(frozen=True)
class Comparison:
    """How to tell from a list which records differ from those that raw holds.

    For vendors whose records change without a time of change.
    """

    members: tuple[str, ...]
    """Payload members that it takes; none named: the whole payload."""
    mark: Callable[[Payload], Any]
    """Puts what the lists show of a record into something short."""


@dataclass(frozen=True)
class Resource:
    """One endpoint of a vendor, landed in one raw table of the same name."""

    name: str
    path: str
    key: str
    """Payload field that holds the vendor's own id."""
    cursor: str | None = None
    """Payload field that says when a record last changed; None: always read whole."""
    whole_list: timedelta | None = EVERY_RUN
    """How often the full list is read, so that what vanished gets its tombstone.
    None: never by itself. A resource without a cursor is read whole on every run."""
    table: str = ""
    """Raw table; the resource's name unless several share one."""
    part: tuple[str, str] | None = None
    """Extra column of a table that several resources share, and its value for this
    one: lists, tombstones, cursors and locks are then the part's own."""
    comparison: Comparison | None = None
    """Given to have `Ask.held` filled in."""
    not_landed: frozenset[str] = frozenset()
    """Dotted payload paths that never reach the warehouse (personal, unused)."""
    not_hashed: frozenset[str] = frozenset()
    """Dotted payload paths whose change alone makes no new version."""

    @property
    def raw_table(self) -> str:
        """The table in `raw_<source>` that this resource lands in."""
        return self.table or self.name


@dataclass(frozen=True, slots=True)
class Record:
    """One record as the vendor sent it, numbers exact as `exact.decode` gives them."""

    key: str
    payload: Payload
    modified: str = ""
    """Sortable text; orders two versions of one key within a batch. A delete notice has
    it in the form of the payload's cursor field, with which it is compared; where that
    names a zone, as `instants.sortable` gives it."""
    scope: str | None = None
    """The smallest set re-sent whole that the row belongs to, as canonical JSON."""
    is_deleted: bool = False
    """The vendor itself says the record is gone."""


@dataclass(frozen=True, slots=True)
class Page:
    """Records that arrived together, in one request."""

    records: Sequence[Record]
    cursor: str | None = None
    """Where the next run may safely start once this page is committed, if anywhere."""
    unchanged: Collection[str] = ()
    """Keys that the vendor still lists and whose records need not be sent again."""
    whole: Collection[str] = ()
    """Scopes that are re-sent whole once this page has come: what the read did not
    hold of them is gone, and lands as such together with this page."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The last word of a read that re-sent something whole, without an error.

    Every live row of the connection in it that the read did not hold gets a tombstone.
    """

    scopes: frozenset[str] | None = None
    """The scopes that were re-sent whole, besides those of pages; None: the whole list
    of the connection."""
    order_could_move: bool = False
    """True when rows may have shifted between pages: each missing key is then asked
    for once more with `Reader.fetch_one` before it is called gone."""
    cursor: str | None = None
    """Where the next run may start once the tombstones are committed too."""
    refused: LoaderError | None = None
    """A part of the source that could not be read: the rest lands, the unit fails."""


class Held(NamedTuple):
    """What raw holds of a live record, as far as a comparison needs it."""

    scope: str | None
    mark: Any


@dataclass(frozen=True)
class Ask:
    """What the core asks a reader for."""

    cursor: str | None = None
    """Where the last committed read ended; None on the first read."""
    whole: bool = False
    """Read the full list rather than what changed since the cursor."""
    since: date | None = None
    until: date | None = None
    """Source-local dates, inclusive, from the command line."""
    business_unit: str | None = None
    held: Mapping[str, Held] = field(default_factory=dict)
    """The live records of a compared resource, by key; none where every record is to
    be sent again."""


@dataclass(frozen=True)
class Company:
    """Who the connection really talks to, in the vendor's own words."""

    vendor_company_id: str
    name: str


class Clock(Protocol):
    """Time, so that no test has to wait for it."""

    def now(self) -> datetime:
        """Return the current instant in UTC."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class Reader(Protocol):
    """A signed-in vendor client that can read the source's resources."""

    def company(self) -> Company:
        """Return the vendor's own company record."""

    def read(self, resource: Resource, ask: Ask) -> Iterator[Page | Whole]:
        """Yield pages in order, then `Whole` if something was re-sent whole."""

    def fetch_one(self, resource: Resource, key: str) -> Record | None:
        """Return one record by its id, or None when the vendor says it is gone."""

    def check(self) -> list[str]:
        """Return what is wrong with credentials, scopes or rights; [] if nothing."""


@dataclass(frozen=True)
class Connection:
    """One configured credential set of a source."""

    source: str
    name: str
    settings: Mapping[str, Any] = field(repr=False)
    """The connection's keys, required ones present, defaults filled in. Secret."""
    is_sandbox: bool = False
    today: date | None = None
    """The day in which a pretend vendor lives; None: the one on the clock."""


@dataclass(frozen=True)
class Source:
    """A vendor: its resources, the keys of a connection, and how to sign in."""

    name: str
    resources: Sequence[Resource]
    required: tuple[str, ...]
    """Connection keys that must be configured."""
    optional: Mapping[str, Any]
    """Connection keys that may be configured, with their defaults."""
    plain_names: Mapping[str, str]
    """Environment names people already have, to connection keys: one connection."""
    connect: Callable[[Connection, Clock], Reader]
    resources_of: Callable[[Connection, Clock], Sequence[Resource]] | None = None
    """Returns one connection's resources where it decides on them, or the vendor does:
    they share the tables of `resources`."""


class LoaderError(Exception):
    """Something a person must act on: what happened, and what to do about it."""

    def __init__(self, what: str, do: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.do = do


class Skipped(LoaderError):
    """The plan or the scopes do not allow this resource: noted, not a failure."""


class DayLimitReached(LoaderError):
    """The vendor's daily allowance is used up: stop this connection, keep the state."""
