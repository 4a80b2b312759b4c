"""Money through the bank without an invoice, batches of payments, and month ends."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sandbox.world import papers
from sandbox.world.amounts import ONE
from sandbox.world.books import ManualJournal, Transfer
from sandbox.world.catalogue import BANK, SAVINGS, USD_BANK

if TYPE_CHECKING:
    from sandbox.world.company import Company
    from sandbox.world.lists import Party


def bank(company: Company, kind: str, party: Party) -> None:
    """Take or spend money straight on a revenue or expense account."""
    what, account, tax_code, low, high = company.rng.choice(_BANKED[kind])
    line = papers.plain(what, account, company.dollars(low, high))
    line.tax_code, line.region = tax_code, party.region
    facts = {"tax_mode": "inclusive", "bank": BANK, "currency": "NZD", "rate": ONE}
    if kind == "receipt" and company.rng.random() < 0.06:
        line.tax_code = "NONE"
        rate = company.rate("USD", company.today)
        facts |= {"bank": USD_BANK, "currency": "USD", "rate": rate}
    facts["is_reconciled"] = company.rng.random() < 0.9
    lines = [papers.taxed(line, "inclusive")]
    document = company.document(kind, party, lines, "", **facts)
    company.books.write(document)
    if company.rng.random() < 0.02:
        company.later(1, 5, lambda: company.books.move_to(document, "deleted"))


def pay_batches(company: Company) -> None:
    """Pay what waits, receipts as one sum and payments as another."""
    waiting, company.for_batch = company.for_batch, []
    for kind, name in (("invoice", "RECBATCH"), ("bill", "PAYBATCH")):
        due = [
            each
            for each in waiting
            if each.kind == kind and each.issue_date <= company.today
        ]
        company.pay_batch(name, due)
    company.for_batch += [d for d in waiting if d.issue_date > company.today]


def close_the_month(company: Company, day: date) -> None:
    """Accrue freight, and sweep what is left to savings."""
    if (day + timedelta(1)).day == 1:
        _accrue(company, day)
        _sweep(company, day)


def _accrue(company: Company, day: date) -> None:
    books, amount = company.books, company.dollars(200, 900)
    lines = [("425", amount), ("900", -amount)]
    key = books.new_key("journal")
    journal = ManualJournal(key, day, f"Accrue freight, {day:%B}", lines)
    fate = company.rng.random()
    books.keep_journal(journal, "draft" if fate < 0.1 else "posted")
    if fate > 0.9:
        company.later(1, 6, lambda: books.keep_journal(journal, "voided"))


def _sweep(company: Company, day: date) -> None:
    books, amount = company.books, company.dollars(2_000, 9_000)
    cheque, savings = books.accounts[BANK], books.accounts[SAVINGS]
    key = books.new_key("transfer")
    transfer = books.transfer(Transfer(key, day, cheque, savings, amount, "Sweep"))
    if company.rng.random() < 0.1:
        company.later(1, 3, lambda: books.delete_transfer(transfer))


_BANKED = {
    "receipt": (
        ("Farmers' market takings", "200", "OUTPUT2", 180, 1400),
        ("Café counter, EFTPOS", "200", "OUTPUT2", 300, 2600),
        ("Machine hire", "260", "OUTPUT2", 80, 260),
        ("Interest received", "270", "NONE", 2, 60),
    ),
    "expense": (
        ("Merchant fees", "404", "NONE", 4, 90),
        ("Courier top-up", "425", "INPUT2", 20, 240),
        ("Software", "485", "INPUT2", 15, 190),
        ("Drawings", "880", "NONE", 300, 1500),
    ),
}
