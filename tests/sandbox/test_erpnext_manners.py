"""How the pretend ERPNext answers: as the samples and a running server do."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from sandbox import faults
from tests.sandbox.erpnext import TODAY, Client

if TYPE_CHECKING:
    from collections.abc import Iterator

import sandbox

KEYSET = "modified asc, name asc"


@pytest.fixture(scope="module")
def running() -> Iterator[sandbox.Sandbox]:
    """A site that tests leave as they found it."""
    with sandbox.start(today=TODAY, scale=0.1) as started:
        yield started


@pytest.fixture
def client(running: sandbox.Sandbox) -> Iterator[Client]:
    yield Client(running)
    running.faults.clear()


def refused(client: Client, path: str, **query: Any) -> tuple[int, str]:
    answer = client.get(path, **query)
    return answer.status_code, answer.json()["exc_type"]


def test_the_key_says_whose_it_is(client: Client) -> None:
    assert client.call("frappe.auth.get_logged_user") == "loader@example.com"
    pair = str(client.session.headers["Authorization"]).split()[1]
    basic = base64.b64encode(pair.encode()).decode()
    client.session.headers["Authorization"] = f"Basic {basic}"
    assert client.call("frappe.auth.get_logged_user") == "loader@example.com"
    assert "erpnext" in client.call("frappe.utils.change_log.get_versions")


@pytest.mark.parametrize("header", ["token a:b", "token abc", "Bearer x", "Basic ="])
def test_a_wrong_key_is_401(client: Client, header: str) -> None:
    client.session.headers["Authorization"] = header
    assert refused(client, "resource/Customer") == (401, "AuthenticationError")


def test_a_key_of_another_site_is_401(running: sandbox.Sandbox) -> None:
    client, other = Client(running), Client(running, "erp_kisanmitra")
    client.session.headers["Authorization"] = other.session.headers["Authorization"]
    assert refused(client, "resource/Customer") == (401, "AuthenticationError")


@pytest.mark.parametrize("header", ["", "token", "token a:b c"])
def test_without_a_readable_header_one_is_a_guest(client: Client, header: str) -> None:
    client.session.headers["Authorization"] = header
    assert client.call("ping") == "pong"
    assert refused(client, "resource/Customer") == (403, "PermissionError")
    answer = client.get("resource/Customer").json()
    assert "User <strong>Guest</strong>" in answer["_server_messages"]


def test_a_list_has_twenty_names_and_neither_total_nor_next(client: Client) -> None:
    answer = client.get("resource/Sales Invoice").json()
    assert set(answer) == {"data"}
    assert len(answer["data"]) == 20
    assert all(set(row) == {"name"} for row in answer["data"])


def test_without_an_order_rows_come_in_any(client: Client) -> None:
    asked = [client.rows("Sales Invoice", limit_page_length=0) for _ in range(2)]
    assert asked[0] != asked[1]
    assert {r["name"] for r in asked[0]} == {r["name"] for r in asked[1]}


@pytest.mark.parametrize("length", ["0", "abc"])
def test_length_zero_or_text_means_everything(client: Client, length: str) -> None:
    everything = client.call("frappe.client.get_count", doctype="GL Entry")
    assert len(client.rows("GL Entry", limit_page_length=length)) == everything
    assert len(client.rows("GL Entry", limit=7)) == 7
    assert len(client.rows("GL Entry", limit=7, start=5)) == 7


def test_keyset_paging_meets_every_row_once(client: Client) -> None:
    fields, met, cursor = ["name", "modified"], [], ["", ""]
    while True:
        page = client.rows(
            "Payment Entry",
            fields=fields,
            filters=[["modified", ">=", cursor[0]]],
            or_filters=[["modified", ">", cursor[0]], ["name", ">", cursor[1]]],
            order_by=KEYSET,
            limit_page_length=25,
        )
        met += [row["name"] for row in page]
        if len(page) < 25:
            break
        cursor = [page[-1]["modified"], page[-1]["name"]]
    assert sorted(met) == sorted(client.names("Payment Entry"))
    assert len(met) == len(set(met))


def test_a_page_beyond_the_end_is_empty(client: Client) -> None:
    asked = {"limit_start": 99_999, "limit_page_length": 50, "order_by": "name asc"}
    assert client.rows("Customer", **asked) == []


def test_lists_hold_nulls_and_documents_do_not(client: Client) -> None:
    row = client.rows("Customer", fields=["*"], limit_page_length=1)[0]
    assert row["image"] is None
    assert {"_user_tags", "_comments", "_assign", "_liked_by"} <= set(row)
    assert "doctype" not in row
    document = client.document("Customer", row["name"])
    assert None not in document.values()
    assert document["doctype"] == "Customer"
    assert document["accounts"] == []
    as_method = client.call("frappe.client.get", doctype="Customer", name=row["name"])
    assert as_method["image"] is None


def test_a_document_holds_its_children(client: Client) -> None:
    name = client.names("Sales Invoice")[0]
    invoice = client.document("Sales Invoice", name)
    first = invoice["items"][0]
    assert (first["parent"], first["parenttype"]) == (name, "Sales Invoice")
    assert (first["idx"], first["doctype"]) == (1, "Sales Invoice Item")
    assert invoice["payment_schedule"][0]["due_date"] == invoice["due_date"]


def test_types_are_as_on_the_wire(client: Client) -> None:
    rows = client.rows("Sales Invoice", fields=["*"], limit_page_length=9)
    for row in rows:
        assert type(row["is_return"]) is int
        assert type(row["grand_total"]) is float
        assert len(row["posting_date"]) == 10
        assert "T" not in row["modified"]
    text = client.get("resource/Sales Invoice", fields='["base_total"]').text
    assert ".0}" in text or "." in text


def test_children_are_asked_for_with_their_parent(client: Client) -> None:
    answer = refused(client, "resource/Sales Invoice Item")
    assert answer == (403, "PermissionError")
    asked = {"parent": "Sales Invoice", "fields": ["parent", "item_code", "qty"]}
    name = client.names("Sales Invoice")[3]
    rows = client.rows("Sales Invoice Item", filters={"parent": name}, **asked)
    items = client.document("Sales Invoice", name)["items"]
    assert sorted(r["item_code"] for r in rows) == sorted(i["item_code"] for i in items)
    star = client.rows("Sales Invoice Item", parent="Sales Invoice", fields=["*"])[0]
    assert "item_code" not in star
    wrong = {"parent": "Purchase Invoice"}
    assert client.get("resource/Sales Invoice Item", **wrong).status_code == 403


def test_fields_of_a_child_give_a_row_each(client: Client) -> None:
    names = client.names("Sales Invoice")[:2]
    filters = [["name", "in", names]]
    fields = ["name", "items.item_code"]
    rows = client.rows("Sales Invoice", fields=fields, filters=filters)
    lines = sum(len(client.document("Sales Invoice", n)["items"]) for n in names)
    assert len(rows) == lines


def test_a_table_among_the_fields_is_dropped_and_an_unknown_one_refused(
    client: Client,
) -> None:
    rows = client.rows("Sales Invoice", fields=["name", "items"], limit=1)
    assert set(rows[0]) == {"name"}
    for query in ({"fields": ["nope"]}, {"filters": [["nope", "=", 1]]}):
        answer = client.get("resource/Sales Invoice", **query)
        assert answer.status_code == 417
        told = answer.json()
        assert told["exc_type"] == "DataError"
        messages = json.loads(told["_server_messages"])
        expected = "Field not permitted in query: nope"
        assert json.loads(messages[0])["message"] == expected


@pytest.mark.parametrize(
    ("query", "status", "kind"),
    [
        ({"order_by": "nope asc"}, 500, "OperationalError"),
        ({"order_by": "sleep(1)"}, 417, "ValidationError"),
        ({"filters": "docstatus=1"}, 500, "JSONDecodeError"),
        ({"fields": "name,modified"}, 500, "JSONDecodeError"),
        ({"filters": [["a", "b"]]}, 417, "ValidationError"),
    ],
)
def test_bad_questions(client: Client, query: Any, status: int, kind: str) -> None:
    assert refused(client, "resource/Sales Invoice", **query) == (status, kind)


def test_what_is_not_there(client: Client) -> None:
    missing = (404, "DoesNotExistError")
    assert refused(client, "resource/Sales Invoyce") == missing
    assert refused(client, "resource/Sales Invoice/ACC%2Fnone") == missing
    assert refused(client, "nonsense") == missing
    assert refused(client, "resource/sales invoice") == (500, "ProgrammingError")
    assert refused(client, "method/no.such") == (417, "ValidationError")
    answer = client.session.get(client.settings["base_url"] + "s/api/resource/Item")
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("filters", "test"),
    [
        ({"docstatus": 1}, lambda r: r["docstatus"] == 1),
        ({"status": ["in", ["Paid", "Overdue"]]}, lambda r: r["status"][0] in "PO"),
        ([["outstanding_amount", ">", 0]], lambda r: r["outstanding_amount"] > 0),
        ([["return_against", "is", "set"]], lambda r: r["return_against"]),
        ([["status", "not in", ["Paid"]]], lambda r: r["status"] != "Paid"),
        ([["name", "like", "acc-sinv-2025%"]], lambda r: "SINV-2025" in r["name"]),
        (
            [
                [
                    "Sales Invoice",
                    "posting_date",
                    "between",
                    ["2025-01-01", "2025-02-01"],
                ]
            ],
            lambda r: "2025-01-01" <= r["posting_date"] <= "2025-02-01",
        ),
    ],
)
def test_filters(client: Client, filters: Any, test: Any) -> None:
    rows = client.rows("Sales Invoice", fields=["*"], limit_page_length=0)
    asked = {"filters": filters, "order_by": "name asc", "limit_page_length": 0}
    found = client.rows("Sales Invoice", fields=["*"], **asked)
    wanted = [row["name"] for row in rows if test(row)]
    assert sorted(row["name"] for row in found) == sorted(wanted) != []
    count = client.call(
        "frappe.client.get_count", doctype="Sales Invoice", filters=filters
    )
    assert count == len(wanted)


def test_a_zone_in_a_filter_is_ignored(client: Client) -> None:
    order = {"order_by": KEYSET, "limit_page_length": 1, "fields": ["modified"]}
    moment = client.rows("Sales Invoice", limit_start=30, **order)[0]["modified"]
    written = (moment, moment.replace(" ", "T") + "Z", moment + "+05:00")
    for each in written:
        filters = [["modified", ">=", each]]
        assert client.rows("Sales Invoice", filters=filters, **order)[0] == {
            "modified": moment
        }


def test_rows_can_be_counted_and_summed_by_group(client: Client) -> None:
    rows = client.rows(
        "GL Entry",
        fields=[
            "voucher_type",
            "voucher_no",
            "count(name) as rows",
            "sum(debit) as debit",
            "max(modified) as modified",
        ],
        group_by="voucher_type, voucher_no",
        order_by="voucher_no asc",
        limit_page_length=5,
    )
    assert len(rows) == 5
    first = rows[0]
    filters = {"voucher_no": first["voucher_no"]}
    legs = client.rows("GL Entry", fields=["*"], filters=filters)
    assert first["rows"] == len(legs)
    assert first["debit"] == pytest.approx(sum(leg["debit"] for leg in legs))
    assert first["modified"] == max(leg["modified"] for leg in legs)


def test_a_long_address_is_400_and_the_same_by_post_is_not(client: Client) -> None:
    names = client.names("Sales Invoice") * 3
    filters = [["name", "in", names]]
    answer = client.get("resource/Sales Invoice", filters=filters)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "text/html"
    url = f"{client.settings['base_url']}/api/method/frappe.client.get_list"
    asked = {"doctype": "Sales Invoice", "filters": filters, "limit_page_length": 0}
    found = client.session.post(url, json=asked).json()["message"]
    assert {row["name"] for row in found} == set(names)
    assert client.session.post(url, data="{nope").status_code == 500


@pytest.mark.parametrize(
    ("doctype", "mark"),
    [
        ("Customer", "/"),
        ("Customer", "%"),
        ("Customer", "#"),
        ("Customer", "&"),
        ("Customer", "+"),
        ("Customer", "?"),
        ("Customer", "ñ"),
        ("Item", "/"),
        ("Item", "Ü"),
        ("Soil Test", "/"),
    ],
)
def test_odd_names_are_readable_when_encoded(
    client: Client, doctype: str, mark: str
) -> None:
    names = [name for name in client.names(doctype) if mark in name]
    assert names
    for name in names:
        assert client.document(doctype, name)["name"] == name
        assert client.names(doctype, filters=[["name", "=", name]]) == [name]


def test_names_of_invoices_may_hold_slashes(running: sandbox.Sandbox) -> None:
    client = Client(running, "erp_kisanmitra")
    names = client.names("Sales Invoice")
    assert all(name.startswith("KM/") for name in names)
    path = f"resource/{quote('Sales Invoice')}/{names[0]}"
    assert client.get(path).json()["data"]["name"] == names[0]
    assert "हरित क्रांति ट्रेडर्स" in client.names("Customer")


def test_text_is_compared_without_case_and_accents(client: Client) -> None:
    wanted = {"filters": [["name", "=", "senor maiz MILLING"]]}
    assert client.names("Customer", **wanted) == ["Señor Maíz Milling"]
    assert client.document("Customer", "SENOR MAIZ MILLING")["name"].startswith("Señor")


def test_doctypes_are_listed_with_what_they_are(client: Client) -> None:
    fields = ["name", "istable", "issingle", "is_submittable", "custom", "is_virtual"]
    rows = client.rows("DocType", fields=fields, limit_page_length=0)
    told = {row["name"]: row for row in rows}
    assert told["Sales Invoice Item"]["istable"] == 1
    assert told["System Settings"]["issingle"] == 1
    assert told["Sales Invoice"]["is_submittable"] == 1
    assert told["Soil Test"]["custom"] == 1
    assert told["Bulk Statement"]["is_virtual"] == 1
    assert refused(client, "resource/System Settings") == (500, "ProgrammingError")
    assert client.document("DocType", "Sales Invoice")["permissions"][0]["read"] == 1


def test_settings_say_the_sites_zone(running: sandbox.Sandbox, client: Client) -> None:
    settings = client.document("System Settings", "System Settings")
    assert settings["time_zone"] == "America/Chicago"
    other = Client(running, "erp_kisanmitra")
    asked = {"doctype": "System Settings", "fieldname": "time_zone"}
    told = other.call("frappe.client.get_value", **asked)
    assert told == {"time_zone": "Asia/Kolkata"}


def test_what_the_key_may_not_read(running: sandbox.Sandbox, client: Client) -> None:
    refusal = (403, "PermissionError")
    assert refused(client, "resource/Salary Slip") == refusal
    site = running.erpnext("erp_greenfields")
    site.forbid("GL Entry")
    assert refused(client, "resource/GL Entry") == refusal
    told = client.get("resource/GL Entry").json()
    assert told["_error_message"] == "No permission for GL Entry"
    assert client.call("frappe.client.get_count", doctype="GL Entry") > 0
    site.allow("GL Entry")
    assert client.rows("GL Entry", limit=1)


def test_a_narrow_right_silently_leaves_columns_out(
    running: sandbox.Sandbox, client: Client
) -> None:
    site = running.erpnext()
    site.narrow("Sales Invoice", "modified", "docstatus")
    row = client.rows("Sales Invoice", fields=["*"], limit=1)[0]
    assert set(row) == {"name", "modified", "docstatus"}
    asked = {"fields": ["name", "outstanding_amount"]}
    assert refused(client, "resource/Sales Invoice", **asked) == (417, "DataError")
    assert "customer" not in client.document("Sales Invoice", row["name"])
    site.allow("Sales Invoice")
    assert "customer" in client.document("Sales Invoice", row["name"])


def test_a_user_permission_silently_filters_rows(
    running: sandbox.Sandbox, client: Client
) -> None:
    site = running.erpnext()
    site.only_company = "Greenfields Prairie Ltd"
    fields = ["company"]
    rows = client.rows("Sales Invoice", fields=fields, limit_page_length=0)
    assert {row["company"] for row in rows} == {"Greenfields Prairie Ltd"}
    counted = client.call("frappe.client.get_count", doctype="Sales Invoice")
    assert counted > len(rows)
    assert client.names("Company") == ["Greenfields Prairie Ltd"]
    site.only_company = ""


def test_a_throttled_site_says_when_to_come_back(
    running: sandbox.Sandbox, client: Client
) -> None:
    running.erpnext().throttle(times=1, retry_after=41)
    answer = client.get("resource/Customer")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "41"
    assert answer.json()["exc_type"] == "TooManyRequestsError"
    assert client.get("resource/Customer").status_code == 200


def test_a_site_in_maintenance_is_503(running: sandbox.Sandbox, client: Client) -> None:
    running.erpnext().is_stopped = True
    assert refused(client, "resource/Customer") == (503, "SessionStopped")
    running.erpnext().is_stopped = False


def test_faults_name_a_doctype_a_document_any_document_or_a_method(
    running: sandbox.Sandbox, client: Client
) -> None:
    name = quote(client.names("Customer")[0], safe="")
    running.faults.answer("Customer", 502)
    running.faults.answer("Customer/", 500)
    running.faults.answer("frappe.client.get_count", 504)
    count = {"doctype": "Customer"}
    assert client.get("resource/Customer").status_code == 502
    assert client.get(f"resource/Customer/{name}").status_code == 500
    assert client.get(f"resource/Customer/{name}").status_code == 200
    answer = client.get("method/frappe.client.get_count", **count)
    assert answer.status_code == 504
    running.faults.answer("Customer/Dry Creek Farm", 500, connection="erp_greenfields")
    assert client.get(f"resource/Customer/{name}").status_code == 200
    assert client.get("resource/Customer/Dry Creek Farm").status_code == 500


def test_rows_may_be_dropped_and_turned(
    running: sandbox.Sandbox, client: Client
) -> None:
    names = client.names("Item")
    running.faults.rewrite("Item", faults.dropped(2))
    assert client.names("Item") == names[:-2]
    running.faults.rewrite("Item", faults.backwards)
    assert client.names("Item") == names[::-1]


def test_an_empty_world_has_a_chart_of_accounts_and_nothing_else() -> None:
    with sandbox.start(today=TODAY, world="empty") as started:
        client = Client(started)
        assert len(client.names("Company")) == 2
        assert client.names("Account")
        for doctype in ("Customer", "Item", "Sales Invoice", "GL Entry", "Bin"):
            assert client.names(doctype) == []
