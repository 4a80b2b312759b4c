"""How Empire writes its papers: lines, discounts, bundles, and the tax on them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.world import empire_charts as charts
from sandbox.world import empire_lists as lists
from sandbox.world.amounts import ZERO, cents
from sandbox.world.dealings import Deal, DealLine

if TYPE_CHECKING:
    from random import Random

    from sandbox.world.dealer import DealBooks
    from sandbox.world.kept import TaxKind, TaxShare, Trader, Ware

HUNDRED = Decimal(100)


def item_line(books: DealBooks, ware: Ware, quantity: Decimal) -> DealLine:
    """Return a line of a thing at its price."""
    line = DealLine("item", ware.name, cents(quantity * ware.price), quantity)
    line.unit_price, line.item, line.account = ware.price, ware, ware.income
    line.is_taxed, line.label = ware.is_taxed, books.classes[_class_of(ware)]
    return line


def _class_of(ware: Ware) -> str:
    group = ware.parent.name if ware.parent else "Licensing"
    return group if group in charts.CLASSES else "THC"


def wholesale_lines(books: DealBooks, rng: Random, party: Trader) -> list[DealLine]:
    """Return what a dispensary orders, with the oddities of real invoices."""
    if party.currency != books.currency:
        return _abroad(books, rng)
    on_offer = [ware for ware in books.wares.values() if _is_sold(ware)]
    lines = []
    for ware in rng.sample(on_offer, rng.randint(2, 5)):
        line = item_line(books, ware, Decimal(rng.randint(2, 40)))
        if rng.random() < 0.02:
            line.quantity = line.unit_price = None
        lines.append(line)
    if rng.random() < 0.05:
        lines.append(_bundle(books, Decimal(rng.randint(1, 3))))
    if rng.random() < 0.04:
        lines.insert(0, DealLine("text", "Deliver to the back door, ring twice"))
    if rng.random() < 0.25:
        price = Decimal(rng.choice(("15", "22.5", "40")))
        freight = DealLine("shipping", "Delivery", price)
        freight.account = books.accounts["shipping"]
        lines.append(freight)
    return lines


def _abroad(books: DealBooks, rng: Random) -> list[DealLine]:
    """Return what may cross a border: licences and hardware, never the plant."""
    codes = rng.sample(("SV-BRAND", "SV-TRAIN", "ACC-JAR", "ACC-BAT"), 2)
    wares = [books.wares[code] for code in codes]
    units = [1 if ware.kind == "Service" else rng.randint(20, 400) for ware in wares]
    return [
        item_line(books, ware, Decimal(count))
        for ware, count in zip(wares, units, strict=True)
    ]


def _is_sold(ware: Ware) -> bool:
    return ware.kind in ("Inventory", "NonInventory") and ware.is_active


def _bundle(books: DealBooks, kits: Decimal) -> DealLine:
    kit = books.wares["KIT-OPEN"]
    members = [item_line(books, ware, kits * units) for ware, units in kit.members]
    amount = sum((member.amount for member in members), ZERO)
    return DealLine("bundle", kit.name, amount, kits, item=kit, members=members)


def discount(books: DealBooks, lines: list[DealLine], percent: Decimal) -> DealLine:
    """Return a discount on all lines before it."""
    net = sum((line.amount for line in lines), ZERO)
    line = DealLine("discount", "", cents(net * percent / HUNDRED), percent=percent)
    line.account = books.accounts["discounts"]
    return line


def add_up(deal: Deal) -> Deal:
    """Work out the tax and the total of a deal from its lines."""
    lines = list(deal.every_line())
    net = sum((line.amount for line in lines if line.kind != "discount"), ZERO)
    off = sum((line.amount for line in lines if line.kind == "discount"), ZERO)
    if deal.tax_mode == "inclusive" and deal.tax_kind:
        deal.taxable = net
        deal.tax = sum((line.tax for line in lines), ZERO)
    elif deal.tax_kind:
        deal.taxable = sum((line.amount for line in lines if line.is_taxed), ZERO)
        if deal.taxed_after_discount and net:
            deal.taxable -= cents(off * deal.taxable / net)
        percents = [share.percent for share in deal.tax_kind.shares]
        parts = [cents(deal.taxable * percent / HUNDRED) for percent in percents]
        deal.tax = sum(parts, ZERO)
    deal.total = net - off + deal.tax
    return deal


def tax_lines(deal: Deal) -> list[tuple[TaxShare, Decimal]]:
    """Return each agency's part of the tax; the last takes what is left."""
    shares = deal.tax_kind.shares if deal.tax_kind else []
    told = [(each, cents(deal.taxable * each.percent / HUNDRED)) for each in shares]
    if told:
        before = sum((amount for _, amount in told[:-1]), ZERO)
        told[-1] = (told[-1][0], deal.tax - before)
    return told


def with_tax_inside(line: DealLine, kind: TaxKind) -> DealLine:
    """Take the tax out of a line whose price holds it."""
    percent = sum((share.percent for share in kind.shares), ZERO)
    gross = line.amount
    line.amount = cents(gross * HUNDRED / (HUNDRED + percent))
    line.tax, line.is_taxed = gross - line.amount, True
    return line


def account_line(
    books: DealBooks, what: str, account: str, amount: Decimal
) -> DealLine:
    """Return a line straight on an account."""
    return DealLine("account", what, amount, account=books.accounts[account])


_BILLS = (
    ("Laboratory testing, batch of the week", "testing", 180, 1400),
    ("Bags, labels, child-proof lids", "packaging", 120, 2600),
    ("Electricity", "power", 700, 3200),
    ("Rent", "rent", 5200, 5200),
    ("Guards, nights", "security", 900, 2400),
    ("Armoured delivery", "freight", 150, 900),
    ("Seed-to-sale software", "software", 199, 650),
)


def bill_lines(books: DealBooks, rng: Random, party: Trader) -> list[DealLine]:
    """Return what a vendor charges for: stock that runs low, or a service."""
    if party.code in lists.GROWERS:
        return _restock(books, rng)
    lines = []
    for _ in range(rng.randint(1, 3)):
        what, account, low, high = rng.choice(_BILLS)
        amount = Decimal(rng.randint(low * 100, high * 100)) / HUNDRED
        lines.append(account_line(books, what, account, amount))
        lines[-1].label = books.classes["THC"]
    return lines


def _restock(books: DealBooks, rng: Random) -> list[DealLine]:
    kept = [ware for ware in books.wares.values() if ware.kind == "Inventory"]
    short = sorted(kept, key=lambda ware: ware.quantity_on_hand * ware.cost)
    lines = []
    for ware in short[: rng.randint(2, 4)]:
        quantity = Decimal(rng.randint(150, 400)) - min(ware.quantity_on_hand, ZERO)
        line = DealLine("item", ware.name, cents(quantity * ware.cost), quantity)
        line.unit_price, line.item = ware.cost, ware
        line.account, line.label = books.accounts["stock"], books.classes["THC"]
        lines.append(line)
    return lines
