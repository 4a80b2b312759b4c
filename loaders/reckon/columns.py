"""The columns we know, by the headers that Reckon and people give them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from unicodedata import normalize


class Role(Enum):
    """What a cell of a column must look like."""

    TEXT = auto()
    CODE = auto()
    """A name, or digits that are no quantity: Excel may have made them 4.2E+08."""
    NUMBER = auto()
    PRICE = auto()
    """A number, or a percentage, which is kept beside it."""
    DATE = auto()


@dataclass(frozen=True)
class Column:
    """One column of our own shape, and the headers it is recognised by."""

    name: str
    role: Role = Role.TEXT
    aliases: tuple[str, ...] = ()
    """Headers beside the name itself, the better one first."""
    is_required: bool = False
    is_working: bool = False
    """Read to work something out, and not landed."""

    @property
    def headers(self) -> tuple[str, ...]:
        """The accepted headers, the better one first, as `header_form` writes them."""
        forms = (header_form(text) for text in (*self.aliases, self.name))
        return tuple(dict.fromkeys(forms))

    @property
    def accepted(self) -> str:
        """The accepted headers, for people to read."""
        return ", ".join(dict.fromkeys((*self.aliases, self.name)))


def header_form(text: str) -> str:
    """Return a header without what people vary: case, spaces, underscores."""
    return re.sub(r"[\s_]+", " ", normalize("NFC", text)).strip().casefold()


def text(name: str, *aliases: str, is_required: bool = False) -> Column:
    """Return a column of free text."""
    return Column(name, Role.TEXT, aliases, is_required)


def code(name: str, *aliases: str, is_required: bool = False) -> Column:
    """Return a column of codes and names."""
    return Column(name, Role.CODE, aliases, is_required)


def number(name: str, *aliases: str, is_required: bool = False) -> Column:
    """Return a column of amounts or quantities."""
    return Column(name, Role.NUMBER, aliases, is_required)


def day(name: str, *aliases: str, is_required: bool = False) -> Column:
    """Return a column of dates."""
    return Column(name, Role.DATE, aliases, is_required)


# Source Name comes first: the Name of a tax row is the tax office.
BUYER = code(
    "customer", "Source Name", "Customer", "Customer:Job", "Name", is_required=True
)
TRANS_NO = code("trans_no", "Trans #", "Trans no", "Transaction #")
TYPE = text("type", "Type", is_required=True)
DATE = day("date", "Date", is_required=True)
NUM = code("num", "Num", "No.", is_required=True)
PO_NO = code("po_no", "P. O. #", "P.O. #", "P. O. No.", "P.O. No.")
DESCRIPTION = text("description", "Description", "Item Description", "Memo")
TAX_CODE = text("tax_code", "Tax Code", "Sales Tax Code")
REP = text("rep", "Rep", "Sales Rep")
DUE_DATE = day("due_date", "Due Date")
AS_OF_DATE = day("as_of_date")

POSTINGS = (
    Column("debit", Role.NUMBER, ("Debit",), is_working=True),
    Column("credit", Role.NUMBER, ("Credit",), is_working=True),
    Column("account_type", Role.TEXT, ("Account Type",), is_working=True),
)
"""What Custom Transaction Detail has beside: its amounts are debits and credits."""

CUSTOMERS = (
    code("customer", "Customer", "Customer:Job", is_required=True),
    text("parent_customer"),
    # Not `company`: that is whose books these are.
    text("company_name", "Company", "Company Name"),
    text("active_status", "Active Status"),
    text("customer_type", "Customer Type"),
    text("terms", "Terms"),
    REP,
    TAX_CODE,
    code("account_no", "Account No.", "Account #"),
    number("credit_limit", "Credit Limit"),
    number("balance", "Balance"),
    number("balance_total", "Balance Total"),
    text("city", "City"),
    text("state", "State"),
    text("country", "Country"),
)
PRODUCTS = (
    code("item", "Item", is_required=True),
    text("parent_item"),
    DESCRIPTION,
    text("item_type", "Type", "Item Type", is_required=True),
    text("active_status", "Active Status"),
    text("income_account", "Account", "Income Account"),
    text("cogs_account", "COGS Account"),
    text("asset_account", "Asset Account"),
    number("cost", "Cost"),
    number("gross_cost", "Gross Cost"),
    Column("price", Role.PRICE, ("Price", "Sales Price")),
    number("gross_price", "Gross Price"),
    TAX_CODE,
    number("quantity_on_hand", "Quantity On Hand", "On Hand"),
    number("reorder_point", "Reorder Point", "Reorder Pt (Min)"),
    code("barcode", "Barcode"),
    text("preferred_supplier", "Preferred Supplier", "Preferred Vendor"),
)
SALES_LINES = (
    TRANS_NO,
    code("line_no"),
    TYPE,
    DATE,
    NUM,
    PO_NO,
    BUYER,
    code("item", "Item", is_required=True),
    DESCRIPTION,
    text("class", "Class"),
    TAX_CODE,
    REP,
    number("qty", "Qty", "Quantity"),
    Column("sales_price", Role.PRICE, ("Sales Price", "Price")),
    number("amount", "Amount", is_required=True),
    number("tax_amount", "Tax Amount"),
    text("account", "Account"),
    *POSTINGS,
)
INVOICES = (
    TRANS_NO,
    TYPE,
    DATE,
    NUM,
    PO_NO,
    BUYER,
    DESCRIPTION,
    text("terms", "Terms"),
    DUE_DATE,
    text("class", "Class"),
    REP,
    number("amount", "Amount"),
    number("tax_amount", "Tax Amount"),
    number("ageing", "Ageing", "Aging"),
    number("open_balance", "Open Balance"),
    AS_OF_DATE,
    *POSTINGS,
)
OPEN_ITEMS = (
    TRANS_NO,
    TYPE,
    DATE,
    NUM,
    PO_NO,
    BUYER,
    text("terms", "Terms"),
    DUE_DATE,
    text("class", "Class"),
    number("ageing", "Ageing", "Aging"),
    number("open_balance", "Open Balance", is_required=True),
    AS_OF_DATE,
)
