"""The drop zone: which file is which, and which of them cannot be told apart."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import combinations
from typing import TYPE_CHECKING

from loaders.contract import LoaderError
from loaders.reckon.days import Span
from loaders.reckon.memory import DIGITS
from loaders.reckon.names import Export, export_of, kind_of
from loaders.reckon.problems import Refusal, refused
from loaders.reckon.table import as_of_dates
from loaders.reckon.text import refuse_other_format

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from loaders.reckon.kind import Kind

log = logging.getLogger(__name__)

EXPORTS = (".csv", ".iif", ".xls", ".xlsx", ".tsv")
CLUSTERS = "customer_clusters.csv"


@dataclass(frozen=True)
class Filed:
    """A file of the drop zone whose name tells enough."""

    export: Export
    digest: str

    def data(self) -> bytes:
        """Return what the file holds."""
        return _data(self.export.path)

    @property
    def rank(self) -> tuple[date, str]:
        """The later as-of date is the greater."""
        return self.export.as_of or date.max, self.export.name


@dataclass(frozen=True)
class Pile:
    """The files of one kind."""

    filed: list[Filed]
    """Those that can be read, the latest first."""
    refusals: list[Refusal]
    names: frozenset[str]
    """All there are, refused or not."""


class Shelf:
    """One connection's folder."""

    def __init__(self, folder: Path, kinds: Sequence[Kind]) -> None:
        self._folder = folder
        self._kinds = kinds

    def files(self) -> list[Path]:
        """Return the files of the folder, or say that there is no such folder."""
        if not self._folder.is_dir():
            do = (
                "Correct the connection's folder, or make it and put the exports there."
            )
            raise LoaderError(f"folder {self._folder} does not exist", do)
        found = sorted(self._folder.iterdir())
        return [it for it in found if it.is_file() and it.name[0] not in ".~"]

    def names(self) -> list[str]:
        """Return the names of the files that are of some kind."""
        return [it.name for it in self.files() if kind_of(it.name, self._kinds)]

    def strays(self) -> list[Refusal]:
        """Return a refusal for each export that fits no kind; name other files once."""
        strays = [it for it in self.files() if not kind_of(it.name, self._kinds)]
        exports = [it for it in strays if _looks_like_an_export(it)]
        others = [it.name for it in strays if it not in exports]
        if others:
            log.warning("%s: left alone: %s", self._folder, ", ".join(others))
        return [
            refused(it.name, "fits no kind of export", self._do(it)) for it in exports
        ]

    def pile(self, kind: Kind) -> Pile:
        """Return the files of a kind, the latest first, and those that are refused."""
        filed, refusals = list[Filed](), list[Refusal]()
        paths = [it for it in self.files() if kind_of(it.name, self._kinds) is kind]
        for path in paths:
            try:
                filed.append(_filed(path, kind))
            except Refusal as refusal:
                refusals.append(refusal)
        rivals = _rivals(filed)
        refusals += rivals.values()
        clear = [it for it in filed if it.export.name not in rivals]
        clear.sort(key=lambda it: it.rank, reverse=True)
        return Pile(clear, refusals, frozenset(path.name for path in paths))

    def _do(self, path: Path) -> str:
        if path.name.lower() == CLUSTERS:
            return "clusters are kept by hand: move it to seeds/"
        names = ", ".join(kind.named[0] for kind in self._kinds)
        return f"name it like one of {names}, or remove it"


def _filed(path: Path, kind: Kind) -> Filed:
    """Return a file with its as-of date, from its column if the name has none."""
    export = export_of(path, kind)
    if path.suffix.lower() != ".csv":
        raise refuse_other_format(path.name)
    data = _data(path)
    if kind.name == "invoices" and export.as_of is None:
        export = _dated(export, data)
    return Filed(export, sha256(data).hexdigest()[:DIGITS])


def _data(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"cannot be opened: {error.strerror}"
        raise refused(path.name, what, "close it elsewhere, or allow it") from None


def _dated(export: Export, data: bytes) -> Export:
    days = as_of_dates(data, export)
    if len(days) != 1 or "" in days:
        what = "neither its name nor one as_of_date says when it was true"
        raise refused(export.name, what, f"rename it to {export.kind.recommended}")
    as_of = date.fromisoformat(days.pop())
    return replace(export, as_of=as_of, covers=Span(date.min, as_of), says_as_of=True)


def _rivals(filed: Sequence[Filed]) -> dict[str, Refusal]:
    """Return the files of which nobody can say whose days they are."""
    rivals: dict[str, Refusal] = {}
    for one, other in combinations(filed, 2):
        dates = one.export.as_of, other.export.as_of
        shares_days = one.export.covers.overlaps(other.export.covers)
        if one.digest == other.digest or not shares_days:
            continue
        pairs = [(one, other), (other, one)]
        do = "add _as_of_ and the day of the export to the names"
        if dates[0] != dates[1]:
            pairs = [pair for pair in pairs if pair[0].export.as_of is None]
            do = "add the day of the export to its name"
        for it, rival in pairs if None in dates or dates[0] == dates[1] else ():
            what = f"cannot be told from {rival.export.name}: which one is later?"
            rivals[it.export.name] = refused(it.export.name, what, do)
    return rivals


def _looks_like_an_export(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix == ".txt":
        with path.open("rb") as file:
            return b"\t" in file.read(4096)
    return suffix in EXPORTS
