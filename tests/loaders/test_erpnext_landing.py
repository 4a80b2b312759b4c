"""ERPNext, from the site to the rows: what changes, comes and goes without a word."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from loaders import warehouses
from loaders.contract import Connection
from loaders.erpnext import OPTIONAL, SOURCE
from loaders.erpnext.doctype import Doctype, ready
from loaders.erpnext.modelled import KNOWN
from loaders.layout import countinghouse_schema, raw_schema
from loaders.pipeline import set_dlt_up
from loaders.run import Outcome, explain, load_all, prepare
from loaders.unit import Options, Surroundings, Unit
from sandbox.server import Answer
from tests.loaders.erpnext import Site, serving
from tests.loaders.fake import FakeClock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from loaders.warehouses.base import Warehouse

ALL = ("Customer", "Sales Invoice", "Bin", "GL Entry", "Note")
NOTE = ready(Doctype("Note"))


@dataclass
class Farm:
    """Sites, and the warehouse that they are loaded into."""

    environment: Mapping[str, str]
    site: Site
    sites: dict[str, Site] = field(default_factory=dict)
    clock: FakeClock = field(default_factory=FakeClock)

    def load(self, *doctypes: str, **options: Any) -> list[Outcome]:
        around = Surroundings(
            "run",
            self.warehouse(),
            self.clock,
            Options(**options),
            lambda line: None,
            lambda line: None,
            explain,
        )
        sites = self.sites or {"erp_farm": self.site}
        units = [
            Unit(SOURCE, self.connection(name, site), KNOWN.get(doctype, NOTE))
            for name, site in sites.items()
            for doctype in doctypes or ALL
        ]
        prepare(around, [SOURCE], is_sandbox=False)
        return list(load_all(units, around))

    def added(self, *doctypes: str, **options: Any) -> list[tuple[int, int]]:
        """Load; return how many versions and tombstones each doctype got."""
        outcomes = self.load(*doctypes, **options)
        assert [it.entry.error for it in outcomes if it.entry.error] == []
        entries = [outcome.entry for outcome in outcomes]
        return [(it.versions_added, it.tombstones_added) for it in entries]

    def connection(self, name: str, site: Site) -> Connection:
        return Connection("erpnext", name, OPTIONAL | site.settings | {"page_size": 2})

    def warehouse(self) -> Warehouse:
        return warehouses.open_warehouse(None, self.clock, self.environment)

    def rows(self, columns: str, doctype: str = "") -> list[tuple[Any, ...]]:
        with self.warehouse().session() as session:
            dataset = session.dataset(raw_schema(SOURCE))
            where = "where doctype = %s " if doctype else ""
            query = f"select {columns} from {dataset.table('documents')} {where}"
            order = "order by connection, doctype, source_primary_key, ingestion_time"
            return list(dataset.rows(query + order, *([doctype] if doctype else [])))

    def live(self, doctype: str) -> dict[str, dict[str, Any]]:
        """Return the latest versions that are no tombstones."""
        found = self.rows("source_primary_key, is_deleted, cast(raw as text)", doctype)
        latest = {key: (gone, json.loads(raw)) for key, gone, raw in found}
        return {
            key.partition("/")[2]: raw
            for key, (gone, raw) in latest.items()
            if not gone
        }

    def log(self, columns: str, table: str) -> list[tuple[Any, ...]]:
        with self.warehouse().session() as session:
            dataset = session.dataset(countinghouse_schema())
            query = f"select {columns} from {dataset.table(table)} order by 1, 2"
            return list(dataset.rows(query))


@pytest.fixture
def farm(
    duckdb: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Farm]:
    monkeypatch.chdir(tmp_path)
    with serving(Site()) as site:
        yield settled(Farm(duckdb, site))


@pytest.fixture
def postgres_farm(
    postgres: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Farm]:
    monkeypatch.chdir(tmp_path)
    with serving(Site()) as site:
        yield settled(Farm(postgres, site))


def settled(farm: Farm) -> Farm:
    """Give the site a little of everything."""
    set_dlt_up()
    site = farm.site
    site.put("Company", "Green Fields", abbr="GF")
    for name in ("Café Vert", "Hof & Sohn"):
        site.put("Customer", name, note=None, email_id="me@example.com", company="GF")
    for number, amount in ((1, 10.5), (2, 22), (3, 0.1)):
        invoice = f"SINV-{number}"
        item = {"name": f"i{number}", "modified": "2026-06-30", "incoming_rate": 1}
        facts = {"customer": "Café Vert", "outstanding_amount": amount}
        site.put("Sales Invoice", invoice, items=[item], status="Unpaid", **facts)
        of_voucher = {"voucher_type": "Sales Invoice", "voucher_no": invoice}
        for part in "ab":
            row = of_voucher | {"party": "Café Vert", "debit": amount}
            site.put("GL Entry", f"{invoice}-{part}", **row)
    site.put("Bin", "b1", item_code="Seed", actual_qty=5)
    site.put("Note", "n1", note="one")
    return farm


def invoices(farm: Farm, column: str) -> list[Any]:
    return [raw.get(column) for raw in farm.live("Sales Invoice").values()]


# ---------- loading twice


def test_loading_twice_changes_nothing_and_asks_for_no_document(farm: Farm) -> None:
    assert farm.added() == [(2, 0), (3, 0), (1, 0), (6, 0), (1, 0)]
    before = farm.rows("*")
    farm.site.asked.clear()
    assert farm.added() == [(0, 0)] * 5
    assert farm.rows("*") == before
    assert [call for call in farm.site.asked if call.count("/") == 2] == []


def test_the_same_on_postgres(postgres_farm: Farm) -> None:
    farm = postgres_farm
    assert farm.added() == [(2, 0), (3, 0), (1, 0), (6, 0), (1, 0)]
    assert farm.added() == [(0, 0)] * 5
    farm.site.set("Sales Invoice", "SINV-2", outstanding_amount=0)
    del farm.site.documents["GL Entry"]["SINV-3-b"]
    assert farm.added() == [(0, 0), (1, 0), (0, 0), (0, 1), (0, 0)]


def test_changed_and_changed_back_is_three_versions(farm: Farm) -> None:
    for status in ("Unpaid", "Overdue", "Unpaid"):
        farm.site.set("Sales Invoice", "SINV-1", status=status)
        farm.load("Sales Invoice")
    found = farm.rows("source_primary_key, cast(raw as text)", "Sales Invoice")
    history = [json.loads(raw)["status"] for key, raw in found if key.endswith("-1")]
    assert history == ["Unpaid", "Overdue", "Unpaid"]


def test_who_likes_or_tags_a_document_makes_no_version(farm: Farm) -> None:
    farm.load("Sales Invoice", "Customer")
    farm.site.set("Customer", "Café Vert", _liked_by='["ann"]')
    farm.site.set("Sales Invoice", "SINV-1", _liked_by='["ann"]')
    assert farm.added("Sales Invoice", "Customer") == [(0, 0), (0, 0)]


def test_personal_fields_never_land(farm: Farm) -> None:
    farm.load("Customer")
    assert "email_id" not in farm.live("Customer")["Café Vert"]
    farm.site.set("Customer", "Café Vert", email_id="you@example.com")
    farm.site.asked.clear()
    assert farm.added("Customer") == [(0, 0)]
    assert farm.site.calls("resource/Customer/") == []


# ---------- what moves no `modified`


@pytest.mark.parametrize(
    "change",
    [
        {"status": "Overdue"},
        {"outstanding_amount": 4.25},
        {"customer": "Vert & fils"},
        {"docstatus": 2},
        {"items": [{"name": "i1", "modified": "2026-07-01", "incoming_rate": 2}]},
        {"items": []},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_invoice_that_changes_in_silence_is_read_again(
    farm: Farm, change: dict[str, Any]
) -> None:
    farm.load("Sales Invoice")
    farm.site.set("Sales Invoice", "SINV-1", **change)
    farm.site.asked.clear()
    assert farm.added("Sales Invoice") == [(1, 0)]
    assert farm.site.calls("resource/Sales Invoice/") == [
        "resource/Sales Invoice/SINV-1"
    ]
    landed = farm.live("Sales Invoice")["SINV-1"]
    wanted = json.loads(json.dumps(change), parse_float=str)
    assert {name: landed[name] for name in change} == wanted


def test_a_customer_renamed_vanishes_under_the_old_name(farm: Farm) -> None:
    """No Deleted Document tells of it, and no `modified` of what refers to it."""
    farm.load()
    renamed = farm.site.documents["Customer"].pop("Café Vert") | {"name": "Vert"}
    farm.site.documents["Customer"]["Vert"] = renamed
    for number in (1, 2, 3):
        farm.site.set("Sales Invoice", f"SINV-{number}", customer="Vert")
        for part in "ab":
            farm.site.set("GL Entry", f"SINV-{number}-{part}", party="Vert")
    assert farm.added() == [(1, 1), (3, 0), (0, 0), (6, 0), (0, 0)]
    assert sorted(farm.live("Customer")) == ["Hof & Sohn", "Vert"]
    assert set(invoices(farm, "customer")) == {"Vert"}


def test_a_name_that_changes_its_case_leaves_no_second_document(farm: Farm) -> None:
    farm.load("Customer")
    renamed = farm.site.documents["Customer"].pop("Café Vert") | {"name": "CAFE VERT"}
    farm.site.documents["Customer"]["CAFE VERT"] = renamed
    assert farm.added("Customer") == [(1, 1)]
    assert sorted(farm.live("Customer")) == ["CAFE VERT", "Hof & Sohn"]


def test_a_full_list_without_children_is_read_anew(farm: Farm) -> None:
    farm.load("Bin")
    farm.site.set("Bin", "b1", actual_qty=3)
    assert farm.added("Bin") == [(1, 0)]
    del farm.site.documents["Bin"]["b1"]
    assert farm.added("Bin") == [(0, 1)]


# ---------- ledgers


def test_a_voucher_that_differs_is_sent_again_whole_and_no_other(farm: Farm) -> None:
    farm.load("GL Entry")
    farm.site.set("GL Entry", "SINV-2-a", is_cancelled=1)
    farm.site.put("GL Entry", "SINV-2-c", **{**row_of("SINV-2"), "credit": 22})
    [outcome] = farm.load("GL Entry")
    assert outcome.entry.rows_read == 3
    assert (outcome.entry.versions_added, outcome.entry.tombstones_added) == (2, 0)


def row_of(voucher: str) -> dict[str, Any]:
    return {"voucher_type": "Sales Invoice", "voucher_no": voucher, "party": "Vert"}


def test_a_voucher_that_left_the_ledger_is_sent_again_empty(farm: Farm) -> None:
    """Deleting a cancelled invoice takes its rows with it; no notice names them."""
    farm.load("GL Entry")
    for part in "ab":
        del farm.site.documents["GL Entry"][f"SINV-3-{part}"]
    assert farm.added("GL Entry") == [(0, 2)]
    assert sorted(farm.live("GL Entry")) == [
        f"SINV-{n}-{p}" for n in (1, 2) for p in "ab"
    ]


def test_rows_that_a_nightly_job_renames_are_the_same_voucher(farm: Farm) -> None:
    farm.load("GL Entry")
    entries = farm.site.documents["GL Entry"]
    entries["ACC-GLE-1"] = entries.pop("SINV-1-a") | {"name": "ACC-GLE-1"}
    assert farm.added("GL Entry") == [(1, 1)]
    assert len(farm.live("GL Entry")) == 6


def test_a_row_that_moves_to_another_voucher_lives_on_there(farm: Farm) -> None:
    farm.load("GL Entry")
    farm.site.set("GL Entry", "SINV-1-a", voucher_no="SINV-2")
    assert farm.added("GL Entry") == [(1, 0)]
    scopes = farm.rows("source_primary_key, scope", "GL Entry")
    assert json.loads(dict(scopes)["GL Entry/SINV-1-a"])["voucher_no"] == "SINV-2"


def test_a_ledger_that_lost_most_vouchers_is_an_error(farm: Farm) -> None:
    """21 vouchers become one: a right taken away would look like a deletion."""
    for number in range(4, 22):
        farm.site.put("GL Entry", f"SINV-{number}-a", **row_of(f"SINV-{number}"))
    farm.load("GL Entry")
    kept = {"SINV-1-a": farm.site.documents["GL Entry"]["SINV-1-a"]}
    farm.site.documents["GL Entry"] = kept
    [outcome] = farm.load("GL Entry")
    assert "no longer holds 20 of 21" in str(outcome.entry.error)
    assert len(farm.live("GL Entry")) == 24
    assert farm.added("GL Entry", full_refresh=True) == [(0, 23)]


def test_a_ledger_that_shows_less_than_it_counts_deletes_nothing(farm: Farm) -> None:
    farm.load("GL Entry")
    farm.site.set("GL Entry", "SINV-1-a", debit=11)
    farm.site.bound_to = lambda row: row.get("voucher_no") != "SINV-3"
    [outcome] = farm.load("GL Entry")
    assert "only 4 of 6 are listed" in str(outcome.entry.error)
    assert (outcome.entry.versions_added, outcome.entry.tombstones_added) == (1, 0)


# ---------- rights


def test_a_right_taken_away_does_not_delete(farm: Farm) -> None:
    """Newer sites count only what the user may see: list and count agree."""
    farm.load("Customer")
    del farm.site.documents["Customer"]["Hof & Sohn"]
    refusal = Answer(403, {"exc_type": "PermissionError"})
    farm.site.before = lambda call: refusal if call.endswith("Hof & Sohn") else None
    [outcome] = farm.load("Customer")
    assert "403" in str(outcome.entry.error)
    assert sorted(farm.live("Customer")) == ["Café Vert", "Hof & Sohn"]


def test_one_doctype_or_site_that_fails_derails_no_other(farm: Farm) -> None:
    with serving(Site()) as second:
        second.put("Company", "Kisan Mitra", abbr="KM")
        second.put("Customer", "Ram")
        farm.sites = {"erp_farm": farm.site, "erp_kisan": second}
        farm.site.before = lambda call: (
            Answer(417, {"exc_type": "DataError"}) if "GL Entry" in call else None
        )
        second.forbidden = {"Note"}
        statuses = [it.entry.status for it in farm.load("GL Entry", "Customer", "Note")]
        assert statuses[:3] == ["failed", "succeeded", "succeeded"]
        assert statuses[3:] == ["succeeded", "succeeded", "skipped"]


def test_a_wrong_key_fails_its_site_after_one_call(farm: Farm) -> None:
    farm.site.before = lambda call: Answer(401, {"exc_type": "AuthenticationError"})
    outcomes = farm.load()
    assert {outcome.entry.status for outcome in outcomes} == {"failed"}
    assert len(farm.site.asked) == 1


# ---------- one table, many doctypes and sites


def test_two_sites_with_the_same_names_stay_apart(farm: Farm) -> None:
    with serving(Site()) as second:
        second.put("Company", "Kisan Mitra", abbr="KM")
        second.put("Customer", "Café Vert", territory="Pune")
        farm.sites = {"erp_farm": farm.site, "erp_kisan": second}
        assert farm.added("Customer") == [(2, 0), (1, 0)]
        second.documents["Customer"].clear()
        assert farm.added("Customer") == [(0, 0), (0, 1)]


def test_each_doctype_has_its_own_log_and_state(farm: Farm) -> None:
    farm.load("Customer", "Sales Invoice")
    assert farm.log("resource, status, rows_read", "etl_run_log") == [
        ("Customer", "succeeded", 2),
        ("Sales Invoice", "succeeded", 3),
    ]
    state = farm.log("resource, cursor, vendor_company_id", "sync_state")
    newest = farm.site.documents["Sales Invoice"]["SINV-3"]["modified"]
    assert state[1] == ("Sales Invoice", newest, "GF 2026-06-30 10:01:00")
    keys = farm.rows("connection, doctype, source_primary_key", "Customer")
    assert keys[0] == ("erp_farm", "Customer", "Customer/Café Vert")


# ---------- doctypes that no model reads


def test_other_doctypes_are_read_by_change_and_compared_once_a_day(farm: Farm) -> None:
    farm.site.set("Note", "n1", modified="2026-06-29 10:00:00")
    farm.site.put("Note", "n2", note="two")
    farm.load("Note")
    farm.site.set("Note", "n1", note="in silence")
    farm.site.put("Note", "n2", note="too")
    assert farm.added("Note") == [(1, 0)]
    farm.clock.moment += timedelta(days=1)
    assert farm.added("Note") == [(1, 0)]
    assert [raw["note"] for raw in farm.live("Note").values()] == ["in silence", "too"]


def test_a_delete_notice_spares_what_was_made_anew(farm: Farm) -> None:
    farm.site.put("Note", "n2")
    farm.load("Note")
    for name in ("n1", "n2"):
        notice = {"deleted_doctype": "Note", "deleted_name": name}
        farm.site.put("Deleted Document", f"x{name}", **notice)
        del farm.site.documents["Note"][name]
    farm.site.put("Note", "n1", note="again")
    assert farm.added("Note") == [(1, 2)]
    assert farm.added("Note") == [(0, 0)]
    assert list(farm.live("Note")) == ["n1"]


def test_bounds_read_again_what_changed_in_them(farm: Farm) -> None:
    farm.load("Sales Invoice")
    farm.site.asked.clear()
    day = date(2026, 6, 30)
    assert farm.added("Sales Invoice", since=day, until=day) == [(0, 0)]
    assert len(farm.site.calls("resource/Sales Invoice/")) == 3
    nothing = date(2026, 6, 29)
    farm.load("Sales Invoice", since=nothing, until=nothing)
    assert len(farm.live("Sales Invoice")) == 3


def test_a_full_refresh_reads_every_document_again(farm: Farm) -> None:
    farm.load("Sales Invoice")
    farm.site.asked.clear()
    assert farm.added("Sales Invoice", full_refresh=True) == [(0, 0)]
    assert len(farm.site.calls("resource/Sales Invoice/")) == 3


def test_numbers_keep_their_digits(farm: Farm) -> None:
    farm.load("Sales Invoice", "GL Entry")
    assert invoices(farm, "outstanding_amount") == ["10.5", 22, "0.1"]
