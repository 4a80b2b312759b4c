"""Ways to change the rows of a page, for `Faults.rewrite`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.faults import Change, Rows


def dropped(count: int = 1) -> Change:
    """Leave out the last rows."""
    return lambda rows: rows[: max(0, len(rows) - count)]


def backwards(rows: Rows) -> Rows:
    """Turn the page upside down."""
    return rows[::-1]


def retyped(name: str, value: object) -> Change:
    """Put another value, of another type perhaps, into a field of every row."""
    return lambda rows: [row | {name: value} for row in rows]


def doubled(
    changes: Sequence[tuple[str, object]], *, newest_first: bool = False
) -> Change:
    """Send the first row twice: as it is, and with fields changed."""

    def change(rows: Rows) -> Rows:
        pair = [rows[0], rows[0] | dict(changes)]
        return (pair[::-1] if newest_first else pair) + rows[1:]

    return change
