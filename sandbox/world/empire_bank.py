"""Money straight through the bank, the till, journals, and month ends."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from sandbox.world import empire_charts as charts
from sandbox.world import empire_papers as papers
from sandbox.world.amounts import ZERO
from sandbox.world.dealings import DealLine, Link

if TYPE_CHECKING:
    from sandbox.world.dealings import Deal
    from sandbox.world.empire import Dealer
    from sandbox.world.kept import Trader


def sell_at_the_counter(dealer: Dealer) -> None:
    """Sell for cash, tax inside the price; now and then money goes back."""
    books, rng = dealer.books, dealer.agenda.rng
    receipt = _till(dealer, "sales_receipt", rng.randint(1, 4))
    receipt.account = books.accounts["undeposited"]
    receipt.number = f"SR-{books.next_number('receipt'):04}"
    books.enter(papers.add_up(receipt))
    if rng.random() < 0.08:
        back = _till(dealer, "refund_receipt", 1)
        back.account = books.accounts["checking"]
        back.number = f"RR-{books.next_number('refund'):04}"
        books.enter(papers.add_up(back))
    if rng.random() < 0.03:
        dealer.agenda.later(1, 3, lambda: _void_unless_banked(dealer, receipt))


def _till(dealer: Dealer, kind: str, count: int) -> Deal:
    books, rng = dealer.books, dealer.agenda.rng
    tax = books.taxes[charts.RETAIL_TAX]
    on_offer = [ware for ware in books.wares.values() if ware.kind == "Inventory"]
    deal = dealer.deal(kind, dealer.someone("customer"))
    deal.currency, deal.rate = books.currency, Decimal(1)
    if deal.party and deal.party.currency != books.currency:
        deal.party = books.traders["C001"]
    deal.tax_mode, deal.tax_kind = rng.choice(("inclusive", "exclusive", "")), tax
    for ware in rng.sample(on_offer, count):
        line = papers.item_line(books, ware, Decimal(rng.randint(1, 9)))
        line.is_taxed = True
        if deal.tax_mode == "inclusive":
            papers.with_tax_inside(line, tax)
        deal.lines.append(line)
    deal.method, deal.place = "Cash", books.departments["New York City"]
    return deal


def _void_unless_banked(dealer: Dealer, receipt: Deal) -> None:
    if not receipt.banked_in:
        dealer.books.void(receipt)


def spend(dealer: Dealer) -> None:
    """Pay something at once, by cheque, card or cash; sometimes a card is credited."""
    books, rng = dealer.books, dealer.agenda.rng
    party = dealer.someone("vendor")
    what, account, low, high = rng.choice(_SPENT)
    line = papers.account_line(books, what, account, dealer.agenda.dollars(low, high))
    deal = dealer.deal("purchase", party, lines=[line], total=line.amount)
    if what == TAXED:
        deal.tax_mode, deal.tax_kind = "inclusive", books.taxes[charts.RETAIL_TAX]
        papers.with_tax_inside(line, deal.tax_kind)
        papers.add_up(deal)
    deal.currency, deal.rate = books.currency, Decimal(1)
    if party.currency != books.currency:
        deal.party = books.traders["V001"]
    deal.method = rng.choice(("Check", "CreditCard", "CreditCard", "Cash"))
    deal.is_refund = deal.method == "CreditCard" and rng.random() < 0.1
    is_card = deal.method == "CreditCard"
    deal.account = books.accounts["card" if is_card else "checking"]
    books.enter(deal)
    if rng.random() < 0.02:
        end = rng.choice((books.void, books.delete))
        dealer.agenda.later(1, 5, lambda: end(deal))


def bank_what_waits(dealer: Dealer) -> None:
    """Bring payments and receipts to the bank as one deposit, less a fee."""
    books = dealer.books
    held = books.accounts["undeposited"]
    waiting = [
        deal
        for deal in books.unbanked
        if deal.is_live and deal.account is held and not deal.banked_in
    ]
    books.unbanked = []
    if not waiting:
        return
    deposit = dealer.deal("deposit", banked=waiting)
    total = sum((_worth(deal) for deal in waiting), ZERO)
    if dealer.agenda.rng.random() < 0.4:
        fee = papers.account_line(books, "Merchant fee", "fees", Decimal("-3.85"))
        deposit.lines.append(fee)
        total += fee.amount
    deposit.total, deposit.account = total, books.accounts["checking"]
    books.enter(deposit)


def _worth(deal: Deal) -> Decimal:
    return (deal.total * deal.rate).quantize(Decimal("0.01"))


def open_balances(dealer: Dealer) -> None:
    """Take over by journal what was owed on the first day; most of it is paid."""
    books = dealer.books
    owed = (("C001", "1840.5"), ("C002", "612"), ("C003", "-75.25"), ("V004", "980.1"))
    lines = [_opening(books.traders[code], dealer, amount) for code, amount in owed]
    rest = -sum((line.amount for line in lines), ZERO)
    lines.append(papers.account_line(books, "Opening balance", "opening", rest))
    debits = sum((line.amount for line in lines if line.amount > 0), ZERO)
    journal = dealer.deal("journal_entry", lines=lines, total=debits, number="OPEN")
    books.enter(journal)
    for line, names_line in zip(lines[:2], (True, False), strict=True):
        link = Link(journal, line.amount, line, names_line)
        dealer.agenda.later(10, 30, partial(_take, dealer, link))


def _opening(party: Trader, dealer: Dealer, amount: str) -> DealLine:
    ledger, sign = ("payable", -1) if party.side == "vendor" else ("receivable", 1)
    value = sign * Decimal(amount)
    line = papers.account_line(dealer.books, "Opening balance", ledger, value)
    line.party = party
    return line


def _take(dealer: Dealer, link: Link) -> None:
    assert link.line
    deal = dealer.deal("payment", link.line.party, links=[link], total=link.amount)
    deal.account, deal.method = dealer.books.accounts["checking"], "Check"
    dealer.books.enter(deal)


def close_the_month(dealer: Dealer) -> None:
    """Accrue freight and undo it, pay the card, sweep what is left to savings."""
    books, agenda = dealer.books, dealer.agenda
    amount = agenda.dollars(200, 900)
    journal = _accrual(dealer, amount, "Accrue freight")
    if agenda.rng.random() < 0.1:
        agenda.later(1, 6, lambda: books.delete(journal))
    else:
        agenda.plan(
            agenda.today + timedelta(1),
            lambda: _accrual(dealer, -amount, "Undo accrual"),
        )
    for code, low, high in (("savings", 2_000, 9_000), ("card", 9_000, 19_000)):
        total = agenda.dollars(low, high)
        transfer = dealer.deal("transfer", total=total, note=f"To {code}")
        transfer.account, transfer.target = (
            books.accounts["checking"],
            books.accounts[code],
        )
        books.enter(transfer)
    if agenda.rng.random() < 0.1:
        agenda.later(1, 3, lambda: books.delete(transfer))


def _accrual(dealer: Dealer, amount: Decimal, why: str) -> Deal:
    books = dealer.books
    lines = [
        papers.account_line(books, why, "freight", amount),
        papers.account_line(books, why, "accrued", -amount),
    ]
    lines[0].label = books.classes["THC"]
    journal = dealer.deal("journal_entry", lines=lines, total=abs(amount), note=why)
    journal.number = f"JE-{books.next_number('journal')}"
    return books.enter(journal)


TAXED = "Office supplies"
_SPENT = (
    ("Merchant fees", "fees", 4, 90),
    ("Courier top-up", "freight", 20, 240),
    ("Software", "software", 15, 190),
    (TAXED, "packaging", 10, 300),
)
