"""What an earlier run left undone, mended before a unit is read again.

Rows of a load that was never committed are removed. A package that was interrupted on
top of the very position that the warehouse holds is loaded from its beginning, so that
nothing the vendor sent is lost; any other is thrown away, for it will be read again.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from loaders.pipeline import Rejected

if TYPE_CHECKING:
    from loaders.pipeline import Position, UnitPipeline
    from loaders.raw import RawTable

log = logging.getLogger(__name__)


def mend(pipeline: UnitPipeline, table: RawTable, ended_well: bool) -> str | None:
    """Mend; return the load that was finished, if one was interrupted."""
    is_interrupted = _is_interrupted(pipeline, pipeline.committed())
    if is_interrupted or not ended_well:
        table.remove_uncommitted(pipeline.name)
    load_id = _finish(pipeline, table) if is_interrupted else None
    pipeline.discard()
    return load_id


def _is_interrupted(pipeline: UnitPipeline, committed: Position) -> bool:
    try:
        return pipeline.is_interrupted_after(committed)
    except Exception:
        log.info("an unreadable working folder is thrown away", exc_info=True)
        return False


def _finish(pipeline: UnitPipeline, table: RawTable) -> str | None:
    try:
        return pipeline.finish()
    except Rejected:
        table.remove_uncommitted(pipeline.name)
        raise
    except Exception:
        log.info("an interrupted package is thrown away", exc_info=True)
        table.remove_uncommitted(pipeline.name)
        return None
