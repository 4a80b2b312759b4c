"""The doctypes that models read, and those whose child rows change in silence."""

from __future__ import annotations

from loaders.erpnext.doctype import (
    ROWS,
    ChildTable,
    Doctype,
    ledger,
    modelled,
    ready,
)

INVOICE = (
    "docstatus",
    "status",
    "company",
    "posting_date",
    "due_date",
    "is_return",
    "return_against",
    "grand_total",
    "rounded_total",
    "outstanding_amount",
)
SALES_INVOICE = (
    *INVOICE,
    "customer",
    "customer_name",
    "customer_group",
    "territory",
    "debit_to",
)

OF_MODELS = [
    # Short lists: every column is compared.
    *map(modelled, ("Company", "Account", "Customer Group", "Territory")),
    *map(modelled, ("Customer", "Supplier", "Item Group", "Item", "Warehouse")),
    *map(modelled, ("Currency Exchange", "Fiscal Year")),
    # Its quantities and values change many times a day, nearly all by plain SQL.
    modelled(
        "Bin",
        kind=ROWS,
        shown=("item_code", "warehouse", "actual_qty", "valuation_rate", "stock_value"),
    ),
    modelled(
        "Sales Invoice",
        shown=SALES_INVOICE,
        tables=(ChildTable("items", "Sales Invoice Item"),),
    ),
    modelled(
        "POS Invoice",
        shown=SALES_INVOICE,
        tables=(ChildTable("items", "POS Invoice Item"),),
    ),
    modelled(
        "Purchase Invoice",
        shown=(*INVOICE, "supplier", "supplier_name", "credit_to", "bill_no"),
        tables=(ChildTable("items", "Purchase Invoice Item"),),
    ),
    modelled(
        "Payment Entry",
        shown=(
            "docstatus",
            "status",
            "company",
            "posting_date",
            "party_type",
            "party",
            "party_name",
            "paid_from",
            "paid_to",
            "paid_amount",
            "received_amount",
            "unallocated_amount",
            "clearance_date",
        ),
        tables=(ChildTable("references", "Payment Entry Reference"),),
    ),
    # Fewer than the others: every column is compared.
    modelled(
        "Journal Entry",
        tables=(ChildTable("accounts", "Journal Entry Account"),),
    ),
    ledger(
        "GL Entry",
        "posting_date",
        "company",
        "account",
        "party_type",
        "party",
        "against_voucher_type",
        "against_voucher",
        "debit",
        "credit",
        "debit_in_account_currency",
        "credit_in_account_currency",
        "is_cancelled",
    ),
    ledger(
        "Payment Ledger Entry",
        "posting_date",
        "due_date",
        "company",
        "account",
        "party_type",
        "party",
        "against_voucher_type",
        "against_voucher_no",
        "amount",
        "amount_in_account_currency",
        "delinked",
    ),
    ledger(
        "Stock Ledger Entry",
        "posting_date",
        "company",
        "item_code",
        "warehouse",
        "actual_qty",
        "qty_after_transaction",
        "incoming_rate",
        "valuation_rate",
        "stock_value",
        "stock_value_difference",
        "is_cancelled",
    ),
]

# No model reads them, but valuing stock anew touches their items while they rest.
WITH_ITEMS = [
    Doctype(name, tables=(ChildTable("items", child),))
    for name, child in (
        ("Sales Order", "Sales Order Item"),
        ("Purchase Order", "Purchase Order Item"),
        ("Delivery Note", "Delivery Note Item"),
        ("Purchase Receipt", "Purchase Receipt Item"),
        ("Stock Entry", "Stock Entry Detail"),
    )
]
MODELLED = [ready(it) for it in OF_MODELS]
KNOWN = {it.name: ready(it) for it in (*OF_MODELS, *WITH_ITEMS)}
