"""A shell that knows nothing of this project: tests meet no warehouse but their own."""

from __future__ import annotations

import os

# Settings, credentials and dates that a person's shell may hold.
LEFT_OUTSIDE = (
    "AS_OF_DATE",
    "BIGQUERY_",
    "CREDENTIALS__",
    "DBT_",
    "DESTINATION__",
    "DUCKDB_PATH",
    "ERPNEXT_",
    "JOB_NAME",
    "PG",
    "QBO_",
    "RECKON_",
    "SANDBOX_",
    "SERVICETITAN_",
    "SOURCES__",
    "WAREHOUSE",
    "XERO_",
)
NO_TELEMETRY = {
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "DO_NOT_TRACK": "1",
    "RUNTIME__DLTHUB_TELEMETRY": "false",
}


def clean_environment() -> dict[str, str]:
    """Return this shell's variables without those of the project."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(LEFT_OUTSIDE)
    }
    return kept | NO_TELEMETRY
