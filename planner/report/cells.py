"""This module is where a cell of a table is described: what it may hold, how it is guarded, the room it takes."""

import re
from decimal import Decimal
from functools import lru_cache

Cell = str | int | Decimal
"""What a cell may hold; a blank cell is the empty string, yuan are decimal."""

Row = tuple[Cell, ...]

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
LINE = 17
"""Points of one line of text at the size the workbooks use."""


def guarded(cell: Cell) -> Cell:
    """Return a cell as text for a spreadsheet: an apostrophe goes before what it would run as a formula."""
    if isinstance(cell, str) and cell.startswith(_STARTS_FORMULA) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


@lru_cache(maxsize=8192)
def width(text: str) -> int:
    """Return the columns a text takes in a spreadsheet; a Chinese character takes two."""
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def height(text: str, columns: int) -> int:
    """Return the points a row needs for a wrapped text; said outright, since not every program fits rows on opening."""
    return height_of(width(text), columns)


def height_of(wide: int, columns: int) -> int:
    """Return the points a row needs for a wrapped text of some width."""
    return LINE * max(1, -(-wide // (columns - 2)))
