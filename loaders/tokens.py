"""OAuth 2 sign-in with refresh tokens that rotate, and without.

A refresh token works once: whoever loses the new one must ask a person for consent
again. So the new token is safely on disk before anything is done with it, and only
one process at a time may refresh. Connections that share one consent share one file,
named after the refresh token that was configured: a newly configured token starts a
file of its own. Deleting `.dlt/tokens/` means giving consent again.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import Timeout as LockTimeout
from requests.auth import AuthBase

from loaders.contract import LoaderError
from loaders.http import Session
from loaders.manners import Refused
from loaders.token_store import Tokens, TokenStore

if TYPE_CHECKING:
    from collections.abc import Mapping

    from requests import PreparedRequest

    from loaders.contract import Clock, Connection

log = logging.getLogger(__name__)

FOLDER = Path(".dlt/tokens")
CLIENT_CREDENTIALS = "client_credentials"
SPARE_LIFE = timedelta(seconds=60)
USUAL_LIFE = 1800
LIVES_OF_CONSENT = ("x_refresh_token_expires_in", "x_refresh_token_hard_expires_in")
"""Seconds, where the vendor says how long its refresh token, and all after it, live."""
TIME_TO_CONSENT = timedelta(days=30)


class OAuth2(AuthBase):
    """Signs requests with an access token that is alive."""

    def __init__(
        self,
        connection: Connection,
        clock: Clock,
        headers: Mapping[str, str] | None = None,
        client_in_form: bool = False,
    ) -> None:
        """Sign in as `connection`, by its client id, secret and grant.

        `client_in_form`: the vendor wants id and secret there, not in a header.
        """
        self._whose = f"{connection.source} {connection.name}"
        self._settings = connection.settings
        self._clock = clock
        self._session = Session(connection, clock, headers=headers)
        self._is_client_in_form = client_in_form
        self._refusal: LoaderError | None = None
        self._tokens: Tokens | None = None
        is_rotating = connection.settings.get("grant") != CLIENT_CREDENTIALS
        self._seed = connection.settings["refresh_token"] if is_rotating else ""
        self._grew_from = sha256(self._seed.encode()).hexdigest()
        # A sandbox hands out new tokens at every start: one file is enough for all.
        is_pretend = connection.is_sandbox
        own = f"sandbox-{connection.name}" if is_pretend else self._grew_from[:16]
        self._file = FOLDER / f"{connection.source}-{own}.json"

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        """Sign one request."""
        request.headers["Authorization"] = f"Bearer {self._current().access_token}"
        return request

    @property
    def scope(self) -> str:
        """The scopes that were granted, as far as the vendor says."""
        return self._current().scope

    def renew(self, rejected: str) -> None:
        """Get another access token than the one in the header `rejected`."""
        self._tokens = self._get(rejected.removeprefix("Bearer "))

    def _current(self) -> Tokens:
        if self._tokens is None or not self._is_alive(self._tokens):
            self._tokens = self._get()
        return self._tokens

    def _is_alive(self, tokens: Tokens) -> bool:
        return tokens.expires_at - self._clock.now() > SPARE_LIFE

    def _get(self, rejected: str = "") -> Tokens:
        """Return living tokens; another process may have fetched them meanwhile."""
        if not self._seed:
            scopes = self._settings["scopes"]
            wanted = {"scope": scopes} if scopes else {}
            return self._ask(grant_type=CLIENT_CREDENTIALS, **wanted)
        store = TokenStore(self._file)
        try:
            with store.lock:
                return self._get_alone(store, rejected)
        except LockTimeout:
            what = f"{self._whose}: another process holds {store.lock.lock_file}"
            raise LoaderError(what, "Wait until it has ended, or end it.") from None

    def _get_alone(self, store: TokenStore, rejected: str) -> Tokens:
        saved = store.load()
        if saved is None or saved.grew_from != self._grew_from:
            refresh_token = self._seed
        elif self._is_alive(saved) and saved.access_token != rejected:
            return saved
        else:
            refresh_token = saved.refresh_token
        form = {"grant_type": "refresh_token", "refresh_token": refresh_token}
        tokens = self._ask(**form)
        store.save(tokens)
        return tokens

    def _ask(self, **form: str) -> Tokens:
        """Ask the vendor for tokens; a refusal is final."""
        if self._refusal:
            raise self._refusal
        asked_at = self._clock.now()
        try:
            answer = self._answer(form)
        except Refused as refused:
            self._refusal = self._explain(refused)
            raise self._refusal from None
        if not isinstance(answer, dict) or not answer.get("access_token"):
            raise LoaderError(f"{self._whose} sign-in: no access token in the answer")
        self._warn_of_the_end(answer)
        life = timedelta(seconds=int(answer.get("expires_in") or USUAL_LIFE))
        return Tokens(
            access_token=answer["access_token"],
            expires_at=asked_at + life,
            scope=answer.get("scope") or "",
            refresh_token=answer.get("refresh_token") or form.get("refresh_token", ""),
            grew_from=self._grew_from,
        )

    def _answer(self, form: Mapping[str, str]) -> object:
        client = {name: self._settings[name] for name in ("client_id", "client_secret")}
        url = self._settings["token_url"]
        if self._is_client_in_form:
            return self._session.post("sign-in", url, {**form, **client}, None)
        client_id, secret = client.values()
        return self._session.post("sign-in", url, form, (client_id, secret))

    def _warn_of_the_end(self, answer: Mapping[str, object]) -> None:
        """Say in good time that somebody must give consent again."""
        lives = [str(answer.get(name)) for name in LIVES_OF_CONSENT]
        seconds = min((int(life) for life in lives if life.isdigit()), default=None)
        if seconds is not None and seconds < TIME_TO_CONSENT.total_seconds():
            text = "%s: the consent ends in %d days: give it again, and configure it"
            log.warning(text, self._whose, seconds // 86_400)

    def _explain(self, refused: Refused) -> LoaderError:
        """Return what a person must do about a refused sign-in."""
        if refused.reason == "invalid_grant" and self._seed:
            do = "Give consent again and configure the new refresh_token."
            what = f"{self._whose}: the refresh token is expired, used or revoked"
            return LoaderError(f"{what} (invalid_grant)", do)
        what = f"{self._whose}: sign-in refused ({refused.status} {refused.reason})"
        return LoaderError(what, "Check client_id, client_secret, grant and scopes.")
