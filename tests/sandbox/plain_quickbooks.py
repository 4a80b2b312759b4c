"""The sub-ledger worked out the plain way, from what QuickBooks says: the tests' judge.

Nothing here is shared with the sandbox or the models: documents, payments and links in,
what every item is worth on a date out. An item is `Invoice:<Id>`; a line of a journal,
deposit or expense that is one itself `JournalEntry:<Id>:<Line.Id>`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Body = dict[str, Any]
CHARGES = {"Invoice": "receivable", "Bill": "payable"}
CREDITS = {"CreditMemo": "receivable", "VendorCredit": "payable"}
PAYMENTS = {"Payment": "receivable", "BillPayment": "payable"}
LINED = ("JournalEntry", "Deposit", "Purchase")
PURCHASES = ("Check", "Expense", "CreditCardCredit")


@dataclass
class Item:
    """Something owed, or a credit (negative)."""

    ledger: str
    party: str
    issued: date
    opening: Decimal
    rate: Decimal
    reported: Decimal | None = None
    reported_base: Decimal | None = None


def money(value: object) -> Decimal:
    return Decimal(str(value))


def base(amount: Decimal, rate: Decimal) -> Decimal:
    return (amount * rate).quantize(Decimal("0.01"), ROUND_HALF_UP)


def day(body: Body) -> date:
    return date.fromisoformat(body["TxnDate"])


class Subledger:
    """Every item and what moved it."""

    def __init__(self, records: Mapping[str, Iterable[Body]]) -> None:
        self.records = records
        self.items: dict[str, Item] = {}
        self.entries: dict[str, list[tuple[date, Decimal]]] = defaultdict(list)
        self.unresolved: list[tuple[str, str]] = []
        self.controls = {
            account["Id"]: account["AccountType"].split()[1].lower()
            for account in records["Account"]
            if account["AccountType"] in ("Accounts Receivable", "Accounts Payable")
        }
        for name, ledger in (CHARGES | CREDITS).items():
            for body in records[name]:
                self._open_document(name, ledger, body)
        for name in LINED:
            for body in records[name]:
                self._open_lines(name, body)
        for name, ledger in PAYMENTS.items():
            for body in records[name]:
                self._open_payment(name, ledger, body)
        for name in PAYMENTS:
            for body in records[name]:
                self._settle(name, body)

    def _add(self, key: str, item: Item) -> None:
        self.items[key] = item
        self.entries[key].append((item.issued, item.opening))

    def _open_document(self, name: str, ledger: str, body: Body) -> None:
        sign = 1 if name in CHARGES else -1
        party = _owner(body)
        key, rate = f"{name}:{body['Id']}", money(body["ExchangeRate"])
        opening = sign * money(body["TotalAmt"])
        item = Item(ledger, party, day(body), opening, rate)
        item.reported = sign * money(body["Balance"])
        if "HomeBalance" in body:
            item.reported_base = sign * money(body["HomeBalance"])
        self._add(key, item)
        if body.get("Deposit"):
            self.entries[key].append((item.issued, -money(body["Deposit"])))

    def _open_lines(self, name: str, body: Body) -> None:
        for line in body["Line"]:
            detail = line.get(line.get("DetailType", ""), {})
            ledger = self.controls.get(detail.get("AccountRef", {}).get("value"))
            if ledger:
                debit = money(line["Amount"]) * _debit_sign(name, body, detail)
                opening = debit if ledger == "receivable" else -debit
                party = _party(body, detail)
                rate = money(body["ExchangeRate"])
                key = f"{name}:{body['Id']}:{line['Id']}"
                self._add(key, Item(ledger, party, day(body), opening, rate))

    def _open_payment(self, name: str, ledger: str, body: Body) -> None:
        party = _owner(body)
        opening, rate = -money(body["TotalAmt"]), money(body["ExchangeRate"])
        item = Item(ledger, party, day(body), opening, rate)
        if "UnappliedAmt" in body:
            item.reported = -money(body["UnappliedAmt"])
        self._add(f"{name}:{body['Id']}", item)

    def _settle(self, name: str, body: Body) -> None:
        """Take what the payment settles off its items, and off the payment itself."""
        own, paid = f"{name}:{body['Id']}", day(body)
        for line in body["Line"]:
            amount = money(line["Amount"])
            for link in line["LinkedTxn"]:
                key = self._linked(name, body, link, amount)
                if key is None:
                    self.unresolved.append((own, link["TxnId"]))
                    continue
                item = self.items[key]
                moved = -amount if item.opening > 0 else amount
                self.entries[key].append((max(paid, item.issued), moved))
                self.entries[own].append((paid, -moved))
                if paid < item.issued:
                    self._hold(own, item, paid, moved)

    def _hold(self, own: str, item: Item, paid: date, moved: Decimal) -> None:
        """Let money that came early wait on an item of its own, at the item's rate."""
        held = Item(item.ledger, item.party, paid, Decimal(0), item.rate)
        key = f"{own} early {item.issued} {item.rate}"
        self.items[key] = held
        self.entries[key] += [(paid, moved), (item.issued, -moved)]

    def _linked(self, name: str, body: Body, link: Body, amount: Decimal) -> str | None:
        kind = "Purchase" if link["TxnType"] in PURCHASES else link["TxnType"]
        prefix = f"{kind}:{link['TxnId']}"
        if kind not in LINED:
            return prefix if prefix in self.items else None
        if "TxnLineId" in link:
            return f"{prefix}:{link['TxnLineId']}"
        party = _owner(body)
        keys = [key for key in self.items if key.startswith(f"{prefix}:")]
        keys = [k for k in keys if self.items[k].ledger == PAYMENTS[name]]
        keys.sort(key=lambda key: self.items[key].party != party)
        return keys[0] if keys else None

    def open(self, key: str, as_of: date = date.max) -> Decimal:
        """What an item is worth in its own currency; 0 for what never was an item."""
        keys = [key, *(held for held in self._held.get(key, ()))]
        return sum((self._own(each, as_of) for each in keys), Decimal(0))

    def open_base(self, key: str, as_of: date = date.max) -> Decimal:
        """The same in the books' currency, each at its item's own rate."""
        keys = [key, *(held for held in self._held.get(key, ()))]
        return sum((self._own_base(each, as_of) for each in keys), Decimal(0))

    @property
    def _held(self) -> dict[str, list[str]]:
        if not hasattr(self, "_held_by_payment"):
            self._held_by_payment: dict[str, list[str]] = defaultdict(list)
            for key in self.items:
                if " early " in key:
                    self._held_by_payment[key.split(" early ")[0]].append(key)
        return self._held_by_payment

    def _own(self, key: str, as_of: date) -> Decimal:
        moved = (amount for on, amount in self.entries.get(key, ()) if on <= as_of)
        return sum(moved, Decimal(0))

    def _own_base(self, key: str, as_of: date) -> Decimal:
        item = self.items.get(key)
        return base(self._own(key, as_of), item.rate) if item else Decimal(0)

    def own_items(self, ledger: str) -> Iterator[str]:
        """Yield the keys of a ledger's items, held money with its payment."""
        for key, item in self.items.items():
            if item.ledger == ledger and " early " not in key:
                yield key

    def total_base(self, ledger: str, as_of: date = date.max) -> Decimal:
        """What a ledger is worth in the books' currency."""
        keys = self.own_items(ledger)
        return sum((self.open_base(key, as_of) for key in keys), Decimal(0))


def _debit_sign(name: str, body: Body, detail: Body) -> int:
    if name == "JournalEntry":
        return 1 if detail["PostingType"] == "Debit" else -1
    if name == "Deposit":
        return -1
    return -1 if body["Credit"] else 1


def _owner(body: Body) -> str:
    named = body["CustomerRef"] if "CustomerRef" in body else body["VendorRef"]
    party: str = named["value"]
    return party


def _party(body: Body, detail: Body) -> str:
    entity: Body = detail.get("Entity") or body.get("EntityRef") or {}
    party: str = entity.get("EntityRef", entity)["value"]
    return party
