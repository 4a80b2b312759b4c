"""One coherent business group, from a seed, a size and a date.

The world begins on a fixed day and lives one day after another, each with dice of its
own: the world of tomorrow is today's plus one day's events. It knows what happened;
how a vendor tells it is that vendor's module.

Other companies of the group get a module here, and a line in `Group.begin`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sandbox.world import cases, catalogue, parties
from sandbox.world.australia import australia
from sandbox.world.harbour import OPENED, Harbour
from sandbox.world.keeper import Books

if TYPE_CHECKING:
    from sandbox.world.company import Company

DEFAULT_SEED = 7


@dataclass
class Group:
    """The companies, by name, as they stand at the end of a day."""

    today: date
    seed: int = DEFAULT_SEED
    scale: float = 1.0
    companies: dict[str, Company] = field(default_factory=dict)

    @classmethod
    def begin(cls, today: date, seed: int = DEFAULT_SEED, scale: float = 1.0) -> Group:
        """Live every day from the beginning to `today`."""
        group = cls(today, seed, scale)
        group.companies = {
            "harbour": harbour(seed, scale),
            "harbour_au": australia(seed),
        }
        for company in group.companies.values():
            for number in range((today - OPENED).days + 1):
                company.live(OPENED + timedelta(number))
        return group

    @classmethod
    def empty(cls, today: date) -> Group:
        """Return companies with a chart of accounts and nothing else."""
        group = cls(today)
        for name, company in (("harbour", harbour(0, 0)), ("harbour_au", australia(0))):
            company.books.parties, company.books.items = {}, {}
            company.books.groups = ()
            group.companies[name] = company
        return group


def harbour(seed: int, scale: float) -> Harbour:
    """Return the New Zealand company on the eve of its first day."""
    books = Books("harbour", "NZD", parties.parties(seed, scale))
    books.accounts, books.items = catalogue.accounts(), catalogue.items()
    books.groups = parties.GROUPS
    company = Harbour(books, seed, scale)
    cases.plan(company)
    return company
