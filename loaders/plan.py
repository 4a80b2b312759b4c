"""Which units a command line means, and whether they are real or pretend."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders import guards
from loaders.connections import configured
from loaders.contract import Connection, LoaderError
from loaders.pretend import sandbox
from loaders.sources import all_sources, chosen_sources, unknown_resource
from loaders.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from loaders.contract import Clock, Source
    from loaders.report import Report
    from loaders.warehouses.base import Warehouse

Found = dict[str, list[Connection | LoaderError]]


@dataclass(frozen=True)
class Choice:
    """What the command line chooses; nothing chosen means all."""

    sources: Sequence[str] = ()
    connection: str | None = None
    resource: str | None = None
    sandbox: bool = False


@dataclass(frozen=True)
class Plan:
    """The units to load, and what is wrong with connections that cannot be."""

    units: list[Unit]
    errors: list[LoaderError]
    is_sandbox: bool
    sources: list[Source]
    """All there are, chosen or not: each has its raw tables."""

    @property
    def connections(self) -> list[tuple[Source, Connection]]:
        """The connections of the units, each once."""
        pairs = {(u.source.name, u.connection.name): u for u in self.units}
        return [(unit.source, unit.connection) for unit in pairs.values()]


@contextmanager
def planned(choice: Choice, warehouse: Warehouse, report: Report) -> Iterator[Plan]:
    """Yield the plan; a sandbox that it needs runs for as long as the plan is held."""
    sources = all_sources()
    chosen = chosen_sources(choice.sources, choice.resource, sources)
    found: Found = {name: configured(source) for name, source in sources.items()}
    if not choice.sandbox and any(found.values()):
        units, errors = _units(choice, chosen, found, warehouse.clock)
        yield Plan(units, errors, False, list(sources.values()))
        return
    if not choice.sandbox:
        guards.refuse_silent_sandbox(warehouse)
        report.say("NO CONNECTION IS CONFIGURED. Loading pretend data.", "bold yellow")
    report.say(
        "SANDBOX: these records are invented; they come from a server on this machine.",
        "bold yellow",
    )
    with sandbox(chosen) as pretend:
        units, errors = _units(choice, chosen, pretend, warehouse.clock)
        yield Plan(units, errors, True, list(sources.values()))


def _units(
    choice: Choice,
    chosen: Sequence[Source],
    found: Mapping[str, Sequence[Connection | LoaderError]],
    clock: Clock,
) -> tuple[list[Unit], list[LoaderError]]:
    units: list[Unit] = []
    errors: list[LoaderError] = []
    for source in chosen:
        if choice.sources and not found.get(source.name):
            errors.append(_unconfigured(source))
        for one in found.get(source.name, ()):
            if isinstance(one, LoaderError):
                # A half configured connection stands in nobody else's way.
                name = getattr(one, "connection", None)
                errors += [one] if choice.connection in (None, name) else []
            elif choice.connection in (None, one.name):
                try:
                    units += _units_of(source, one, clock)
                except LoaderError as error:
                    errors.append(error)
    if choice.connection and not units and not errors:
        raise _unknown_connection(choice.connection, found)
    return _with_resource(choice.resource, units, chosen, errors), errors


def _units_of(source: Source, connection: Connection, clock: Clock) -> list[Unit]:
    ask = source.resources_of
    resources = ask(connection, clock) if ask else source.resources
    return [Unit(source, connection, resource) for resource in resources]


def _with_resource(
    name: str | None,
    units: list[Unit],
    chosen: Sequence[Source],
    errors: Sequence[LoaderError],
) -> list[Unit]:
    found = [unit for unit in units if name in (None, unit.resource.name)]
    if units and not found and not errors:
        known = {unit.resource.name for unit in units}
        raise unknown_resource(str(name), chosen, known)
    return found


def _unconfigured(source: Source) -> LoaderError:
    return LoaderError(
        f"{source.name} has no connection",
        f"Configure [sources.{source.name}.connections.<name>] in .dlt/secrets.toml "
        "(README.md says how), or use --sandbox with a warehouse of its own.",
    )


def _unknown_connection(
    name: str, found: Mapping[str, Sequence[Connection | LoaderError]]
) -> LoaderError:
    known = [
        one.name
        for connections in found.values()
        for one in connections
        if isinstance(one, Connection)
    ]
    return LoaderError(
        f"unknown connection '{name}'",
        f"Configured connections: {', '.join(sorted(known)) or 'none'}.",
    )
