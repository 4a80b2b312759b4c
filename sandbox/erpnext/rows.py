"""What the papers share: heads, totals, and the rows of their child tables."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.erpnext.doctypes import DOCTYPES, USER, Body
from sandbox.erpnext.wire import DOCTYPE_OF, hashed, local, number

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from sandbox.world.farms.books import Line, Voucher

CHILD = {
    "sale": "Sales Invoice Item",
    "purchase": "Purchase Invoice Item",
    "order": "Sales Order Item",
    "delivery": "Delivery Note Item",
}


def head(voucher: Voucher, zone: ZoneInfo) -> Body:
    """Return what every document begins with."""
    assert voucher.created_at and voucher.changed_at
    return {
        "name": voucher.name,
        "creation": local(voucher.created_at, zone),
        "modified": local(voucher.changed_at, zone),
        "docstatus": voucher.state,
        "title": voucher.party.name if voucher.party else None,
        "naming_series": voucher.name.rpartition("-")[0],
        "company": voucher.firm.name,
        "amended_from": voucher.amended_from and voucher.amended_from.name,
        "posting_date": f"{voucher.posting_date}",
        "is_opening": "No",
    }


def party_of(voucher: Voucher) -> Body:
    """Return whom a paper is with."""
    assert voucher.party
    party = voucher.party
    if voucher.kind == "purchase":
        return {"supplier": party.name, "supplier_name": party.first_name}
    return {
        "customer": party.name,
        "customer_name": party.first_name,
        "customer_group": party.group,
        "territory": party.territory,
    }


def totals(voucher: Voucher) -> Body:
    """Return a paper's amounts, in its own currency and in the books'."""
    net, tax, total = voucher.net, voucher.tax, voucher.total
    amounts = {
        "total": net,
        "net_total": net,
        "total_taxes_and_charges": tax,
        "grand_total": total,
        "rounding_adjustment": voucher.rounded - total,
        "rounded_total": voucher.rounded,
    }
    told: Body = {name: number(amount) for name, amount in amounts.items()}
    for name, amount in amounts.items():
        told[f"base_{name}"] = number(voucher.to_base(amount))
    quantity = sum((line.quantity for line in voucher.lines), Decimal(0))
    return told | {
        "currency": voucher.currency,
        "price_list_currency": voucher.currency,
        "conversion_rate": number(voucher.rate),
        "plc_conversion_rate": 1.0,
        "total_qty": number(quantity),
        "language": "en",
    }


def child(
    voucher: Voucher, place: int, zone: ZoneInfo, doctype: str, field: str, told: Body
) -> Body:
    """Return a row of a child table: columns, then where it belongs."""
    assert voucher.created_at and voucher.children_changed_at
    names: Body = {
        "name": hashed(f"{voucher.key}|{field}|{place}"),
        "owner": USER,
        "creation": local(voucher.created_at, zone),
        "modified": local(voucher.children_changed_at, zone),
        "modified_by": USER,
        "docstatus": voucher.state,
        "idx": place + 1,
    }
    row = DOCTYPES[doctype].row(told, names)
    return row | {
        "parent": voucher.name,
        "parentfield": field,
        "parenttype": DOCTYPE_OF[voucher.kind],
        "doctype": doctype,
    }


def lines(voucher: Voucher, zone: ZoneInfo) -> list[Body]:
    """Return the rows of the items."""
    doctype = CHILD[voucher.kind]
    return [
        child(voucher, place, zone, doctype, "items", _line(voucher, line))
        for place, line in enumerate(voucher.lines)
    ]


def _line(voucher: Voucher, line: Line) -> Body:
    item, quantity = line.item, number(line.quantity)
    told: Body = {
        "item_code": item.code,
        "item_name": item.name,
        "description": item.name,
        "item_group": item.group,
        "qty": quantity,
        "stock_qty": quantity,
        "conversion_factor": 1.0,
        "uom": item.unit,
        "stock_uom": item.unit,
        "warehouse": voucher.firm.warehouse if item.is_stocked else None,
        "cost_center": f"Main - {voucher.firm.abbreviation}",
    }
    told |= _prices(voucher, line)
    side = "income_account" if voucher.kind == "sale" else "expense_account"
    if side in DOCTYPES[CHILD[voucher.kind]].columns:
        told[side] = line.account.name
    order = "against_sales_order" if voucher.kind == "delivery" else "sales_order"
    if line.order:
        told[order] = line.order.name
    if line.delivery:
        told["delivery_note"] = line.delivery.name
    return told


def _prices(voucher: Voucher, line: Line) -> Body:
    price, base_price = number(line.price), number(round(line.price * voucher.rate, 6))
    base = number(voucher.to_base(line.amount))
    told: Body = dict.fromkeys(("rate", "net_rate", "price_list_rate"), price)
    told |= dict.fromkeys(("amount", "net_amount"), number(line.amount))
    told |= dict.fromkeys(("base_amount", "base_net_amount"), base)
    return told | dict.fromkeys(("base_rate", "base_net_rate"), base_price)


def taxes(voucher: Voucher, zone: ZoneInfo) -> list[Body]:
    """Return the rows of the taxes."""
    kind = "Purchase" if voucher.kind == "purchase" else "Sales"
    running, rows = voucher.net, []
    for place, (account, percent, tax) in enumerate(voucher.taxes):
        running += tax
        told: Body = {
            "charge_type": "On Net Total",
            "account_head": account.name,
            "description": f"{account.name} {percent}%",
            "rate": number(percent),
            "account_currency": account.currency,
            "tax_amount": number(tax),
            "total": number(running),
            "base_tax_amount": number(voucher.to_base(tax)),
            "base_total": number(voucher.to_base(running)),
            "cost_center": f"Main - {voucher.firm.abbreviation}",
        }
        doctype = f"{kind} Taxes and Charges"
        rows.append(child(voucher, place, zone, doctype, "taxes", told))
    return rows
