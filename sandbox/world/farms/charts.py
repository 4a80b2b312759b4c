"""The farm-supply companies' charts of accounts."""

from __future__ import annotations

from sandbox.hard_cases import table
from sandbox.world.farms.lists import Account

# role | name | root | type
_ACCOUNTS = """
receivable | Debtors | Asset | Receivable
payable | Creditors | Liability | Payable
bank | Operating Bank | Asset | Bank
savings | Reserve Bank Account | Asset | Bank
cash | Cash | Asset | Cash
stock | Stock In Hand | Asset | Stock
sales | Sales | Income | Income Account
services | Service Income | Income | Income Account
cost_of_goods | Cost of Goods Sold | Expense | Cost of Goods Sold
expense | Administrative Expenses | Expense | Expense Account
freight | Freight and Forwarding | Expense | Expense Account
write_off | Write Off | Expense | Expense Account
round_off | Round Off | Expense | Round Off
exchange | Exchange Gain/Loss | Expense | Expense Account
accrued | Accrued Expenses | Liability |
state_tax | State Sales Tax | Liability | Tax
central_tax | Output Tax CGST | Liability | Tax
capital | Capital Stock | Equity | Equity
"""
_FOREIGN = {
    "GFS": ("Debtors EUR", "Creditors EUR"),
    "GPL": (),
    "KMA": ("Debtors USD",),
}


def accounts(abbreviation: str, currency: str) -> dict[str, Account]:
    """Return a company's accounts by role, and its foreign ones by name."""
    book = {
        role: Account(f"{name} - {abbreviation}", role, root, kind, currency)
        for role, name, root, kind in table(_ACCOUNTS)
    }
    for name in _FOREIGN[abbreviation]:
        full = f"{name} - {abbreviation}"
        is_debtor = name.startswith("Debtors")
        kind = "Receivable" if is_debtor else "Payable"
        root = "Asset" if is_debtor else "Liability"
        book[full] = Account(full, full, root, kind, name.split()[-1])
    return book
