"""Units and technicians in ServiceTitan's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.servicetitan.wire import instant

if TYPE_CHECKING:
    from sandbox.world.painters.books import Person, Unit

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


_TECHNICIAN: dict[str, Any] = {
    "roleIds": [],
    "mainZoneId": None,
    "zoneIds": [],
    "dailyGoal": 0,
    "isManagedTech": False,
    "customFields": [],
    "aadUserId": None,
    "burdenRate": 31.25,
    "jobFilter": None,
    "permissions": [],
    "payRate": 27.5,
    "bio": None,
    "memo": None,
}


def technician(person: Person) -> dict[str, Any]:
    """Return an estimator or foreman, with all that is nobody's business."""
    login = person.name.split()[0].lower()
    return _TECHNICIAN | {
        "id": person.id,
        "userId": person.id + 100_000,
        "name": person.name,
        "businessUnitId": person.unit.id,
        "createdOn": instant(person.created_at),
        "modifiedOn": instant(person.modified_at),
        "email": f"{login}@painters.example",
        "phoneNumber": f"602555{person.id:04}",
        "loginName": login,
        "home": ADDRESS | {"street": f"{person.id} Home Lane", "streetAddress": None},
        "active": person.is_active,
        "team": person.team,
        "positions": [person.position],
    }
