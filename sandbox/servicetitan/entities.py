"""Which records ServiceTitan lists and exports, and where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from sandbox.servicetitan import money, people, work

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
    """A kind of record: its address, and how inactive ones are asked for."""

    module: str
    name: str
    entries: Callable[[Office], Iterable[Entry]]
    asks: str = ""
    """active, activeState, or nothing: inactive ones are never listed."""
    tells_active: bool = True
    """Whether a list says what is active; an export always does."""
    is_exported: bool = True


class _Kept(Protocol):
    id: int
    created_at: datetime
    modified_at: datetime


def _entry(it: _Kept, told: Callable[..., Body], *, is_active: bool = True) -> Entry:
    return Entry(it.id, it.created_at, it.modified_at, is_active, partial(told, it))


def _units(office: Office) -> Iterable[Entry]:
    for unit in office.units.values():
        yield _entry(unit, people.unit, is_active=unit.is_active)


def _technicians(office: Office) -> Iterable[Entry]:
    for person in office.people:
        yield _entry(person, people.technician, is_active=person.is_active)


def _job_types(office: Office) -> Iterable[Entry]:
    opened = next((u.created_at for u in office.units.values()), None)
    for kind in office.job_types.values():
        at = opened or office.now
        yield Entry(kind.id, at, at, True, partial(work.job_type, kind, at))


def _jobs(office: Office) -> Iterable[Entry]:
    for job in office.jobs.values():
        yield _entry(job, work.job, is_active=not job.is_deleted)


def _appointments(office: Office) -> Iterable[Entry]:
    for job in office.jobs.values():
        yield Entry(
            work.appointment_id(job),
            job.created_at,
            job.modified_at,
            not job.is_deleted,
            partial(work.appointment, job),
        )


def _invoices(office: Office) -> Iterable[Entry]:
    for invoice in office.invoices:
        yield _entry(invoice, money.invoice)


def _payments(office: Office) -> Iterable[Entry]:
    for payment in office.payments:
        yield _entry(payment, money.payment, is_active=payment.is_active)


def _estimates(office: Office) -> Iterable[Entry]:
    for estimate in office.estimates:
        is_active = not estimate.job.is_deleted
        yield _entry(estimate, work.estimate, is_active=is_active)


_ALL = (
    Entity("settings", "business-units", _units, "active"),
    Entity("settings", "technicians", _technicians, "active"),
    Entity("jpm", "job-types", _job_types, "active", is_exported=False),
    Entity("jpm", "jobs", _jobs, tells_active=False),
    Entity("jpm", "appointments", _appointments, tells_active=False),
    Entity("accounting", "invoices", _invoices, "activeState"),
    Entity("accounting", "payments", _payments, "activeState"),
    Entity("sales", "estimates", _estimates, "active"),
)
ENTITIES = {(each.module, each.name): each for each in _ALL}

__all__ = ["ENTITIES", "Entity", "Entry"]
