"""This module is where a comparison is written as a folder: tables, a workbook, and the page for leadership."""

import csv
import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from planner.comparison import Comparison, Place
from planner.messages import say
from planner.report.cells import Cell, Row, guarded, height, width
from planner.report.compare_page import write_compare
from planner.report.compare_views import View, views
from planner.report.whole import appearing
from planner.text import Language, Text
from planner.version import __version__

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FORMAT = "placement-planner comparison"
"""What the key ``format`` of the manifest of a comparison says; another folder is never replaced."""

_WIDEST = 60


def write_comparison(comparison: Comparison, out: Path, language: Language) -> Path:
    """Write a comparison as a folder at ``out``, whole or not at all, and return it; an earlier one is replaced.

    Raises ScenarioError where ``out`` is something other than a comparison of ours.
    """
    with appearing(out, FORMAT) as (fresh, place):
        (fresh / "tables").mkdir()
        for name, (columns, rows) in TABLES.items():
            with (fresh / "tables" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(columns)
                writer.writerows([guarded(cell) for cell in row] for row in rows(comparison))
        write_compare_workbook(comparison, fresh / "compare.xlsx")
        write_compare(comparison, fresh / "compare.html", language)
        text = json.dumps(_manifest(comparison, fresh), ensure_ascii=False, indent=1)
        (fresh / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    return place


def _manifest(comparison: Comparison, folder: Path) -> dict[str, object]:
    def text(words: Text) -> dict[str, str]:
        return {"zh": words.zh, "en": words.en}

    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        "format": FORMAT,
        "schema_version": 1,
        "planner_version": __version__,
        "members": [
            {
                "name": m.name,
                "scenario": m.scenario.name,
                "variant": m.scenario.variant_name,
                "status": m.status.value,
                "failure": None if m.failure is None else text(m.failure),
                "inputs": dict(m.scenario.hashes),
            }
            for m in comparison.members
        ],
        "summary": [text(t) for t in comparison.summary],
        "notices": [text(t) for t in comparison.notices],
        "files": {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files},
        "volatile": {"written": datetime.now(UTC).isoformat(timespec="seconds")},
    }


def _indicators(comparison: Comparison) -> Iterator[Row]:
    for i in comparison.indicators:
        for m, value, bound, proven in zip(comparison.members, i.values, i.bounds, i.proven, strict=True):
            cells = ("" if v is None else v if isinstance(v, int) else str(v) for v in (value, bound))
            known = "" if value is None else ("yes" if proven else "no")
            yield i.part, i.key, i.clause, m.name, *cells, known, i.better or "", i.label.zh, i.label.en


def _people(comparison: Comparison) -> Iterator[Row]:
    for c in comparison.people:
        who = (comparison.members[c.member].name, c.person_id, c.verdict.value)
        yield *who, *_place(c.before), *_place(c.after), ";".join(c.steps)


def _place(place: Place | None) -> tuple[Cell, ...]:
    if place is None:
        return "", "", "", ""
    given = (place.centre_id, place.site_id, place.wish_rank, place.minutes)
    return tuple("" if cell is None else cell for cell in given)


def _steps(comparison: Comparison) -> Iterator[Row]:
    for m in comparison.members:
        for number, s in enumerate(m.path, start=1):
            yield m.name, number, s.key, s.kind.value, s.moved, s.label.zh, s.label.en


def _clinics(comparison: Comparison) -> Iterator[Row]:
    for c in comparison.clinics:
        for m, without in zip(comparison.members, c.without, strict=True):
            told: tuple[Cell, ...] = ("", "") if without is None else (len(without), ";".join(without))
            yield c.part, c.site_id, c.population, m.name, *told


def _stints(comparison: Comparison) -> Iterator[Row]:
    for c in comparison.stints:
        yield comparison.members[c.member].name, c.person_id, c.half_years


_SIDES = tuple(
    f"{column}_{side}" for side in ("before", "after") for column in ("centre_id", "site_id", "wish_rank", "minutes")
)

TABLES: dict[str, tuple[tuple[str, ...], Callable[[Comparison], Iterator[Row]]]] = {
    "compare_indicators": (
        ("part", "indicator", "clause", "member", "value", "bound", "proven", "better", "label_zh", "label_en"),
        _indicators,
    ),
    "compare_people": (("member", "person_id", "verdict", *_SIDES, "steps"), _people),
    "compare_clinics": (("part", "site_id", "population", "member", "half_years", "periods"), _clinics),
    "compare_steps": (("member", "step", "key", "kind", "people", "label_zh", "label_en"), _steps),
    "compare_stints": (("member", "person_id", "half_years"), _stints),
}
"""Every table of a comparison: its columns, and how a comparison becomes its rows."""


def write_compare_workbook(comparison: Comparison, path: Path) -> None:
    """Write a comparison as a workbook: what it says, then its tables; text is never run as a formula."""
    from xlsxwriter import Workbook

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(str(path), options) as book:
        day = comparison.baseline.instance.placement_date
        book.set_properties({"created": datetime.combine(day, time(), UTC).replace(tzinfo=None)})
        font = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top", "text_wrap": True}
        text = book.add_format(font)
        head = book.add_format(font | {"bold": True, "bg_color": "#12324F", "font_color": "#FFFFFF"})
        title = book.add_format(font | {"bold": True, "bg_color": "#E6EDF4", "font_color": "#12324F"})
        styles = _Styles(title, head, text, book.add_format(font | {"align": "right"}))
        guide = book.add_worksheet(say("compare.sheet.guide").zh)
        guide.set_column(0, 0, 110)
        guide.set_paper(9)
        guide.fit_to_pages(1, 0)
        lines = [
            (say("compare.title", title=comparison.baseline.title), title),
            *((t, text) for t in _guide(comparison)),
        ]
        for row, (words, style) in enumerate(lines):
            guide.write_string(row, 0, words.zh, style)
            guide.set_row(row, height(words.zh, 110))
        for name, some in groupby(views(comparison), key=lambda view: view.sheet):
            sheet = book.add_worksheet(say(f"compare.sheet.{name}").zh)
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            row, widths = 0, list[int]()
            for view in some:
                row = _put(sheet, row, view, styles, widths)
            for at, wide in enumerate(widths):
                sheet.set_column(at, at, min(wide + 2, _WIDEST))


def _guide(comparison: Comparison) -> Iterator[Text]:
    yield say("compare.told_against", name=comparison.baseline.name)
    for m in comparison.members:
        yield say("compare.clause", clause=m.name, title=m.title)
    yield from comparison.summary
    yield from comparison.notices
    yield from dict.fromkeys(note for m in comparison.members for note in m.notes)


class _Styles(NamedTuple):
    title: "Format"
    head: "Format"
    text: "Format"
    number: "Format"


def _put(sheet: "Worksheet", row: int, view: View, styles: _Styles, widths: list[int]) -> int:
    """Write a table from a row on, widen the columns to what it holds, and return the row after it."""
    sheet.merge_range(row, 0, row, len(view.heads) - 1, "", styles.title)
    sheet.write_string(row, 0, view.title.zh, styles.title)
    flush = {at for cells in view.rows for at, cell in enumerate(cells) if isinstance(cell, int)}
    widths += [0] * (len(view.heads) - len(widths))
    for at, words in enumerate(view.heads):
        sheet.write_string(row + 1, at, words.zh, styles.head)
        widths[at] = max(widths[at], width(words.zh))
    for number, cells in enumerate(view.rows, start=row + 2):
        for at, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(number, at, cell, styles.number)
            else:
                sheet.write_string(number, at, cell.zh, styles.number if at in flush else styles.text)
                widths[at] = max(widths[at], width(cell.zh))
        sheet.set_row(number, max(height(str(c if isinstance(c, int) else c.zh), _WIDEST) for c in cells))
    return row + len(view.rows) + 3
