"""QuickBooks' own figures agree with one another, to the cent."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest

from sandbox.hard_cases_quickbooks import EXPECTED, IDS, Expected
from tests.sandbox.plain_quickbooks import Body, Subledger, base, money
from tests.sandbox.quickbooks import EMPIRE, everything

CONNECTIONS = (EMPIRE, "quickbooks_empire_retail", "quickbooks_harbour")
ZERO = Decimal(0)
Judged = tuple[dict[str, list[Body]], Subledger]


@pytest.fixture(scope="module", params=CONNECTIONS)
def judged(request: pytest.FixtureRequest) -> Judged:
    records = everything(request.param)
    return records, Subledger(records)


@pytest.fixture(scope="module")
def empire() -> Subledger:
    return Subledger(everything())


def test_every_item_ties_to_what_quickbooks_says_is_open(judged: Judged) -> None:
    _, subledger = judged
    differing = {
        key: (subledger.open(key), item.reported)
        for key, item in subledger.items.items()
        if item.reported is not None and subledger.open(key) != item.reported
    }
    assert differing == {}


def test_every_home_balance_is_the_balance_at_the_items_own_rate(
    judged: Judged,
) -> None:
    _, subledger = judged
    for key, item in subledger.items.items():
        if item.reported_base is not None:
            assert subledger.open_base(key) == item.reported_base, key


@pytest.mark.parametrize(
    ("ledger", "kind", "sign"),
    [
        ("receivable", "Accounts Receivable", 1),
        ("payable", "Accounts Payable", -1),
    ],
)
def test_control_accounts_equal_their_items(
    judged: Judged, ledger: str, kind: str, sign: int
) -> None:
    """What is owed is negative on an account of payables."""
    records, subledger = judged
    accounts = [a for a in records["Account"] if a["AccountType"] == kind]
    control = sum((money(a["CurrentBalance"]) for a in accounts), ZERO)
    assert len(accounts) == 3
    assert sign * control == subledger.total_base(ledger) != 0


def test_the_balance_of_a_party_is_the_sum_of_what_is_open(judged: Judged) -> None:
    records, subledger = judged
    owed: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    for ledger in ("receivable", "payable"):
        for key in subledger.own_items(ledger):
            owed[ledger, subledger.items[key].party] += subledger.open(key)
    for name, ledger in (("Customer", "receivable"), ("Vendor", "payable")):
        for party in records[name]:
            assert money(party["Balance"]) == owed[ledger, party["Id"]]


def test_a_parent_owes_with_its_jobs_what_they_owe_together() -> None:
    customers = everything()["Customer"]
    parents = {c["ParentRef"]["value"] for c in customers if c["Job"]}
    assert len(parents) >= 4
    for parent in (c for c in customers if c["Id"] in parents):
        jobs = [
            c for c in customers if c.get("ParentRef", {}).get("value") == parent["Id"]
        ]
        whole = sum((money(c["Balance"]) for c in [parent, *jobs]), ZERO)
        assert money(parent["BalanceWithJobs"]) == whole
        assert all(job["Level"] == 1 for job in jobs)


def test_only_one_link_leads_nowhere(empire: Subledger) -> None:
    gone = (f"Payment:{IDS['Q17-P']}", IDS["Q17-GONE"])
    assert empire.unresolved == [gone]


def test_nothing_is_paid_twice(judged: Judged) -> None:
    records, _ = judged
    for name in ("Invoice", "Bill", "CreditMemo", "VendorCredit"):
        assert all(each["Balance"] >= 0 for each in records[name])
    assert all(each["UnappliedAmt"] >= 0 for each in records["Payment"])


def test_lines_less_discount_and_tax_sum_to_their_document(judged: Judged) -> None:
    records, _ = judged
    forms = ("Invoice", "SalesReceipt", "CreditMemo", "RefundReceipt")
    for name in (*forms, "Bill", "VendorCredit", "Purchase"):
        for document in records[name]:
            tax = money(document.get("TxnTaxDetail", {}).get("TotalTax", 0))
            assert _net(document["Line"]) + tax == money(document["TotalAmt"]), name


def _net(lines: list[Body]) -> Decimal:
    net = ZERO
    for line in lines:
        kind = line["DetailType"]
        if kind == "GroupLineDetail":
            members = _net(line[kind]["Line"])
            assert members == money(line["Amount"])
            net += members
        elif kind not in ("SubTotalLineDetail", "DescriptionOnly"):
            amount = money(line["Amount"])
            net += -amount if kind == "DiscountLineDetail" else amount
    return net


def test_a_tax_is_the_sum_of_its_agencies(judged: Judged) -> None:
    records, _ = judged
    for name in ("Invoice", "SalesReceipt", "CreditMemo", "Bill", "Purchase"):
        for document in records[name]:
            detail = document.get("TxnTaxDetail", {})
            parts = [money(line["Amount"]) for line in detail.get("TaxLine", ())]
            assert not parts or sum(parts, ZERO) == money(detail["TotalTax"])


def test_inside_a_price_the_line_is_net_and_says_its_gross() -> None:
    inclusive = [
        receipt
        for receipt in everything()["SalesReceipt"]
        if receipt.get("GlobalTaxCalculation") == "TaxInclusive"
    ]
    for receipt in inclusive:
        lines = [li for li in receipt["Line"] if "SalesItemLineDetail" in li]
        details = [line["SalesItemLineDetail"] for line in lines]
        gross = sum((money(each["TaxInclusiveAmt"]) for each in details), ZERO)
        assert gross == money(receipt["TotalAmt"])
    assert len(inclusive) > 50


def test_journals_balance() -> None:
    for journal in everything()["JournalEntry"]:
        sides: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for line in journal["Line"]:
            side = line["JournalEntryLineDetail"]["PostingType"]
            sides[side] += money(line["Amount"])
        assert sides["Debit"] == sides["Credit"]


def test_a_deposit_is_what_it_brings(judged: Judged) -> None:
    records, _ = judged
    for deposit in records["Deposit"]:
        amounts = (money(line["Amount"]) for line in deposit["Line"])
        assert sum(amounts, ZERO) == money(deposit["TotalAmt"])


def test_home_totals_multiply_by_the_rate(judged: Judged) -> None:
    records, _ = judged
    for name in ("Invoice", "CreditMemo", "Bill"):
        for document in records[name]:
            rate = money(document["ExchangeRate"])
            total = base(money(document["TotalAmt"]), rate)
            assert money(document["HomeTotalAmt"]) == total


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda e: f"{e.case} {e.as_of}")
def test_hard_cases_are_worth_what_was_worked_out_by_hand(
    empire: Subledger, expected: Expected
) -> None:
    assert empire.open(expected.key, expected.as_of) == expected.amount
    assert empire.open_base(expected.key, expected.as_of) == expected.amount_base


def test_the_judge_knows_every_item_of_the_hard_cases(empire: Subledger) -> None:
    unknown = {e.key for e in EXPECTED} - set(empire.items)
    # What was voided is there, and worth nothing; what was deleted is not.
    assert unknown == {f"Payment:{IDS['Q02-P']}"}
