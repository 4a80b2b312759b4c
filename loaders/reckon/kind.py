"""The kinds of export: what each holds, how it is named, what it covers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from loaders.contract import Resource
from loaders.reckon.columns import Column, Role, header_form


@dataclass(frozen=True)
class Kind(Resource):
    """A resource, with the facts that only an export has."""

    columns: tuple[Column, ...] = ()
    unread: tuple[str, ...] = ()
    """Headers that are known and left alone."""
    named: tuple[str, ...] = ()
    """How its files are called: the first form is the one to recommend."""
    identity: tuple[str, ...] = ()
    """The columns that tell rows of one file apart, where they are filled."""
    is_list: bool = False
    """A file is the whole list; else it covers days."""
    transactions_move: bool = False
    """A transaction that is given another date moves from one file into another."""

    @cached_property
    def marker(self) -> str:
        """The column that is filled on every row that counts."""
        return self.key if self.is_list else "type"

    @cached_property
    def derived(self) -> frozenset[str]:
        """The columns that hold what a column of prices cannot."""
        prices = [column for column in self.columns if column.role is Role.PRICE]
        return frozenset(f"{column.name}_raw" for column in prices)

    @cached_property
    def ignored(self) -> frozenset[str]:
        """The headers that are left alone, in the form that headers are compared."""
        return frozenset(map(header_form, self.unread))

    @cached_property
    def recommended(self) -> str:
        """The forms of a file's name, for people to read."""
        return " or ".join(self.named)
