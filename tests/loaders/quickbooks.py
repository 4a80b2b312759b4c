"""QuickBooks in the sandbox as tests see it: one company, and all that was asked."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import sandbox
from loaders.http import Session
from sandbox.quickbooks.wire import instant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest

    from sandbox import Sandbox
    from sandbox.faults import Faults
    from sandbox.quickbooks.auth import Identity
    from sandbox.quickbooks.company import Realm

TODAY = date(2026, 6, 30)
EMPIRE, RETAIL = "quickbooks_empire", "quickbooks_empire_retail"


def fault(
    code: str, detail: str = "No", kind: str = "ValidationFault"
) -> dict[str, Any]:
    """A Fault of the service."""
    error = {"Message": f"Message {code}", "Detail": detail, "code": code}
    return {
        "Fault": {"Error": [error], "type": kind},
        "time": "2026-06-30T05:00:00-07:00",
    }


def gateway(code: str, detail: str | None = "No") -> dict[str, Any]:
    """A Fault of the gateway: everything in small letters, and a time in numbers."""
    error = {"message": f"message {code}", "detail": detail, "code": code}
    return {
        "warnings": None,
        "fault": {"error": [error], "type": "SERVICE"},
        "time": 17,
    }


def xml(code: str, detail: str = "No") -> bytes:
    """A Fault in XML."""
    return (
        '<?xml version="1.0"?><IntuitResponse '
        'xmlns="http://schema.intuit.com/finance/v3"><Fault type="SERVICE">'
        f'<Error code="{code}"><Message>Sorry</Message><Detail>{detail}</Detail>'
        "</Error></Fault></IntuitResponse>"
    ).encode()


@dataclass
class QuickBooks:
    """Empire's company."""

    pretend: Sandbox
    asked: list[str] = field(default_factory=list)
    """The queries that were sent, and "cdc <entity> <since>"."""

    @property
    def realm(self) -> Realm:
        return self.pretend.quickbooks

    @property
    def identity(self) -> Identity:
        return self.pretend.intuit.identity

    @property
    def faults(self) -> Faults:
        return self.pretend.faults

    @property
    def clock(self) -> Any:
        return self.pretend.clock

    def settings(self, connection: str = EMPIRE) -> dict[str, Any]:
        """How a loader is configured, two records a page."""
        reached = self.pretend.connections["quickbooks"][connection]
        return reached | {"minute_limit": 0, "page_size": 2}

    def put(self, entity: str, key: str, **fields: Any) -> None:
        """Create a record, or change it, now."""
        self.realm.put(entity, {"Id": key, "Active": True} | fields)

    def change_in_silence(self, entity: str, key: str, **fields: Any) -> None:
        """Change a record without a time of change."""
        self.realm.put(entity, {"Id": key} | fields, touch=False)

    def remove(self, entity: str, key: str) -> None:
        """Delete a record, now."""
        self.realm.remove(entity, key)

    def tell_deletion(self, entity: str, key: str) -> None:
        """Let CDC tell a deletion, of now, that never was."""
        self.realm.collection(entity).deletions[key] = self.clock.now()

    def now(self) -> str:
        return instant(self.clock.now())

    def after_call(self, number: int, deed: Callable[[], object]) -> None:
        """Do something after so many calls for invoices."""
        calls: list[int] = []

        def count() -> None:
            calls.append(number)
            if len(calls) == number:
                deed()

        self.faults.after("Invoice", count, times=None)

    def expire(self) -> None:
        """Let all access tokens expire, sooner than was said."""
        for access in self.identity.accesses.values():
            access.expires_at = self.clock.now()

    def wait(self, **span: float) -> None:
        """Let so much time pass that an unused consent would be dead."""
        self.clock.advance(**span)
        for each in self.identity.refreshes.values():
            each.used_at = self.clock.now()

    def current_token(self) -> str:
        """Return the refresh token that works now."""
        known = self.identity.refreshes.values()
        return next(
            each.token
            for each in known
            if each.realm_id == self.realm.realm_id and not each.replaced_at
        )


@contextmanager
def quickbooks(patch: pytest.MonkeyPatch) -> Iterator[QuickBooks]:
    """Serve companies with empty books, and note what is asked of them."""
    get = Session.get

    def noted(session: Session, resource: str, url: str, query: Any, *_: Any) -> object:
        is_cdc = url.endswith("/cdc")
        words = f"cdc {query['entities']} {query['changedSince']}" if is_cdc else ""
        vendor.asked.append(words or query["query"])
        return get(session, resource, url, query)

    patch.setattr(Session, "get", noted)
    with sandbox.start(today=TODAY, world="empty", limits=False) as pretend:
        vendor = QuickBooks(pretend)
        yield vendor
