"""Credits: money paid too much or too early, goods returned, and where they end."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.world.books import Document, Line
from sandbox.world.catalogue import CUSTOMER_DEPOSITS, SUPPLIER_DEPOSITS
from sandbox.world.papers import plain, taxed

if TYPE_CHECKING:
    from sandbox.world.company import Company
    from sandbox.world.lists import Party


def overpay(company: Company, document: Document) -> None:
    """Pay too much; the rest is used, refunded, or stays."""
    if not company.pay(document, document.open):
        return
    is_sale = document.kind == "invoice"
    extra = Decimal(company.rng.randint(500, 25_000)) / 100
    account = company.books.role("receivable" if is_sale else "payable").code
    line = Line("Overpayment", extra, account=account, tax_code="NONE")
    line.quantity, line.unit_price = Decimal(1), extra
    kind = "overpayment" if is_sale else "supplier_overpayment"
    more = {"tax_mode": "no_tax", "bank": company.bank_for(document.currency).code}
    credit = company.document(kind, document.party, [line], "", **more)
    company.books.write(credit)
    use_or_refund(company, credit)


def prepay(company: Company, kind: str, party: Party) -> None:
    """Take or make a deposit on an order; most of it is used later."""
    is_sale = kind == "prepayment"
    account = CUSTOMER_DEPOSITS if is_sale else SUPPLIER_DEPOSITS
    amount = Decimal(company.rng.randint(5_000, 90_000)) / 100
    line = plain("Deposit on order", account, amount)
    line.tax_code = "OUTPUT2" if is_sale else "INPUT2"
    if party.currency != company.books.currency:
        line.tax_code = "NONE"
    bank = company.bank_for(party.currency).code
    lines = [taxed(line, "exclusive")]
    credit = company.document(kind, party, lines, "", bank=bank)
    company.books.write(credit)
    use_or_refund(company, credit)


def give_credit(company: Company, document: Document) -> None:
    """Take part of the goods back: a credit note, applied, refunded or waiting."""
    source = [each for each in document.lines if (each.amount or 0) > 0]
    if not source or document.state != "posted":
        return
    kept = company.rng.sample(source, min(len(source), company.rng.randint(1, 2)))
    lines = [_returned(company, each, document.tax_mode) for each in kept]
    is_sale = document.kind == "invoice"
    kind = "credit_note" if is_sale else "supplier_credit"
    number = f"CN-{company.books.next_number('credit note'):04}"
    if not is_sale:
        number = f"CR{company.rng.randint(100, 999)}"
    more = {"tax_mode": document.tax_mode, "reference": "Damaged bags"}
    credit = company.document(kind, document.party, lines, number, **more)
    company.books.write(credit)
    if company.rng.random() < 0.8:
        company.later(1, 25, lambda: _apply(company, credit, document))
    elif company.rng.random() < 0.6:
        use_or_refund(company, credit)
    elif company.rng.random() < 0.3:
        company.later(1, 9, lambda: company.cancel(credit))


def _returned(company: Company, line: Line, tax_mode: str) -> Line:
    quantity = line.quantity or Decimal(1)
    if quantity > 2:
        quantity = Decimal(company.rng.randint(1, int(quantity) - 1))
    returned = Line(f"{line.description} - returned", account=line.account)
    returned.quantity, returned.unit_price = quantity, line.unit_price
    returned.discount_rate, returned.tax_code = line.discount_rate, line.tax_code
    returned.item, returned.region, returned.channel = (
        line.item,
        line.region,
        line.channel,
    )
    return taxed(returned, tax_mode)


def _apply(company: Company, credit: Document, document: Document) -> None:
    if not company.allocate(credit, document):
        use_or_refund(company, credit)
        return
    allocation = credit.allocations[-1]
    if company.rng.random() < 0.08:
        company.later(1, 10, lambda: company.books.delete_allocation(allocation))


def use_or_refund(company: Company, credit: Document) -> None:
    """Use a credit on the party's next open document, refund it, or let it be."""
    fate = company.rng.random()
    if fate < 0.60:
        company.later(3, 40, lambda: _use(company, credit))
    elif fate < 0.80:
        company.later(2, 30, lambda: company.pay(credit, credit.open))


def _use(company: Company, credit: Document) -> None:
    charge_kind = "invoice" if credit.kind in _SALES_CREDITS else "bill"
    for charge in reversed(company.books.documents):
        is_match = charge.party is credit.party and charge.currency == credit.currency
        if is_match and charge.kind == charge_kind and company.allocate(credit, charge):
            return


_SALES_CREDITS = ("credit_note", "overpayment", "prepayment")
