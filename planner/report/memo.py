"""This module is where the memo is put together once: the same content for report.docx and report.pdf."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner.messages import say
from planner.report.memo_accounts import accounts
from planner.report.memo_season import SeasonWriter
from planner.report.memo_words import Section, clean, day
from planner.report.money_tables import money_notes
from planner.result import Result
from planner.text import Language, Text

if TYPE_CHECKING:
    from planner.staffing import Outlook

WIDTHS: dict[str, tuple[int, ...]] = {
    "asked": (),
    "outcome": (),
    "unplaced": (28, 72),
    "order": (16, 8, 9, 17, 17, 9, 14, 10),
    "placements": (8, 27, 26, 26, 13),
    "wishes": (20, 17, 17, 46),
    "clinics": (28, 27, 13, 32),
    "compliance": (11, 17, 8, 26, 38),
    "ahead": (),
    "ahead_goals": (9, 44, 16, 16, 15),
    "ahead_risk": (26, 26, 12, 11, 25),
    "ahead_people": (25, 25, 25, 25),
    "ahead_leave": (20, 20, 20, 20, 20),
    "budget": (18, 34, 30, 18),
    "targets": (31, 18, 11, 11, 15, 14),
    "supply_balance": (14, 72, 14),
    "supply_alarm": (25, 16, 12, 11, 11, 14, 11),
    "supply_exits": (15, 45, 25, 15),
    "supply_pipeline": (8, 11, 6, 14, 14, 14, 14, 13, 6),
    "supply_recruitment": (27, 13, 8, 10, 8, 10, 9, 15),
    "awaited": (17, 43, 40),
    "assumed": (),
    "verify": (),
    "reasons": (20, 28, 52),
    "steps": (8, 24, 12, 10, 46),
    "goals": (8, 36, 11, 11, 15, 19),
    "map": (),
    "chart": (),
    "years": (),
}
"""Every section in reading order, with the share of the page's width each column of its table takes, in percent."""

ANNEXES = ("reasons", "steps", "goals", "map", "chart", "years")
"""Sections that stand after the signature, each on a page of its own."""

NESTED = frozenset(
    {"unplaced", "ahead_goals", "ahead_risk", "ahead_people", "ahead_leave"}
    | {"supply_alarm", "supply_exits", "supply_pipeline", "supply_recruitment"}
)
"""Sections inside the one before them."""

_TENS = "零一二三四五六七八九十"


@dataclass(frozen=True, kw_only=True)
class Memo:
    """The whole paper in one language; fields an office fills are visibly blank, never invented."""

    language: Language
    title: str
    subtitle: str
    number: str
    addressee: str
    opening: str
    sections: tuple[Section, ...]
    closing: str
    office: str
    date: str

    @property
    def body(self) -> tuple[Section, ...]:
        """The sections before the signature."""
        return tuple(s for s in self.sections if s.key not in ANNEXES)

    @property
    def annexes(self) -> tuple[Section, ...]:
        """The sections after it."""
        return tuple(s for s in self.sections if s.key in ANNEXES)

    @property
    def enclosed(self) -> tuple[str, ...]:
        """The list of annexes, a line each."""
        return tuple(
            say("memo.enclosed" if n == 1 else "memo.enclosed.next", number=n, title=s.heading).pick(self.language)
            for n, s in enumerate(self.annexes, start=1)
        )


def memo(
    result: Result, notes: Iterable[Text], language: Language, outlook: "Outlook | None" = None,
    pictures: frozenset[str] = frozenset(),
) -> Memo:  # fmt: skip
    """Return the memo of a season, and of the years ahead where there is an outlook; ``pictures`` names those drawn."""
    scenario = result.scenario
    blank = say("memo.blank")
    told = result
    if outlook is not None:
        from planner.report.calendar_views import joined

        told = joined(result, outlook)
        result = replace(result, findings=outlook.findings)
    writer = SeasonWriter(result, language)
    # What bears on the plan comes before remarks on the input files; columns nobody reads are told in the workbook.
    elsewhere = {*money_notes(told), *scenario.unused}
    ordered_notes = sorted((n for n in notes if n not in elsewhere), key=lambda note: note in scenario.notices)
    found = {s.key: s for s in writer.sections(tuple(ordered_notes), pictures)}
    if outlook is not None:
        from planner.report.memo_ahead import ahead

        found |= {s.key: s for s in ahead(result, outlook, language)}
    found |= {s.key: s for s in accounts(told, language)}
    ordered = [found[key] for key in WIDTHS if key in found]

    def words(key: str, **values: object) -> str:
        return say(f"memo.{key}", **values).pick(language)

    shown, remark = _parted((scenario.base_title or scenario.title).pick(language))
    variant = words("variant", title=scenario.title) if scenario.base_title else ""
    return Memo(
        language=language,
        title=clean(words("title", title=shown)),
        subtitle=clean("\n".join(filter(None, (remark, variant)))),
        number=words("number", blank=blank),
        addressee=words("addressee", blank=blank),
        opening=words("opening", day=day(scenario.instance.placement_date)),
        sections=tuple(_numbered(ordered, language)),
        closing=words("closing"),
        office=words("office", blank=blank),
        date=words("date", blank=blank),
    )


def _parted(title: str) -> tuple[str, str]:
    """Return a title without the remark in brackets it ends with, and that remark, which gets a line of its own."""
    found = re.fullmatch(r"(.+?)\s*([（(][^（(）)]+[）)])", title)
    return (found[1], found[2]) if found else (title, "")


def _numbered(sections: Iterable[Section], language: Language) -> Iterator[Section]:
    """Number sections 一、 and （一） (1. and (1) in English); an annex is told by its own mark."""
    outer = inner = 0
    for section in sections:
        if section.key in ANNEXES:
            yield section
            continue
        if section.key in NESTED:
            inner += 1
            mark = f"（{_chinese(inner)}）" if language == "zh" else f"({inner}) "
        else:
            outer, inner = outer + 1, 0
            mark = f"{_chinese(outer)}、" if language == "zh" else f"{outer}. "
        yield replace(section, heading=mark + section.heading)


def _chinese(number: int) -> str:
    """Return a number of 1 to 19 in Chinese."""
    return _TENS[number] if number <= 10 else f"十{_TENS[number - 10]}"
