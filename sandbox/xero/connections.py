"""The pretend group's Xero: two organisations, and how to reach them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from sandbox.identities import identity
from sandbox.xero import API, TOKEN, Xero
from sandbox.xero.auth import Identity
from sandbox.xero.countries import AUSTRALIA, NEW_ZEALAND, Country
from sandbox.xero.endpoints import ALL_SCOPES, JOURNALS
from sandbox.xero.limits import Limits
from sandbox.xero.organisation import Organisation
from sandbox.xero.tokens import App

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.faults import Faults
    from sandbox.world import Group

# connection, company, name, country, grant
_ORGANISATIONS: tuple[tuple[str, str, str, Country, str], ...] = (
    ("xero_harbour", "harbour", "Harbour Roasters", NEW_ZEALAND, "refresh_token"),
    (
        "xero_harbour_au",
        "harbour_au",
        "Harbour Roasters Australia",
        AUSTRALIA,
        "client_credentials",
    ),
)


def vendor(
    group: Group, clock: Clock, faults: Faults, *, is_limited: bool, speed: float
) -> Xero:
    """Return Xero with the group's organisations and an application for each."""
    xero = Xero(clock, faults, Identity(clock))
    for connection, company, name, country, grant in _ORGANISATIONS:
        tenant_id = identity(f"tenant {connection}")
        xero.organisations[tenant_id] = Organisation(
            connection,
            tenant_id,
            name,
            country,
            group.companies[company].books,
            group.today,
            clock,
            Limits(clock, is_on=is_limited, speed=speed),
        )
        scopes = set(ALL_SCOPES)
        if grant == "client_credentials":
            scopes -= set(JOURNALS)
        client_id = identity(f"client {connection}").replace("-", "").upper()
        secret = f"secret-of-{connection}"
        xero.identity.register(App(client_id, secret, [tenant_id], scopes, grant))
    return xero


def connections(xero: Xero, url: str) -> dict[str, dict[str, Any]]:
    """Return what a loader has to know of each organisation."""
    reached = {}
    for app in xero.identity.apps.values():
        organisation = xero.organisations[app.tenants[0]]
        reached[organisation.connection] = _configured(xero, app, url)
        limits = organisation.limits
        minute = math.floor(limits.minute * limits.speed) if limits.is_on else 60_000
        reached[organisation.connection]["minute_limit"] = minute
    return reached


def _configured(xero: Xero, app: App, url: str) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "scopes": " ".join(sorted(app.scopes)),
        "base_url": f"{url}{API}",
        "token_url": f"{url}{TOKEN}",
    }
    if app.grant == "client_credentials":
        return settings | {"grant": app.grant}
    tokens = xero.identity.refreshes.values()
    token = next(each.token for each in tokens if each.app is app)
    return settings | {"refresh_token": token, "tenant_id": app.tenants[0]}
