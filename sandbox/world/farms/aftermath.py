"""What is done about a voucher later: set off, given back, written off."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.world.farms import entries
from sandbox.world.farms.books import SUBMITTED, Line, Reference, Row, Voucher

if TYPE_CHECKING:
    from sandbox.world.farms.company import Firm


def use(firm: Firm, payment: Voucher) -> None:
    """Reconcile money on account with the party's latest open voucher."""
    if payment.state != SUBMITTED or payment.unallocated <= 0:
        return
    kind = "sale" if payment.direction == "receive" else "purchase"
    for voucher in reversed(firm.estate.vouchers):
        is_open = voucher.state == SUBMITTED and voucher.open_amount > 0
        is_ours = voucher.party is payment.party and voucher.account is payment.account
        if voucher.kind == kind and is_open and is_ours:
            amount = min(voucher.open_amount, payment.unallocated)
            entries.reconcile(firm.estate, payment, voucher, amount)
            return


def give_back(firm: Firm, voucher: Voucher) -> None:
    """Write a return: on the invoice itself, or as a credit of its own."""
    line = firm.rng.choice(voucher.lines)
    if voucher.state != SUBMITTED or voucher.open_amount <= 0:
        return
    itself = firm.rng.random() < 0.5
    quantity = -Decimal(firm.rng.randint(1, max(1, int(line.quantity) // 2)))
    back = firm.paper(
        voucher.kind,
        voucher.party,
        rate=voucher.rate,
        due_date=firm.today,
        is_return=True,
        return_against=voucher,
        updates_return_itself=itself,
        lines=[Line(line.item, quantity, line.price, line.account)],
        moves_stock=voucher.kind == "sale" and voucher.moves_stock,
    )
    if voucher.kind == "purchase" and line.item.is_stocked:
        back.lines[0].account = firm.account("cost_of_goods")
    firm.totalled(back, taxed=bool(voucher.taxes))
    if itself or -back.rounded <= voucher.open_amount:
        firm.estate.write(back)
        if itself and firm.rng.random() < 0.8:
            firm.later(1, 25, lambda: settle_return(firm, back, voucher))


def settle_return(firm: Firm, back: Voucher, voucher: Voucher) -> None:
    """Set a return off against its invoice by a journal, or pay it back."""
    amount = min(-back.open_amount, voucher.open_amount)
    if back.state != SUBMITTED or back.open_amount >= 0 or not back.is_in_home_account:
        return
    assert back.account
    if voucher.state == SUBMITTED and amount > 0:
        part = amount * back.account.sign
        rows = [
            Row(back.account, part, part, back.party, back),
            Row(back.account, -part, -part, back.party, voucher),
        ]
        note = "Credit Note" if back.kind == "sale" else "Debit Note"
        firm.journal(rows, note, firm.today)
    else:
        refund(firm, back)


def refund(firm: Firm, back: Voucher, **facts: object) -> Voucher:
    """Pay a return back."""
    assert back.account
    direction = "pay" if back.account.sign > 0 else "receive"
    payment = firm.money_paper(back, **({"direction": direction} | facts))
    amount = facts.get("paid", -back.open_amount)
    assert isinstance(amount, Decimal)
    payment.references = [Reference(back, amount, back.rate, open_before=amount)]
    payment.paid = amount
    return firm.estate.write(payment)


def write_off(firm: Firm, voucher: Voucher) -> None:
    """Write what is open off by a journal."""
    if voucher.state != SUBMITTED or voucher.open_amount <= 0:
        return
    assert voucher.account
    rest = voucher.open_amount * voucher.account.sign
    rows = [
        Row(firm.account("write_off"), rest, rest),
        Row(voucher.account, -rest, -rest, voucher.party, voucher),
    ]
    firm.journal(rows, "Write Off Entry", firm.today)
