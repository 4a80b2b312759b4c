"""Which credential sets are configured, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import dlt
import pytest
from dlt.common.configuration.container import Container
from dlt.common.configuration.providers.doc import CustomLoaderDocProvider
from dlt.common.configuration.specs.pluggable_run_context import PluggableRunContext

from loaders.connections import configured
from loaders.contract import Connection, LoaderError
from loaders.xero import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

Configure = Callable[[str], None]
WHOLE = """
[sources.xero.connections.xero_harbour]
client_id = "id"
client_secret = "secret"
refresh_token = "first"
"""
ENVIRONMENT = "SOURCES__XERO__CONNECTIONS__XERO_HARBOUR__"


@pytest.fixture(autouse=True)
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Configure]:
    """Write .dlt/secrets.toml, which dlt then reads as in a new process."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    Path(".dlt").mkdir()
    context = Container()[PluggableRunContext]

    def write(text: str) -> None:
        Path(".dlt/secrets.toml").write_text(text, encoding="utf-8")
        context.reload_providers()

    write("")
    yield write
    monkeypatch.undo()
    context.reload_providers()


def only() -> Connection:
    [connection] = configured(SOURCE)
    assert isinstance(connection, Connection), connection
    return connection


def errors() -> list[str]:
    found = [it for it in configured(SOURCE) if isinstance(it, LoaderError)]
    return [f"{error.what}. {error.do}" for error in found]


def test_nothing_configured_is_no_connection() -> None:
    assert configured(SOURCE) == []


def test_a_section_is_a_connection_and_defaults_are_filled_in(
    secrets: Configure,
) -> None:
    secrets(WHOLE)
    connection = only()
    assert (connection.source, connection.name) == ("xero", "xero_harbour")
    assert connection.settings["client_secret"] == "secret"
    assert connection.settings["minute_limit"] == 60
    assert connection.settings["base_url"] == "https://api.xero.com/api.xro/2.0"


def test_the_environment_and_the_file_are_united(
    secrets: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets(WHOLE.replace('refresh_token = "first"', 'refresh_token = ""'))
    monkeypatch.setenv(f"{ENVIRONMENT}REFRESH_TOKEN", "from the environment")
    other = ENVIRONMENT.replace("HARBOUR", "OTHER")
    monkeypatch.setenv(f"{other}CLIENT_ID", "id")
    monkeypatch.setenv(f"{other}CLIENT_SECRET", "secret")
    monkeypatch.setenv(f"{other}MINUTE_LIMIT", "30")
    harbour, second = configured(SOURCE)
    assert isinstance(harbour, Connection)
    assert isinstance(second, Connection)
    assert harbour.settings["refresh_token"] == "from the environment"
    assert (second.name, second.settings["minute_limit"]) == ("xero_other", 30)


def test_an_empty_value_hides_nothing(
    secrets: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets(WHOLE)
    monkeypatch.setenv(f"{ENVIRONMENT}CLIENT_SECRET", " ")
    monkeypatch.setenv("SOURCES__XERO__CONNECTIONS__XERO_GHOST__CLIENT_ID", "")
    assert only().settings["client_secret"] == "secret"


def test_half_configured_names_the_key_and_where_it_was_looked_for(
    secrets: Configure,
) -> None:
    secrets(WHOLE + "[sources.xero.connections.xero_half]\nclient_id = 'id'\n")
    half, harbour = configured(SOURCE)
    assert isinstance(harbour, Connection)
    assert isinstance(half, LoaderError)
    assert "xero xero_half: client_secret is missing" in half.what
    assert "sources.xero.connections.xero_half.client_secret" in half.what
    assert "SOURCES__XERO__CONNECTIONS__XERO_HALF__CLIENT_SECRET" in half.what
    assert getattr(half, "connection", "") == "xero_half"


@pytest.mark.parametrize(
    "stray",
    [
        "CLIENT_SECRET",
        "SOURCES__CLIENT_SECRET",
        "SOURCES__XERO__CLIENT_SECRET",
        "SOURCES__XERO__CONNECTIONS__CLIENT_SECRET",
        "SOURCES__XERO__XERO_HARBOUR__CLIENT_SECRET",
        "XERO__CLIENT_SECRET",
        "XERO_HARBOUR__CLIENT_SECRET",
        "XERO_CLIENT_SECRET",
    ],
)
def test_a_stray_secret_is_never_lent(
    stray: str, secrets: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets(
        "client_secret = 'stray'\n[sources]\nclient_secret = 'stray'\n"
        "[sources.xero]\nclient_secret = 'stray'\n"
        "[sources.xero.connections.xero_harbour]\nclient_id = 'id'\n"
    )
    monkeypatch.setenv(stray, "stray")
    assert any("xero_harbour: client_secret is missing" in text for text in errors())
    assert not any(isinstance(it, Connection) for it in configured(SOURCE))


def test_one_connection_may_come_by_plain_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for key in ("CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN", "TENANT_ID"):
        monkeypatch.setenv(f"XERO_{key}", f"plain {key}")
    connection = only()
    assert connection.name == "xero"
    assert connection.settings["tenant_id"] == "plain TENANT_ID"


def test_a_missing_plain_name_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XERO_CLIENT_ID", "id")
    assert "XERO_CLIENT_SECRET in the environment" in errors()[0]


def test_the_same_connection_given_both_ways_is_an_error(
    secrets: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets(WHOLE.replace("xero_harbour", "xero"))
    monkeypatch.setenv("XERO_CLIENT_ID", "other")
    assert "configured both as sources.xero.connections.xero" in errors()[0]
    assert "XERO_CLIENT_ID" in errors()[0]


def test_an_unknown_key_is_an_error_that_names_the_nearest(secrets: Configure) -> None:
    secrets(WHOLE + 'tennant_id = "t"\n')
    [text] = errors()
    assert "unknown key tennant_id" in text
    assert "Did you mean tenant_id?" in text


def test_an_unknown_key_in_the_environment_is_an_error_too(
    secrets: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets(WHOLE)
    monkeypatch.setenv(f"{ENVIRONMENT}REFRESHTOKEN", "t")
    assert "Did you mean refresh_token?" in errors()[0]


def test_a_value_of_the_wrong_kind_is_named_but_not_shown(secrets: Configure) -> None:
    secrets(WHOLE + 'minute_limit = "hunter2"\n')
    [text] = errors()
    assert "minute_limit is not of the kind int" in text
    assert "hunter2" not in text


def test_a_name_that_could_not_be_a_column_value_or_file_name_is_refused(
    secrets: Configure,
) -> None:
    secrets(WHOLE.replace("xero_harbour", '"../Harbour"'))
    assert "small letters" in errors()[0]


def test_no_secret_shows_when_a_connection_is_printed(secrets: Configure) -> None:
    secrets(WHOLE)
    assert "secret" not in repr(only())


def test_a_secret_store_that_dlt_knows_can_hold_connections() -> None:
    held = {"client_id": "id", "client_secret": "kept", "grant": "client_credentials"}
    document = {"sources": {"xero": {"connections": {"xero_vault": held}}}}
    store = CustomLoaderDocProvider("a store", lambda: document)
    dlt.secrets.register_provider(store)
    assert only().settings["client_secret"] == "kept"
