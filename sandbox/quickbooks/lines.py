"""How QuickBooks tells the lines and taxes of sales forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.quickbooks.wire import Body, number, reference
from sandbox.world.amounts import ZERO
from sandbox.world.empire_papers import tax_lines

if TYPE_CHECKING:
    from decimal import Decimal

    from sandbox.world.dealings import Deal, DealLine
    from sandbox.world.kept import TaxShare

TAX_MODES = {
    "exclusive": "TaxExcluded",
    "inclusive": "TaxInclusive",
    "none": "NotApplicable",
}


def sales_lines(deal: Deal) -> list[Body]:
    """Tell an invoice's lines: a subtotal without an Id before the discount."""
    told = [
        sales_line(deal, line, place)
        for place, line in enumerate(deal.lines, 1)
        if line.kind != "discount"
    ]
    amounts = [line.amount for line in deal.lines if line.kind != "discount"]
    whole = sum(amounts, ZERO) if deal.state != "voided" else ZERO
    told.append(
        {
            "Amount": number(whole),
            "DetailType": "SubTotalLineDetail",
            "SubTotalLineDetail": {},
        }
    )
    told += [_discount(deal, line) for line in deal.lines if line.kind == "discount"]
    return told


def sales_line(deal: Deal, line: DealLine, place: int) -> Body:
    """Tell a line of a sales form; a voided one has no amount and no quantity."""
    body: Body = {"Id": str(place), "LineNum": place}
    if line.description:
        body["Description"] = line.description
    if line.kind == "text":
        return body | {"DetailType": "DescriptionOnly", "DescriptionLineDetail": {}}
    body |= {"Amount": number(amount_of(deal, line)), "LinkedTxn": []}
    if line.kind == "bundle":
        detail = _bundle(deal, line, place)
        return body | {"DetailType": "GroupLineDetail", "GroupLineDetail": detail}
    detail = _sales_detail(deal, line)
    return body | {"DetailType": "SalesItemLineDetail", "SalesItemLineDetail": detail}


def _bundle(deal: Deal, line: DealLine, place: int) -> Body:
    """Tell what is in a bundle; its own amount is theirs together."""
    members = [
        sales_line(deal, member, place * 100 + counted)
        for counted, member in enumerate(line.members, 1)
    ]
    return {
        "GroupItemRef": reference(line.item),
        "Quantity": number(quantity_of(deal, line)),
        "Line": members,
    }


def worth(deal: Deal) -> Decimal:
    """Return a deal's total as it is told; a voided one has none."""
    return ZERO if deal.state == "voided" else deal.total


def amount_of(deal: Deal, line: DealLine) -> Decimal:
    """Return a line's amount; a voided one has none."""
    return ZERO if deal.state == "voided" else line.amount


def gross_of(deal: Deal, line: DealLine) -> Decimal:
    """Return what a line comes to with its tax."""
    return ZERO if deal.state == "voided" else line.amount + line.tax


def quantity_of(deal: Deal, line: DealLine) -> Decimal:
    """Return a line's quantity; a voided one has none."""
    return ZERO if deal.state == "voided" else line.quantity or ZERO


def _sales_detail(deal: Deal, line: DealLine) -> Body:
    detail: Body = {}
    if line.kind == "shipping":
        detail["ItemRef"] = {"value": "SHIPPING_ITEM_ID"}
    elif line.item:
        detail["ItemRef"] = reference(line.item, line.item.full_name)
    if line.label:
        detail["ClassRef"] = reference(line.label)
    if line.unit_price is not None:
        detail["UnitPrice"] = number(line.unit_price)
    if line.quantity is not None:
        detail["Qty"] = number(quantity_of(deal, line))
    if line.percent:
        detail["DiscountRate"] = number(line.percent)
    if line.account:
        detail["ItemAccountRef"] = reference(line.account)
    detail["TaxCodeRef"] = {"value": "TAX" if line.is_taxed else "NON"}
    if deal.tax_mode == "inclusive":
        detail["TaxInclusiveAmt"] = number(gross_of(deal, line))
    return detail


def _discount(deal: Deal, line: DealLine) -> Body:
    detail: Body = {"PercentBased": line.percent is not None}
    if line.percent is not None:
        detail["DiscountPercent"] = number(line.percent)
    detail["DiscountAccountRef"] = reference(line.account)
    return {
        "Amount": number(amount_of(deal, line)),
        "DetailType": "DiscountLineDetail",
        "DiscountLineDetail": detail,
    }


def taxes(deal: Deal) -> Body:
    """Tell a deal's taxes, agency by agency."""
    if deal.tax_kind is None:
        return {"TxnTaxDetail": {"TotalTax": number(deal.tax)}} if deal.tax_mode else {}
    if deal.state == "voided":
        return {"TxnTaxDetail": {"TotalTax": 0}}
    told = [_tax_line(deal, share, amount) for share, amount in tax_lines(deal)]
    whole: Body = {"TxnTaxCodeRef": {"value": deal.tax_kind.id}}
    return {"TxnTaxDetail": whole | {"TotalTax": number(deal.tax), "TaxLine": told}}


def _tax_line(deal: Deal, share: TaxShare, amount: Decimal) -> Body:
    return {
        "Amount": number(amount),
        "DetailType": "TaxLineDetail",
        "TaxLineDetail": {
            "TaxRateRef": {"value": share.id},
            "PercentBased": True,
            "TaxPercent": number(share.percent),
            "NetAmountTaxable": number(deal.taxable),
        },
    }
