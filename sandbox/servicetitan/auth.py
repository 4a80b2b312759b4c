"""ServiceTitan's sign-in: client credentials per tenant, an application key besides."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sandbox.server import Answer
from sandbox.servicetitan import problems
from sandbox.servicetitan.problems import Refusal

if TYPE_CHECKING:
    from email.message import Message

    from sandbox.clock import Clock
    from sandbox.servicetitan.tenant import Tenant


@dataclass
class Access:
    """An access token of one tenant."""

    tenant_id: str
    expires_at: datetime


@dataclass
class Identity:
    """Grants tokens, and knows whose they are. One application, many tenants."""

    clock: Clock
    app_key: str
    life: timedelta = timedelta(seconds=900)
    accesses: dict[str, Access] = field(default_factory=dict)
    granted: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def token(self, query: dict[str, str], tenants: dict[str, Tenant]) -> Answer:
        """POST /connect/token."""
        if query.get("grant_type") != "client_credentials":
            return Answer(400, {"error": "unsupported_grant_type"})
        pair = (query.get("client_id"), query.get("client_secret"))
        for tenant in tenants.values():
            if pair == (tenant.client_id, tenant.client_secret):
                return Answer(200, self._grant(tenant))
        return Answer(400, {"error": "invalid_client"})

    def expire(self) -> None:
        """End every token now, whatever was promised."""
        for access in self.accesses.values():
            access.expires_at = self.clock.now()

    def let_in(self, tenant: Tenant | None, scope: str, headers: Message) -> Tenant:
        """Return the tenant that a call may read; refuse every other call."""
        kind, _, token = headers.get("Authorization", "").partition(" ")
        access = self.accesses.get(token) if kind.lower() == "bearer" else None
        if access is None or access.expires_at <= self.clock.now():
            raise Refusal(problems.UNAUTHORIZED)
        if headers.get("ST-App-Key") != self.app_key:
            raise Refusal(problems.UNAUTHORIZED)
        if tenant is None or access.tenant_id != tenant.tenant_id:
            raise Refusal(problems.FORBIDDEN)
        if scope not in tenant.scopes:
            raise Refusal(problems.FORBIDDEN)
        return tenant

    def _grant(self, tenant: Tenant) -> dict[str, object]:
        token = secrets.token_urlsafe(32)
        with self.lock:
            self.granted += 1
            expires_at = self.clock.now() + self.life
            self.accesses[token] = Access(tenant.tenant_id, expires_at)
        return {
            "access_token": token,
            "expires_in": int(self.life.total_seconds()),
            "token_type": "Bearer",
            "scope": " ".join(sorted(tenant.scopes)),
        }
