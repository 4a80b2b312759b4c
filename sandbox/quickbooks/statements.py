"""The query language: one entity, conditions joined by AND, an order, a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import NoReturn

from sandbox.quickbooks.problems import BadRequest

DEFAULT_PAGE, LARGEST_PAGE = 100, 1000
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<text>'(?:\\.|[^'\\])*')
    | (?P<sign><=|>=|=|<|>|\(|\)|,|\*)
    | (?P<word>[A-Za-z_][\w.]*)
    | (?P<number>-?\d+(?:\.\d+)?)
    )""",
    re.VERBOSE,
)
_OPERATORS = ("=", ">", ">=", "<", "<=", "IN", "LIKE")


@dataclass
class Condition:
    """A property, an operator, and what it is compared with."""

    name: str
    operator: str
    values: list[object]


@dataclass
class Statement:
    """A parsed query."""

    entity: str
    is_count: bool = False
    conditions: list[Condition] = field(default_factory=list)
    order: list[tuple[str, bool]] = field(default_factory=list)
    """Properties, and whether downwards."""
    start: int = 1
    size: int = DEFAULT_PAGE

    def asks_for(self, name: str) -> bool:
        """Whether a condition names a property."""
        return any(each.name.lower() == name.lower() for each in self.conditions)


def parse(text: str) -> Statement:
    """Read a statement, or raise what QuickBooks says of a bad one."""
    return _Parser(_tokens(text)).statement()


def _tokens(text: str) -> list[str]:
    found, place, text = [], 0, text.strip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if not match:
            _unexpected(text[place], place + 1)
        found.append(match[0].strip())
        place = match.end()
    return found


def _unexpected(what: str, column: int) -> NoReturn:
    detail = f'QueryParserError: Encountered "{what}" at line 1, column {column}.'
    raise BadRequest("4000", "Error parsing query", detail)


class _Parser:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.place = tokens, 0

    def peek(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.place += 1
        return token

    def takes(self, *words: str) -> bool:
        following = self.tokens[self.place : self.place + len(words)]
        fits = [each.upper() for each in following] == list(words)
        self.place += len(words) if fits else 0
        return fits

    def expect(self, *words: str) -> None:
        if not self.takes(*words):
            _unexpected(self.peek() or "<EOF>", self.place + 1)

    def statement(self) -> Statement:
        self.expect("SELECT")
        is_count = self.takes("COUNT", "(", "*", ")")
        if not is_count:
            self.columns()
        self.expect("FROM")
        found = Statement(self.take(), is_count)
        if self.takes("WHERE"):
            found.conditions.append(self.condition())
            while self.takes("AND"):
                found.conditions.append(self.condition())
        if self.takes("ORDERBY") or self.takes("ORDER", "BY"):
            found.order.append(self.direction())
            while self.takes(","):
                found.order.append(self.direction())
        while self.peek():
            self.page(found)
        return found

    def columns(self) -> None:
        self.take()
        while self.takes(","):
            self.take()

    def condition(self) -> Condition:
        name, operator = self.take(), self.take().upper()
        if operator not in _OPERATORS:
            _unexpected(operator or "<EOF>", self.place)
        if operator != "IN":
            return Condition(name, operator, [self.value()])
        self.expect("(")
        values = [self.value()]
        while self.takes(","):
            values.append(self.value())
        self.expect(")")
        return Condition(name, operator, values)

    def value(self) -> object:
        token = self.take()
        if token.startswith("'"):
            return re.sub(r"\\(.)", r"\1", token[1:-1])
        if token.lower() in ("true", "false"):
            return token.lower() == "true"
        try:
            return Decimal(token)
        except InvalidOperation:
            _unexpected(token or "<EOF>", self.place)

    def direction(self) -> tuple[str, bool]:
        name = self.take()
        if self.takes("DESC"):
            return name, True
        self.takes("ASC")
        return name, False

    def page(self, found: Statement) -> None:
        word, figure = self.take().upper(), self.take()
        if word not in ("STARTPOSITION", "MAXRESULTS") or not figure.isdigit():
            _unexpected(word, self.place - 1)
        if word == "STARTPOSITION":
            found.start = int(figure)
        else:
            found.size = int(figure)
