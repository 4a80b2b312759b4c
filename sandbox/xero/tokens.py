"""Applications and the tokens they are granted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

ACCESS_LIFE = timedelta(minutes=30)


GRACE = timedelta(minutes=30)


REFRESH_LIFE = timedelta(days=60)


@dataclass
class App:
    """A registered application: what it may use, and how it signs in."""

    client_id: str
    client_secret: str
    tenants: list[str]
    scopes: set[str]
    grant: str = "refresh_token"


@dataclass
class Refresh:
    """A refresh token: used once, then readable for half an hour's grace."""

    app: App
    token: str
    issued_at: datetime
    used_at: datetime | None = None
    successor: Refresh | None = None
    is_revoked: bool = False

    def is_good(self, now: datetime) -> bool:
        """Whether the token, or its retry within the grace, is still accepted."""
        if self.is_revoked or now - self.issued_at > REFRESH_LIFE:
            return False
        if self.used_at is None:
            return True
        is_spent = self.successor is not None and self.successor.used_at is not None
        return now - self.used_at <= GRACE and not is_spent


@dataclass
class Access:
    """An access token, good for half an hour."""

    app: App
    expires_at: datetime
    scopes: set[str]
