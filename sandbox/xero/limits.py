"""Xero's limits per organisation: fixed windows of a minute and a day, five at once."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sandbox.server import Answer

if TYPE_CHECKING:
    from sandbox.clock import Clock

MINUTE, DAY = 60, 86_400


@dataclass
class _Window:
    length: timedelta
    allowed: int
    began: datetime | None = None
    calls: int = 0

    def left(self, now: datetime) -> int:
        if self.began is None or now - self.began >= self.length:
            self.began, self.calls = now, 0
        return self.allowed - self.calls

    def resets_in(self, now: datetime) -> int:
        """Whole seconds until the window is new, at least one."""
        assert self.began is not None
        rest = self.length - (now - self.began)
        return max(1, -int(-rest.total_seconds() // 1))


@dataclass
class Limits:
    """Counts one organisation's calls; `speed` shortens the windows."""

    clock: Clock
    is_on: bool = True
    speed: float = 1.0
    minute: int = 60
    day: int = 5_000
    concurrent: int = 5
    in_flight: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        spans = (MINUTE, self.minute), (DAY, self.day)
        self._minute, self._day = (
            _Window(timedelta(seconds=seconds / self.speed), allowed)
            for seconds, allowed in spans
        )

    def allow(self, *, minute: int | None = None, day: int | None = None) -> None:
        """Allow fewer calls, or more, from now on."""
        self.minute = self._minute.allowed = self.minute if minute is None else minute
        self.day = self._day.allowed = self.day if day is None else day

    def enter(self) -> Answer | None:
        """Count a call in, or refuse it with a 429."""
        now = self.clock.now()
        with self.lock:
            minute_left, day_left = self._minute.left(now), self._day.left(now)
            if not self.is_on:
                pass
            elif self.in_flight >= self.concurrent:
                return self.refuse("concurrent", None)
            elif day_left <= 0:
                return self.refuse("day", self._day.resets_in(now))
            elif minute_left <= 0:
                return self.refuse("minute", self._minute.resets_in(now))
            self.in_flight += 1
            self._minute.calls += 1
            self._day.calls += 1
        return None

    def leave(self) -> None:
        """Count a call out."""
        with self.lock:
            self.in_flight -= 1

    def headers(self) -> dict[str, str]:
        """Return what is left, as every answer says it."""
        minute = max(0, self.minute - self._minute.calls) if self.is_on else self.minute
        day = max(0, self.day - self._day.calls) if self.is_on else self.day
        return {
            "X-AppMinLimit-Remaining": "9999",
            "X-MinLimit-Remaining": str(minute),
            "X-DayLimit-Remaining": str(day),
        }

    def refuse(self, problem: str, retry_after: int | None) -> Answer:
        """Return the 429: read its headers only."""
        headers = self.headers() | {"X-Rate-Limit-Problem": problem}
        if retry_after is not None:
            headers["Retry-After"] = str(retry_after)
        return Answer(429, b"", headers)
