"""Keys the hard cases into the contractor's books, each on the day it was keyed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from sandbox import hard_cases_servicetitan as told
from sandbox.hard_cases import table
from sandbox.world.painters.books import (
    ZONE,
    Customer,
    Estimate,
    Invoice,
    Job,
    JobType,
    Payment,
    Person,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.world.painters.office import Office


@dataclass
class _Cases:
    """Keys each case on its day."""

    office: Office
    customers: dict[str, Customer] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    offers: dict[str, Estimate] = field(default_factory=dict)
    payments: dict[str, Payment] = field(default_factory=dict)

    def plan(self) -> None:
        """Put every deed into the office's agenda."""
        for row in table(told.VISITS):
            self._on(row[2], partial(self._visit, *row))
        for row in table(told.OFFERS):
            self._on(row[3], partial(self._offer, *row))
        for row in table(told.WORK):
            self._on(row[3], partial(self._work, *row))
        for row in table(told.PAYMENTS):
            self._on(row[5], partial(self._payment, *row))
        for row in table(told.DEEDS):
            self._on(row[3], partial(self._deed, *row))

    def _on(self, when: str, deed: Callable[[], object]) -> None:
        day, _, is_evening = when.partition(" ")
        if is_evening:
            self.office.evenings.setdefault(_day(day), []).append(deed)
        else:
            self.office.plan(_day(day), deed)

    def _customer(self, case: str) -> Customer:
        if case not in self.customers:
            self.customers[case] = self.office.customer(f"Hard Case {case}")
        return self.customers[case]

    def _person(self, name: str) -> Person:
        return next(each for each in self.office.people if each.name == name)

    def _kind(self, name: str) -> JobType:
        types = self.office.job_types.values()
        return next(each for each in types if each.name == name)

    def _visit(self, case: str, who: str, _: str, day: str, possible: str) -> None:
        self.jobs[case] = self.office.book(
            self.office.units[told.SALES],
            self._kind("ESTIMATE-RES-EXT"),
            self._customer(case),
            scheduled_on=_day(day),
            person=self._person(who),
            is_opportunity=bool(possible),
        )

    def _offer(self, offer: str, visit: str, amount: str, _: str) -> None:
        job = self.jobs[visit]
        self.offers[offer] = self.office.offer(job, "House", Decimal(amount))

    def _work(
        self, work: str, case: str, price: str, _: str, day: str, kind: str
    ) -> None:
        visit = self.jobs.get(case)
        self.jobs[work] = self.office.book(
            self.office.units[told.PRODUCTION],
            self._kind(kind),
            self._customer(case),
            scheduled_on=_day(day),
            person=self._person(told.FOREMAN),
            sold_by=visit.person if visit else None,
            subtotal=Decimal(price),
        )
        self.office.invoice(self.jobs[work])

    def _payment(
        self, payment: str, work: str, amount: str, means: str, day: str, _: str
    ) -> None:
        invoice = self.jobs[work].invoice
        if isinstance(invoice, Invoice):
            number = "501" if means == "Check" else None
            paid = self.office.pay(invoice, Decimal(amount), means, number, _day(day))
            self.payments[payment] = paid

    def _deed(self, deed: str, case: str, value: str, _: str) -> None:
        if case in self.offers:
            {
                "sell": self.office.sell,
                "unsell": self.office.unsell,
                "dismiss": self.office.dismiss,
            }[deed](self.offers[case])
        elif case in self.payments:
            self.office.void(self.payments[case])
        else:
            self._job_deed(deed, self.jobs[case], value)

    def _job_deed(self, deed: str, job: Job, value: str) -> None:
        office = self.office
        plain = {"cancel": office.cancel, "delete": office.delete}
        plain |= {"start": office.begin}
        if deed in plain:
            plain[deed](job)
        elif deed == "complete":
            office.complete(job, _afternoon(value) if value else None)
        elif deed == "move":
            office.move(job, _day(value))
        elif deed == "reassign":
            office.reassign(job, self._person(value))
        elif deed == "reprice":
            office.reprice(job, Decimal(value))
        elif deed == "adjust":
            office.adjust(job, Decimal(value))
        else:
            office.cost(job, deed, Decimal(value))


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _afternoon(text: str) -> datetime:
    return datetime.combine(_day(text), time(16, 10), ZONE).astimezone(UTC)


def plan(office: Office) -> None:
    """Put every hard case into the office's agenda."""
    _Cases(office).plan()
