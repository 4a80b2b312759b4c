"""A census: what a site lists of a doctype, as marks to compare with raw's."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from loaders.contract import LoaderError
from loaders.erpnext.client import Where
from loaders.erpnext.doctype import CHILD_FIELDS
from loaders.erpnext.marks import Mark, mark_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from loaders.contract import Held, Payload
    from loaders.erpnext.client import Client
    from loaders.erpnext.doctype import ChildTable, Doctype

COUNTS = 2
"""A list that moved while it was read is read once more."""


class Tally:
    """Rows seen in a list, held against the site's own count before and after."""

    def __init__(self, client: Client, doctype: Doctype) -> None:
        """Begin to count."""
        self._client = client
        self._doctype = doctype
        self._before = client.count(doctype.name)
        self.rows = 0
        self.newest = ""

    def add(self, rows: Iterable[Payload]) -> None:
        """Count rows of a page."""
        for row in rows:
            self.rows += 1
            self.newest = max(self.newest, str(row.get("modified") or ""))

    def doubt(self) -> LoaderError | None:
        """Return why the list cannot be called whole: it held less than is counted."""
        counted = min(self._before, self._client.count(self._doctype.name))
        if self.rows >= counted:
            return None
        what = f"only {self.rows} of {counted} are listed; nothing was called deleted"
        return LoaderError(
            f"{self._client.whose} {self._doctype.name}: {what}",
            "Run it again. If it stays so, User Permissions bind the key's user: use "
            "one whom none bind.",
        )


class Census:
    """The marks of all documents of a doctype, or of all vouchers of a ledger."""

    def __init__(self, client: Client, doctype: Doctype) -> None:
        """Read the list."""
        self._client = client
        self._doctype = doctype
        self.doubt: LoaderError | None = None
        self.newest = ""
        self.own: Counter[str] = Counter()
        self._children: set[int] = set()
        for _ in range(COUNTS):
            self._take()
            if self.doubt is None:
                break
        if self.own:
            for table in doctype.tables:
                self._take_children(table)

    def differing(self, held: Mapping[str, Mark]) -> list[str]:
        """Return what is listed, and not so in raw."""
        return [key for key, own in self.own.items() if self._differs(own, held, key)]

    def _differs(self, own: int, held: Mapping[str, Mark], key: str) -> bool:
        mark = held.get(key)
        return (
            not mark or mark.own != own or not self._children.issuperset(mark.children)
        )

    def _take(self) -> None:
        doctype, tally = self._doctype, Tally(self._client, self._doctype)
        self.own.clear()
        for rows in self._client.by_name(Where(doctype.name, doctype.fields)):
            tally.add(rows)
            for row in rows:
                key = doctype.scope_of(row) or doctype.key_of(row["name"])
                self.own[key] += doctype.mark(row)
        self.newest, self.doubt = tally.newest, tally.doubt()

    def _take_children(self, table: ChildTable) -> None:
        where = Where(table.doctype, CHILD_FIELDS, parent=self._doctype.name)
        for rows in self._client.by_name(where):
            self._children.update(mark_of(row, CHILD_FIELDS) for row in rows)


def marks_by_voucher(held: Mapping[str, Held]) -> dict[str, Mark]:
    """Return raw's marks, those of a voucher's rows added up."""
    sums: Counter[str] = Counter()
    for key, (scope, mark) in held.items():
        sums[scope or key] += mark.own
    return {voucher: Mark(own) for voucher, own in sums.items()}
