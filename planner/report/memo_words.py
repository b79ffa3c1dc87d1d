"""This module is where a section of the memo is described, and how dates, rates and long tables are put in it."""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.messages import say
from planner.text import Language, Text

MOST = 60
"""Rows of a table in the body of the memo; the rest are counted and left to the workbook."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading with paragraphs, then a table or a picture; ``picture`` names a file of ``maps/``."""

    key: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    picture: str = ""


def section(
    key: str, language: Language, paragraphs: Iterable[Text | None], columns: Iterable[str] = (),
    rows: Sequence[Iterable[object]] = (), most: int = MOST, picture: str = "",
) -> Section:  # fmt: skip
    """Return a section; ``columns`` are keys of the catalogue. What exceeds ``most`` rows is counted in a sentence."""
    told = [t for t in paragraphs if t is not None]
    if len(rows) > most:
        told.append(say("memo.more", count=len(rows) - most))
    return Section(
        key=key,
        heading=say(f"memo.{key}").pick(language),
        paragraphs=tuple(clean(t.pick(language)) for t in told),
        columns=tuple(say(c).pick(language) for c in columns) if rows else (),
        rows=tuple(tuple(clean(_cell(cell, language)) for cell in row) for row in rows[:most]),
        picture=picture,
    )


def _cell(cell: object, language: Language) -> str:
    return cell.pick(language) if isinstance(cell, Text) else str(cell)


def clean(text: str) -> str:
    """Return a text without the control characters that no document can hold; a line break stays."""
    return "".join(char for char in text if char >= " " or char == "\n")


def day(given: date) -> Text:
    """Return a date as each language writes it."""
    return Text(f"{given.year}年{given.month}月{given.day}日", given.isoformat())


def percent(vacant: int, posts: int) -> Text:
    """Return an exact rate with its rounded percentage; blank where there are no posts."""
    if not posts:
        return Text("", "")
    return say("memo.percent", rate=f"{vacant}/{posts}", percent=(200 * vacant + posts) // (2 * posts))


def runs(numbers: Iterable[int]) -> str:
    """Return whole numbers in order as runs, such as ``1–3, 7``."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and found[-1][-1] + 1 == number:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in found)


def fitted(picture: Path, width: float, height: float) -> tuple[float, float]:
    """Return the largest size a PNG can have within width and height, in the same unit, without being distorted."""
    with picture.open("rb") as file:
        wide, high = struct.unpack(">II", file.read(24)[16:])
    scale = min(width / wide, height / high)
    return wide * scale, high * scale
