"""`python -m sandbox`: serve every vendor until stdin closes or SIGTERM comes."""

from __future__ import annotations

import gc
import json
import signal
import sys
import threading
from datetime import UTC, datetime

import click

import sandbox
from sandbox.clock import RunningClock
from sandbox.world import DEFAULT_SEED

SPEED = 60.0
DAY = click.DateTime(["%Y-%m-%d"])
SIZE = click.FloatRange(min=0)


@click.command()
@click.option("--source", "sources", multiple=True, help="Only these vendors.")
@click.option("--port", default=0, help="0: any free port.")
@click.option("--no-limits", is_flag=True, help="No limits per minute and day.")
@click.option("--speed", default=SPEED, help="How much faster limits run than life.")
@click.option("--scale", envvar="SANDBOX_SCALE", type=SIZE, default=1.0)
@click.option("--seed", envvar="SANDBOX_SEED", default=DEFAULT_SEED)
@click.option("--today", envvar="SANDBOX_TODAY", type=DAY, help="Default: today.")
def main(
    sources: tuple[str, ...],
    port: int,
    no_limits: bool,
    speed: float,
    scale: float,
    seed: int,
    today: datetime | None,
) -> None:
    """Serve the sandbox, and say in one line of JSON how to reach it."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    day = (today or datetime.now(UTC)).date()
    unknown = set(sources) - set(sandbox.VENDORS)
    if unknown:
        raise click.BadParameter(f"no such vendor: {', '.join(sorted(unknown))}")
    wanted = sources or sandbox.VENDORS
    with sandbox.start(
        today=day,
        seed=seed,
        scale=scale,
        sources=wanted,
        limits=not no_limits,
        speed=speed,
        port=port,
        clock=RunningClock(day),
    ) as running:
        told = {name: running.connections[name] for name in wanted}
        click.echo(json.dumps({"today": f"{day}", "connections": told}))
        sys.stdout.flush()
        threading.Thread(target=_warm, args=(running, wanted), daemon=True).start()
        sys.stdin.read()


def _warm(running: sandbox.Sandbox, sources: tuple[str, ...]) -> None:
    # The world stays: a collector that walks it over and over makes pages wait.
    gc.freeze()
    running.warm(sources)
    gc.freeze()


if __name__ == "__main__":
    main()
