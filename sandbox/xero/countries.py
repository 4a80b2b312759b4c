"""What differs between a New Zealand and an Australian organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from sandbox.xero.wire import Body, net_instant

_CLASSES = ("Assets", "Equity", "Expenses", "Liabilities", "Revenue")


@dataclass(frozen=True)
class Country:
    """A country's tax codes, time zone and fiscal year."""

    code: str
    currency: str
    time_zone: str
    year_end: tuple[int, int]
    sales_tax: str
    purchase_tax: str
    percent: int
    tax_rates: tuple[tuple[str, str, int], ...]

    def told_tax_rates(self) -> list[Body]:
        """Tell the TaxRates list: `TaxType` is the key, names are editable."""
        return [_tax_rate(*row) for row in self.tax_rates]

    def organisation(self, tenant_id: str, name: str, legal_name: str) -> Body:
        """Tell the Organisation record."""
        day, month = self.year_end
        return {
            "APIKey": "SANDBOX0000000000000000000",
            "Name": name,
            "LegalName": legal_name,
            "PaysTax": True,
            "Version": self.code,
            "OrganisationType": "COMPANY",
            "BaseCurrency": self.currency,
            "CountryCode": self.code,
            "IsDemoCompany": False,
            "OrganisationStatus": "ACTIVE",
            "FinancialYearEndDay": day,
            "FinancialYearEndMonth": month,
            "SalesTaxBasis": "ACCRUALS",
            "SalesTaxPeriod": "TWOMONTHS" if self.code == "NZ" else "QUARTERLY1",
            "DefaultSalesTax": "Tax Exclusive",
            "DefaultPurchasesTax": "Tax Exclusive",
            "CreatedDateUTC": net_instant(datetime(2024, 6, 1, tzinfo=UTC)),
            "OrganisationEntityType": "COMPANY",
            "Timezone": self.time_zone,
            "ShortCode": f"!{tenant_id[:5]}",
            "OrganisationID": tenant_id,
            "Edition": "BUSINESS",
            "Class": "PREMIUM",
            "Addresses": [],
            "Phones": [],
            "ExternalLinks": [],
            "PaymentTerms": {"Sales": {"Day": 20, "Type": "DAYSAFTERBILLDATE"}},
        }


def _tax_rate(name: str, tax_type: str, percent: int) -> Body:
    rate = Decimal(percent)
    part = {"Name": "GST", "Rate": rate, "IsCompound": False, "IsNonRecoverable": False}
    applies = {f"CanApplyTo{each}": True for each in _CLASSES}
    return {
        "Name": name,
        "TaxType": tax_type,
        "ReportTaxType": tax_type,
        **applies,
        "DisplayTaxRate": rate,
        "EffectiveRate": rate,
        "Status": "ACTIVE",
        "TaxComponents": [part],
    }


NEW_ZEALAND = Country(
    "NZ",
    "NZD",
    "NEWZEALANDSTANDARDTIME",
    (31, 3),
    "OUTPUT2",
    "INPUT2",
    15,
    (
        ("15% GST on Income", "OUTPUT2", 15),
        ("15% GST on Expenses", "INPUT2", 15),
        ("Zero Rated", "ZERORATED", 0),
        ("No GST", "NONE", 0),
    ),
)
AUSTRALIA = Country(
    "AU",
    "AUD",
    "AUSEASTERNSTANDARDTIME",
    (30, 6),
    "OUTPUT",
    "INPUT",
    10,
    (
        ("GST on Income", "OUTPUT", 10),
        ("GST on Expenses", "INPUT", 10),
        ("GST Free Exports", "EXEMPTEXPORT", 0),
        ("No GST", "NONE", 0),
    ),
)
