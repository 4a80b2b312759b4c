"""Which sources there are: every package beside this file that exposes `SOURCE`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from loaders.contract import LoaderError, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def all_sources() -> dict[str, Source]:
    """Find the sources by looking: removing a source's folder removes the source."""
    packages = [one.name for one in iter_modules([str(Path(__file__).parent)])]
    modules = [import_module(f"loaders.{name}") for name in packages if _is_room(name)]
    sources = [module.SOURCE for module in modules if hasattr(module, "SOURCE")]
    return {source.name: source for source in sources}


def chosen_sources(
    names: Sequence[str], resource: str | None, sources: dict[str, Source]
) -> list[Source]:
    """Return the sources that the command line asks for, or say what is unknown."""
    for name in names:
        if name not in sources:
            raise LoaderError(
                f"unknown source '{name}'", f"Known sources: {_listed(sources)}."
            )
    chosen = [sources[name] for name in dict.fromkeys(names or sources)]
    known = {one.name for source in chosen for one in source.resources}
    if not any(resource in (None, *known) or it.resources_of for it in chosen):
        raise unknown_resource(str(resource), chosen, known)
    return chosen


def unknown_resource(
    name: str, sources: Iterable[Source], known: Iterable[str]
) -> LoaderError:
    """Return the error for a resource that none of the sources has."""
    return LoaderError(
        f"unknown resource '{name}' of {_listed(source.name for source in sources)}",
        f"Known resources: {_listed(known)}.",
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _is_room(name: str) -> bool:
    return (Path(__file__).parent / name).is_dir()
