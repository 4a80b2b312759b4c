"""What a person types, what is read back, and the exit code."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from loaders import check, plan, pretend
from loaders.__main__ import main
from loaders.contract import Company, LoaderError
from tests.loaders.fake import CATS, CHANGING, DOGS, LISTED, Vendor, fake_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from loaders.contract import Clock, Connection, Resource
    from tests.loaders.house import House

PROJECT = Path(__file__).parents[2]
SECRET = "s3cret-of-one"
PRETEND = """
import json, pathlib, sys
names = {"one": {"api_key": "pretend"}}
print(json.dumps({"today": "2026-06-30", "connections": {"fake": names}}), flush=True)
sys.stdin.read()
pathlib.Path("ended").touch()
"""


@pytest.fixture
def call(house: House, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Call the command line with one configured connection, `one`, of `fake`."""
    sources = {
        "fake": fake_source(house.vendors),
        "other": fake_source(house.vendors, "other"),
    }
    monkeypatch.setattr(plan, "all_sources", lambda: sources)
    for name, value in house.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SOURCES__FAKE__CONNECTIONS__ONE__API_KEY", SECRET)
    house.holds({"id": 1})

    def called(*arguments: str, **environment: str) -> Result:
        return CliRunner().invoke(main, arguments, env=environment)

    return called


@pytest.fixture
def unconfigured(call: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    """No connection at all, and a sandbox that is easy to recognise."""
    monkeypatch.delenv("SOURCES__FAKE__CONNECTIONS__ONE__API_KEY")
    Path("pretend").mkdir()
    Path("pretend", "sandbox.py").write_text(PRETEND)
    monkeypatch.setattr(pretend, "PROJECT", Path("pretend").absolute())


def test_everything_configured_is_loaded(
    call: Callable[..., Result], house: House
) -> None:
    result = call()
    assert result.exit_code == 0, result.output
    assert "fake one listed: succeeded, 1 read, 1 new versions, 0 gone" in result.output
    assert [row["status"] for row in house.log()] == ["succeeded"] * 4


def test_one_resource_of_one_connection_of_one_source(
    call: Callable[..., Result], house: House
) -> None:
    call("fake", "--connection", "one", "--resource", "changing")
    assert [name for name, _ in house.vendor.asked] == ["changing"]


def test_a_connection_may_have_resources_of_its_own(
    call: Callable[..., Result], house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second connection whose resources cannot be told stands in no one's way."""

    def resources_of(connection: Connection, clock: Clock) -> list[Resource]:
        if connection.name == "two":
            raise LoaderError("fake two: the list of lists is locked", "Unlock it.")
        return [CATS, DOGS]

    source = fake_source(house.vendors, resources=[CATS, DOGS])
    source = replace(source, resources_of=resources_of)
    monkeypatch.setattr(plan, "all_sources", lambda: {"fake": source})
    monkeypatch.setenv("SOURCES__FAKE__CONNECTIONS__TWO__API_KEY", SECRET)
    result = call()
    assert [row["resource"] for row in house.log()] == ["Cats", "Dogs"]
    assert result.exit_code == 1
    assert "fake two: the list of lists is locked. Unlock it." in result.output
    house.vendor.asked.clear()
    assert call("--connection", "one", "--resource", "Dogs").exit_code == 0
    assert [name for name, _ in house.vendor.asked] == ["Dogs"]
    unknown = call("--connection", "one", "--resource", "Birds")
    assert "unknown resource 'Birds' of fake. Known resources: Cats, Dogs." in (
        unknown.output
    )


def test_dates_and_business_unit_reach_the_reader(
    call: Callable[..., Result], house: House
) -> None:
    bounds = ["--since", "2025-10-13", "--until", "2025-10-19"]
    call("--resource", "changing", "--business-unit", "Phoenix-Sales", *bounds)
    [(_, ask)] = house.vendor.asked
    assert (str(ask.since), str(ask.until)) == ("2025-10-13", "2025-10-19")
    assert ask.business_unit == "Phoenix-Sales"


def test_job_name_names_the_source(call: Callable[..., Result], house: House) -> None:
    assert call(JOB_NAME="ingest_fake").exit_code == 0
    assert len(house.vendor.asked) == 4
    assert "unknown source 'nobody'" in call(JOB_NAME="ingest_nobody").output
    assert "does not begin with 'ingest_'" in call(JOB_NAME="fake").output


def test_a_failure_is_told_last_with_what_to_do_and_exit_code_1(
    call: Callable[..., Result], house: House
) -> None:
    def before_page(resource: str, page: int) -> None:
        if resource == "listed":
            raise LoaderError("the list is broken", "Mend the list.")

    house.vendor.before_page = before_page
    house.holds({"id": 1, "at": "2026-06-01"}, resource=CHANGING)
    result = call()
    assert result.exit_code == 1
    *_, headline, last = result.output.strip().splitlines()
    assert headline == "1 failed:"
    assert last.strip() == "fake one listed: the list is broken. Mend the list."
    assert len(house.versions(CHANGING)) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nobody"], "unknown source 'nobody'. Known sources: fake, other."),
        (["--resource", "nothing"], "unknown resource 'nothing' of fake, other. Known"),
        (
            ["--connection", "two"],
            "unknown connection 'two'. Configured connections: one",
        ),
        (["other"], "other has no connection. Configure"),
        (["--since", "13.10.2025"], "'13.10.2025' does not match the format"),
        (
            ["--since", "2025-10-02", "--until", "2025-10-01"],
            "--since is after --until",
        ),
        (["--full-refresh", "--since", "2025-10-02"], "give it no bounds"),
        (["--warehouse", "oracle"], "unknown warehouse 'oracle'. Choose one of"),
    ],
)
def test_what_cannot_be_is_one_clear_line(
    call: Callable[..., Result], arguments: list[str], told: str
) -> None:
    result = call(*arguments)
    assert result.exit_code != 0
    assert told in result.output
    assert "Traceback" not in result.output


def test_a_half_configured_connection_fails_and_the_others_go_on(
    call: Callable[..., Result], house: House
) -> None:
    result = call(SOURCES__FAKE__CONNECTIONS__TWO__BASE_URL="http://two")
    assert result.exit_code == 1
    assert "fake two: api_key is missing" in result.output.splitlines()[-1]
    assert len(house.versions(LISTED)) == 1


def test_no_secret_is_ever_told(call: Callable[..., Result], house: House) -> None:
    def before_page(resource: str, page: int) -> None:
        raise RuntimeError(f"no entry with {SECRET}")

    house.vendor.before_page = before_page
    result = call("--resource", "listed")
    assert "no entry with [secret]" in result.output
    assert house.log()[0]["error"].startswith("RuntimeError: no entry with [secret]")
    told = [path for path in Path().rglob("*") if path.is_file()]
    assert [path.suffix for path in told if SECRET in path.read_text("latin1")] == []
    [trace] = Path(".dlt", "logs").iterdir()
    assert "before_page" in trace.read_text()
    assert str(trace) in result.output


def test_a_wait_is_told_without_a_secret(
    call: Callable[..., Result], house: House
) -> None:
    def before_page(resource: str, page: int) -> None:
        logging.getLogger("loaders.http").warning("%s asked; waiting 60 s", SECRET)

    house.vendor.before_page = before_page
    assert "[secret] asked; waiting 60 s" in call("--resource", "listed").output


def test_check_loads_nothing(
    call: Callable[..., Result], house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("entities.csv").write_text("connection,entity_key\nanother,x\n")
    monkeypatch.setattr(check, "ENTITIES", Path("entities.csv"))
    result = call("--check")
    assert result.exit_code == 0
    assert "fake one: is Harbour Roasters (c-1)" in result.output
    assert "no row in seeds/entities.csv" in result.output
    assert not Path(house.environment["DUCKDB_PATH"]).exists()


def test_check_tells_what_is_wrong(call: Callable[..., Result], house: House) -> None:
    house.vendor.complaints = ["scope accounting.contacts.read is absent"]
    result = call("--check", SOURCES__FAKE__CONNECTIONS__TWO__BASE_URL="http://two")
    assert result.exit_code == 1
    assert "fake one: scope accounting.contacts.read is absent" in result.output
    assert "fake two: api_key is missing" in result.output


@pytest.mark.usefixtures("unconfigured")
def test_without_any_connection_the_sandbox_is_loaded_and_said_loudly(
    call: Callable[..., Result], house: House
) -> None:
    result = call()
    assert result.exit_code == 0, result.output
    assert "NO CONNECTION IS CONFIGURED" in result.output
    assert "these records are invented" in result.output
    assert {row["is_sandbox"] for row in house.log()} == {True}
    assert Path("ended").exists()


@pytest.mark.usefixtures("unconfigured")
def test_the_sandbox_enters_only_duckdb_unless_it_is_asked_for(
    call: Callable[..., Result], postgres: dict[str, str]
) -> None:
    refused = call("--warehouse", "postgres", **postgres)
    assert refused.exit_code == 1
    assert "is no place for sandbox data" in refused.output
    asked = call("--sandbox", "--warehouse", "postgres", **postgres)
    assert asked.exit_code == 0, asked.output


@pytest.mark.usefixtures("unconfigured")
def test_a_real_load_does_not_enter_a_warehouse_of_sandbox_data(
    call: Callable[..., Result],
) -> None:
    call()
    result = call(SOURCES__FAKE__CONNECTIONS__ONE__API_KEY=SECRET)
    assert result.exit_code == 1
    assert "holds sandbox data; a real load would mix the two" in result.output


def test_two_runs_at_once_do_not_load_into_one_file(
    call: Callable[..., Result], house: House
) -> None:
    with house.warehouse().run_lock():
        result = call()
    assert result.exit_code == 1
    assert "another load is writing" in result.output
    assert house.vendor.asked == []


def test_one_company_under_two_connections_fails_the_second(
    call: Callable[..., Result], house: House
) -> None:
    house.vendors["two"] = Vendor(Company("c-1", "Harbour Roasters"))
    result = call(
        "--resource", "listed", SOURCES__FAKE__CONNECTIONS__TWO__API_KEY="other"
    )
    assert result.exit_code == 1
    assert "is already loaded as connection one" in result.output.splitlines()[-1]


def test_deleting_a_sources_folder_removes_the_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from loaders import sources

    rooms = (PROJECT / "loaders").glob("*/__init__.py")
    named = {room.parent.name for room in rooms if "SOURCE = " in room.read_text()}
    assert set(sources.all_sources()) == named
    monkeypatch.setattr(sources, "__file__", str(tmp_path / "sources.py"))
    assert sources.all_sources() == {}


def test_nothing_is_written_outside_the_project(tmp_path: Path) -> None:
    """From a bare folder and a bare home, with no configuration file of ours."""
    home = tmp_path / "home"
    home.mkdir()
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": str(PROJECT)}
    # As root dlt would write to /var/dlt instead: nobody is root here.
    code = (
        "import os; os.geteuid = lambda: 1; from loaders.__main__ import main; main()"
    )
    command = [sys.executable, "-c", code, "xero", "--sandbox"]
    done = subprocess.run(
        [*command, "--resource", "organisations"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    assert list(home.iterdir()) == []


def test_help_does_not_load_the_loaders() -> None:
    code = "import sys, loaders.__main__; print('dlt' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, check=True
    )
    assert done.stdout == b"False\n"
