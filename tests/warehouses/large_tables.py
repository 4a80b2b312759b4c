"""Tables that grow with the books, and how the people who read them look for rows."""

from __future__ import annotations

# Keys, then the day if there is one.
FOUND_BY: dict[str, tuple[tuple[str, ...], str | None]] = {
    "ap_aging": (("entity_key", "supplier_key"), "due_date"),
    "ap_aging_by_supplier": (("entity_key", "supplier_key"), None),
    "ap_aging_history": (("entity_key",), "as_of_date"),
    "ar_aging": (("entity_key", "customer_key"), "due_date"),
    "ar_aging_by_customer": (("entity_key", "customer_key"), None),
    "ar_aging_history": (("entity_key",), "as_of_date"),
    "collections": (("entity_key", "business_unit_key"), "payment_date"),
    "daily_revenue": (("entity_key",), "date_day"),
    "dim_customer": (("entity_key", "customer_key"), None),
    "dim_entity_calendar": (("entity_key",), "date_day"),
    "dim_product": (("entity_key", "product_key"), None),
    "dim_supplier": (("entity_key", "supplier_key"), None),
    "kpi_daily_consolidated": (("entity_key", "business_unit_key"), "kpi_date"),
    "kpi_daily_regional_consolidated": (("entity_key", "region_key"), "kpi_date"),
    "kpi_data_status": (("entity_key", "business_unit_key"), "kpi_date"),
    "kpi_period_comparison": (("entity_key", "customer_key"), None),
    # behind fct_invoice and fct_bill
    "int_documents__settled": (
        ("entity_key", "party_key", "document_key"),
        "issue_date",
    ),
    # behind fct_payment
    "int_payments__allocated": (("entity_key", "party_key"), "payment_date"),
    # behind fct_sales_line and sales_enriched
    "int_sales_lines": (("entity_key", "customer_key", "product_key"), "sale_date"),
    # behind sales_daily
    "int_sales__summed_to_days": (("entity_key", "customer_key"), "sale_date"),
    # behind fct_subledger_entry and customer_statement
    "int_open_items": (("open_item_key", "party_key"), None),
    "int_subledger_entries": (("open_item_key", "party_key"), "entry_date"),
}
