"""`python -m sandbox`, as a loader starts it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import requests

if TYPE_CHECKING:
    from collections.abc import Iterator

Started = tuple["subprocess.Popen[str]", dict[str, Any]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[Started]:
    monkeypatch.setenv("SANDBOX_TODAY", "2026-06-30")
    monkeypatch.setenv("SANDBOX_SCALE", "0.02")
    command = [sys.executable, "-m", "sandbox", "--source", "xero"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        yield process, json.loads(process.stdout.readline())
        process.kill()


def test_one_line_says_how_to_reach_every_connection(started: Started) -> None:
    _, told = started
    assert told["today"] == "2026-06-30"
    harbour = told["connections"]["xero"]["xero_harbour"]
    assert harbour["minute_limit"] == 3600
    form = {"grant_type": "refresh_token", "refresh_token": harbour["refresh_token"]}
    signed = (harbour["client_id"], harbour["client_secret"])
    assert requests.post(harbour["token_url"], form, auth=signed).status_code == 200


def test_it_ends_when_its_stdin_closes(started: Started) -> None:
    process, _ = started
    assert process.stdin
    process.stdin.close()
    assert process.wait(5) == 0


def test_it_ends_on_sigterm(started: Started) -> None:
    process, _ = started
    process.send_signal(signal.SIGTERM)
    assert process.wait(5) == 0


def test_reckons_exports_lie_in_a_folder_until_it_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SANDBOX_SCALE", "0.02")
    command = [sys.executable, "-m", "sandbox", "--source", "reckon"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        told = json.loads(process.stdout.readline())["connections"]
        assert list(told) == ["reckon"]
        folder = Path(told["reckon"]["reckon_harbour"]["folder"])
        assert (folder / "customers.csv").exists()
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) == 0
    assert not folder.exists()


def test_without_being_asked_it_exports_nothing(started: Started) -> None:
    _, told = started
    assert list(told["connections"]) == ["xero"]


def test_an_unknown_source_is_refused() -> None:
    command = [sys.executable, "-m", "sandbox", "--source", "fax"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no such vendor: fax" in done.stderr
