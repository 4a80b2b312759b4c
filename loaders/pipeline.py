"""A unit's dlt pipeline: its committed position, and the commits that move it.

The warehouse is the authority and the working folder is scratch (`mending.py`).
"""

from __future__ import annotations

import os
import shutil
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dlt
import pyarrow  # type: ignore[import-untyped]
from dlt.common.configuration.utils import get_resolved_traces
from dlt.common.destination.exceptions import DestinationTerminalException
from dlt.pipeline.exceptions import PipelineStepFailed

from loaders.contract import LoaderError
from loaders.layout import dlt_columns, raw_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sized

    from dlt import Pipeline, Schema
    from dlt.extract import DltResource

    from loaders.contract import Resource
    from loaders.warehouses.session import Session

STATE_FOLDER = Path(".dlt")
SETTINGS = {
    "NORMALIZE__PARQUET_NORMALIZER__ADD_DLT_LOAD_ID": "true",
    # A trace, telemetry or not, writes an id into dlt's folder in the home folder.
    "PIPELINES__ENABLE_RUNTIME_TRACE": "false",
    "RUNTIME__DLTHUB_TELEMETRY": "false",
    "RUNTIME__LOG_LEVEL": "CRITICAL",
}


@dataclass(frozen=True)
class Position:
    """How far a unit has come, as committed together with its rows."""

    cursor: str | None = None
    last_whole_at: str | None = None
    commit: str | None = None
    """A name of its own for each commit, and the one it was made after: by these a
    package knows whether it still belongs to what the warehouse holds."""
    after: str | None = None


class Rejected(LoaderError):
    """The warehouse refused a package for its data; the package was put aside."""


def set_dlt_up() -> None:
    """Keep dlt inside the project, quiet, without telemetry, and its memory flat."""
    os.environ.setdefault("DLT_DATA_DIR", str(STATE_FOLDER.absolute()))
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    # Arrow's own pool keeps what it frees, and grows with every window.
    pyarrow.set_memory_pool(pyarrow.system_memory_pool())
    # dlt would keep every configuration value it reads, and with it each window.
    get_resolved_traces().logging_enabled = False


class UnitPipeline:
    """The pipeline of one (connection, resource), in an open session."""

    def __init__(
        self, session: Session, schema: Schema, connection: str, resource: Resource
    ) -> None:
        self._session = session
        self._schema = schema
        self._resource = resource
        # A double dash is in no name, so that no two units share a pipeline.
        self.name = f"{schema.name}--{connection}--{resource.name}"
        place = sha256(session.warehouse.identity.encode()).hexdigest()[:12]
        self._folder = STATE_FOLDER.absolute() / "pipelines" / place
        self._working_folder = self._folder / self.name

    def committed(self) -> Position:
        """Return the position that the warehouse holds."""
        state = self._session.dataset(self._schema).stored_state(self.name)
        return self._position(state or {})

    def is_interrupted_after(self, committed: Position) -> bool:
        """Tell whether a package waits that was made right after that position."""
        if not self._working_folder.exists():
            return False
        pipeline = self._pipeline()
        local = self._position(pipeline.state)
        is_next = local.commit is not None and local.after == committed.commit
        return is_next and pipeline.has_pending_data

    def finish(self) -> str:
        """Load an interrupted package from its beginning; return the load's id."""
        packages = self._working_folder / "load" / "normalized"
        for job in [
            *packages.glob("*/started_jobs/*"),
            *packages.glob("*/completed_jobs/*"),
        ]:
            job.rename(job.parents[1] / "new_jobs" / job.name)
        for transition in packages.glob("*/.pending_transitions/*"):
            transition.unlink()
        return self._run(None)

    def commit(self, parcels: Iterator[Sized], position: Position) -> str:
        """Load rows and move the position, both or neither; return the load's id."""

        @dlt.resource(
            name=self._resource.name,
            table_name=self._resource.raw_table,
            write_disposition="append",
            columns=dlt_columns(raw_columns(self._resource)),
        )
        def window() -> Iterator[Sized]:
            dlt.current.resource_state().update(asdict(position))
            yield from parcels

        return self._run(window())

    def discard(self) -> None:
        """Empty the working folder."""
        shutil.rmtree(self._working_folder, ignore_errors=True)

    def _pipeline(self) -> Pipeline:
        return dlt.pipeline(
            self.name,
            destination=self._session.destination,
            dataset_name=self._session.warehouse.dataset_name(self._schema),
            pipelines_dir=str(self._folder),
        )

    def _run(self, data: DltResource | None) -> str:
        try:
            info = self._pipeline().run(
                data,
                schema=self._schema.clone(),
                loader_file_format=self._session.warehouse.file_format,
            )
        except PipelineStepFailed as failure:
            cause = _refusal(failure, self._session.warehouse.refusals)
            if cause is None:
                raise
            raise self._put_aside(failure.load_id, cause) from failure
        info.raise_on_failed_jobs()
        return info.loads_ids[-1]

    def _put_aside(self, load_id: str, cause: BaseException) -> Rejected:
        folder = STATE_FOLDER / "rejected" / f"{self.name}--{load_id}"
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(self._working_folder, folder)
        reason = (str(cause).strip() or type(cause).__name__).splitlines()[0]
        return Rejected(
            f"the warehouse refused the data: {reason}",
            f"The package is in {folder}; nothing of it was kept and the cursor has "
            "not moved. Mend the cause, then run this again.",
        )

    def _position(self, state: Mapping[str, Any]) -> Position:
        resources = state.get("sources", {}).get(self._schema.name, {})
        return Position(**resources.get("resources", {}).get(self._resource.name, {}))


def _refusal(
    failure: BaseException, refusals: tuple[type[BaseException], ...]
) -> BaseException | None:
    """Return why the warehouse refused the data, if that is what happened."""
    cause: BaseException | None = failure
    while cause is not None and not isinstance(
        cause, (DestinationTerminalException, *refusals)
    ):
        cause = cause.__cause__ or cause.__context__
    while cause is not None and cause.__cause__ is not None:
        cause = cause.__cause__
    return cause
