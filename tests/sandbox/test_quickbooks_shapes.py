"""The sandbox speaks QuickBooks' field names, as its published examples have them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sandbox.quickbooks import everything
from tests.sandbox.test_shapes import paths

SAMPLES: dict[str, set[str]] = {
    name: set(fields.split())
    for name, fields in json.loads(
        Path(__file__).with_name("quickbooks_fields.json").read_text()
    ).items()
}
KNOWN = {path.split(".")[-1] for fields in SAMPLES.values() for path in fields}
# In QuickBooks' schema, though in none of the samples.
SPECIFIED = {
    "DescriptionLineDetail",
    "DiscountRate",
    "GroupItemRef",
    "GroupLineDetail",
    "Quantity",
    "TxnTaxCodeRef",
}
# In the samples, and of no use to a warehouse.
LEFT_OUT = {
    "AllowIPNPayment",
    "AllowOnlineCreditCardPayment",
    "AllowOnlinePayment",
    "CustomerCommunicationEmailAddr",
    "DeliveryInfo",
    "FreeFormAddress",
    "PaymentRefNum",
    "PurchaseDesc",
    "PurchaseTaxCodeRef",
    "PurchaseTaxIncluded",
    "SalesTaxCodeRef",
    "SalesTaxIncluded",
    "ShipAddr",
    "TaxReturnLineRef",
    "V4IDPseudonym",
}
# A company of the United States tells these only of some documents, or nowhere.
ELSEWHERE = {"CreditMemo": {"CustomerMemo"}, "Deposit": {"PrivateNote"}}
ELSEWHERE |= {name: {"CustomField"} for name in ("SalesReceipt", "RefundReceipt")}
ELSEWHERE |= {"VendorCredit": {"GlobalTaxCalculation", "TxnTaxDetail"}}


@pytest.mark.parametrize("connection", ["quickbooks_empire", "quickbooks_harbour"])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_field_has_a_name_of_our_own(connection: str, name: str) -> None:
    ours = paths(everything(connection)[name])
    unknown = {path.split(".")[-1] for path in ours - SAMPLES[name]} - KNOWN
    assert unknown <= SPECIFIED


@pytest.mark.parametrize("name", SAMPLES)
def test_every_field_of_the_samples_is_there(name: str) -> None:
    top_level = {path for path in SAMPLES[name] if "." not in path}
    missing = top_level - paths(everything()[name])
    assert missing <= LEFT_OUT | ELSEWHERE.get(name, set())
