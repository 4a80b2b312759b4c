"""The sandbox speaks ServiceTitan's field names, as captured answers have them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sandbox.servicetitan.entities import ENTITIES
from sandbox.servicetitan.problems import throttled
from sandbox.servicetitan.reports import report
from tests.sandbox.servicetitan import office_of, tenant_of

SAMPLES: dict[str, str] = json.loads(
    Path(__file__).with_name("servicetitan_fields.json").read_text()
)
REPORTS = [name.removeprefix("report/") for name in SAMPLES if "report/" in name]
LISTS = [name for name in SAMPLES if "report/" not in name and name != "error"]


def paths(value: Any, before: str = "") -> set[str]:
    """Every member, and every member of a member; what a dot stands before."""
    if isinstance(value, list):
        return {path for each in value for path in paths(each, before)}
    if not isinstance(value, dict):
        return set()
    own = {f"{before}{name}": each for name, each in value.items()}
    return set(own).union(*(paths(each, f"{name}.") for name, each in own.items()))


@pytest.mark.parametrize("kind", REPORTS)
def test_a_report_has_the_captured_columns_in_their_order(kind: str) -> None:
    at = tenant_of(office_of()).clock.now()
    drawn = report(1, "any", kind, "any", at)
    told = [each.told(with_type=False) for each in drawn.fields]
    names = [f"{each['name']}={each['label']}" for each in told]
    assert names == SAMPLES[f"report/{kind}"].split("|")


@pytest.mark.parametrize("name", LISTS)
def test_a_record_has_the_captured_members_and_no_others(name: str) -> None:
    entity = next(each for each in ENTITIES.values() if each.name == name)
    bodies = [entry.body() for entry in entity.entries(office_of())]
    sample = set(SAMPLES[name].split())
    ours = {path for path in paths(bodies) if "." not in path}
    assert ours == {path for path in sample if "." not in path}


def test_a_refusal_has_all_six_members() -> None:
    assert sorted(throttled(42).body) == SAMPLES["error"].split()
