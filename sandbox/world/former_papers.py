"""How the first books wrote a line: items, freight, and discounts that are items.

Prices are without tax. A percentage is taken off what stands above it: off the last
line, or off a subtotal, which is itself a line without an amount of its own.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.world.amounts import ZERO, cents
from sandbox.world.books import Line
from sandbox.world.former_lists import DISCOUNTS, FREIGHT, SUBTOTAL, UNLISTED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from sandbox.world.keeper import Books

GST = Decimal("0.15")


def line(books: Books, code: str, quantity: Decimal, *, is_taxed: bool = True) -> Line:
    """Return a line of an item at its price; tax is rounded line by line."""
    item = books.items[code]
    amount = cents(quantity * item.price)
    tax = cents(amount * GST) if is_taxed else ZERO
    written = Line(item.name, amount, tax, item.account, "GST" if is_taxed else "FRE")
    written.quantity, written.unit_price, written.item = quantity, item.price, code
    return written


def discount(books: Books, code: str, above: Decimal) -> Line:
    """Return a percentage off what stands above it."""
    item = books.items[code]
    amount = cents(above * item.price / 100)
    tax_code = "GST"
    written = Line(item.name, amount, cents(amount * GST), DISCOUNTS, tax_code)
    written.item, written.discount_rate = code, -item.price
    return written


def subtotal() -> Line:
    """Return a line that only says what stands above it."""
    return Line("Subtotal", item=SUBTOTAL)


def paper(books: Books, words: Iterable[str]) -> list[Line]:
    """Read lines as `COF-1KG:50 SUBTOTAL DISC10 FREIGHT:1 SV-CLEAN:1:FRE`."""
    lines: list[Line] = []
    for word in words:
        code, quantity, tax_code = [*word.split(":"), "", ""][:3]
        if code == SUBTOTAL:
            lines.append(subtotal())
        elif code.startswith("DISC"):
            lines.append(discount(books, code, standing_above(lines)))
        else:
            is_taxed = tax_code != "FRE"
            lines.append(line(books, code, Decimal(quantity), is_taxed=is_taxed))
    return lines


def standing_above(lines: list[Line]) -> Decimal:
    """Return what a discount is taken off: the last line, or the subtotal's sum."""
    if lines[-1].amount is not None:
        return lines[-1].amount
    return sum((each.amount for each in lines if each.amount is not None), ZERO)


def sales_lines(books: Books, rng: Random) -> list[Line]:
    """Return what a customer orders, with the oddities of real invoices."""
    goods = [each.code for each in books.items.values() if each.group]
    on_offer = [code for code in goods if code not in ("SV-INT", UNLISTED)]
    words = []
    for _ in range(rng.randint(3, 8)):
        code = rng.choice(on_offer[:11] if rng.random() < 0.9 else on_offer)
        is_coffee = books.items[code].group == "Coffee"
        words.append(f"{code}:{rng.randint(1, 24) if is_coffee else 1}")
        if rng.random() < 0.04:
            words.append(rng.choice(("DISC5", "DISC10")))
    if rng.random() < 0.03:
        words += [SUBTOTAL, "DISC5"]
    if rng.random() < 0.30:
        words.append(f"{FREIGHT}:1")
    return paper(books, words)


def returned(rng: Random, lines: list[Line]) -> list[Line]:
    """Return part of one line as it comes back, at its price."""
    sold = rng.choice([each for each in lines if each.quantity])
    quantity = sold.quantity or Decimal(1)
    if quantity > 2:
        quantity = Decimal(rng.randint(1, int(quantity) - 1))
    amount = cents(quantity * (sold.unit_price or ZERO))
    tax = cents(amount * GST) if sold.tax else ZERO
    back = Line("Damaged bags", amount, tax, sold.account, sold.tax_code)
    back.quantity, back.unit_price, back.item = quantity, sold.unit_price, sold.item
    return [back]
