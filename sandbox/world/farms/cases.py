"""Keys the hard cases into a farm's books, each on the day it was keyed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from sandbox import hard_cases_erpnext as told
from sandbox.hard_cases import on, table
from sandbox.world.amounts import ZERO, cents
from sandbox.world.farms import entries, registry
from sandbox.world.farms.books import Line, Reference, Row, Voucher
from sandbox.world.farms.lists import Party

if TYPE_CHECKING:
    from sandbox.world.farms.farm import Farm


@dataclass
class _Cases:
    """Keys each case on its day."""

    farm: Farm

    def plan(self) -> None:
        """Put every deed into the farm's agenda."""
        for row in table(told.DOCUMENTS):
            self.farm.plan(on(row[2]), partial(self._document, *row))
        for row in table(told.JOURNALS):
            self.farm.plan(on(row[1]), partial(self._journal, *row))
        for row in table(told.PAYMENTS):
            self.farm.plan(on(row[2]), partial(self._payment, *row))
        for row in table(told.DEEDS):
            self.farm.plan(on(row[3]), partial(self._deed, *row))

    def _party(self, case: str) -> Party:
        parties = self.farm.estate.parties
        if case not in parties:
            listed = {row[0]: row[1:] for row in table(told.PARTIES)}
            name, side, currency, account = listed.get(
                case, [f"Hard Case {case}", "customer", "", ""]
            )
            # No terms: the daily trade leaves these parties alone.
            party = Party(case, name, side, "Growers", "Prairie", currency, 0, account)
            party.created_at = party.changed_at = self.farm.estate.tick()
            parties[case] = party
        return parties[case]

    def _document(
        self,
        name: str,
        day: str,
        _: str,
        kind: str,
        total: str,
        rate: str,
        against: str,
        oddity: str,
    ) -> None:
        farm, amount = self.farm, cents(Decimal(total))
        source = farm.estate.find(against) if against else None
        facts: dict[str, object] = {"posting_date": on(day), "due_date": on(day)}
        facts |= {"is_return": source is not None, "return_against": source}
        facts |= {"updates_return_itself": oddity != "invoice", "rate": Decimal(rate)}
        party = self._party(name.split("-")[0])
        voucher = farm.paper(kind, party, name=name, **facts)
        voucher.lines = [self._line(kind, amount)]
        farm.totalled(voucher, taxed=False)
        if oddity == "at the till":
            voucher.is_paid_at_once, voucher.paid = True, voucher.rounded
            voucher.bank = farm.account("cash")
        farm.estate.write(voucher, submit=oddity != "draft")

    def _line(self, kind: str, amount: Decimal) -> Line:
        account = self.farm.account("expense" if kind == "purchase" else "services")
        service = self.farm.estate.items["SPREADING"]
        return Line(service, Decimal(1 if amount > 0 else -1), abs(amount), account)

    def _payment(
        self,
        name: str,
        day: str,
        _: str,
        of: str,
        on_account: str,
        written_off: str,
        rate: str,
    ) -> None:
        farm, let_go = self.farm, Decimal(written_off)
        payment = self._money(name, day, rate)
        for each in filter(None, of.split(";")):
            target, amount = each.split()
            reference = self._reference(
                payment, farm.estate.find(target), Decimal(amount)
            )
            payment.references.append(reference)
        if let_go:
            payment.deductions = [(farm.account("write_off"), let_go)]
        payment.paid = cents(payment.allocated + Decimal(on_account) - let_go)
        farm.estate.write(payment)
        farm.book_exchange(payment)

    def _money(self, name: str, day: str, rate: str) -> Voucher:
        party = self._party(name.split("-")[0])
        account = self.farm.control(party)
        facts: dict[str, object] = {"posting_date": on(day), "rate": Decimal(rate)}
        facts |= {"account": account, "currency": account.currency}
        facts |= {"direction": "receive" if account.sign > 0 else "pay"}
        bank = self.farm.account("bank")
        return self.farm.paper("money", party, name=name, bank=bank, **facts)

    def _reference(
        self, payment: Voucher, voucher: Voucher, amount: Decimal
    ) -> Reference:
        if amount > 0 and voucher.kind in ("sale", "purchase"):
            return self.farm.reference(payment, voucher, cents(amount))
        if amount < 0:
            payment.direction = "pay"
        return Reference(voucher, cents(abs(amount)), payment.rate)

    def _journal(self, name: str, day: str, rows: str) -> None:
        farm, made = self.farm, []
        for each in rows.split(";"):
            case, target, amount = each.split()
            party, money = self._party(case), cents(Decimal(amount))
            against = None if target == name else farm.estate.find(target)
            made.append(Row(farm.control(party), money, money, party, against))
        rest = sum((row.base for row in made), ZERO)
        if rest:
            made.append(Row(farm.account("services"), -rest, -rest))
        farm.journal(made, "Journal Entry", on(day), name=name)

    def _deed(self, what: str, which: str, other: str, _: str) -> None:
        estate = self.farm.estate
        if what == "merge":
            registry.merge(estate, self._party(which), self._party(other))
        elif what == "cancel":
            estate.cancel(estate.find(which))
        elif what == "amend":
            self.farm.amend(
                estate.find(which), lambda new: _retotal(new, Decimal(other))
            )
        else:
            target, amount = other.split()
            used = cents(Decimal(amount))
            entries.reconcile(estate, estate.find(which), estate.find(target), used)


def _retotal(voucher: Voucher, total: Decimal) -> None:
    line = voucher.lines[0]
    voucher.lines = [Line(line.item, line.quantity, cents(total), line.account)]


def plan(farm: Farm) -> None:
    """Put every hard case into a farm's agenda."""
    _Cases(farm).plan()
