"""Whom Harbour Roasters sold to, and what, before it moved to its present books.

A customer's name is its full path, segments joined by a colon. Whoever lives on in the
books of today shares the key of the party there.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.world.lists import Account, Item, Party
from sandbox.world.parties import NAMED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

RECEIVABLE, UNDEPOSITED, BANK, TAX, BAD_DEBTS = "1100", "1499", "1000", "2200", "6100"
SERVICE, FREIGHT_INCOME, DISCOUNTS, INTEREST = "4030", "4900", "4950", "7010"
FRANKSTON, KIOSK = "Bayside Grocers:Frankston", "Bayside Grocers:Mornington:Pier Kiosk"
CORSO, GONE, MISSPELT = "Caffè · Corso", "Old Mill Stores", "Dunedin Dairy Cooperative"

# name | code in the books of today, where it has one | terms in days
# The first books cannot write a macron; nobody corrected their other spellings either.
_CUSTOMERS = f"""
Bayside Grocers | | 30
{FRANKSTON} | | 30
Bayside Grocers:Mornington | | 30
{KIOSK} | | 14
{CORSO} | | 20
{GONE} | | 30
Café Aroha | C001 | 20
O'Brien & Sons | C002 | 20
Kereru Kitchen | C003 | 20
Total Tools | C004 | 30
Bean There Ltd | C006 | 14
The Old Tearooms | C007 | 20
Ngati Kai Foods | C008 | 30
Zoë's Bäckerei | C009 | 7
Smith, Jones & Co | C010 | 20
Daily Grind / Lambton Quay | C011 | 20
Island Bay Deli | C013 | 14
Mt Eden Roast House | C014 | 20
Piha Surf Café | C015 | 7
{MISSPELT} | C016 | 30
Wharf 7 Catering | C017 | 20
Señor Churro | C018 | 20
HOTEL  ASTORIA | C019 | 45
"""
NOT_IN_TRADE = (GONE, "Bayside Grocers:Mornington")
"""Left alone by the daily trade."""

_ACCOUNTS = """
1000 | Business Cheque Account | bank
1100 | Accounts Receivable | receivable
1200 | Inventory Asset | current_asset
1499 | Undeposited Funds | current_asset
2200 | Tax Payable | current_liability
4010 | Coffee | revenue
4020 | Equipment | revenue
4030 | Servicing | revenue
4900 | Freight Recovered | revenue
4950 | Discounts Given | revenue
5000 | Cost of Goods Sold | direct_cost
6100 | Bad Debts | expense
7010 | Interest on Overdue Accounts | other_income
"""

# code | name | price | cost | account | group
_ITEMS = """
COF-1KG | Harbour Blend 1kg | 30.00 | 15.10 | 4010 | Coffee
COF-250 | Harbour Blend 250g | 9.95 | 4.60 | 4010 | Coffee
COF-DEC | Swiss Water Decaf 1kg | 34.50 | 18.20 | 4010 | Coffee
COF-ETH | Ethiopia Yirgacheffe 1kg | 39.90 | 22.30 | 4010 | Coffee
COF-COL | Colombia Huila 1kg | 37.3333 | 20.40 | 4010 | Coffee
COF-SUM | Sumatra Mandheling 1kg | 36.125 | 19.70 | 4010 | Coffee
COF-ESP | Espresso Nº 7 1kg | 32.00 | 16.80 | 4010 | Coffee
COF-CB | Cold Brew Concentrate 2L | 20.50 | 9.10 | 4010 | Coffee
COF-MOKA | Moka Grind 500g | 17.25 | 8.40 | 4010 | Coffee
SYR-VAN | Vanilla Syrup 750ml | 13.50 | 6.60 | 4010 | Coffee
CUP-8OZ | Compostable Cups 8oz (1000) | 139.00 | 91.00 | 4010 | Coffee
EQ-GRIND | Grinder "Mahlkönig" E65 | 2690.00 | 2010.00 | 4020 | Equipment
EQ-MACH | Two-group Espresso Machine | 10900.00 | 8200.00 | 4020 | Equipment
EQ-TAMP | Tamper 58mm | 82.00 | 38.00 | 4020 | Equipment
EQ-OLD | Pour-over Stand (old) | 42.00 | 17.00 | 4020 | Equipment
EQ-KEG | Nitro Keg, 19 litres | 310.00 | 205.00 | 4020 | Equipment
SV-CLEAN | Machine Service & Clean | 170.00 | 0.00 | 4030 | Services
SV-TRAIN | Barista Training, half day | 390.00 | 0.00 | 4030 | Services
SV-INT | Interest on overdue account | 1.00 | 0.00 | 7010 | Services
FREIGHT | Freight | 12.50 | 0.00 | 4900 |
DISC5 | 5% discount | -5.0 | 0.00 | 4950 |
DISC10 | 10% discount | -10.0 | 0.00 | 4950 |
SUBTOTAL | Subtotal | 0.00 | 0.00 | |
COF-XMAS | Christmas Blend 1kg | 33.00 | 16.90 | 4010 | Coffee
"""
UNLISTED = "COF-XMAS"
ONLY_HERE = ("COF-MOKA", "EQ-KEG")
SUBTOTAL, FREIGHT = "SUBTOTAL", "FREIGHT"

SIGNS = {
    "invoice": 1,
    "statement_charge": 1,
    "cheque": 1,
    "journal": 1,
    "credit_note": -1,
    "payment": -1,
    "journal_credit": -1,
}
"""What moves a customer's balance, and which way; a cash sale does not."""


def customers(parties: Mapping[str, Party]) -> dict[str, Party]:
    """Return the old customers by name: the listed ones, and half of the made-up."""
    book = {}
    for name, code, terms in _rows(_CUSTOMERS):
        book[name] = _customer(name, parties.get(code), int(terms))
    for party in list(parties.values())[NAMED:]:
        is_old = party.side == "customer" and int(party.code[1:]) % 2
        if is_old and _can_be_written(party.name):
            book[party.name] = _customer(party.name, party, party.terms_days)
    return book


def _customer(name: str, successor: Party | None, terms_days: int) -> Party:
    like = successor or Party(name, name)
    return Party(
        name,
        name,
        region=like.region,
        channel=like.channel,
        group=like.group or "Independents",
        terms_days=terms_days,
        key=successor.key if successor else f"contact {name}",
    )


def _can_be_written(name: str) -> bool:
    """Whether the old books' alphabet, that of Windows in the west, has the name."""
    return name == name.encode("cp1252", "ignore").decode("cp1252")


def accounts() -> dict[str, Account]:
    """Return the old chart of accounts by code, as far as sales need it."""
    return {code: Account(code, name, kind) for code, name, kind in _rows(_ACCOUNTS)}


def items() -> dict[str, Item]:
    """Return the old price list by code; a discount's price is its percentage."""
    listed = {
        code: Item(code, name, Decimal(price), Decimal(cost), account, group)
        for code, name, price, cost, account, group in _rows(_ITEMS)
    }
    listed[UNLISTED].is_deleted = True
    return listed


def _rows(text: str) -> Iterator[list[str]]:
    for row in text.strip().split("\n"):
        yield [cell.strip() for cell in row.split("|")]
