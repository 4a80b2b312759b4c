"""A site's companies, their accounts, warehouses and years, in ERPNext's words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sandbox.erpnext.store import Stored, made
from sandbox.erpnext.wire import fiscal_year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.erpnext.doctypes import Body
    from sandbox.world.farms.farm import Farm
    from sandbox.world.farms.keeper import Estate
    from sandbox.world.farms.lists import Account

ROOTS = {
    "Asset": "Application of Funds (Assets)",
    "Liability": "Source of Funds (Liabilities)",
    "Income": "Income",
    "Expense": "Expenses",
    "Equity": "Equity",
}


def companies(estate: Estate, _: date) -> Iterator[Stored]:
    """Yield the companies."""
    for firm in estate.farms.values():
        yield made(
            estate,
            firm.name,
            "Company",
            company_name=firm.name,
            abbr=firm.abbreviation,
            default_currency=firm.currency,
            country=firm.country,
            lft=1,
            rgt=2,
            chart_of_accounts="Standard",
            default_receivable_account=firm.account("receivable").name,
            default_payable_account=firm.account("payable").name,
            default_income_account=firm.account("sales").name,
            default_expense_account=firm.account("cost_of_goods").name,
            write_off_account=firm.account("write_off").name,
            exchange_gain_loss_account=firm.account("exchange").name,
            round_off_account=firm.account("round_off").name,
            default_inventory_account=firm.account("stock").name,
            cost_center=f"Main - {firm.abbreviation}",
            enable_perpetual_inventory=1,
            email=f"office@{firm.abbreviation.lower()}.example.com",
        )


def accounts(estate: Estate, _: date) -> Iterator[Stored]:
    """Yield every company's chart of accounts: five roots, the rest below."""
    for firm in estate.farms.values():
        for root, name in ROOTS.items():
            yield _account(estate, firm, name, root, is_group=1)
        for account in firm.accounts.values():
            yield _leaf(estate, firm, account)


def _leaf(estate: Estate, firm: Farm, account: Account) -> Stored:
    name = account.name.removesuffix(f" - {firm.abbreviation}")
    return _account(
        estate,
        firm,
        name,
        account.root,
        account_type=account.kind,
        account_currency=account.currency,
        parent_account=f"{ROOTS[account.root]} - {firm.abbreviation}",
    )


def _account(
    estate: Estate, firm: Farm, name: str, root: str, **told: object
) -> Stored:
    is_result = root in ("Income", "Expense")
    facts: Body = {
        "account_name": name,
        "company": firm.name,
        "root_type": root,
        "report_type": "Profit and Loss" if is_result else "Balance Sheet",
        "account_currency": firm.currency,
        "freeze_account": "No",
    }
    full = f"{name} - {firm.abbreviation}"
    return made(estate, full, "Account", **(facts | told))


def warehouses(estate: Estate, _: date) -> Iterator[Stored]:
    """Yield every company's warehouses."""
    for firm in estate.farms.values():
        top = f"All Warehouses - {firm.abbreviation}"
        facts: Body = {"company": firm.name, "email_id": "yard@example.com"}
        for name, is_group in (("All Warehouses", 1), ("Stores", 0)):
            yield made(
                estate,
                f"{name} - {firm.abbreviation}",
                "Warehouse",
                warehouse_name=name,
                is_group=is_group,
                parent_warehouse=None if is_group else top,
                **facts,
            )


def centres(estate: Estate, _: date) -> Iterator[Stored]:
    """Yield every company's cost centre."""
    for firm in estate.farms.values():
        name = f"Main - {firm.abbreviation}"
        facts: Body = {"cost_center_name": "Main", "company": firm.name}
        yield made(estate, name, "Cost Center", **facts)


def years(estate: Estate, today: date) -> Iterator[Stored]:
    """Yield the fiscal years, one series per month they start in."""
    for first_month in sorted({firm.first_month for firm in estate.farms.values()}):
        for year in range(2024, today.year + 1):
            start = date(year, first_month, 1)
            end = date(year + 1, first_month, 1).toordinal() - 1
            yield made(
                estate,
                fiscal_year(start, first_month),
                "Fiscal Year",
                year=fiscal_year(start, first_month),
                year_start_date=f"{start}",
                year_end_date=f"{date.fromordinal(end)}",
            )


def system_settings(estate: Estate, _: date) -> Iterator[Stored]:
    """Yield the site's settings: its zone above all."""
    firm = next(iter(estate.farms.values()))
    yield made(
        estate,
        "System Settings",
        "System Settings",
        app_name="ERPNext",
        country=firm.country,
        language="en",
        time_zone=str(estate.zone),
        setup_complete=1,
        rounding_method="Banker's Rounding",
    )
