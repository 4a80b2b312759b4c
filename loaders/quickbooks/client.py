"""One company of QuickBooks Online, signed in: single calls and their refusals."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from loaders.contract import Company, LoaderError, Skipped
from loaders.http import Session, Words
from loaders.instants import sortable
from loaders.manners import Refused
from loaders.pacing import Pace
from loaders.quickbooks.answers import Answer, changed, counted, queried
from loaders.quickbooks.manners import QuickBooksManners
from loaders.tokens import OAuth2

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loaders.contract import Clock, Connection, Record, Resource
    from loaders.quickbooks.entity import Entity

LARGEST_PAGE = 1000
SWITCHED_OFF = ("5020", "5030")
"""The plan does not hold the feature, or nobody switched it on."""
ASK_FOR_THE_END = {"x-include-refresh-token-hard-expires-in": "true"}


class QuickBooksClient:
    """Calls one company and explains its refusals."""

    def __init__(
        self, connection: Connection, clock: Clock, entities: Sequence[Entity]
    ) -> None:
        """Speak as `connection`; the first entity is the company itself."""
        settings = connection.settings
        self._whose = f"{connection.source} {connection.name}"
        self._clock = clock
        self._realm_id = str(settings["realm_id"]).strip()
        base_url = str(settings["base_url"]).rstrip("/")
        self._url = f"{base_url}/v3/company/{self._realm_id}"
        self._minor_version = str(settings["minor_version"])
        self._page_size = max(1, min(int(settings["page_size"]), LARGEST_PAGE))
        self._entities = {entity.name: entity for entity in entities}
        self._told_at = ""
        self._session = Session(
            connection,
            clock,
            manners=QuickBooksManners(),
            pace=Pace(clock, settings["minute_limit"]),
            auth=OAuth2(connection, clock, ASK_FOR_THE_END),
        )

    def company(self) -> Company:
        """Return the company; its record numbers itself 1, so the realm is its id."""
        return Company(self._realm_id, str(self._company.payload.get("CompanyName")))

    def check(self) -> list[str]:
        """Return what is wrong with the credentials, the realm and the rights."""
        try:
            self.company()
        except LoaderError as error:
            return [f"{error.what}. {error.do}"]
        wrong = []
        for entity in self._entities.values():
            try:
                _ = self._select(entity) if entity.is_alone else self._count(entity)
            except Skipped:
                continue
            except LoaderError as error:
                wrong.append(f"{error.what}. {error.do}")
        return wrong

    def fetch_one(self, resource: Resource, key: str) -> Record | None:
        """Return one record by its id, or None when QuickBooks does not know it."""
        answer = self._by_ids(self._entities[resource.name], [key])
        return next(iter(answer.records), None)

    def _by_ids(self, entity: Entity, keys: Iterable[str]) -> Answer:
        """Return those records of the ids that are there, in a single page."""
        where = [f"Id IN ({', '.join(map(quoted, keys))})"]
        return self._select(entity, where)

    def _page(
        self, entity: Entity, order: str, since: str, until: str, start: int
    ) -> Answer:
        """Return a page of what lies between two times, from its `start`-th record."""
        where = [f"{order} >= {quoted(since)}"] if since else []
        where += [f"{order} < {quoted(until)}"] if until else []
        return self._select(entity, where, order, start)

    def _select(
        self,
        entity: Entity,
        where: Sequence[str] = (),
        order: str = "",
        start: int = 1,
    ) -> Answer:
        by = f"ORDERBY {order}" if order else ""
        page = f"STARTPOSITION {start} MAXRESULTS {self._page_size}"
        body = self._query(entity, _statement("*", entity, where, by, page))
        return queried(body, entity, self._where(entity), start)

    def _count(self, entity: Entity, order: str = "", since: str = "") -> int:
        """Return how many records there are, or lie after a time."""
        where = [f"{order} >= {quoted(since)}"] if since else []
        body = self._query(entity, _statement("count(*)", entity, where))
        return counted(body, self._where(entity))

    def _changes(self, entity: Entity, since: str) -> Answer:
        """Return what changed or was deleted, as CDC tells it."""
        words: Words = {"entities": entity.path, "changedSince": since}
        return changed(self._call(entity, "cdc", words), entity, self._where(entity))

    def _query(self, entity: Entity, statement: str) -> dict[str, Any]:
        return self._call(entity, "query", {"query": statement})

    def _call(self, entity: Entity, path: str, words: Words) -> dict[str, Any]:
        url, words = (
            f"{self._url}/{path}",
            {**words, "minorversion": self._minor_version},
        )
        try:
            body = self._session.get(entity.name, url, words)
        except Refused as refused:
            raise self._explain(entity, refused) from None
        body = body if isinstance(body, dict) else {}
        self._told_at = sortable(body.get("time")) or self._told_at
        return body

    def _where(self, entity: Entity) -> str:
        return f"{self._whose} {entity.name}: {entity.path}"

    @cached_property
    def _company(self) -> Record:
        for record in self._select(next(iter(self._entities.values()))).records:
            return record
        what = f"{self._whose}: QuickBooks shows no company"
        raise LoaderError(what, "Check realm_id and give consent again.")

    def _explain(self, entity: Entity, refused: Refused) -> LoaderError:
        """Return what a person can do about a refusal."""
        code = refused.reason.partition(" ")[0]
        if code in SWITCHED_OFF:
            off = f"{entity.path} is switched off or not in the plan ({refused.reason})"
            do = "To load it, switch the feature on in QuickBooks."
            return Skipped(f"{self._whose} {entity.name}: {off}", do)
        refused.do = _advice(refused.status)
        return refused


def second(moment: str) -> str:
    """Return an instant cut off after its second, as queries know it; '' stays ''."""
    return moment and f"{moment[:19]}Z"


def quoted(text: str) -> str:
    """Return a text as queries want it."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _statement(what: str, entity: Entity, where: Sequence[str], *ending: str) -> str:
    active = ["Active IN (true, false)"] if entity.has_inactive else []
    conditions = " AND ".join([*where, *active])
    condition = f"WHERE {conditions}" if conditions else ""
    parts = ("SELECT", what, "FROM", entity.path, condition, *ending)
    return " ".join(filter(None, parts))


def _advice(status: int) -> str:
    if status in (401, 403):
        return (
            "Check realm_id, that the keys are of production (or base_url of the "
            "developers' sandbox), and that the company still has the app connected "
            "by a person who may see everything; else give consent again."
        )
    return (
        "The other resources go on. If it stays so, ask Intuit why by its intuit_tid."
    )
