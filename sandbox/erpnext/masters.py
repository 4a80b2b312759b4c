"""A site's other lists: groups, rates, deletions, doctypes; and where each is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from sandbox.erpnext import companies, parties
from sandbox.erpnext.doctypes import DOCTYPES, USER, Body, Doctype
from sandbox.erpnext.store import Children, Stored, made, stored
from sandbox.erpnext.wire import DOCTYPE_OF, hashed, local, number
from sandbox.world.farms import catalogue
from sandbox.world.farms.rates import rate

if TYPE_CHECKING:
    from sandbox.world.farms.keeper import Estate

Tell = Callable[["Estate", date], Iterator[Stored]]


def _tree(doctype: str, top: str, names: tuple[str, ...]) -> Tell:
    """Return how a small tree of names is told: one root, the rest below it."""
    word = doctype.lower().replace(" ", "_")

    def tell(estate: Estate, _: date) -> Iterator[Stored]:
        yield made(estate, top, doctype, is_group=1, **{f"{word}_name": top})
        for name in names:
            facts: Body = {f"{word}_name": name, f"parent_{word}": top}
            yield made(estate, name, doctype, **facts)

    return tell


def _rates(estate: Estate, today: date) -> Iterator[Stored]:
    for firm in estate.farms.values():
        currencies = {party.currency for party in estate.parties.values()}
        for currency in sorted(currencies - {"", firm.currency}):
            for month in _months(today):
                yield made(
                    estate,
                    f"{month}-{currency}-{firm.currency}-Selling-Buying",
                    "Currency Exchange",
                    date=f"{month}",
                    from_currency=currency,
                    to_currency=firm.currency,
                    exchange_rate=number(rate(currency, firm.currency, month)),
                    for_buying=1,
                    for_selling=1,
                )


def _months(today: date) -> Iterator[date]:
    month = date(2024, 7, 1)
    while month <= today:
        yield month
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _deletions(estate: Estate, _: date) -> Iterator[Stored]:
    doctypes = DOCTYPE_OF | {
        "customer": "Customer",
        "supplier": "Supplier",
        "item": "Item",
    }
    for place, deletion in enumerate(estate.deletions):
        doctype, at = doctypes[deletion.kind], local(deletion.at, estate.zone)
        data: Body = {"name": deletion.name, "doctype": doctype}
        if deletion.voucher:
            data["docstatus"] = deletion.voucher.state
            data["company"] = deletion.voucher.firm.name
            data["grand_total"] = number(deletion.voucher.total)
        told: Body = {
            "name": hashed(f"deletion {place} {deletion.name}"),
            "creation": at,
            "modified": at,
            "deleted_name": deletion.name,
            "deleted_doctype": doctype,
            "data": json.dumps(data),
        }
        yield stored(DOCTYPES["Deleted Document"], told)


def _soil_tests(estate: Estate, today: date) -> Iterator[Stored]:
    for place, month in enumerate(_months(today) if estate.parties else (), 1):
        grower = estate.parties[f"C{place % 9 + 2:03}"]
        yield made(
            estate,
            f"SOIL/{month:%Y}/{place:03}",
            "Soil Test",
            grower=grower.name,
            field_name=f"Field #{place} & headland",
            tested_on=f"{month}",
            acidity=6.5,
            nitrogen_ppm=20 + place,
            advice="Lime, 2 t/ha" if place % 2 else None,
        )


def _doctypes(estate: Estate, _: date) -> Iterator[Stored]:
    for each in DOCTYPES.values():
        record = made(
            estate,
            each.name,
            "DocType",
            module=each.module,
            istable=int(each.has("table")),
            issingle=int(each.has("single")),
            is_submittable=int(each.has("submittable")),
            custom=int(each.has("custom")),
            is_virtual=int(each.has("virtual")),
            sort_field="modified",
            sort_order="DESC",
        )
        record.children = _told_of(each)
        yield record


def _told_of(doctype: Doctype) -> Children:
    """Return a doctype's own fields, and who may read it."""
    fields: list[Body] = [
        {"fieldname": name, "fieldtype": "Data", "doctype": "DocField"}
        for name in doctype.columns
    ]
    for name, table in doctype.children.items():
        fields.append({"fieldname": name, "fieldtype": "Table", "options": table})
    role: Body = {"role": "Warehouse Reader", "read": 1, "doctype": "DocPerm"}
    is_closed = doctype.name == "Salary Slip"
    return {"fields": fields, "permissions": [] if is_closed else [role]}


def _named(doctype: str, *rows: dict[str, object]) -> Tell:
    def tell(estate: Estate, _: date) -> Iterator[Stored]:
        for row in rows:
            yield made(estate, str(row["name"]), doctype, **row)

    return tell


MASTERS: dict[str, Tell] = {
    "Company": companies.companies,
    "Account": companies.accounts,
    "Customer": parties.parties("customer", "Customer"),
    "Supplier": parties.parties("supplier", "Supplier"),
    "Item": parties.items,
    "Bin": parties.bins,
    "Warehouse": companies.warehouses,
    "Customer Group": _tree(
        "Customer Group", "All Customer Groups", catalogue.CUSTOMER_GROUPS
    ),
    "Supplier Group": _tree(
        "Supplier Group", "All Supplier Groups", catalogue.SUPPLIER_GROUPS
    ),
    "Territory": _tree("Territory", "All Territories", catalogue.TERRITORIES),
    "Item Group": _tree("Item Group", "All Item Groups", catalogue.ITEM_GROUPS),
    "Currency Exchange": _rates,
    "Fiscal Year": companies.years,
    "Cost Center": companies.centres,
    "Deleted Document": _deletions,
    "Soil Test": _soil_tests,
    "DocType": _doctypes,
    "System Settings": companies.system_settings,
    "Accounts Settings": _named(
        "Accounts Settings",
        {"name": "Accounts Settings", "unlink_payment_on_cancellation_of_invoice": 1},
    ),
    "Mode of Payment": _named(
        "Mode of Payment",
        {"name": "Cash", "mode_of_payment": "Cash", "type": "Cash", "enabled": 1},
        {"name": "Wire Transfer", "mode_of_payment": "Wire Transfer", "enabled": 1},
    ),
    "UOM": _named("UOM", {"name": "Bag", "uom_name": "Bag", "enabled": 1}),
    "Salary Slip": _named(
        "Salary Slip",
        {"name": "Sal Slip/HR-EMP-1/00001", "employee": "HR-EMP-1", "owner": USER},
    ),
}
