"""Reading ledgers: rows without child tables, as lists, always with all columns.

A ledger's rows change, come and go without a word: each run takes a census by voucher,
and a voucher that differs from what raw holds is re-sent whole, empty where it is gone.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from loaders import exact
from loaders.contract import Page, Record, Whole
from loaders.erpnext.census import Census, Tally, marks_by_voucher
from loaders.erpnext.client import ALL, Where
from loaders.erpnext.documents import filters_within
from loaders.guards import refuse_shrunken_list

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from loaders.contract import Ask, Payload
    from loaders.erpnext.client import Client
    from loaders.erpnext.doctype import Doctype
    from loaders.exact import Json

LONGEST_LIST = 2_500
"""Characters of a list of names in an address: beyond 4,094 in all the site refuses."""


class LedgerReading:
    """One reading of a doctype's rows."""

    def __init__(self, client: Client, doctype: Doctype) -> None:
        """Read `doctype`."""
        self._client = client
        self._doctype = doctype

    def rows(self) -> Iterator[Page | Whole]:
        """Read the full list."""
        tally = Tally(self._client, self._doctype)
        for rows in self._listed(()):
            tally.add(rows)
            yield self._page(rows)
        if doubt := tally.doubt():
            raise doubt
        yield Page((), tally.newest or None)
        yield Whole()

    def ledger(self, ask: Ask) -> Iterator[Page | Whole]:
        """Re-send the vouchers that differ from what raw holds."""
        if within := filters_within(ask):
            yield from self._resent(self._touched(within))
            return
        if not ask.held:
            yield from self.rows()
            return
        census, held = Census(self._client, self._doctype), marks_by_voucher(ask.held)
        left = held.keys() - census.own.keys()
        refuse_shrunken_list(len(left), len(held))
        items = self._resent({*census.differing(held), *left})
        for item in items:
            if isinstance(item, Whole) and census.doubt:
                raise census.doubt
            yield item
        yield Page((), census.newest or None)

    def _touched(self, filters: tuple[list[str], ...]) -> set[str]:
        """Return the vouchers of the rows that the filters let pass."""
        where = Where(self._doctype.name, self._doctype.fields, filters)
        pages = self._client.by_change(where)
        return {self._doctype.scope_of(row) or "" for rows in pages for row in rows}

    def _resent(self, scopes: Collection[str]) -> Iterator[Page | Whole]:
        """Re-send vouchers whole."""
        for kind, names in _batches(scopes):
            of_vouchers = (["voucher_type", "=", kind], ["voucher_no", "in", names])
            yield from map(self._page, self._listed(of_vouchers))
        yield Whole(scopes=frozenset(scopes))

    def _listed(self, filters: tuple[Json, ...]) -> Iterator[list[Payload]]:
        doctype = self._doctype
        where = Where(doctype.name, ALL, filters, needed=doctype.fields)
        return self._client.by_name(where)

    def _page(self, rows: Sequence[Payload]) -> Page:
        return Page([self.record(row) for row in rows])

    def record(self, row: Payload) -> Record:
        """Return a row as a record; a ledger's belongs to its voucher."""
        doctype, modified = self._doctype, str(row.get("modified") or "")
        return Record(doctype.key_of(row["name"]), row, modified, doctype.scope_of(row))


def _batches(scopes: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield vouchers of one type, as many as an address holds."""
    vouchers = [exact.decode(scope.encode()) for scope in scopes]
    pairs = sorted((str(it["voucher_type"]), str(it["voucher_no"])) for it in vouchers)
    for kind, group in groupby(pairs, key=lambda pair: pair[0]):
        names: list[str] = []
        for _, name in group:
            if names and len(quote(exact.encode([*names, name]))) > LONGEST_LIST:
                yield kind, names
                names = []
            names.append(name)
        yield kind, names
