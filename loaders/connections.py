"""Which credential sets are configured, in dlt's own configuration.

A connection is `[sources.<source>.connections.<name>]` in `.dlt/secrets.toml` or
`.dlt/config.toml`, or SOURCES__<SOURCE>__CONNECTIONS__<NAME>__<KEY> in the environment,
or a fragment in a secret store that dlt knows. Every value is asked for by its exact
path: dlt's own fall-back to shorter paths would lend a connection another's secret.
One connection per source may also come by the plain names people already have.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import dlt
from dlt.common.configuration.exceptions import ConfigValueCannotBeCoercedException
from dlt.common.configuration.providers.toml import TomlProviderReadException
from dlt.common.configuration.utils import deserialize_value
from dlt.common.typing import TSecretValue

from loaders.contract import Connection, LoaderError, Source

if TYPE_CHECKING:
    from dlt.common.configuration.providers import ConfigProvider

ALWAYS_ALLOWED = ("base_url", "token_url")
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


class Misconfigured(LoaderError):
    """One connection's configuration is wrong; the others can go on."""

    def __init__(self, source: str, connection: str, what: str, do: str = "") -> None:
        super().__init__(f"{source} {connection}: {what}", do)
        self.connection = connection


def configured(source: Source) -> list[Connection | LoaderError]:
    """Return the connections by name, with an error for each that cannot be used."""
    sections = _sections(source.name)
    plain = {name for name in source.plain_names if os.environ.get(name, "").strip()}
    names = sorted({*sections, source.name} if plain else sections)
    found: list[Connection | LoaderError] = []
    for name in names:
        is_plain = bool(plain) and name == source.name
        try:
            _refuse_both_ways(source, name, is_plain and name in sections, plain)
            given = _plain(source) if is_plain else _given(source, name, sections[name])
            found.append(Connection(source.name, name, _settings(source, name, given)))
        except LoaderError as error:
            found.append(error)
    return found


def missing(source: Source, connection: str, key: str) -> Misconfigured:
    """Return the error for a key that a connection needs and nobody gave."""
    plain = [name for name, its_key in source.plain_names.items() if its_key == key]
    path = f"sources.{source.name}.connections.{connection}.{key}"
    places = [
        f"{path} in .dlt/secrets.toml or .dlt/config.toml",
        f"{path.replace('.', '__').upper()} in the environment",
        *(f"{name} in the environment" for name in plain if connection == source.name),
    ]
    what = f"{key} is missing; looked for {', '.join(places)}"
    return Misconfigured(
        source.name, connection, what, f"Give the connection its {key}."
    )


def _sections(source: str) -> dict[str, set[str]]:
    """Return the keys that anybody gave a value to, by connection name."""
    sections: dict[str, set[str]] = {}
    for provider in _providers():
        connections, _ = provider.get_value(
            "connections", TSecretValue, None, "sources", source
        )
        for name, keys in (connections or {}).items() if _is_table(connections) else ():
            sections.setdefault(name, set()).update(keys if _is_table(keys) else ())
    prefix = f"SOURCES__{source}__CONNECTIONS__".upper()
    for variable, value in os.environ.items():
        name, _, key = variable.removeprefix(prefix).lower().partition("__")
        if variable.startswith(prefix) and value.strip():
            sections.setdefault(name, set()).add(key)
    return sections


def _providers() -> Iterable[ConfigProvider]:
    """Return where configuration may come from, or say which file cannot be read."""
    try:
        return dlt.config.config_providers
    except TomlProviderReadException as error:
        reason = " ".join(str(error).splitlines()[1:])
        what = f".dlt/{error.file_name} cannot be read: {reason}"
        raise LoaderError(what, "Correct it.") from None


def _given(source: Source, name: str, keys: Iterable[str]) -> dict[str, Any]:
    """Return a connection's values, each from its exact path."""
    if not NAME.fullmatch(name):
        what = "a connection's name is small letters, digits and single underscores"
        raise Misconfigured(source.name, name, what, "Rename it.")
    known = [*source.required, *source.optional, *ALWAYS_ALLOWED]
    for key in sorted(set(keys).difference(known)):
        nearest = get_close_matches(key, known, n=1, cutoff=0) or known
        do = f"Did you mean {nearest[0]}? Known keys: {', '.join(sorted(known))}."
        raise Misconfigured(source.name, name, f"unknown key {key}", do)
    values = {
        key: _look_up("sources", source.name, "connections", name, key) for key in known
    }
    return {key: value for key, value in values.items() if value is not None}


def _look_up(*path: str) -> object:
    """Return the first value that is not empty at exactly this path."""
    *sections, key = path
    for provider in dlt.config.config_providers:
        value, _ = provider.get_value(key, TSecretValue, None, *sections)
        if value is not None and str(value).strip():
            return value
    return None


def _plain(source: Source) -> dict[str, Any]:
    """Return the values of the one connection that came by plain names."""
    values = {key: os.environ.get(name, "") for name, key in source.plain_names.items()}
    return {key: value for key, value in values.items() if value.strip()}


def _refuse_both_ways(
    source: Source, name: str, is_twice: bool, plain: Iterable[str]
) -> None:
    """Fail when one connection came both as a section and by plain names."""
    if is_twice:
        section = f"sources.{source.name}.connections.{name}"
        what = f"configured both as {section} and as {', '.join(sorted(plain))}"
        raise Misconfigured(source.name, name, what, "Keep one of the two.")


def _settings(source: Source, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return every key of the connection, required ones present, defaults filled in."""
    for key in source.required:
        if key not in given:
            raise missing(source, name, key)
    settings = dict(source.optional)
    for key, value in given.items():
        kind = type(source.optional.get(key, value if _is_nested(value) else ""))
        try:
            text = value.strip() if isinstance(value, str) else value
            settings[key] = deserialize_value(key, text, kind)
        except (ConfigValueCannotBeCoercedException, ValueError):
            what = f"{key} is not of the kind {kind.__name__}"
            raise Misconfigured(source.name, name, what, f"Correct {key}.") from None
    return settings


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping)


def _is_nested(value: object) -> bool:
    return isinstance(value, (Mapping, list))
