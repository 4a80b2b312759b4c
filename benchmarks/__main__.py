"""`make bench`: measure what this project promises, and write benchmarks/README.md."""

from __future__ import annotations

import click

from benchmarks.demo import demo_section
from benchmarks.growth import sizes_section
from benchmarks.report import REPORT, rewrite
from benchmarks.throughput import throughput_section

SECTIONS = {
    "demo": ("The demo", demo_section),
    "throughput": ("Invoices a second", throughput_section),
    "sizes": (
        "Sizes of history",
        sizes_section,
    ),
}
ORDER = [heading for heading, _ in SECTIONS.values()]


@click.command()
@click.option("--only", multiple=True, type=click.Choice(list(SECTIONS)))
def main(only: tuple[str, ...]) -> None:
    """Measure everything, or only some sections; write each as soon as it is known."""
    for name in only or SECTIONS:
        heading, measure = SECTIONS[name]
        rewrite({heading: measure()}, ORDER)
    click.echo(REPORT.read_text())


if __name__ == "__main__":
    main()
