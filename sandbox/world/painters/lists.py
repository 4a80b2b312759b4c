"""The contractor's units, people, job types and campaigns, as they were set up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sandbox.hard_cases import table
from sandbox.world.painters.books import Campaign, JobType

if TYPE_CHECKING:
    from random import Random

OPENED = date(2025, 7, 1)

# Nevada lives by its hard cases alone.
# id | name | kind | region | leads a day | work is done by | opens
_UNITS = """
5001 | Phoenix-Sales | sales | PHX | 5 | 5002 | 2025-07-01
5002 | Phoenix-Production | production | PHX | 0 | | 2025-07-01
5003 | Andy's Painting Sales | sales | AND | 1.4 | 5004 | 2025-07-01
5004 | Andy's Painting-Production | production | AND | 0 | | 2025-07-01
5005 | Tucson-Sales | sales | TUC | 2.2 | 5006 | 2025-07-01
5006 | Tucson-Production | production | TUC | 0 | | 2025-07-01
5007 | Nevada-Sales | sales | NEV | 0 | 5008 | 2025-07-01
5008 | Nevada-Production | production | NEV | 0 | | 2025-07-01
5009 | Guaranteed Painting-Sales | sales | GUA | 1 | 5010 | 2025-07-01
5010 | Guaranteed Painting-Production | production | GUA | 0 | | 2025-07-01
5011 | Commercial-AZ-Sales | sales | COM | 0.7 | 5012 | 2025-07-01
5012 | Commercial-AZ-Production | production | COM | 0 | | 2025-07-01
5013 | West-Sales | sales | PHX | 1.2 | 5014 | 2025-07-01
5014 | West- Production | production | PHX | 0 | | 2025-07-01
5015 | Cabinet Refinishing | both | | 0.6 | 5015 | 2026-02-02
"""
ANDYS, WEST_SALES, WEST_PRODUCTION, CABINETS = 5003, 5013, 5014, 5015

# name | position | unit | team
_PEOPLE = """
Ana Ortega | Sales | 5001 | Sales
Ben Whitlock | Sales | 5001 | Sales
Carla Núñez | Sales | 5001 | Sales
Dale O'Rourke | Sales | 5001 |
Eli Sandoval | Sales | 5003 | Sales
Faye Lindqvist | Sales | 5003 | Sales
Gus Tanaka | Sales | 5005 | Sales
Hana Brooks | Sales | 5005 | Sales
Ivan Petrov | Sales | 5007 | Sales
Joy Castillo | Sales | 5007 |
Kit Marlow | Sales | 5009 | Sales
Lena Fox | Sales | 5011 | Commercial
Moe Haddad | Sales | 5011 | Commercial
Nell Quist | Sales | 5013 | Sales
Oscar Reyes | Sales | 5015 |
Pia Vance | Installer | 5002 | Crew
Quinn Abbott | Installer | 5002 | Crew
Raul Mendez | Installer | 5002 |
Sam Whitehorse | Installer | 5004 | Crew
Tess Morgan | Installer | 5006 | Crew
Uli Brandt | Installer | 5006 | Crew
Vera Stone | Installer | 5008 | Crew
Walt Jimenez | Installer | 5010 | Crew
Xena Doyle | Installer | 5012 | Commercial
Yuri Novak | Installer | 5014 | Crew
Zoe Park | Installer | 5015 |
"""
LEAVES = "Dale O'Rourke"
AWAY = {"Kit Marlow": (date(2026, 6, 15), date(2026, 6, 27))}
"""Who was away, first and last day: a unit with nobody else has no visits then."""
BOOKERS = ("Dispatcher A", "Dispatcher B", "Web Scheduler")

# id | name | whether it is a visit
_JOB_TYPES = """
9101 | ESTIMATE-RES-EXT | yes
9102 | ESTIMATE-RES-INT | yes
9103 | ESTIMATE-RES-EXT/INT | yes
9104 | ESTIMATE-COMM-EXT | yes
9105 | Estimate | yes
9111 | Production-RES-EXT |
9112 | Production-RES-INT |
9114 | Production-COMM-EXT |
9119 | Touchup |
"""
TOUCHUP = 9119

# id | category | name
_CAMPAIGNS = """
3301 | Digital | Google Ads
3302 | Digital | Website
3303 | Referral | Referral
3304 | Print | Door Hanger, Fall & Spring
3305 | Internal | Unknown
"""
_FIRST = (
    "Alma Bruce Celia Dmitri Edna Félix Greta Hugo Inez Jörg Kara Luis Mei Noor Omar"
)
_LAST = (
    "Abel Baca Cruz D'Angelo Ehrlich Frost Gallegos Håland Ito Jarvis Kim Lugo Muñoz"
)
_FIRMS = (
    "Plaza Suites|Mesa Storage, LLC|Saguaro HOA|Copper State Dental|Desert Sun School"
)


class UnitFacts(NamedTuple):
    """A line of the list of units."""

    id: int
    name: str
    kind: str
    region: str
    leads_a_day: float
    painters: int
    opens: date


def units() -> list[UnitFacts]:
    """Return every unit there ever was, under its first name."""
    return [
        UnitFacts(
            int(number),
            name,
            kind,
            region,
            float(leads),
            int(painters or number),
            date.fromisoformat(opens),
        )
        for number, name, kind, region, leads, painters, opens in table(_UNITS)
    ]


def people() -> list[tuple[str, str, int, str | None]]:
    """Return name, position, unit and team of everybody."""
    return [
        (name, position, int(unit), team or None)
        for name, position, unit, team in table(_PEOPLE)
    ]


def job_types() -> dict[int, JobType]:
    """Return the job types by id."""
    rows = table(_JOB_TYPES)
    return {
        int(number): JobType(int(number), name, bool(v)) for number, name, v in rows
    }


def campaigns() -> list[Campaign]:
    """Return what makes customers call."""
    rows = table(_CAMPAIGNS)
    return [Campaign(int(number), category, name) for number, category, name in rows]


def somebody(rng: Random, *, is_firm: bool) -> str:
    """Return a customer's name."""
    if is_firm:
        return rng.choice(_FIRMS.split("|"))
    return f"{rng.choice(_FIRST.split())} {rng.choice(_LAST.split())}"
