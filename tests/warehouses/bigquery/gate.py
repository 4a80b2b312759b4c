"""The gate before a BigQuery: what Google's analyzer refuses does not pass.

What stands behind it may be permissive. Every query job is analyzed first, on the
schemas that stand behind the gate at that moment, and counted.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Protocol

from tests.warehouses.googlesql.engine import (
    Columns,
    GoogleSQL,
    Name,
    Parameters,
)

SYSTEM_VIEW = re.compile(r"\bINFORMATION_SCHEMA\b|\b__TABLES__", re.IGNORECASE)
SCRIPT = re.compile(
    r"(begin|call|declare|execute|for|if|loop|repeat|set|while)\b", re.IGNORECASE
)
COMMENTS = re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL)
Changes = dict[Name, Columns | None]


class Backend(Protocol):
    """What stands behind the gate."""

    url: str

    def answer(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        """Answer a request of BigQuery's REST interface."""

    def columns(self, name: Name) -> Columns | None:
        """Return a table's columns; None if there is no such table."""

    def reworded(self, query: str) -> str:
        """Put a query in words that are understood here."""


@dataclass
class Seen:
    """What passed the gate, and what did not."""

    analyzed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    refused: list[dict[str, str]] = field(default_factory=list)
    errors: list[dict[str, str]] = field(default_factory=list)


class Gate:
    """Analyzes what goes to the backend, and knows its tables' columns.

    What Google's analyzer says of a statement that makes a table is believed rather
    than the backend: the emulator forgets that a column holds JSON.
    """

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.seen = Seen()
        self._google = GoogleSQL()
        self._lock = Lock()
        self._known: dict[Name, Columns] = {}

    def check(self, job: dict[str, Any]) -> Changes:
        """Return what a query job will change; raise `Refused` if Google refuses it."""
        query = job["query"]
        changes: Changes = {}
        if kind := kind_of_skipped(query):
            self.seen.skipped[kind] += 1
            return changes
        declared = Parameters(job.get("queryParameters", []))
        with self._lock:
            for statement, names in self._google.statements(query):
                tables = self._columns(names)
                if len(tables) < len(set(names)):
                    self.seen.skipped["absent table"] += 1
                    continue
                changes |= self._google.analyze(statement, tables, declared)
                self.seen.analyzed += 1
        return changes

    def learn(self, changes: Changes) -> None:
        """Remember what a job that succeeded has changed."""
        with self._lock:
            for name, columns in changes.items():
                if columns is None:
                    self.forget(name)
                else:
                    self._known[name] = columns

    def forget(self, folder: Name) -> None:
        """Forget a table, or a whole dataset, that was changed in another way."""
        for name in [name for name in self._known if name[: len(folder)] == folder]:
            del self._known[name]

    def _columns(self, names: list[Name]) -> dict[Name, Columns]:
        found = {}
        for name in names:
            full = tuple(".".join(name).split("."))
            columns = self._known.get(full) or self.backend.columns(full)
            if columns is not None:
                found[name] = self._known[full] = columns
        return found


def kind_of_skipped(query: str) -> str | None:
    """Return why a query is not analyzed, if it is not."""
    if SYSTEM_VIEW.search(query):
        return "system view"
    if SCRIPT.match(COMMENTS.sub(" ", query).strip()):
        return "script"
    return None
