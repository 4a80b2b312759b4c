"""QuickBooks' limits per company: calls and batches a minute, ten at once."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sandbox.quickbooks.problems import THROTTLED

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.server import Answer


@dataclass
class Limits:
    """Counts one company's calls of the last minute; `speed` shortens it."""

    clock: Clock
    is_on: bool = True
    speed: float = 1.0
    minute: int = 500
    batches: int = 120
    concurrent: int = 10
    in_flight: int = 0
    calls: deque[datetime] = field(default_factory=deque)
    batch_calls: deque[datetime] = field(default_factory=deque)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def enter(self, *, is_batch: bool = False) -> Answer | None:
        """Count a call in, or refuse it with a 429; no Retry-After is sent."""
        now = self.clock.now()
        with self.lock:
            if self.is_on and self._is_full(now, is_batch=is_batch):
                return THROTTLED
            self.in_flight += 1
            self.calls.append(now)
            if is_batch:
                self.batch_calls.append(now)
        return None

    def leave(self) -> None:
        """Count a call out."""
        with self.lock:
            self.in_flight -= 1

    def _is_full(self, now: datetime, *, is_batch: bool) -> bool:
        oldest = now - timedelta(seconds=60 / self.speed)
        for calls in (self.calls, self.batch_calls):
            while calls and calls[0] <= oldest:
                calls.popleft()
        too_many = len(self.calls) >= self.minute
        too_many |= is_batch and len(self.batch_calls) >= self.batches
        return too_many or self.in_flight >= self.concurrent
