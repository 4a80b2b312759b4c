"""A load that is killed, without warning, in a chosen phase of a chosen window."""

from __future__ import annotations

import os
import signal
from contextlib import chdir
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.forkserver import ensure_running
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loaders import reading
from tests.loaders.fake import CHANGING
from tests.loaders.house import House

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
WINDOW = 2
PHASES = {
    "extract": "tests.loaders.fake.FakeReader.turn_page",
    "normalize": "dlt.normalize.normalize.Normalize.spool_files",
    "state": "dlt.pipeline.pipeline.Pipeline._save_state",
    "load": "dlt.load.load.Load.complete_package",
    "loaded": "dlt.common.storages.load_storage.LoadStorage.complete_load_package",
    "log": "loaders.landing.Landing.succeed",
}
AFTER_ITS_WORK = {
    "job duckdb": "dlt.destinations.impl.duckdb.duck.DuckDbCopyJob.run",
    "job postgres": "dlt.destinations.impl.postgres.postgres.PostgresCsvCopyJob.run",
}
PROCESSES = get_context("forkserver")
# With what a load imports on its way: each process would take seconds to do so itself.
PROCESSES.set_forkserver_preload(
    [
        "tests.loaders.crash",
        "dlt.destinations.impl.duckdb.duck",
        "dlt.sources.helpers.requests",
        "pandas",
        "pyarrow.parquet",
    ]
)


def load_and_die(house: House, phase: str, time: int) -> None:
    """Load CHANGING in windows of two, in a process killed in that phase."""
    house.runs += 1
    payloads = house.vendor.lists[CHANGING.name]
    # It finds what it imports from here only.
    with chdir(ROOT):
        ensure_running()
    process = PROCESSES.Process(
        target=_load, args=(dict(house.environment), Path.cwd(), phase, time, payloads)
    )
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL, f"survived {phase}"


def _load(
    environment: Mapping[str, str],
    folder: Path,
    phase: str,
    time: int,
    payloads: list[dict[str, Any]],
) -> None:
    os.chdir(folder)
    reading.WINDOW_RECORDS = WINDOW
    house = House(environment)
    house.holds(*payloads, resource=CHANGING)
    _arm(phase, time)
    house.load(CHANGING)


def _arm(phase: str, time: int) -> None:
    """Make the phase's function, called that many times, the last thing that runs."""
    path = {**PHASES, **AFTER_ITS_WORK}[phase]
    module, owner, name = path.rsplit(".", 2)
    target = getattr(import_module(module), owner)
    original = getattr(target, name)
    calls = iter(range(1, time))

    def deadly(*arguments: Any, **named: Any) -> Any:
        survives = next(calls, None)
        if survives or phase in AFTER_ITS_WORK:
            result = original(*arguments, **named)
        if not survives:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(target, name, deadly)
