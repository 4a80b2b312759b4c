"""Which doctypes a connection loads: those models need, those named, or all it may."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loaders.contract import LoaderError
from loaders.erpnext.client import ALL, Client, Where
from loaders.erpnext.doctype import Doctype, ready
from loaders.erpnext.modelled import KNOWN, MODELLED
from loaders.erpnext.not_landed import LEFT_OUT
from loaders.manners import Refused

if TYPE_CHECKING:
    from loaders.contract import Clock, Connection

EVERYTHING = "*"
NAME = re.compile(r"[^\[\]\",]+")
OF_ITS_OWN = (["istable", "=", 0], ["issingle", "=", 0])
"""Child tables land in their documents; settings are no list."""


def doctypes_of(connection: Connection, clock: Clock) -> list[Doctype]:
    """Return the doctypes of a connection; all of them only the site can tell."""
    asked = connection.settings["doctypes"]
    listed = asked if isinstance(asked, list) else NAME.findall(str(asked))
    names = [name.strip() for name in listed if name.strip()]
    if EVERYTHING in names:
        names = _readable(Client(connection, clock))
    known = dict.fromkeys(names or (it.name for it in MODELLED))
    return [KNOWN.get(name) or ready(Doctype(name)) for name in known]


def _readable(client: Client) -> list[str]:
    """Return the doctypes that the key's user may read, those of models first."""
    try:
        pages = list(client.by_name(Where("DocType", ALL, OF_ITS_OWN)))
    except Refused as refused:
        do = "Let its role read DocType, or name the doctypes in the configuration."
        raise LoaderError(refused.what, do) from None
    found = {row["name"] for rows in pages for row in rows if not row.get("is_virtual")}
    ordered = sorted(found - LEFT_OUT, key=lambda name: (name not in KNOWN, name))
    return [name for name in ordered if client.refusal(name) is None]
