"""Xero's identity server: rotating refresh tokens, custom connections, scopes."""

from __future__ import annotations

import base64
import binascii
import secrets
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.server import Answer
from sandbox.xero.tokens import ACCESS_LIFE, Access, App, Refresh

if TYPE_CHECKING:
    from email.message import Message

    from sandbox.clock import Clock

__all__ = ["Access", "App", "Identity"]


@dataclass
class Identity:
    """Grants tokens, and knows whose they are."""

    clock: Clock
    apps: dict[str, App] = field(default_factory=dict)
    refreshes: dict[str, Refresh] = field(default_factory=dict)
    accesses: dict[str, Access] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def register(self, app: App) -> str:
        """Add an application; return its first refresh token, fresh on every start."""
        self.apps[app.client_id] = app
        return self._new_refresh(app).token

    def revoke(self, client_id: str) -> None:
        """Cancel every refresh token of an application: people must consent anew."""
        for token in self.refreshes.values():
            token.is_revoked = token.is_revoked or token.app.client_id == client_id

    def token(self, query: dict[str, str], headers: Message) -> Answer:
        """POST /connect/token."""
        with self.lock:
            app = self.client(query, headers)
            if app is None:
                return _refused("invalid_client")
            grant = query.get("grant_type", "")
            if grant == "client_credentials" and app.grant == grant:
                return self._client_credentials(app, query.get("scope", ""))
            if grant == "refresh_token" and app.grant == grant:
                return self._rotate(app, query.get("refresh_token", ""))
            return _refused("unsupported_grant_type")

    def revocation(self, query: dict[str, str], headers: Message) -> Answer:
        """POST /connect/revocation."""
        app = self.client(query, headers)
        if app is None:
            return _refused("invalid_client")
        self.revoke(app.client_id)
        return Answer(200)

    def bearer(self, headers: Message) -> Access | None:
        """Return the access a request carries, expired or not; None when unknown."""
        kind, _, token = headers.get("Authorization", "").partition(" ")
        return self.accesses.get(token) if kind.lower() == "bearer" else None

    def client(self, query: dict[str, str], headers: Message) -> App | None:
        """Return the application that signs in, by Basic header or in the form."""
        client_id, secret = query.get("client_id", ""), query.get("client_secret", "")
        kind, _, encoded = headers.get("Authorization", "").partition(" ")
        if kind == "Basic":
            try:
                plain = base64.b64decode(encoded).decode()
            except (binascii.Error, UnicodeDecodeError):
                return None
            client_id, _, secret = plain.partition(":")
        app = self.apps.get(client_id)
        return app if app and app.client_secret == secret else None

    def _client_credentials(self, app: App, asked: str) -> Answer:
        scopes = set(asked.split()) or app.scopes
        if not scopes <= app.scopes:
            return _refused("invalid_scope")
        return Answer(200, self._grant(app, scopes))

    def _rotate(self, app: App, token: str) -> Answer:
        refresh = self.refreshes.get(token)
        now = self.clock.now()
        if refresh is None or refresh.app is not app or not refresh.is_good(now):
            return _refused("invalid_grant")
        refresh.used_at = refresh.used_at or now
        refresh.successor = refresh.successor or self._new_refresh(app)
        body = self._grant(app, app.scopes)
        return Answer(200, body | {"refresh_token": refresh.successor.token})

    def _grant(self, app: App, scopes: set[str]) -> dict[str, object]:
        token = secrets.token_urlsafe(32)
        expires_at = self.clock.now() + ACCESS_LIFE
        self.accesses[token] = Access(app, expires_at, set(scopes))
        return {
            "access_token": token,
            "expires_in": int(ACCESS_LIFE.total_seconds()),
            "token_type": "Bearer",
            "scope": " ".join(sorted(scopes)),
        }

    def _new_refresh(self, app: App) -> Refresh:
        refresh = Refresh(app, secrets.token_urlsafe(32), self.clock.now())
        self.refreshes[refresh.token] = refresh
        return refresh


def _refused(error: str) -> Answer:
    return Answer(400, {"error": error})
