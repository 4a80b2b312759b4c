"""How Harbour Roasters writes a line: items, freight, discounts, odd ones."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.world.amounts import ZERO, cents
from sandbox.world.books import Line
from sandbox.world.catalogue import EQUIPMENT, FREIGHT_INCOME, TAX_PERCENT, UNLISTED

if TYPE_CHECKING:
    from random import Random

    from sandbox.world.keeper import Books
    from sandbox.world.lists import Item, Party

HUNDRED = Decimal(100)


def tax_on(amount: Decimal, tax_code: str | None, tax_mode: str) -> Decimal:
    """Return a line's tax, rounded to cents line by line."""
    percent = TAX_PERCENT.get(tax_code or "", ZERO)
    if tax_mode == "no_tax" or not percent:
        return ZERO
    whole = HUNDRED + percent if tax_mode == "inclusive" else HUNDRED
    return cents(amount * percent / whole)


def taxed(line: Line, tax_mode: str) -> Line:
    """Work out the line's amount after discount, and its tax."""
    if line.quantity is not None and line.unit_price is not None:
        gross = line.quantity * line.unit_price
        if line.discount_rate:
            gross = gross * (HUNDRED - line.discount_rate) / HUNDRED
        line.amount = cents(gross) - (line.discount_amount or ZERO)
        line.tax = tax_on(line.amount, line.tax_code, tax_mode)
    return line


def plain(description: str, account: str, amount: Decimal) -> Line:
    """Return a line of one thing at a price, not an item."""
    return Line(description, account=account, quantity=Decimal(1), unit_price=amount)


def sales_lines(books: Books, rng: Random, party: Party, tax_mode: str) -> list[Line]:
    """Return what a customer orders, with the oddities of real invoices."""
    lines = [_item_line(books, rng, party) for _ in range(rng.randint(3, 8))]
    if rng.random() < 0.30:
        lines.append(_freight(rng))
    if rng.random() < 0.05:
        lines.insert(0, Line("Deliver to the back door, ring twice"))
    if rng.random() < 0.012:
        lines.append(plain("Rounding", "860", Decimal(rng.randint(-4, 4)) / HUNDRED))
    if rng.random() < 0.006:
        lines.append(plain("Old roaster, as is", EQUIPMENT, Decimal("1850.00")))
    tax_code = "OUTPUT2" if party.currency == "NZD" else "ZERORATED"
    for line in lines:
        if line.account:
            line.tax_code = "NONE" if line.account == "860" else tax_code
            line.region, line.channel = party.region, party.channel
        taxed(line, tax_mode)
    return lines


def _item_line(books: Books, rng: Random, party: Party) -> Line:
    on_offer = [item for item in books.items.values() if _sells(item)]
    item = rng.choice(on_offer[:11] if rng.random() < 0.9 else on_offer)
    quantity = Decimal(1 if item.group != "coffee" else rng.randint(1, 24))
    if rng.random() < 0.01:
        quantity = -quantity
    elif rng.random() < 0.03 and not item.is_tracked:
        quantity += Decimal("0.5")
    line = Line(item.name, account=item.account, quantity=quantity, item=item.code)
    line.unit_price = item.price
    if (quantity > item.quantity_on_hand and item.is_tracked) or rng.random() < 0.004:
        line.item, line.description = UNLISTED, "Legacy blend, end of bin"
    if rng.random() < 0.12:
        line.discount_rate = Decimal(rng.choice((5, 10, 15)))
    elif rng.random() < 0.02 and quantity > 1:
        line.discount_amount = Decimal("2.50")
    if rng.random() < 0.02:
        line.item = None
    return line


def _sells(item: Item) -> bool:
    return not item.is_deleted and item.code != "FREIGHT"


def _freight(rng: Random) -> Line:
    price = Decimal(rng.choice(("9.50", "12.50", "18.00", "32.75")))
    line = plain("Freight", FREIGHT_INCOME, price)
    line.item = "FREIGHT" if rng.random() < 0.7 else None
    return line


_BILLS = (
    ("Parcel collections", "425", 40, 900),
    ("Electricity and gas", "445", 300, 1400),
    ("Rent and outgoings", "469", 2200, 5200),
    ("Broadband and phones", "485", 90, 320),
    ("Search and social ads", "400", 150, 1500),
    ("Milk and dairy", "310", 80, 700),
    ("Cups, lids and bags", "310", 120, 1600),
    ("Flights, roastery visit", "493", 180, 700),
)


def bill_lines(books: Books, rng: Random, party: Party, tax_mode: str) -> list[Line]:
    """Return what a supplier charges for: services, or stock that is running low."""
    lines = []
    for _ in range(rng.randint(2, 4)):
        what, account, low, high = rng.choice(_BILLS)
        dollars = Decimal(rng.randint(low * 100, high * 100)) / HUNDRED
        lines.append(plain(what, account, dollars))
    if party.currency != "NZD" or rng.random() < 0.35:
        lines = _restock(books, rng)
    tax_code = "INPUT2" if party.currency == "NZD" else "NONE"
    for line in lines:
        line.tax_code, line.region = tax_code, party.region
        taxed(line, tax_mode)
    return lines


def _restock(books: Books, rng: Random) -> list[Line]:
    tracked = [item for item in books.items.values() if item.is_tracked]
    short = sorted(tracked, key=lambda item: item.quantity_on_hand * item.cost)
    lines = []
    for item in short[: rng.randint(2, 4)]:
        target = 3 if item.group == "equipment" else rng.randint(240, 420)
        quantity = Decimal(target) - max(item.quantity_on_hand, ZERO) // 4
        price = cents(item.cost * Decimal(rng.randint(92, 108)) / HUNDRED)
        line = Line(item.name, account="630", quantity=max(quantity, Decimal(2)))
        line.unit_price, line.item = price, item.code
        lines.append(line)
    return lines
