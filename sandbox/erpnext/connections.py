"""The pretend group's ERPNext: two sites, and how to reach them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sandbox.erpnext import ROOT, ERPNext
from sandbox.erpnext.site import Site
from sandbox.erpnext.wire import hashed
from sandbox.world.farms import estate

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.faults import Faults
    from sandbox.world import Group

SITES = ("greenfields", "kisanmitra")


def vendor(group: Group, clock: Clock, faults: Faults, *, is_empty: bool) -> ERPNext:
    """Return ERPNext with the group's sites; each lives when it is first asked."""
    erpnext = ERPNext(faults)
    for name in SITES:
        erpnext.sites[name] = Site(
            f"erp_{name}",
            name,
            f"{hashed(f'key {name}')}key",
            f"{hashed(f'secret {name}')}secret",
            partial(
                estate, name, group.today, group.seed, group.scale, is_empty=is_empty
            ),
            group.today,
            clock,
        )
    return erpnext


def connections(erpnext: ERPNext, url: str) -> dict[str, dict[str, Any]]:
    """Return what a loader has to know of each site."""
    return {
        site.connection: {
            "base_url": f"{url}{ROOT}/{site.name}",
            "api_key": site.key,
            "api_secret": site.secret,
        }
        for site in erpnext.sites.values()
    }
