"""Reckon's drop zone over time: which file a day is taken from, and what is gone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from loaders.__main__ import main
from loaders.contract import Ask, LoaderError
from loaders.reckon import walk
from tests.loaders.drop_zone import JULY, LIST, DropZone, sale, sales

if TYPE_CHECKING:
    from pathlib import Path

    from loaders.run import Outcome

JUNE = "sales_lines_2026-06-01_2026-06-30.csv"
EARLY_JULY = "sales_lines_2026-07-01_2026-07-15.csv"
TWO_MONTHS = "sales_lines_2026-06-01_2026-07-31.csv"
RECEIVABLES = "Trans #,Type,Date,Num,Name,Amount"


@pytest.fixture
def zone(
    duckdb: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> DropZone:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "landing"
    folder.mkdir()
    return DropZone(folder, duckdb)


def added(outcome: Outcome) -> tuple[int, int]:
    assert outcome.error is None
    return outcome.entry.versions_added, outcome.entry.tombstones_added


def test_loading_twice_changes_nothing_and_reads_nothing(zone: DropZone) -> None:
    zone.put(JULY, sales(sale(1), sale(2)))
    assert added(zone.load()) == (2, 0)
    again = zone.load()
    assert (added(again), again.entry.rows_read) == ((0, 0), 0)
    whole = zone.load(full_refresh=True)
    assert (added(whole), whole.entry.rows_read) == ((0, 0), 2)


def test_changed_and_changed_back_is_three_versions(zone: DropZone) -> None:
    for amount in ("1.00", "2.00", "1.00"):
        zone.put(JULY, sales(sale(1, amount=amount)))
        zone.load()
    found = [raw["amount"] for _, _, raw in zone.versions()]
    assert found == ["1.00", "2.00", "1.00"]


def test_a_row_that_only_moved_in_its_file_is_no_new_version(zone: DropZone) -> None:
    zone.put(JULY, sales(sale(1), sale(2)))
    zone.load()
    zone.put(JULY, sales(sale(2), sale(1)))
    assert added(zone.load()) == (0, 0)


def test_a_shrunken_file_buries_only_in_its_own_days(zone: DropZone) -> None:
    zone.put(JUNE, sales(sale(1, month=6), sale(2, month=6)))
    zone.put(JULY, sales(sale(3), sale(4, day=2), sale(5, day=31)))
    zone.load()
    zone.put(JULY, sales(sale(4, day=2)))
    assert added(zone.load()) == (0, 2)
    assert sorted(zone.alive()) == ["1/1", "2/1", "4/1"]


def test_a_day_is_taken_from_the_file_with_the_latest_as_of_date(
    zone: DropZone,
) -> None:
    zone.put(TWO_MONTHS, sales(sale(1, month=6), sale(2), sale(3, day=20)))
    zone.load()
    late = "sales_lines_2026-07-01_2026-07-15_as_of_2026-08-02.csv"
    zone.put(late, sales(sale(2, amount="99.00")))
    assert added(zone.load()) == (1, 0)
    assert zone.amounts() == {"1/1": "10.00", "2/1": "99.00", "3/1": "10.00"}
    zone.put(late, sales(sale(4)))
    assert added(zone.load()) == (1, 1)
    assert sorted(zone.alive()) == ["1/1", "3/1", "4/1"]


def test_overlapping_files_give_the_same_rows_together_as_in_turn(
    zone: DropZone,
) -> None:
    zone.put(EARLY_JULY, sales(sale(1, amount="1.00"), sale(2, day=15)))
    zone.put(JULY, sales(sale(1, amount="2.00"), sale(3, day=16)))
    zone.load()
    together = zone.alive()
    assert zone.amounts() == {"1/1": "2.00", "3/1": "10.00"}
    assert added(zone.load(full_refresh=True)) == (0, 0)
    assert zone.alive() == together


def test_a_late_older_file_fills_only_days_that_no_later_one_covers(
    zone: DropZone,
) -> None:
    zone.put(JULY, sales(sale(2, amount="2.00")))
    zone.load()
    zone.put(
        "sales_lines_2026-06-01_2026-07-15.csv",
        sales(sale(1, month=6), sale(2, amount="1.00"), sale(3)),
    )
    assert added(zone.load()) == (1, 0)
    assert zone.amounts() == {"1/1": "10.00", "2/1": "2.00"}


def test_a_file_that_is_removed_takes_nothing_with_it_and_keeps_its_days(
    zone: DropZone,
) -> None:
    zone.put(JULY, sales(sale(1, amount="2.00")))
    zone.load()
    zone.remove(JULY)
    assert added(zone.load()) == (0, 0)
    zone.put(EARLY_JULY, sales(sale(1, amount="1.00")))
    assert added(zone.load()) == (0, 0)
    assert zone.amounts() == {"1/1": "2.00"}


def test_a_full_refresh_forgets_files_that_were_removed(zone: DropZone) -> None:
    zone.put(EARLY_JULY, sales(sale(1, amount="1.00")))
    zone.put(JULY, sales(sale(1, amount="2.00"), sale(2, day=20)))
    zone.load()
    zone.remove(JULY)
    assert added(zone.load(full_refresh=True)) == (1, 0)
    assert zone.amounts() == {"1/1": "1.00", "2/1": "10.00"}


def test_files_of_one_as_of_date_that_share_a_day_are_refused_both(
    zone: DropZone,
) -> None:
    zone.put(JUNE, sales(sale(1, month=6)))
    zone.put(JULY, sales(sale(2)))
    zone.put("sales_lines_2026-07-15_2026-07-31.csv", sales(sale(3, day=16)))
    outcome = zone.load()
    assert list(zone.alive()) == ["1/1"]
    error = str(outcome.entry.error)
    assert "2 files were refused" in error
    assert "add _as_of_ and the day of the export to the names" in error
    assert JULY in error
    assert "sales_lines_2026-07-15_2026-07-31.csv" in error


def test_a_copy_under_another_name_is_no_conflict_and_not_read_again(
    zone: DropZone,
) -> None:
    zone.put(JULY, sales(sale(1)))
    zone.load()
    zone.put("SALES LINES 2026-07-01 2026-07-31.csv", sales(sale(1)))
    again = zone.load()
    assert (added(again), again.entry.rows_read) == ((0, 0), 0)


def test_a_bad_file_stands_in_no_other_s_way(zone: DropZone) -> None:
    zone.put(JUNE, sales(sale(1, month=6), sale(2, month=6)))
    zone.put(JULY, sales(sale(3)))
    zone.load()
    zone.put(JUNE, sales(sale(1, month=6)))
    zone.put(JULY, sales(sale(3, amount="ten")))
    outcome = zone.load()
    counts = outcome.entry.versions_added, outcome.entry.tombstones_added
    assert counts == (0, 1)
    assert sorted(zone.alive()) == ["1/1", "3/1"]
    status, error = zone.log()[-1]
    assert status == "failed"
    assert f"{JULY}: row 2, column Amount: found 'ten'" in error
    assert "Everything else was loaded. Correct and load again." in error
    assert zone.load().entry.status == "failed"
    zone.put(JULY, sales(sale(3)))
    assert added(zone.load()) == (0, 0)


def test_a_bad_file_covers_no_day_if_it_was_never_read(zone: DropZone) -> None:
    zone.put(EARLY_JULY, sales(sale(1)))
    zone.put(JULY, sales(sale(1, amount="ten")))
    zone.load()
    assert zone.amounts() == {"1/1": "10.00"}


def test_each_refused_file_is_named_and_nothing_lands_of_any(zone: DropZone) -> None:
    zone.put(JUNE, "")
    zone.put(JULY, sales(sale(1), sale(2, amount="ten")))
    error = str(zone.load().entry.error)
    assert f"2 files were refused: {JULY}: row 3" in error
    assert f"{JUNE}: is empty" in error
    assert zone.versions() == []


def test_a_day_without_rows_buries_what_the_day_had(zone: DropZone) -> None:
    zone.put(JULY, sales(sale(1, day=1), sale(2, day=2)))
    zone.load()
    zone.put(
        "sales_lines_2026-07-02_2026-07-31_as_of_2026-08-09.csv",
        sales(sale(3, day=31)),
    )
    assert added(zone.load()) == (1, 1)
    assert sorted(zone.alive()) == ["1/1", "3/1"]


def test_bounds_read_and_bury_whole_days_inside_and_move_no_cursor(
    zone: DropZone,
) -> None:
    zone.put(JULY, sales(*(sale(n, day=n) for n in range(1, 5))))
    first = zone.load()
    zone.put(JULY, sales(*(sale(n, day=n, amount="9.00") for n in (1, 2, 4))))
    bounded = zone.load(since=date(2026, 7, 2), until=date(2026, 7, 3))
    assert added(bounded) == (1, 1)
    assert zone.amounts() == {"1/1": "10.00", "2/1": "9.00", "4/1": "10.00"}
    assert bounded.entry.cursor_after == first.entry.cursor_after
    assert added(zone.load()) == (2, 0)


def test_a_transaction_that_got_another_date_is_taken_from_the_later_file(
    zone: DropZone,
) -> None:
    zone.put(JUNE, sales(sale(1, month=6), sale(1, month=6), sale(2, month=6)))
    zone.load()
    zone.put(JULY, sales(sale(1)))
    assert added(zone.load()) == (1, 1)
    assert {key: raw["date"] for key, raw in zone.alive().items()} == {
        "1/1": "2026-07-01",
        "2/1": "2026-06-01",
    }
    assert added(zone.load(full_refresh=True)) == (0, 0)


def test_a_late_older_file_gives_no_transaction_that_a_later_one_holds(
    zone: DropZone, caplog: pytest.LogCaptureFixture
) -> None:
    zone.put(JULY, sales(sale(1, amount="2.00")))
    zone.load()
    zone.put(JUNE, sales(sale(1, month=6), sale(2, month=6)))
    zone.load()
    assert zone.amounts() == {"1/1": "2.00", "2/1": "10.00"}
    text = f"{JUNE}: 1 transactions stand in a later file, too, and are left to it: 1"
    assert text in caplog.text


def test_rows_without_a_trans_number_come_and_go_with_their_days(
    zone: DropZone,
) -> None:
    header = "Type,Date,Num,Name,Item,Amount"
    row = "Invoice,01/07/2026,I1,Bay,COF,5.00"
    zone.put(JULY, sales(row, row, header=header))
    assert added(zone.load()) == (2, 0)
    zone.put(JULY, sales(row, header=header))
    assert added(zone.load()) == (0, 1)
    assert len(zone.alive()) == 1


def test_an_invoice_without_a_trans_number_keeps_its_key_in_the_next_export(
    zone: DropZone,
) -> None:
    for day in ("2026-06-30", "2026-07-31"):
        header, row = "Type,Date,Num,Name,Amount", "Invoice,01/06/2026,I1,Bay,5.00"
        zone.put(f"invoices_{day}.csv", sales(row, header=header))
        assert added(zone.load("invoices")) == (1, 0)
    assert len({key for key, _, _ in zone.versions("invoices")}) == 1


def test_invoices_up_to_a_day_bury_from_the_first_day_known(zone: DropZone) -> None:
    def invoice(number: int, day: str) -> str:
        return f"{number},Invoice,{day},I{number},Bay,5.00"

    old, new = "invoices_2026-06-30.csv", "invoices_2026-07-31.csv"
    rows = invoice(1, "01/03/2019"), invoice(2, "01/06/2026")
    zone.put(old, sales(*rows, header=RECEIVABLES))
    zone.load("invoices")
    zone.put(new, sales(invoice(2, "01/06/2026"), header=RECEIVABLES))
    assert added(zone.load("invoices")) == (1, 1)
    alive = zone.alive("invoices")
    assert {key: raw["as_of_date"] for key, raw in alive.items()} == {"2": "2026-07-31"}


def test_ageing_reports_stay_beside_each_other(zone: DropZone) -> None:
    header = "Trans #,Type,Date,Num,Name,Open Balance"
    for day, rows in (("2026-06-30", (1, 2)), ("2026-07-31", (2,))):
        lines = [f"{n},Invoice,01/06/2026,I{n},Bay,5.00" for n in rows]
        zone.put(f"open_items_{day}.csv", sales(*lines, header=header))
        zone.load("open_items")
    assert sorted(zone.alive("open_items")) == [
        "2026-06-30/1",
        "2026-06-30/2",
        "2026-07-31/2",
    ]


def test_what_vanished_from_a_list_is_buried(zone: DropZone) -> None:
    zone.put("customers.csv", sales("Bay,1.00", "Old,0.00", header=LIST))
    zone.load("customers")
    zone.put("customers.csv", sales("Bay,1.00", header=LIST))
    assert added(zone.load("customers")) == (0, 1)
    again = zone.load("customers")
    assert (added(again), again.entry.rows_read) == ((0, 0), 0)


def test_of_lists_only_the_latest_is_read(zone: DropZone) -> None:
    zone.put("customers_2026-06-30.csv", sales("Old,0.00", header=LIST))
    zone.put("customers_2026-07-31.csv", sales("Bay,1.00", header=LIST))
    zone.load("customers")
    assert list(zone.alive("customers")) == ["Bay"]
    zone.remove("customers_2026-07-31.csv")
    assert added(zone.load("customers")) == (0, 0)


def test_a_list_without_a_date_beside_one_with_is_refused(zone: DropZone) -> None:
    zone.put("customers.csv", sales("Old,0.00", header=LIST))
    zone.put("customers_2026-07-31.csv", sales("Bay,1.00", header=LIST))
    outcome = zone.load("customers")
    assert "customers.csv: cannot be told from customers_2026" in str(outcome.error)
    assert list(zone.alive("customers")) == ["Bay"]


def test_a_list_that_lost_most_of_its_rows_waits_for_a_full_refresh(
    zone: DropZone,
) -> None:
    rows = [f"Customer {n},0.00" for n in range(30)]
    zone.put("customers.csv", sales(*rows, header=LIST))
    zone.load("customers")
    zone.put("customers.csv", sales(*rows[:10], header=LIST))
    for _ in range(2):
        assert "20 of 30 live records" in str(zone.load("customers").error)
    assert added(zone.load("customers", full_refresh=True)) == (0, 20)


def test_a_list_between_bounds_is_read_but_buries_nothing(zone: DropZone) -> None:
    zone.put("customers.csv", sales("Bay,1.00", "Old,0.00", header=LIST))
    zone.load("customers")
    zone.put("customers.csv", sales("Bay,2.00", header=LIST))
    assert added(zone.load("customers", since=date(2026, 7, 1))) == (1, 0)
    assert added(zone.load("customers")) == (0, 1)


def test_the_cursor_forgets_files_whose_days_are_all_covered(zone: DropZone) -> None:
    zone.put(EARLY_JULY, sales(sale(1)))
    zone.load()
    zone.put(JULY, sales(sale(1)))
    cursor = str(zone.load().entry.cursor_after)
    assert JULY in cursor
    assert EARLY_JULY not in cursor
    assert zone.load().entry.rows_read == 0


def test_a_read_file_is_not_opened_while_nothing_is_new(
    zone: DropZone, monkeypatch: pytest.MonkeyPatch
) -> None:
    zone.put(JUNE, sales(sale(1, month=6)))
    last_word = zone.last_word("sales_lines", Ask())
    assert last_word is not None

    def open_none(*_: object) -> None:
        raise LoaderError("opened")

    monkeypatch.setattr(walk, "table_of", open_none)
    assert zone.last_word("sales_lines", Ask(last_word.cursor)) is None


def test_the_command_line_loads_what_is_right_and_ends_with_1(
    zone: DropZone, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in zone.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("RECKON_FOLDER", "landing")
    monkeypatch.setenv("RECKON_COMPANY", "Harbour Roasters")
    zone.put(JUNE, sales(sale(1, month=6)))
    zone.put(JULY, sales(sale(2, amount="ten")))
    zone.put("customers.csv", sales("Bay,1.00", header=LIST))
    result = CliRunner().invoke(main, ["reckon"])
    assert result.exit_code == 1
    assert "1 failed:" in result.output
    assert f"{JULY}: row 2, column Amount: found 'ten'" in result.output
    assert list(zone.alive("customers")) == ["Bay"]
    zone.put(JULY, sales(sale(2)))
    assert CliRunner().invoke(main, ["reckon"]).exit_code == 0
    assert CliRunner().invoke(main, ["reckon", "--check"]).exit_code == 0
