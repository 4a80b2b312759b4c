"""What a person sees of a load: progress, a line per unit, and what to do."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.status import Status

    from loaders.run import Outcome


class Hearing(logging.Handler):
    """Hands what the loaders log, a wait or a retry, to whoever tells it."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__(logging.INFO)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        """Tell one message."""
        self._tell(record.getMessage())


@contextmanager
def hearing(tell: Callable[[str], None]) -> Iterator[None]:
    """Tell what the loaders log for as long as the context lasts."""
    logger, handler = logging.getLogger("loaders"), Hearing(tell)
    level = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


class Report:
    """Speaks to a terminal in colours, to a log in plain lines."""

    def __init__(self) -> None:
        self._out = Console(highlight=False, markup=False, soft_wrap=True)
        self._errors = Console(
            highlight=False, markup=False, soft_wrap=True, stderr=True
        )
        self._status: Status | None = None

    def say(self, line: str, style: str = "") -> None:
        """Write a line that stays."""
        self._out.print(line, style=style)

    def complain(self, line: str) -> None:
        """Write a line that a person must act on."""
        self._errors.print(line, style="bold red")

    def progress(self, line: str) -> None:
        """Show what goes on: in place on a terminal, else as a line."""
        if self._status is not None:
            self._status.update(line)
        else:
            self._out.print(line)

    @contextmanager
    def working(self) -> Iterator[None]:
        """Show that something goes on, where somebody watches."""
        if not self._out.is_terminal:
            yield
            return
        with self._out.status("starting") as self._status:
            yield
        self._status = None

    def unit(self, outcome: Outcome) -> None:
        """Write what came of a unit."""
        entry = outcome.entry
        seconds = (
            f", {(entry.finished_at - entry.started_at).total_seconds():.1f} s"
            if entry.finished_at
            else ""
        )
        line = (
            f"{outcome.unit}: {entry.status}, {entry.rows_read:,} read, "
            f"{entry.versions_added:,} new versions, "
            f"{entry.tombstones_added:,} gone{seconds}"
        )
        self.say(line, {"failed": "red", "skipped": "yellow"}.get(entry.status, ""))

    def end(self, outcomes: Sequence[Outcome], errors: Sequence[str]) -> int:
        """Say which units failed, why, and what to do; return the exit code."""
        skipped = [one for one in outcomes if one.entry.status == "skipped"]
        failed = [one for one in outcomes if one.error is not None]
        for one in skipped:
            self.say(_told(one))
        versions = sum(one.entry.versions_added for one in outcomes)
        self.say(f"{len(outcomes)} units, {versions:,} new versions.")
        if not failed and not errors:
            return 0
        self.complain(f"{len(failed) + len(errors)} failed:")
        for text in (*errors, *map(_told, failed)):
            self.complain(f"  {text}")
        return 1


def _told(outcome: Outcome) -> str:
    """Return the error with its unit before it, where it does not say so itself."""
    unit, error = str(outcome.unit), outcome.entry.error or ""
    return error if error.startswith(unit) else f"{unit}: {error}"
