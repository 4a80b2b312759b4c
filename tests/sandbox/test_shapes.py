"""The sandbox speaks Xero's field names, as its published examples have them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.xero.endpoints import ENDPOINTS

if TYPE_CHECKING:
    from tests.sandbox.conftest import Records

SAMPLES: dict[str, set[str]] = {
    name: set(fields.split())
    for name, fields in json.loads(
        Path(__file__).with_name("xero_fields.json").read_text()
    ).items()
}
KNOWN = {path.split(".")[-1] for fields in SAMPLES.values() for path in fields}
# In Xero's specification, though in none of the samples.
SPECIFIED = {"CreditNote", "Overpayment", "Prepayment", "DiscountAmount"}
# In the samples, and of no use to a warehouse.
LEFT_OUT = {
    "AccountNumber",
    "AccountsReceivableTaxType",
    "BrandingThemeID",
    "CompanyNumber",
    "Description",
    "PeriodLockDate",
    "PurchaseDescription",
    "PurchasesDefaultLineAmountType",
    "SalesDefaultAccountCode",
    "SalesDefaultLineAmountType",
    "SentToContact",
    "TaxNumber",
    "TotalDiscount",
}


def paths(value: Any, before: str = "") -> set[str]:
    if isinstance(value, list):
        return {path for each in value for path in paths(each, before)}
    if not isinstance(value, dict):
        return set()
    own = {f"{before}{name}": each for name, each in value.items()}
    return set(own).union(*(paths(each, f"{name}.") for name, each in own.items()))


@pytest.mark.parametrize("name", ENDPOINTS)
def test_no_field_has_a_name_of_our_own(harbour: Records, name: str) -> None:
    ours = paths(harbour[name])
    unknown = {
        path for path in ours - SAMPLES[name] if path.split(".")[-1] not in KNOWN
    }
    assert {path.split(".")[-1] for path in unknown} <= SPECIFIED


@pytest.mark.parametrize("name", ENDPOINTS)
def test_every_field_of_the_samples_is_there(harbour: Records, name: str) -> None:
    top_level = {path for path in SAMPLES[name] if "." not in path}
    assert top_level - paths(harbour[name]) <= LEFT_OUT
