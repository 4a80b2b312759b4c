"""One read of one kind: files by as-of date, the latest first.

A day is taken from the latest file that covers it, and so is a transaction: one that
was given another date stands in a later file, and may still stand in an older one. So
when something new is read, older files are looked through again, and a day that lost
a transaction to a new file is sent again.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from loaders.contract import Page, Whole
from loaders.reckon.days import Span, days_in, left_of, within
from loaders.reckon.memory import Read, recalled, remembered
from loaders.reckon.problems import Refusal, all_refused
from loaders.reckon.records import Recorder, scope_of
from loaders.reckon.table import table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas

    from loaders.contract import Ask
    from loaders.reckon.kind import Kind
    from loaders.reckon.shelf import Filed, Pile

log = logging.getLogger(__name__)

NAMED = 5


@dataclass
class Walk:
    """Reads the files of one kind, and remembers what it read."""

    kind: Kind
    company: str
    ask: Ask
    pile: Pile
    _covered: list[Span] = field(default_factory=list)
    _read: list[Read] = field(default_factory=list)
    _sent: set[date] = field(default_factory=set)
    _taken: set[str] = field(default_factory=set)
    """Trans # that later files hold."""
    _taken_anew: set[str] = field(default_factory=set)
    """The same, of files that were not read before."""

    def __post_init__(self) -> None:
        self._known = recalled(self.ask.cursor)
        self._first_day = min((it.earliest for it in self._known), default=date.max)
        if self.ask.whole:
            # Asked to read everything again, files that are gone have no say any more.
            self._known = [it for it in self._known if it.name in self.pile.names]

    def items(self) -> Iterator[Page | Whole]:
        """Yield pages, then what they re-sent whole; raise if nothing could be read."""
        refusals = list(self.pile.refusals)
        for filed in self.pile.filed if self._has_work() else ():
            try:
                yield from self._file(filed)
            except Refusal as refusal:
                refusals.append(refusal)
        refused = all_refused(refusals, bool(self._read)) if refusals else None
        if refused and not self._read:
            raise refused
        if self._read:
            yield Whole(self._scopes(), cursor=self._cursor(), refused=refused)

    def _has_work(self) -> bool:
        """Tell whether a file that was not read yet has days of its own."""
        covered: list[Span] = []
        for filed in self.pile.filed:
            if self._is_new(filed) and self._own_days(filed, covered):
                return True
            covered.append(filed.export.covers)
        return False

    def _is_new(self, filed: Filed) -> bool:
        """Tell whether a file is to be read, or was read before."""
        if self.ask.whole or self.ask.since or self.ask.until:
            return True
        return not any(it.is_same(filed.export, filed.digest) for it in self._known)

    def _own_days(self, filed: Filed, covered: list[Span]) -> list[Span]:
        """Return the days of a file that no later one covers."""
        later = [it.covers for it in self._known if it.is_later_than(filed.export)]
        return left_of(filed.export.covers, [*covered, *later])

    def _file(self, filed: Filed) -> Iterator[Page]:
        """Read a file for its own days; what was read before only for what it lost."""
        export, is_new = filed.export, self._is_new(filed)
        days = self._own_days(filed, self._covered)
        rows = None
        if days and (is_new or self.kind.transactions_move):
            rows = table_of(filed.data(), export)
        self._covered.append(export.covers)
        if rows is None:
            return
        if is_new:
            self._remember(filed, rows)
        if self.kind.transactions_move:
            rows = rows[_is_in(rows["date"], days)]
            rows, lost_days = self._less_taken(filed, rows, is_new)
            days = days if is_new else lost_days
        days = within(days, self.ask.since, self.ask.until)
        if not self.kind.is_list:
            self._sent.update(days_in(within(days, self._first_day, None)))
            rows = _on(rows, days, self.kind)
        for page in Recorder(export, self.company).pages(rows):
            yield Page(page)

    def _remember(self, filed: Filed, rows: pandas.DataFrame) -> None:
        """Remember that a file was read, and where its days begin."""
        export, earliest = filed.export, filed.export.covers.first
        if earliest == date.min and not self.kind.is_list:
            earliest = date.fromisoformat(rows["date"].min())
        self._first_day = min(self._first_day, earliest)
        self._read.append(
            Read(export.name, filed.digest, export.covers, export.as_of, earliest)
        )
        log.info("%s: %s rows", export.name, f"{len(rows):,}")

    def _less_taken(
        self, filed: Filed, rows: pandas.DataFrame, is_new: bool
    ) -> tuple[pandas.DataFrame, list[Span]]:
        """Return the rows of transactions that no later file holds.

        And the days that lost one to a file that was not read before.
        """
        if "trans_no" not in rows:
            return rows, []
        numbers = rows["trans_no"]
        taken = rows[numbers.isin(self._taken)]
        lost = taken if is_new else taken[taken["trans_no"].isin(self._taken_anew)]
        if len(lost):
            self._tell(filed, lost)
        rows = rows[~numbers.isin(self._taken)]
        held = set(rows["trans_no"]) - {""}
        self._taken |= held
        self._taken_anew |= held if is_new else set()
        days = [date.fromisoformat(day) for day in lost["date"].unique()]
        return rows, [Span(day, day) for day in days]

    def _tell(self, filed: Filed, lost: pandas.DataFrame) -> None:
        numbers = list(lost["trans_no"].unique())
        text = "%s: %s transactions stand in a later file, too, and are left to it: %s"
        named = ", ".join(numbers[:NAMED]) + (" ..." if len(numbers) > NAMED else "")
        log.warning(text, filed.export.name, f"{len(numbers):,}", named)

    def _scopes(self) -> frozenset[str] | None:
        if self.kind.is_list:
            return None
        days = map(str, self._sent)
        return frozenset(scope_of(self.company, self.kind.name, day) for day in days)

    def _cursor(self) -> str:
        """Return the files that days are taken from now; of lists there is but one."""
        read = {it.name for it in self._read}
        others = [it for it in self._known if it.name not in read]
        return remembered(self._read if self.kind.is_list else [*self._read, *others])


def _is_in(dates: pandas.Series[str], days: list[Span]) -> pandas.Series[bool]:
    """Tell which dates are within the spans."""
    found = dates.isna()
    for first, last in days:
        found |= (dates >= str(first)) & (dates <= str(last))
    return found


def _on(rows: pandas.DataFrame, days: list[Span], kind: Kind) -> pandas.DataFrame:
    """Return the rows of the days; a report of open items is of one day."""
    if kind.transactions_move:
        return rows[_is_in(rows["date"], days)]
    return rows if days else rows[:0]
