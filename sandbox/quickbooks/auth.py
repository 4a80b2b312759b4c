"""Intuit's token endpoint: refresh tokens whose value changes once a day.

Within a day of its issue a refresh token is answered with itself; later with a new one,
and the old one is dead at once (`grace` lets it live on).
"""

from __future__ import annotations

import base64
import binascii
import secrets
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sandbox.quickbooks.problems import TID
from sandbox.server import Answer

if TYPE_CHECKING:
    from email.message import Message

    from sandbox.clock import Clock

ACCESS_LIFE = timedelta(hours=1)
REFRESH_LIFE = timedelta(days=100)
HARD_LIFE = timedelta(days=5 * 365)
OPT_IN = "x-include-refresh-token-hard-expires-in"


@dataclass
class Refresh:
    """A consent's refresh token."""

    realm_id: str
    token: str
    issued_at: datetime
    used_at: datetime
    consented_at: datetime
    replaced_at: datetime | None = None
    successor: Refresh | None = None
    is_revoked: bool = False


@dataclass
class Access:
    """An access token, good for an hour, for one company."""

    realm_id: str
    expires_at: datetime


@dataclass
class Identity:
    """Grants tokens, and knows whose they are. One application, many companies."""

    clock: Clock
    client_id: str
    client_secret: str
    rotate_after: timedelta = timedelta(hours=24)
    grace: timedelta = timedelta(0)
    refreshes: dict[str, Refresh] = field(default_factory=dict)
    accesses: dict[str, Access] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def consent(self, realm_id: str) -> str:
        """Return a company's first refresh token, fresh on every start."""
        now = self.clock.now()
        return self._new(realm_id, now).token

    def revoke(self, realm_id: str) -> None:
        """Disconnect a company: people must consent anew."""
        for token in self.refreshes.values():
            token.is_revoked = token.is_revoked or token.realm_id == realm_id

    def realm_of(self, query: dict[str, str]) -> str:
        """Return the company whose token is asked for."""
        known = self.refreshes.get(query.get("refresh_token", ""))
        return known.realm_id if known else ""

    def token(self, query: dict[str, str], headers: Message) -> Answer:
        """POST /oauth2/v1/tokens/bearer."""
        with self.lock:
            if not self._is_known(headers):
                return Answer(401, {"error": "invalid_client"}, TID)
            if query.get("grant_type") != "refresh_token":
                return Answer(400, {"error": "unsupported_grant_type"}, TID)
            refresh = self.refreshes.get(query.get("refresh_token", ""))
            now = self.clock.now()
            if refresh is None or not self._is_good(refresh, now):
                return _INVALID_GRANT
            is_told = headers.get(OPT_IN, "") == "true"
            return Answer(200, self._grant(refresh, now, is_told=is_told), TID)

    def bearer(self, headers: Message) -> Access | None:
        """Return the access a request carries, expired or not; None when unknown."""
        kind, _, token = headers.get("Authorization", "").partition(" ")
        return self.accesses.get(token) if kind.lower() == "bearer" else None

    def _is_known(self, headers: Message) -> bool:
        kind, _, encoded = headers.get("Authorization", "").partition(" ")
        try:
            plain = base64.b64decode(encoded).decode()
        except (binascii.Error, UnicodeDecodeError):
            return False
        return kind == "Basic" and plain == f"{self.client_id}:{self.client_secret}"

    def _is_good(self, refresh: Refresh, now: datetime) -> bool:
        if refresh.is_revoked or now - refresh.consented_at > HARD_LIFE:
            return False
        if refresh.replaced_at is not None:
            return now - refresh.replaced_at < self.grace
        return now - refresh.used_at <= REFRESH_LIFE

    def _grant(
        self, refresh: Refresh, now: datetime, *, is_told: bool
    ) -> dict[str, object]:
        refresh.used_at = now
        if refresh.successor is None and now - refresh.issued_at >= self.rotate_after:
            refresh.replaced_at = now
            refresh.successor = self._new(refresh.realm_id, refresh.consented_at)
        current = refresh.successor or refresh
        access = secrets.token_urlsafe(32)
        self.accesses[access] = Access(refresh.realm_id, now + ACCESS_LIFE)
        hard = refresh.consented_at + HARD_LIFE - now
        told = {"x_refresh_token_hard_expires_in": int(hard.total_seconds())}
        return {
            "token_type": "bearer",
            "access_token": access,
            "expires_in": int(ACCESS_LIFE.total_seconds()),
            "refresh_token": current.token,
            "x_refresh_token_expires_in": int(REFRESH_LIFE.total_seconds()),
        } | (told if is_told else {})

    def _new(self, realm_id: str, consented_at: datetime) -> Refresh:
        now, token = self.clock.now(), f"RT1-{secrets.token_urlsafe(24)}"
        refresh = Refresh(realm_id, token, now, now, consented_at)
        self.refreshes[token] = refresh
        return refresh


_INVALID_GRANT = Answer(
    400,
    {
        "error_description": "Incorrect or invalid refresh token",
        "error": "invalid_grant",
    },
    TID,
)
