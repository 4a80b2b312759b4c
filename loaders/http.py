"""One session for every vendor: pace, retries, and errors that a person understands.

Trouble that may pass (5xx, lost connections, a full minute) is waited out, a bounded
number of times. Everything else stops at once, with an error that says source,
connection, resource, path and status, and never shows a header, a query or a form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec
import requests

from loaders import exact
from loaders.contract import LoaderError
from loaders.manners import Manners, Passing, Refused, patiently

if TYPE_CHECKING:
    from loaders.contract import Clock, Connection
    from loaders.pacing import Pace
    from loaders.tokens import OAuth2

TIMEOUT = (10, 120)
"""Seconds to connect, and between two bytes of an answer."""

Words = Mapping[str, str | int]


class Session:
    """Calls one vendor for one connection."""

    def __init__(
        self,
        connection: Connection,
        clock: Clock,
        manners: Manners | None = None,
        pace: Pace | None = None,
        auth: OAuth2 | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Speak for `connection`, kept to `pace` and signed in by `auth`."""
        self._whose = f"{connection.source} {connection.name}"
        self._clock = clock
        self._manners = manners or Manners()
        self._pace = pace
        self._auth = auth
        self._http = requests.Session()
        self._http.auth = auth
        self._http.headers.update({"User-Agent": "countinghouse"} | dict(headers or {}))
        self._http.headers["Accept"] = "application/json"

    def get(
        self,
        resource: str,
        url: str,
        query: Words | None = None,
        headers: Mapping[str, str] | None = None,
        pace: Pace | None = None,
    ) -> object:
        """Return what the vendor answers, numbers exact.

        `pace` is a limit of its own, beside the session's: each try keeps to it.
        """
        request = requests.Request("GET", url, headers, params=query)
        return self._signed(resource, request, pace)

    def ask(
        self,
        resource: str,
        url: str,
        query: Words,
        question: Mapping[str, object],
        pace: Pace | None = None,
    ) -> object:
        """Return what the vendor answers to a question in JSON that changes nothing."""
        request = requests.Request("POST", url, params=query, json=question)
        return self._signed(resource, request, pace)

    def post(
        self, resource: str, url: str, form: Words, client: tuple[str, str] | None
    ) -> object:
        """Return what the vendor answers to a form, sent as `client` (id, secret)."""
        request = requests.Request("POST", url, data=form, auth=client)
        return self._decode(resource, self._settle(resource, request, None))

    def _signed(
        self, resource: str, request: requests.Request, pace: Pace | None
    ) -> object:
        """Return the answer; an access token that has expired is renewed once."""
        response = self._settle(resource, request, pace)
        if self._auth and self._manners.token_expired(response):
            self._auth.renew(response.request.headers["Authorization"])
            response = self._settle(resource, request, pace)
        return self._decode(resource, response)

    def _settle(
        self, resource: str, request: requests.Request, pace: Pace | None
    ) -> requests.Response:
        """Try until the answer is final, or the tries are used up."""
        return patiently(self._clock)(self._try, resource, request, pace)

    def _try(
        self, resource: str, request: requests.Request, pace: Pace | None
    ) -> requests.Response:
        where = self._where(resource, request.method, request.url)
        for limit in filter(None, (pace, self._pace)):
            limit.wait()
        try:
            response = self._send(request)
        except requests.RequestException as error:
            what = f"{where} got no whole answer ({type(error).__name__})"
            if isinstance(error, ValueError):
                raise LoaderError(what, "Correct the address.") from None
            raise Passing(what) from None
        status = self._manners.status(response)
        if status == 429:
            raise self._manners.too_many(where, response, self._clock.now())
        if status >= 500:
            answered, _ = self._answered(where, response)
            raise Passing(answered)
        return response

    def _send(self, request: requests.Request) -> requests.Response:
        prepared = self._http.prepare_request(request)
        around = self._http.merge_environment_settings(
            prepared.url, {}, None, None, None
        )
        return self._http.send(
            prepared, timeout=TIMEOUT, allow_redirects=False, **around
        )

    def _decode(self, resource: str, response: requests.Response) -> object:
        where = self._where(resource, response.request.method, response.url)
        status = self._manners.status(response)
        if status >= 300:
            answered, reason = self._answered(where, response)
            raise Refused(answered, status, reason)
        body, trouble = _read(response)
        if trouble:
            what = f"{where} answered {response.status_code} with {trouble}"
            do = "Check the address; if it is right, try again later."
            raise LoaderError(what, do)
        return body

    def _answered(self, where: str, response: requests.Response) -> tuple[str, str]:
        """Return what an error says of an answer, and the vendor's reason in it."""
        body, _ = _read(response)
        words = body if isinstance(body, Mapping) else {}
        reason = self._manners.reason(response, words)
        answered = f"{where} answered {response.status_code}"
        return (f"{answered}: {reason}" if reason else answered), reason

    def _where(self, resource: str, method: str | None, url: str | None) -> str:
        return f"{self._whose} {resource}: {method} {urlsplit(url or '').path}"


def _read(response: requests.Response) -> tuple[object, str]:
    """Return the decoded body, and what is wrong with it."""
    if response.content.lstrip()[:1] == b"<":
        return None, "HTML or XML instead of JSON"
    try:
        return exact.decode(response.content), ""
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return None, f"malformed JSON ({error})"
