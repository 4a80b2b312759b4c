"""How vendors say no, for good, for now or for the day, and how patient we are."""

from __future__ import annotations

import logging
import random
from datetime import timedelta
from typing import TYPE_CHECKING

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential,
)

from loaders.contract import DayLimitReached, LoaderError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from requests import Response

    from loaders.contract import Clock

log = logging.getLogger(__name__)

ATTEMPTS = 6
BACK_OFF = wait_exponential(multiplier=2, max=32)
FULL_MINUTE = 60.0
LONGEST_PAUSE = 15 * 60.0
"""Seconds. A vendor who asks for more means the day's allowance."""


class Refused(LoaderError):
    """The vendor understood and said no; asking again will not help."""

    def __init__(self, what: str, status: int, reason: str) -> None:
        super().__init__(what)
        self.status = status
        self.reason = reason


class Passing(LoaderError):
    """Trouble that may pass: worth another try after a pause."""

    def __init__(self, what: str, pause: float | None = None) -> None:
        super().__init__(what, "Run the load again later; it goes on where it stopped.")
        self.pause = pause
        """Seconds that the vendor asked for; None: longer from try to try."""


class Manners:
    """One vendor's way. A source overrides what its vendor does differently."""

    def status(self, response: Response) -> int:
        """Return the status that an answer means, whatever it is sent under."""
        return response.status_code

    def limit(self, response: Response) -> str:
        """Return which limit a 429 is about: day, minute, concurrent, or ''."""
        return ""

    def token_expired(self, response: Response) -> bool:
        """Say whether a fresh access token may turn this refusal."""
        return response.status_code == 401

    def reason(self, response: Response, body: Mapping[str, object]) -> str:
        """Return the vendor's own words in the body of an error."""
        words = {name.lower(): value for name, value in body.items()}
        named = (words.get(name) for name in ("detail", "message", "error", "title"))
        return next((str(text)[:200] for text in named if text), "")

    def pause(self, response: Response) -> float | None:
        """Return the seconds that a 429 asks us to wait; None: it does not say."""
        asked = response.headers.get("Retry-After", "")
        return float(asked) if asked.isdigit() else None

    def too_many(self, where: str, response: Response, now: datetime) -> LoaderError:
        """Return how long a 429 wants us to pause, or that the day is over."""
        limit = self.limit(response)
        seconds = self.pause(response)
        if limit == "day" or (seconds or 0) > LONGEST_PAUSE:
            resets_at = now + timedelta(seconds=seconds or 0)
            when = f"after {resets_at:%Y-%m-%d %H:%M} UTC" if seconds else "tomorrow"
            do = f"Run the load again {when}; it goes on where it stopped."
            return DayLimitReached(f"{where} answered 429: day limit reached", do)
        if limit == "concurrent":
            seconds = random.uniform(0, 3)
        if limit == "minute" and seconds is None:
            seconds = FULL_MINUTE
        what = f"{where} answered 429: {limit or 'too many calls'}"
        return Passing(what, None if seconds is None else seconds + 1)


def patiently(clock: Clock) -> Retrying:
    """Return what calls a function until its trouble passes, or for the last time."""
    return Retrying(
        retry=retry_if_exception_type(Passing),
        wait=_pause,
        stop=stop_after_attempt(ATTEMPTS),
        sleep=clock.sleep,
        before_sleep=_tell,
        reraise=True,
    )


def _pause(state: RetryCallState) -> float:
    """Return the seconds to wait: as the vendor asked, else longer each time."""
    trouble = state.outcome.exception() if state.outcome else None
    pause = trouble.pause if isinstance(trouble, Passing) else None
    return BACK_OFF(state) if pause is None else pause


def _tell(state: RetryCallState) -> None:
    """Say why nothing seems to happen."""
    trouble = state.outcome.exception() if state.outcome else None
    seconds = state.next_action.sleep if state.next_action else 0
    log.warning("%s; trying again in %.0f s", trouble, seconds)
