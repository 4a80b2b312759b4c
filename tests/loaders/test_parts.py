"""Resources that share a table, and readers that compare with what raw holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from loaders.unit import Unit
from loaders.warehouses.bigquery import BigQuery
from tests.loaders.fake import (
    CATS,
    COMPARED,
    COMPARED_WHOLE,
    DOGS,
    LISTED,
    FakeClock,
    Vendor,
    connection,
    fake_source,
)

if TYPE_CHECKING:
    from loaders.contract import Held
    from tests.loaders.house import House


def alive(house: House) -> list[str]:
    """Return the animals whose latest version is no tombstone."""
    latest = {key: is_deleted for key, _, is_deleted in house.versions(CATS)}
    return [key for key, is_deleted in latest.items() if not is_deleted]


def animals(house: House, cats: int, dogs: int) -> None:
    house.holds(*({"id": f"c{n:02}"} for n in range(cats)), resource=CATS)
    house.holds(*({"id": f"d{n:02}"} for n in range(dogs)), resource=DOGS)


def told(house: House) -> dict[str, Held]:
    """Return what the last reader was told of what raw holds."""
    return dict(house.vendor.asked[-1][1].held)


# ---------- one table, several resources


def test_what_vanishes_from_one_part_is_no_matter_of_the_other(
    any_house: House,
) -> None:
    house = any_house
    animals(house, cats=2, dogs=2)
    house.load(CATS, DOGS)
    animals(house, cats=1, dogs=0)
    house.load(CATS)
    assert alive(house) == ["c00", "d00", "d01"]
    assert set(house.query("select kind, source_primary_key from {animals}")) == {
        ("Cats", "c00"),
        ("Cats", "c01"),
        ("Dogs", "d00"),
        ("Dogs", "d01"),
    }


def test_each_part_keeps_its_own_versions(house: House) -> None:
    """The same key in two parts is two records, each known by itself."""
    house.holds({"id": 1, "name": "Tom"}, resource=CATS)
    house.holds({"id": 1, "name": "Rex"}, resource=DOGS)
    house.load(CATS, DOGS)
    assert [one.entry.versions_added for one in house.load(CATS, DOGS)] == [0, 0]


def test_a_part_that_lost_most_of_its_rows_is_refused_however_full_the_table(
    house: House,
) -> None:
    animals(house, cats=21, dogs=60)
    house.load(CATS, DOGS)
    animals(house, cats=10, dogs=60)
    [outcome] = house.load(CATS)
    assert "no longer holds 11 of 21 live records" in str(outcome.error)
    assert len(alive(house)) == 81


def test_what_another_part_is_loading_is_not_swept_away(any_house: House) -> None:
    """A first load removes what was never committed, of its own part alone."""
    house = any_house
    animals(house, cats=1, dogs=0)
    house.load(DOGS)
    for kind in ("Cats", "Dogs"):
        values = f"'one', '{kind}', 'under way', false, '{{{{}}}}', 'uncommitted'"
        house.execute(
            "insert into {animals} (connection, kind, source_primary_key, is_deleted, "
            f"raw, _dlt_load_id) values ({values})"
        )
    house.load(CATS)
    found = house.query("select kind, source_primary_key from {animals} order by 1")
    assert found == [("Cats", "c00"), ("Dogs", "under way")]


def test_parts_are_locked_one_by_one_and_tables_as_a_whole() -> None:
    source, one = fake_source({}), connection()
    assert Unit(source, one, CATS).lock == "fake one animals Cats"
    assert Unit(source, one, DOGS).lock == "fake one animals Dogs"
    assert Unit(source, one, LISTED).lock == "fake one listed"


def test_each_part_has_its_own_log_row(house: House) -> None:
    animals(house, cats=1, dogs=2)
    house.load(CATS, DOGS)
    rows = [(row["resource"], row["versions_added"]) for row in house.log()]
    assert rows == [("Cats", 1), ("Dogs", 2)]


# ---------- comparing with what raw holds


def test_a_reader_is_told_of_each_live_record_alike_on_every_warehouse(
    any_house: House,
) -> None:
    house = any_house
    parrot: dict[str, Any] = {"colour": 'gr\u00fcn "hell"', "legs": [2, {"x": "0.10"}]}
    house.holds(
        {"id": 1, "scope": "attic", **parrot, "other": 1},
        {"id": 2, "colour": 22, "legs": None},
        {"id": 3},
        resource=COMPARED,
    )
    house.load(COMPARED)
    assert told(house) == {}
    house.holds({"id": 2, "colour": "0.5", "legs": 0}, {"id": 3}, resource=COMPARED)
    house.load(COMPARED)
    assert told(house) == {
        "1": ("attic", str(parrot)),
        "2": (None, "{'colour': 22, 'legs': None}"),
        "3": (None, "{'colour': None, 'legs': None}"),
    }
    house.load(COMPARED)
    assert told(house) == {
        "2": (None, "{'colour': '0.5', 'legs': 0}"),
        "3": (None, "{'colour': None, 'legs': None}"),
    }


def test_a_comparison_that_names_no_member_takes_the_whole_record(
    any_house: House,
) -> None:
    any_house.holds({"id": 1, "at": "2026-06-01"}, resource=COMPARED_WHOLE)
    any_house.load(COMPARED_WHOLE)
    any_house.load(COMPARED_WHOLE)
    assert told(any_house) == {"1": (None, "{'at': '2026-06-01', 'id': 1}")}


@pytest.mark.parametrize(
    "options", [{"full_refresh": True}, {"since": date(2026, 1, 1)}]
)
def test_a_reader_that_is_to_send_all_again_is_told_nothing(
    house: House, options: dict[str, Any]
) -> None:
    house.holds({"id": 1, "at": "2026-06-01"}, resource=COMPARED_WHOLE)
    house.load(COMPARED_WHOLE)
    house.load(COMPARED_WHOLE, **options)
    assert told(house) == {}


def test_a_reader_is_not_told_of_another_connection(house: House) -> None:
    house.vendors["two"] = Vendor()
    house.vendors["two"].company = house.vendor.company.__class__("c-2", "Other")
    house.holds({"id": 1, "colour": "red"}, resource=COMPARED)
    house.load(COMPARED)
    house.load(COMPARED, connections=("two",))
    assert house.vendors["two"].asked[-1][1].held == {}


def test_what_is_listed_as_unchanged_is_neither_buried_nor_counted(
    house: House,
) -> None:
    house.holds({"id": 1}, {"id": 2}, {"id": 3})
    house.load()
    house.holds({"id": 1})
    house.vendor.unchanged = frozenset({"2"})
    [outcome] = house.load()
    assert (outcome.entry.rows_read, outcome.entry.tombstones_added) == (1, 1)
    assert [key for key, _, is_deleted in house.versions() if is_deleted] == ["3"]


def test_bigquery_takes_a_member_as_json_text() -> None:
    member = BigQuery({}, FakeClock()).json_member("raw", "items")
    assert member == "to_json_string(raw['items'])"
