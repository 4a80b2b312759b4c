"""Whom the farm-supply sites trade with, and what in."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from sandbox.hard_cases import table
from sandbox.world.farms.lists import Item, Party

CUSTOMER_GROUPS = ("Growers", "Co-ops", "Garden Centres")
SUPPLIER_GROUPS = ("Seed Houses", "Chemicals", "Services")
TERRITORIES = ("Prairie", "River Valley", "Uplands")
ITEM_GROUPS = ("Seed", "Feed", "Fertiliser", "Services")
ANYONE, RENAMED, MERGED, MERGED_INTO = "C001", "C003", "C005", "C006"
NEW_NAME = "O'Hara & Daughters / Orchards"
DISCONTINUED = "TWINE-5KG"

# name | billed in | kept on
_CUSTOMERS = {
    "greenfields": """
Counter Sales | |
Big Bend Growers Co-op | |
O'Hara & Sons Orchards | |
Plum/Cherry Partners | |
Dry Creek Farm | |
Dry Creek Farms LLC | |
100% Organic Patch | |
Acre #9 Market Garden | |
Señor Maíz Milling | |
Björk Fjällgård AB | EUR | Debtors EUR - GFS
Château Verdure SARL | EUR | Debtors EUR - GFS
Maple & Main Nurseries | CAD |
Rosetown Seed + Feed | CAD |
"Blue Ribbon" Hay Co. | |
Windbreak Tree Farm? | |
""",
    "kisanmitra": """
Nagad Bikri | |
Annapurna Krishi Kendra | |
Shree Ganesh Beej Bhandar | |
Patil & Bros / Sangli | |
Godavari Fal Utpadak | |
Godavari Fal Utpadak Sangh | |
हरित क्रांति ट्रेडर्स | |
Nilgiri 100% Chai | |
Delta Rice Mills #2 | |
Gulf Produce Trading LLC | USD | Debtors USD - KMA
Konkan Mango Export | |
""",
}
_SUPPLIERS = {
    "greenfields": """
Heartland Seed Company | |
Plains Nitrogen & Lime | |
Gerber Saatgut GmbH | EUR | Creditors EUR - GFS
Elevator Services Inc. | |
County Power & Light | |
Laurentian Potash | CAD |
Twine/Net Supply | |
""",
    "kisanmitra": """
Bharat Urvarak Limited | |
Deccan Beej Nigam | |
Rhein Agrar GmbH | EUR |
Vidyut Vitaran | |
Sahyadri Transport & Co. | |
""",
}
# code | name | group | unit | price | cost
_ITEMS = """
SEED-MAIZE | Hybrid Maize Seed | Seed | Bag | 128.00 | 81.40
SEED/OATS 25 | Oats, 25 kg | Seed | Bag | 31.50 | 18.25
ALFALFA #1 | Alfalfa, first cut | Feed | Bale | 14.75 | 8.10
LAYER & GROWER | Layer & Grower Mash | Feed | Bag | 22.40 | 13.05
NPK 19:19:19 | NPK 19:19:19 | Fertiliser | Bag | 46.00 | 29.90
NEEM 100% | Neem Oil 100% | Fertiliser | Litre | 17.85 | 9.60
DÜNGER-K | Potash Dünger K | Fertiliser | Bag | 39.20 | 24.15
TWINE-5KG | Baler Twine 5 kg | Feed | Spool | 12.60 | 6.80
SPREADING | Spreading, per acre | Services | Hour | 64.00 | 0
DELIVERY | Farm delivery | Services | Nos | 35.00 | 0
"""
_FIRST = "Cedar Stone Willow Red Long North South Little Old Clear Silver Upper"
_SECOND = "Creek Hill Field Valley Lake Ridge Fork Grove Prairie Bluff"
_THIRD = "Farm Ranch Orchard Dairy Growers Gardens"


def parties(site: str, seed: int, scale: float) -> dict[str, Party]:
    """Return every party by code: named ones always, more as the world grows."""
    rng = Random(f"{site} parties {seed}")
    book: dict[str, Party] = {}
    named = table(_CUSTOMERS[site])
    made_up = [[_made_up(rng), "", ""] for _ in range(round(30 * scale))]
    for number, (name, currency, account) in enumerate([*named, *made_up], 1):
        taken = {party.name for party in book.values()}
        name = f"{name} {number}" if name in taken else name
        party = _party(rng, f"C{number:03}", name, "customer", currency, account)
        book[party.code] = party
    # Sold to at the counter only: the daily trade on account leaves it alone.
    book[ANYONE].terms_days = 0
    for number, (name, currency, account) in enumerate(table(_SUPPLIERS[site]), 1):
        party = _party(rng, f"S{number:03}", name, "supplier", currency, account)
        book[party.code] = party
    return book


def _party(
    rng: Random, code: str, name: str, side: str, currency: str, account: str
) -> Party:
    group = rng.choice(CUSTOMER_GROUPS if side == "customer" else SUPPLIER_GROUPS)
    territory = rng.choice(TERRITORIES)
    party = Party(code, name, side, group, territory, currency)
    party.foreign_account = account
    party.terms_days = rng.choice((7, 15, 30, 30, 30, 45, 60))
    return party


def items(site: str) -> dict[str, Item]:
    """Return every item by code; an Indian price is in rupees."""
    factor = Decimal(40) if site == "kisanmitra" else Decimal(1)
    return {
        code: Item(
            code,
            name,
            group,
            unit,
            Decimal(price) * factor,
            Decimal(cost) * factor,
            group != "Services",
        )
        for code, name, group, unit, price, cost in table(_ITEMS)
    }


def _made_up(rng: Random) -> str:
    words = (rng.choice(part.split()) for part in (_FIRST, _SECOND, _THIRD))
    return " ".join(words)
