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

from sandbox.world import (
    cases,
    catalogue,
    empire,
    former_cases,
    former_lists,
    parties,
)
from sandbox.world.australia import australia
from sandbox.world.former import Former
from sandbox.world.harbour import Harbour
from sandbox.world.keeper import Books

if TYPE_CHECKING:
    from sandbox.world.company import Company
    from sandbox.world.empire import Dealer

DEFAULT_SEED = 7


@dataclass
class Group:
    """The companies, by name, as they stand at the end of a day."""

    today: date
    seed: int = DEFAULT_SEED
    scale: float = 1.0
    companies: dict[str, Company] = field(default_factory=dict)
    dealers: dict[str, Dealer] = field(default_factory=dict)
    """Companies in whose books one payment may settle many documents."""

    @classmethod
    def begin(cls, today: date, seed: int = DEFAULT_SEED, scale: float = 1.0) -> Group:
        """Live every day from the beginning to `today`."""
        group = cls(today, seed, scale)
        present = harbour(seed, scale)
        present.former = former(present, seed, scale)
        group.companies = {
            "harbour_former": present.former,
            "harbour": present,
            "harbour_au": australia(seed),
        }
        for company in group.companies.values():
            last = min(today, company.closed)
            for number in range((last - company.opened).days + 1):
                company.live(company.opened + timedelta(number))
        group.dealers = empire.companies(today, seed, scale)
        return group

    @property
    def former(self) -> Former | None:
        """Harbour Roasters' first books, where it has a past at all."""
        company = self.companies.get("harbour_former")
        return company if isinstance(company, Former) else None

    @classmethod
    def empty(cls, today: date) -> Group:
        """Return companies with a chart of accounts and nothing else."""
        group = cls(today)
        for name, company in (("harbour", harbour(0, 0)), ("harbour_au", australia(0))):
            company.books.parties, company.books.items = {}, {}
            group.companies[name] = company
        group.dealers = empire.empty_companies()
        return group


def harbour(seed: int, scale: float) -> Harbour:
    """Return the New Zealand company on the eve of its first day."""
    books = Books("harbour", "NZD", parties.parties(seed, scale))
    books.accounts, books.items = catalogue.accounts(), catalogue.items()
    company = Harbour(books, seed, scale)
    cases.plan(company)
    return company


def former(present: Harbour, seed: int, scale: float) -> Former:
    """Return the same company on the eve of the first day of its first books."""
    books = Books("harbour_former", "NZD")
    books.parties = former_lists.customers(present.books.parties)
    books.accounts, books.items = former_lists.accounts(), former_lists.items()
    company = Former(books, seed, scale)
    former_cases.plan(company)
    return company
