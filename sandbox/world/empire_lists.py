"""Whom Empire trades with, and what it sells."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from sandbox.hard_cases import table
from sandbox.world.empire_charts import DEPARTMENTS, open_charts
from sandbox.world.kept import Trader, Ware

if TYPE_CHECKING:
    from sandbox.world.dealer import DealBooks

RENAMED, CLOSED = "C004", "C009"
NEW_NAME = "Kings & Queens Dispensary"
DISCONTINUED = "VAP-OLD"
CBD_ITEM = "CBD-TIN"
# code | category | name | kind | price | cost | income
_WARES = """
FLO-SOUR | Flower | Sour Diesel, 3.5 g | Inventory | 18.5 | 9.25 | sales
FLO-HAZE | Flower | Hudson Haze, 3.5 g | Inventory | 21 | 11 | sales
FLO-OZ | Flower | Catskill Kush, 28 g | Inventory | 96.875 | 55 | sales
PRE-5 | Pre-Rolls | Brooklyn Blunt, 5 pack | Inventory | 14.2 | 6.75 | sales
PRE-1 | Pre-Rolls | Single, "Nº 1" | Inventory | 4.3333 | 1.8 | sales
VAP-1G | Vapes | Live Resin Cartridge, 1 g | Inventory | 24 | 12.5 | sales
VAP-OLD | Vapes | Disposable 2023, 0.5 g | Inventory | 13 | 7 | sales
EDI-GUM | Edibles | Concord Grape Gummies, 10 x 10 mg | Inventory | 9.75 | 4 | sales
EDI-CHO | Edibles | Chocolat "Café au Lait", 100 mg | Inventory | 11.1 | 5.2 | sales
CON-ROS | Concentrates | Live Rosin, 1 g | Inventory | 38.455 | 22.1 | sales
CBD-TIN | CBD | CBD Tincture, 1000 mg | Inventory | 17.95 | 8.3 | sales
ACC-JAR | Accessories | Display Jar | NonInventory | 6.4 | 2.2 | sales
ACC-BAT | Accessories | Vape Battery | NonInventory | 8.125 | 3.1 | sales
SV-BRAND | | Brand Licence, monthly | Service | 1250 | 0 | services
SV-TRAIN | | Budtender Training | Service | 320.5 | 0 | services
"""
CATEGORIES = (
    "Flower",
    "Pre-Rolls",
    "Vapes",
    "Edibles",
    "Concentrates",
    "CBD",
    "Accessories",
)
_KIT = (
    "KIT-OPEN",
    "Opening Order Kit",
    (("FLO-SOUR", 10), ("PRE-5", 6), ("ACC-JAR", 4)),
)
_CUSTOMERS = """
Housing Works Corner
Astoria Green Room
The Bud O'Brien & Sons
Kings Dispensary
Long Island Leaf, Inc.
Señor Verde
Union Square Travel Agency
Finger Lakes Flower "FLX"
Closed Cloud Nine
Buffalo Higher Ground
Ithaca Apothecary
Catskill Cannabis Co-op
Zoë's Garden
Smith, Jones & Co
Hell's Kitchen Herbs
Saratoga Smoke / Spa
"""
_CHAINS = """
Gotham Buds Group | Bowery; Harlem; Flatbush | yes
Upstate Growers Retail | Albany; Syracuse; Rochester; Utica |
Sunnyside Holdings | Queens; Sunnyside at Night |
"""
_ABROAD = """
Maple Brands Ltd | CAD
Québec Lifestyle Inc. | CAD
Amsterdam Brand Studio B.V. | EUR
"""
_VENDORS = """
Hudson Valley Growers | USD
North Fork Farms LLC | USD
Mohawk Extracts | USD
Keystone State Testing | USD
Bronx Packaging | USD
Toronto Glass Works | CAD
Milano Vetro S.p.A. | EUR
ConEdison Business | USD
Canal Street Properties | USD
Pinkerton Guarding | USD
Empire Couriers | USD
Track & Trace Software | USD
"""
GROWERS = ("V001", "V002", "V003")
_FIRST = "Hudson Empire Liberty Bodega Harbor Niagara Adirondack Bridge Stoop Uptown"
_SECOND = "Leaf Bud Flower Garden Cannabis Green High Cloud Herb Joint"
_THIRD = "Dispensary Shop Market House Collective Supply"


def open_lists(books: DealBooks, seed: int, scale: float) -> None:
    """Fill every list; named traders always, more as the world grows."""
    open_charts(books)
    _open_wares(books)
    rng = Random(f"empire {seed}")
    for name in (row[0] for row in table(_CUSTOMERS)):
        _customer(books, rng, name)
    for name, jobs, with_parent in table(_CHAINS):
        parent = _customer(books, rng, name)
        for job in jobs.split("; "):
            child = _customer(books, rng, job)
            child.parent, child.is_billed_with_parent = parent, with_parent == "yes"
    for name, currency in table(_ABROAD):
        _customer(books, rng, name).currency = currency
    for _ in range(round(20 * scale)):
        words = (rng.choice(part.split()) for part in (_FIRST, _SECOND, _THIRD))
        _customer(books, rng, " ".join(words))
    for number, (name, currency) in enumerate(table(_VENDORS), 1):
        code = f"V{number:03}"
        books.traders[code] = Trader(
            id=str(number), name=name, code=code, side="vendor", currency=currency
        )


def _open_wares(books: DealBooks) -> None:
    number = 0
    for number, name in enumerate(CATEGORIES, 1):
        books.wares[name] = Ware(id=str(number), name=name, code=name, kind="Category")
    for code, category, name, kind, price, cost, income in table(_WARES):
        number += 1
        books.wares[code] = Ware(
            id=str(number),
            name=name,
            code=code,
            kind=kind,
            price=Decimal(price),
            cost=Decimal(cost),
            parent=books.wares.get(category),
            income=books.accounts[income],
            is_taxed=kind == "Inventory" and category != "CBD",
        )
    books.wares[_KIT[0]] = _kit(books, str(number + 1))


def _kit(books: DealBooks, number: str) -> Ware:
    code, name, members = _KIT
    kit = Ware(id=number, name=name, code=code, kind="Group")
    kit.members = [(books.wares[member], units) for member, units in members]
    return kit


def _customer(books: DealBooks, rng: Random, name: str) -> Trader:
    number = 1 + sum(each.side == "customer" for each in books.traders.values())
    if any(each.name == name for each in books.traders.values()):
        name = f"{name} {number}"
    code = f"C{number:03}"
    trader = Trader(id=str(number), name=name, code=code)
    trader.terms_days = rng.choice((0, 15, 30, 30, 30, 45))
    trader.place = rng.choice(DEPARTMENTS)
    books.traders[code] = trader
    return trader
