"""Whom Harbour Roasters trades with."""

from __future__ import annotations

from random import Random

from sandbox.world.lists import Party

GROUPS = ("Independents", "Chains", "Export")
REGIONS = ("Auckland", "Wellington", "Canterbury", "Otago")
CHANNELS = ("Wholesale", "Retail", "Online")

RENAMED, MERGED, MERGED_INTO, ARCHIVED = "C003", "C005", "C006", "C007"
NEW_NAME = "Kererū Kitchen & Cellar"

_CUSTOMERS = """
Café Aroha
O'Brien & Sons
Kererū Kitchen
Total Tools
Bean There (Ponsonby)
Bean There Ltd
The Old Tearooms
Ngāti Kai Foods
Zoë's Bäckerei
Smith, Jones & Co
Daily Grind / Lambton Quay
"Flat White" Espresso Bar
Island Bay Deli
Mt Eden Roast House
Piha Surf Café
Dunedin Dairy Co-op
Wharf 7 Catering
Señor Churro
Hotel Astoria
Long Black Ltd
"""
_EXPORT = """
Melbourne Laneway Coffee | AUD
Bondi Beans Pty Ltd | AUD
Brisbane River Roast | AUD
Hobart Harbour Café | AUD
Portland Pour Over Inc. | USD
Brooklyn Bodega LLC | USD
Maui Mornings | USD
"""
_SUPPLIERS = """
Origin Green Beans Inc. | USD
Finca El Dorado S.A. | USD
Sumatra Traders | USD
Sydney Packaging Pty Ltd | AUD
Grinder Parts Australia | AUD
Aramex Couriers | NZD
Mercury Energy | NZD
Quay Street Properties | NZD
PaperPlus Cups & Lids | NZD
Spark Business | NZD
Brightside Advertising | NZD
Kiwi Milk Supply Co. | NZD
Jake's Plumbing & Gas | NZD
"""
_BOTH = ("Wharf 7 Catering", "Kiwi Milk Supply Co.", "Sydney Packaging Pty Ltd")
_FIRST = "Harbour North South Little Lucky Silver Copper Green Corner Sunday Tūī Kōwhai"
_SECOND = "Lane Street Bay Hill Point Valley Market Station Garden Bridge"
_THIRD = "Espresso Café Bakery Kitchen Diner Roasters Bistro"


def parties(seed: int, scale: float) -> dict[str, Party]:
    """Return every party by code: named ones always, more as the world grows."""
    rng = Random(f"parties {seed}")
    book: dict[str, Party] = {}
    names = [(name, "NZD") for name in _listed(_CUSTOMERS)]
    names += [_pair(row) for row in _listed(_EXPORT)]
    names += [(_made_up(rng), "NZD") for _ in range(round(45 * scale))]
    for number, (name, currency) in enumerate(names, 1):
        _add(book, rng, Party(f"C{number:03}", name, "customer", currency))
    for number, row in enumerate(_listed(_SUPPLIERS), 1):
        name, currency = _pair(row)
        _add(book, rng, Party(f"S{number:03}", name, "supplier", currency))
    return book


def _add(book: dict[str, Party], rng: Random, party: Party) -> None:
    taken = {other.name for other in book.values()}
    if party.name in taken:
        party.name = f"{party.name} {party.code[1:]}"
    party.side = "both" if party.name in _BOTH else party.side
    party.region = "Overseas" if party.currency != "NZD" else rng.choice(REGIONS)
    party.channel = rng.choice(CHANNELS)
    if party.side != "supplier" and rng.random() < 0.8:
        party.group = "Export" if party.currency != "NZD" else rng.choice(GROUPS[:2])
    party.terms_days = rng.choice((7, 14, 20, 20, 30, 30, 45))
    book[party.code] = party


def _made_up(rng: Random) -> str:
    words = (rng.choice(part.split()) for part in (_FIRST, _SECOND, _THIRD))
    return " ".join(words)


def _listed(text: str) -> list[str]:
    return [row.strip() for row in text.strip().split("\n")]


NAMED = len(_listed(_CUSTOMERS)) + len(_listed(_EXPORT))
"""How many customers come before the made-up ones."""


def _pair(row: str) -> tuple[str, str]:
    name, currency = row.split("|")
    return name.strip(), currency.strip()
