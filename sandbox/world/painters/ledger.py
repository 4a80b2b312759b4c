"""What can be done about sales and money, each deed written down as an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.world.amounts import ZERO
from sandbox.world.painters import books
from sandbox.world.painters.books import Estimate, Invoice, Job, Payment
from sandbox.world.painters.keeper import Keeper

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

FIRST_ESTIMATE, FIRST_INVOICE, FIRST_PAYMENT = 950_000_001, 930_000_001, 980_000_001


@dataclass(eq=False)
class Ledger(Keeper):
    """Offers, what they cost in the end, and what was paid."""

    def offer(self, job: Job, name: str, subtotal: Decimal) -> Estimate:
        """Write an estimate."""
        number = FIRST_ESTIMATE + len(self.estimates)
        self.note("offered", number, job=job.id, subtotal=subtotal)
        estimate = Estimate(number, job, name, subtotal)
        self.estimates.append(estimate)
        job.estimates.append(estimate)
        return estimate

    def sell(self, estimate: Estimate) -> None:
        """Have an estimate signed: it counts on the day of the visit."""
        estimate.sold_at = self.note("sold", estimate.id)
        estimate.status, estimate.sold_by = books.SOLD, estimate.job.person

    def unsell(self, estimate: Estimate) -> None:
        """Let a customer out of it again."""
        self.note("unsold", estimate.id)
        estimate.status = books.OPEN
        estimate.sold_at = estimate.sold_by = None

    def dismiss(self, estimate: Estimate) -> None:
        """Give an offer up."""
        self.note("dismissed", estimate.id)
        estimate.status = books.DISMISSED

    def invoice(self, job: Job) -> Invoice:
        """Write the invoice of a job of work."""
        number = FIRST_INVOICE + len(self.invoices)
        at = self.note("invoiced", number, job=job.id)
        job.invoice = Invoice(number, job, books.local_day(at))
        self.invoices.append(job.invoice)
        return job.invoice

    def reprice(self, job: Job, subtotal: Decimal) -> None:
        """Agree on another price."""
        self.note("repriced", job.id, subtotal=subtotal)
        job.subtotal = subtotal

    def adjust(self, job: Job, amount: Decimal) -> None:
        """Write an adjustment invoice."""
        self.note("adjusted", job.id, amount=amount)
        job.adjustment += amount

    def cost(self, job: Job, what: str, amount: Decimal) -> None:
        """Book a cost: labor, payroll, materials, or returns (negative)."""
        self.note("cost", job.id, kind=what, amount=amount)
        job.costs[what] = job.costs.get(what, ZERO) + amount

    def pay(
        self,
        invoice: Invoice,
        amount: Decimal,
        means: str = "Check",
        check_number: str | None = None,
        paid_on: date | None = None,
    ) -> Payment:
        """Take money for an invoice, or give it back."""
        number, day = FIRST_PAYMENT + len(self.payments), paid_on or self.today
        told = {"amount": amount, "means": means, "check": check_number, "day": day}
        at = self.note("paid", number, invoice=invoice.id, **told)
        payment = Payment(number, invoice, amount, means, check_number, day, at)
        self.payments.append(payment)
        invoice.payments.append(payment)
        return payment

    def void(self, payment: Payment) -> None:
        """Take a payment back: the check came back, or it was keyed twice."""
        self.note("voided", payment.id)
        payment.is_active = False
