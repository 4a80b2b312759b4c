"""Empire's chart of accounts, classes, departments, terms and taxes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.hard_cases import table
from sandbox.world.kept import ChartAccount, Label, TaxKind, TaxShare

if TYPE_CHECKING:
    from sandbox.world.dealer import DealBooks

# code | number | name | kind | detail | role | currency
_ACCOUNTS = """
checking | 1000 | Checking | Bank | Checking | bank |
savings | 1010 | Savings | Bank | Savings | savings |
undeposited | 1020 | Undeposited Funds | Other Current Asset | UndepositedFunds | float |
receivable | 1100 | Accounts Receivable (A/R) | Accounts Receivable | AccountsReceivable | receivable |
receivable CAD | | Accounts Receivable (A/R) - CAD | Accounts Receivable | AccountsReceivable | receivable | CAD
receivable EUR | | Accounts Receivable (A/R) - EUR | Accounts Receivable | AccountsReceivable | receivable | EUR
stock | 1200 | Inventory Asset | Other Current Asset | Inventory | stock |
fixtures | 1500 | Warehouse Fixtures | Fixed Asset | FurnitureAndFixtures | |
payable | 2000 | Accounts Payable (A/P) | Accounts Payable | AccountsPayable | payable |
payable CAD | | Accounts Payable (A/P) - CAD | Accounts Payable | AccountsPayable | payable | CAD
payable EUR | | Accounts Payable (A/P) - EUR | Accounts Payable | AccountsPayable | payable | EUR
card | 2100 | Business Card | Credit Card | CreditCard | card |
tax | 2200 | New York Department of Taxation Payable | Other Current Liability | SalesTaxPayable | tax |
accrued | 2300 | Accrued Expenses | Other Current Liability | OtherCurrentLiabilities | |
loan | 2700 | Equipment Loan | Long Term Liability | NotesPayable | |
opening | 3000 | Opening Balance Equity | Equity | OpeningBalanceEquity | |
retained | 3900 | Retained Earnings | Equity | RetainedEarnings | |
sales | 4000 | Sales of Product Income | Income | SalesOfProductIncome | income |
services | 4100 | Licensing Income | Income | ServiceFeeIncome | |
shipping | 4200 | Shipping Income | Income | SalesOfProductIncome | |
discounts | 4900 | Discounts given | Income | DiscountsRefundsGiven | |
interest | 7000 | Interest Earned | Other Income | InterestEarned | |
costs | 5000 | Cost of Goods Sold | Cost of Goods Sold | SuppliesMaterialsCogs | |
packaging | 5100 | Packaging | Cost of Goods Sold | SuppliesMaterialsCogs | |
testing | 5200 | Laboratory Testing | Cost of Goods Sold | OtherCostsOfServiceCos | |
rent | 6000 | Rent or Lease | Expense | RentOrLeaseOfBuildings | |
power | 6100 | Utilities | Expense | Utilities | |
security | 6200 | Security | Expense | OfficeGeneralAdministrativeExpenses | |
freight | 6300 | Freight and delivery | Expense | ShippingFreightDelivery | |
software | 6400 | Dues & subscriptions | Expense | DuesSubscriptions | |
fees | 6500 | Bank Charges | Expense | BankCharges | |
bad debts | 6900 | Bad Debts | Expense | BadDebts | |
exchange | 8000 | Exchange Gain or Loss | Other Expense | ExchangeGainOrLoss | |
"""  # noqa: E501
DEPARTMENTS = ("New York City", "Hudson Valley", "Western New York")
CLASSES = ("THC", "CBD", "Accessories", "Licensing")
METHODS = ("Cash", "Check", "ACH", "Visa")
TERMS = ((0, "Due on receipt"), (15, "Net 15"), (30, "Net 30"), (45, "Net 45"))
_SHARES = (
    ("New York Wholesale Excise", "9"),
    ("New York State", "4"),
    ("New York City", "4.5"),
    ("Metropolitan Commuter District", "0.375"),
)
_TAXES = (("Adult-Use Wholesale", (0,)), ("New York City Sales", (1, 2, 3)))
EXCISE, RETAIL_TAX = "Adult-Use Wholesale", "New York City Sales"


def open_charts(books: DealBooks) -> None:
    """Open accounts, classes, departments, terms, ways to pay and taxes."""
    for number, row in enumerate(table(_ACCOUNTS), 31):
        code, shown, name, kind, detail, role, currency = row
        books.accounts[code] = ChartAccount(
            id=str(number),
            name=name,
            code=code,
            number=shown,
            kind=kind,
            detail=detail,
            role=role,
            currency=currency,
        )
    suspense = ChartAccount(
        id="30", name="Old Suspense", code="suspense", kind="Expense", detail="Other"
    )
    suspense.is_active = False
    books.accounts["suspense"] = suspense
    books.classes = labels(CLASSES, 5_000_000_000_000_012_345)
    books.departments = labels(DEPARTMENTS, 1)
    books.methods = labels(METHODS, 1)
    for number, (days, name) in enumerate(TERMS, 1):
        books.terms[days] = Label(id=str(number), name=name)
    _open_taxes(books)


def _open_taxes(books: DealBooks) -> None:
    books.tax_shares = [
        TaxShare(id=str(number), name=name, percent=Decimal(percent))
        for number, (name, percent) in enumerate(_SHARES, 1)
    ]
    for code in ("TAX", "NON"):
        books.taxes[code] = TaxKind(id=code, name=code)
    for number, (name, shares) in enumerate(_TAXES, 2):
        taken = [books.tax_shares[share] for share in shares]
        books.taxes[name] = TaxKind(id=str(number), name=name, shares=taken)


def labels(names: tuple[str, ...], first: int) -> dict[str, Label]:
    """Return labels by name, numbered from the first."""
    return {
        name: Label(id=str(number), name=name)
        for number, name in enumerate(names, first)
    }
