"""What ServiceTitan sends and the warehouse never holds, by name."""

from __future__ import annotations

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
# In reports: a payment is told by its amount and its invoice.
OF_COLLECTION = frozenset({"CheckNumber"})

NOT_LANDED = {
    "business_units": OF_UNIT,
    "collections": OF_COLLECTION,
}
