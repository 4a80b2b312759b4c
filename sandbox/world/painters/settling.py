"""How the rest of an invoice is paid: at once, in halves, too much, late, never."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from sandbox.world.amounts import cents

if TYPE_CHECKING:
    from sandbox.world.painters.books import Invoice
    from sandbox.world.painters.office import Office


def of_an_invoice(office: Office, invoice: Invoice) -> None:
    """Pay the rest one way or another; some never do."""
    fate, delay = office.rng.random(), office.rng.randint(0, 24)
    if fate < 0.05:
        return
    ways = ((0.13, _pay_twice), (0.21, _bounce), (0.24, _overpay), (0.30, _pay_late))
    pay = next((way for share, way in ways if fate < share), _pay_rest)

    def settle() -> None:
        if invoice.balance > 0:
            pay(office, invoice)

    office.this_evening_or_later(delay, settle)


def _check(office: Office) -> str:
    return str(office.rng.randint(101, 9_999))


def _pay_rest(office: Office, invoice: Invoice) -> None:
    if invoice.balance > 0:
        means = office.rng.choice(("Check", "Credit Card", "ACH"))
        number = _check(office) if means == "Check" else None
        office.pay(invoice, invoice.balance, means, number)


def _pay_twice(office: Office, invoice: Invoice) -> None:
    """Two equal payments on one day: in a report they are the same row twice."""
    half = cents(invoice.balance / 2)
    for _ in range(2):
        office.pay(invoice, half, "Credit Card")


def _pay_late(office: Office, invoice: Invoice) -> None:
    """Key today a check of some days ago: that day's money grows."""
    day = office.today - timedelta(office.rng.randint(2, 9))
    office.pay(invoice, invoice.balance, "Check", _check(office), day)


def _bounce(office: Office, invoice: Invoice) -> None:
    """Take a check that comes back; the money comes another way."""
    payment = office.pay(invoice, invoice.balance, "Check", _check(office))
    office.later(3, 8, lambda: office.void(payment))
    if office.rng.random() < 0.7:
        office.this_evening_or_later(12, partial(_pay_rest, office, invoice))


def _overpay(office: Office, invoice: Invoice) -> None:
    """Pay too much, and have it back."""
    extra = office.dollars(20, 300)
    office.pay(invoice, invoice.balance + extra, "Check", _check(office))
    refund = partial(office.pay, invoice, -extra, "Refund")
    office.later(3, 15, refund)
