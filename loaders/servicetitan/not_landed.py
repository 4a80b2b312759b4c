"""What ServiceTitan sends and the warehouse never holds, by name."""

from __future__ import annotations

# A technician's record also tells what he earns and where he lives, and grows: so what
# lands is named, not what does not.
TECHNICIAN = frozenset(
    {
        "active",
        "businessUnitId",
        "createdOn",
        "id",
        "modifiedOn",
        "name",
        "positions",
        "team",
        "userId",
    }
)
# How a unit signs its letters: no model needs it.
OF_UNIT = frozenset(
    {
        "acknowledgementParagraph",
        "address",
        "authorizationParagraph",
        "email",
        "externalData",
        "invoiceHeader",
        "invoiceMessage",
        "phoneNumber",
    }
)
# What people wrote about a customer, and where he lives.
WRITTEN = frozenset({"customFields", "externalData", "memo", "summary"})
OF_INVOICE = frozenset(
    {
        "assignedTo",
        "createdBy",
        "customerAddress",
        "employeeInfo",
        "location",
        "locationAddress",
    }
)
# Whose card paid, and who in the office took it down.
OF_PAYMENT = frozenset({"appliedTo.appliedBy", "authCode", "checkNumber", "createdBy"})
OF_ESTIMATE = frozenset({"externalLinks"})
# In reports: a payment is told by its amount and its invoice.
OF_COLLECTION = frozenset({"CheckNumber"})

NOT_LANDED = {
    "business_units": OF_UNIT,
    "job_types": frozenset({"externalData", "summary"}),
    "jobs": WRITTEN,
    "estimates": WRITTEN | OF_ESTIMATE,
    "invoices": WRITTEN | OF_INVOICE,
    "payments": WRITTEN | OF_PAYMENT,
    "collections": OF_COLLECTION,
}
