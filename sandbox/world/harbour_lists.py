"""Harbour's lists in another dress: a trader per side and currency of a party."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.world import parties
from sandbox.world.books import CHARGES, CREDITS
from sandbox.world.catalogue import TAX_PERCENT
from sandbox.world.kept import ChartAccount, Label, TaxKind, TaxShare, Trader, Ware

if TYPE_CHECKING:
    from sandbox.world.books import Document
    from sandbox.world.dealer import DealBooks
    from sandbox.world.keeper import Books
    from sandbox.world.lists import Account, Party

# kind in Harbour's books | type | subtype
_KINDS = {
    "bank": ("Bank", "Checking"),
    "revenue": ("Income", "SalesOfProductIncome"),
    "other_income": ("Other Income", "InterestEarned"),
    "direct_cost": ("Cost of Goods Sold", "SuppliesMaterialsCogs"),
    "expense": ("Expense", "OfficeGeneralAdministrativeExpenses"),
    "current_asset": ("Other Current Asset", "OtherCurrentAssets"),
    "inventory": ("Other Current Asset", "Inventory"),
    "fixed_asset": ("Fixed Asset", "MachineryAndEquipment"),
    "current_liability": ("Other Current Liability", "OtherCurrentLiabilities"),
    "long_term_liability": ("Long Term Liability", "NotesPayable"),
    "equity": ("Equity", "OwnersEquity"),
}
_CONTROLS = {
    "receivable": ("Accounts Receivable", "AccountsReceivable"),
    "payable": ("Accounts Payable", "AccountsPayable"),
}
_CURRENCIES = ("NZD", "AUD", "USD")


def open_lists(books: DealBooks, harbour: Books) -> None:
    """Open every list but the traders of days to come."""
    for number, account in enumerate(harbour.accounts.values(), 30):
        books.accounts[account.code] = _account(account, number)
    number = 90
    for currency in _CURRENCIES[1:]:
        for ledger in _CONTROLS:
            _foreign_control(books, harbour.role(ledger), currency, number)
            number += 1
    books.classes = _labels(parties.CHANNELS, 100)
    books.departments = _labels((*parties.REGIONS, "Overseas"), 1)
    books.methods = _labels(("Bank", "Check"), 1)
    _open_taxes(books)
    _open_wares(books, harbour)
    lists = (books.classes, books.departments, books.methods, books.wares, books.taxes)
    for kept in (books.accounts, *lists):
        for each in kept.values():
            books.touch(each)
    for share in books.tax_shares:
        books.touch(share)
    for party in harbour.parties.values():
        if party.updated_at:
            sides = {"both": ("customer", "vendor"), "supplier": ("vendor",)}
            for side in sides.get(party.side, ("customer",)):
                trader(books, harbour, party, side)


def _account(account: Account, number: int) -> ChartAccount:
    kind, detail = _CONTROLS.get(account.role) or _KINDS[account.kind]
    told = ChartAccount(
        id=str(number),
        name=account.name,
        code=account.code,
        number=account.code if account.code.isdigit() else "",
        kind=kind,
        detail=detail,
        role="stock" if account.kind == "inventory" else account.role,
        currency=account.currency if account.kind == "bank" else "",
    )
    told.is_active = not account.is_archived
    return told


def _foreign_control(
    books: DealBooks, home: Account, currency: str, number: int
) -> None:
    kind, detail = _CONTROLS[home.role]
    code = f"{home.code} {currency}"
    books.accounts[code] = ChartAccount(
        id=str(number),
        name=f"{home.name} - {currency}",
        code=code,
        kind=kind,
        detail=detail,
        role=home.role,
        currency=currency,
    )


def _labels(names: tuple[str, ...], first: int) -> dict[str, Label]:
    return {
        name: Label(id=str(number), name=name)
        for number, name in enumerate(names, first)
    }


def _open_taxes(books: DealBooks) -> None:
    share = TaxShare(id="20", name="GST", percent=TAX_PERCENT["OUTPUT2"])
    books.tax_shares = [share]
    for code in ("TAX", "NON"):
        books.taxes[code] = TaxKind(id=code, name=code)
    books.taxes["GST"] = TaxKind(id="10", name="GST", shares=[share])


def _open_wares(books: DealBooks, harbour: Books) -> None:
    for number, item in enumerate(harbour.items.values(), 1):
        ware = Ware(id=str(number), name=item.name, code=item.code, kind="NonInventory")
        ware.price, ware.cost = item.price, item.cost
        ware.income, ware.is_active = books.accounts[item.account], not item.is_deleted
        books.wares[item.code] = ware


def trader(books: DealBooks, harbour: Books, party: Party, side: str) -> Trader:
    """Return who a party is on a side, in its first currency."""
    code = f"{side} {party.key}"
    if code not in books.traders:
        number = 10 * (1 + list(harbour.parties.values()).index(party))
        is_second = party.side != "supplier" and side == "vendor"
        told = Trader(
            id=str(number),
            name=f"{party.name} (vendor)" if is_second else party.name,
            code=code,
            side=side,
            currency=_first_currency(harbour, party),
            terms_days=party.terms_days,
            is_active=not party.is_archived,
        )
        books.touch(told)
        told.updated_at = party.updated_at or told.updated_at
        books.traders[code] = told
    return books.traders[code]


def _first_currency(harbour: Books, party: Party) -> str:
    """Return a party's own currency, unless its documents all have another."""
    found = [
        document.currency
        for document in harbour.documents
        if document.party is party and document.kind in CHARGES | CREDITS
    ]
    return party.currency if party.currency in found or not found else found[0]


def in_currency(books: DealBooks, trader: Trader, document: Document) -> Trader:
    """Return the same trader for another currency, made when first needed."""
    currency = document.currency
    if trader.currency == currency:
        return trader
    code = f"{trader.code} {currency}"
    if code not in books.traders:
        number = int(trader.id) + 1 + _CURRENCIES.index(currency)
        name = f"{trader.name} - {currency}"
        told = Trader(id=str(number), name=name, code=code, side=trader.side)
        told.currency = currency
        books.touch(told)
        books.traders[code] = told
    return books.traders[code]
