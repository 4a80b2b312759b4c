"""One tenant, signed in: single calls, pages, and what its refusals mean."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from loaders.contract import LoaderError, Skipped
from loaders.http import Session
from loaders.manners import Refused
from loaders.pacing import Pace
from loaders.servicetitan.manners import ServiceTitanManners
from loaders.tokens import CLIENT_CREDENTIALS, OAuth2

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from loaders.contract import Clock, Connection, Payload
    from loaders.http import Words

MINUTE = 60
Body = dict[str, Any]


class Client:
    """Calls one tenant; a report never more often than it may run."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        """Speak as `connection`; nothing is sent before the first question."""
        settings = connection.settings
        self.whose = f"{connection.source} {connection.name}"
        self.tenant_id = str(settings["tenant_id"]).strip()
        self._base_url = str(settings["base_url"]).rstrip("/")
        self._page_size = int(settings["page_size"])
        self._report_page_size = int(settings["report_page_size"])
        self._interval = float(settings["report_interval_seconds"])
        self.clock = clock
        self._paces: dict[str, Pace] = {}
        granted = {"grant": CLIENT_CREDENTIALS, "scopes": ""}
        signing = replace(connection, settings={**settings, **granted})
        self._session = Session(
            connection,
            clock,
            manners=ServiceTitanManners(),
            pace=Pace(clock, float(settings["minute_limit"])),
            auth=OAuth2(signing, clock, client_in_form=True),
            headers={"ST-App-Key": str(settings["app_key"])},
        )

    def pace(self, report_id: str) -> Pace:
        """Return the pace of a report: whatever loads it, its minute is the same."""
        runs_per_minute = MINUTE / self._interval if self._interval else 0
        return self._paces.setdefault(report_id, Pace(self.clock, runs_per_minute))

    def get(
        self, resource: str, path: str, words: Words | None = None, report_id: str = ""
    ) -> Body:
        """Return an answer; `path` is `<module>/<the rest>`."""
        pace = self.pace(report_id) if report_id else None
        return self._body(
            resource,
            path,
            lambda url: self._session.get(resource, url, words, pace=pace),
        )

    def run(
        self, resource: str, path: str, number: int, question: Body, report_id: str
    ) -> Body:
        """Return one page of a report's rows, which is a run of the report.

        Pages are asked for in the query: in the body they are ignored in silence.
        """
        pace = self.pace(report_id)
        words = self._page(number, self._report_page_size)
        return self._body(
            resource,
            path,
            lambda url: self._session.ask(resource, url, words, question, pace),
        )

    def pages(self, resource: str, path: str, words: Words) -> Iterator[list[Any]]:
        """Yield a list page by page; fail unless as much arrives as was announced."""
        number, arrived, totals = 1, 0, []
        while True:
            page = self._page(number, self._page_size)
            body = self.get(resource, path, {**words, **page})
            where = f"{self.whose} {resource}"
            rows = rows_on(body, number, where)
            arrived += len(rows)
            totals.append(body.get("totalCount"))
            yield rows
            if not body.get("hasMore"):
                refuse_missing(arrived, totals, where)
                return
            number += 1

    def listed(
        self, resource: str, path: str, words: Words | None = None
    ) -> list[Payload]:
        """Return a short list whole."""
        pages = self.pages(resource, path, words or {})
        return [row for rows in pages for row in rows]

    def _page(self, number: int, size: int) -> Words:
        return {"page": number, "pageSize": size, "includeTotal": "true"}

    def _body(self, resource: str, path: str, call: Callable[[str], object]) -> Body:
        module, _, rest = path.partition("/")
        url = f"{self._base_url}/{module}/v2/tenant/{self.tenant_id}/{rest}"
        try:
            body = call(url)
        except Refused as refused:
            raise self._explain(resource, refused) from None
        if not isinstance(body, dict) or ("data" not in body and "id" not in body):
            what = f"{self.whose} {resource}: {path} answered without data"
            raise LoaderError(what, "Check base_url: is it ServiceTitan's API?")
        return body

    def _explain(self, resource: str, refused: Refused) -> LoaderError:
        """Return what a person can do about a refusal."""
        if refused.status == 403:
            do = (
                "To load it, tick its scope on the app in the developer portal, and "
                f"let tenant {self.tenant_id} approve the app again."
            )
            return Skipped(refused.what, do)
        if refused.status == 401:
            refused.do = "Check client_id, client_secret and app_key: are they a set?"
        else:
            refused.do = "If it stays so, ask ServiceTitan why by its traceId."
        return refused


def rows_on(body: Mapping[str, Any], number: int, where: str) -> list[Any]:
    """Return the rows of a page, if it is the page that was asked for."""
    told = body.get("page")
    if str(told) != str(number):
        what = f"{where}: page {number} was asked for and page {told} came"
        raise LoaderError(what, "Run it again; if it stays so, ask ServiceTitan why.")
    rows: list[Any] = body["data"] or []
    return rows


def refuse_missing(arrived: int, totals: Collection[object], where: str) -> None:
    """Fail unless each page counted as many rows as arrived: else they moved."""
    told = {str(total) for total in totals if total is not None}
    if told - {str(arrived)}:
        announced = ", then ".join(str(total) for total in totals)
        what = f"{where}: {arrived} rows arrived, {announced} were announced"
        raise LoaderError(what, "Run it again: rows moved while they were read.")
