"""Counter sales, orders, advances, Friday's payments, and month ends."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.world.farms import aftermath, catalogue, fates
from sandbox.world.farms.books import Line, Row, Voucher

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.world.farms.farm import Farm
    from sandbox.world.farms.lists import Party


def sell_at_the_counter(farm: Farm) -> None:
    """Sell for cash: invoice and money in one paper, sometimes a coin let go."""
    lines = farm.sales_lines(2)
    if not lines:
        return
    voucher = farm.paper(
        "sale",
        farm.estate.parties[catalogue.ANYONE],
        due_date=farm.today,
        lines=lines,
        moves_stock=True,
        is_paid_at_once=True,
        bank=farm.account("cash"),
    )
    farm.totalled(voucher)
    if farm.rng.random() < 0.1:
        voucher.written_off = Decimal("0.50")
    voucher.paid = voucher.rounded - voucher.written_off
    farm.estate.write(voucher)


def order(farm: Farm) -> None:
    """Take an order; deliver and bill it later, some of it at least."""
    party, lines = farm.someone("customer"), farm.sales_lines(3)
    lines = [line for line in lines if line.item.is_stocked]
    if not lines or party.currency:
        return
    voucher = farm.paper("order", party, due_date=farm.today + timedelta(9))
    voucher.lines = lines
    farm.estate.write(farm.totalled(voucher))
    if farm.rng.random() < 0.9:
        farm.later(2, 9, lambda: _deliver(farm, voucher))


def _deliver(farm: Farm, ordered: Voucher) -> None:
    delivery = farm.paper("delivery", ordered.party, moves_stock=True, order=ordered)
    for line in ordered.lines:
        shelf = farm.estate.shelf(line.item, farm.warehouse)
        if shelf.quantity >= line.quantity:
            new = Line(line.item, line.quantity, line.price, line.account, ordered)
            delivery.lines.append(new)
    if not delivery.lines:
        return
    farm.estate.write(farm.totalled(delivery))
    if farm.rng.random() < 0.9:
        farm.later(1, 6, lambda: _bill(farm, ordered, delivery))


def _bill(farm: Farm, ordered: Voucher, delivery: Voucher) -> None:
    party = ordered.party
    assert party
    due = farm.today + timedelta(party.terms_days)
    invoice = farm.paper("sale", party, due_date=due)
    invoice.lines = [
        Line(each.item, each.quantity, each.price, each.account, ordered, delivery)
        for each in delivery.lines
    ]
    farm.estate.write(farm.totalled(invoice))
    fates.paid(farm, invoice)


def take_an_advance(farm: Farm) -> None:
    """Take or make a payment that no invoice is written for yet."""
    side = farm.rng.choice(("customer", "customer", "supplier"))
    party = farm.someone(side)
    if party.currency:
        return
    payment = advance(farm, party, farm.money(50, 900))
    farm.later(5, 50, lambda: aftermath.use(farm, payment))


def advance(farm: Farm, party: Party, amount: Decimal, **facts: object) -> Voucher:
    """Key money on account."""
    more: dict[str, object] = {
        "direction": "receive" if party.side == "customer" else "pay",
        "bank": farm.account("bank"),
        "currency": farm.currency,
        "rate": Decimal(1),
        "paid": amount,
        "reference_number": f"R{farm.rng.randint(10_000, 99_999)}",
    } | facts
    return farm.estate.write(farm.paper("money", party, **more))


def journal_on_a_party(farm: Farm) -> None:
    """Owe, or be owed, without an invoice."""
    party = farm.someone(farm.rng.choice(("customer", "supplier")))
    if party.currency:
        return
    amount, control = farm.money(20, 700), farm.control(party)
    amount *= control.sign
    other = farm.account("services" if control.sign > 0 else "expense")
    rows = [Row(control, amount, amount, party), Row(other, -amount, -amount)]
    facts: dict[str, object] = {}
    if control.sign < 0:
        facts = {"bill_number": f"JB-{farm.rng.randint(100, 999)}"}
        facts["due_date"] = farm.today + timedelta(20)
    journal = farm.journal(rows, "Journal Entry", farm.today, **facts)
    if farm.rng.random() < 0.15:
        farm.later(1, 9, lambda: farm.estate.cancel(journal))


def pay_what_waits(farm: Farm) -> None:
    """Pay what waits for Friday: one payment per party and account."""
    waiting, farm.waiting = farm.waiting, []
    together: dict[tuple[str, str], list[Voucher]] = {}
    for voucher in waiting:
        assert voucher.party and voucher.account
        key = (voucher.party.code, voucher.account.name)
        together.setdefault(key, []).append(voucher)
    for vouchers in together.values():
        farm.pay(vouchers)


def night_market(farm: Farm) -> None:
    """Key sales while the clocks are put back: an hour of local time comes twice."""
    if not farm.scale or farm.estate.name != "greenfields":
        return
    farm.estate.now = _at_night(farm.estate.now, 6, 40)
    sell_at_the_counter(farm)
    farm.estate.now = _at_night(farm.estate.now, 7, 10)
    sell_at_the_counter(farm)


def _at_night(now: datetime, hour: int, minute: int) -> datetime:
    return now.replace(hour=hour, minute=minute, second=11, microsecond=0)


def close_the_month(farm: Farm, day: date) -> None:
    """Accrue freight, and put what is left aside."""
    if (day + timedelta(1)).day != 1 or not farm.scale:
        return
    amount = farm.money(100, 600)
    freight, accrued = farm.account("freight"), farm.account("accrued")
    rows = [Row(freight, amount, amount), Row(accrued, -amount, -amount)]
    farm.journal(rows, "Journal Entry", day)
    transfer = farm.paper(
        "money",
        None,
        direction="transfer",
        bank=farm.account("bank"),
        bank_to=farm.account("savings"),
        paid=farm.money(500, 3_000),
        reference_number=f"SWEEP {day:%m}",
    )
    farm.estate.write(transfer)
    if farm.rng.random() < 0.1:
        farm.later(1, 3, lambda: farm.estate.cancel(transfer))
