"""Seeds of a test's own: whatever people keep in the repository stays out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tests.warehouses.warehouse import Warehouse

Row = dict[str, Any]
# ServiceTitan's reports are no books: nothing else reads what is made of them.
BOOKS_ONLY = (
    "--exclude",
    "intermediate.operations",
    "intermediate.servicetitan",
    "marts.operations",
)


def sow(warehouse: Warehouse, **seeds: Sequence[Row]) -> None:
    """Leave these rows in the seeds, and nothing in the others that people keep.

    Use `dbt run` and `dbt test` afterwards: `dbt build` brings the repository's back.
    """
    kept = (
        "entities",
        "party_matches",
        "product_matches",
        "customer_clusters",
        "regional_business_units",
    )
    warehouse.execute(*(f"delete from seeds.{name}" for name in kept))
    for name, rows in seeds.items():
        columns = {column: None for row in rows for column in row}
        warehouse.insert(f"seeds.{name}", [columns | row for row in rows])


def entity(
    connection: str,
    key: str,
    *,
    currency: str = "NZD",
    starts: int = 4,
    since: date | None = None,
    until: date | None = None,
) -> Row:
    """Return the row of a connection that is one company.

    Its fiscal year starts on the first of a month; its sales count on the days between.
    """
    return {
        "connection": connection,
        "entity_key": key,
        "entity_name": key,
        "org_key": "group",
        "base_currency_code": currency,
        "fiscal_year_start_month": starts,
        "fiscal_year_start_day": 1,
        "reports_from": since,
        "reports_until": until,
    }


def same_customer(entity_key: str, one: tuple[str, str], other: tuple[str, str]) -> Row:
    """Return the row by which people match a customer: connection and id, of each."""
    return {
        "entity_key": entity_key,
        "ledger": "receivable",
        "connection": one[0],
        "party_id": one[1],
        "matched_connection": other[0],
        "matched_party_id": other[1],
    }
