"""Start the emulator, mended in two places.

It parses each statement some fifteen times: here, once. It executes on DuckDB, where a
decimal of no stated size has three places: here, those of BigQuery.

Usage, in `.venv-bigquery`: start_emulator.py and the emulator's own arguments.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from unittest.mock import patch

from bqemulator.cli import main
from sqlglot.dialects.dialect import Dialect
from sqlglot.expressions import DType
from sqlglot.generators.duckdb import DuckDBGenerator

# What it is where nobody says, and at most.
DECIMALS = {
    DType.DECIMAL: ((38, 9), (38, 38)),
    DType.BIGDECIMAL: ((38, 10), (38, 38)),
}
plain_parse = Dialect.parse


@lru_cache(maxsize=1024)
def parsed_once(dialect: Dialect, sql: str, options: tuple[Any, ...]) -> list[Any]:
    """Return a statement's trees, without what only slows a copy down."""
    trees: list[Any] = plain_parse(dialect, sql, **dict(options))
    for tree in trees:
        for node in tree.walk() if tree else ():
            node.comments = node._meta = None
    return trees


def parse(dialect: Dialect, sql: str, **options: Any) -> list[Any]:
    """Return trees of the caller's own: it may change them."""
    trees = parsed_once(dialect, sql, tuple(options.items()))
    return [tree and tree.copy() for tree in trees]


if __name__ == "__main__":
    with (
        patch.object(Dialect, "parse", parse),
        patch.dict(DuckDBGenerator.TYPE_PARAM_SETTINGS, DECIMALS),
    ):
        main()
