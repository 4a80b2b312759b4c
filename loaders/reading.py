"""One read: pages into windows of versions, and what is missing into tombstones."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from loaders import guards
from loaders.ahead import ahead
from loaders.contract import EVERY_RUN, Ask, Page, Whole
from loaders.unit import ask_for
from loaders.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from loaders.contract import Reader
    from loaders.landing import Landing
    from loaders.runlog import Entry
    from loaders.unit import Surroundings, Unit

WINDOW_RECORDS = 10_000
WINDOW_BYTES = 16 * 1024 * 1024
WINDOW_SPAN = timedelta(minutes=5)
"""What is read before it is committed: memory holds this much, a crash loses it."""


class Reading:
    """Reads one unit, and lands what it finds."""

    def __init__(
        self, unit: Unit, around: Surroundings, entry: Entry, landing: Landing
    ) -> None:
        self._unit = unit
        self._around = around
        self._entry = entry
        self._landing = landing
        self._versions = Versions(unit.resource, around.clock)
        self._ask = Ask()
        self._is_bounded = False
        self._records = 0
        self._size = 0
        self._whole: set[str] = set()
        self._landed_at = around.clock.now()
        self._cursor: str | None = None

    def begin(self) -> None:
        """Decide what to ask for, and learn what is known where all of it will come."""
        resource, around = self._unit.resource, self._around
        self._is_bounded = around.options.bounds_apply(resource)
        if around.options.has_bounds and not self._is_bounded:
            around.say(f"{self._unit} is read whole: the bounds do not apply")
        self._ask = ask_for(
            resource,
            around.options,
            self._landing.position.cursor,
            self._landing.last_whole_at,
            around.clock.now(),
        )
        self._learn(is_first=self._landing.position.commit is None)

    def _learn(self, is_first: bool) -> None:
        """Learn what raw holds, as far as the read will meet it."""
        resource, around = self._unit.resource, self._around
        with self._landing.history() as history:
            sends_all = self._is_bounded or around.options.full_refresh
            if resource.comparison and not sends_all:
                held = dict(history.held(resource.comparison))
                self._ask = replace(self._ask, held=held)
            meets_all = self._ask.whole and not self._ask.held
            if meets_all or is_first or not around.warehouse.looks_up_pages:
                self._versions.learn_everything(history)

    def take_in(self, reader: Reader) -> Whole | None:
        """Read pages, window by window; return the read's last word, if it has one."""
        items = ahead(reader.read(self._unit.resource, self._ask))
        while isinstance(item := self._next(items), Page):
            self._arrive(item)
        return item

    def conclude(self, last_word: Whole | None, reader: Reader) -> None:
        """Land the last window with its tombstones; then fail if a part was refused."""
        if last_word is None or (last_word.scopes is None and self._is_bounded):
            self._land()
        else:
            self._bury(last_word, reader)
        if last_word is not None and last_word.refused is not None:
            raise last_word.refused

    def _bury(self, last_word: Whole, reader: Reader) -> None:
        """Land the last window, together with the tombstones of what is gone."""
        try:
            gone = self._missing(last_word.scopes)
            if last_word.order_could_move:
                gone = self._still_missing(gone, reader)
        except Exception:
            self._land()
            raise
        while len(gone) > WINDOW_RECORDS:
            self._land(gone[:WINDOW_RECORDS])
            gone = gone[WINDOW_RECORDS:]
        if not self._is_bounded:
            self._cursor = last_word.cursor or self._cursor
        self._land(gone, is_whole_list=last_word.scopes is None)

    def _next(self, items: Iterator[Page | Whole]) -> Page | Whole | None:
        """Return the next item; on an error, keep what came before it."""
        try:
            return next(items, None)
        except Exception:
            self._land()
            raise

    def _arrive(self, page: Page) -> None:
        self._entry.rows_read += len(page.records)
        self._records += len(page.records)
        self._size += self._versions.arrive(page.records)
        self._versions.seen.update(page.unchanged)
        self._whole.update(page.whole)
        if not self._is_bounded:
            self._cursor = page.cursor or self._cursor
        if self._is_window_full():
            self._land()
            self._around.progress(
                f"{self._unit}: {self._entry.rows_read:,} read so far"
            )

    def _is_window_full(self) -> bool:
        span = self._around.clock.now() - self._landed_at
        is_full = self._records >= WINDOW_RECORDS or self._size >= WINDOW_BYTES
        return is_full or span >= WINDOW_SPAN

    def _missing(self, scopes: Collection[str] | None) -> list[str]:
        with self._landing.history() as history:
            live = list(history.live_keys(scopes))
        missing = [key for key in live if key not in self._versions.seen]
        if scopes is None and not self._around.options.full_refresh:
            # All that this read woke so far is committed, and so among the live ones.
            live_before = len(live) - self._versions.awakened
            guards.refuse_shrunken_list(len(missing), live_before)
        return missing

    def _still_missing(self, keys: list[str], reader: Reader) -> list[str]:
        """Ask for each key once more: rows may have shifted between pages."""
        gone = []
        for key in keys:
            record = reader.fetch_one(self._unit.resource, key)
            if record is None:
                gone.append(key)
            else:
                self._entry.rows_read += 1
                self._versions.arrive([record])
        return gone

    def _land(self, gone: Collection[str] = (), is_whole_list: bool = False) -> None:
        position = self._landing.position
        position = replace(position, cursor=self._cursor or position.cursor)
        if is_whole_list and self._is_whole_seldom():
            now = self._around.clock.now()
            position = replace(position, last_whole_at=now.isoformat())
        with self._landing.history() as history:
            rows = self._versions.decide(history)
            gone = [*gone, *self._missing(self._whole)] if self._whole else gone
            noticed = {row.key for row in rows}
            gone = [key for key in gone if key not in noticed]
            self._landing.land(rows + self._versions.bury(gone, history), position)
        if is_whole_list:
            self._landing.note_whole(self._around.clock.now())
        self._records = self._size = 0
        self._whole.clear()
        self._landed_at = self._around.clock.now()

    def _is_whole_seldom(self) -> bool:
        """Tell whether the time of the last full list decides about the next one."""
        resource = self._unit.resource
        return resource.cursor is not None and resource.whole_list not in (
            None,
            EVERY_RUN,
        )
