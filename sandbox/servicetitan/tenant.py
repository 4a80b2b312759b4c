"""A tenant: a contractor's office, the reports drawn up in it, and who may read it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sandbox.servicetitan.problems import NO_CATEGORY, NO_REPORT, not_found
from sandbox.servicetitan.reports import CATEGORIES, Report
from sandbox.world.painters.books import local_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sandbox.clock import Clock
    from sandbox.servicetitan.limits import Limits
    from sandbox.world.painters import Office

SCOPES = ("reporting", "settings")


@dataclass(eq=False)
class Tenant:
    """What one connection reads."""

    connection: str
    tenant_id: str
    client_id: str
    client_secret: str
    begin: Callable[[], Office]
    clock: Clock
    limits: Limits
    reports: dict[int, Report] = field(default_factory=dict)
    scopes: set[str] = field(default_factory=lambda: set(SCOPES))
    lock: threading.Lock = field(default_factory=threading.Lock)
    max_page_size: int = 0
    """Fewer rows on a page than is asked for; 0: as many as are asked for."""
    export_page_size: int = 500
    refuses_unknown_parameters: bool = False
    definitions_are_runs: bool = False
    """Whether to ask what a report shows takes its minute: nobody knows."""
    unknown_parameters: list[str] = field(default_factory=list)
    """Names that a report was sent and does not declare."""
    forgets_tokens_before: datetime | None = None
    """Exports do not continue from a place further back than this."""

    @cached_property
    def office(self) -> Office:
        """The contractor's office, whose past is lived when it is first asked."""
        return self.begin()

    def report(self, kind: str, number: int | None = None) -> Report:
        """Return a report by what it shows, the first of its kind unless numbered."""
        if number is not None:
            return self.reports[number]
        return next(each for each in self.reports.values() if each.kind == kind)

    def find(self, category: str, number: str) -> Report:
        """Return a report of a category; each is in one only."""
        if category not in CATEGORIES:
            raise not_found(NO_CATEGORY)
        found = self.reports.get(int(number)) if number.isdecimal() else None
        if found is None or found.category != category:
            raise not_found(NO_REPORT)
        return found

    def at_work(self) -> Office:
        """Return the office to do something in it: now, by the sandbox's clock."""
        now = self.office.now = max(self.office.now, self.clock.now())
        self.office.today = local_day(now)
        return self.office

    def rename_field(self, kind: str, name: str, new_name: str) -> None:
        """Have the owner rename a column of every report of a kind."""
        self._redraw(kind, lambda each, at: each.rename_field(name, new_name, at))

    def drop_field(self, kind: str, name: str) -> None:
        """Have the owner take a column out of every report of a kind."""
        self._redraw(kind, lambda each, at: each.drop_field(name, at))

    def add_field(self, kind: str, name: str) -> None:
        """Have the owner put a column into every report of a kind, in front."""
        self._redraw(kind, lambda each, at: each.add_field(name, at))

    def _redraw(self, kind: str, change: Callable[[Report, Any], None]) -> None:
        for each in self.reports.values():
            if each.kind == kind:
                change(each, self.clock.now())
