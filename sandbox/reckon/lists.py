"""The customer list and the item list, as Reckon exports lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.reckon.wording import (
    UTF_8_WITH_BOM,
    WINDOWS,
    Row,
    account,
    cells,
    csv_bytes,
    item,
    money,
    price,
    rep,
    still_open,
    terms_of,
)
from sandbox.world.amounts import ZERO, cents
from sandbox.world.former_lists import SUBTOTAL
from sandbox.world.former_papers import GST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from sandbox.world.keeper import Books
    from sandbox.world.lists import Item, Party

_CUSTOMER_HEADER = cells(
    ",Active Status,Customer,Balance,Balance Total,Company,Mr./Ms./...,First Name,"
    "Last Name,Contact,Phone,Fax,Email,Bill to,Street1,Street2,City,State,Post Code,"
    "Country,Customer Type,Terms,Rep,Tax Code,Account No.,Credit Limit,Price Level"
)
_ITEM_HEADER = cells(
    ",Active Status,Item,Description,Type,Asset Account,COGS Account,Cost,Gross Cost,"
    "Account,Price,Gross Price,Tax Code,Quantity On Hand,Reorder Point,Barcode,"
    "Preferred Supplier"
)


def customers(books: Books) -> bytes:
    """Write the customer list: a balance is the customer's own, the total its jobs'."""
    own: dict[str, Decimal] = dict.fromkeys(books.parties, ZERO)
    for each in books.documents:
        if each.state == "posted":
            own[each.party.name] += still_open(each)
    rows = [_CUSTOMER_HEADER]
    for name in sorted(books.parties):
        below = (sum_ for path, sum_ in own.items() if path.startswith(f"{name}:"))
        rows.append(_customer(books.parties[name], own[name], sum(below, own[name])))
    return csv_bytes(rows, WINDOWS)


def _customer(party: Party, own: Decimal, total: Decimal) -> Row:
    company = party.name.partition(":")[0]
    street = "5 Beach Street"
    told = {
        "Active Status": "Not-active" if party.is_archived else "Active",
        "Customer": party.name,
        "Balance": money(own),
        "Balance Total": money(total),
        "Company": company,
        "First Name": "Ani",
        "Last Name": "Parata",
        "Contact": "Ani Parata",
        "Phone": "09 555 0199",
        "Email": "accounts@customer.example",
        "Bill to": f"{company} {street} {party.region} 1010",
        "Street1": street,
        "City": party.region,
        "Post Code": "1010",
        "Customer Type": party.group or "",
        "Terms": terms_of(party),
        "Rep": rep(party),
        "Tax Code": "GST",
        "Credit Limit": "10,000.00" if party.terms_days >= 30 else "",
    }
    return [told.get(name, "") for name in _CUSTOMER_HEADER]


def products(books: Books) -> bytes:
    """Write the item list, groups as items of their own."""
    rows = [_ITEM_HEADER, *_groups(books)]
    for each in books.items.values():
        if not each.is_deleted:
            rows.append(_item(books, each))
    return csv_bytes(rows, UTF_8_WITH_BOM)


def _groups(books: Books) -> Iterator[Row]:
    for group in dict.fromkeys(each.group for each in books.items.values()):
        if group:
            members = (each for each in books.items.values() if each.group == group)
            first = next(members)
            told = {"Active Status": "Active", "Item": group, "Description": group}
            told |= {"Type": kind(first), "Tax Code": "GST", "Price": "0.00"}
            told |= {
                "Cost": "0.00",
                "Account": account(books, first.account, is_path=True),
            }
            yield [told.get(name, "") for name in _ITEM_HEADER]


def kind(each: Item) -> str:
    """Return Reckon's type of an item."""
    if each.code == SUBTOTAL:
        return "Subtotal"
    if each.price < 0:
        return "Discount"
    return "Inventory Part" if each.cost else "Service"


def _item(books: Books, each: Item) -> Row:
    told = {
        "Active Status": "Not-active" if each.code == "EQ-OLD" else "Active",
        "Item": item(books, each.code),
        "Description": each.name,
        "Type": kind(each),
    }
    if each.account:
        told |= {"Account": account(books, each.account, is_path=True)}
        told |= {"Tax Code": "GST"} | _prices(each)
    if each.cost:
        told |= {"Asset Account": account(books, "1200")}
        told |= {"COGS Account": account(books, "5000"), "Quantity On Hand": "0"}
    return [told.get(name, "") for name in _ITEM_HEADER]


def _prices(each: Item) -> dict[str, str]:
    if each.price < 0:
        return {"Cost": "0.00", "Price": f"{each.price}%"}
    gross = 1 + GST
    return {
        "Cost": price(each.cost),
        "Gross Cost": money(cents(each.cost * gross)),
        "Price": price(each.price),
        "Gross Price": money(cents(each.price * gross)),
    }
