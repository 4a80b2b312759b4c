"""Which records ServiceTitan lists and exports, and where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from sandbox.servicetitan import units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from sandbox.world.painters import Office

Body = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """One record: when it last changed, whether it stands, and how it is told."""

    id: int
    created_at: datetime
    modified_at: datetime
    is_active: bool
    body: Callable[[], Body]


@dataclass(frozen=True)
class Entity:
    """A kind of record, and its address."""

    module: str
    name: str
    entries: Callable[[Office], Iterable[Entry]]


def _units(office: Office) -> Iterable[Entry]:
    for it in office.units.values():
        body = partial(units.unit, it)
        yield Entry(it.id, it.created_at, it.modified_at, it.is_active, body)


_ALL = (Entity("settings", "business-units", _units),)
ENTITIES = {(each.module, each.name): each for each in _ALL}

__all__ = ["ENTITIES", "Entity", "Entry"]
