"""The farm-supply companies of the group: two sites, three companies.

Each site lives one day after another from the same first day, with dice of its own.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sandbox.hard_cases import table
from sandbox.world.farms import cases, catalogue, charts
from sandbox.world.farms.farm import OPENED, Farm
from sandbox.world.farms.keeper import Estate

if TYPE_CHECKING:
    from datetime import date

STATE = (("state_tax", "6.25", "State Sales Tax 6.25%"),)
GST = (
    ("central_tax", "9", "CGST 9%"),
    ("state_tax", "9", "SGST 9%"),
)
# site | name | abbreviation | currency | country | rounds to | year starts in
_FARMS = """
greenfields | Greenfields Farm Supply | GFS | USD | United States | 0.01 | 1
greenfields | Greenfields Prairie Ltd | GPL | CAD | Canada | 0.05 | 4
kisanmitra | Kisan Mitra Agro | KMA | INR | India | 1 | 4
"""
_PACE = {"GFS": (1.6, 0.5), "GPL": (0.5, 0.2), "KMA": (1.3, 0.4)}


def estate(
    site: str, today: date, seed: int, scale: float, *, is_empty: bool = False
) -> Estate:
    """Return a site as it stands at the end of a day."""
    made = begun(site, seed, 0.0 if is_empty else scale, is_empty=is_empty)
    for number in range(0 if is_empty else (today - OPENED).days + 1):
        made.live(OPENED + timedelta(number))
    return made


def begun(site: str, seed: int, scale: float, *, is_empty: bool) -> Estate:
    """Return a site on the eve of its first day."""
    is_old = site == "kisanmitra"
    zone = ZoneInfo("Asia/Kolkata" if is_old else "America/Chicago")
    made = Estate(site, zone, touches_settled=not is_old)
    if not is_empty:
        made.parties = catalogue.parties(site, seed, scale)
        made.items = catalogue.items(site)
    for party in made.parties.values():
        party.created_at = party.changed_at = made.tick()
    for item in made.items.values():
        item.created_at = item.changed_at = made.tick()
    for row in table(_FARMS):
        if row[0] == site:
            _add_farm(made, seed, scale, *row[1:])
    if "GFS" in made.farms and not is_empty:
        cases.plan(made.farms["GFS"])
    return made


def _add_farm(made: Estate, seed: int, scale: float, *facts: str) -> None:
    name, abbreviation, currency, country, step, first = facts
    taxes = GST if country == "India" else STATE
    farm = Farm(
        made, name, abbreviation, currency, country, taxes, Decimal(step), int(first)
    )
    farm.seed, farm.scale = seed, scale
    farm.accounts = charts.accounts(abbreviation, currency)
    farm.sales_a_day, farm.bills_a_day = _PACE[abbreviation]
    farm.keeps_the_lists = abbreviation != "GPL"
    made.farms[abbreviation] = farm
