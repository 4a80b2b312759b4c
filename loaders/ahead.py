"""The next page is fetched while the last one is being worked on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

Item = TypeVar("Item")


def ahead(items: Iterator[Item]) -> Iterator[Item]:
    """Yield items while the next one is already being fetched: vendors are slow."""
    with ThreadPoolExecutor(1) as fetching:
        upcoming = fetching.submit(next, items, None)
        while (item := upcoming.result()) is not None:
            upcoming = fetching.submit(next, items, None)
            yield item
