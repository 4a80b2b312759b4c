"""Business units: told by their ids, whatever they are called today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loaders.contract import LoaderError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PATH = "settings/business-units"
# Without the first, closed ones are left out; the order is one that cannot move.
ALL = {"active": "Any", "sort": "+Id"}


class Units:
    """The business units of a tenant, closed ones too."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], whose: str) -> None:
        """Know them by the rows of their list."""
        self._whose = whose
        self.names = {str(row["id"]): str(row["name"]).strip() for row in rows}
        self._active = {str(row["id"]) for row in rows if row.get("active")}

    def called(self, name: str) -> str | None:
        """Return the id of the unit with this name; None where that is in doubt.

        An active unit goes before closed ones of the same name.
        """
        ids = [unit for unit, its in self.names.items() if its == name.strip()]
        active = [unit for unit in ids if unit in self._active]
        found = ids if len(ids) == 1 else active
        return found[0] if len(found) == 1 else None

    def asked_for(self, text: str) -> str:
        """Return the id of the unit that a person means, by its id or its name."""
        unit = text.strip() if text.strip() in self.names else self.called(text)
        if unit is None:
            known = (f"'{name}' ({unit})" for unit, name in self.names.items())
            what = f"{self._whose}: there is no one business unit '{text}'"
            raise LoaderError(
                what, f"Name one of these, or its id: {', '.join(known)}."
            )
        return unit
