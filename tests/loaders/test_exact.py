"""No digit is lost between the vendor's bytes and the warehouse."""

from __future__ import annotations

import json

import pytest

from loaders import exact

NOTHING: frozenset[str] = frozenset()


def landed(
    data: bytes, not_landed: str = "", not_hashed: str = ""
) -> tuple[str, bytes]:
    return exact.land(
        exact.decode(data),
        frozenset(not_landed.split()),
        frozenset(not_hashed.split()),
    )


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("22.50", '"22.5"'),
        ("22.0", "22"),
        ("0.1", '"0.1"'),
        ("-0.0", "0"),
        ("1e5", "100000"),
        ("1E-7", '"0.0000001"'),
        ("0.12345678901234567", '"0.12345678901234567"'),
        (
            "12345678901234567890.12345678901234567",
            '"12345678901234567890.12345678901234567"',
        ),
        ("999999999999999", "999999999999999"),
        ("1234567890123456", '"1234567890123456"'),
        ("-1e15", '"-1000000000000000"'),
        ("1e999999", '"1E+999999"'),
        ("true", "true"),
        ("null", "null"),
    ],
)
def test_a_number_keeps_every_digit(sent: str, kept: str) -> None:
    assert landed(b'{"n":' + sent.encode() + b"}")[0] == f'{{"n":{kept}}}'
    assert (
        landed(b'{"l":[{"n":[' + sent.encode() + b"]}]}")[0]
        == f'{{"l":[{{"n":[{kept}]}}]}}'
    )


def test_the_order_of_members_and_the_spelling_of_numbers_make_no_version() -> None:
    one = landed(b'{"b": 22.0, "a": "x"}')
    other = landed(b'{"a":"x","b":22}')
    assert one == other


def test_raw_keeps_nulls_and_the_hash_leaves_them_out() -> None:
    with_null = landed(b'{"a":1,"b":null,"c":[{"d":null}]}')
    without_null = landed(b'{"a":1,"c":[{}]}')
    assert with_null[0] == '{"a":1,"b":null,"c":[{"d":null}]}'
    assert with_null[1] == without_null[1]


def test_a_null_in_a_list_is_a_member_of_its_own() -> None:
    assert landed(b'{"a":[1,null]}')[1] != landed(b'{"a":[1]}')[1]


def test_nul_is_shown_but_a_backslash_before_u0000_stays() -> None:
    sent = json.dumps({"a\0": "b\0c", "d": "\\u0000"}).encode()
    assert json.loads(landed(sent)[0]) == {"a\u2400": "b\u2400c", "d": "\\u0000"}


def test_half_an_emoji_does_not_stop_a_page() -> None:
    sent = rb'["\ud83d\ude00", "\ud83d", "\\ud83d", "\ude00!"]'
    assert exact.decode(sent) == ["\U0001f600", "\ufffd", "\\ud83d", "\ufffd!"]


def test_malformed_json_is_still_an_error() -> None:
    with pytest.raises(ValueError):
        exact.decode(b"<html>")


def test_what_is_not_landed_reaches_neither_raw_nor_the_hash() -> None:
    sent = b'{"Id":1,"Phone":"1","People":[{"Email":"x","Name":"y"},7]}'
    assert landed(sent, "Phone People.Email Absent.Too") == landed(
        b'{"Id":1,"People":[{"Name":"y"},7]}'
    )


def test_what_is_not_hashed_is_landed_but_makes_no_version() -> None:
    one = landed(b'{"Id":1,"_seen":["a"]}', not_hashed="_seen")
    other = landed(b'{"Id":1,"_seen":["b"]}', not_hashed="_seen")
    assert one[0] != other[0]
    assert one[1] == other[1]


def test_a_payload_is_left_as_it_was() -> None:
    payload = exact.decode(b'{"a":{"b":1.50},"c":[1.0]}')
    before = exact.decode(b'{"a":{"b":1.50},"c":[1.0]}')
    exact.land(payload, frozenset(["a.b"]), NOTHING)
    assert repr(payload) == repr(before)
