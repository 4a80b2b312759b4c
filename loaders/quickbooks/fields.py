"""What QuickBooks sends and the warehouse never holds, and what makes no version."""

from __future__ import annotations

# Of an address the country and the state stay: territories are made of them.
WITHIN_STATE = (
    "City",
    "County",
    "Id",
    "Lat",
    "Line1",
    "Line2",
    "Line3",
    "Line4",
    "Line5",
    "Long",
    "Note",
    "PostalCode",
    "PostalCodeSuffix",
    "Tag",
)
# Who works at a customer or supplier, how to reach them, what the tax office and the
# bank know them by: personal, and no model needs it.
OF_PARTY = frozenset(
    {
        *(f"BillAddr.{name}" for name in WITHIN_STATE),
        "AltContactName",
        "AlternatePhone",
        "BirthDate",
        "BusinessNumber",
        "CCDetail",
        "ContactName",
        "FamilyName",
        "Fax",
        "Gender",
        "GivenName",
        "GSTIN",
        "MiddleName",
        "Mobile",
        "Notes",
        "OtherAddr",
        "OtherContactInfo",
        "PrimaryEmailAddr",
        "PrimaryPhone",
        "PrimaryTaxIdentifier",
        "PrintOnCheckName",
        "ResaleNum",
        "SecondaryTaxIdentifier",
        "ShipAddr",
        "SSN",
        "Suffix",
        "TaxIdentifier",
        "Title",
        "UserId",
        "V4IDPseudonym",
        "VendorPaymentBankDetail",
        "WebAddr",
    }
)
# The company's own whereabouts and registrations.
OF_COMPANY = frozenset(
    {
        "CompanyAddr",
        "CompanyEmailAddr",
        "CompanyURL",
        "CompanyUserAdminEmail",
        "CompanyUserId",
        "CustomerCommunicationAddr",
        "CustomerCommunicationEmailAddr",
        "Email",
        "EmployerId",
        "Fax",
        "LegalAddr",
        "Mobile",
        "OtherAddr",
        "OtherContactInfo",
        "PrimaryPhone",
        "ShipAddr",
        "WebAddr",
    }
)
# What the company writes to its customers, and to whom it sends copies.
OF_PREFERENCES = frozenset(
    {
        "EmailMessagesPrefs",
        "SalesFormsPrefs.DefaultCustomerMessage",
        "SalesFormsPrefs.SalesEmailBcc",
        "SalesFormsPrefs.SalesEmailCc",
        "VendorAndPurchasesPrefs.POEmail",
    }
)
# Where a document was sent, whose card or cheque paid it, and the link that lets
# whoever holds it look at an invoice and pay.
OF_DOCUMENT = frozenset(
    {
        "AcceptedBy",
        "BillAddr",
        "BillEmail",
        "BillEmailBcc",
        "BillEmailCc",
        "CheckPayment.AcctNum",
        "CheckPayment.BankName",
        "CheckPayment.NameOnAcct",
        "CheckPayment.PayeeAddr",
        "CreditCardPayment.CCDetail",
        "CreditCardPayment.CreditChargeInfo",
        "CreditCardPayment.CreditChargeResponse",
        "DeliveryInfo",
        "InvoiceLink",
        "InvoiceLinkSecurityCode",
        "RemitToAddr",
        "ReplyEmail",
        "ShipAddr",
        "ShipFromAddr",
        "VendorAddr",
    }
)
OF_ACCOUNT = frozenset({"AcctNumExtn", "BankNum", "FIName"})

DOCUMENTS = (
    "invoices",
    "sales_receipts",
    "credit_memos",
    "refund_receipts",
    "payments",
    "deposits",
    "bills",
    "vendor_credits",
    "bill_payments",
    "purchases",
)

NOT_LANDED = {
    "company_info": OF_COMPANY,
    "preferences": OF_PREFERENCES,
    "accounts": OF_ACCOUNT,
    "customers": OF_PARTY,
    "vendors": OF_PARTY,
    "departments": frozenset({"Address"}),
    **dict.fromkeys(DOCUMENTS, OF_DOCUMENT),
}
# What is open on the paid document, as it stands when the payment is read: noise.
OPEN_WHEN_READ = frozenset({"Line.LineEx"})
NOT_HASHED = {"payments": OPEN_WHEN_READ, "bill_payments": OPEN_WHEN_READ}
