"""What becomes of an invoice or a bill: one of the ways real ones go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from sandbox.world.amounts import cents
from sandbox.world.farms import aftermath
from sandbox.world.farms.books import CANCELLED, DRAFT, SUBMITTED, Voucher

if TYPE_CHECKING:
    from sandbox.world.farms.company import Firm

Fate = Callable[["Firm", Voucher], None]


def tell(firm: Firm, voucher: Voucher) -> None:
    """Choose the voucher's fate and put it in the agenda."""
    fates = SALES if voucher.kind == "sale" else PURCHASES
    _, fate = firm.rng.choices(fates, [weight for weight, _ in fates])[0]
    fate(firm, voucher)


def decide_on_draft(firm: Firm, voucher: Voucher) -> None:
    """Most drafts are submitted or thrown away; some stay."""
    fate = firm.rng.choice(("submit", "submit", "delete", ""))
    if fate == "submit":
        firm.later(1, 9, lambda: _submit(firm, voucher))
    elif fate:
        firm.later(1, 9, lambda: firm.estate.delete(voucher))


def _submit(firm: Firm, voucher: Voucher) -> None:
    if voucher.state == DRAFT:
        firm.estate.submit(voucher)
        tell(firm, voucher)


def _about_due(firm: Firm, voucher: Voucher) -> date:
    return (voucher.due_date or firm.today) + timedelta(firm.rng.randint(-6, 25))


def paid(firm: Firm, voucher: Voucher) -> None:
    """Pay in full, about when it is due."""
    firm.plan(_about_due(firm, voucher), lambda: firm.pay([voucher]))


def with_others(firm: Firm, voucher: Voucher) -> None:
    """Leave it for a Friday's payment, where it is not alone."""
    day = _about_due(firm, voucher)
    firm.plan(day, lambda: firm.waiting.append(voucher))


def in_parts(firm: Firm, voucher: Voucher) -> None:
    """Pay in two or three parts; sometimes the last never comes."""
    day = _about_due(firm, voucher)
    for number, share in enumerate(firm.rng.choice(_SHARES)):
        part = cents(voucher.open_amount * Decimal(share))
        when = day + timedelta(number * firm.rng.randint(5, 20))
        firm.plan(when, partial(firm.pay, [voucher], part))


_SHARES = (("0.5", "1"), ("0.3333", "0.3333", "1"), ("0.4",))


def never_paid(firm: Firm, voucher: Voucher) -> None:
    """Leave it open for ever."""


def overpaid(firm: Firm, voucher: Voucher) -> None:
    """Pay too much; the rest stays on account, or goes to a later voucher."""
    day, extra = _about_due(firm, voucher), firm.money(5, 250)

    def pay() -> None:
        payment = firm.pay([voucher], on_account=extra)
        if payment and voucher.is_in_home_account and firm.rng.random() < 0.7:
            firm.later(3, 40, lambda: aftermath.use(firm, payment))

    firm.plan(day, pay)


def returned(firm: Firm, voucher: Voucher) -> None:
    """Take some of it back; most pay the rest."""
    firm.later(2, 18, lambda: aftermath.give_back(firm, voucher))
    if firm.rng.random() < 0.7:
        paid(firm, voucher)


def early(firm: Firm, voucher: Voucher) -> None:
    """Pay with money that came before the invoice was written."""
    day = voucher.posting_date - timedelta(firm.rng.randint(1, 9))
    firm.later(1, 4, lambda: firm.pay([voucher], posting_date=day))


def back_dated(firm: Firm, voucher: Voucher) -> None:
    """Pay, keyed weeks after the day the money came."""
    day = max(_about_due(firm, voucher), voucher.posting_date)
    keyed = day + timedelta(firm.rng.randint(15, 45))
    firm.plan(keyed, lambda: firm.pay([voucher], posting_date=day))


def written_off(firm: Firm, voucher: Voucher) -> None:
    """Pay a little less and let the rest go, in the payment or by a journal."""
    day, small = _about_due(firm, voucher), firm.money(1, 9)

    def let_go() -> None:
        if voucher.open_amount <= small or not voucher.is_in_home_account:
            firm.pay([voucher])
        elif firm.rng.random() < 0.5:
            firm.pay([voucher], written_off=small)
        else:
            firm.pay([voucher], voucher.open_amount - small)
            firm.later(5, 30, lambda: aftermath.write_off(firm, voucher))

    firm.plan(day, let_go)


def cancelled(firm: Firm, voucher: Voucher) -> None:
    """Cancel it; some are keyed anew, some deleted for good."""
    firm.later(1, 20, lambda: _cancel(firm, voucher))


def _cancel(firm: Firm, voucher: Voucher) -> None:
    if voucher.state != SUBMITTED or len(voucher.entries) != 1:
        return
    if voucher.kind == "purchase" and not _may_go(firm, voucher):
        return
    fate = firm.rng.random()
    if fate < 0.5:
        tell(firm, firm.amend(voucher, lambda new: _other_terms(voucher, new)))
        return
    firm.estate.cancel(voucher)
    if fate > 0.85:
        firm.later(5, 60, lambda: _delete(firm, voucher))


def _other_terms(voucher: Voucher, new: Voucher) -> None:
    new.due_date = (voucher.due_date or voucher.posting_date) + timedelta(10)


def _may_go(firm: Firm, voucher: Voucher) -> bool:
    shelves = firm.estate.shelves
    places = [(move.line.item.code, move.warehouse) for move in voucher.moves]
    return all(shelves[place].is_enough_without(voucher) for place in places)


def _delete(firm: Firm, voucher: Voucher) -> None:
    if voucher.state == CANCELLED:
        firm.estate.delete(voucher)


def payment_cancelled(firm: Firm, voucher: Voucher) -> None:
    """Pay by mistake, cancel that, pay again (or not)."""

    def pay_by_mistake() -> None:
        payment = firm.pay([voucher])
        if payment and not any(each.gain for each in payment.references):
            firm.later(1, 12, lambda: firm.estate.cancel(payment))
            if firm.rng.random() < 0.7:
                firm.later(13, 40, lambda: firm.pay([voucher]))

    firm.plan(_about_due(firm, voucher), pay_by_mistake)


SALES: tuple[tuple[float, Fate], ...] = (
    (46, paid),
    (14, with_others),
    (9, in_parts),
    (5, never_paid),
    (4, overpaid),
    (9, returned),
    (3, early),
    (3, back_dated),
    (3, written_off),
    (3, cancelled),
    (2, payment_cancelled),
)
PURCHASES: tuple[tuple[float, Fate], ...] = (
    (45, paid),
    (25, with_others),
    (7, in_parts),
    (4, never_paid),
    (3, overpaid),
    (5, returned),
    (3, early),
    (2, back_dated),
    (2, written_off),
    (3, cancelled),
    (2, payment_cancelled),
)
