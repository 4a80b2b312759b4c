"""The facts about a resource that only QuickBooks needs."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.contract import Resource


@dataclass(frozen=True)
class Entity(Resource):
    """A resource, whose path is the name that queries know it by."""

    key: str = "Id"
    has_inactive: bool = False
    """Whether its inactive rows come only when they are asked for."""
    is_alone: bool = False
    """There is one record of it: nothing to count, nothing to page."""
