"""Where rotating tokens are kept: one file, one writer, never half-written."""

from __future__ import annotations

import os
import tempfile
from datetime import datetime  # noqa: TC003 - msgspec reads the annotation
from pathlib import Path

import msgspec
from filelock import FileLock

from loaders.contract import LoaderError

LOCK_SECONDS = 300


class Tokens(msgspec.Struct, frozen=True):
    """What the vendor gave last."""

    access_token: str
    expires_at: datetime
    scope: str = ""
    refresh_token: str = ""
    grew_from: str = ""
    """Hash of the configured refresh token that these descend from."""

    def __repr__(self) -> str:
        """Show no secret."""
        return f"Tokens(expires_at={self.expires_at}, scope={self.scope})"


class TokenStore:
    """One file that holds the latest tokens of one consent."""

    def __init__(self, path: Path) -> None:
        """Keep the tokens in `path`."""
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.lock = FileLock(path.with_suffix(".lock"), LOCK_SECONDS, mode=0o600)

    def load(self) -> Tokens | None:
        """Return what was saved last, if anything."""
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=Tokens)
        except FileNotFoundError:
            return None
        except msgspec.DecodeError as error:
            what = f"token store {self.path} cannot be read ({error})"
            raise LoaderError(what, "Delete it and give consent again.") from None

    def save(self, tokens: Tokens) -> None:
        """Put the tokens on disk for good before returning."""
        number, written = tempfile.mkstemp(dir=self.path.parent)
        with os.fdopen(number, "wb") as file:
            file.write(msgspec.json.encode(tokens))
            file.flush()
            os.fsync(file.fileno())
        Path(written).replace(self.path)
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
