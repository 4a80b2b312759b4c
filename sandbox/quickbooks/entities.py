"""The entities QuickBooks answers for, and what each can do."""

from __future__ import annotations

from typing import NamedTuple


class Entity(NamedTuple):
    """One entity, and whether it is a list with `Active`."""

    name: str
    is_list: bool = False


_LISTS = (
    "Account",
    "Class",
    "Customer",
    "Department",
    "Item",
    "Vendor",
)
_DEALS = (
    "Invoice",
    "SalesReceipt",
    "CreditMemo",
    "RefundReceipt",
    "Payment",
    "Deposit",
    "Bill",
    "VendorCredit",
    "BillPayment",
    "Purchase",
    "JournalEntry",
    "Transfer",
)
ENTITIES = {
    **{name: Entity(name, is_list=True) for name in _LISTS},
    **{name: Entity(name) for name in _DEALS},
    **{name: Entity(name) for name in ("CompanyInfo", "Preferences")},
}
"""By name. `Active` of a list is hidden unless it is asked for."""
