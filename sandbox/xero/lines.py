"""How Xero tells lines, tracking and accounts of one company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.xero.wire import Body, reference_to

if TYPE_CHECKING:
    from sandbox.world.books import Line
    from sandbox.world.keeper import Books


class LineTeller:
    """Tells lines; knows the ids of the company's accounts, items and tracking."""

    def __init__(self, books: Books) -> None:
        self.company = books.company
        self.accounts = books.accounts
        self.items = books.items

    def bank(self, code: str) -> Body:
        """Tell a bank account's stub; foreign ones have no code."""
        account = self.accounts[code]
        stub = {"AccountID": self.account_id(code)}
        return (
            stub | ({"Code": code} if code.isdigit() else {}) | {"Name": account.name}
        )

    def account_id(self, code: str) -> str:
        """Return the account's id."""
        return reference_to(f"{self.company} account {code}")

    def line(self, line: Line, key: str) -> Body:
        """Tell a line; one that only describes has no account, quantity or amount."""
        body: Body = {"Description": line.description}
        if line.amount is None:
            return body | {"LineItemID": reference_to(key), "Tracking": []}
        body |= {
            "UnitAmount": line.unit_price,
            "TaxType": line.tax_code,
            "TaxAmount": line.tax,
            "LineAmount": line.amount,
            "AccountCode": line.account,
        }
        if line.item:
            body |= {"ItemCode": line.item} | self._item_stub(line.item)
        body |= {"Tracking": self.tracking(line), "Quantity": line.quantity}
        if line.discount_rate:
            body["DiscountRate"] = line.discount_rate
        if line.discount_amount:
            body["DiscountAmount"] = line.discount_amount
        return body | {
            "LineItemID": reference_to(key),
            "AccountID": self.account_id(line.account or ""),
            "ValidationErrors": [],
        }

    def _item_stub(self, code: str) -> Body:
        item = self.items.get(code)
        if item is None:
            return {}
        stub = {"ItemID": reference_to(f"item {code}"), "Name": item.name, "Code": code}
        return {"Item": stub}

    def tracking(self, line: Line) -> list[Body]:
        """Tell region and channel, where the line has them."""
        chosen = (("Region", line.region), ("Channel", line.channel))
        return [
            {
                "Name": name,
                "Option": option,
                "TrackingCategoryID": self.tracking_id(name),
                "TrackingOptionID": self.tracking_id(f"{name} {option}"),
            }
            for name, option in chosen
            if option
        ]

    def tracking_id(self, text: str) -> str:
        """Return the id of a tracking category or option."""
        return reference_to(f"{self.company} tracking {text}")
