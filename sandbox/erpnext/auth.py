"""Who asks: a key and a secret, as a token or as Basic; without them, a guest."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from sandbox.erpnext.problems import NO_CREDENTIALS

if TYPE_CHECKING:
    from email.message import Message

    from sandbox.erpnext.site import Site

GUEST = "Guest"


def user_of(site: Site, headers: Message) -> str:
    """Return the user behind a request; refuse what is no pair of ours."""
    words = headers.get("Authorization", "").split()
    if len(words) != 2:
        # A header that is not two words is not read at all.
        return GUEST
    scheme, given = words[0].lower(), words[1]
    if scheme == "basic":
        try:
            given = base64.b64decode(given).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise NO_CREDENTIALS from None
    if scheme not in ("token", "basic") or given != f"{site.key}:{site.secret}":
        raise NO_CREDENTIALS
    return site.user
