"""The vendor's own figures agree with one another, to the cent."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from sandbox.hard_cases import EXPECTED, IDS, Expected
from sandbox.identities import identity
from tests.sandbox.plain_subledger import Body, Subledger, day

if TYPE_CHECKING:
    from collections.abc import Iterator

Records = dict[str, list[Body]]
ZERO = Decimal(0)
CENT = Decimal("0.01")
MONTH_ENDS = [
    date(2025, 3, 31),
    date(2025, 12, 31),
    date(2026, 2, 28),
    date(2026, 6, 30),
]


@pytest.fixture(scope="module")
def subledger(harbour: Records) -> Subledger:
    return Subledger(harbour)


def test_every_item_ties_to_what_xero_says_is_open(subledger: Subledger) -> None:
    differing = {
        key: (subledger.open(key), item.reported)
        for key, item in subledger.items.items()
        if subledger.open(key) != item.reported
    }
    assert differing == {}


def test_amount_due_follows_from_paid_and_credited(harbour: Records) -> None:
    for invoice in harbour["Invoices"]:
        left = invoice["Total"] - invoice["AmountPaid"] - invoice["AmountCredited"]
        gone = invoice["Status"] in ("VOIDED", "DELETED")
        assert invoice["AmountDue"] == (0 if gone else left)
        assert (invoice["Status"] == "PAID") <= (left == 0)


def test_nothing_is_paid_twice(harbour: Records) -> None:
    assert min(each["AmountDue"] for each in harbour["Invoices"]) >= 0
    for name in ("CreditNotes", "Overpayments", "Prepayments"):
        assert min(each["RemainingCredit"] for each in harbour[name]) >= 0


def test_lines_sum_to_their_document_but_for_a_cent_of_tax(harbour: Records) -> None:
    differences = set()
    for name in ("Invoices", "CreditNotes", "BankTransactions", "Prepayments"):
        for document in harbour[name]:
            differences.add(document["Total"] - _written(document))
    assert differences == {ZERO, CENT, -CENT}


def _written(document: Body) -> Decimal:
    lines = document["LineItems"]
    amounts = sum((line.get("LineAmount", ZERO) for line in lines), ZERO)
    taxes = sum((line.get("TaxAmount", ZERO) for line in lines), ZERO)
    return amounts + (taxes if document["LineAmountTypes"] == "Exclusive" else ZERO)


def test_every_journal_balances_to_zero(harbour: Records) -> None:
    for journal in harbour["Journals"]:
        assert sum(line["NetAmount"] for line in journal["JournalLines"]) == 0


def test_journals_are_numbered_without_gaps_as_they_were_keyed(
    harbour: Records,
) -> None:
    journals = harbour["Journals"]
    assert [each["JournalNumber"] for each in journals] == [
        *range(1, len(journals) + 1)
    ]
    keyed = [each["CreatedDateUTC"] for each in journals]
    assert keyed == sorted(keyed)


@pytest.mark.parametrize("as_of", MONTH_ENDS)
@pytest.mark.parametrize(
    ("ledger", "account"), [("receivable", "DEBTORS"), ("payable", "CREDITORS")]
)
def test_control_accounts_equal_the_items_but_for_named_cents(
    harbour: Records, subledger: Subledger, ledger: str, account: str, as_of: date
) -> None:
    sign = 1 if ledger == "receivable" else -1
    control = sign * _balance(harbour, account, as_of)
    keys = [
        key
        for key, item in subledger.items.items()
        if item.ledger == ledger and item.is_in_control_account
    ]
    total = sum((subledger.open_base(key, as_of) for key in keys), ZERO)
    cents = {
        key: subledger.posted_apart(key, as_of) - subledger.open_base(key, as_of)
        for key in keys
    }
    assert control - total == sum(cents.values(), ZERO)
    assert all(abs(each) <= 2 * CENT for each in cents.values())


def _balance(harbour: Records, system_account: str, as_of: date) -> Decimal:
    accounts = harbour["Accounts"]
    account = next(a for a in accounts if a.get("SystemAccount") == system_account)
    return sum(
        (
            line["NetAmount"]
            for journal in harbour["Journals"]
            if day(journal["JournalDate"]) <= as_of
            for line in journal["JournalLines"]
            if line["AccountID"] == account["AccountID"]
        ),
        ZERO,
    )


def test_contact_balances_are_the_sum_of_what_is_open(harbour: Records) -> None:
    owed: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    for contact_id, side, amount in _open_amounts(harbour):
        owed[contact_id, side] += amount
    for contact in harbour["Contacts"]:
        for side, figures in contact["Balances"].items():
            assert figures["Outstanding"] == owed[contact["ContactID"], side]


def _open_amounts(harbour: Records) -> Iterator[tuple[str, str, Decimal]]:
    for name, field, sign in (
        ("Invoices", "AmountDue", 1),
        ("CreditNotes", "RemainingCredit", -1),
        ("Overpayments", "RemainingCredit", -1),
        ("Prepayments", "RemainingCredit", -1),
    ):
        for each in harbour[name]:
            if each["Status"] == "AUTHORISED":
                is_sale = "REC" in each["Type"]
                side = "AccountsReceivable" if is_sale else "AccountsPayable"
                yield each["Contact"]["ContactID"], side, sign * each[field]


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda e: f"{e.case} {e.as_of}")
def test_hard_cases_are_worth_what_was_worked_out_by_hand(
    subledger: Subledger, expected: Expected
) -> None:
    key = IDS[expected.case]
    assert subledger.open(key, expected.as_of) == expected.amount
    assert subledger.open_base(key, expected.as_of) == expected.amount_base


def test_a_hard_case_has_a_contact_of_its_own(harbour: Records) -> None:
    contacts = {each["ContactID"]: each["Name"] for each in harbour["Contacts"]}
    assert contacts[identity("H04")] == "Hard Case H04"


def test_what_reaches_the_bank_is_what_the_journal_says(harbour: Records) -> None:
    home = {
        each["AccountID"]
        for each in harbour["Accounts"]
        if each["Type"] == "BANK" and each["CurrencyCode"] == "NZD"
    }
    banked = {
        journal["SourceID"]: abs(line["NetAmount"])
        for journal in harbour["Journals"]
        for line in journal["JournalLines"]
        if line["AccountID"] in home
    }
    paid = {
        each["PaymentID"]: each["BankAmount"]
        for each in harbour["Payments"]
        if each["Account"]["AccountID"] in home
    }
    assert paid.items() <= banked.items()
    foreign = [
        each for each in harbour["Payments"] if each["Amount"] != each["BankAmount"]
    ]
    assert foreign
