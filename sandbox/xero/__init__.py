"""Xero, as rude as the vendor: tokens, tenants, scopes, limits, then the answer.

`Xero` is the vendor; an `Organisation` in it is what a connection reads. `auth` grants
tokens, `reading` answers, `documents`, `settlements`, `masters` and `journals` tell the
world's books in Xero's words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import uuid4

from sandbox.identities import identity as identity_of
from sandbox.server import Answer, Route
from sandbox.xero.endpoints import ENDPOINTS, Endpoint
from sandbox.xero.problems import INSUFFICIENT_SCOPE, NOT_FOUND, expired, problem
from sandbox.xero.reading import Reading

if TYPE_CHECKING:
    from email.message import Message

    from sandbox.clock import Clock
    from sandbox.faults import Faults
    from sandbox.xero.auth import Identity
    from sandbox.xero.organisation import Organisation
    from sandbox.xero.tokens import Access, App

API, TOKEN = "/xero/api.xro/2.0", "/xero/connect/token"


@dataclass
class Xero:
    """The vendor: its identity server and its organisations, by tenant."""

    clock: Clock
    faults: Faults
    identity: Identity
    organisations: dict[str, Organisation] = field(default_factory=dict)

    def routes(self) -> dict[str, Route]:
        """Return every route, keyed by method and path."""
        return {
            f"POST {TOKEN}": self._token,
            "POST /xero/connect/revocation": self.identity.revocation,
            "GET /xero/connections": self._connections,
            "DELETE /xero/connections/(?P<id>.+)": self._disconnect,
            f"GET {API}/(?P<endpoint>[A-Za-z]+)(/(?P<id>[^/]+))?": self._get,
        }

    def _token(self, query: dict[str, str], headers: Message) -> Answer:
        connection = self._connection_of(self.identity.client(query, headers))
        return self.faults.around(
            "token", 0, connection, lambda: self.identity.token(query, headers)
        )

    def _get(self, query: dict[str, str], headers: Message) -> Answer:
        access = self.identity.bearer(headers)
        if access is None:
            return problem(401, "TokenInvalidSignature")
        if access.expires_at <= self.clock.now():
            return expired(access)
        organisation = self._organisation(access, headers)
        if organisation is None:
            return problem(403, "AuthenticationUnsuccessful")
        refused = organisation.limits.enter()
        if refused is not None:
            return refused
        try:
            answer = self._read(organisation, access, query, headers)
        finally:
            organisation.limits.leave()
        told = {"Xero-Correlation-Id": str(uuid4())} | organisation.limits.headers()
        return answer._replace(headers=told | dict(answer.headers))

    def _read(
        self,
        organisation: Organisation,
        access: Access,
        query: dict[str, str],
        headers: Message,
    ) -> Answer:
        endpoint = _ENDPOINTS.get(query.pop("endpoint"))
        if endpoint is None:
            return NOT_FOUND
        if not access.app.scopes & access.scopes & set(endpoint.scopes):
            return INSUFFICIENT_SCOPE
        reading = Reading(organisation, endpoint, query, headers, self.faults)
        return self.faults.around(
            endpoint.name, reading.page, organisation.connection, reading.answer
        )

    def _organisation(self, access: Access, headers: Message) -> Organisation | None:
        """Return the tenant named in the header; a custom connection need not."""
        tenants = access.app.tenants
        is_custom = access.app.grant == "client_credentials"
        named = headers.get(
            "Xero-Tenant-Id", tenants[0] if is_custom and tenants else ""
        )
        return self.organisations.get(named) if named in tenants else None

    def _connections(self, _: dict[str, str], headers: Message) -> Answer:
        access = self.identity.bearer(headers)
        if access is None or access.expires_at <= self.clock.now():
            return problem(401, "TokenInvalidSignature")
        tenants = [self.organisations[tenant] for tenant in access.app.tenants]
        told = [_connection(organisation) for organisation in tenants]
        connection = tenants[0].connection if tenants else ""
        return self.faults.around(
            "connections", 0, connection, lambda: Answer(200, told)
        )

    def _disconnect(self, query: dict[str, str], headers: Message) -> Answer:
        access = self.identity.bearer(headers)
        for tenant in access.app.tenants if access else ():
            if access and identity_of(f"connection {tenant}") == query["id"]:
                access.app.tenants.remove(tenant)
                return Answer(204)
        return NOT_FOUND

    def _connection_of(self, app: App | None) -> str:
        for organisation in self.organisations.values():
            if app and organisation.tenant_id in app.tenants:
                return organisation.connection
        return ""


_ENDPOINTS: dict[str, Endpoint] = ENDPOINTS | {
    "Organisations": ENDPOINTS["Organisation"]
}


def _connection(organisation: Organisation) -> dict[str, str]:
    return {
        "id": identity_of(f"connection {organisation.tenant_id}"),
        "authEventId": identity_of("consent"),
        "tenantId": organisation.tenant_id,
        "tenantType": "ORGANISATION",
        "tenantName": organisation.name,
        "createdDateUtc": "2026-03-04T01:12:44.1034520",
        "updatedDateUtc": "2026-03-04T01:12:44.1049870",
    }
