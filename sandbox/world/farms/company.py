"""A farm-supply company: an office, and how it settles what is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sandbox.world.amounts import ZERO, cents
from sandbox.world.farms.books import SUBMITTED, Reference, Row, Voucher
from sandbox.world.farms.office import Office

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal


@dataclass(eq=False)
class Firm(Office):
    """One company of a site."""

    def pay(
        self,
        vouchers: Sequence[Voucher],
        amount: Decimal | None = None,
        on_account: Decimal = ZERO,
        written_off: Decimal = ZERO,
        **facts: object,
    ) -> Voucher | None:
        """Settle what is open on vouchers of one party, oldest first."""
        live = [v for v in vouchers if v.state == SUBMITTED and v.open_amount > 0]
        if not live:
            return None
        payment = self.money_paper(live[0], **facts)
        self._share_out(payment, live, amount)
        payment.paid = payment.allocated + on_account - written_off
        if written_off:
            payment.deductions = [(self.account("write_off"), written_off)]
        self.estate.write(payment)
        self.book_exchange(payment)
        return payment

    def _share_out(
        self, payment: Voucher, vouchers: list[Voucher], amount: Decimal | None
    ) -> None:
        left = amount
        for voucher in vouchers:
            is_enough = left is None or left >= voucher.open_amount
            part = voucher.open_amount if is_enough else left
            if part:
                payment.references.append(self.reference(payment, voucher, part))
                left = None if left is None else left - part

    def money_paper(self, like: Voucher, **facts: object) -> Voucher:
        """Return an empty payment of the party and account of a voucher."""
        assert like.account and like.party
        day = facts.get("posting_date", self.today)
        assert isinstance(day, date)
        more: dict[str, object] = {
            "account": like.account,
            "currency": like.account.currency,
            "rate": self.rate(like.account.currency, day),
            "direction": "receive" if like.account.sign > 0 else "pay",
            "bank": self.account("bank"),
            "reference_number": f"R{self.rng.randint(10_000, 99_999)}",
        } | facts
        return self.paper("money", like.party, **more)

    def reference(
        self, payment: Voucher, voucher: Voucher, amount: Decimal
    ) -> Reference:
        """Return how much of a payment goes to a voucher, and what the rate costs."""
        reference = Reference(voucher, amount, voucher.rate)
        reference.open_before = voucher.open_amount
        if not voucher.is_in_home_account:
            after = cents((voucher.open_amount - amount) * voucher.rate)
            moved = voucher.open_base - after
            reference.gain = cents(amount * payment.rate) - moved
        return reference

    def book_exchange(self, payment: Voucher) -> None:
        """Let the books write the journal of each exchange difference by themselves."""
        for reference in payment.references:
            if not reference.gain:
                continue
            voucher, gain = reference.voucher, reference.gain
            assert voucher.account
            base = gain * voucher.account.sign
            rows = [
                Row(voucher.account, base, ZERO, voucher.party, voucher),
                Row(self.account("exchange"), -base, ZERO, source=payment),
            ]
            self.journal(rows, "Exchange Gain Or Loss", payment.posting_date)

    def journal(
        self, rows: list[Row], note: str, day: date, **facts: object
    ) -> Voucher:
        """Key a journal."""
        facts = {"rows": rows, "note": note, "posting_date": day} | facts
        return self.estate.write(self.paper("journal", None, **facts))

    def amend(self, voucher: Voucher, change: Callable[[Voucher], object]) -> Voucher:
        """Cancel a voucher and key its amendment under the next name."""
        self.estate.cancel(voucher)
        first = voucher.amended_from
        number = 2 if first else 1
        base = first.name if first else voucher.name
        new = self.paper(
            voucher.kind,
            voucher.party,
            name=f"{base}-{number}",
            posting_date=voucher.posting_date,
            due_date=voucher.due_date,
            rate=voucher.rate,
            lines=list(voucher.lines),
            moves_stock=voucher.moves_stock,
            amended_from=voucher,
            bill_number=voucher.bill_number,
        )
        change(new)
        return self.estate.write(self.totalled(new, taxed=bool(voucher.taxes)))
