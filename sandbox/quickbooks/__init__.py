"""QuickBooks Online, as rude as the vendor: tokens, realms, limits, then the answer.

`QuickBooks` is the vendor; a `Realm` in it is what a connection reads. `auth` grants
tokens, `statements` and `querying` answer queries, `capture` tells what changed or was
deleted; `masters`, `deals` and `lines` tell the world's books in QuickBooks' words.

Faults know a call by the entity it reads ("Invoice", page by STARTPOSITION), or as
"cdc", "batch", "query" (no entity in it), "companyinfo" and "token".
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from sandbox.quickbooks import problems, querying, statements
from sandbox.quickbooks.capture import captured
from sandbox.quickbooks.entities import ENTITIES
from sandbox.quickbooks.problems import BadRequest, not_found, refused
from sandbox.quickbooks.wire import stamp
from sandbox.server import Answer, Route, encode

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import Message

    from sandbox.clock import Clock
    from sandbox.faults import Faults
    from sandbox.quickbooks.auth import Identity
    from sandbox.quickbooks.company import Realm

BASE, TOKEN = "/quickbooks", "/quickbooks/oauth2/v1/tokens/bearer"
COMPANY = f"{BASE}/v3/company/(?P<realm>[0-9]+)"
LARGEST_BATCH = 30
_BY_PATH = {name.lower(): name for name in ENTITIES}


@dataclass
class QuickBooks:
    """The vendor: its identity server and its companies, by realm."""

    clock: Clock
    faults: Faults
    identity: Identity
    realms: dict[str, Realm] = field(default_factory=dict)

    def routes(self) -> dict[str, Route]:
        """Return every route, keyed by method and path."""
        return {
            f"POST {TOKEN}": self._token,
            f"(GET|POST) {COMPANY}/query": partial(self._call, self._query),
            f"GET {COMPANY}/cdc": partial(self._call, self._capture),
            f"POST {COMPANY}/batch": partial(self._call, self._batch),
            f"GET {COMPANY}/(?P<entity>[a-z]+)/(?P<id>[^/]+)": partial(
                self._call, self._one
            ),
        }

    def warm(self) -> None:
        """Make every answer ready before it is asked for."""
        for realm in self.realms.values():
            realm.warm()

    def revoke(self, connection: str) -> None:
        """Disconnect a company: people must consent anew."""
        self.identity.revoke(self.realm(connection).realm_id)

    def realm(self, connection: str) -> Realm:
        """Return the company behind a connection."""
        return next(
            each for each in self.realms.values() if each.connection == connection
        )

    def _token(self, query: dict[str, str], headers: Message) -> Answer:
        realm = self.realms.get(self.identity.realm_of(query))
        connection = realm.connection if realm else ""
        tell = lambda: self.identity.token(query, headers)  # noqa: E731
        return self.faults.around("token", 0, connection, tell)

    def _call(
        self,
        tell: Callable[[Realm, dict[str, str]], Answer],
        query: dict[str, str],
        headers: Message,
    ) -> Answer:
        access = self.identity.bearer(headers)
        if access is None:
            return problems.MALFORMED_TOKEN
        if access.expires_at <= self.clock.now():
            return problems.EXPIRED
        realm = self.realms.get(query["realm"])
        if realm is None or access.realm_id != realm.realm_id:
            return problems.WRONG_REALM
        refusal = realm.limits.enter(is_batch=tell == self._batch)
        if refusal is not None:
            return refusal
        try:
            with realm.lock:
                answer = self._tell(tell, realm, query)
        finally:
            realm.limits.leave()
        return problems.in_asked_form(answer, headers)

    def _tell(
        self,
        tell: Callable[[Realm, dict[str, str]], Answer],
        realm: Realm,
        query: dict[str, str],
    ) -> Answer:
        version = query.get("minorversion", "")
        realm.minor_versions.append(version)
        try:
            if version and not version.isdigit():
                detail = f"Invalid minorversion: {version}"
                raise BadRequest("2050", "Invalid String", detail)
            return tell(realm, query)
        except BadRequest as bad:
            return refused(bad, self.clock.now())

    def _query(self, realm: Realm, query: dict[str, str]) -> Answer:
        text = query.get("query") or query.get("body", "")
        if not text.strip():
            missing = problems.FAULT_WITH_200
            return self.faults.around("query", 0, realm.connection, lambda: missing)
        statement = statements.parse(text)
        page = querying.page_of(statement, min(statement.size, realm.max_page_size))

        def tell() -> Answer:
            told = querying.answer(realm, statement, self.faults)
            return self._answer(b'"QueryResponse":' + told)

        return self.faults.around(statement.entity, page, realm.connection, tell)

    def _answer(self, told: bytes) -> Answer:
        time = encode(stamp(self.clock.now()))
        return Answer(200, b"{" + told + b',"time":' + time + b"}", problems.TID)

    def _capture(self, realm: Realm, query: dict[str, str]) -> Answer:
        tell = lambda: self._answer(encode(captured(realm, query))[1:-1])  # noqa: E731
        return self.faults.around("cdc", 0, realm.connection, tell)

    def _one(self, realm: Realm, query: dict[str, str]) -> Answer:
        path, key = query["entity"], query["id"]
        entity = _BY_PATH.get(path)
        if entity is None:
            raise BadRequest("2020", "Unsupported operation", f"{path} is not known")
        key = "1" if entity == "CompanyInfo" and key == realm.realm_id else key

        def tell() -> Answer:
            found = realm.collection(entity).records.get(key)
            if found is None:
                raise not_found()
            return self._answer(encode(entity) + b":" + found.json())

        name = path if entity == "CompanyInfo" else entity
        return self.faults.around(name, 0, realm.connection, tell)

    def _batch(self, realm: Realm, query: dict[str, str]) -> Answer:
        try:
            asked = json.loads(query.get("body", ""))["BatchItemRequest"]
        except (ValueError, KeyError, TypeError):
            detail = "BatchItemRequest is required"
            raise BadRequest("2020", "Required param missing", detail) from None
        if len(asked) > LARGEST_BATCH:
            detail = f"The batch has more than {LARGEST_BATCH} items"
            raise BadRequest("1040", "Batch size limit exceeded", detail)
        told = lambda: self._answer(  # noqa: E731
            b'"BatchItemResponse":['
            + b",".join(self._item(realm, item) for item in reversed(asked))
            + b"]"
        )
        return self.faults.around("batch", 0, realm.connection, told)

    def _item(self, realm: Realm, item: dict[str, Any]) -> bytes:
        """Answer one item; one that fails does so by itself."""
        try:
            statement = statements.parse(str(item.get("Query", "")))
            told = querying.answer(realm, statement, self.faults)
        except BadRequest as bad:
            told = encode(bad.body())[1:-1]
        else:
            told = b'"QueryResponse":' + told
        return b'{"bId":' + encode(str(item.get("bId", ""))) + b"," + told + b"}"
