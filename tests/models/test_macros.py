"""Every macro means the same on every warehouse, down to the value."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from hashlib import md5
from typing import TYPE_CHECKING, Any

import pytest

from tests.models import raw
from tests.models.raw import Version
from tests.warehouses.building import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.models.raw import AnyWarehouse

AS_OF = "2026-06-30"
BETWEEN = "\n-- next\n"


class Jinja(str):
    """An argument that Jinja works out: what it stands for differs by warehouse."""


def call(macro: str, *arguments: Any) -> str:
    """Write a call of a macro in Jinja."""
    written = (
        each if isinstance(each, Jinja) else json.dumps(each, ensure_ascii=False)
        for each in arguments
    )
    return f"{macro}({', '.join(written)})"


def parsed(payload: Any) -> Jinja:
    """Write a JSON value that no table holds."""
    return Jinja(call("json_from_text", f"'{json.dumps(payload)}'"))


def literal(text: str) -> Jinja:
    """Write a text as SQL, whatever becomes of its apostrophe."""
    return Jinja(f'dbt.string_literal(dbt.escape_single_quotes("{text}"))')


def hashed(text: str) -> str:
    return md5(text.encode()).hexdigest()


def day(text: str) -> str:
    return f"cast('{text}' as date)"


PAYLOAD = {
    "InvoiceID": "one",
    "Text": 'caf\u00e9 \'n "tea"',
    "Empty": "",
    "Null": None,
    "Whole": 22,
    "Checked": 1,
    "Unchecked": 0,
    "Opening": "No",
    "Long": Decimal("12345678901234567.89"),
    "Yes": True,
    "Spelled": "False",
    "Inner": {"Name": "deep"},
    "List": [{"Name": "first"}, {"Name": "second", "Parts": [{"N": 1}, {"N": 2}]}],
}
# A macro, its arguments, and the value it stands for.
VALUES: list[tuple[Any, ...]] = [
    # a Sunday, a Monday, and a week that begins in the year before
    ("week_start", day("2026-06-28"), date(2026, 6, 22)),
    ("week_start", day("2026-06-29"), date(2026, 6, 29)),
    ("week_start", day("2027-01-01"), date(2026, 12, 28)),
    ("month_end", day("2026-02-01"), date(2026, 2, 28)),
    ("month_end", day("2028-02-29"), date(2028, 2, 29)),
    ("month_end", day("2026-12-31"), date(2026, 12, 31)),
    ("add_months", day("2026-01-31"), 1, date(2026, 2, 28)),
    ("add_months", day("2028-02-29"), -12, date(2027, 2, 28)),
    ("add_months", day("2026-11-30"), 3, date(2027, 2, 28)),
    ("add_days", day("2026-02-27"), 2, date(2026, 3, 1)),
    ("add_days", day("2026-01-01"), -1, date(2025, 12, 31)),
    ("days_between", day("2026-02-28"), day("2026-03-01"), 1),
    ("days_between", day("2026-03-01"), day("2026-02-28"), -1),
    ("part_of_date", "year", day("2026-06-30"), 2026),
    ("part_of_date", "quarter", day("2026-06-30"), 2),
    ("date_from_parts", "2028", "2", "29", date(2028, 2, 29)),
    ("as_of_date", date(2026, 6, 30)),
    # the var aging_buckets is [30, 60, 90]
    ("aging_bucket", "0", "not due"),
    ("aging_bucket", "1", "1-30"),
    ("aging_bucket", "60", "31-60"),
    ("aging_bucket", "91", "over 90"),
    ("aging_bucket_number", "-5", 0),
    ("aging_bucket_number", "31", 2),
    ("aging_bucket_number", "91", 4),
    ("money", "2.00005", Decimal("2.0001")),
    ("measure", "2.00000000005", Decimal("2.0000000001")),
    ("money", "null", None),
    ("ratio", "1", "3", Decimal("0.333333")),
    ("ratio", "-2.00", "3.00", Decimal("-0.666667")),
    # rounded once: to eight places it would be a half first
    ("ratio", "4999", "10000000000", Decimal("0.000000")),
    ("ratio", "-1", "2000000", Decimal("-0.000001")),
    # a half that no binary fraction holds: 1.0000005
    ("ratio", "2000001.00", "2000000.00", Decimal("1.000001")),
    ("ratio", "1", "0", None),
    ("ratio", "1", "null", None),
    # half a cent goes away from zero; 1.005 as a double is less than it says
    ("to_base", "0.01", "half", Decimal("0.01")),
    ("to_base", "-0.01", "half", Decimal("-0.01")),
    ("to_base", "0.03", "half", Decimal("0.02")),
    ("to_base", "1.005", "same", Decimal("1.01")),
    ("to_base", "1000", "foreign", Decimal("1666.67")),
    ("try_number", "'-12.50'", Decimal("-12.5")),
    ("try_number", "'+3'", Decimal(3)),
    ("try_number", "'0.1234567891'", Decimal("0.1234567891")),
    ("try_number", "'12 apples'", None),
    ("try_number", "'1,000'", None),
    ("try_number", "' 12'", None),
    ("try_number", "'1e5'", None),
    ("try_number", "'NaN'", None),
    ("try_number", "''", None),
    ("try_number", "null", None),
    # more digits than any warehouse keeps
    ("try_number", f"'{'9' * 29}'", None),
    # a half at the fifth place, and less than one: rounded once
    ("try_money", "'-2.00005'", Decimal("-2.0001")),
    ("try_money", "'2.000049999999'", Decimal("2.0000")),
    # the most digits that are read, rounded up to one more
    ("try_money", "'99999999999999.99995'", Decimal("100000000000000.0000")),
    ("try_money", "'100000000000000'", None),
    ("try_measure", "'123456789.12345678915'", Decimal("123456789.1234567892")),
    ("try_integer", "'2.5'", 3),
    ("try_integer", "'2.4999999999999'", 2),
    ("try_date", "'2026-06-30'", date(2026, 6, 30)),
    ("try_date", "'2026-06-30T23:59:59'", date(2026, 6, 30)),
    ("try_date", "'2028-02-29'", date(2028, 2, 29)),
    ("try_date", "'2026-02-29'", None),
    ("try_date", "'2026-02-31'", None),
    ("try_date", "'2026-06-00'", None),
    ("try_date", "'2026-13-01'", None),
    ("try_date", "'2026-6-3'", None),
    ("try_date", "' 2026-06-30'", None),
    ("try_date", "'2026/06/30'", None),
    ("try_date", "'0000-01-01'", None),
    ("try_date", "'epoch'", None),
    ("try_date", "'soon'", None),
    ("try_date", "''", None),
    ("try_date", "null", None),
    (
        "xero_timestamp",
        "'/Date(1552326816230+0000)/'",
        datetime(2019, 3, 11, 17, 53, 36, 230_000),
    ),
    ("xero_timestamp", "'/Date(-1)/'", datetime(1969, 12, 31, 23, 59, 59, 999_000)),
    ("xero_timestamp", "'/Date(soon)/'", None),
    ("xero_timestamp", f"'/Date({'9' * 16})/'", None),
    ("xero_timestamp", f"'/Date({'9' * 20})/'", None),
    ("xero_date", "'/Date(1552326816230+1300)/'", date(2019, 3, 11)),
    ("xero_date", "'2026-06-30T00:00:00'", date(2026, 6, 30)),
    ("xero_date", "'2026-02-31T00:00:00'", None),
    (
        "erpnext_timestamp",
        "'2026-11-18 16:20:31.554012'",
        datetime(2026, 11, 18, 16, 20, 31, 554_012),
    ),
    (
        "erpnext_timestamp",
        "'2026-11-18 00:00:00.1'",
        datetime(2026, 11, 18, 0, 0, 0, 100_000),
    ),
    ("erpnext_timestamp", "'2028-02-29 23:59:59'", datetime(2028, 2, 29, 23, 59, 59)),
    ("erpnext_timestamp", "'2026-02-29 23:59:59'", None),
    ("erpnext_timestamp", "'2026-11-18 24:00:00'", None),
    ("erpnext_timestamp", "'2026-11-18 16:20:31+05:30'", None),
    ("erpnext_timestamp", "'2026-11-18'", None),
    ("erpnext_timestamp", "'0000-00-00 00:00:00'", None),
    ("erpnext_timestamp", "'now'", None),
    ("erpnext_timestamp", "''", None),
    ("erpnext_timestamp", "null", None),
    (
        "quickbooks_timestamp",
        "'2026-06-30T18:00:00.25-07:00'",
        datetime(2026, 7, 1, 1, 0, 0, 250_000),
    ),
    ("quickbooks_timestamp", "'2026-06-30T18:00:00Z'", datetime(2026, 6, 30, 18)),
    ("quickbooks_timestamp", "'2026-02-29T18:00:00Z'", None),
    # whose clock is it?
    ("quickbooks_timestamp", "'2026-06-30T18:00:00'", None),
    ("quickbooks_timestamp", "'2026-06-30'", None),
    ("quickbooks_timestamp", "'soon'", None),
    ("quickbooks_timestamp", "''", None),
    ("quickbooks_timestamp", "null", None),
    # seven digits of a second, of which six are kept
    (
        "servicetitan_timestamp",
        "'2026-06-30T18:00:00.1234567Z'",
        datetime(2026, 6, 30, 18, 0, 0, 123_456),
    ),
    (
        "servicetitan_timestamp",
        "'2026-06-30T18:00:00-05:00'",
        datetime(2026, 6, 30, 23),
    ),
    ("servicetitan_timestamp", "'2026-06-30T18:00:00'", None),
    # summer, winter, half an hour, and a zone that nobody knows
    (
        "local_to_utc",
        "timestamp '2026-07-01 12:00:00.5'",
        "'America/Chicago'",
        datetime(2026, 7, 1, 17, 0, 0, 500_000),
    ),
    (
        "local_to_utc",
        "timestamp '2026-01-01 12:00:00'",
        "'America/Chicago'",
        datetime(2026, 1, 1, 18),
    ),
    (
        "local_to_utc",
        "timestamp '2026-07-01 02:00:00'",
        "'Asia/Kolkata'",
        datetime(2026, 6, 30, 20, 30),
    ),
    (
        "local_to_utc",
        "timestamp '2026-01-01 12:00:00'",
        Jinja("json_text('raw', 'Text')"),
        None,
    ),
    (
        "local_to_utc",
        "timestamp '2026-01-01 12:00:00'",
        Jinja("'cast(null as ' ~ dbt.type_string() ~ ')'"),
        None,
    ),
    ("from_epoch_milliseconds", "1", datetime(1970, 1, 1, 0, 0, 0, 1000)),
    ("regex_extract", "'INV-0042'", "INV-([0-9]+)", "0042"),
    ("regex_extract", "'CN-1'", "INV-([0-9]+)", None),
    # null and nothing are alike; a date is written year first everywhere
    ("surrogate_key", ["'xero'", "null", "'7'"], hashed("xero||7")),
    ("surrogate_key", ["''", day("2026-06-30")], hashed("|2026-06-30")),
    ("company_key", "xero", hashed("xero|harbour|")),
    ("company_key", "erpnext", "connection", "'Ltd'", hashed("erpnext|harbour|Ltd")),
    ("source_key", "xero", "item", "record_id", hashed("xero|harbour|item|7")),
    ("source_key", "xero", "item", "payload.record_id", hashed("xero|harbour|item|7")),
    (
        "business_unit_key",
        "'Sales'",
        hashed("servicetitan|harbour|business_unit|called Sales"),
    ),
    (
        "erpnext_party_key",
        "'Customer'",
        "payload.record_id",
        hashed("erpnext|harbour|Ltd|Customer|7"),
    ),
    (
        "erpnext_voucher_key",
        "'Sales Invoice'",
        "'SI-1'",
        hashed("erpnext|harbour|Sales Invoice|SI-1"),
    ),
    ("erpnext_name", "Sales Invoice", "SI-1"),
    ("erpnext_name", "SI-1"),
    ("unknown_party_key", "'harbour'", "'payable'", hashed("unknown|harbour|payable")),
    ("unknown_party_name", "'payable'", "Unknown supplier"),
    ("unknown_party_name", "'receivable'", "Unknown customer"),
    ("in_aging_bucket", "2.5", 1, Decimal("2.5")),
    ("in_aging_bucket", "2.5", 2, Decimal(0)),
    ("json_text", "raw", "Text", PAYLOAD["Text"]),
    ("json_text", "raw", "Empty", ""),
    ("json_text", "raw", "Null", None),
    ("json_text", "raw", "Absent", None),
    ("json_text", "raw", "Whole", "22"),
    ("json_text", "raw", "Inner.Name", "deep"),
    ("json_text", "raw", "Text.Name", None),
    ("json_text", "raw", "List.1.Parts.0.N", "1"),
    ("json_text", "raw", "List.2.Name", None),
    ("try_number", "'12345678901234567.89'", PAYLOAD["Long"]),
    ("try_integer", "'12'", 12),
    ("try_integer", f"'{'9' * 19}'", None),
    ("try_measure", "'0.0000000001'", Decimal("0.0000000001")),
    ("try_measure", f"'{'9' * 10}'", None),
    ("try_money", f"'-{'9' * 14}.9999'", Decimal("-99999999999999.9999")),
    ("try_money", f"'{'9' * 15}'", None),
    ("json_integer", "raw", "Whole", 22),
    ("json_measure", "raw", "Whole", Decimal(22)),
    ("json_measure", "raw", "Text", None),
    ("json_measure", "raw", "Null", None),
    ("json_money", "raw", "Whole", Decimal(22)),
    # more than an amount can hold
    ("json_money", "raw", "Long", None),
    ("json_boolean", "raw", "Yes", True),
    ("json_boolean", "raw", "Spelled", False),
    ("json_boolean", "raw", "Text", None),
    ("json_boolean", "raw", "Null", None),
    ("erpnext_check", "raw", "Checked", True),
    ("erpnext_check", "raw", "Unchecked", False),
    ("erpnext_check", "raw", "Opening", False),
    ("erpnext_check", "raw", "Whole", None),
    ("erpnext_check", "raw", "Null", None),
    ("erpnext_text", "raw", "Text", PAYLOAD["Text"]),
    ("erpnext_text", "raw", "Empty", None),
    ("erpnext_text", "raw", "Absent", None),
    # a name is compared in small letters, an \u00c9 too where the locale knows none; in
    # one Unicode form, an e with an accent laid on it; with single spaces, and none
    # around the colons of a path
    ("normalized_name", "'CAF\u00c9 Aroha'", "caf\u00e9 aroha"),
    ("normalized_name", "'Cafe\u0301 aroha'", "caf\u00e9 aroha"),
    ("normalized_name", "'\u014cTAKI & Co'", "\u014dtaki & co"),
    (
        "normalized_name",
        Jinja(
            'dbt.string_literal(dbt.escape_single_quotes("ZO\u00cb\'s B\u00c4CKEREI"))'
        ),
        "zo\u00eb's b\u00e4ckerei",
    ),
    ("normalized_name", "'  Long   Black\tLtd '", "long black ltd"),
    ("normalized_name", "'Bayside : Frankston:  Till'", "bayside:frankston:till"),
    ("normalized_name", "'Caff\u00e8 \u00b7 Corso'", "caff\u00e8 \u00b7 corso"),
    # an accent tells two names apart
    ("normalized_name", "'Cafe Aroha'", "cafe aroha"),
    # a space that may not break is a space
    ("normalized_name", "'Long\u00a0Black'", "long black"),
    ("normalized_name", "''", ""),
    ("normalized_name", "null", None),
    ("json_as_text", parsed(1), "1"),
    ("json_as_text", parsed([1]), "[1]"),
    (
        "reckon_transaction_id",
        parsed({"trans_no": "12001", "type": "Payment", "num": "7"}),
        "12001",
    ),
    (
        "reckon_transaction_id",
        parsed(
            {
                "type": "Tax Invoice",
                "date": "2024-06-30",
                "num": "INV-7",
                "customer": "Caf\u00e9: Aroha",
            }
        ),
        "Tax Invoice|2024-06-30|INV-7|Caf\u00e9: Aroha",
    ),
    (
        "reckon_transaction_id",
        parsed({"type": "Payment", "date": "2024-06-30"}),
        "Payment|2024-06-30||",
    ),
    ("uncast_fields", "raw", {"Whole": "try_money", "Null": "xero_date"}, None),
    ("uncast_fields", "raw", {"Empty": "try_money", "Text": "xero_date"}, "Text "),
]


def rows_of(columns: str, macro: str, *arguments: Any) -> str:
    """Write a query of a macro that stands where a table stands."""
    return f"select {columns} from {{{{ {call(macro, *arguments)} }}}}"


NAME = "{{ json_text('raw', 'Name') }}"
RECORDS = "raw_xero.invoices as latest"
TYPED = (
    "(select 'invoice' as record_type, all_of.* from raw_xero.invoices as all_of) as x"
)
WITH_TYPE = Jinja("true")
KEYS = ["connection", "source_primary_key"]
ROWS: list[tuple[str, list[tuple[Any, ...]]]] = [
    (
        rows_of("date_day", "day_spine", day("2028-02-28"), day("2028-03-01")),
        [(date(2028, 2, 28),), (date(2028, 2, 29),), (date(2028, 3, 1),)],
    ),
    (rows_of("date_day", "day_spine", day("2026-03-01"), day("2026-02-28")), []),
    # the last of two versions, a tombstone, and the same id of another connection
    (
        rows_of(
            "connection, source_primary_key, is_deleted",
            "latest_version",
            "raw_xero.invoices",
        ),
        [
            ("xero_elsewhere", "one", False),
            ("xero_harbour", "gone", True),
            ("xero_harbour", "one", False),
        ],
    ),
    (
        rows_of(
            "source_primary_key",
            "latest_version",
            "raw_xero.invoices",
            "versions.is_deleted",
        ),
        [("gone",)],
    ),
    # the other records have no such list
    (
        rows_of(f"connection, row_number, {NAME}", "json_rows", RECORDS, "List"),
        [("xero_harbour", 1, "first"), ("xero_harbour", 2, "second")],
    ),
    # the same id of another kind is another record
    (
        rows_of(
            "record_type, source_primary_key, is_deleted",
            "latest_version_by_type",
            {"invoice": "raw_xero.invoices", "credit_note": "raw_xero.credit_notes"},
        ),
        [
            ("credit_note", "one", False),
            ("invoice", "gone", True),
            ("invoice", "one", False),
            ("invoice", "one", False),
        ],
    ),
    (
        rows_of(
            f"record_type, row_number, {NAME}", "json_rows", TYPED, "List", WITH_TYPE
        ),
        [("invoice", 1, "first"), ("invoice", 2, "second")],
    ),
    (rows_of("row_number", "json_rows", TYPED, "Text", WITH_TYPE), []),
    (rows_of("row_number", "json_rows", RECORDS, "List.1.Parts"), [(1,), (2,)]),
    (rows_of("row_number", "json_rows", RECORDS, "Null"), []),
    (rows_of("row_number", "json_rows", RECORDS, "Text"), []),
    (rows_of("row_number", "json_rows", RECORDS, "Inner"), []),
    (
        rows_of(
            "name, day, number, amount",
            "literal_rows",
            {
                "name": "text",
                "day": "date",
                "number": "bigint",
                "amount": "numeric(19, 4)",
            },
            Jinja("[['a', '2026-06-30', 1, '1.50'], ['b', none, none, none]]"),
        ),
        [("a", date(2026, 6, 30), 1, Decimal("1.5")), ("b", None, None, None)],
    ),
    # both versions of the record that is gone
    (
        f"""
            select is_deleted from raw_xero.invoices
            where (connection, source_primary_key) in (
                select {{{{ as_row({KEYS}) }}}} from raw_xero.invoices where is_deleted
            )
        """,
        [(False,), (True,)],
    ),
]


OTHERS = {
    # the one record that is asked for a value, beside some rates
    "payload": """
        (
            select
                invoices.raw{{ parsed_raw('invoices.raw') }},
                'Sales Invoice/SI-1' as source_primary_key,
                'harbour' as connection,
                'Ltd' as company_id,
                '7' as record_id,
                cast(null as {{ dbt.type_string() }}) as business_unit_id,
                1 as aging_bucket_number,
                {{ measure('0.5') }} as half_multiplier,
                {{ measure('1') }} as half_divisor,
                {{ measure('1') }} as same_multiplier,
                {{ measure('1') }} as same_divisor,
                {{ measure('1') }} as foreign_multiplier,
                {{ measure('0.6') }} as foreign_divisor
            from raw_xero.invoices as invoices
            where {{ json_text('invoices.raw', 'Whole') }} is not null
        ) as payload
    """,
    "amounts": """
        select *, {{ to_base('money') }} as base
        from (
            select
                *,
                {{ try_money('amount') }} as money,
                {{ try_measure('multiplier') }} as rate_multiplier,
                {{ try_measure('divisor') }} as rate_divisor
            from raw_xero.amounts
        ) as amounts
    """,
    "min_text": "{{ min_text('name') }}",
}


def versions() -> Iterator[Version]:
    before = datetime(2026, 5, 1)
    yield Version("invoices", {"InvoiceID": "one"}, seen_at=before)
    yield Version("invoices", PAYLOAD)
    yield Version("invoices", {"InvoiceID": "one"}, connection="xero_elsewhere")
    yield Version("credit_notes", {"CreditNoteID": "one"}, seen_at=before)
    gone = Version("invoices", {"InvoiceID": "gone"}, seen_at=before)
    yield gone
    yield replace(gone, is_deleted=True, seen_at=before + timedelta(1))


@pytest.fixture(scope="module")
def compiled(any_warehouse: AnyWarehouse) -> dict[str, str]:
    """Every question as SQL; the tables that they are asked of are there."""
    raw.append(any_warehouse, versions())
    values = {call(*asked[:-1]): f"{{{{ {call(*asked[:-1])} }}}}" for asked in VALUES}
    queries = {query: query for query, _ in ROWS}
    questions = {**values, **queries, **OTHERS}
    inline = BETWEEN.join(questions.values())
    result = any_warehouse.dbt("compile", "--inline", inline, AS_OF_DATE=AS_OF)
    answers = result.results[0].node.compiled_code.split(BETWEEN)
    return dict(zip(questions, answers, strict=True))


@pytest.mark.parametrize("asked", VALUES, ids=lambda asked: call(*asked[:-1]))
def test_a_macro_stands_for_the_same_value_everywhere(
    any_warehouse: AnyWarehouse, compiled: dict[str, str], asked: tuple[Any, ...]
) -> None:
    query = f"select {compiled[call(*asked[:-1])]} as answer from {compiled['payload']}"
    assert any_warehouse.rows(query) == [{"answer": asked[-1]}]


@pytest.mark.parametrize(("query", "expected"), ROWS)
def test_a_macro_stands_for_the_same_rows_everywhere(
    any_warehouse: AnyWarehouse,
    compiled: dict[str, str],
    query: str,
    expected: list[tuple[Any, ...]],
) -> None:
    found = [tuple(row.values()) for row in any_warehouse.rows(compiled[query])]
    assert sorted(found) == expected


def test_every_macro_is_asked() -> None:
    asked = " ".join(
        [*(call(*each[:-1]) for each in VALUES), *dict(ROWS), *OTHERS.values()]
    )
    macros = {file.stem for file in (ROOT / "macros").glob("*.sql")}
    missed = {name for name in macros if f"{name}(" not in asked}
    # neither a value nor rows: how tables are named, stored, filled and looked up; and
    # what stands within json_text, and the clock
    assert missed == {
        "analyze_table",
        "bigquery__create_csv_table",
        "bigquery__get_assert_columns_equivalent",
        "bigquery__load_csv_rows",
        "build_started_at",
        "found_by",
        "generate_schema_name",
        "get_merge_sql",
        "is_line_of",
        "is_new_version",
        "is_newly_built",
        "json_path",
        "json_structure",
        "paths_in_raw",
        "plan_for_many_rows",
        "seed_types",
        "stored_by",
    }


def test_the_first_text_is_the_same_however_a_column_sorts(
    any_warehouse: AnyWarehouse, compiled: dict[str, str]
) -> None:
    any_warehouse.create_tables({"raw_xero.names": {"name": "text"}})
    # as people sort them the apple comes first
    any_warehouse.insert("raw_xero.names", [{"name": "apple"}, {"name": "Banana"}])
    sorted_for_people = (
        ' collate "en-x-icu"' if any_warehouse.kind == "postgres" else ""
    )
    query = f"""
        select {compiled["min_text"]} as answer
        from (select name{sorted_for_people} as name from raw_xero.names) as names
    """
    assert any_warehouse.rows(query) == [{"answer": "Banana"}]


def test_no_amount_of_thousands_is_a_cent_off(
    any_warehouse: AnyWarehouse, compiled: dict[str, str]
) -> None:
    columns = ("amount", "multiplier", "divisor")
    any_warehouse.create_tables({"raw_xero.amounts": dict.fromkeys(columns, "text")})
    rows = [dict(zip(columns, map(str, each), strict=True)) for each in amounts()]
    any_warehouse.insert("raw_xero.amounts", rows)
    wrong = [
        row
        for row in any_warehouse.rows(compiled["amounts"])
        if row["base"] != base(*(Decimal(row[name]) for name in columns))
    ]
    assert wrong == []


def amounts() -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    """Amounts of up to ten millions, at rates of two to six places, either way up."""
    dice = random.Random(7)
    one = Decimal(1)
    for _ in range(2000):
        amount = Decimal(dice.randint(-(10**9), 10**9)) / 100
        places = dice.choice((2, 4, 6))
        rate = Decimal(dice.randint(10**places // 3, 3 * 10**places)) / 10**places
        yield amount, rate, one
        yield amount, one, rate
    # halves of a cent, exactly
    for cents in range(1, 400, 2):
        yield Decimal(cents) / 100, one, Decimal(2)
        yield Decimal(-cents) / 100, Decimal("0.5"), one


def base(amount: Decimal, multiplier: Decimal, divisor: Decimal) -> Decimal:
    return (amount * multiplier / divisor).quantize(Decimal("0.01"), ROUND_HALF_UP)
