"""What a cell says: numbers and dates by rule, and what Excel has spoilt."""

from __future__ import annotations

import re
from datetime import date

JUNK = re.compile(r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)")
SHORTENED = re.compile(r"-?\d(\.\d+)?E\+\d+", re.IGNORECASE)
NUMBER = re.compile(
    r"(?P<before>[-(]?\$?-?)(?P<whole>\d+|\d{1,3}(,\d{3})+)?(\.(?P<decimals>\d*))?"
    r"(?P<after>[-)]?)"
)
SIGNS = {("", ""): False, ("-", ""): True, ("", "-"): True, ("(", ")"): True}
"""What stands before and after a number: whether it is negative."""
ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?: 00:00:00)?")
DAY_FIRST = re.compile(r"(\d\d?)/(\d\d?)/(\d{4}|\d\d)")
NO_DATE = date(1899, 12, 30)
"""Where Excel begins to count: a blank that was taken for a date."""
LAST_OF_THIS_CENTURY = 68
"""Years of two digits up to here are 20yy, as in C's strptime."""

HOW_NUMBERS = "write 1234.50, 1,234.50, (1,234.50) or -1234.50"
EXPORT_AGAIN = "Excel has spoilt it: export again, and do not open it in between"
HOW_DATES = "write 31/12/2026 or 2026-12-31"
US_ORDER = (
    "the month is first: export with Australian regional settings, day/month/year"
)


class Unreadable(Exception):
    """A cell is not what its column holds."""


class Spoilt(Unreadable):
    """Excel has replaced the cell: nothing is left to read."""


def text(cell: str) -> str:
    """Return a text as it is written."""
    if JUNK.fullmatch(cell):
        raise Spoilt(EXPORT_AGAIN)
    return cell


def code(cell: str) -> str:
    """Return a code or a name as it is written."""
    if SHORTENED.fullmatch(cell):
        raise Spoilt(EXPORT_AGAIN)
    return text(cell)


def number(cell: str) -> str:
    """Return a number as plain digits, its decimals as they are written."""
    found = NUMBER.fullmatch(text(cell).replace(" ", ""))
    if not found or not (found["whole"] or found["decimals"]):
        raise Unreadable(HOW_NUMBERS)
    signs = found["before"].replace("$", ""), found["after"]
    if signs not in SIGNS:
        raise Unreadable(HOW_NUMBERS)
    plain = (found["whole"] or "").replace(",", "").lstrip("0") or "0"
    plain += f".{found['decimals']}" if found["decimals"] else ""
    return f"-{plain}" if SIGNS[signs] and plain.strip("0.") else plain


def day(cell: str) -> str:
    """Return a date as ISO text; nothing for Excel's blank."""
    try:
        found = _date(text(cell))
    except ValueError:
        raise Unreadable(HOW_DATES) from None
    return "" if found == NO_DATE else found.isoformat()


def transaction(cell: str) -> str:
    """Return a Trans # without the commas that a report puts between thousands."""
    plain = re.sub(r"\.0+$", "", cell.replace(",", ""))
    if not plain.isdecimal():
        raise Unreadable("Trans # is a whole number; export it again")
    return plain.lstrip("0") or "0"


def line(cell: str) -> str:
    """Return a line's number."""
    if not cell.isdecimal():
        raise Unreadable("number the lines 1, 2, 3, or leave the column out")
    return cell.lstrip("0") or "0"


def _date(cell: str) -> date:
    if found := ISO.fullmatch(cell):
        return date(*map(int, found.groups()))
    found = DAY_FIRST.fullmatch(cell)
    if not found:
        raise Unreadable(HOW_DATES)
    first, month, year = map(int, found.groups())
    if month > 12 >= first:
        raise Unreadable(US_ORDER)
    if len(found[3]) == 2:
        year += 2000 if year <= LAST_OF_THIS_CENTURY else 1900
    return date(year, month, first)
