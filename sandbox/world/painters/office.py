"""The ordinary days of a painting contractor."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.world.painters import fates, lists
from sandbox.world.painters.changes import keep_the_lists
from sandbox.world.painters.ledger import Ledger

if TYPE_CHECKING:
    from sandbox.world.agenda import Deed
    from sandbox.world.painters.books import Customer, Person, Unit

HOLIDAYS = {(7, 4), (11, 27), (12, 25), (1, 1)}
SATURDAY, SUNDAY = 5, 6


def is_working(day: date) -> bool:
    """Whether people visit and paint on a day."""
    return day.weekday() != SUNDAY and (day.month, day.day) not in HOLIDAYS


@dataclass(eq=False)
class Office(Ledger):
    """A contractor that sells, paints and is paid, day by day."""

    evenings: dict[date, list[Deed]] = field(default_factory=dict)

    def live(self, day: date) -> None:
        """Do what is due, take calls, and sign in the evening what is signed."""
        self.turn_to(day)
        self.go_to(6, 30)
        keep_the_lists(self, day)
        self.go_to(7)
        self.do_what_is_due()
        self.go_to(9)
        for unit in list(self.units.values()):
            self._take_calls(unit)
        # In Phoenix it is still today, in UTC it is tomorrow.
        self.go_to(18, 30)
        evening = self.evenings.setdefault(day, [])
        while evening:
            evening.pop(0)()
        del self.evenings[day]

    def tonight(self, deed: Deed) -> None:
        """Plan a deed for this evening."""
        self.evenings.setdefault(self.today, []).append(deed)

    def this_evening_or_later(self, days: int, deed: Deed) -> None:
        """Plan a deed for an evening."""
        day = self.today + timedelta(days)
        self.evenings.setdefault(day, []).append(deed)

    def working_day(self, low: int, high: int) -> date:
        """Return a day some days from today on which people work."""
        day = self.today + timedelta(self.rng.randint(low, high))
        while not is_working(day):
            day += timedelta(1)
        return day

    def is_away(self, person: Person) -> bool:
        """Whether somebody is not at work today."""
        first, last = lists.AWAY.get(person.name, (date.max, date.min))
        return first <= self.today <= last

    def price(self, low: int, high: int) -> Decimal:
        """Return a price: most are round, some have cents."""
        if self.rng.random() < 0.6:
            return Decimal(self.rng.randrange(low, high, 50))
        return self.dollars(low, high)

    def somebody_of(self, unit: Unit) -> Person | None:
        """Return somebody who works for a unit, if anybody does."""
        staff = [each for each in self.people if each.unit is unit and each.is_active]
        return self.rng.choice(staff) if staff else None

    def _take_calls(self, unit: Unit) -> None:
        if unit.kind == "production":
            return
        daily = unit.leads_a_day if unit.is_active else unit.leads_a_day / 40
        if not is_working(self.today):
            daily /= 6
        for _ in range(self.times(daily)):
            self._take_a_call(unit)

    def _take_a_call(self, unit: Unit) -> None:
        is_firm = "Commercial" in unit.name
        types = [each for each in self.job_types.values() if each.is_estimate]
        kinds = [types[3] if is_firm else self.rng.choice([*types[:3], *types])]
        if self.rng.random() < 0.04:
            # The same customer, twice on one day: two jobs, one row each.
            kinds.append(types[1])
        customer = self._caller(is_firm=is_firm)
        facts = {
            "campaign": self.rng.choice(self.campaigns),
            "booked_by": self.rng.choice(lists.BOOKERS),
            "scheduled_on": self.working_day(1, 6),
            "person": self.somebody_of(unit),
            "is_opportunity": self.rng.random() < 0.9,
        }
        for kind in kinds:
            fates.of_a_visit(self, self.book(unit, kind, customer, **facts))

    def _caller(self, *, is_firm: bool) -> Customer:
        if self.customers and self.rng.random() < 0.06:
            return self.rng.choice(self.customers)
        return self.customer(lists.somebody(self.rng, is_firm=is_firm))
