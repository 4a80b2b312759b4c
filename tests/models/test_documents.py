"""Every document of every ERPNext site is served whole, to whom it may concern."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from loaders.exact import land
from tests.models import seeds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.warehouses.warehouse import Warehouse

SHARED, OWN, UNKNOWN = "erp_shared", "erp_own", "erp_unknown"
SAVED = "2026-07-15 09:30:00.554012"
SEEN_AT = datetime(2026, 7, 16)
INVOICE = {
    "company": "Farm Ltd",
    "docstatus": 1,
    "grand_total": Decimal("1440.55"),
    "remarks": 'Caf\u00e9 "Na\u00efve"',
    "items": [{"idx": 1, "qty": 96}, {"idx": 2, "qty": Decimal("0.5")}],
}
# The invoice as it was landed: fractions are texts, so that no reader rounds them.
LANDED = {
    **INVOICE,
    "name": "SINV/1",
    "modified": SAVED,
    "grand_total": "1440.55",
    "items": [{"idx": 1, "qty": 96}, {"idx": 2, "qty": "0.5"}],
}


def version(
    connection: str,
    doctype: str,
    name: str,
    payload: dict[str, Any],
    *,
    is_deleted: bool = False,
    hours: int = 0,
) -> dict[str, Any]:
    whole = {"name": name, "modified": SAVED, **payload}
    text, payload_hash = land(whole, frozenset(), frozenset())
    return {
        "connection": connection,
        "doctype": doctype,
        "source_primary_key": f"{doctype}/{name}",
        "ingestion_time": SEEN_AT + timedelta(hours=hours),
        "payload_hash": payload_hash.hex(),
        "is_deleted": is_deleted,
        "raw": text,
    }


def landed() -> Iterator[dict[str, Any]]:
    for site, companies in (
        (SHARED, ("Farm Ltd", "Mill Ltd")),
        (OWN, ("East Ltd", "West Ltd")),
        (UNKNOWN, ("Farm Ltd",)),
    ):
        for company in companies:
            yield version(
                site, "Company", company, {"company_name": company, "abbr": company}
            )
    draft = {**INVOICE, "docstatus": 0, "grand_total": 1}
    yield version(SHARED, "Sales Invoice", "SINV/1", draft)
    yield version(SHARED, "Sales Invoice", "SINV/1", INVOICE, hours=1)
    yield version(SHARED, "Sales Invoice", "SINV/2", {"company": "Mill Ltd"})
    gone = {"company": "Farm Ltd", "modified": "2026-07-16 00:00:00"}
    yield version(SHARED, "Sales Invoice", "SINV/3", gone)
    yield version(SHARED, "Sales Invoice", "SINV/3", gone, is_deleted=True, hours=2)
    # customers belong to no company
    yield version(SHARED, "Customer", "Ana", {})
    yield version(OWN, "Customer", "Ana", {})
    # a doctype that no model knows, made by the people of the site
    yield version(OWN, "Soil Sample", "field 7 / north", {"company": "West Ltd"})


def entity(connection: str, company: str, org: str, zone: str) -> seeds.Row:
    return {
        **seeds.entity(connection, company.split()[0].lower(), currency="USD"),
        "company_code": company,
        "org_key": org,
        "time_zone": zone,
    }


ENTITIES = [
    entity(SHARED, "Farm Ltd", "farm_group", "America/Chicago"),
    entity(SHARED, "Mill Ltd", "mill_group", "America/Chicago"),
    entity(OWN, "East Ltd", "own_group", "Asia/Kolkata"),
    entity(OWN, "West Ltd", "own_group", "Asia/Kolkata"),
    # misspelt
    entity(UNKNOWN, "Farm Ltd", "lost_group", "America/Chicagoo"),
]


@pytest.fixture(scope="module")
def built(warehouse: Warehouse) -> Warehouse:
    warehouse.insert("raw_erpnext.documents", [*landed()])
    seeds.sow(warehouse, entities=ENTITIES)
    warehouse.run("--select", "+documents", "+document_types")
    return warehouse


def found(built: Warehouse, columns: str, where: str = "true") -> set[tuple[Any, ...]]:
    query = f"select {columns} from mart_documents.documents where {where}"
    return {tuple(row.values()) for row in built.rows(query)}


def test_the_latest_version_is_served_whole(built: Warehouse) -> None:
    where = f"connection = '{SHARED}' and document_name = 'SINV/1'"
    [(text, docstatus)] = found(built, "document_data, docstatus", where)
    assert json.loads(text) == LANDED
    assert docstatus == 1


def test_what_was_deleted_is_counted_but_not_served(built: Warehouse) -> None:
    names = found(built, "document_name", "doctype = 'Sales Invoice'")
    assert names == {("SINV/1",), ("SINV/2",)}
    query = (
        "select document_count, deleted_count, last_modified_at_local, last_ingested_at"
        " from mart_documents.document_types where doctype = 'Sales Invoice'"
    )
    assert [tuple(row.values()) for row in built.rows(query)] == [
        (2, 1, datetime.fromisoformat(SAVED), SEEN_AT + timedelta(hours=2))
    ]


def test_people_of_an_organisation_see_its_documents_and_nobody_elses(
    built: Warehouse,
) -> None:
    columns = "org_key, connection, doctype, document_name"
    assert found(built, columns, "doctype <> 'Company'") == {
        ("farm_group", SHARED, "Sales Invoice", "SINV/1"),
        ("mill_group", SHARED, "Sales Invoice", "SINV/2"),
        # two organisations share the customer
        (None, SHARED, "Customer", "Ana"),
        ("own_group", OWN, "Customer", "Ana"),
        ("own_group", OWN, "Soil Sample", "field 7 / north"),
    }
    assert found(built, "org_key, document_name", "doctype = 'Company'") == {
        ("farm_group", "Farm Ltd"),
        ("mill_group", "Mill Ltd"),
        ("own_group", "East Ltd"),
        ("own_group", "West Ltd"),
        ("lost_group", "Farm Ltd"),
    }


def test_a_document_belongs_to_the_business_of_its_company(built: Warehouse) -> None:
    entities = found(built, "document_name, entity_key", "doctype <> 'Company'")
    assert entities == {
        ("SINV/1", "farm"),
        ("SINV/2", "mill"),
        ("Ana", None),
        ("field 7 / north", "west"),
    }


def test_the_sites_clock_is_told_in_utc_where_its_zone_is_known(
    built: Warehouse,
) -> None:
    assert found(built, "connection, modified_at") == {
        # summer time in Chicago, and half an hour in Kolkata
        (SHARED, datetime(2026, 7, 15, 14, 30, 0, 554012)),
        (OWN, datetime(2026, 7, 15, 4, 0, 0, 554012)),
        (UNKNOWN, None),
    }


def test_the_doctypes_of_a_site_are_listed(built: Warehouse) -> None:
    query = (
        "select doctype, document_count, org_key from mart_documents.document_types"
        f" where connection = '{OWN}' and document_count > 0 order by doctype"
    )
    assert [tuple(row.values()) for row in built.rows(query)] == [
        ("Company", 2, "own_group"),
        ("Customer", 1, "own_group"),
        ("Soil Sample", 1, "own_group"),
    ]
