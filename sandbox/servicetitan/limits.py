"""ServiceTitan's limits per tenant: a run a minute of a report, sixty calls a second.

Every page of a report is a run. What is refused counts for nothing.
"""

from __future__ import annotations

import math
import threading
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sandbox.servicetitan.problems import Refusal, throttled

if TYPE_CHECKING:
    from sandbox.clock import Clock

REPORT_SECONDS, CALLS_A_SECOND = 60, 60


@dataclass
class Limits:
    """Counts one tenant's calls; `speed` shortens the minute and the second."""

    clock: Clock
    is_on: bool = True
    speed: float = 1.0
    runs: dict[int, list[datetime]] = field(default_factory=dict)
    """When each report was run."""
    refused: int = 0
    calls: deque[datetime] = field(default_factory=deque)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def enter(self) -> None:
        """Count a call, or refuse it."""
        now = self.clock.now()
        with self.lock:
            oldest = now - timedelta(seconds=1 / self.speed)
            while self.calls and self.calls[0] <= oldest:
                self.calls.popleft()
            if self.is_on and len(self.calls) >= CALLS_A_SECOND:
                self._refuse(1)
            self.calls.append(now)

    def run(self, report_id: int) -> None:
        """Count a run of a report, or refuse it."""
        now = self.clock.now()
        with self.lock:
            runs = self.runs.setdefault(report_id, [])
            if self.is_on and runs:
                again = runs[-1] + timedelta(seconds=REPORT_SECONDS / self.speed)
                if now < again:
                    self._refuse(max(1, math.ceil((again - now).total_seconds())))
            runs.append(now)

    def _refuse(self, seconds: int) -> None:
        self.refused += 1
        raise Refusal(throttled(seconds))
