"""What people do in a site, and what of it `modified` tells: as measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import sandbox
from tests.sandbox.erpnext import TODAY, Client

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.erpnext.site import Site

LEDGERS = ("GL Entry", "Payment Ledger Entry", "Stock Ledger Entry")
Rows = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture
def running() -> Iterator[sandbox.Sandbox]:
    with sandbox.start(today=TODAY, scale=0.1) as started:
        yield started


@pytest.fixture
def site(running: sandbox.Sandbox) -> Site:
    return running.erpnext("erp_greenfields")


def state(site: Site) -> Rows:
    names = ("Sales Invoice", "Purchase Invoice", "Payment Entry", "Journal Entry")
    more = ("Customer", "Deleted Document", "Bin", "Sales Order")
    return {
        (name, record.name): dict(record.row)
        for name in (*names, *more, *LEDGERS)
        for record in site.table(name).records.values()
    }


class Change:
    """What a deed inserted, took away, and changed, with or without `modified`."""

    def __init__(self, before: Rows, after: Rows) -> None:
        self.came = _counted(after.keys() - before.keys())
        self.went = _counted(before.keys() - after.keys())
        changed = [k for k in before if k in after and before[k] != after[k]]
        silent = [k for k in changed if before[k]["modified"] == after[k]["modified"]]
        self.silent = _counted(silent)
        self.loud = _counted(set(changed) - set(silent))


def _counted(keys: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for doctype, _ in keys:
        found[doctype] = found.get(doctype, 0) + 1
    return found


def done(site: Site, deed: Any) -> Change:
    before = state(site)
    deed()
    return Change(before, state(site))


def test_a_payment_moves_its_invoice_on_a_new_site_and_not_on_an_old_one(
    running: sandbox.Sandbox, site: Site
) -> None:
    name = site.open_invoices()[0]
    change = done(site, lambda: site.pay(name))
    expected = {"Payment Entry": 1, "GL Entry": 2, "Payment Ledger Entry": 1}
    assert change.came == expected
    assert (change.loud, change.silent) == ({"Sales Invoice": 1}, {})
    assert site.get("Sales Invoice", name)["outstanding_amount"] == 0
    assert site.get("Sales Invoice", name)["status"] == "Paid"
    old = running.erpnext("erp_kisanmitra")
    change = done(old, lambda: old.pay(old.open_invoices()[0], "10"))
    assert (change.loud, change.silent) == ({}, {"Sales Invoice": 1})


def test_the_rows_of_a_paid_invoice_do_not_move(site: Site) -> None:
    name = site.open_invoices()[0]
    items = site.get("Sales Invoice", name)["items"]
    site.pay(name)
    assert site.get("Sales Invoice", name)["items"] == items


def test_a_cancel_reverses_every_ledger_and_says_so_in_both_rows(site: Site) -> None:
    name = site.open_invoices()[0]
    legs = len(site.find(name).legs)
    change = done(site, lambda: site.cancel(name))
    assert change.came["GL Entry"] == change.loud["GL Entry"] == legs
    assert change.came["Payment Ledger Entry"] == 1
    assert change.loud["Payment Ledger Entry"] == 1
    assert site.get("Sales Invoice", name)["docstatus"] == 2
    rows = [r.row for r in site.table("Payment Ledger Entry").records.values()]
    mine = [row for row in rows if row["voucher_no"] == name]
    assert [row["delinked"] for row in mine] == [1, 1]


def test_an_amendment_names_what_it_replaces(site: Site) -> None:
    name = site.open_invoices()[0]
    amended = site.amend(name)
    assert amended == f"{name}-1"
    assert site.get("Sales Invoice", amended)["amended_from"] == name


def test_a_cancelled_payment_opens_its_invoice_again(site: Site) -> None:
    name = site.open_invoices()[0]
    owed = site.get("Sales Invoice", name)["outstanding_amount"]
    payment = site.pay(name)
    site.cancel(payment)
    assert site.get("Sales Invoice", name)["outstanding_amount"] == owed
    assert site.get("Payment Entry", payment)["status"] == "Cancelled"


def test_a_deleted_document_takes_its_ledger_rows_along(site: Site) -> None:
    name = site.open_invoices()[0]
    site.cancel(name)
    legs = len(site.find(name).legs)
    change = done(site, lambda: site.delete(name))
    assert change.went["GL Entry"] == legs
    assert (change.went["Sales Invoice"], change.came) == (1, {"Deleted Document": 1})
    last = list(site.table("Deleted Document").records.values())[-1].row
    assert (last["deleted_doctype"], last["deleted_name"]) == ("Sales Invoice", name)


def test_a_rename_is_silent_everywhere_and_leaves_no_note(site: Site) -> None:
    change = done(site, lambda: site.rename("Dry Creek Farms LLC", "Wet Creek / Sons"))
    assert change.went == change.came == {"Customer": 1}
    assert change.loud == {}
    assert change.silent["Sales Invoice"] > 0
    assert change.silent["GL Entry"] > 0
    assert change.silent["Payment Ledger Entry"] > 0


def test_a_merge_is_silent_but_for_a_note_on_the_customer(site: Site) -> None:
    deed = lambda: site.merge("Plum/Cherry Partners", "Dry Creek Farms LLC")  # noqa: E731
    change = done(site, deed)
    assert change.came == {"Deleted Document": 1}
    assert change.went == {"Customer": 1}
    assert change.loud == {}


def test_reconciling_an_advance_swaps_one_payment_ledger_row(site: Site) -> None:
    customer = "Big Bend Growers Co-op"
    first, second = site.sell(customer, "100.00"), site.sell(customer, "60.00")
    payment = site.pay(first, on_account="60")
    deed = lambda: site.reconcile(payment, second, "60")  # noqa: E731
    change = done(site, deed)
    assert change.came == change.went == {"Payment Ledger Entry": 1}
    assert change.loud == {"Payment Entry": 1, "Sales Invoice": 1}
    assert site.get("Payment Entry", payment)["unallocated_amount"] == 0
    assert site.get("Sales Invoice", second)["outstanding_amount"] == 0


def test_a_repost_changes_stock_rows_in_silence_and_renews_ledger_rows(
    site: Site,
) -> None:
    change = done(site, lambda: site.repost("NPK 19:19:19"))
    assert change.silent["Stock Ledger Entry"] > 0
    assert change.came["Stock Ledger Entry"] == 1
    assert change.went["GL Entry"] > 0
    assert change.loud == {"Bin": 1}


def test_the_nightly_job_makes_invoices_overdue_in_silence(site: Site) -> None:
    change = done(site, lambda: site.pass_days(40))
    assert change.silent["Sales Invoice"] > 0
    assert (change.loud, change.came, change.went) == ({}, {}, {})


def test_the_job_that_renames_ledger_rows_leaves_none_of_the_old_names(
    site: Site,
) -> None:
    rows = len(site.table("GL Entry").records)
    change = done(site, site.rename_ledger_rows)
    assert change.went["GL Entry"] == change.came["GL Entry"] == rows


def test_a_write_off_is_a_journal(site: Site) -> None:
    name = site.open_invoices()[0]
    change = done(site, lambda: site.write_off(name))
    assert change.came["Journal Entry"] == 1
    assert site.get("Sales Invoice", name)["outstanding_amount"] == 0


def test_a_draft_has_no_ledger_rows_until_it_is_submitted(site: Site) -> None:
    name = site.sell("Dry Creek Farms LLC", "25.00", submit=False)
    assert site.get("Sales Invoice", name)["docstatus"] == 0
    change = done(site, lambda: site.submit(name))
    assert change.came == {"GL Entry": 2, "Payment Ledger Entry": 1}


def test_rows_can_be_put_and_removed_behind_everyones_back(
    running: sandbox.Sandbox, site: Site
) -> None:
    client = Client(running)
    name = client.names("Sales Invoice")[0]
    kept = site.get("Sales Invoice", name)
    site.put("Sales Invoice", {"po_no": "X-1"}, which=name, touch=False)
    changed = client.document("Sales Invoice", name)
    assert (changed["po_no"], changed["modified"]) == ("X-1", kept["modified"])
    site.put("Sales Invoice", {"po_no": "X-2"}, which=name)
    moved = client.document("Sales Invoice", name)["modified"]
    assert moved == "2026-06-30 07:00:00"
    site.remove("Sales Invoice", name)
    path = f"resource/Sales Invoice/{name}"
    assert client.get(path).status_code == 404
    filters = [["voucher_no", "=", name]]
    assert client.rows("Payment Ledger Entry", filters=filters)
    site.put("Sales Invoice", kept, touch=False)
    assert client.document("Sales Invoice", name) == kept


def test_an_edited_list_survives_what_others_do(site: Site) -> None:
    site.put("Customer", {"disabled": 1}, which="Dry Creek Farm")
    site.remove("Customer", "100% Organic Patch")
    site.pay(site.open_invoices()[0])
    assert site.get("Customer", "Dry Creek Farm")["disabled"] == 1
    with pytest.raises(KeyError):
        site.get("Customer", "100% Organic Patch")


def test_a_deed_may_happen_while_a_list_is_paged(
    running: sandbox.Sandbox, site: Site
) -> None:
    client, order = Client(running), {"order_by": "modified asc, name asc"}
    page = {"limit_page_length": 10, "filters": [["docstatus", "=", 1]], **order}
    first = client.rows("Sales Invoice", **page)
    second = client.rows("Sales Invoice", limit_start=10, **page)
    touched = first[0]["name"]
    edit = lambda: site.put("Sales Invoice", {}, which=touched)  # noqa: E731
    running.faults.after("Sales Invoice", edit)
    client.rows("Sales Invoice", **page)
    assert client.rows("Sales Invoice", limit_start=10, **page)[0] == second[1]
