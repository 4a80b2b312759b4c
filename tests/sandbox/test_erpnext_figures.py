"""ERPNext's own figures agree with one another, to the cent."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.hard_cases_erpnext import EXPECTED, PARTY_OF
from tests.sandbox.erpnext import Records, site_of
from tests.sandbox.plain_payment_ledger import PaymentLedger, exact

if TYPE_CHECKING:
    from sandbox.hard_cases import Expected

ZERO = Decimal(0)
INVOICES = ("Sales Invoice", "Purchase Invoice")
SITES = ("erp_greenfields", "erp_kisanmitra")


def records_of(connection: str) -> Records:
    site = site_of(connection)
    names = (*INVOICES, "Payment Entry", "Journal Entry", "GL Entry", "Bin", "Account")
    ledgers = ("Payment Ledger Entry", "Stock Ledger Entry", "Warehouse", "Company")
    return {
        name: [record.row for record in site.table(name).records.values()]
        for name in names + ledgers
    }


@pytest.fixture(scope="module", params=SITES)
def records(request: pytest.FixtureRequest) -> Records:
    return records_of(request.param)


@pytest.fixture(scope="module")
def greenfields() -> PaymentLedger:
    return PaymentLedger(records_of("erp_greenfields"))


def test_every_invoice_owes_what_its_payment_ledger_rows_say(records: Records) -> None:
    owed: dict[Any, Decimal] = defaultdict(Decimal)
    for row in records["Payment Ledger Entry"]:
        if not row["delinked"]:
            key = row["against_voucher_type"], row["against_voucher_no"]
            owed[key] += exact(row["amount_in_account_currency"])
    differing = {
        each["name"]: (owed[name, each["name"]], each["outstanding_amount"])
        for name in INVOICES
        for each in records[name]
        if each["docstatus"] == 1
        and owed[name, each["name"]] != exact(each["outstanding_amount"])
    }
    assert differing == {}


def test_every_item_ties_once_early_money_and_refunded_returns_are_moved(
    records: Records,
) -> None:
    ledger = PaymentLedger(records)
    worth: dict[str, Decimal] = defaultdict(Decimal)
    for item, moved in ledger.moved.items():
        worth[item.voucher] += sum((move.amount for move in moved), ZERO)
    for name in INVOICES:
        for each in records[name]:
            if each["docstatus"] == 1:
                assert worth[each["name"]] == exact(each["outstanding_amount"]), each


def test_payments_leave_on_account_what_they_say(records: Records) -> None:
    left: dict[str, Decimal] = defaultdict(Decimal)
    for row in records["Payment Ledger Entry"]:
        if not row["delinked"] and row["voucher_no"] == row["against_voucher_no"]:
            left[row["voucher_no"]] += exact(row["amount_in_account_currency"])
    for payment in records["Payment Entry"]:
        if payment["docstatus"] == 1:
            assert -left[payment["name"]] == exact(payment["unallocated_amount"])


@pytest.mark.parametrize("as_of", [date(2025, 3, 31), date(2026, 1, 31), date.max])
def test_control_accounts_equal_the_payment_ledger(
    records: Records, as_of: date
) -> None:
    kinds = {each["name"]: each["account_type"] for each in records["Account"]}
    general: dict[str, Decimal] = defaultdict(Decimal)
    payments: dict[str, Decimal] = defaultdict(Decimal)
    for row in records["GL Entry"]:
        kind = kinds[row["account"]]
        if kind in ("Receivable", "Payable") and _counts(row, "is_cancelled", as_of):
            amount = exact(row["debit"]) - exact(row["credit"])
            general[row["account"]] += amount if kind == "Receivable" else -amount
    for row in records["Payment Ledger Entry"]:
        if _counts(row, "delinked", as_of):
            payments[row["account"]] += exact(row["amount"])
    assert general == payments
    assert len(general) >= 2


def _counts(row: dict[str, Any], struck: str, as_of: date) -> bool:
    return not row[struck] and date.fromisoformat(row["posting_date"]) <= as_of


def test_every_voucher_balances_in_the_general_ledger(records: Records) -> None:
    sums: dict[Any, Decimal] = defaultdict(Decimal)
    for row in records["GL Entry"]:
        key = row["voucher_no"], row["is_cancelled"]
        sums[key] += exact(row["debit"]) - exact(row["credit"])
    assert {key: rest for key, rest in sums.items() if rest} == {}


def test_stock_rows_add_up_to_the_bins_and_to_the_stock_account(
    records: Records,
) -> None:
    quantity: dict[Any, Decimal] = defaultdict(Decimal)
    value: dict[Any, Decimal] = defaultdict(Decimal)
    by_company: dict[str, Decimal] = defaultdict(Decimal)
    for row in records["Stock Ledger Entry"]:
        if not row["is_cancelled"]:
            key = row["item_code"], row["warehouse"]
            quantity[key] += exact(row["actual_qty"])
            value[key] += exact(row["stock_value_difference"])
            by_company[row["company"]] += exact(row["stock_value_difference"])
    for each in records["Bin"]:
        key = each["item_code"], each["warehouse"]
        assert quantity[key] == exact(each["actual_qty"]) >= 0
        assert value[key] == exact(each["stock_value"])
    stock = {each["default_inventory_account"] for each in records["Company"]}
    in_general: dict[str, Decimal] = defaultdict(Decimal)
    for row in records["GL Entry"]:
        if row["account"] in stock and not row["is_cancelled"]:
            in_general[row["company"]] += exact(row["debit"]) - exact(row["credit"])
    assert in_general == by_company


def test_settled_means_zero_in_both_currencies(records: Records) -> None:
    amounts: dict[str, Decimal] = defaultdict(Decimal)
    bases: dict[str, Decimal] = defaultdict(Decimal)
    for row in records["Payment Ledger Entry"]:
        if not row["delinked"]:
            amounts[row["against_voucher_no"]] += exact(
                row["amount_in_account_currency"]
            )
            bases[row["against_voucher_no"]] += exact(row["amount"])
    assert [name for name in amounts if not amounts[name] and bases[name]] == []


@pytest.mark.parametrize(
    "expected", EXPECTED, ids=lambda e: f"{e.case} {e.as_of:%m-%d}"
)
def test_hard_cases(greenfields: PaymentLedger, expected: Expected) -> None:
    worth = greenfields.worth(expected.case, expected.as_of)
    assert worth == (expected.amount, expected.amount_base), expected.why


def test_a_merged_customers_items_are_the_survivors(
    greenfields: PaymentLedger,
) -> None:
    for name, party in PARTY_OF.items():
        parties = {i.party for i in greenfields.moved if i.voucher == name}
        assert parties == {party}
