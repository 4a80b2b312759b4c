"""Rotating refresh tokens: never lost, never used twice, never shown."""

from __future__ import annotations

import multiprocessing
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import requests

import sandbox
from loaders.contract import Connection, LoaderError
from loaders.token_store import TokenStore
from loaders.tokens import OAuth2
from loaders.xero import OPTIONAL
from sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = date(2026, 6, 30)
NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)
TOKENS = Path(".dlt/tokens")


@pytest.fixture
def pretend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """A vendor with empty books, and a working folder of our own."""
    monkeypatch.chdir(tmp_path)
    with sandbox.start(today=TODAY, world="empty", limits=False) as pretend:
        yield pretend


@dataclass(frozen=True)
class Noon:
    """A clock that stands still, in this process and in another."""

    def now(self) -> datetime:
        return NOON

    def sleep(self, seconds: float) -> None: ...


def connection(
    pretend: Sandbox, name: str = "xero_harbour", **settings: Any
) -> Connection:
    given = OPTIONAL | pretend.connections["xero"][name] | settings
    return Connection("xero", name, given)


def signed_in(pretend: Sandbox, **settings: Any) -> OAuth2:
    """A loader as a new process would start it."""
    return OAuth2(connection(pretend, **settings), pretend.clock)


def access_token(auth: OAuth2) -> str:
    request = requests.Request("GET", "http://localhost").prepare()
    return auth(request).headers["Authorization"].removeprefix("Bearer ")


def refreshes(pretend: Sandbox) -> list[str]:
    """The list that each call for tokens adds to, as the vendor counts them."""
    calls: list[str] = []
    pretend.faults.after("token", lambda: calls.append("refresh"), times=None)
    return calls


def saved_token() -> str:
    [file] = TOKENS.glob("*.json")
    tokens = TokenStore(file).load()
    assert tokens
    return tokens.refresh_token


def test_the_new_refresh_token_is_on_disk_before_the_access_token_is_used(
    pretend: Sandbox,
) -> None:
    configured = pretend.connections["xero"]["xero_harbour"]["refresh_token"]
    access_token(signed_in(pretend))
    assert saved_token() not in ("", configured)


def test_the_store_is_for_the_owner_alone(pretend: Sandbox) -> None:
    access_token(signed_in(pretend))
    [file] = TOKENS.glob("*.json")
    assert file.stat().st_mode & 0o777 == 0o600
    assert TOKENS.stat().st_mode & 0o777 == 0o700


def test_an_access_token_is_used_until_its_last_minute(pretend: Sandbox) -> None:
    calls = refreshes(pretend)
    auth = signed_in(pretend)
    held = access_token(auth)
    pretend.clock.advance(minutes=28, seconds=59)
    assert access_token(auth) == held
    assert access_token(signed_in(pretend)) == held
    assert len(calls) == 1
    pretend.clock.advance(seconds=1)
    assert access_token(auth) != held
    assert len(calls) == 2


def test_each_refresh_uses_the_token_of_the_one_before(pretend: Sandbox) -> None:
    seen = set()
    for _ in range(3):
        access_token(signed_in(pretend))
        seen.add(saved_token())
        pretend.clock.advance(hours=2)
    assert len(seen) == 3


def test_a_crash_before_saving_is_healed_within_the_grace(
    pretend: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(TokenStore, "save", crash)
        access_token(signed_in(pretend))
    assert not list(TOKENS.glob("*.json"))
    pretend.clock.advance(minutes=29)
    assert access_token(signed_in(pretend))


def test_a_crash_while_writing_leaves_the_old_store_whole(
    pretend: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    access_token(signed_in(pretend))
    before = saved_token()
    pretend.clock.advance(hours=1)

    def crash(_: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(os, "fsync", crash)
        access_token(signed_in(pretend))
    assert saved_token() == before
    assert access_token(signed_in(pretend))


def test_a_crash_after_saving_loses_nothing(pretend: Sandbox) -> None:
    access_token(signed_in(pretend))
    pretend.clock.advance(hours=1)
    assert access_token(signed_in(pretend))


def test_a_lost_answer_is_asked_for_again_with_the_same_token(
    pretend: Sandbox,
) -> None:
    pretend.faults.cut_off("token")
    assert access_token(signed_in(pretend))


def test_two_processes_refresh_once(pretend: Sandbox) -> None:
    calls = refreshes(pretend)
    pretend.faults.slow("token", 0.2)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        tokens = pool.map(_access_token_at_noon, [connection(pretend)] * 2)
    assert len(set(tokens)) == 1
    assert len(calls) == 1


def _access_token_at_noon(connection: Connection) -> str:
    return access_token(OAuth2(connection, Noon()))


def test_connections_of_one_consent_share_its_tokens(pretend: Sandbox) -> None:
    calls = refreshes(pretend)
    shared = pretend.connections["xero"]["xero_harbour"]
    second = Connection("xero", "xero_second", OPTIONAL | shared)
    access_token(signed_in(pretend))
    pretend.clock.advance(hours=1)
    access_token(OAuth2(second, pretend.clock))
    assert access_token(signed_in(pretend))
    assert len(calls) == 2


def test_a_newly_configured_token_wins_over_the_store(pretend: Sandbox) -> None:
    access_token(signed_in(pretend))
    pretend.revoke("xero_harbour")
    identity = pretend.vendors["xero"].identity
    client_id = pretend.connections["xero"]["xero_harbour"]["client_id"]
    consent = identity.register(identity.apps[client_id])
    assert access_token(signed_in(pretend, refresh_token=consent))


def test_a_pretend_connection_never_touches_the_tokens_of_a_real_one(
    pretend: Sandbox,
) -> None:
    access_token(signed_in(pretend))
    real = saved_token()
    settings = connection(pretend).settings
    name = "xero_harbour"
    access_token(OAuth2(Connection("xero", name, settings, True), pretend.clock))
    (TOKENS / f"xero-sandbox-{name}.json").unlink()
    assert saved_token() == real


def test_a_new_pretend_world_wins_over_the_tokens_of_the_last(
    pretend: Sandbox,
) -> None:
    with sandbox.start(today=TODAY, world="empty", limits=False) as next_world:
        for world in (pretend, next_world):
            settings = connection(world).settings
            place = Connection("xero", "xero_harbour", settings, is_sandbox=True)
            pretend.clock.advance(hours=1)
            assert access_token(OAuth2(place, pretend.clock))


def test_a_revoked_token_asks_for_consent_and_is_not_tried_again(
    pretend: Sandbox,
) -> None:
    calls = refreshes(pretend)
    pretend.revoke("xero_harbour")
    auth = signed_in(pretend)
    for _ in range(2):
        with pytest.raises(
            LoaderError, match=r"xero xero_harbour: .*invalid_grant"
        ) as it:
            access_token(auth)
        assert "Give consent again" in it.value.do
    assert len(calls) == 1


def test_after_the_grace_a_lost_token_needs_consent(pretend: Sandbox) -> None:
    access_token(signed_in(pretend))
    [file] = TOKENS.glob("*.json")
    file.unlink()
    pretend.clock.advance(minutes=31)
    with pytest.raises(LoaderError, match="invalid_grant"):
        access_token(signed_in(pretend))


def test_wrong_client_credentials_say_what_to_check(pretend: Sandbox) -> None:
    with pytest.raises(LoaderError, match="invalid_client") as refused:
        access_token(signed_in(pretend, client_secret="hunter2"))
    assert "client_secret" in refused.value.do
    assert "hunter2" not in f"{refused.value}{refused.value.do}"


def test_a_custom_connection_keeps_no_token(pretend: Sandbox) -> None:
    custom = connection(pretend, "xero_harbour_au", refresh_token="left over")
    auth = OAuth2(custom, pretend.clock)
    held = access_token(auth)
    pretend.clock.advance(hours=1)
    assert access_token(auth) != held
    assert not TOKENS.exists()


def test_a_rejected_access_token_is_replaced_once(pretend: Sandbox) -> None:
    calls = refreshes(pretend)
    first, second = signed_in(pretend), signed_in(pretend)
    rejected = access_token(first)
    assert access_token(second) == rejected
    first.renew(f"Bearer {rejected}")
    second.renew(f"Bearer {rejected}")
    assert access_token(first) == access_token(second) != rejected
    assert len(calls) == 2


def test_a_spoilt_store_says_what_to_do(pretend: Sandbox) -> None:
    access_token(signed_in(pretend))
    [file] = TOKENS.glob("*.json")
    file.write_text("{", encoding="utf-8")
    with pytest.raises(LoaderError, match="cannot be read") as spoilt:
        access_token(signed_in(pretend))
    assert "Delete it" in spoilt.value.do


def test_the_scopes_that_were_granted_are_known(pretend: Sandbox) -> None:
    assert "accounting.invoices.read" in signed_in(pretend).scope.split()
