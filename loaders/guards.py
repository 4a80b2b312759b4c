"""What stops a load before it does harm, and what keeps secrets out of words."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from loaders.contract import LoaderError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loaders.contract import Company, Connection
    from loaders.runlog import RunLog
    from loaders.warehouses.base import Warehouse

SECRET_WORDS = ("secret", "token", "key", "password", "credentials")
SECRET_VARIABLES = ("PGPASSWORD",)
SHORTEST_SECRET = 4
FEW_ROWS = 20
"""Up to here a full list may lose as much as it likes: small lists do change."""
LARGEST_LOSS = 0.5


def refuse_mixing(run_log: RunLog, is_sandbox: bool, warehouse: Warehouse) -> None:
    """Stop a real load into a warehouse that holds sandbox data, and the reverse."""
    if (not is_sandbox) not in run_log.holds_sandbox():
        return
    held, wanted = ("real", "sandbox") if is_sandbox else ("sandbox", "real")
    raise LoaderError(
        f"{warehouse.identity} holds {held} data; a {wanted} load would mix the two",
        "Load into another warehouse (DUCKDB_PATH, PGDATABASE, "
        "WAREHOUSE_SCHEMA_PREFIX), or remove this one first.",
    )


def refuse_silent_sandbox(warehouse: Warehouse) -> None:
    """Stop when nothing is configured and the warehouse is not a local file."""
    if warehouse.title != "DuckDB":
        raise LoaderError(
            f"no connection is configured, and {warehouse.identity} is no place "
            "for sandbox data",
            "Configure a connection (README.md says how), or ask for pretend data "
            "with --sandbox.",
        )


def refuse_other_company(
    run_log: RunLog, connection: Connection, company: Company
) -> None:
    """Stop when a connection answers for another company than it always did."""
    known = set(run_log.companies_of(connection)) - {company.vendor_company_id}
    if known:
        raise LoaderError(
            f"connection {connection.name} always was company {sorted(known)[0]} and "
            f"now answers as '{company.name}' ({company.vendor_company_id}); nothing "
            "was read",
            "Correct its credentials or tenant, or give the other company a "
            "connection of its own.",
        )


def refuse_second_slug(
    run_log: RunLog, connection: Connection, company: Company
) -> None:
    """Stop when a vendor's company is already loaded under another name."""
    known = set(run_log.slugs_of(connection.source, company)) - {connection.name}
    if known:
        old = sorted(known)[0]
        raise LoaderError(
            f"'{company.name}' ({company.vendor_company_id}) is already loaded as "
            f"connection {old}; under a second name every record would count twice",
            f"Call the connection {old} in the configuration. To rename it, update the "
            f"column connection from '{old}' to '{connection.name}' in all tables of "
            f"raw_{connection.source} and raw_countinghouse first.",
        )


def refuse_shrunken_list(missing: int, live_before: int) -> None:
    """Stop when a full list lost more than half of over 20 live rows."""
    if live_before > FEW_ROWS and missing > live_before * LARGEST_LOSS:
        raise LoaderError(
            f"the full list no longer holds {missing} of {live_before} live records; "
            "nothing was marked as deleted",
            "Look at the vendor's own list. If the records are really gone, "
            "confirm it with --full-refresh.",
        )


def secrets_of(connections: Iterable[Connection]) -> list[str]:
    """Return the configured values that must never be written anywhere."""
    values = [os.environ.get(name, "") for name in SECRET_VARIABLES]
    for connection in connections:
        for name, value in connection.settings.items():
            if any(word in name for word in SECRET_WORDS) and name != "token_url":
                values += _leaves(value)
    return sorted({v for v in values if len(v) >= SHORTEST_SECRET}, key=len)[::-1]


def redact(text: str, secrets: Iterable[str]) -> str:
    """Return the text with every secret blacked out."""
    for secret in secrets:
        text = text.replace(secret, "[secret]")
    return text


def _leaves(value: object) -> Iterator[str]:
    """Yield the texts in a setting, nested as it may be."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        for member in value:
            yield from _leaves(member)
    else:
        yield str(value)
