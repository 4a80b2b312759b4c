"""Reckon's exports: their layouts, and the controls between them."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

import sandbox
from sandbox.reckon import files
from sandbox.world import Group
from sandbox.world.former import CLOSED, OPENED

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.world.books import Document

Row = dict[str, str]
TODAY = date(2026, 6, 30)
ZERO = Decimal(0)
GROUPED = "sales_lines_2023-04-01_2024-03-31.csv"
EARLY = "sales_lines_2024-04-01_2024-06-30.csv"
LATE = "sales_lines_2024-04-01_2024-07-14.csv"
INVOICES = "invoices_2023-04-01_2024-07-14.csv"
AGEING = "open_items_2024-07-14.csv"
SALES = ("Tax Invoice", "Adjustment Note", "Sales Receipt", "Statement Charge")


@lru_cache
def exported(today: date = TODAY, scale: float = 1.0) -> dict[str, bytes]:
    former = Group.begin(today, scale=scale).former
    assert former
    return files(former, today)


def rows(name: str, today: date = TODAY, scale: float = 1.0) -> list[Row]:
    encoding = "cp1252" if name.startswith(("customers", "sales")) else "utf-8-sig"
    text = exported(today, scale)[name].decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def amount(cell: str) -> Decimal:
    sign = -1 if cell.startswith("(") else 1
    return sign * Decimal(cell.strip("()").replace(",", "") or 0)


def lines(name: str) -> list[tuple[str, Row, Decimal, Decimal]]:
    """Return (transaction, row, amount without tax, tax) of every line that sells."""
    if name == GROUPED:
        return [
            (each["Trans #"], each, amount(each["Amount"]), amount(each["Tax Amount"]))
            for each in rows(name)
            if each["Type"] and each["Item"] != "Subtotal"
        ]
    return [
        (
            each["Trans #"].replace(",", ""),
            each,
            amount(each["Credit"]) - amount(each["Debit"]),
            -amount(each["Tax Amount"]),
        )
        for each in rows(name)
        if each["Type"] in SALES and each["Account Type"] in ("Income", "Other Income")
    ]


def test_every_file_is_there() -> None:
    assert set(exported()) == {
        "customers.csv",
        "products.csv",
        GROUPED,
        EARLY,
        LATE,
        INVOICES,
        AGEING,
    }


def test_lines_and_tax_make_the_invoice() -> None:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for name in (GROUPED, LATE):
        for transaction, _, net, tax in lines(name):
            sums[transaction] += net + tax
    told = {
        each["trans_no"]: amount(each["amount"])
        for each in rows(INVOICES)
        if each["type"] in SALES
    }
    assert sums == told


def test_the_tax_rows_say_what_the_lines_say() -> None:
    of_rows: dict[str, Decimal] = defaultdict(Decimal)
    for each in rows(LATE):
        if each["Name"] == "Inland Revenue":
            assert each["Source Name"] != each["Name"]
            net = amount(each["Credit"]) - amount(each["Debit"])
            of_rows[each["Trans #"].replace(",", "")] += net
    of_lines: dict[str, Decimal] = defaultdict(Decimal)
    for transaction, _, _, tax in lines(LATE):
        of_lines[transaction] += tax
    assert {key: tax for key, tax in of_lines.items() if tax} == {
        key: tax for key, tax in of_rows.items() if tax
    }


def test_every_transaction_balances() -> None:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for each in rows(LATE):
        assert amount(each["Debit"]) - amount(each["Credit"]) == amount(each["Amount"])
        sums[each["Trans #"]] += amount(each["Amount"])
    assert set(sums.values()) == {ZERO}


def test_what_is_open_is_the_same_in_three_files() -> None:
    open_balances = sum(amount(each["open_balance"]) for each in rows(INVOICES))
    ageing = rows(AGEING)
    items = sum(amount(each["Open Balance"]) for each in ageing if each["Type"])
    customers = sum(amount(each["Balance"]) for each in rows("customers.csv"))
    total = amount(ageing[-1]["Open Balance"])
    assert ageing[-1]["Trans #"] == "TOTAL"
    assert open_balances == items == customers == total > 0


def test_a_customer_owes_the_sum_of_its_transactions() -> None:
    moved: dict[str, Decimal] = defaultdict(Decimal)
    for each in rows(INVOICES):
        if each["type"] != "Sales Receipt":
            moved[each["customer"]] += amount(each["amount"])
    for each in rows("customers.csv"):
        assert moved[each["Customer"]] == amount(each["Balance"])


def test_a_parents_total_holds_its_jobs() -> None:
    customers = {each["Customer"]: each for each in rows("customers.csv")}
    own = {name: amount(each["Balance"]) for name, each in customers.items()}
    bayside = [name for name in own if name.split(":")[0] == "Bayside Grocers"]
    assert len(bayside) == 4
    total = amount(customers["Bayside Grocers"]["Balance Total"])
    assert total == sum(own[name] for name in bayside)


def test_every_group_comes_to_its_total() -> None:
    report = list(csv.reader(io.StringIO(exported()[GROUPED].decode("cp1252"))))
    column = report[0].index("Amount")
    opened: list[str] = []
    sums = [ZERO]
    for cells in report[1:]:
        label, told = cells[0], amount(cells[column])
        if not label:
            sums[-1] += told
        elif label == "TOTAL":
            assert sums == [told]
        elif opened and label == f"Total {opened[-1]}":
            opened.pop()
            assert sums.pop() == told
            sums[-1] += told
        else:
            opened.append(label)
            sums.append(ZERO)
    assert opened == []
    assert "Total Tools" in {cells[0] for cells in report}
    assert "Total Total Tools" in {cells[0] for cells in report}


def test_dates_stay_inside_what_the_file_name_says() -> None:
    for name in (GROUPED, EARLY, LATE, INVOICES):
        first, last = name.removesuffix(".csv").split("_")[-2:]
        days = {each.get("Date") or each.get("date", "") for each in rows(name)} - {""}
        told = {date(*map(int, reversed(day.split("/")))) for day in days}
        assert date.fromisoformat(first) <= min(told)
        assert max(told) <= date.fromisoformat(last)


def test_every_customer_is_listed_and_every_item_but_one() -> None:
    customers = {each["Customer"] for each in rows("customers.csv")}
    products = {each["Item"] for each in rows("products.csv")}
    sold = [row for name in (GROUPED, LATE) for _, row, _, _ in lines(name)]
    named = {each.get("Source Name") or each["Name"] for each in sold}
    assert named <= customers
    assert {each["Item"] for each in sold} - products == {"Coffee:COF-XMAS"}


def test_between_two_exports_one_is_deleted_and_one_is_dated_anew() -> None:
    early = {(row["Num"], row["Date"]) for _, row, _, _ in lines(EARLY)}
    late = {(row["Num"], row["Date"]) for _, row, _, _ in lines(LATE)}
    gone = {each for each in early if each[0].startswith("R")} - late
    assert gone == {("R16", "05/06/2024"), ("R23", "28/06/2024")}
    assert ("R23", "02/07/2024") in late


# Worked out from the price list: COF-1KG 30.00, COF-250 9.95, COF-DEC 34.50.
@pytest.mark.parametrize(
    ("number", "kind", "day", "total", "left"),
    [
        # 300.00 + 199.00 = 499.00, less 49.90, and 12.50 freight: 461.60.
        # Tax 45.00 + 29.85 - 7.49 + 1.88 = 69.24.
        ("R3", "Tax Invoice", "15/09/2023", "530.84", "0"),
        ("R7", "Tax Invoice", "16/01/2024", "0", "0"),  # void
        ("R10", "Payment", "29/02/2024", "-690.00", "0"),
        ("R12", "Adjustment Note", "02/05/2024", "-79.35", "0"),
        ("R13", "Cheque", "20/05/2024", "79.35", "0"),
        ("R14", "General Journal", "31/05/2024", "-158.60", "0"),
        ("R15", "General Journal", "31/05/2024", "41.25", "41.25"),
        ("R17", "Statement Charge", "10/06/2024", "18.00", "18.00"),
        ("R18", "Payment", "18/06/2024", "-250.00", "-250.00"),
        # 900.00 - 90.00 + 12.50 = 822.50; tax 135.00 - 13.50 + 1.88; 400 paid.
        ("R20", "Tax Invoice", "24/06/2024", "945.88", "545.88"),
        # 19.90 and 2.99 tax, never used.
        ("R24", "Adjustment Note", "03/07/2024", "-22.89", "-22.89"),
        ("R26", "Tax Invoice", "14/07/2024", "172.50", "172.50"),
    ],
)
@pytest.mark.parametrize("scale", [1.0, 0.02])
def test_the_composed_cases_are_worth_what_they_should_be(
    number: str, kind: str, day: str, total: str, left: str, scale: float
) -> None:
    (row,) = (each for each in rows(INVOICES, TODAY, scale) if each["num"] == number)
    assert (row["type"], row["date"], row["as_of_date"]) == (kind, day, "14/07/2024")
    assert amount(row["amount"]) == Decimal(total)
    assert amount(row["open_balance"]) == Decimal(left)


def test_the_reports_hold_what_makes_real_reports_hard() -> None:
    grouped, late = exported()[GROUPED], exported()[LATE]
    assert all(each.endswith(b"\r") for each in late.split(b"\n")[:-1])
    assert b"1100 \xb7 Accounts Receivable" in late
    assert b'"14,' in late
    assert b"#REF!" in late
    assert b"VOID: Espresso N\xba 7 1kg" in grouped
    assert b"-10.0%" in grouped
    assert b"Subtotal" in grouped
    assert b"(690.00)" in exported()[INVOICES] or b"(79.35)" in exported()[INVOICES]
    for name in ("products.csv", AGEING):
        assert exported()[name].startswith(b"\xef\xbb\xbf")
    for name in ("customers.csv", INVOICES):
        assert not exported()[name].startswith(b"\xef\xbb\xbf")
    assert "Caffè · Corso".encode("cp1252") in exported()["customers.csv"]
    types = {each["type"] for each in rows(INVOICES)}
    assert types == {*SALES, "Payment", "Cheque", "General Journal"}
    inactive = {
        each["Customer"]: each["Active Status"] for each in rows("customers.csv")
    }
    assert inactive["Old Mill Stores"] == "Not-active"


def test_the_same_seed_size_and_date_give_the_same_bytes() -> None:
    exported.cache_clear()
    before = exported(TODAY, 0.1)
    exported.cache_clear()
    assert exported(TODAY, 0.1) == before


def documents(today: date) -> list[Document]:
    former = Group.begin(today, scale=0.1).former
    assert former
    return former.books.documents


def facts(document: Document) -> tuple[object, ...]:
    return document.issue_date, document.total, document.open, document.state


@pytest.mark.parametrize(
    "today",
    [OPENED, date(2024, 2, 28), date(2024, 7, 3), date(2024, 7, 4), date(2024, 7, 13)],
)
def test_tomorrows_first_books_are_todays_and_one_day_more(today: date) -> None:
    old, new = documents(today), documents(today + timedelta(1))
    assert [each.key for each in new[: len(old)]] == [each.key for each in old]
    for was, now in zip(old, new, strict=False):
        is_same = facts(was) == facts(now) and was.updated_at == now.updated_at
        assert is_same or (now.updated_at and now.updated_at.date() == today)


def test_a_day_of_the_first_year_exports_up_to_it() -> None:
    assert set(exported(date(2024, 2, 10), 0.1)) == {
        "customers.csv",
        "products.csv",
        "sales_lines_2023-04-01_2024-02-10.csv",
        "invoices_2023-04-01_2024-02-10.csv",
        "open_items_2024-02-10.csv",
    }


def test_a_report_with_nothing_to_say_is_not_exported() -> None:
    # A Saturday.
    assert set(exported(OPENED, 0.1)) == {"customers.csv", "products.csv"}


def test_once_the_books_are_closed_the_exports_stay_as_they_are() -> None:
    assert exported(CLOSED, 0.1) == exported(TODAY, 0.1)


def test_the_exports_lie_in_a_folder_for_as_long_as_the_sandbox_runs(
    tmp_path: Path,
) -> None:
    with sandbox.start(today=TODAY, world="tiny") as running:
        settings = running.connections["reckon"]["reckon_harbour"]
        assert settings["company"] == "Harbour Roasters"
        assert settings["folder"] == str(running.reckon.path)
        assert running.reckon.names() == sorted(exported(TODAY, sandbox.TINY))
    assert not running.reckon.path.exists()


def test_a_test_may_change_add_and_remove_an_export() -> None:
    with sandbox.start(today=TODAY, world="tiny") as running:
        running.reckon.replace("customers.csv", "Total Tools", "Total Töls")
        assert "Total Töls".encode("cp1252") in running.reckon.read("customers.csv")
        with pytest.raises(ValueError, match="does not say"):
            running.reckon.replace("customers.csv", "Total Tools", "")
        running.reckon.write("customers_2024-07-15.csv", "customer\r\nZoë\r\n")
        running.reckon.remove("customers.csv")
        assert "customers.csv" not in running.reckon.names()
        assert "customers_2024-07-15.csv" in running.reckon.names()


@pytest.mark.parametrize(
    "asked",
    [
        {"world": "empty"},
        {"world": "tiny", "sources": ("xero",)},
        {"world": "tiny", "today": OPENED - timedelta(1)},
    ],
)
def test_without_a_history_or_a_wish_for_it_there_is_no_connection(
    asked: dict[str, object],
) -> None:
    with sandbox.start(**({"today": TODAY} | asked)) as running:  # type: ignore[arg-type]
        assert running.connections["reckon"] == {}
        with pytest.raises(LookupError):
            _ = running.reckon
