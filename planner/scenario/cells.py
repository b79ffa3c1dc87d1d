"""This module is where one cell becomes one value: text, code, number, day, yes or no, a word from a list."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar
from unicodedata import normalize

from planner.messages import say
from planner.text import Text, join, plain

Cell = str | int | float | bool | Decimal | date | datetime | time | timedelta | None
"""What a spreadsheet, a CSV file or a YAML value can hold in one place."""

E = TypeVar("E", bound=StrEnum)

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)

DAMAGED = 10**15
"""A code typed as a number is kept by Excel to 15 digits; from here on the last ones are lost."""


class CellFault(Exception):
    """What is wrong with one cell; ``text`` is the sentence for the user."""

    def __init__(self, key: str, **values: object) -> None:
        self.text = say(f"reading.{key}", **values)
        super().__init__(self.text.en)


@dataclass(frozen=True)
class CellType:
    """How a cell is read, and what may stand in it; ``words`` is the list of a drop-down, in Chinese."""

    name: str
    read: Callable[[Cell], object]
    words: tuple[str, ...] = ()
    choices: Text | None = field(default=None, compare=False)

    @property
    def allowed(self) -> Text:
        """What may stand in such a cell, in a few words."""
        return self.choices or say(f"reading.allowed_{self.name}")


def shown(cell: object) -> str:
    """Return a cell as the spreadsheet shows it, for messages."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < DAMAGED:
        return str(int(cell))
    if isinstance(cell, datetime):
        return str(cell.date()) if cell.time() == datetime.min.time() else str(cell)
    return " ".join(str(cell).split())


def is_blank(cell: object) -> bool:
    """Whether nothing stands in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word most like ``word``, or an empty string when none is close."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(known), 1, 0.6)), "")


def did_you_mean(word: str, known: Iterable[str]) -> Text:
    """Return "; did you mean …?" with the nearest known word, or nothing."""
    near = nearest(word, known)
    return say("reading.hint", near=near) if near else plain("")


_DAMAGED_TEXT = re.compile(r"\d\.\d+[eE]\+\d+")
_FLOAT_TEXT = re.compile(r"\d+\.0")


def _whole(cell: float | Decimal) -> str:
    if isinstance(cell, float) and abs(cell) >= DAMAGED:
        raise CellFault("damaged")
    return str(int(cell)) if cell == int(cell) else format(cell, ".15g")


def _text(cell: Cell) -> str:
    if isinstance(cell, float | Decimal) and not isinstance(cell, bool):
        return _whole(cell)
    return shown(cell)


def _code(cell: Cell) -> str:
    text = _text(cell) if not isinstance(cell, str) else normalize("NFKC", cell).strip()
    if isinstance(cell, str):
        if _DAMAGED_TEXT.fullmatch(text):
            raise CellFault("damaged")
        if _FLOAT_TEXT.fullmatch(text):
            return text[:-2]
    return " ".join(text.split())


_SEPARATORS = re.compile(r"[;,、\s]+")


def _codes(cell: Cell) -> frozenset[str]:
    parts = _SEPARATORS.split(normalize("NFKC", cell)) if isinstance(cell, str) else [_code(cell)]
    return frozenset(_code(part) for part in parts if part)


_THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


def _number(cell: Cell, fault: str) -> Decimal:
    if cell is None or isinstance(cell, bool | date | time | timedelta):
        raise CellFault(fault)
    if isinstance(cell, str):
        text = normalize("NFKC", cell).strip()
        if _THOUSANDS.fullmatch(text):
            text = text.replace(",", "")
        if not _NUMBER.fullmatch(text):
            raise CellFault(fault)
    else:
        text = format(cell, ".15g") if isinstance(cell, float) else str(cell)
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise CellFault(fault) from None
    if not number.is_finite():
        raise CellFault(fault)
    return number


def _integer(fault: str, least: int) -> Callable[[Cell], int]:
    def read(cell: Cell) -> int:
        number = _number(cell, fault)
        if number != number.to_integral_value() or number < least:
            raise CellFault(fault)
        return int(number)

    return read


def _quantity(cell: Cell) -> Decimal:
    number = _number(cell, "not_quantity")
    if number < 0:
        raise CellFault("not_quantity")
    return number


def _degrees(fault: str, least: int, most: int) -> Callable[[Cell], float]:
    def read(cell: Cell) -> float:
        number = _number(cell, fault)
        if not least <= number <= most:
            raise CellFault(fault)
        return float(number)

    return read


_YES_NO: Mapping[str, bool] = {
    **dict.fromkeys(("是", "yes", "true", "1"), True),
    **dict.fromkeys(("否", "no", "false", "0"), False),
}


def _yes_no(cell: Cell) -> bool:
    word = normalize("NFKC", shown(cell)).strip().lower()
    if word not in _YES_NO:
        raise CellFault("not_yes_no")
    return _YES_NO[word]


_DAY = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?(?:[T ]+00:00(?::00(?:\.0+)?)?)?")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})月?")
_SERIAL = re.compile(r"(\d{5})(?:\.0+)?")
_EXCEL_ZERO = date(1899, 12, 30)


def _day(cell: Cell) -> date:
    day = _some_day(cell)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise CellFault("day_out_of_range")
    return day


def _some_day(cell: Cell) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = normalize("NFKC", shown(cell)).strip()
    if written := _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text):
        try:
            return date(int(written[1]), int(written[2]), int(written[3]))
        except ValueError:
            raise CellFault("no_such_day") from None
    # Excel keeps a day as days since 1899-12-30; cells without date format arrive as that number. Shorter numbers
    # are refused: a bare year would otherwise be read as a day of 1905.
    if serial := _SERIAL.fullmatch(text):
        return _EXCEL_ZERO + timedelta(days=int(serial[1]))
    raise CellFault("not_day")


def _month(cell: Cell) -> date:
    if isinstance(cell, str) and (written := _MONTH.fullmatch(normalize("NFKC", cell).strip())):
        if not 1 <= int(written[2]) <= 12:
            raise CellFault("not_month")
        return _day(f"{written[1]}-{written[2]}-01")
    try:
        return _day(cell).replace(day=1)
    except CellFault:
        raise CellFault("not_month") from None


def choice(kind: type[E], words: Mapping[E, tuple[str, ...]]) -> CellType:
    """Return the type of a cell that holds one word of a list, in English or Chinese; first Chinese word is shown."""
    known = {member.value.lower(): member for member in kind}
    known |= {normalize("NFKC", word).lower(): member for member, also in words.items() for word in also}
    listed = join(
        [Text(f"{words[member][0]}（{member}）", f"{member} ({words[member][0]})") for member in kind], "、", ", "
    )

    def read(cell: Cell) -> E:
        word = "".join(normalize("NFKC", shown(cell)).lower().split())
        if word not in known:
            raise CellFault("not_choice", hint=did_you_mean(word, known), allowed=listed)
        return known[word]

    return CellType(kind.__name__.lower(), read, tuple(words[member][0] for member in kind), listed)


TEXT = CellType("text", _text)
CODE = CellType("code", _code)
CODES = CellType("codes", _codes)
COUNT = CellType("count", _integer("not_count", 0))
RANK = CellType("rank", _integer("not_rank", 1))
QUANTITY = CellType("quantity", _quantity)
LONGITUDE = CellType("longitude", _degrees("not_longitude", 73, 136))
LATITUDE = CellType("latitude", _degrees("not_latitude", 3, 54))
YES_NO = CellType("yes_no", _yes_no, ("是", "否"))
DAY = CellType("day", _day)
MONTH = CellType("month", _month)
