"""Which runs a report needs, in which order, and how long that takes."""

from __future__ import annotations

from collections import deque
from datetime import date, datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from loaders.contract import Ask
    from loaders.pacing import Pace
    from loaders.servicetitan.report import Report, Setup

ONE_DAY = timedelta(days=1)
MINUTE = 60
ROUNDING = 0.05
"""Minutes. So much more is no further minute: calls take a moment themselves."""


class Run(NamedTuple):
    """One call for a report's rows."""

    report_id: str
    unit: str | None
    """The only business unit that is asked for; None: all of them."""
    first: date
    last: date

    @property
    def days(self) -> list[date]:
        """Every day it re-sends."""
        return [
            self.first + number * ONE_DAY
            for number in range((self.last - self.first).days + 1)
        ]


def window(report: Report, setup: Setup, ask: Ask, today: date) -> Sequence[date]:
    """Return the first and the last day to read; nothing where there is none.

    A window begins earlier where the last read did: no day is left out.
    """
    span = (setup.days - 1) * ONE_DAY
    if report.is_ahead:
        first = max(ask.since or today, today)
        last = ask.until or max(first, today) + span
    else:
        last = min(ask.until or today, today)
        reached = [date.fromisoformat(ask.cursor)] if ask.cursor else []
        is_rolling = not (ask.since or ask.until)
        first = ask.since or min([last - span, *(reached if is_rolling else [])])
    return (first, last) if first <= last else ()


def runs_for(setup: Setup, days: Sequence[date], unit: str | None) -> list[Run]:
    """Return the runs that read these days, of one unit or of all."""
    if not days:
        return []
    whole = Run("", unit, *days)
    if setup.is_split:
        return list(_pieces(whole._replace(report_id=setup.report_id), setup))
    return [
        Run(report_id, its_unit, day, day)
        for its_unit, report_id in setup.report_ids.items()
        if unit in (None, its_unit)
        for day in whole.days
    ]


def in_turn(runs: Iterable[Run], free_at: Callable[[str], datetime]) -> Iterator[Run]:
    """Yield the runs, those of a report that may run soonest first.

    Of several that may, the one with most to do: it must not wait at the end.
    """
    waiting: dict[str, deque[Run]] = {}
    for run in runs:
        waiting.setdefault(run.report_id, deque()).append(run)
    while waiting:
        soonest = min(waiting, key=lambda one: (free_at(one), -len(waiting[one])))
        yield waiting[soonest].popleft()
        if not waiting[soonest]:
            del waiting[soonest]


def seconds_for(
    runs: Sequence[Run], pace: Callable[[str], Pace], now: datetime
) -> float:
    """Return how long the runs wait for their minutes, until the last one leaves."""
    counts: dict[str, int] = {}
    for run in runs:
        counts[run.report_id] = counts.get(run.report_id, 0) + 1
    spans = [
        pace(one).free_at - now + (count - 1) * pace(one).gap
        for one, count in counts.items()
    ]
    return max(spans, default=timedelta()).total_seconds()


def told(runs: Sequence[Run], seconds: float) -> str:
    """Return the arithmetic of a read, in words."""
    reports = len({run.report_id for run in runs})
    count = f"{_counted(len(runs), 'report run')} of {_counted(reports, 'report')}"
    if seconds < MINUTE:
        return f"{count}, about {_counted(ceil(seconds), 'second')}"
    minutes = ceil(seconds / MINUTE - ROUNDING)
    whole, rest = divmod(round(seconds), MINUTE)
    exactly = f"{whole} min {rest} s"
    return f"{count}, about {_counted(minutes, 'minute')} ({exactly})"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _pieces(run: Run, setup: Setup) -> Iterator[Run]:
    """Yield a run in pieces that the vendor can answer in time."""
    first = run.first
    while first <= run.last:
        last = min(first + (setup.days_per_run - 1) * ONE_DAY, run.last)
        yield run._replace(first=first, last=last)
        first = last + ONE_DAY
