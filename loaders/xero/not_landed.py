"""What Xero sends and the warehouse never holds, by name."""

from __future__ import annotations

# Who works at a customer or supplier, how to reach them, where to pay them: personal,
# and no model needs it.
PERSONAL = (
    "Addresses",
    "BankAccountDetails",
    "BatchPayments",
    "CompanyNumber",
    "ContactPersons",
    "EmailAddress",
    "FirstName",
    "LastName",
    "Phones",
    "SkypeUserName",
    "TaxNumber",
    "TaxNumberType",
    "Website",
    "XeroNetworkKey",
)
# The organisation's own secret key, its registrations and whereabouts.
OF_ORGANISATION = (
    "Addresses",
    "APIKey",
    "EmployerIdentificationNumber",
    "ExternalLinks",
    "Phones",
    "RegistrationNumber",
    "TaxNumber",
)
# Where a printed document was sent, and whose bank account was paid.
ADDRESSES = "InvoiceAddresses"
BANK_ACCOUNT = "BankAccountNumber"


def _contacts_in(*places: str) -> frozenset[str]:
    """Return what is personal in the contacts nested at these places."""
    return frozenset(f"{place}.{name}" for place in places for name in PERSONAL)


_CONTACT = _contacts_in("Contact")
_PAID = ("Invoice", "CreditNote", "Prepayment", "Overpayment")

NOT_LANDED = {
    "organisations": frozenset(OF_ORGANISATION),
    "accounts": frozenset({BANK_ACCOUNT}),
    "contacts": frozenset(PERSONAL),
    "invoices": _CONTACT | {ADDRESSES},
    "credit_notes": _CONTACT | {ADDRESSES},
    "payments": _contacts_in(*(f"{paid}.Contact" for paid in _PAID)) | {BANK_ACCOUNT},
    "overpayments": _CONTACT,
    "prepayments": _CONTACT,
    "bank_transactions": _CONTACT,
}
