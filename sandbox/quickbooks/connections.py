"""The pretend group's QuickBooks: its companies, and how to reach them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from sandbox.quickbooks import BASE, TOKEN, QuickBooks
from sandbox.quickbooks.auth import Identity
from sandbox.quickbooks.company import Profile, Realm
from sandbox.quickbooks.limits import Limits
from sandbox.world.harbour_dealings import dressed

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.faults import Faults
    from sandbox.world import Group
    from sandbox.world.dealer import DealBooks

CLIENT_ID, CLIENT_SECRET = "AB-sandbox-client", "secret-of-quickbooks"
# connection, company, realm, name
_COMPANIES = (
    ("quickbooks_empire", "empire", "9341453000000011", "Empire NY Wholesale"),
    (
        "quickbooks_empire_retail",
        "empire_retail",
        "9341453000000029",
        "Empire NY Retail",
    ),
)


def vendor(
    group: Group, clock: Clock, faults: Faults, *, is_limited: bool, speed: float
) -> QuickBooks:
    """Return QuickBooks with the group's companies, one application for all."""
    identity = Identity(clock, CLIENT_ID, CLIENT_SECRET)
    quickbooks = QuickBooks(clock, faults, identity)
    for connection, company, realm_id, name in _COMPANIES:
        books = group.dealers[company].books
        limits = Limits(clock, is_on=is_limited, speed=speed)
        add(quickbooks, connection, realm_id, Profile(name), books, limits)
    return quickbooks


def add(
    quickbooks: QuickBooks,
    connection: str,
    realm_id: str,
    profile: Profile,
    books: DealBooks,
    limits: Limits,
) -> Realm:
    """Add a company to a vendor, and consent to it."""
    realm = Realm(connection, realm_id, profile, books, quickbooks.clock, limits)
    quickbooks.realms[realm_id] = realm
    quickbooks.identity.consent(realm_id)
    return realm


def connections(quickbooks: QuickBooks, url: str) -> dict[str, dict[str, Any]]:
    """Return what a loader has to know of each company."""
    return {
        realm.connection: {
            "client_id": quickbooks.identity.client_id,
            "client_secret": quickbooks.identity.client_secret,
            "refresh_token": _token(quickbooks, realm),
            "realm_id": realm.realm_id,
            "base_url": f"{url}{BASE}",
            "token_url": f"{url}{TOKEN}",
            "minute_limit": _minute_limit(realm.limits),
        }
        for realm in quickbooks.realms.values()
    }


def _token(quickbooks: QuickBooks, realm: Realm) -> str:
    tokens = quickbooks.identity.refreshes.values()
    return next(each.token for each in tokens if each.realm_id == realm.realm_id)


def _minute_limit(limits: Limits) -> int:
    return math.floor(limits.minute * limits.speed) if limits.is_on else 60_000


def add_harbour(quickbooks: QuickBooks, group: Group) -> Realm:
    """Serve the company that Xero serves as one of QuickBooks' too."""
    limits = next(iter(quickbooks.realms.values())).limits
    profile = Profile("Harbour Roasters", "NZ", "Pacific/Auckland", "April")
    return add(
        quickbooks,
        "quickbooks_harbour",
        "9341453000000037",
        profile,
        dressed(group.companies["harbour"].books),
        Limits(quickbooks.clock, is_on=limits.is_on, speed=limits.speed),
    )
