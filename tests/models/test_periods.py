"""This year against last equals what plain Python makes of the same sales.

The judge shares nothing with the models: the rule of each period is written again, from
its definition, with the standard library.
"""

from __future__ import annotations

import random
from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.models import raw, reckon, seeds, xero
from tests.models.raw import Version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.warehouses.warehouse import Warehouse

Key = tuple[str, str, str, str]
Figures = tuple[Decimal, Decimal, Decimal, Decimal]
Days = tuple[date, date]

EVE = date(2024, 7, 14)
ENTITIES = [
    seeds.entity("reckon_harbour", "harbour", until=EVE),
    seeds.entity("xero_harbour", "harbour", since=EVE + timedelta(1)),
    seeds.entity("xero_harbour_au", "australia", currency="AUD", starts=7),
]
FISCAL_YEARS = {"harbour": 4, "australia": 7}
# Old enough for the fiscal year before the first date below; Australia began later.
BEGAN = {"harbour": date(2022, 3, 1), "australia": date(2024, 2, 1)}
# The last is a Thursday of a week that began the year before.
AS_OF = [
    date(2024, 2, 29),
    date(2025, 2, 28),
    date(2025, 3, 31),
    date(2025, 4, 1),
    date(2026, 1, 1),
]
PERIODS = ("WTD", "MTD", "QTD", "YTD", "FYTD")
GROUPS = {"Coffee:BEANS": "Coffee", "Tea:EARL": "Tea"}
COMPARED = "int_periods+"


@dataclass(frozen=True)
class Sale:
    """One line of one document; negative on a credit."""

    number: str
    entity: str
    day: date
    customer: str
    item: str
    amount: Decimal

    @property
    def quantity(self) -> Decimal:
        return Decimal(1) if self.amount > 0 else Decimal(-1)


def days() -> Iterator[date]:
    """Every day near an edge of a rule, and now and then another."""
    dice = random.Random(7)
    day = min(BEGAN.values())
    while day <= AS_OF[-1] + timedelta(7):
        is_edge = day.day > 26 or day.day < 4 or day.month in (2, 12)
        if is_edge or dice.random() < 0.2:
            yield day
        day += timedelta(1)


def sales() -> Iterator[Sale]:
    dice = random.Random(11)
    for day in days():
        for entity, began in BEGAN.items():
            if day >= began:
                cents = dice.randint(-3000, 20000) or 1
                yield Sale(
                    f"{entity} {day}",
                    entity,
                    day,
                    dice.choice(("Aroha", "Corso", "Pier")),
                    dice.choice([*GROUPS]),
                    Decimal(cents) / 100,
                )


SALES = [*sales()]


def versions() -> Iterator[Version]:
    books = [Version("organisations", xero.ORGANISATION)]
    books += [xero.contact(name, name) for name in ("Aroha", "Corso", "Pier")]
    for each in books:
        yield each
        yield replace(each, connection="xero_harbour_au")
    for name in ("Aroha", "Corso", "Pier"):
        yield reckon.customer(name)
    for path in GROUPS:
        yield reckon.product(path)
    yield from map(version, SALES)


def version(sale: Sale) -> Version:
    if sale.entity == "harbour" and sale.day <= EVE:
        return reckon.sold(
            sale.number,
            sale.day,
            str(sale.amount),
            to=sale.customer,
            item=sale.item,
            kind=reckon.INVOICE if sale.amount > 0 else reckon.CREDIT,
            quantity=str(sale.quantity),
        )
    amount = float(abs(sale.amount))
    line = xero.line(amount, sale.item.split(":")[1], quantity=1)
    kind = "ACCREC" if sale.amount > 0 else "ACCRECCREDIT"
    made = xero.document(
        sale.number,
        sale.day,
        amount,
        amount,
        kind=kind,
        contact=sale.customer,
        currency="NZD" if sale.entity == "harbour" else "AUD",
        lines=[line],
    )
    is_home = sale.entity == "harbour"
    return made if is_home else replace(made, connection="xero_harbour_au")


def period(name: str, entity: str, as_of: date) -> tuple[Days, Days]:
    """Return the first and last day of a period, and of the one to compare it with."""
    if name == "WTD":
        monday = as_of - timedelta(as_of.weekday())
        year = timedelta(364)
        return (monday, as_of), (monday - year, as_of - year)
    starts = {
        "MTD": as_of.replace(day=1),
        "QTD": date(as_of.year, (as_of.month - 1) // 3 * 3 + 1, 1),
        "YTD": date(as_of.year, 1, 1),
        "FYTD": fiscal_year_start(FISCAL_YEARS[entity], as_of),
    }
    start = starts[name]
    prior = start.replace(year=start.year - 1)
    return (start, as_of), (prior, a_year_earlier(as_of))


def fiscal_year_start(month: int, as_of: date) -> date:
    year = as_of.year if as_of.month >= month else as_of.year - 1
    return date(year, month, 1)


def a_year_earlier(day: date) -> date:
    """Return the same date; of a month's last day, the last day of that month."""
    last = monthrange(day.year - 1, day.month)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(day.year - 1, day.month, last if is_last else day.day)


def recomputed(as_of: date) -> dict[Key, Figures]:
    found: dict[Key, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 4)
    for sale in SALES:
        for name in PERIODS:
            for offset, (first, last) in enumerate(period(name, sale.entity, as_of)):
                if first <= sale.day <= last:
                    # Australia's system knows no groups
                    is_home = sale.entity == "harbour"
                    group = GROUPS[sale.item] if is_home else "Unassigned"
                    figures = found[sale.entity, name, sale.customer, group]
                    figures[offset] += sale.amount
                    figures[offset + 2] += sale.quantity
    return {key: (each[0], each[1], each[2], each[3]) for key, each in found.items()}


@pytest.fixture(scope="module")
def sold(warehouse: Warehouse) -> Warehouse:
    """Every sale, in the system of its day."""
    raw.remember_companies(warehouse, "reckon", "reckon_harbour")
    raw.append(warehouse, versions())
    seeds.sow(warehouse, entities=ENTITIES)
    marts = ["+kpi_period_comparison_total", "+int_parties__assigned"]
    # the calendar of the latest date holds every other
    latest = {"AS_OF_DATE": str(AS_OF[-1])}
    warehouse.run("--select", *marts, "--exclude", COMPARED, **latest)
    return warehouse


@pytest.fixture(scope="module", params=AS_OF, ids=str)
def as_of(request: pytest.FixtureRequest, sold: Warehouse) -> date:
    """Each date in turn, for which the periods are built."""
    day: date = request.param
    not_asked = ("--exclude", "top_performers")
    sold.run("--select", COMPARED, *not_asked, AS_OF_DATE=str(day))
    return day


def test_each_period_equals_the_recomputation(sold: Warehouse, as_of: date) -> None:
    rows = sold.rows(
        "select compared.*, customers.party_name "
        "from mart_sales.kpi_period_comparison as compared "
        "inner join intermediate.int_parties__assigned as customers "
        "on compared.customer_key = customers.party_key "
        "and customers.ledger = 'receivable'"
    )
    expected = recomputed(as_of)
    keys = ("entity_key", "period_type", "party_name", "product_group")
    assert {row["as_of_date"] for row in rows} == {as_of}
    assert {tuple(row[name] for name in keys): figures(row) for row in rows} == expected
    assert {name for _, name, *_ in expected} == {*PERIODS}


def figures(row: dict[str, Any]) -> Figures:
    assert row["revenue_change_amount_base"] == (
        row["revenue_amount_base"] - row["prior_revenue_amount_base"]
    )
    return (
        row["revenue_amount_base"],
        row["prior_revenue_amount_base"],
        row["quantity"],
        row["prior_quantity"],
    )


def test_each_total_equals_the_recomputation(sold: Warehouse, as_of: date) -> None:
    totals: dict[tuple[str, str], list[Decimal]] = {
        (entity, name): [Decimal(0)] * 4 for entity in BEGAN for name in PERIODS
    }
    for (entity, name, *_), each in recomputed(as_of).items():
        for place, figure in enumerate(each):
            totals[entity, name][place] += figure
    rows = sold.rows("select * from mart_sales.kpi_period_comparison_total")
    assert len(rows) == len(totals)
    for row in rows:
        expected = totals[row["entity_key"], row["period_type"]]
        assert [*figures(row)] == expected
        assert row["revenue_change_ratio"] == change(*expected[:2])


def change(current: Decimal, prior: Decimal) -> Decimal | None:
    """Return the change as a share, to six places; of nothing or less there is none."""
    if prior <= 0:
        return None
    share = (current - prior) / prior
    return share.quantize(Decimal("0.000001"), ROUND_HALF_UP)


def test_each_period_has_the_days_that_its_rule_names(
    sold: Warehouse, as_of: date
) -> None:
    rows = sold.rows("select * from mart_sales.kpi_period_comparison_total")
    for row in rows:
        current, prior = period(row["period_type"], row["entity_key"], as_of)
        assert (row["current_from_date"], row["as_of_date"]) == current
        assert (row["prior_from_date"], row["prior_to_date"]) == prior


def test_the_rule_itself_is_what_the_definition_says() -> None:
    leap, plain = date(2024, 2, 29), date(2025, 2, 28)
    assert a_year_earlier(leap) == date(2023, 2, 28)
    assert a_year_earlier(plain) == leap
    assert a_year_earlier(date(2024, 2, 28)) == date(2023, 2, 28)
    # Thursday, 1 January 2026: Monday was in December, and so was it 364 days earlier
    assert period("WTD", "harbour", date(2026, 1, 1)) == (
        (date(2025, 12, 29), date(2026, 1, 1)),
        (date(2024, 12, 30), date(2025, 1, 2)),
    )
    assert period("FYTD", "harbour", date(2025, 3, 31)) == (
        (date(2024, 4, 1), date(2025, 3, 31)),
        (date(2023, 4, 1), date(2024, 3, 31)),
    )
    assert period("FYTD", "harbour", date(2025, 4, 1)) == (
        (date(2025, 4, 1), date(2025, 4, 1)),
        (date(2024, 4, 1), date(2024, 4, 1)),
    )
