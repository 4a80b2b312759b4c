"""A site's customers, suppliers, items and bins, in ERPNext's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from sandbox.erpnext.doctypes import DOCTYPES, Body
from sandbox.erpnext.store import Children, Stored, stored
from sandbox.erpnext.wire import hashed, local, number

if TYPE_CHECKING:
    from sandbox.world.farms.keeper import Estate
    from sandbox.world.farms.lists import Item, Party

Tell = Callable[["Estate", date], Iterator[Stored]]


def parties(side: str, doctype: str) -> Tell:
    """Return how the parties of a side are told."""

    def tell(estate: Estate, _: date) -> Iterator[Stored]:
        for party in estate.parties.values():
            if party.side == side and not party.is_gone:
                yield _party(estate, party, doctype)

    return tell


def _party(estate: Estate, party: Party, doctype: str) -> Stored:
    assert party.created_at and party.changed_at
    kind = doctype.lower()
    told: Body = {
        "name": party.name,
        "creation": local(party.created_at, estate.zone),
        "modified": local(party.changed_at, estate.zone),
        "naming_series": f"{kind[:4].upper()}-.YYYY.-",
        f"{kind}_name": party.first_name,
        f"{kind}_type": "Company",
        f"{kind}_group": party.group,
        "default_currency": party.currency or None,
        "payment_terms": f"Net {party.terms_days}",
        "language": "en",
        "tax_id": f"TAX{party.code}",
        "email_id": f"{party.code.lower()}@example.com",
        "mobile_no": f"+1 555 01{party.code[1:]}",
        "_user_tags": ",key account" if party.code == "C002" else None,
    }
    place = "territory" if party.side == "customer" else "country"
    told[place] = party.territory
    return stored(DOCTYPES[doctype], told, _kept_on(estate, party, doctype))


def _kept_on(estate: Estate, party: Party, doctype: str) -> Children:
    farms = estate.farms.values()
    rows = [f for f in farms if party.foreign_account in f.accounts]
    told: list[Body] = [
        {
            "name": hashed(f"{party.code} account {firm.name}"),
            "idx": place,
            "company": firm.name,
            "account": party.foreign_account,
            "parent": party.name,
            "parentfield": "accounts",
            "parenttype": doctype,
            "doctype": "Party Account",
        }
        for place, firm in enumerate(rows, 1)
    ]
    return {"accounts": told}


def items(estate: Estate, _: date) -> Iterator[Stored]:
    """Yield the items that were not deleted."""
    for item in estate.items.values():
        if not item.is_gone:
            yield _item(estate, item)


def _item(estate: Estate, item: Item) -> Stored:
    assert item.created_at and item.changed_at
    told: Body = {
        "name": item.code,
        "creation": local(item.created_at, estate.zone),
        "modified": local(item.changed_at, estate.zone),
        "item_code": item.code,
        "item_name": item.name,
        "item_group": item.group,
        "description": item.name,
        "stock_uom": item.unit,
        "is_stock_item": int(item.is_stocked),
        "valuation_rate": number(item.cost),
        "standard_rate": number(item.price),
        "valuation_method": "Moving Average",
        "is_purchase_item": 1,
        "is_sales_item": 1,
        "end_of_life": "2099-12-31",
    }
    return stored(DOCTYPES["Item"], told, {"uoms": [_unit(item)]})


def _unit(item: Item) -> Body:
    return {
        "name": hashed(f"{item.code} unit"),
        "idx": 1,
        "uom": item.unit,
        "conversion_factor": 1.0,
        "parent": item.code,
        "parentfield": "uoms",
        "parenttype": "Item",
        "doctype": "UOM Conversion Detail",
    }


def bins(estate: Estate, _: date) -> Iterator[Stored]:
    """Yield what lies where."""
    for shelf in estate.shelves.values():
        quantity, value = shelf.quantity, shelf.value
        told: Body = {
            "name": hashed(f"bin {shelf.item.code} {shelf.warehouse}"),
            "creation": local(shelf.created_at, estate.zone),
            "modified": local(shelf.changed_at, estate.zone),
            "item_code": shelf.item.code,
            "warehouse": shelf.warehouse,
            "stock_uom": shelf.item.unit,
            "actual_qty": number(quantity),
            "projected_qty": number(quantity),
            "valuation_rate": number(round(value / quantity, 9)) if quantity else 0.0,
            "stock_value": number(value),
        }
        yield stored(DOCTYPES["Bin"], told)
