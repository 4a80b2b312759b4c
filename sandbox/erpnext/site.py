"""One site: its tables, told from the world when first asked for, and strings to pull.

greenfields = running.erpnext("erp_greenfields")
greenfields.put("Customer", {"disabled": 1}, which="Dry Creek Farm")
greenfields.cancel("ACC-SINV-2026-00012")      # as a person would, ledgers and all
greenfields.forbid("GL Entry")                 # 403 from now on
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from sandbox.erpnext.deeds import Deeds
from sandbox.erpnext.doctypes import DOCTYPES, Body
from sandbox.erpnext.problems import STOPPED, throttled
from sandbox.erpnext.store import Stored, Table, rows_of, stored
from sandbox.erpnext.telling import LEDGERS, told, told_of
from sandbox.erpnext.wire import local

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sandbox.clock import Clock
    from sandbox.world.farms.keeper import Estate

# Follow from what vouchers and parties do: told anew after each deed.
FOLLOWING = ("Customer", "Supplier", "Item", "Bin", "Deleted Document")


@dataclass
class Site(Deeds):
    """A site; tests edit its documents, or do in it what people do."""

    connection: str
    name: str
    key: str
    secret: str
    live: Callable[[], Estate]
    today: date
    clock: Clock
    user: str = "loader@example.com"
    forbidden: set[str] = field(default_factory=lambda: {"Salary Slip"})
    """Doctypes the key's roles do not read."""
    hidden: dict[str, set[str]] = field(default_factory=dict)
    """Columns the key's roles do not see, by doctype."""
    only_company: str = ""
    """A user permission: lists silently hold this company's rows only."""
    is_stopped: bool = False
    throttled: int = 0
    retry_after: int = 30
    tables: dict[str, Table] = field(default_factory=dict)
    rows: dict[tuple[str, str], tuple[int, Table]] = field(default_factory=dict)
    edits: dict[tuple[str, str], Stored | None] = field(default_factory=dict)
    """What tests put into, or took out of, the tables that are told anew."""
    lock: threading.RLock = field(default_factory=threading.RLock)
    calls: int = 0
    _estate: Estate | None = None

    @property
    def estate(self) -> Estate:
        """The world behind the site, lived when first needed."""
        with self.lock:
            if self._estate is None:
                self._estate = self.live()
                self._estate.touched.clear()
            return self._estate

    def table(self, name: str) -> Table:
        """Return a doctype's documents."""
        with self.lock:
            if name not in self.tables:
                table = self.tables[name] = Table(DOCTYPES[name])
                table.fill(told(name, self.estate, self.today))
                self._edit(table)
            return self.tables[name]

    def _edit(self, table: Table) -> None:
        for (doctype, name), record in self.edits.items():
            if doctype == table.doctype.name and record:
                table.put(record)
            elif doctype == table.doctype.name and table.find(name):
                table.remove(name)

    def rows_of(self, child: str, parent: str) -> Table:
        """Return a child doctype's rows in one parent doctype."""
        table = self.table(parent)
        version, rows = self.rows.get((child, parent), (-1, None))
        if rows is None or version != table.version:
            rows = rows_of(table, DOCTYPES[child])
            self.rows[child, parent] = (table.version, rows)
        return rows

    def warm(self) -> None:
        """Tell and encode everything, as a loader will ask for it."""
        for name in DOCTYPES:
            for record in list(self.table(name).records.values()):
                record.listed() if name in LEDGERS else record.document()

    def get(self, doctype: str, name: str) -> Body:
        """Return a whole document, as a request for it would."""
        record = self.table(doctype).find(name)
        if record is None:
            raise KeyError(name)
        return record.body()

    def put(
        self, doctype: str, fields: Body, *, which: str = "", touch: bool = True
    ) -> Body:
        """Add a document, or change fields of the one named by `which` or `name`.

        A change moves `modified` to now, unless `touch` is off; `items` and other child
        tables are given as lists of rows.
        """
        with self.lock:
            table, name = self.table(doctype), which or str(fields["name"])
            known = table.find(name)
            now = local(self.clock.now(), self.estate.zone)
            row: Body = known.row if known else {"creation": now, "modified": now}
            row = {**row, "name": known.name if known else name}
            columns = {k: v for k, v in fields.items() if not isinstance(v, list)}
            row |= columns | ({"modified": now} if touch else {})
            children = {k: v for k, v in fields.items() if isinstance(v, list)}
            record = stored(table.doctype, row, known.children if known else {})
            record.children = record.children | children
            table.put(record)
            if doctype in FOLLOWING:
                self.edits[doctype, record.name] = record
            return record.body()

    def remove(self, doctype: str, name: str) -> Body:
        """Take a document away without a trace, as SQL would; its ledgers stay."""
        with self.lock:
            if doctype in FOLLOWING:
                self.edits[doctype, name] = None
            return self.table(doctype).remove(name).body()

    def forbid(self, doctype: str) -> None:
        """Take the right to read a doctype away."""
        self.forbidden.add(doctype)

    def allow(self, doctype: str) -> None:
        """Give the right to read a doctype back, all columns of it."""
        self.forbidden.discard(doctype)
        self.hidden.pop(doctype, None)

    def narrow(self, doctype: str, *kept: str) -> None:
        """Let a list of all columns silently hold only these."""
        table = self.table(doctype)
        row = stored(table.doctype, {}).row
        self.hidden[doctype] = set(row) - {"name", *kept}

    def throttle(self, times: int = 1, retry_after: int = 30) -> None:
        """Answer the next calls with 429, as frappe's rate limiter does."""
        self.throttled, self.retry_after = times, retry_after

    def let_in(self) -> None:
        """Refuse a call while the site is in maintenance or out of seconds."""
        if self.is_stopped:
            raise STOPPED
        if self.throttled:
            self.throttled -= 1
            raise throttled(self.retry_after)

    def pass_days(self, days: int = 1) -> None:
        """Let the nightly job run: invoices become Overdue, in silence."""
        with self.lock:
            self.today += timedelta(days)
            for voucher in self.estate.vouchers:
                if voucher.kind in ("sale", "purchase"):
                    self.estate.touched[voucher] = None
            self.tell_anew()

    def shuffled(self, table: Table) -> list[Stored]:
        """Return the rows as a database without ORDER BY may: any order, each time."""
        self.calls += 1
        rows = list(table.records.values())
        Random(self.calls).shuffle(rows)
        return rows

    def tell_anew(self) -> None:
        """Tell again what a deed has touched, in tables told already."""
        with self.lock:
            touched = self.estate.touched
            for name, table in self.tables.items():
                for voucher in touched:
                    table.forget(voucher)
                    table.fill(told_of(name, voucher, self.today))
            for name in FOLLOWING:
                self.tables.pop(name, None)
            touched.clear()
