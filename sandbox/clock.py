"""Time in the sandbox: real, or moved by hand so that no test has to wait."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Anything that knows the instant; a test may share its own with the loader."""

    def now(self) -> datetime:
        """Return the current instant in UTC."""


def midday(day: date) -> datetime:
    """Return noon UTC of a day: everything the world did on that day is past."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


class RunningClock:
    """Starts at noon UTC of the sandbox's day and runs as a wall clock does."""

    def __init__(self, today: date) -> None:
        self._start = midday(today)
        self._began = time.monotonic()

    def now(self) -> datetime:
        """Return the sandbox's instant."""
        return self._start + timedelta(seconds=time.monotonic() - self._began)


class HandClock:
    """Stands still until it is advanced."""

    def __init__(self, today: date) -> None:
        self._now = midday(today)

    def now(self) -> datetime:
        """Return the sandbox's instant."""
        return self._now

    def advance(self, **span: float) -> None:
        """Move on, for example `advance(minutes=31)`."""
        self._now += timedelta(**span)

    def sleep(self, seconds: float) -> None:
        """Let a loader that shares this clock wait without waiting."""
        self.advance(seconds=seconds)
