"""One connection's drop zone, as the core reads it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.contract import Company, LoaderError
from loaders.reckon.problems import Refusal
from loaders.reckon.shelf import Shelf
from loaders.reckon.table import table_of
from loaders.reckon.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.contract import Ask, Connection, Page, Record, Resource, Whole
    from loaders.reckon.kind import Kind
    from loaders.reckon.shelf import Filed

log = logging.getLogger(__name__)


class ReckonReader:
    """Reads the exports of one company."""

    def __init__(self, connection: Connection, kinds: Sequence[Kind]) -> None:
        self._company = str(connection.settings["company"])
        self._whose = f"{connection.source} {connection.name}"
        self._folder = Path(str(connection.settings["folder"])).expanduser()
        self._kinds = {kind.name: kind for kind in kinds}
        self._shelf = Shelf(self._folder, kinds)
        self._has_told_strays = False

    def company(self) -> Company:
        """Return the company as configured: an export does not say whose it is."""
        return Company(self._company, self._company)

    def read(self, resource: Resource, ask: Ask) -> Iterator[Page | Whole]:
        """Yield the rows of files that were not read yet, the latest file first."""
        kind = self._kinds[resource.name]
        pile = self._shelf.pile(kind)
        if not ask.cursor and not self._shelf.names():
            raise self._nothing()
        if kind.is_list and pile.filed and (ask.since or ask.until):
            text = "%s %s: a list has no days: read whole, but nothing counts as gone"
            log.info(text, self._whose, kind.name)
        pile.refusals.extend(self._strays())
        yield from Walk(kind, self._company, ask, pile).items()

    def fetch_one(self, resource: Resource, key: str) -> Record | None:
        """Return nothing: no read of a file leaves a key in doubt, so nobody asks."""
        return None

    def check(self) -> list[str]:
        """Return what is wrong with the folder and with each file in it."""
        try:
            refusals = self._shelf.strays()
            if not self._shelf.names():
                raise self._nothing()
            piles = [self._shelf.pile(kind) for kind in self._kinds.values()]
        except LoaderError as error:
            return [f"{error.what}. {error.do}"]
        for pile in piles:
            refusals += pile.refusals
            refusals += [it for filed in pile.filed for it in _problems(filed)]
        return [refusal.what for refusal in refusals]

    def _strays(self) -> list[Refusal]:
        """Return the files that are of no kind; once, whatever is read first."""
        if self._has_told_strays:
            return []
        self._has_told_strays = True
        return self._shelf.strays()

    def _nothing(self) -> LoaderError:
        names = ", ".join(kind.named[0] for kind in self._kinds.values())
        what = f"folder {self._folder} holds no export: none is called like {names}"
        return LoaderError(what, "Put the exports there, or correct the folder.")


def _problems(filed: Filed) -> list[Refusal]:
    try:
        table_of(filed.data(), filed.export)
    except Refusal as refusal:
        return [refusal]
    return []
