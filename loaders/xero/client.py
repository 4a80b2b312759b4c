"""One organisation of Xero, signed in: single calls, scopes and tenants."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from loaders.contract import Company, LoaderError, Skipped
from loaders.http import Session, Words
from loaders.manners import Refused
from loaders.pacing import Pace
from loaders.tokens import CLIENT_CREDENTIALS, OAuth2
from loaders.xero.answers import Answer, answer_in
from loaders.xero.manners import NOT_ALLOWED, XeroManners

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.contract import Clock, Connection, Record, Resource
    from loaders.xero.endpoint import Endpoint

REFRESH_TOKEN = "refresh_token"


class XeroClient:
    """Calls one organisation and explains its refusals."""

    def __init__(
        self, connection: Connection, clock: Clock, endpoints: Sequence[Endpoint]
    ) -> None:
        """Speak as `connection`; the first endpoint is the organisation's own."""
        settings = connection.settings
        is_custom = settings["grant"] == CLIENT_CREDENTIALS
        self._whose = f"{connection.source} {connection.name}"
        self._settings = settings
        self._tenant_id = "" if is_custom else str(settings["tenant_id"])
        self._base_url = str(settings["base_url"]).rstrip("/")
        self._endpoints = {endpoint.name: endpoint for endpoint in endpoints}
        self._auth = OAuth2(connection, clock)
        self._session = Session(
            connection,
            clock,
            manners=XeroManners(),
            pace=Pace(clock, settings["minute_limit"]),
            auth=self._auth,
            headers={"Xero-Tenant-Id": self._tenant_id} if self._tenant_id else {},
        )

    def company(self) -> Company:
        """Return the organisation; by its tenant where the scopes show no more."""
        try:
            organisation = self._organisation
        except Skipped:
            tenant_id = self._tenant_id or next(iter(self._tenants), "")
            return Company(tenant_id, self._tenants.get(tenant_id, tenant_id))
        return Company(organisation.key, str(organisation.payload.get("Name")))

    def check(self) -> list[str]:
        """Return what is wrong with the credentials, the tenant and the scopes."""
        try:
            self.company()
        except LoaderError as error:
            return [f"{error.what}. {error.do}"]
        wanted = [it for it in self._endpoints.values() if not it.is_optional]
        absent = [it for it in map(self._absent_scope, wanted) if it]
        return [f"{skipped.what}. {skipped.do}" for skipped in absent]

    def fetch_one(self, resource: Resource, key: str) -> Record | None:
        """Return one record by its id, or None when Xero does not know it."""
        try:
            answer = self._call(self._endpoints[resource.name], key)
        except Refused as refused:
            if refused.status != 404:
                raise
            return None
        return next(iter(answer.records), None)

    def _call(
        self,
        endpoint: Endpoint,
        key: str = "",
        since: str = "",
        page: Words | None = None,
    ) -> Answer:
        """Return the answer to one call: of a list, or of the record `key`."""
        url = "/".join(filter(None, [self._base_url, endpoint.path, key]))
        query = {**dict(parse_qsl(endpoint.query)), **(page or {})}
        # Seconds and no zone: Xero ignores any other form in silence.
        headers = {"If-Modified-Since": since[:19]} if since else {}
        try:
            body = self._session.get(endpoint.name, url, query, headers)
        except Refused as refused:
            raise self._explain(endpoint, refused) from None
        return answer_in(body, endpoint, self._whose)

    def _require(self, endpoint: Endpoint) -> None:
        """Raise `Skipped` where the scopes cannot suffice: no call is wasted on it."""
        if skipped := self._absent_scope(endpoint):
            raise skipped

    def _absent_scope(self, endpoint: Endpoint) -> Skipped | None:
        """Return the skip when the granted scopes are known and none is enough."""
        enough = {f"{scope}{end}" for scope in endpoint.scopes for end in ("", ".read")}
        if not self._granted or enough & self._granted:
            return None
        absent = f"scope {endpoint.scopes[0]}.read is absent"
        do = "To load it, give consent again with that scope."
        return Skipped(f"{self._whose} {endpoint.name}: {absent}", do)

    @property
    def _granted(self) -> set[str]:
        return set((self._auth.scope or self._settings["scopes"]).split())

    @cached_property
    def _organisation(self) -> Record:
        endpoint = next(iter(self._endpoints.values()))
        self._require(endpoint)
        for record in self._call(endpoint).records:
            return record
        what = f"{self._whose}: Xero shows no organisation"
        raise LoaderError(what, "Check tenant_id and give consent again.")

    @cached_property
    def _tenants(self) -> dict[str, str]:
        """The names of the organisations the token may see, by tenant id."""
        root = self._base_url.partition("/api.xro")[0]
        try:
            found = self._session.get("tenants", f"{root}/connections")
        except LoaderError:
            return {}
        rows = found if isinstance(found, list) else []
        tenants = [row for row in rows if isinstance(row, dict)]
        return {str(it.get("tenantId")): str(it.get("tenantName")) for it in tenants}

    def _explain(self, endpoint: Endpoint, refused: Refused) -> LoaderError:
        """Return what a person can do about a refusal."""
        if refused.status == 403:
            seen = ", ".join(f"{name} ({key})" for key, name in self._tenants.items())
            what = f"{refused.what}; tenant_id {self._tenant_id or 'is not set'}"
            do = f"Set tenant_id to one this token may see: {seen or 'it sees none'}."
            return LoaderError(what, do)
        if refused.reason == NOT_ALLOWED:
            if endpoint.is_optional or not self._granted:
                what = f"{self._whose} {endpoint.name}: plan or scope does not allow it"
                return Skipped(what, "To load it, extend the plan or the consent.")
            refused.do = "The scope is granted: give consent again, or ask Xero why."
        return refused
