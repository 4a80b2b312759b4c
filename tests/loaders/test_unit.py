"""What lands, when it lands, and what is said of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from loaders import reading
from loaders.contract import Ask, Company, DayLimitReached, LoaderError, Skipped
from loaders.run import refused_everything
from tests.loaders.fake import (
    CHANGING,
    DAILY_LISTED,
    LISTED,
    RESOURCES,
    SCOPED,
    Vendor,
)

if TYPE_CHECKING:
    from tests.loaders.house import House


def dated(number: int, day: int, **more: Any) -> dict[str, Any]:
    return {"id": number, "at": f"2026-06-{day:02}T10:00:00", **more}


def alive(house: House, resource: Any = LISTED) -> list[str]:
    """Return the keys whose latest version is not a tombstone."""
    latest = {key: is_deleted for key, _, is_deleted in house.versions(resource)}
    return [key for key, is_deleted in latest.items() if not is_deleted]


def fail_on(page: int, error: Exception | None = None) -> Any:
    def before_page(resource: str, number: int) -> None:
        if number == page:
            raise error or LoaderError("the vendor stumbled", "Try again.")

    return before_page


def test_loading_twice_changes_nothing(any_house: House) -> None:
    house = any_house
    for resource in RESOURCES:
        house.holds(dated(1, 1), dated(2, 2, a=None), dated(3, 3), resource=resource)
    house.load(*RESOURCES)
    before = [house.versions(resource) for resource in RESOURCES]
    outcomes = house.load(*RESOURCES)
    assert [len(versions) for versions in before] == [3, 3, 3, 3]
    assert [house.versions(resource) for resource in RESOURCES] == before
    assert [one.entry.versions_added for one in outcomes] == [0, 0, 0, 0]


def test_changed_and_changed_back_is_three_versions(any_house: House) -> None:
    house = any_house
    for value in ("22.50", "0.1", "22.50"):
        house.holds({"id": 1, "total": value})
        house.load()
    assert [raw["total"] for _, raw, _ in house.versions()] == ["22.50", "0.1", "22.50"]
    times = house.query("select distinct ingestion_time from {listed}")
    assert len(times) == 3


def test_what_vanished_from_a_full_list_gets_a_tombstone(any_house: House) -> None:
    house = any_house
    house.holds({"id": 1, "name": "stays"}, {"id": 2, "name": "goes"})
    house.load()
    house.holds({"id": 1, "name": "stays"})
    [outcome] = house.load()
    assert outcome.entry.tombstones_added == 1
    assert house.versions()[1:] == [
        ("2", {"id": 2, "name": "goes"}, False),
        ("2", {"id": 2, "name": "goes"}, True),
    ]
    [again] = house.load()
    assert (again.entry.versions_added, again.entry.tombstones_added) == (0, 0)


def test_a_record_that_is_both_missing_and_reported_deleted_is_buried_once(
    house: House,
) -> None:
    house.holds({"id": 1}, {"id": 2})
    house.load()
    house.holds({"id": 1}, {"id": 2, "_deleted": True})
    [outcome] = house.load()
    assert outcome.entry.tombstones_added == 1
    assert alive(house) == ["1"]


def test_a_full_list_that_came_back_empty_buries_all(house: House) -> None:
    house.holds({"id": 1}, {"id": 2})
    house.load()
    house.holds()
    house.load()
    assert alive(house) == []


def test_an_undeleted_record_comes_back_with_its_old_payload(any_house: House) -> None:
    house = any_house
    for payloads in ([{"id": 1}], [], [{"id": 1}]):
        house.holds(*payloads)
        house.load()
    assert [gone for _, _, gone in house.versions()] == [False, True, False]


def test_what_an_increment_brought_can_vanish_from_the_full_list(house: House) -> None:
    house.holds(dated(1, 1), resource=DAILY_LISTED)
    house.load(DAILY_LISTED)
    house.holds(dated(1, 1), dated(2, 2), resource=DAILY_LISTED)
    house.load(DAILY_LISTED)
    house.holds(dated(1, 1), resource=DAILY_LISTED)
    house.load(DAILY_LISTED)
    assert alive(house, DAILY_LISTED) == ["1", "2"]
    house.clock.moment += timedelta(days=1)
    house.load(DAILY_LISTED)
    assert [ask.whole for _, ask in house.vendor.asked] == [True, False, False, True]
    assert alive(house, DAILY_LISTED) == ["1"]


def test_a_daily_list_is_due_on_a_new_day_not_after_24_hours(house: House) -> None:
    house.clock.moment += timedelta(hours=11, minutes=59)
    house.load(DAILY_LISTED)
    house.clock.moment += timedelta(minutes=2)
    house.load(DAILY_LISTED)
    house.load(DAILY_LISTED)
    assert [ask.whole for _, ask in house.vendor.asked] == [True, True, False]


def test_an_error_on_page_2_keeps_page_1_and_buries_nothing(any_house: House) -> None:
    house = any_house
    house.holds({"id": 1}, {"id": 2}, {"id": 3}, {"id": 4})
    house.load()
    house.holds({"id": 1, "new": True}, {"id": 5}, {"id": 3})
    house.vendor.before_page = fail_on(2)
    [outcome] = house.load()
    assert outcome.entry.error == "the vendor stumbled. Try again."
    assert outcome.entry.versions_added == 2
    assert alive(house) == ["1", "2", "3", "4", "5"]
    house.vendor.before_page = lambda resource, page: None
    house.load()
    assert alive(house) == ["1", "3", "5"]


def test_an_error_on_page_2_leaves_the_cursor_after_page_1(house: House) -> None:
    house.holds(*(dated(n, n) for n in range(1, 6)), resource=CHANGING)
    house.vendor.before_page = fail_on(2)
    house.load(CHANGING)
    [row] = house.log()
    assert (row["status"], row["cursor_after"]) == ("failed", "2026-06-02T10:00:00")
    house.vendor.before_page = lambda resource, page: None
    house.load(CHANGING)
    assert house.vendor.asked[-1][1].cursor == "2026-06-02T10:00:00"
    assert alive(house, CHANGING) == ["1", "2", "3", "4", "5"]


def test_the_cursor_advances_with_each_window(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "WINDOW_RECORDS", 2)
    house.holds(*(dated(n, n) for n in range(1, 6)), resource=CHANGING)
    [outcome] = house.load(CHANGING)
    assert outcome.entry.versions_added == 5
    assert len(house.query("select distinct _dlt_load_id from {changing}")) == 3
    assert house.log()[0]["cursor_after"] == "2026-06-05T10:00:00"


def test_a_since_window_moves_no_cursor_and_buries_nothing(house: House) -> None:
    house.holds(dated(1, 1), dated(2, 2), dated(3, 3), resource=DAILY_LISTED)
    house.load(DAILY_LISTED)
    house.clock.moment += timedelta(days=1)
    house.holds(dated(2, 2, new=True), dated(4, 4), resource=DAILY_LISTED)
    house.vendor.boasts = True
    days: dict[str, Any] = {"since": date(2026, 6, 2), "until": date(2026, 6, 2)}
    house.load(DAILY_LISTED, **days)
    _, ask = house.vendor.asked[-1]
    assert (ask.whole, ask.since, ask.until) == (False, *days.values())
    assert alive(house, DAILY_LISTED) == ["1", "2", "3"]
    assert house.log()[1]["cursor_after"] == "2026-06-03T10:00:00"
    house.load(DAILY_LISTED)
    assert house.vendor.asked[-1][1] == Ask("2026-06-03T10:00:00", whole=True)


def test_a_full_list_ignores_the_bounds_and_says_so(house: House) -> None:
    house.holds({"id": 1})
    house.load(since=date(2026, 6, 2))
    assert house.vendor.asked == [("listed", Ask(whole=True))]
    assert house.said == ["fake one listed is read whole: the bounds do not apply"]


def test_a_full_refresh_reads_whole_and_drops_nothing(house: House) -> None:
    house.holds(dated(1, 1), dated(2, 2), resource=DAILY_LISTED)
    house.load(DAILY_LISTED)
    house.load(DAILY_LISTED, full_refresh=True)
    assert house.vendor.asked[-1][1].whole
    assert len(house.versions(DAILY_LISTED)) == 2


def test_only_the_scopes_that_were_sent_whole_lose_rows(house: House) -> None:
    monday, tuesday = '{"day":"2026-06-01"}', '{"day":"2026-06-02"}'
    house.vendor.scopes = frozenset([monday, tuesday])
    house.holds(
        {"id": 1, "scope": monday},
        {"id": 2, "scope": tuesday},
        {"id": 3, "scope": tuesday},
        resource=SCOPED,
    )
    house.load(SCOPED)
    house.vendor.scopes = frozenset([tuesday])
    house.holds({"id": 3, "scope": tuesday}, resource=SCOPED)
    house.load(SCOPED, since=date(2026, 6, 2))
    assert alive(house, SCOPED) == ["1", "3"]


def test_a_shrunken_list_fails_until_a_full_refresh_confirms_it(house: House) -> None:
    house.vendor.page_size = 50
    house.holds(*({"id": n} for n in range(30)))
    house.load()
    house.holds(*({"id": n, "new": True} for n in range(14)))
    [outcome] = house.load()
    assert "16 of 30 live records" in str(outcome.entry.error)
    assert (outcome.entry.versions_added, outcome.entry.tombstones_added) == (14, 0)
    [confirmed] = house.load(full_refresh=True)
    assert confirmed.entry.tombstones_added == 16


def test_new_records_do_not_hide_that_a_list_shrank(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "WINDOW_RECORDS", 20)
    house.holds(*({"id": n} for n in range(30)))
    house.load()
    house.holds(*({"id": n} for n in range(100, 190)))
    [outcome] = house.load()
    assert "30 of 30 live records" in str(outcome.entry.error)


def test_a_record_that_only_moved_between_pages_stays(house: House) -> None:
    house.holds({"id": 1}, {"id": 2}, {"id": 3})
    house.load()
    house.vendor.order_could_move = True
    house.vendor.still_there = {"2": {"id": 2, "changed": True}}
    house.holds({"id": 1})
    [outcome] = house.load()
    assert (outcome.entry.versions_added, outcome.entry.tombstones_added) == (1, 1)
    assert alive(house) == ["1", "2"]
    assert ("2", {"id": 2, "changed": True}, False) in house.versions()


def test_two_connections_may_share_an_id(any_house: House) -> None:
    house = any_house
    house.vendors["two"] = Vendor(Company("c-2", "Empire"), {"listed": [{"id": 1}]})
    house.holds({"id": 1, "mine": True})
    house.load(connections=("one", "two"))
    house.holds()
    house.load(connections=("one", "two"))
    rows = house.query("select connection, is_deleted from {listed} order by 1, 2")
    assert rows == [("one", False), ("one", True), ("two", False)]


def test_one_failing_unit_never_stops_the_others(house: House) -> None:
    house.vendor.before_page = lambda resource, page: (
        fail_on(1, RuntimeError("no idea"))(resource, page)
        if resource == "listed"
        else None
    )
    house.holds({"id": 1})
    house.holds(dated(1, 1), resource=CHANGING)
    outcomes = house.load(LISTED, CHANGING)
    assert [one.entry.status for one in outcomes] == ["failed", "succeeded"]
    assert outcomes[0].entry.error == "RuntimeError: no idea"


def test_a_resource_the_plan_does_not_allow_is_skipped(house: House) -> None:
    house.holds({"id": 1})
    house.vendor.before_page = fail_on(1, Skipped("no scope", "Ask for it."))
    [outcome] = house.load()
    assert (outcome.entry.status, outcome.error) == ("skipped", None)
    assert house.log()[0]["error"] == "no scope. Ask for it."


def test_a_connection_that_may_read_nothing_is_a_failure(house: House) -> None:
    def refuse(*_: object) -> None:
        raise Skipped("no scope", "Ask for it.")

    house.holds({"id": 1})
    house.holds(dated(1, 1), resource=CHANGING)
    house.vendor.before_page = refuse
    [error] = refused_everything(house.load(LISTED, CHANGING))
    assert "fake one: every resource was skipped" in error.what
    assert refused_everything(house.load(LISTED)) == []


def test_a_day_limit_stops_only_its_connection(house: House) -> None:
    house.vendors["two"] = Vendor(Company("c-2", "Empire"), {"listed": [{"id": 1}]})
    house.holds({"id": 1})
    house.vendor.before_page = fail_on(1, DayLimitReached("resets at 00:00"))
    outcomes = house.load(LISTED, CHANGING, connections=("one", "two"))
    statuses = [(one.unit.connection.name, one.entry.status) for one in outcomes]
    assert statuses == [
        *[("one", "failed"), ("one", "failed")],
        *[("two", "succeeded"), ("two", "succeeded")],
    ]
    assert house.log()[0]["error"] == house.log()[1]["error"] == "resets at 00:00."
    assert [name for name, _ in house.vendor.asked] == ["listed"]


def test_a_refused_sign_in_is_asked_once_and_logged_for_each_unit(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def company(_: object) -> Company:
        asked.append(1)
        raise LoaderError("wrong client_secret", "Correct it.")

    monkeypatch.setattr("tests.loaders.fake.FakeReader.company", company)
    house.load(LISTED, CHANGING)
    assert len(asked) == 1
    assert [row["error"] for row in house.log()] == [
        "wrong client_secret. Correct it."
    ] * 2


def test_a_connection_that_turns_to_another_company_is_refused(house: House) -> None:
    house.holds({"id": 1})
    house.load()
    before = house.versions()
    house.vendor.company = Company("c-2", "Somebody else")
    house.holds({"id": 2})
    [outcome] = house.load()
    assert "now answers as" in str(outcome.entry.error)
    assert house.versions() == before


def test_one_company_under_two_names_is_refused(house: House) -> None:
    house.vendors["new_name"] = house.vendor
    house.holds({"id": 1})
    first, second = house.load(connections=("one", "new_name"))
    assert first.error is None
    assert "already loaded as connection one" in str(second.entry.error)
    assert "rename" in str(second.entry.error)


@pytest.mark.parametrize("is_sandbox", [True, False])
def test_real_and_pretend_data_never_mix(house: House, is_sandbox: bool) -> None:
    house.holds({"id": 1})
    house.load(is_sandbox=is_sandbox)
    with pytest.raises(LoaderError, match="would mix the two"):
        house.load(is_sandbox=not is_sandbox)


def test_tables_of_a_source_nobody_uses_exist(any_house: House) -> None:
    any_house.load(LISTED)
    for resource in RESOURCES:
        columns = "connection, source_primary_key, scope, ingestion_time, payload_hash"
        query = (
            f"select {columns}, is_deleted, raw, _dlt_load_id from {{{resource.name}}}"
        )
        assert any_house.query(query) == []


def test_raw_holds_every_digit(any_house: House) -> None:
    from loaders import exact

    sent = (
        rb'{"id":1,"a":0.12345678901234567,"b":0.1,"c":1e5,"d":12345678901234567890,'
        rb'"e":null,"f":"a\u0000b","g":22.50,"h":"say \"hi\",\n\\,'
        rb"'x'"
        rb'"}'
    )
    any_house.holds(exact.decode(sent))
    any_house.load()
    [(_, raw, _)] = any_house.versions()
    assert raw == {
        "id": 1,
        "a": "0.12345678901234567",
        "b": "0.1",
        "c": 100000,
        "d": "12345678901234567890",
        "e": None,
        "f": "a\u2400b",
        "g": "22.5",
        "h": "say \"hi\",\n\\,'x'",
    }


def test_the_log_and_the_state_say_what_happened(any_house: House) -> None:
    house = any_house
    house.holds(dated(1, 1), resource=DAILY_LISTED)
    house.load(DAILY_LISTED)
    [row] = house.log()
    assert (row["rows_read"], row["versions_added"], row["tombstones_added"]) == (
        1,
        1,
        0,
    )
    assert (row["status"], row["cursor_before"]) == ("succeeded", None)
    query = (
        "select cursor, last_success_at, last_whole_at, vendor_company_id, "
        "vendor_company_name, is_sandbox from {sync_state}"
    )
    now = house.clock.now().replace(tzinfo=None)
    assert house.query(query, "raw_countinghouse") == [
        ("2026-06-01T10:00:00", now, now, "c-1", "Harbour Roasters", False)
    ]
