"""A warehouse of this comparison, and the commands that fill it."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tests.clean_environment import clean_environment
from tests.warehouses.building import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# The sandbox is small: all of its hard cases are there at any scale.
TODAY = "2026-06-30"
SANDBOX = {"SANDBOX_TODAY": TODAY, "SANDBOX_SCALE": "0.05", "AS_OF_DATE": TODAY}
LAST_LINES = 40
NO_UNIT_TESTS = "--exclude-resource-type", "unit_test"
UNIT_TESTS = "test_type:unit"
NO_TESTS = *NO_UNIT_TESTS, "--exclude-resource-type", "test"


@dataclass(frozen=True)
class House:
    """One warehouse, by its environment, and a folder for what commands leave."""

    folder: Path
    environment: Mapping[str, str]

    @property
    def kind(self) -> str:
        """Its name, as `WAREHOUSE` has it."""
        return self.environment["WAREHOUSE"]

    @property
    def target(self) -> Path:
        """Where dbt's artifacts are."""
        return self.folder / f"target_{self.kind}"

    def start_load(self, *options: str) -> Command:
        """Load every source of the sandbox, or those of the options, over HTTP."""
        command = [sys.executable, "-m", "loaders", "--sandbox", *options]
        return self._start(command, " ".join(["load", *options]))

    def start_build(self, *options: str) -> Command:
        """Build and test everything."""
        return self._dbt("build", *options)

    def start_test(self, *names: str) -> Command:
        """Run some tests."""
        return self._dbt("test", "--select", *names)

    def start_compile(self) -> Command:
        """Write each model's SQL as a first build would run it."""
        return self._dbt("compile", "--full-refresh")

    def _dbt(self, what: str, *options: str) -> Command:
        command = [
            *(str(Path(sys.executable).with_name("dbt")), what, *options),
            *("--project-dir", str(ROOT), "--profiles-dir", str(ROOT / "profiles")),
            *("--target-path", str(self.target), "--log-path", str(self.target)),
        ]
        return self._start(command, what)

    def _start(self, arguments: list[str], what: str) -> Command:
        environment = {**clean_environment(), **SANDBOX, **self.environment}
        output = self.folder / f"{what} {self.kind}.log"
        with output.open("wb") as log:
            process = subprocess.Popen(
                arguments,
                cwd=self.folder,
                env=environment | {"PYTHONPATH": str(ROOT)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        return Command(f"{what} of {self.kind}", process, output)


@dataclass(frozen=True)
class Command:
    """A command that runs."""

    name: str
    process: subprocess.Popen[bytes]
    output: Path

    def finish(self) -> None:
        """Wait for its end; show how its output ends if it failed."""
        if self.process.wait():
            lines = self.output.read_text().splitlines()[-LAST_LINES:]
            raise SystemExit("\n".join([*lines, f"The {self.name} failed."]))


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is being done, and then how long it took."""
    started = time.monotonic()
    click.echo(f"{what} ... ", nl=False)
    yield
    click.echo(f"{time.monotonic() - started:.0f} s")
