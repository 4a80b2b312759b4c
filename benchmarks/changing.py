"""A day's work in a warehouse that is already full: invoices corrected, invoices new.

Rows are appended to raw as the loader would append them, so that the next build meets
what it meets in life: newer versions of old records, and records it has never seen.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_OID, uuid5

from benchmarks.house import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.warehouses.warehouse import Warehouse

INVOICES = """
    select connection, source_primary_key, cast(raw as text) as raw
    from raw_xero.invoices
    where
        (raw ->> 'Type') = 'ACCREC'
        and (raw ->> 'Status') in ('AUTHORISED', 'PAID')
    order by md5('{seed}' || source_primary_key), ingestion_time desc
    limit {lines}
"""
JOURNALS = """
    select connection, source_primary_key, cast(raw as text) as raw
    from raw_xero.journals
    where
        (raw ->> 'SourceType') = 'ACCREC'
        and (raw ->> 'SourceID') in ('{ids}')
"""
OWN_IDS = {"InvoiceID", "LineItemID", "JournalID", "JournalLineID", "SourceID"}
SETTLED = ("Payments", "CreditNotes", "Prepayments", "Overpayments")

Record = dict[str, Any]


def sales_lines(warehouse: Warehouse) -> int:
    """Count the lines of revenue, of every source."""
    counted = warehouse.rows("select count(*) as lines from mart_core.fct_sales_line")
    return int(counted[0]["lines"])


def work_a_day(warehouse: Warehouse, lines: int, seed: str) -> int:
    """Correct invoices and issue as many new ones; return how many lines they have.

    Every second invoice is a new one, booked in the ledger and not yet paid.
    """
    rows = warehouse.rows(INVOICES.format(seed=seed, lines=lines))
    invoices = list(invoices_with(lines, rows))
    old, new = invoices[::2], invoices[1::2]
    ids = "', '".join(invoice["source_primary_key"] for invoice in new)
    journals = warehouse.rows(JOURNALS.format(ids=ids))
    changed = [*map(corrected, old), *(issued_again(invoice, seed) for invoice in new)]
    append(warehouse, "invoices", changed)
    append(warehouse, "journals", [booked_again(row, seed) for row in journals])
    return sum(len(invoice["raw"]["LineItems"]) for invoice in invoices)


def invoices_with(lines: int, rows: Sequence[Record]) -> Iterator[Record]:
    """Yield invoices in their latest version until they have so many lines."""
    met = set()
    for row in rows:
        if lines > 0 and row["source_primary_key"] not in met:
            met.add(row["source_primary_key"])
            payload = json.loads(row["raw"])
            lines -= len(payload["LineItems"])
            yield {**row, "raw": payload}


def corrected(invoice: Record) -> Record:
    """Change what one line says."""
    first, *others = invoice["raw"]["LineItems"]
    first = {**first, "Description": f"{first.get('Description', '')} (corrected)"}
    return {**invoice, "raw": {**invoice["raw"], "LineItems": [first, *others]}}


def issued_again(invoice: Record, seed: str) -> Record:
    """Issue the like of an invoice today, with ids of its own and nothing paid."""
    payload = renamed(invoice["raw"], seed)
    payload |= {name: [] for name in SETTLED}
    payload |= {
        "InvoiceNumber": f"{payload['InvoiceNumber']}-{seed}",
        "Status": "AUTHORISED",
        "AmountPaid": 0,
        "AmountCredited": 0,
        "AmountDue": payload["Total"],
        "Date": on(TODAY),
        "DateString": f"{TODAY}T00:00:00",
        "DueDate": on(TODAY),
        "DueDateString": f"{TODAY}T00:00:00",
    }
    payload.pop("FullyPaidOnDate", None)
    return {**invoice, "source_primary_key": payload["InvoiceID"], "raw": payload}


def booked_again(row: Record, seed: str) -> Record:
    """Book the like of a journal today, for the invoice that was issued again."""
    payload = renamed(json.loads(row["raw"]), seed) | {"JournalDate": on(TODAY)}
    return {**row, "source_primary_key": payload["JournalID"], "raw": payload}


def renamed(record: Record, seed: str) -> Record:
    """Give a record and its lines new ids; contacts, accounts and items keep theirs."""
    return {name: renamed_value(name, value, seed) for name, value in record.items()}


def renamed_value(name: str, value: object, seed: str) -> object:
    if name in OWN_IDS:
        return str(uuid5(NAMESPACE_OID, f"{seed} {value}"))
    if isinstance(value, dict):
        return renamed(value, seed)
    if isinstance(value, list):
        return [renamed_value("", element, seed) for element in value]
    return value


def on(day: str) -> str:
    """Return a day as Xero writes it."""
    midnight = datetime.fromisoformat(f"{day}T00:00:00+00:00")
    return f"/Date({midnight.timestamp() * 1000:.0f}+0000)/"


def append(warehouse: Warehouse, resource: str, records: Sequence[Record]) -> None:
    """Append records to raw as versions that were read just now."""
    now = datetime.now(UTC).replace(tzinfo=None)
    texts = [json.dumps(record["raw"], separators=(",", ":")) for record in records]
    rows = [
        {
            "connection": record["connection"],
            "source_primary_key": record["source_primary_key"],
            "ingestion_time": now,
            "payload_hash": hashlib.sha256(text.encode()).hexdigest(),
            "is_deleted": False,
            "raw": text,
            "_dlt_load_id": f"{now.timestamp()}",
        }
        for record, text in zip(records, texts, strict=True)
    ]
    warehouse.insert(f"raw_xero.{resource}", rows)
