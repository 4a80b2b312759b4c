"""ERPNext: the documents and ledgers of one site per connection, whatever its doctypes.

Data flow: <site>/api/resource/<doctype> -> raw_erpnext.documents, one row per version.
Vendor docs: https://docs.frappe.io/framework/user/en/api/rest

ERPNext changes most of what matters without moving `modified`, deletes ledger rows and
renames masters without a word. So each run compares what the site lists with what raw
holds, and reads again what differs. The scope of a ledger's row is its voucher, which a
site can re-send whole; other records have none. Why each doctype is read as it is, and
what is left out on purpose: README.md beside this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.contract import Source
from loaders.erpnext.discovery import doctypes_of
from loaders.erpnext.modelled import MODELLED
from loaders.erpnext.reader import ErpnextReader

if TYPE_CHECKING:
    from loaders.contract import Clock, Connection

REQUIRED = ("base_url", "api_key", "api_secret")
OPTIONAL = {
    "doctypes": "",
    "time_zone": "",
    "minute_limit": 0,
    "page_size": 1000,
}


def connect(connection: Connection, clock: Clock) -> ErpnextReader:
    """Return a reader for `connection`; nothing is sent before the first question."""
    return ErpnextReader(connection, clock)


SOURCE = Source(
    name="erpnext",
    resources=MODELLED,
    required=REQUIRED,
    optional=OPTIONAL,
    plain_names={f"ERPNEXT_{key.upper()}": key for key in (*REQUIRED, *OPTIONAL)},
    connect=connect,
    resources_of=doctypes_of,
)
