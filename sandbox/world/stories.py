"""What becomes of an invoice or a bill: one of the ways real ones go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from sandbox.world import credits
from sandbox.world.amounts import cents
from sandbox.world.books import Document
from sandbox.world.company import Company

Story = Callable[[Company, Document], None]


def tell(company: Company, document: Document) -> None:
    """Choose the document's story and put it in the agenda."""
    stories = SALES if document.kind == "invoice" else PURCHASES
    weights = [weight for weight, _ in stories]
    _, story = company.rng.choices(stories, weights)[0]
    story(company, document)


def _about_due(company: Company, document: Document) -> date:
    return document.due_date + timedelta(company.rng.randint(-6, 25))


def paid(company: Company, document: Document) -> None:
    """Pay in full, about when it is due."""
    day = _about_due(company, document)
    company.plan(day, lambda: company.pay(document, document.open))


def paid_in_parts(company: Company, document: Document) -> None:
    """Pay in two or three parts; sometimes the last never comes."""
    day = _about_due(company, document)
    for number, share in enumerate(company.rng.choice(_SHARES)):
        part = cents(document.total * share)
        when = day + timedelta(number * company.rng.randint(5, 20))
        company.plan(when, partial(company.pay, document, part))


_SHARES = (
    (Decimal("0.5"), Decimal(1)),
    (Decimal("0.3333"), Decimal("0.3333"), Decimal(1)),
    (Decimal("0.4"),),
)


def never_paid(company: Company, document: Document) -> None:
    """Leave it open for ever."""


def overpaid(company: Company, document: Document) -> None:
    """Pay too much; the rest is used, refunded, or stays."""
    day = _about_due(company, document)
    company.plan(day, lambda: credits.overpay(company, document))


def credited(company: Company, document: Document) -> None:
    """Return part of it; most pay the rest."""
    company.later(2, 18, lambda: credits.give_credit(company, document))
    if company.rng.random() < 0.7:
        paid(company, document)


def paid_before_issue(company: Company, document: Document) -> None:
    """Pay with money that came before the invoice was written."""
    early = document.issue_date - timedelta(company.rng.randint(1, 9))
    early = max(early, company.opened)
    company.later(1, 4, lambda: company.pay(document, document.open, early))


def paid_back_dated(company: Company, document: Document) -> None:
    """Pay, keyed weeks after the day the money came."""
    day = max(_about_due(company, document), document.issue_date)
    keyed = day + timedelta(company.rng.randint(15, 45))
    company.plan(keyed, lambda: company.pay(document, document.open, day))


def paid_ahead_of_date(company: Company, document: Document) -> None:
    """Pay, keyed some days before the date on it."""
    day = _about_due(company, document)
    ahead = day + timedelta(4)
    company.plan(day, lambda: company.pay(document, document.open, ahead))


def voided(company: Company, document: Document) -> None:
    """Cancel it after it was approved."""
    company.later(1, 20, lambda: company.cancel(document))


def payment_deleted(company: Company, document: Document) -> None:
    """Pay with somebody else's money, take it back, pay again (or not)."""

    def pay_by_mistake() -> None:
        payment = company.pay(document, document.open)
        if payment:
            company.later(1, 12, lambda: company.books.delete_payment(payment))
            if company.rng.random() < 0.7:
                company.later(13, 40, lambda: company.pay(document, document.open))

    company.plan(_about_due(company, document), pay_by_mistake)


def in_a_batch(company: Company, document: Document) -> None:
    """Leave it for the next batch, where it is in the base currency."""
    if document.currency == company.books.currency:
        company.for_batch.append(document)
    else:
        paid(company, document)


SALES: tuple[tuple[float, Story], ...] = (
    (58, paid),
    (9, paid_in_parts),
    (4, never_paid),
    (2.5, overpaid),
    (2.5, paid_before_issue),
    (3, paid_back_dated),
    (1, paid_ahead_of_date),
    (2, voided),
    (2, payment_deleted),
    (9, credited),
    (7, in_a_batch),
)
PURCHASES: tuple[tuple[float, Story], ...] = (
    (45, paid),
    (6, paid_in_parts),
    (3, never_paid),
    (2, overpaid),
    (2, paid_before_issue),
    (2, paid_back_dated),
    (2, voided),
    (2, payment_deleted),
    (6, credited),
    (30, in_a_batch),
)
