"""What one export of Reckon says, or why it is refused."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loaders.contract import Ask, Company, LoaderError
from tests.loaders.drop_zone import JULY, KINDS, LIST, DropZone, sale, sales

if TYPE_CHECKING:
    from collections.abc import Callable

INVOICES = "invoices_2026-07-01_2026-07-31.csv"
OPEN_ITEMS = "open_items_2026-07-20.csv"
POSTINGS = (
    "Trans #,Type,Date,Num,Name,Source Name,Item,Due Date,Qty,Debit,Credit,Amount,"
    "Balance,Account Type,Tax Amount"
)
# 1,250.00 credited to income and 125.00 of GST make a receivable of 1,375.00; then the
# cost of the goods, which is no sale; then 75.00 of income and 7.50 of GST given back.
POSTED = sales(
    '"12,001",Tax Invoice,1/7/2026,I1,Bay,Bay,,31/07/2026,,"1,375.00",,"1,375.00",'
    "#REF!,Accounts Receivable,",
    '"12,001",Tax Invoice,1/7/2026,I1,Bay,Bay,COF,1/7/2026,-50,,"1,250.00","-1,250.00",'
    "#REF!,Income,-125.00",
    '"12,001",Tax Invoice,1/7/2026,I1,Tax Office,Bay,GST,31/12/2026,,,125.00,-125.00,'
    "#REF!,Other Current Liability,",
    '"12,001",Tax Invoice,1/7/2026,I1,Bay,Bay,COF,1/7/2026,-50,725.00,,725.00,'
    "#REF!,Cost of Goods Sold,",
    '"12,044",Adjustment Note,16/7/2026,C1,Bay,,,16/07/2026,,,82.50,-82.50,'
    "#REF!,Accounts Receivable,",
    '"12,044",Adjustment Note,16/7/2026,C1,Bay,,COF,16/7/2026,1,75.00,,75.00,'
    "#REF!,Income,7.50",
    '"12,045",General Journal,17/7/2026,J1,Bay,,,17/7/2026,,,5.00,-5.00,#REF!,Income,',
    header=POSTINGS,
)
GROUPED = """Harbour Roasters,,,,,,,
Sales by Customer Detail,,,,,,,
,,Type,,Date,Num,Name,Item,Amount
Total Tools,,,,,,,,
,Depot,,,,,,,
,,Tax Invoice,,01/07/2026,I1,Total Tools:Depot,COF,"1,250.00"
,,Adjustment Note,,02/07/2026,C1,Total Tools:Depot,COF,(75.00)
,Total Depot,,,,,,,"1,175.00"
Total Total Tools,,,,,,,,"1,175.00"
,,,,,,,,
Bayside,,,,,,,,
,,Sales Receipt,,03/07/2026,R1,Bayside,COF,50.00
Total Bayside,,,,,,,,50.00
TOTAL,,,,,,,,"1,225.00"
"""


@pytest.fixture
def zone(tmp_path: Path) -> DropZone:
    return DropZone(tmp_path, {})


@pytest.fixture
def warned(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    caplog.set_level(logging.INFO, "loaders")
    return lambda: " | ".join(it.getMessage() for it in caplog.records)


def refusal(zone: DropZone, kind: str = "sales_lines") -> str:
    with pytest.raises(LoaderError) as caught:
        zone.records(kind)
    return caught.value.what


def test_canonical_rows_land_as_texts_with_their_place(zone: DropZone) -> None:
    zone.put(JULY, sales('"12,001",Tax Invoice,01/07/2026,I1,Bay,COF,50,"1,250.00"'))
    [record] = zone.records()
    assert (record.key, record.scope) == (
        "12001/1",
        '{"company":"Harbour Roasters","date":"2026-07-01","kind":"sales_lines"}',
    )
    assert record.payload == {
        "trans_no": "12001",
        "line_no": "1",
        "type": "Tax Invoice",
        "date": "2026-07-01",
        "num": "I1",
        "customer": "Bay",
        "item": "COF",
        "qty": "50",
        "amount": "1250.00",
        "company": "Harbour Roasters",
        "file": JULY,
        "row": "2",
    }


@pytest.mark.parametrize(
    "encoded",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "cp1252",
    ],
)
def test_accents_survive_every_encoding(zone: DropZone, encoded: str) -> None:
    text = "Customer,Terms\r\nCafé Lumière,4000 · Sales\r\n"
    zone.put("customers.csv", text.encode(encoded))
    [row] = zone.payloads("customers")
    assert (row["customer"], row["terms"]) == ("Café Lumière", "4000 · Sales")


def test_a_composed_and_a_decomposed_accent_are_one_name(zone: DropZone) -> None:
    zone.put("customers.csv", "Customer\n  Cafe\u0301\u00a0One \n")
    assert [it.key for it in zone.records("customers")] == ["Café One"]


def test_bytes_that_no_encoding_knows_are_replaced_and_counted(
    zone: DropZone, warned: Callable[[], str]
) -> None:
    zone.put("customers.csv", b"Customer\nCaf\xe9 \x81\x8d\n")
    assert [it.key for it in zone.records("customers")] == ["Café \ufffd\ufffd"]
    assert "customers.csv: 2 bytes are no cp1252" in warned()


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ('"1,234.56"', "1234.56"),
        ('"(1,234.56)"', "-1234.56"),
        ('"1,234.56-"', "-1234.56"),
        ("-160", "-160"),
        ('"$1,234.56"', "1234.56"),
        ('"-$1,234.56"', "-1234.56"),
        ("($5)", "-5"),
        (".5", "0.5"),
        ("007.10", "7.10"),
        ("-0.00", "0.00"),
    ],
)
def test_numbers_are_plain_digits(zone: DropZone, cell: str, amount: str) -> None:
    zone.put(JULY, sales(sale(1, amount=cell)))
    assert [row["amount"] for row in zone.payloads()] == [amount]


@pytest.mark.parametrize(
    "cell", ['"12,50"', '"12.345,67"', "ten", "(-5)", "--5", "1.2E+06", "5%", '""', "."]
)
def test_what_is_no_number_refuses_the_file(zone: DropZone, cell: str) -> None:
    zone.put(JULY, sales(sale(1), sale(2, amount=cell)))
    found = cell.strip('"')
    assert f"{JULY}: row 3, column Amount: found '{found}'" in refusal(zone)


@pytest.mark.parametrize("cell", ["01/07/2026", "1/7/2026", "1/7/26", "2026-07-01"])
def test_dates_are_day_first_or_iso(zone: DropZone, cell: str) -> None:
    zone.put(JULY, sales(sale(1).replace("01/07/2026", cell)))
    assert [row["date"] for row in zone.payloads()] == ["2026-07-01"]


def test_a_file_in_us_order_is_refused_not_guessed(zone: DropZone) -> None:
    us = sale(2).replace("01/07/2026", "07/31/2026")
    zone.put(JULY, sales(sale(1), us))
    what = refusal(zone)
    assert "row 3, column Date: found '07/31/2026' (the month is first" in what


@pytest.mark.parametrize("cell", ["31/02/2026", "1 July 2026", "30/12/1899", ""])
def test_a_row_without_a_date_refuses_the_file(zone: DropZone, cell: str) -> None:
    zone.put(JULY, sales(sale(1).replace("01/07/2026", cell)))
    assert "row 2, column Date: found" in refusal(zone)


def test_blank_dates_and_blank_numbers_are_left_out(zone: DropZone) -> None:
    header = "Trans #,Type,Date,Num,Name,Due Date,Amount,Tax Amount"
    row = "1,Payment,01/07/2026,P1,Bay,30/12/1899,-5.00,"
    zone.put(INVOICES, sales(row, header=header))
    [payload] = zone.payloads("invoices")
    assert {"due_date", "tax_amount"} & payload.keys() == set()


def test_a_percentage_is_no_price(zone: DropZone) -> None:
    header = "Trans #,Type,Date,Num,Name,Item,Sales Price,Amount"
    row = "1,Tax Invoice,01/07/2026,I1,Bay,DISC10,-10.0%,-5.00"
    zone.put(JULY, sales(row, header=header))
    [payload] = zone.payloads()
    assert "sales_price" not in payload
    assert payload["sales_price_raw"] == "-10.0%"


def test_what_excel_spoilt_is_left_out_and_told(
    zone: DropZone, warned: Callable[[], str]
) -> None:
    header = "Item,Type,Cost,Barcode"
    rows = "A,Service,#N/A,9.3E+12", "B,Service,1.00,930"
    zone.put("products.csv", sales(*rows, header=header))
    first, second = zone.payloads("products")
    assert {"cost", "barcode"} & first.keys() == set()
    assert (second["cost"], second["barcode"]) == ("1.00", "930")
    assert "1 cells of column Cost, first row 2, are spoilt by Excel" in warned()
    assert "column Barcode, first row 2, are spoilt" in warned()


@pytest.mark.parametrize("cell", ["#REF!", "#N/A", "#VALUE!"])
def test_what_excel_spoilt_in_a_required_column_refuses_the_file(
    zone: DropZone, cell: str
) -> None:
    zone.put(JULY, sales(sale(1, amount=cell)))
    assert f"row 2, column Amount: found '{cell}' (Excel has spoilt" in refusal(zone)


def test_a_column_too_narrow_in_excel_refuses_the_file(zone: DropZone) -> None:
    zone.put(JULY, sales(sale(1), sale(2).replace("01/07/2026", "########")))
    what = refusal(zone)
    assert f"{JULY}: row 3, column Date: found '########'" in what
    assert "too narrow in Excel: export again" in what


def test_a_trans_number_is_plain_digits_or_refused(zone: DropZone) -> None:
    zone.put(JULY, sales(sale(1).replace("1,", "1.20E+04,", 1)))
    assert "row 2, column Trans #: found '1.20E+04'" in refusal(zone)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("!CUST\tNAME\r\nCUST\tBay\r\n", "is an IIF list"),
        (b"PK\x03\x04rest", "is an Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", "is an .xls"),
        ("", "is empty"),
        ("\r\n\r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (sales(), "holds no row of sales_lines"),
        (sales(",,,,,,,", "TOTAL,,,,,,,0.00"), "holds no row of sales_lines"),
        ("a\tb\tc\r\n1\t2\t3\r\n", "is a header with a column type (accepted: Type"),
        (sales(sale(1) + ",extra"), "row 2: cells stand under no header"),
        (sales(*[sale(n) for n in range(20)], sale(99) + ",x"), "row 22 has 9 cells"),
        (sales('1,"never closed'), "a quote that opens in row 2 is never closed"),
    ],
)
def test_what_is_no_export_is_refused_with_the_reason(
    zone: DropZone, content: str | bytes, what: str
) -> None:
    zone.put(JULY, content)
    assert what in refusal(zone)


def test_a_missing_column_is_named_with_what_would_do(zone: DropZone) -> None:
    zone.put(JULY, "Type,Date,Num,Item,Amount\r\nInvoice,01/07/2026,I1,COF,5\r\n")
    what = refusal(zone)
    assert f"{JULY}: column customer: is missing" in what
    assert "accepted: Source Name, Customer, Customer:Job, Name" in what


def test_a_header_that_is_there_twice_refuses_the_file(zone: DropZone) -> None:
    zone.put("customers.csv", "Customer,Terms, terms \r\nBay,a,b\r\n")
    assert "column Terms: is there 2 times" in refusal(zone, "customers")


def test_headers_differ_in_case_and_spaces(zone: DropZone) -> None:
    zone.put("products.csv", "ITEM,  item_TYPE ,quantity on  HAND\nA,Service,5\n")
    [row] = zone.payloads("products")
    assert (row["item_type"], row["quantity_on_hand"]) == ("Service", "5")


def test_a_column_nobody_knows_is_kept_under_its_own_header(
    zone: DropZone, warned: Callable[[], str]
) -> None:
    zone.put("customers.csv", "Customer,Price Level\nBay,Gold\n")
    [row] = zone.payloads("customers")
    assert row["Price Level"] == "Gold"
    assert "nobody knows them: Price Level" in warned()


def test_a_column_with_a_name_that_the_loader_writes_is_refused(
    zone: DropZone,
) -> None:
    zone.put("products.csv", "Item,Type,file\nA,Service,x\n")
    assert "column file: has a name that is ours" in refusal(zone, "products")


def test_personal_columns_never_reach_the_warehouse(zone: DropZone) -> None:
    header = ",Customer,Company,Phone,Main Email,Street1,Post Code,City,State,Country"
    row = ",Bay,Bay Ltd,03 5550,a@bay.example,5 Beach St,3199,Frankston,VIC,Australia"
    zone.put("customers.csv", f"{header}\n{row}\n")
    [payload] = zone.payloads("customers")
    assert payload == {
        "customer": "Bay",
        "company_name": "Bay Ltd",
        "city": "Frankston",
        "state": "VIC",
        "country": "Australia",
        "company": "Harbour Roasters",
        "file": "customers.csv",
        "row": "2",
    }


def test_a_grouped_report_gives_its_rows_and_nothing_else(zone: DropZone) -> None:
    zone.put(JULY, GROUPED)
    found = [(row["customer"], row["amount"], row["row"]) for row in zone.payloads()]
    assert found == [
        ("Total Tools:Depot", "1250.00", "6"),
        ("Total Tools:Depot", "-75.00", "7"),
        ("Bayside", "50.00", "12"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('TOTAL,,,,,,,,"1,225.00"', 'TOTAL,,,,,,,,"1,225.02"', "TOTAL says 1225.02"),
        (
            "Total Bayside,,,,,,,,50.00",
            "Total Bayside,,,,,,,,49",
            "Total Bayside says 49",
        ),
        ("C1,Total Tools:Depot,COF,(75.00)", "C1,Total Tools:Depot,COF,-76", "1174.00"),
        ("Total Bayside,,,,,,,,50.00", "Total Bay,,,,,,,,50.00", "row 13: is no trans"),
        (
            'TOTAL,,,,,,,,"1,225.00"',
            "TOTAL,,,,,,,,\n,,Invoice,,01/07/2026,I9,Bay,COF,1.00",
            "row 15: stands below TOTAL",
        ),
    ],
)
def test_a_report_that_does_not_add_up_is_refused(
    zone: DropZone, old: str, new: str, what: str
) -> None:
    assert old in GROUPED
    zone.put(JULY, GROUPED.replace(old, new, 1))
    assert what in refusal(zone)


def test_a_difference_of_a_cent_is_rounding(zone: DropZone) -> None:
    zone.put(JULY, GROUPED.replace('TOTAL,,,,,,,,"1,225.00"', "TOTAL,,,,,,,,1225.01"))
    assert len(zone.records()) == 3


def test_a_customer_called_total_tools_stays_in_a_list(zone: DropZone) -> None:
    rows = "Bayside,5.00", "Total Tools,7.00", "Total Tools:Depot,1.00", "TOTAL,13.00"
    zone.put("customers.csv", sales(*rows, header=LIST))
    keys = [it.key for it in zone.records("customers")]
    assert keys == ["Bayside", "Total Tools", "Total Tools:Depot"]


def test_ageing_buckets_are_groups_even_in_a_named_column(zone: DropZone) -> None:
    header = "Trans #,Type,Date,Num,Source Name,Ageing,Open Balance"
    rows = (
        ",,,,,,",
        "Current,,,,,,",
        "1,Tax Invoice,01/06/2026,I1,Bay,,984.70",
        "2,Payment,15/06/2026,P1,Bay,,-20.00",
        "Total Current,,,,,,964.70",
        "1 - 30,,,,,,",
        "Total 1 - 30,,,,,,",
        "TOTAL,,,,,,964.70",
    )
    zone.put(OPEN_ITEMS, sales(*rows, header=header))
    first, second = zone.records("open_items")
    assert (first.key, second.key) == ("2026-07-20/1", "2026-07-20/2")
    assert first.scope == (
        '{"company":"Harbour Roasters","date":"2026-07-20","kind":"open_items"}'
    )
    assert first.payload["as_of_date"] == "2026-07-20"
    assert [it.payload["open_balance"] for it in (first, second)] == [
        "984.70",
        "-20.00",
    ]


def test_sales_are_what_was_credited_to_income(zone: DropZone) -> None:
    zone.put(JULY, POSTED)
    names = "customer", "amount", "qty", "tax_amount"
    found = [(it.key, *(it.payload.get(n) for n in names)) for it in zone.records()]
    assert found == [
        ("12001/1", "Bay", "1250.00", "50", "125.00"),
        ("12044/1", "Bay", "-75.00", "-1", "-7.50"),
    ]


def test_receivables_are_what_was_debited_to_them(zone: DropZone) -> None:
    zone.put(INVOICES, POSTED)
    names = "customer", "amount", "due_date", "as_of_date"
    found = [
        (it.key, *(it.payload[n] for n in names)) for it in zone.records("invoices")
    ]
    assert found == [
        ("12001", "Bay", "1375.00", "2026-07-31", "2026-07-31"),
        ("12044", "Bay", "-82.50", "2026-07-16", "2026-07-31"),
    ]


def test_debits_without_their_account_types_are_refused(zone: DropZone) -> None:
    header = "Trans #,Type,Date,Num,Name,Item,Debit,Credit"
    zone.put(JULY, sales("1,Invoice,01/07/2026,I1,Bay,COF,,5.00", header=header))
    assert "column account_type: is missing" in refusal(zone)


def test_no_report_s_running_balance_is_read(zone: DropZone) -> None:
    header = "Trans #,Type,Date,Num,Name,Item,Amount,Balance"
    zone.put(JULY, sales("1,Invoice,01/07/2026,I1,Bay,COF,5.00,#REF!", header=header))
    assert "Balance" not in zone.payloads()[0]


def test_credits_that_are_all_positive_refuse_the_file(zone: DropZone) -> None:
    header = "Trans #,Type,Date,Num,Name,Amount"
    rows = "1,Invoice,01/07/2026,I1,Bay,220.00", "2,Payment,02/07/2026,P1,Bay,220.00"
    zone.put(INVOICES, sales(*rows, header=header))
    assert "row 3, column amount: found '220.00' on a Payment" in refusal(
        zone, "invoices"
    )


def test_an_ageing_report_may_stand_for_invoices(zone: DropZone) -> None:
    header = "Trans #,Type,Date,Num,Name,Due Date,Open Balance"
    zone.put(
        "invoices_2026-07-20.csv", sales("1,Invoice,1/6/2026,I1,Bay,,5", header=header)
    )
    [row] = zone.payloads("invoices")
    assert (row["open_balance"], row["as_of_date"]) == ("5", "2026-07-20")
    assert "amount" not in row


def test_invoices_need_an_amount_or_an_open_balance(zone: DropZone) -> None:
    header = "Trans #,Type,Date,Num,Name"
    zone.put(INVOICES, sales("1,Invoice,01/07/2026,I1,Bay", header=header))
    assert "column amount: is missing" in refusal(zone, "invoices")


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ([sale(1, 1), sale(1, 2)], "row 3, column trans_no: found '1, Tax Invoice"),
        (
            [sale(1), sale(2, month=8)],
            "row 3, column date: found '2026-08-01' (the name",
        ),
    ],
)
def test_rows_that_contradict_the_file_refuse_it(
    zone: DropZone, rows: list[str], what: str
) -> None:
    zone.put(JULY, sales(*rows))
    assert what in refusal(zone)


@pytest.mark.parametrize(
    ("name", "kind", "content", "what"),
    [
        ("customers.csv", "customers", "Customer\nBay\nBay\n", "found 'Bay'"),
        (
            INVOICES,
            "invoices",
            "Trans #,Type,Date,Num,Name,Amount\n"
            "7,Invoice,1/7/2026,I,Bay,1\n7,Invoice,1/7/2026,I,Bay,1\n",
            "row 3, column trans_no: found '7'",
        ),
        (
            JULY,
            "sales_lines",
            "Trans #,line_no,Type,Date,Num,Name,Item,Amount\n"
            "7,1,Invoice,1/7/2026,I,Bay,C,1\n7,1,Invoice,1/7/2026,I,Bay,C,1\n",
            "row 3, column trans_no/line_no: found '7/1'",
        ),
    ],
)
def test_a_key_that_is_there_twice_refuses_the_file(
    zone: DropZone, name: str, kind: str, content: str, what: str
) -> None:
    zone.put(name, content)
    assert what in refusal(zone, kind)


def test_many_problems_are_told_by_the_first_and_a_count(zone: DropZone) -> None:
    zone.put(JULY, sales(*(sale(n, amount="ten") for n in range(10))))
    what = refusal(zone)
    assert what.count("found 'ten'") == 3
    assert what.endswith("and 7 more problems")


def test_a_row_is_named_by_its_line_though_cells_have_several(zone: DropZone) -> None:
    two = sale(1).replace("Bayside", '"Bay\nside"')
    zone.put(JULY, sales(two, sale(2, amount="ten")))
    assert "row 4, column Amount" in refusal(zone)


def test_texts_stay_as_they_are(zone: DropZone) -> None:
    header = "Trans #,Type,Date,Num,Name,Item,Description,Amount"
    row = r'1,Tax Invoice,01/07/2026,NA,"Surname, First",nan,"VOID: a\nb ""c""",0.00'
    zone.put(JULY, sales(row, header=header))
    [payload] = zone.payloads()
    assert (payload["num"], payload["item"]) == ("NA", "nan")
    assert payload["customer"] == "Surname, First"
    assert payload["description"] == r'VOID: a\nb "c"'
    assert payload["amount"] == "0.00"


def test_two_equal_rows_without_a_trans_number_both_stay(
    zone: DropZone, warned: Callable[[], str]
) -> None:
    header = "Type,Date,Num,Name,Item,Amount"
    row = "Invoice,01/07/2026,I1,Bay,COF,5.00"
    zone.put(JULY, sales(row, row, header=header))
    first, second = zone.records()
    assert first.key.removesuffix("/1") == second.key.removesuffix("/2")
    assert str(first.scope) in first.key
    assert "no column Trans #" in warned()


@pytest.mark.parametrize(
    "name",
    [
        "sales_lines.csv",
        "sales_lines_2026-07-31.csv",
        "sales_lines_2026-07-31_2026-07-01.csv",
        "sales_lines_2026-07-01_2026-07-32.csv",
        "sales_lines_july.csv",
        "sales_lines_2026-07-01_2026-07-31 (1).csv",
        "sales_lines_2026-07-01_2026-07-31_as_of_2026-06-01.csv",
    ],
)
def test_a_name_that_says_too_little_is_refused_with_the_cure(
    zone: DropZone, name: str
) -> None:
    zone.put(name, sales(sale(1)))
    assert "rename it to sales_lines_<from>_<to>.csv" in refusal(zone)


def test_names_may_have_spaces_and_capitals(zone: DropZone) -> None:
    name = "Sales Lines 2026-07-01 2026-07-31 as of 2026-08-02.CSV"
    zone.put(name, sales(sale(1)))
    assert zone.payloads()[0]["file"] == name


def test_invoices_may_say_in_a_column_when_they_were_true(zone: DropZone) -> None:
    header = "Trans #,Type,Date,Num,Name,Amount,as_of_date"
    row = "1,Invoice,01/07/2026,I1,Bay,5.00,20/07/2026"
    zone.put("invoices.csv", sales(row, header=header))
    assert zone.payloads("invoices")[0]["as_of_date"] == "2026-07-20"
    zone.put("invoices.csv", sales(row, row.replace("20/", "21/"), header=header))
    assert "says when it was true" in refusal(zone, "invoices")


def test_a_column_that_contradicts_the_name_refuses_the_file(zone: DropZone) -> None:
    header = "Trans #,Type,Date,Num,Name,Amount,as_of_date"
    zone.put(INVOICES, sales("1,Invoice,1/7/2026,I1,Bay,5,20/7/2026", header=header))
    assert "add _as_of_2026-07-20 to it" in refusal(zone, "invoices")


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("budget.csv", "name it like one of customers_<as of>.csv"),
        ("lists.iif", "name it like"),
        ("customer_clusters.csv", "move it to seeds/"),
        ("report.xlsx", "name it like"),
        ("print.txt", "name it like"),
    ],
)
def test_an_export_of_no_kind_fails_the_first_unit_only(
    zone: DropZone, name: str, cure: str
) -> None:
    zone.put(JULY, sales(sale(1)))
    zone.put(name, "a\tb\n")
    reader = zone.reader
    with pytest.raises(LoaderError, match="fits no kind of export") as caught:
        list(reader.read(KINDS["customers"], Ask()))
    assert cure in caught.value.what
    assert len(list(reader.read(KINDS["sales_lines"], Ask()))) == 2


def test_other_files_are_named_once_and_left_alone(
    zone: DropZone, warned: Callable[[], str]
) -> None:
    zone.put(JULY, sales(sale(1)))
    zone.put("notes.txt", "call Reckon")
    zone.put(".hidden", "")
    (zone.folder / "old").mkdir()
    assert len(zone.records()) == 1
    assert warned().count("left alone: notes.txt") == 1
    assert "hidden" not in warned()


def test_a_workbook_under_a_known_name_is_refused_by_its_kind(zone: DropZone) -> None:
    zone.put("products.xlsx", b"PK\x03\x04")
    assert "products.xlsx: is no .csv file" in refusal(zone, "products")


def test_the_check_names_what_is_wrong_and_loads_nothing(zone: DropZone) -> None:
    zone.put(JULY, sales(sale(1, amount="ten")))
    zone.put("invoices_june.csv", "")
    zone.put("budget.csv", "a,b")
    zone.put("customers.csv", "Customer\nBay\n")
    problems = zone.reader.check()
    assert [text.partition(":")[0] for text in problems] == [
        "budget.csv",
        JULY,
        "invoices_june.csv",
    ]


def test_the_check_knows_a_folder_without_exports_and_no_folder(zone: DropZone) -> None:
    [nothing] = zone.reader.check()
    assert "holds no export" in nothing
    assert "holds no export" in refusal(zone)
    zone.folder = zone.folder / "elsewhere"
    [absent] = zone.reader.check()
    assert "does not exist" in absent
    assert "does not exist" in refusal(zone)


def test_the_company_is_the_configured_one(zone: DropZone) -> None:
    name = "Harbour Roasters"
    assert zone.reader.company() == Company(name, name)


def test_a_relative_folder_is_taken_from_the_working_directory(
    zone: DropZone, monkeypatch: pytest.MonkeyPatch
) -> None:
    zone.put(JULY, sales(sale(1)))
    monkeypatch.chdir(zone.folder.parent)
    zone.folder = Path(zone.folder.name)
    assert len(zone.records()) == 1
