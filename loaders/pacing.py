"""How fast a vendor may be called."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from loaders.contract import Clock


class Pace:
    """Calls spaced evenly, so that no window of a minute holds more than allowed.

    Even spacing rather than bursts: vendors count in windows whose start we cannot
    know, and two bursts on either side of a start would break the limit.
    """

    def __init__(self, clock: Clock, calls_per_minute: float) -> None:
        """Allow `calls_per_minute`; zero means that the vendor sets no limit."""
        self._clock = clock
        self._gap = timedelta(minutes=1 / calls_per_minute if calls_per_minute else 0)
        self._free_at: datetime | None = None

    @property
    def gap(self) -> timedelta:
        """How far apart two calls are."""
        return self._gap

    @property
    def free_at(self) -> datetime:
        """When the next call may leave."""
        now = self._clock.now()
        return max(now, self._free_at or now)

    def wait(self) -> None:
        """Wait until the next call may leave."""
        leaves_at = self.free_at
        seconds = (leaves_at - self._clock.now()).total_seconds()
        if seconds > 0:
            self._clock.sleep(seconds)
        self._free_at = leaves_at + self._gap
