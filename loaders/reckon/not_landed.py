"""Columns of an export that the warehouse never holds, by their headers."""

from __future__ import annotations

# How to reach the people at a customer, and how they pay: personal, and no model needs
# it. City, state and country stay.
PERSONAL = (
    "Mr./Ms./...",
    "First Name",
    "M.I.",
    "Last Name",
    "Contact",
    "Primary Contact",
    "Secondary Contact",
    "Alt. Contact",
    "Job Title",
    "Phone",
    "Main Phone",
    "Alt. Phone",
    "Work Phone",
    "Home Phone",
    "Mobile",
    "Fax",
    "Email",
    "Main Email",
    "CC Email",
    "Alt. Email",
    "Website",
    "Street1",
    "Street2",
    "Post Code",
    "Postcode",
    "Zip",
    "Bill to",
    *(f"Bill to {number}" for number in range(1, 6)),
    "Ship to",
    *(f"Ship to {number}" for number in range(1, 6)),
    "Ship To Street1",
    "Ship To Street2",
    "Ship To City",
    "Ship To State",
    "Ship To Post Code",
    "Ship To Country",
    "Resale Num",
    "ABN",
    "Credit Card No.",
    "Exp. Date",
    "Card Holder Name",
    "Note",
    "Notes",
)
# A running balance is the report's, not the row's; the others tell how a transaction
# was posted or paid, which changes when the bank is reconciled.
OF_REPORTS = ("Balance", "Clr", "Split", "Pay Meth")
# In Custom Transaction Detail each posting has a due date of its own.
OF_LINES = (*OF_REPORTS, "Due Date", "Terms", "Ageing", "Aging", "Open Balance")
# The receivable's own posting has neither item nor quantity.
OF_RECEIVABLES = (*OF_REPORTS, "Item", "Qty", "Account", "Tax Code", "Sales Price")

NOT_LANDED = {
    "customers": PERSONAL,
    "products": (),
    "sales_lines": OF_LINES,
    "invoices": OF_RECEIVABLES,
    "open_items": OF_RECEIVABLES,
}
