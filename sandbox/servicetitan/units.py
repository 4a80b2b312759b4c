"""Business units in ServiceTitan's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.servicetitan.wire import instant

if TYPE_CHECKING:
    from sandbox.world.painters.books import Unit

ADDRESS = {
    "street": "1 Main St",
    "unit": None,
    "city": "Phoenix",
    "state": "AZ",
    "zip": "85001",
    "country": "USA",
    "latitude": None,
    "longitude": None,
}


_UNIT: dict[str, Any] = {
    "officialName": "Sonoran Painting LLC",
    "email": None,
    "currency": "USD",
    "phoneNumber": None,
    "invoiceHeader": None,
    "invoiceMessage": None,
    "defaultTaxRate": 0,
    "authorizationParagraph": None,
    "acknowledgementParagraph": None,
    "materialSku": None,
    "accountCode": None,
    "franchiseId": None,
    "conceptCode": None,
    "corporateContractNumber": None,
    "trade": None,
    "division": None,
    "tagTypeIds": [],
    "tenant": None,
    "externalData": [],
}


def unit(unit: Unit) -> dict[str, Any]:
    """Return a business unit."""
    return _UNIT | {
        "id": unit.id,
        "active": unit.is_active,
        "name": unit.name,
        "address": ADDRESS | {"isManualCoordinates": False, "isMilitary": False},
        "quickbooksClass": unit.name,
        "createdOn": instant(unit.created_at),
        "modifiedOn": instant(unit.modified_at),
    }
