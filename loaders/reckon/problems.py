"""What is wrong with a file, in words a person can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.contract import LoaderError

if TYPE_CHECKING:
    from collections.abc import Sequence

TOLD = 3
"""So many problems of a file are spelled out; the others are counted."""


class Refusal(LoaderError):
    """One file cannot be read; the others can."""


class Problems:
    """Collects what is wrong in one file."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._told: list[str] = []
        self._count = 0

    def add(self, place: str, found: str, do: str, more: int = 0) -> None:
        """Note a problem at a place; `more` of the same kind are only counted."""
        self._count += 1 + more
        if len(self._told) < TOLD:
            self._told.append(f"{place}: {found} ({do})")

    def in_cells(
        self, column: str, rows: Sequence[int], cells: Sequence[str], do: str
    ) -> None:
        """Note cells of one column that cannot be read, by the line in the file."""
        for row, cell in zip(rows[:TOLD], cells, strict=False):
            self.add(f"row {row}, column {column}", f"found '{cell[:60]}'", do)
        self._count += max(0, len(rows) - TOLD)

    def refuse_any(self) -> None:
        """Raise what was collected, if anything was."""
        if not self._count:
            return
        untold = self._count - len(self._told)
        more = [f"and {untold:,} more problems"] if untold else []
        raise Refusal(f"{self._file}: {'; '.join([*self._told, *more])}")


def refused(file: str, what: str, do: str) -> Refusal:
    """Return the refusal of a file that cannot be read at all."""
    return Refusal(f"{file}: {what} ({do})")


def all_refused(refusals: Sequence[Refusal], has_loaded: bool) -> LoaderError:
    """Return one error that names each refused file, why, and what to do."""
    files = "1 file was" if len(refusals) == 1 else f"{len(refusals)} files were"
    reasons = " | ".join(refusal.what for refusal in refusals)
    rest = "Everything else was loaded" if has_loaded else "Nothing was loaded"
    return LoaderError(
        f"{files} refused: {reasons}", f"{rest}. Correct and load again."
    )
