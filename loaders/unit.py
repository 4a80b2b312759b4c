"""What a unit of work is, (connection, resource), and what surrounds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.contract import EVERY_RUN, Ask

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from loaders.contract import Clock, Connection, Resource, Source
    from loaders.warehouses.base import Warehouse


@dataclass(frozen=True)
class Unit:
    """One resource of one connection."""

    source: Source
    connection: Connection
    resource: Resource

    def __str__(self) -> str:
        return f"{self.source.name} {self.connection.name} {self.resource.name}"

    @property
    def lock(self) -> str:
        """What no two loads may write at the same time."""
        table, part = self.resource.raw_table, self.resource.part
        lock = f"{self.source.name} {self.connection.name} {table}"
        return f"{lock} {part[1]}" if part else lock

    @property
    def fixed(self) -> dict[str, str]:
        """The columns, with their values, that tell its rows in the raw table."""
        part = self.resource.part
        return {"connection": self.connection.name} | (
            {part[0]: part[1]} if part else {}
        )


@dataclass(frozen=True)
class Options:
    """What the command line asks of every unit."""

    since: date | None = None
    until: date | None = None
    business_unit: str | None = None
    full_refresh: bool = False

    @property
    def has_bounds(self) -> bool:
        """Whether less is asked for than all there is."""
        return bool(self.since or self.until or self.business_unit)

    def contradiction(self) -> str | None:
        """Return what cannot be asked together."""
        if self.since and self.until and self.since > self.until:
            return "--since is after --until."
        if self.full_refresh and self.has_bounds:
            return "--full-refresh reads everything: give it no bounds."
        return None

    def bounds_apply(self, resource: Resource) -> bool:
        """Tell whether the bounds apply: not where there is but a full list."""
        is_list = resource.cursor is None and resource.whole_list is not None
        return self.has_bounds and not is_list


@dataclass(frozen=True)
class Surroundings:
    """Where and when units are loaded, and who hears of it."""

    run_id: str
    warehouse: Warehouse
    clock: Clock
    options: Options
    say: Callable[[str], None]
    """Writes a line that stays."""
    progress: Callable[[str], None]
    """Shows what goes on."""
    explain: Callable[[Exception], str]
    """Puts an error into one line, without secrets."""


def ask_for(
    resource: Resource,
    options: Options,
    cursor: str | None,
    last_whole_at: datetime | None,
    now: datetime,
) -> Ask:
    """Decide what a reader is asked for."""
    if options.bounds_apply(resource):
        return Ask(cursor, False, options.since, options.until, options.business_unit)
    is_whole = resource.cursor is None or options.full_refresh
    if not is_whole and resource.whole_list is not None:
        days = resource.whole_list.days
        is_whole = (
            resource.whole_list == EVERY_RUN
            or last_whole_at is None
            or (now.date() - last_whole_at.date()).days >= days
        )
    return Ask(cursor, whole=is_whole)
