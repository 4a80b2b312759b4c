"""A pretend world over real HTTP: every vendor, on loopback; and a folder of exports.

    with sandbox.start(today=date(2026, 6, 30), world="tiny", limits=False) as pretend:
        pretend.connections["xero"]["xero_harbour"]     # as a loader is configured
        pretend.xero.put("Invoices", {"Status": "VOIDED"}, which="INV-00001")
        pretend.xero.remove("Items", "COF-250")
        pretend.quickbooks.remove("Invoice", "1001")    # change capture tells
        pretend.servicetitan.rename_field("foreman", "Subtotal", "JobSubtotal")
        pretend.faults.limit("Invoices", "minute", page=2)
        pretend.clock.advance(minutes=31)
        pretend.reckon.remove("open_items_2024-07-14.csv")

`world` knows what happened, a vendor's package how that vendor tells it. A new vendor
is a package here and a line in `start`.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sandbox.clock import Clock, HandClock
from sandbox.erpnext import connections as erpnext_connections
from sandbox.faults import Faults
from sandbox.quickbooks import connections as quickbooks_connections
from sandbox.reckon import folder
from sandbox.server import serve
from sandbox.servicetitan import connections as servicetitan_connections
from sandbox.world import DEFAULT_SEED, Group
from sandbox.xero.connections import connections, vendor

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sandbox.erpnext import ERPNext
    from sandbox.erpnext.site import Site
    from sandbox.quickbooks import QuickBooks
    from sandbox.quickbooks.company import Realm
    from sandbox.reckon.folder import Folder
    from sandbox.servicetitan import ServiceTitan
    from sandbox.servicetitan.tenant import Tenant
    from sandbox.xero import Xero
    from sandbox.xero.organisation import Organisation

TINY = 0.02
VENDORS = ("xero", "reckon", "quickbooks", "erpnext", "servicetitan")


@dataclass
class Sandbox:
    """A running sandbox: how to reach it, and the strings to pull."""

    url: str
    today: date
    clock: Any
    faults: Faults
    world: Group
    vendors: dict[str, Xero]
    connections: dict[str, dict[str, dict[str, Any]]]
    intuit: QuickBooks
    frappe: ERPNext
    titan: ServiceTitan
    folder: Folder | None = None

    def erpnext(self, connection: str = "erp_greenfields") -> Site:
        """Return the ERPNext site behind a connection."""
        return self.frappe.sites[connection.removeprefix("erp_")]

    @property
    def quickbooks(self) -> Realm:
        """Empire's company in QuickBooks, the one most tests edit."""
        return self.intuit.realm("quickbooks_empire")

    @property
    def servicetitan(self) -> Tenant:
        """The painting contractor's tenant in ServiceTitan."""
        return self.titan.tenant()

    @property
    def xero(self) -> Organisation:
        """Harbour Roasters' own organisation, the one most tests edit."""
        return self.organisation("xero_harbour")

    def organisation(self, connection: str) -> Organisation:
        """Return the Xero organisation behind a connection."""
        everyone = self.vendors["xero"].organisations.values()
        return next(each for each in everyone if each.connection == connection)

    @property
    def reckon(self) -> Folder:
        """The folder of Reckon's exports."""
        if self.folder is None:
            raise LookupError("nothing was exported from Reckon into this sandbox")
        return self.folder

    def warm(self, sources: Collection[str]) -> None:
        """Make every answer of these vendors ready before it is asked for."""
        if "xero" in sources:
            for organisation in self.vendors["xero"].organisations.values():
                organisation.warm()
        if "quickbooks" in sources:
            self.intuit.warm()
        if "erpnext" in sources:
            self.frappe.warm()
        if "servicetitan" in sources:
            self.titan.warm()

    def revoke(self, connection: str) -> None:
        """Cancel a connection's refresh tokens."""
        client_id = self.connections["xero"][connection]["client_id"]
        self.vendors["xero"].identity.revoke(client_id)

    def scopes(self, connection: str) -> set[str]:
        """Return the scopes granted to a connection: take some away, or add some."""
        client_id = self.connections["xero"][connection]["client_id"]
        return self.vendors["xero"].identity.apps[client_id].scopes


@contextmanager
def start(
    *,
    today: date | None = None,
    seed: int = DEFAULT_SEED,
    scale: float = 1.0,
    world: str = "",
    sources: Collection[str] = VENDORS,
    limits: bool = True,
    speed: float = 1.0,
    max_page_size: int = 1000,
    port: int = 0,
    clock: Clock | None = None,
    with_harbour_in_quickbooks: bool = False,
) -> Iterator[Sandbox]:
    """Serve every vendor until the block ends.

    `world` may be "tiny" (a fiftieth of the documents) or "empty" (no parties, items or
    documents). `clock` stands still unless advanced; pass one that a loader shares.
    Reckon's exports are written where it is among the `sources`.
    `with_harbour_in_quickbooks` serves Harbour's books once more, as the connection
    `quickbooks_harbour`.
    """
    today = today or datetime.now(UTC).date()
    clock = clock or HandClock(today)
    scale = TINY if world == "tiny" else scale
    group = Group.empty(today) if world == "empty" else Group.begin(today, seed, scale)
    faults = Faults()
    xero = vendor(group, clock, faults, is_limited=limits, speed=speed)
    for organisation in xero.organisations.values():
        organisation.max_page_size = max_page_size
    intuit = quickbooks_connections.vendor(
        group, clock, faults, is_limited=limits, speed=speed
    )
    if with_harbour_in_quickbooks:
        quickbooks_connections.add_harbour(intuit, group)
    is_empty = world == "empty"
    frappe = erpnext_connections.vendor(group, clock, faults, is_empty=is_empty)
    titan = servicetitan_connections.vendor(
        group, clock, faults, is_limited=limits, speed=speed, is_empty=is_empty
    )
    routes = dict(xero.routes()) | intuit.routes() | frappe.routes() | titan.routes()
    with (
        serve(routes, port) as url,
        folder.exported(group if "reckon" in sources else None) as exports,
    ):
        reached = {
            "xero": connections(xero, url),
            "reckon": folder.connections(exports),
            "quickbooks": quickbooks_connections.connections(intuit, url),
            "erpnext": erpnext_connections.connections(frappe, url),
            "servicetitan": servicetitan_connections.connections(titan, url),
        }
        vendors = {"xero": xero}
        yield Sandbox(
            url,
            today,
            clock,
            faults,
            group,
            vendors,
            reached,
            intuit,
            frappe,
            titan,
            exports,
        )
