"""What Harbour Roasters sells, and its chart of accounts."""

from __future__ import annotations

from decimal import Decimal

from sandbox.world.lists import Account, Item

TAX_PERCENT = {
    "OUTPUT2": Decimal(15),
    "INPUT2": Decimal(15),
    "OUTPUT": Decimal(10),
    "INPUT": Decimal(10),
}

BANK, SAVINGS, AUD_BANK, USD_BANK = "090", "091", "AUD account", "USD account"
HISTORICAL = "840"
FREIGHT_INCOME, EQUIPMENT, CUSTOMER_DEPOSITS, SUPPLIER_DEPOSITS = (
    "240",
    "710",
    "835",
    "640",
)

_ACCOUNTS = """
090 | Business Cheque Account | bank | |
091 | Savings | bank | |
AUD account | Australian Dollar Account | bank | | AUD
USD account | US Dollar Account | bank | | USD
200 | Sales - Coffee | revenue | |
210 | Sales - Equipment | revenue | |
220 | Sales - Servicing | revenue | |
240 | Freight Recovered | revenue | |
260 | Other Revenue | revenue | |
270 | Interest Income | other_income | |
300 | Purchases | direct_cost | |
310 | Cost of Goods Sold | direct_cost | |
400 | Advertising | expense | |
404 | Bank Fees | expense | |
425 | Freight & Courier | expense | |
445 | Light, Power, Heating | expense | |
469 | Rent | expense | |
485 | Subscriptions | expense | |
493 | Travel - National | expense | |
499 | Realised Currency Gains | expense | exchange |
610 | Accounts Receivable | current_asset | receivable |
630 | Inventory | inventory | |
640 | Deposits Paid to Suppliers | current_asset | |
710 | Roasting Equipment | fixed_asset | |
800 | Accounts Payable | current_liability | payable |
820 | GST | current_liability | tax |
835 | Customer Deposits | current_liability | |
840 | Historical Adjustment | current_liability | |
860 | Rounding | current_liability | rounding |
880 | Owner Drawings | equity | |
900 | Loan | long_term_liability | |
960 | Retained Earnings | equity | |
"""

# code | name | price | cost | account | group | tracked
_ITEMS = """
COF-1KG | Harbour Blend 1kg | 34.50 | 17.20 | 200 | coffee | yes
COF-250 | Harbour Blend 250g | 11.25 | 5.10 | 200 | coffee | yes
COF-DEC | Swiss Water Decaf 1kg | 38.90 | 20.05 | 200 | coffee | yes
COF-ETH | Ethiopia Yirgacheffe 1kg | 44.0755 | 24.60 | 200 | coffee | yes
COF-COL | Colombia Huila 1kg | 41.3333 | 22.15 | 200 | coffee | yes
COF-SUM | Sumatra Mandheling 1kg | 40.125 | 21.80 | 200 | coffee | yes
COF-ESP | Espresso Nº 7 1kg | 36.00 | 18.40 | 200 | coffee |
COF-CB | Cold Brew Concentrate 2L | 22.80 | 9.95 | 200 | coffee |
COF-DRP | Drip Bags, box of 20 | 27.4950 | 12.00 | 200 | coffee |
SYR-VAN | Vanilla Syrup 750ml | 14.90 | 7.25 | 200 | coffee |
CUP-8OZ | Compostable Cups 8oz (1000) | 149.00 | 96.00 | 200 | coffee |
EQ-GRIND | Grinder "Mahlkönig" E65 | 2890.00 | 2150.00 | 210 | equipment | yes
EQ-MACH | Two-group Espresso Machine | 11900.00 | 8800.00 | 210 | equipment |
EQ-TAMP | Tamper 58mm | 89.00 | 41.00 | 210 | equipment |
EQ-OLD | Pour-over Stand (old) | 45.00 | 18.00 | 210 | equipment |
SV-CLEAN | Machine Service & Clean | 185.00 | 0.00 | 220 | service |
SV-TRAIN | Barista Training, half day | 420.00 | 0.00 | 220 | service |
FREIGHT | Freight | 12.50 | 0.00 | 240 | service |
"""
DISCONTINUED = "EQ-OLD"
UNLISTED = "LEGACY-BLEND"


def accounts() -> dict[str, Account]:
    """Return the chart of accounts by code."""
    rows = [[cell.strip() for cell in row.split("|")] for row in _ACCOUNTS.split("\n")]
    chart = {
        code: Account(code, name, kind, role, currency)
        for code, name, kind, role, currency in (row for row in rows if len(row) > 1)
    }
    chart["498"] = Account("498", "Old Suspense", "expense", is_archived=True)
    return chart


def items() -> dict[str, Item]:
    """Return the price list by code."""
    rows = [[cell.strip() for cell in row.split("|")] for row in _ITEMS.split("\n")]
    return {
        code: Item(
            code, name, Decimal(price), Decimal(cost), account, group, tracked == "yes"
        )
        for code, name, price, cost, account, group, tracked in (
            row for row in rows if len(row) > 1
        )
    }
