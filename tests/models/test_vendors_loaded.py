"""QuickBooks and ERPNext, loaded and built, are worth what was worked out by hand.

The first load is of a day in January, when half of the hard cases are still to come;
the second of a day in June, when documents were deleted, voided, cancelled, reconciled
and given to others since. With it comes Harbour, told by Xero and by QuickBooks.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

import sandbox
from sandbox import hard_cases_erpnext, hard_cases_quickbooks
from sandbox.hard_cases_quickbooks import IDS
from sandbox.world.dealings import Deal, Link
from sandbox.world.empire_papers import item_line
from tests.models import seeds
from tests.models.loading import landed, load, put
from tests.models.test_aging_recomputed import bucket
from tests.warehouses.warehouse import Warehouse, differences

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator

    from sandbox import Sandbox
    from sandbox.world.farms.farm import Farm
    from sandbox.world.farms.keeper import Estate
    from sandbox.world.kept import Trader
    from tests.conftest import RunDbt
    from tests.models.loading import Landed
    from tests.warehouses.warehouse import Row

    Tables = dict[str, Counter[Row]]
Worth = tuple[Decimal, Decimal]
Span = tuple[date, date]
Stretch = tuple[dict[str, Any], Span, Worth]
Sums = dict[tuple[Any, ...], Worth]
NOTHING: Worth = (Decimal(0), Decimal(0))

JANUARY, JUNE = date(2026, 1, 24), date(2026, 6, 30)
FOREVER = date(9999, 12, 31)
SCALE = 0.02
EMPIRE, FARM = "quickbooks_empire", "erp_greenfields"
IN_XERO, IN_QUICKBOOKS = "xero_harbour", "quickbooks_harbour"
BUILT = ("intermediate", "mart_", "seeds")
FARMS = {"Greenfields Farm Supply": "USD", "Greenfields Prairie Ltd": "CAD"}
ENTITIES = [
    seeds.entity(EMPIRE, "empire", currency="USD", starts=1),
    seeds.entity(IN_XERO, "harbour_in_xero"),
    seeds.entity(IN_QUICKBOOKS, "harbour_in_quickbooks"),
    *(
        seeds.entity(FARM, company, currency=currency, starts=1)
        | {"company_code": company, "time_zone": "America/Chicago"}
        for company, currency in FARMS.items()
    ),
]
# Ids above those of the hard cases.
VOIDED, UNPAID, MISTAKEN = "8900001", "8900002", "8900003"
DRAFT = "DRAFT-1"
NEW_NAME = "Hard Case Q02 & Sons"


class Build:
    """What a build left, table by table."""

    def __init__(self, warehouse: Warehouse, today: date) -> None:
        warehouse.run(*seeds.BOOKS_ONLY, AS_OF_DATE=str(today))
        self.tables: Tables = warehouse.tables(*BUILT)
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._items: dict[str, dict[str, dict[str, Any]]] = {}
        self._stretches: dict[str, list[Stretch]] = {}

    def rows(self, table: str, **where: Any) -> list[dict[str, Any]]:
        if table not in self._rows:
            self._rows[table] = [*map(dict, self.tables[table].elements())]
        return [row for row in self._rows[table] if where.items() <= row.items()]

    def entries(self, connection: str) -> Iterator[Stretch]:
        """Yield each item that an entry moves, from when on, and by how much."""
        items = self.items(connection)
        for row in self.rows("mart_core.fct_subledger_entry", connection=connection):
            worth = row["amount"], row["amount_base"]
            yield items[row["open_item_key"]], (row["entry_date"], FOREVER), worth

    def stretches(self, connection: str) -> list[Stretch]:
        """Return each item that is open for a while, for how long, and its balance."""
        if connection not in self._stretches:
            items = self.items(connection)
            self._stretches[connection] = [
                (
                    items[row["open_item_key"]],
                    (row["valid_from"], row["valid_to"]),
                    (row["open_amount"], row["open_amount_base"]),
                )
                for row in self.rows("intermediate.int_open_items__balanced")
                if row["open_item_key"] in items
            ]
        return self._stretches[connection]

    def items(self, connection: str) -> dict[str, dict[str, Any]]:
        if connection not in self._items:
            table = "intermediate.int_open_items__assigned"
            rows = self.rows(table, connection=connection)
            self._items[connection] = {row["open_item_key"]: row for row in rows}
        return self._items[connection]


@dataclass
class Lived:
    """Two builds, the second on top of the first, and one from nothing."""

    january: Build
    june: Build
    from_nothing: Build


@pytest.fixture(scope="module")
def days(
    tmp_path_factory: pytest.TempPathFactory, run_dbt: RunDbt
) -> tuple[Landed, Landed]:
    """What has landed by each of the two days."""
    folder = tmp_path_factory.mktemp("loads")
    path = str(folder / "warehouse.duckdb")
    warehouse = Warehouse({"WAREHOUSE": "duckdb", "DUCKDB_PATH": path}, run_dbt)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        with sandbox.start(today=JANUARY, scale=SCALE, limits=False) as pretend:
            add_what_will_change(pretend)
            load(warehouse, pretend, EMPIRE, FARM)
        january = landed(warehouse)
        with sandbox.start(
            today=JUNE, scale=SCALE, limits=False, with_harbour_in_quickbooks=True
        ) as pretend:
            add_what_will_change(pretend)
            change(pretend)
            load(warehouse, pretend, EMPIRE, FARM, IN_XERO, IN_QUICKBOOKS)
        return january, landed(warehouse)


@pytest.fixture(scope="module")
def lived(warehouse: Warehouse, days: tuple[Landed, Landed]) -> Lived:
    """Both days in one warehouse, and the second once more from nothing."""
    seeds.sow(warehouse, entities=ENTITIES)
    put(warehouse, days[0])
    january = Build(warehouse, JANUARY)
    put(warehouse, days[1])
    june = Build(warehouse, JUNE)
    warehouse.drop_schemas("raw_", "seeds", "staging")
    seeds.sow(warehouse, entities=ENTITIES)
    return Lived(january, june, Build(warehouse, JUNE))


def add_what_will_change(pretend: Sandbox) -> None:
    """Key what the world itself does not do at this size: it is there in January."""
    books = pretend.quickbooks.books
    books.begin(pretend.today)
    for key, amount in ((VOIDED, "90.00"), (UNPAID, "120.00")):
        invoice = deal("invoice", key, books.traders["Q02"], amount)
        line = item_line(books, books.wares["ACC-JAR"], Decimal(1))
        line.amount = line.unit_price = invoice.total
        invoice.lines = [line]
        books.enter(invoice)
    payment = deal("payment", MISTAKEN, books.traders["Q02"], "120.00")
    payment.account = books.accounts["checking"]
    payment.links = [Link(sold(pretend, UNPAID), payment.total)]
    books.enter(payment)
    pretend.erpnext().do(write_a_draft)


def deal(kind: str, key: str, party: Trader, total: str) -> Deal:
    day, amount = date(2026, 1, 20), Decimal(total)
    return Deal(kind=kind, id=key, day=day, due=day, party=party, total=amount)


def write_a_draft(estate: Estate, farm: Farm) -> None:
    day = date(2026, 1, 20)
    facts = {"name": DRAFT, "posting_date": day, "due_date": day}
    invoice = farm.paper("sale", estate.parties["E02"], **facts)
    service = estate.items["SPREADING"]
    invoice.lines = [farm.line(service, Decimal(1), Decimal(77), "services")]
    estate.write(farm.totalled(invoice, taxed=False), submit=False)


def change(pretend: Sandbox) -> None:
    books = pretend.quickbooks.books
    books.void(sold(pretend, VOIDED))
    books.delete(sold(pretend, MISTAKEN))
    books.traders["Q02"].name = NEW_NAME
    books.touch(books.traders["Q02"])
    pretend.erpnext().submit(DRAFT)


def sold(pretend: Sandbox, key: str) -> Deal:
    return next(each for each in pretend.quickbooks.books.deals if each.id == key)


# ---------- the hard cases

FIGURES = {
    EMPIRE: {
        (each.as_of, each.ledger, each.key): (each.amount, each.amount_base)
        for each in hard_cases_quickbooks.EXPECTED
    },
    FARM: {
        (each.as_of, each.ledger, each.case): (each.amount, each.amount_base)
        for each in hard_cases_erpnext.EXPECTED
    },
}


@pytest.mark.parametrize("told_by", [Build.entries, Build.stretches])
@pytest.mark.parametrize("connection", FIGURES)
def test_each_item_is_worth_what_was_worked_out_by_hand(
    lived: Lived, connection: str, told_by: Callable[[Build, str], Iterable[Any]]
) -> None:
    figures = FIGURES[connection]
    worth: Sums = dict.fromkeys(figures, NOTHING)
    for item, (first, end), moved in told_by(lived.june, connection):
        for as_of in {as_of for as_of, _, _ in figures if first <= as_of < end}:
            key = as_of, item["ledger"], item["open_item_id"]
            worth[key] = plus(worth.get(key, NOTHING), moved)
    assert {key: worth[key] for key in figures} == figures
    assert len(figures) > 45


def plus(one: Worth, other: Worth) -> Worth:
    return one[0] + other[0], one[1] + other[1]


def test_an_item_belongs_to_its_party_under_its_latest_name(lived: Lived) -> None:
    names = {
        item["open_item_id"]: item["party_name"]
        for item in lived.june.items(FARM).values()
    }
    for item, name in hard_cases_erpnext.PARTY_OF.items():
        assert names[item] == name
    assert names["E08-INV"] == "Hard Case E08 / Håfström"
    ours = {item["party_name"] for item in lived.june.items(EMPIRE).values()}
    assert NEW_NAME in ours
    assert "Hard Case Q02" not in ours
    # a sub-customer's own, beneath its parent
    assert "Hard Case Q07-PARENT:Hard Case Q07-SUB1" in ours


def test_items_tie_to_the_vendor_and_totals_to_its_ledger(lived: Lived) -> None:
    checks = lived.june.rows("mart_platform.tie_outs")
    assert {(row["connection"], row["check_name"]) for row in checks} >= {
        (connection, f"{ledger}_{what}")
        for connection in (EMPIRE, FARM, IN_XERO, IN_QUICKBOOKS)
        for ledger in ("ar", "ap")
        for what in ("open_items", "control_account")
    }
    assert {row["entity_key"] for row in checks} == {
        entity["entity_key"] for entity in ENTITIES
    }
    assert {row["difference"] for row in checks} == {0}
    assert all(row["item_count"] for row in checks)


# ---------- one company in two systems

DAYS = [JUNE - timedelta(days) for days in range(800)]


def aging(build: Build, connection: str, as_of: date) -> Sums:
    """Return what is open by ledger, party, currency and bucket."""
    sums: Sums = defaultdict(lambda: NOTHING)
    for item, (first, end), worth in build.stretches(connection):
        if first <= as_of < end:
            late = bucket((as_of - item["due_date"]).days)
            key = item["ledger"], own_name(item["party_name"]), item["currency_code"]
            sums[*key, late] = plus(sums[*key, late], worth)
    return without_zeros(sums)


def own_name(name: str) -> str:
    """Return a party's name without what QuickBooks adds, where names are unique."""
    return name.removesuffix(" (vendor)").removesuffix(" (deleted)")


def without_zeros(sums: Sums) -> Sums:
    return {key: worth for key, worth in sums.items() if any(worth)}


def test_both_systems_age_alike_on_every_day(lived: Lived) -> None:
    in_xero = {day: aging(lived.june, IN_XERO, day) for day in DAYS}
    in_quickbooks = {day: aging(lived.june, IN_QUICKBOOKS, day) for day in DAYS}
    assert in_quickbooks == in_xero
    seen = {key for sums in in_xero.values() for key in sums}
    ledgers, parties, currencies, buckets = map(set, zip(*seen, strict=True))
    assert ledgers == {"receivable", "payable"}
    assert currencies == {"NZD", "AUD", "USD"}
    assert len(buckets) == 5
    assert len(parties) > 20


@pytest.mark.parametrize(
    ("mart", "party"), [("ar_aging", "customer_name"), ("ap_aging", "supplier_name")]
)
def test_the_aging_marts_of_both_say_the_same(
    lived: Lived, mart: str, party: str
) -> None:
    def today(connection: str) -> Sums:
        sums: Sums = defaultdict(lambda: NOTHING)
        for row in lived.june.rows(f"mart_finance.{mart}", connection=connection):
            key = own_name(row[party]), row["currency_code"], row["aging_bucket"]
            sums[key] = plus(sums[key], (row["open_amount"], row["open_amount_base"]))
        return without_zeros(sums)

    def history(entity: str) -> Sums:
        columns = "as_of_date", "currency_code", "aging_bucket"
        table = f"mart_finance.{mart}_history"
        return without_zeros(
            {
                tuple(row[column] for column in columns): (
                    row["open_amount"],
                    row["open_amount_base"],
                )
                for row in lived.june.rows(table, entity_key=entity)
            }
        )

    assert today(IN_QUICKBOOKS) == today(IN_XERO) != {}
    in_quickbooks, in_xero = (
        history("harbour_in_quickbooks"),
        history("harbour_in_xero"),
    )
    assert in_quickbooks == in_xero
    assert len({as_of for as_of, _, _ in in_xero}) > 100


def test_both_sold_the_same_on_every_day(lived: Lived) -> None:
    def sold(connection: str) -> Sums:
        sums: Sums = defaultdict(lambda: NOTHING)
        table = "mart_core.fct_sales_line"
        for row in lived.june.rows(table, connection=connection):
            key = row["sale_date"], row["currency_code"]
            sums[key] = plus(sums[key], (row["net_amount"], row["net_amount_base"]))
        return without_zeros(sums)

    assert sold(IN_QUICKBOOKS) == sold(IN_XERO)
    assert len(sold(IN_XERO)) > 50


def test_only_a_prepayment_stands_on_another_account(lived: Lived) -> None:
    """Xero posts one to its line's account; QuickBooks' deposit is on receivables."""

    def on_control(connection: str, ledger: str, as_of: date) -> Decimal:
        return total(connection, ledger, as_of, is_in_control_account=True)

    def total(connection: str, ledger: str, as_of: date, **facts: Any) -> Decimal:
        return sum(
            (
                worth[1]
                for item, (first, end), worth in lived.june.stretches(connection)
                if {"ledger": ledger, **facts}.items() <= item.items()
                if first <= as_of < end
            ),
            Decimal(0),
        )

    prepaid = set()
    for as_of in DAYS[::7]:
        for ledger in ("receivable", "payable"):
            here = on_control(IN_QUICKBOOKS, ledger, as_of)
            there = on_control(IN_XERO, ledger, as_of)
            facts = {"document_type": "prepayment"}
            prepayments = total(IN_XERO, ledger, as_of, **facts)
            assert here - there == prepayments
            prepaid.add(prepayments)
    assert len(prepaid) > 1


# ---------- the second build

# What was open for good after each build, of what came to be known otherwise between.
CHANGED = {
    # deleted, and paid before
    (EMPIRE, f"Invoice:{IDS['Q17-GONE']}"): (0, None),
    (EMPIRE, f"Payment:{IDS['Q17-P']}"): (None, -80),
    (EMPIRE, f"Invoice:{VOIDED}"): (90, None),
    # its payment was deleted
    (EMPIRE, f"Invoice:{UNPAID}"): (0, 120),
    # linked to an invoice written later
    (EMPIRE, f"Payment:{IDS['Q06-P']}"): (-30, 0),
    # its payment was cancelled
    (FARM, "E02-INV"): (0, 200),
    # cancelled, and paid before
    (FARM, "E20-INV"): (0, None),
    (FARM, "E20-P"): (None, -90),
    # reconciled
    (FARM, "E04-P"): (-80, 0),
    (FARM, "E15-P"): (-45, -25),
    # a draft, submitted
    (FARM, DRAFT): (None, 77),
}


def test_every_kind_of_change_happened_between_the_builds(lived: Lived) -> None:
    builds = [
        {
            (connection, key): worth
            for connection in (EMPIRE, FARM)
            for key, worth in last_worth(build, connection).items()
        }
        for build in (lived.january, lived.june)
    ]
    assert {key: tuple(b.get(key) for b in builds) for key in CHANGED} == CHANGED


def last_worth(build: Build, connection: str) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for item, _, (amount, _) in build.entries(connection):
        sums[item["open_item_id"]] += amount
    return sums


def test_two_customers_became_one_and_one_was_renamed(lived: Lived) -> None:
    names = [
        {
            item["open_item_id"]: item["party_name"]
            for connection in (EMPIRE, FARM)
            for item in build.items(connection).values()
        }
        for build in (lived.january, lived.june)
    ]
    assert [each["E25-INV"] for each in names] == ["Hard Case E25", "Hard Case E25 B"]
    invoice = f"Invoice:{IDS['Q02-INV']}"
    assert [each[invoice] for each in names] == ["Hard Case Q02", NEW_NAME]


def test_a_build_on_top_equals_a_build_from_nothing(lived: Lived) -> None:
    june, from_nothing = lived.june.tables, lived.from_nothing.tables
    assert differences(june, from_nothing) == {}
    models = [name for name in june if "quickbooks" in name or "erpnext" in name]
    assert [name for name in models if not june[name]] == []
    assert len(models) > 20
