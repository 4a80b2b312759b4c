"""Two warehouses are the same only if every cell is: planted differences are found."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from tests.warehouses.three.__main__ import compare_mart
from tests.warehouses.three.comparison import LogicalType, Table, compare
from tests.warehouses.three.marts import Mart, kind_of

COLUMNS = {
    "customer_key": LogicalType.TEXT,
    "note": LogicalType.TEXT,
    "line_count": LogicalType.INTEGER,
    "total_amount": LogicalType.NUMBER,
    "week_date": LogicalType.DATE,
    "updated_at": LogicalType.INSTANT,
    "is_open": LogicalType.BOOLEAN,
    "payload": LogicalType.JSON,
}
ROW: dict[str, Any] = {
    "customer_key": "one",
    "note": "a",
    "line_count": 2,
    "total_amount": Decimal("10.10"),
    # a Monday
    "week_date": date(2026, 6, 29),
    "updated_at": datetime(2026, 6, 30, 12),
    "is_open": True,
    "payload": '{"a": 1.10, "b": [true, null]}',
}
EMPTY = ROW | {"customer_key": "two", "note": None, "payload": None}


def table(*rows: dict[str, Any], **kinds: LogicalType) -> Table:
    """Return these rows as a table, some of its columns of another type."""
    columns = COLUMNS | kinds
    return Table(columns, [tuple(row[name] for name in columns) for row in rows])


OURS = table(ROW, EMPTY)


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        (
            {"week_date": date(2026, 6, 28)},
            "week_date is 2026-06-29 on ours, 2026-06-28 on theirs "
            "(customer_key='one')",
        ),
        (
            {"total_amount": Decimal("10.11")},
            "total_amount is 10.10 on ours, 10.11 on theirs "
            "(customer_key='one', week_date=2026-06-29)",
        ),
        (
            {"note": "A"},
            "note is 'a' on ours, 'A' on theirs "
            "(customer_key='one', week_date=2026-06-29)",
        ),
        (
            {"payload": '{"a": "1.10", "b": [true, null]}'},
            """payload is '{"a": {"number": "1.1"}, "b": [true, null]}' on ours, """
            """'{"a": "1.10", "b": [true, null]}' on theirs """
            "(customer_key='one', week_date=2026-06-29)",
        ),
        (
            {
                "updated_at": datetime(
                    2026, 6, 30, 12, tzinfo=timezone(timedelta(hours=12))
                )
            },
            "updated_at is 2026-06-30 12:00:00+00:00 on ours, "
            "2026-06-30 00:00:00+00:00 on theirs "
            "(customer_key='one', week_date=2026-06-29)",
        ),
    ],
    ids=["a Sunday week", "a cent", "a capital", "a text for a number", "a zone"],
)
def test_a_differing_cell_is_found_and_shown(
    planted: dict[str, Any], said: str
) -> None:
    assert compare("mart", OURS, table(ROW | planted, EMPTY)) == [
        "mart: 1 of its rows differ",
        f"  {said}",
    ]


def test_null_is_not_an_empty_text() -> None:
    [_, told] = compare("mart", OURS, table(ROW, EMPTY | {"note": ""}))
    assert told.startswith("  note is null on ours, '' on theirs (customer_key='two'")


def test_a_row_too_many_is_found_on_either_side() -> None:
    twice = table(ROW, EMPTY, EMPTY)
    counted = Table(COLUMNS, Counter(twice.rows))
    [total, told] = compare("mart", OURS, twice)
    assert total == "mart: 1 of its rows differ"
    assert told.startswith("  once more on theirs: customer_key='two', note=null,")
    assert compare("mart", counted, twice) == []
    [_, told] = compare("mart", twice, OURS, sides=("duckdb", "postgres"))
    assert told.startswith("  once more on duckdb: customer_key='two'")


def test_a_float_is_wrong_even_where_both_have_it() -> None:
    floats = table(total_amount=LogicalType.FLOAT)
    told = ["mart: total_amount is a float, and a float is not exact"]
    assert compare("mart", floats, floats) == told
    assert compare("mart", floats, floats, volatile={"total_amount"}) == told


def test_a_float_that_calls_itself_exact_is_refused() -> None:
    with pytest.raises(TypeError, match=r"10\.1 is no cell of type exact number"):
        compare("mart", OURS, table(ROW | {"total_amount": 10.1}))


def test_a_column_means_the_same_on_both() -> None:
    others = table(ROW, EMPTY, line_count=LogicalType.NUMBER)
    assert compare("mart", OURS, others) == [
        "mart: line_count is integer on ours, exact number on theirs"
    ]
    fewer = Table({"note": LogicalType.TEXT}, [])
    assert "mart: line_count is integer on ours, missing on theirs" in compare(
        "mart", OURS, fewer
    )


def test_a_few_of_many_differing_rows_are_shown() -> None:
    many = [ROW | {"customer_key": f"{n:02}"} for n in range(20)]
    cent_off = [row | {"total_amount": Decimal("10.11")} for row in many]
    total, *few = compare("mart", table(*many), table(*cent_off))
    assert total == "mart: 20 of its rows differ"
    wrong = "  total_amount is 10.10 on ours, 10.11 on theirs"
    assert few == [
        f"{wrong} (customer_key='{n:02}', week_date=2026-06-29)" for n in range(5)
    ]


def test_what_means_the_same_is_the_same() -> None:
    spelled = {
        "total_amount": Decimal("10.1000"),
        "updated_at": datetime(2026, 6, 30, 12, tzinfo=UTC),
        "payload": '{"b":[true,null],"a":1.1}',
    }
    columns = dict(reversed(COLUMNS.items()))
    rows = [tuple(row[name] for name in columns) for row in (EMPTY, ROW | spelled)]
    assert compare("mart", OURS, Table(columns, rows)) == []


def test_volatile_columns_are_left_out() -> None:
    later = {"updated_at": datetime(2026, 7, 1)}
    theirs = table(ROW | later, EMPTY | later)
    assert compare("mart", OURS, theirs, volatile={"updated_at"}) == []
    assert compare("mart", OURS, theirs) != []


def test_a_mart_that_is_not_there_is_found() -> None:
    told = compare_mart("mart", Mart(), {"duckdb": {"mart": OURS}, "postgres": {}})
    assert told == ["mart: missing on postgres"]


def test_a_type_that_no_reader_knows_is_refused() -> None:
    assert kind_of("decimal(19,4)", "mart.total_amount") is LogicalType.NUMBER
    with pytest.raises(ValueError, match=r"mart\.whose is uuid"):
        kind_of("uuid", "mart.whose")
