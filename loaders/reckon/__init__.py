"""Reckon Accounts: the exports of one company per connection, in a folder.

Data flow: <folder>/*.csv -> raw_reckon.<kind>, one row per payload version.
Vendor docs: there is no schema of the exports. README.md beside this says how to make
them, what each may hold, and what is refused.

A list is re-sent whole, so its rows have no scope. Any other export re-sends the days
that its name declares, so a row's scope is its day; an ageing report is one day.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from loaders.contract import Source
from loaders.reckon import columns
from loaders.reckon.kind import Kind
from loaders.reckon.not_landed import NOT_LANDED
from loaders.reckon.reader import ReckonReader

if TYPE_CHECKING:
    from loaders.contract import Clock, Connection

# Where a row stands says nothing of what it says.
PLACE = frozenset({"file", "row"})

export = partial(Kind, path="", cursor="as_of", whole_list=None, not_hashed=PLACE)
listed = partial(export, is_list=True)

RESOURCES = [
    listed(
        "customers",
        key="customer",
        identity=("customer",),
        columns=columns.CUSTOMERS,
        unread=NOT_LANDED["customers"],
        named=("customers_<as of>.csv", "customers.csv"),
    ),
    listed(
        "products",
        key="item",
        identity=("item",),
        columns=columns.PRODUCTS,
        named=("products_<as of>.csv", "products.csv"),
    ),
    export(
        "sales_lines",
        key="trans_no",
        identity=("trans_no", "line_no"),
        columns=columns.SALES_LINES,
        unread=NOT_LANDED["sales_lines"],
        named=(
            "sales_lines_<from>_<to>.csv",
            "sales_lines_<from>_<to>_as_of_<date>.csv, with dates as 2026-06-30",
        ),
        transactions_move=True,
    ),
    export(
        "invoices",
        key="trans_no",
        identity=("trans_no",),
        columns=columns.INVOICES,
        unread=NOT_LANDED["invoices"],
        named=(
            "invoices_<from>_<to>.csv",
            "invoices_<from>_<to>_as_of_<date>.csv",
            "invoices_<as of>.csv, with dates as 2026-06-30",
        ),
        transactions_move=True,
    ),
    export(
        "open_items",
        key="trans_no",
        identity=("trans_no",),
        columns=columns.OPEN_ITEMS,
        unread=NOT_LANDED["open_items"],
        named=("open_items_<as of>.csv, with a date as 2026-06-30",),
    ),
]

REQUIRED = ("folder", "company")


def connect(connection: Connection, clock: Clock) -> ReckonReader:
    """Return a reader for `connection`; no file is opened before the first question."""
    return ReckonReader(connection, RESOURCES)


SOURCE = Source(
    name="reckon",
    resources=RESOURCES,
    required=REQUIRED,
    optional={},
    plain_names={f"RECKON_{key.upper()}": key for key in REQUIRED},
    connect=connect,
)
