"""What is planned for which day, and the dice of today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

Deed = Callable[[], object]


@dataclass
class Agenda:
    """A day needs only its own dice and what was planned for it."""

    name: str
    seed: int = 0
    scale: float = 1.0
    today: date = date.min
    rng: Random = field(default_factory=Random)
    deeds: dict[date, list[Deed]] = field(default_factory=dict)

    def turn_to(self, day: date) -> None:
        """Make it that day: fresh dice."""
        self.today = day
        self.rng = Random(f"{self.name} {self.seed} {day}")

    def do_what_is_due(self) -> None:
        """Do everything planned for today."""
        for deed in self.deeds.pop(self.today, ()):
            deed()

    def plan(self, day: date, deed: Deed) -> None:
        """Put a deed in the agenda; what is overdue is done tomorrow."""
        self.deeds.setdefault(max(day, self.today + timedelta(1)), []).append(deed)

    def later(self, low: int, high: int, deed: Deed) -> None:
        """Plan a deed some days from today."""
        self.plan(self.today + timedelta(self.rng.randint(low, high)), deed)

    def dollars(self, low: int, high: int) -> Decimal:
        """Return an amount of money between two, to the cent."""
        return Decimal(self.rng.randint(low * 100, high * 100)) / 100

    def times(self, daily: float) -> int:
        """Return how often something happens today, `daily` times on average."""
        return int(daily * self.scale + self.rng.random())
