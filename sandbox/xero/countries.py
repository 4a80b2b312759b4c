"""What differs between a New Zealand and an Australian organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sandbox.xero.wire import Body, net_instant


@dataclass(frozen=True)
class Country:
    """A country's tax codes, time zone and fiscal year."""

    code: str
    currency: str
    time_zone: str
    year_end: tuple[int, int]
    sales_tax: str
    purchase_tax: str
    tax_names: dict[str, str]
    """What people see of each tax code; in journals only."""

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


NEW_ZEALAND = Country(
    "NZ",
    "NZD",
    "NEWZEALANDSTANDARDTIME",
    (31, 3),
    "OUTPUT2",
    "INPUT2",
    {
        "OUTPUT2": "15% GST on Income",
        "INPUT2": "15% GST on Expenses",
        "ZERORATED": "Zero Rated",
        "NONE": "No GST",
    },
)
AUSTRALIA = Country(
    "AU",
    "AUD",
    "AUSEASTERNSTANDARDTIME",
    (30, 6),
    "OUTPUT",
    "INPUT",
    {
        "OUTPUT": "GST on Income",
        "INPUT": "GST on Expenses",
        "EXEMPTEXPORT": "GST Free Exports",
        "NONE": "No GST",
    },
)
