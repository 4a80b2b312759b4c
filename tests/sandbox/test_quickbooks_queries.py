"""The query language, over HTTP and by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import requests

from sandbox.quickbooks import statements
from sandbox.quickbooks.problems import BadRequest
from tests.sandbox.quickbooks import Client

if TYPE_CHECKING:
    from sandbox import Sandbox


@pytest.fixture
def online(running: Sandbox) -> Client:
    return Client(running)


def count(online: Client, where: str) -> int:
    answer = online.query(f"SELECT COUNT(*) FROM {where}").json()
    found: int = answer["QueryResponse"]["totalCount"]
    return found


def test_a_page_says_where_it_starts_and_how_long_it_is(online: Client) -> None:
    answer = online.query("SELECT * FROM Invoice STARTPOSITION 3 MAXRESULTS 2").json()
    told = answer["QueryResponse"]
    assert (told["startPosition"], told["maxResults"], len(told["Invoice"])) == (
        3,
        2,
        2,
    )
    assert answer["time"].endswith("-07:00")


def test_pages_put_together_are_the_list_and_nothing_says_its_end(
    online: Client,
) -> None:
    total, ids, start = count(online, "Invoice"), [], 1
    while page := online.rows(
        f"SELECT * FROM Invoice STARTPOSITION {start} MAXRESULTS 30"
    ):
        ids += [row["Id"] for row in page]
        start += 30
    assert len(ids) == len(set(ids)) == total
    empty = online.query(f"SELECT * FROM Invoice STARTPOSITION {start}").json()
    assert empty["QueryResponse"] == {}


def test_a_page_has_a_hundred_rows_unless_told_and_never_over_a_thousand(
    running: Sandbox, online: Client
) -> None:
    assert len(online.rows("SELECT * FROM Invoice")) == 100
    running.quickbooks.max_page_size = 7
    assert len(online.rows("SELECT * FROM Invoice MAXRESULTS 5000")) == 7


def test_without_an_order_the_oldest_come_first(online: Client) -> None:
    made = [row["MetaData"]["CreateTime"] for row in online.rows("SELECT * FROM Bill")]
    assert made == sorted(made)


def test_rows_come_in_the_order_asked_for(online: Client) -> None:
    statement = "SELECT * FROM Payment ORDERBY TotalAmt DESC, Id MAXRESULTS 50"
    totals = [row["TotalAmt"] for row in online.rows(statement)]
    assert totals == sorted(totals, reverse=True)
    statement = "SELECT * FROM Department ORDER BY Id"
    assert [row["Id"] for row in online.rows(statement)] == ["1", "2", "3"]


def test_instants_are_compared_as_such_whatever_their_offset(online: Client) -> None:
    row = online.rows("SELECT * FROM Invoice MAXRESULTS 1")[0]
    changed = row["MetaData"]["LastUpdatedTime"]
    same = f"SELECT * FROM Invoice WHERE MetaData.LastUpdatedTime = '{changed}'"
    assert row in online.rows(same)
    assert row in online.rows(same.replace("MetaData", "Metadata"))
    hour = int(changed[11:13])
    in_utc = changed[:11] + f"{hour + 7:02}" + changed[13:19] + "Z"
    assert row in online.rows(same.replace(changed, in_utc))
    assert row not in online.rows(same.replace(" = ", " > "))
    assert row in online.rows(same.replace(" = ", " <= "))


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("Invoice WHERE TotalAmt = 0 AND PrivateNote LIKE 'Voided%'", True),
        ("Account WHERE AccountType IN ('Accounts Receivable', 'Bank')", True),
        ("Customer WHERE DisplayName = 'The Bud O\\'Brien & Sons'", True),
        ("Invoice WHERE TxnDate < '2024-07-01'", False),
        ("Invoice WHERE CustomerRef = '8000018'", True),
        ("Item WHERE Type = 'Group' AND UnitPrice >= 0", True),
    ],
)
def test_conditions_are_joined_by_and(
    online: Client, where: str, expected: bool
) -> None:
    assert (count(online, where) > 0) is expected


def test_what_is_inactive_is_hidden_unless_it_is_asked_for(online: Client) -> None:
    hidden = count(online, "Customer")
    every = count(online, "Customer WHERE Active IN (true, false)")
    assert every == hidden + count(online, "Customer WHERE Active = false")
    row = online.rows("SELECT * FROM Item WHERE Active = false")[0]
    assert row["Name"].endswith(" (deleted)")


def test_a_long_query_may_be_posted(online: Client) -> None:
    answer = requests.post(
        f"{online.url}/query",
        data="select count(*) from Class",
        headers=dict(online.session.headers) | {"Content-Type": "application/text"},
    )
    assert answer.json()["QueryResponse"] == {"totalCount": 4}


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("SELECT * FROM", "4001"),
        ("SELECT * FROM invoice", "4001"),
        ("SELECT * FROM Invoice WHERE Colour = 'red'", "4001"),
        ("SELECT * FROM Invoice WHERE MetaData.LastUpdatedTime > 'noon'", "4001"),
        ("SELECT * FROM Invoice WHERE Id = '1' OR Id = '2'", "4000"),
        ("SELECT * FROM Invoice WHERE Id <> '1'", "4000"),
        ("SELECT * FROM Invoice STARTPOSITION 0", "4001"),
        ("SELECT * FROM Invoice MAXRESULTS many", "4000"),
        ("DELETE FROM Invoice", "4000"),
    ],
)
def test_a_bad_statement_is_refused(online: Client, statement: str, code: str) -> None:
    answer = online.query(statement)
    assert answer.status_code == 400
    assert answer.json()["Fault"]["Error"][0]["code"] == code


def test_a_statement_is_read_whole() -> None:
    found = statements.parse(
        "select Id, DocNumber from Invoice where Active in (true, false) "
        "and DocNumber like '%\\'%' order by MetaData.LastUpdatedTime desc "
        "startposition 11 maxresults 10"
    )
    assert (found.entity, found.start, found.size) == ("Invoice", 11, 10)
    assert [each.values for each in found.conditions] == [[True, False], ["%'%"]]
    assert found.order == [("MetaData.LastUpdatedTime", True)]


def test_an_open_string_is_no_statement() -> None:
    with pytest.raises(BadRequest, match="QueryParserError"):
        statements.parse("SELECT * FROM Invoice WHERE Id = '1")
