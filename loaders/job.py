"""One call of the command line, from the choice to the exit code."""

from __future__ import annotations

import gc
import traceback
from typing import TYPE_CHECKING
from uuid import uuid4

from loaders import guards
from loaders.check import check_all
from loaders.clock import SystemClock
from loaders.contract import LoaderError
from loaders.pipeline import STATE_FOLDER, set_dlt_up
from loaders.plan import planned
from loaders.report import Report, hearing
from loaders.run import explain, load_all, prepare, refused_everything
from loaders.unit import Surroundings
from loaders.warehouses import open_warehouse

if TYPE_CHECKING:
    from loaders.contract import Clock
    from loaders.plan import Choice, Plan
    from loaders.unit import Options
    from loaders.warehouses.base import Warehouse


class Job:
    """What a person asked for."""

    def __init__(
        self,
        choice: Choice,
        options: Options,
        warehouse: str | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._choice = choice
        self._options = options
        self._kind = warehouse
        self._clock = clock or SystemClock()
        self._run_id = uuid4().hex
        self._report = Report()
        self._secrets: list[str] = guards.secrets_of([])

    def run(self, is_check: bool = False) -> int:
        """Do it; return the exit code."""
        # What was imported stays: collecting garbage need not look at it again.
        gc.freeze()
        set_dlt_up()
        try:
            with hearing(self._tell):
                return self._do(open_warehouse(self._kind, self._clock), is_check)
        except Exception as error:
            self._report.complain(self._explain(error))
            return 1

    def _do(self, warehouse: Warehouse, is_check: bool) -> int:
        around = Surroundings(
            self._run_id,
            warehouse,
            self._clock,
            self._options,
            self._report.say,
            self._report.progress,
            self._explain,
        )
        with planned(self._choice, warehouse, self._report) as plan:
            self._secrets = guards.secrets_of(one for _, one in plan.connections)
            if is_check:
                return self._check(plan)
            with warehouse.run_lock():
                return self._load(plan, around)

    def _tell(self, line: str) -> None:
        self._report.say(guards.redact(line, self._secrets))

    def _check(self, plan: Plan) -> int:
        wrong = [explain(error) for error in plan.errors]
        wrong += check_all(plan, self._clock, self._report)
        return self._report.end(
            [], [guards.redact(text, self._secrets) for text in wrong]
        )

    def _load(self, plan: Plan, around: Surroundings) -> int:
        prepare(around, plan.sources, plan.is_sandbox)
        outcomes = []
        with self._report.working():
            for outcome in load_all(plan.units, around):
                self._report.unit(outcome)
                outcomes.append(outcome)
        errors = [*plan.errors, *refused_everything(outcomes)]
        return self._report.end(outcomes, [self._explain(error) for error in errors])

    def _explain(self, error: Exception) -> str:
        """Put an error into one line; what nobody foresaw leaves its traceback too."""
        text = guards.redact(explain(error), self._secrets)
        if isinstance(error, LoaderError):
            return text
        path = STATE_FOLDER / "logs" / f"{self._run_id}.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        trace = "".join(traceback.format_exception(error))
        with path.open("a", encoding="utf-8") as file:
            file.write(guards.redact(trace, self._secrets))
        return f"{text}. The traceback is in {path}."
