"""Rows of a file as records: their keys, their scopes, their payloads."""

from __future__ import annotations

from collections import Counter
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from loaders import exact
from loaders.contract import Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import pandas

    from loaders.contract import Payload
    from loaders.reckon.names import Export

PAGE = 1_000
DIGITS = 32
NOT_IDENTIFYING = "as_of_date"
"""It differs from export to export of one and the same row."""


@cache
def scope_of(company: str, kind: str, day: str) -> str:
    """Return the scope of a day's rows of one kind."""
    return exact.encode({"company": company, "date": day, "kind": kind})


class Recorder:
    """Makes records of one file's rows."""

    def __init__(self, export: Export, company: str) -> None:
        self._export = export
        self._company = company
        self._occurrences: Counter[str] = Counter()

    def pages(self, rows: pandas.DataFrame) -> Iterator[list[Record]]:
        """Yield the rows as records, so many at a time."""
        for start in range(0, len(rows), PAGE):
            some = rows.iloc[start : start + PAGE]
            names = list(some.columns)
            columns = [some[name].tolist() for name in names]
            lines = some.index.tolist()
            yield [
                self._record({n: v for n, v in zip(names, row, strict=True) if v}, line)
                for line, row in zip(lines, zip(*columns, strict=True), strict=True)
            ]

    def _record(self, payload: Payload, line: int) -> Record:
        kind = self._export.kind
        payload["company"] = self._company
        if kind.name in ("invoices", "open_items"):
            payload["as_of_date"] = str(self._export.as_of)
        scope = self._scope(payload)
        key = "/".join(payload.get(name, "") for name in kind.identity)
        if not all(payload.get(name) for name in kind.identity):
            key = self._nameless(payload, scope or "")
        elif kind.name == "open_items":
            key = f"{self._export.as_of}/{key}"
        payload |= {"file": self._export.name, "row": str(line)}
        return Record(key, payload, scope=scope)

    def _scope(self, payload: Payload) -> str | None:
        kind = self._export.kind
        if kind.is_list:
            return None
        day: date | str = payload["date"]
        if kind.name == "open_items" and self._export.as_of:
            day = self._export.as_of
        return scope_of(self._company, kind.name, str(day))

    def _nameless(self, payload: Payload, scope: str) -> str:
        """Return the key of a row that has none: what it says, and the how-manieth."""
        said = {n: v for n, v in payload.items() if n != NOT_IDENTIFYING}
        digest = sha256(exact.encode(said).encode()).hexdigest()[:DIGITS]
        key = f"{scope}/{digest}"
        self._occurrences[key] += 1
        return f"{key}/{self._occurrences[key]}"
