"""What a person can do in a site, for a test to do it in the middle of a load."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.world.farms import aftermath, entries, registry, stockroom

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator

    from sandbox.clock import Clock
    from sandbox.world.farms.books import Voucher
    from sandbox.world.farms.farm import Farm
    from sandbox.world.farms.keeper import Estate
    from sandbox.world.farms.lists import Party


class Deeds(ABC):
    """Deeds; each happens now, with all that follows from it in the ledgers."""

    clock: Clock
    lock: threading.RLock

    @property
    @abstractmethod
    def estate(self) -> Estate:
        """The world behind the site."""

    @abstractmethod
    def tell_anew(self) -> None:
        """Tell again what a deed has touched."""

    @contextmanager
    def _deed(self) -> Iterator[Estate]:
        with self.lock:
            self.estate.now = max(self.estate.now, self.clock.now())
            yield self.estate
            self.tell_anew()

    def find(self, name: str) -> Voucher:
        """Return the voucher behind a document of a name."""
        return self.estate.find(name)

    def open_invoices(self, kind: str = "sale") -> list[str]:
        """Return the names of posted, untouched, open invoices (or bills), in order."""
        return [
            voucher.name
            for voucher in self.estate.vouchers
            if voucher.kind == kind
            and voucher.state == 1
            and not voucher.is_return
            and len(voucher.entries) == 1
            and voucher.open_amount == abs(voucher.entries[0].amount)
            and voucher.open_amount > 0
        ]

    def sell(self, customer: str, amount: str, *, submit: bool = True) -> str:
        """Write an invoice for a service, without tax; return its name."""
        with self._deed() as estate:
            party, firm = self._party(customer), self._farm()
            service = estate.items["SPREADING"]
            line = firm.line(service, Decimal(1), Decimal(amount), "services")
            invoice = firm.paper("sale", party, due_date=firm.today, lines=[line])
            estate.write(firm.totalled(invoice, taxed=False), submit=submit)
            return invoice.name

    def submit(self, name: str) -> None:
        """Submit a draft."""
        with self._deed() as estate:
            estate.submit(estate.find(name))

    def pay(self, name: str, amount: str | None = None, on_account: str = "0") -> str:
        """Pay an invoice or a bill; return the payment's name."""
        with self._deed() as estate:
            voucher = estate.find(name)
            firm = self._farm(voucher.firm)
            part = None if amount is None else Decimal(amount)
            payment = firm.pay([voucher], part, Decimal(on_account))
            assert payment, f"nothing is open on {name}"
            return payment.name

    def write_off(self, name: str) -> None:
        """Write what is open off, by a journal."""
        with self._deed() as estate:
            voucher = estate.find(name)
            aftermath.write_off(self._farm(voucher.firm), voucher)

    def reconcile(self, payment: str, invoice: str, amount: str) -> None:
        """Use money on account: one payment ledger row goes, others come."""
        with self._deed() as estate:
            used = Decimal(amount)
            entries.reconcile(estate, estate.find(payment), estate.find(invoice), used)

    def cancel(self, name: str) -> None:
        """Cancel a document: reversed in every ledger."""
        with self._deed() as estate:
            estate.cancel(estate.find(name))

    def amend(self, name: str) -> str:
        """Cancel an invoice and key it anew; return the amendment's name."""
        with self._deed() as estate:
            voucher = estate.find(name)
            return self._farm(voucher.firm).amend(voucher, lambda _: None).name

    def delete(self, name: str) -> None:
        """Delete a draft or cancelled document: a Deleted Document, no ledger rows."""
        with self._deed() as estate:
            estate.delete(estate.find(name))

    def rename(self, party: str, name: str) -> None:
        """Rename a customer or supplier everywhere, in silence."""
        with self._deed() as estate:
            registry.rename(estate, self._party(party), name)

    def merge(self, party: str, into: str) -> None:
        """Merge a customer or supplier into another."""
        with self._deed() as estate:
            registry.merge(estate, self._party(party), self._party(into))

    def repost(self, item: str, days_ago: int = 200) -> int:
        """Key an old stock bill; return how many stock rows it changes in silence."""
        with self._deed() as estate:
            farm = self._farm()
            stocked = estate.items[item]
            lines = [farm.line(stocked, Decimal(50), stocked.cost * 2, "stock")]
            day = farm.today - timedelta(days_ago)
            farm.bill("S001", lines, posting_date=day)
            return stockroom.repost(estate, estate.shelf(stocked, farm.warehouse))

    def rename_ledger_rows(self) -> None:
        """Run the job that renames ledger rows and moves their `modified`."""
        with self._deed() as estate:
            for voucher in estate.vouchers:
                estate.fresh[voucher] = None
            registry.rename_ledger_rows(estate)

    def do(self, deed: Callable[[Estate, Farm], object]) -> None:
        """Do anything else with the site's world and its first company."""
        with self._deed() as estate:
            deed(estate, self._farm())

    def _farm(self, farm: Farm | None = None) -> Farm:
        """Return a company, the first unless told, on today's date."""
        farm = farm or next(iter(self.estate.farms.values()))
        farm.today = self.clock.now().astimezone(self.estate.zone).date()
        return farm

    def _party(self, name: str) -> Party:
        parties = self.estate.parties.values()
        return next(p for p in parties if p.name == name and not p.is_gone)
