"""This module is where repairs after an event are handed in: tables and a workbook in a folder, whole or not at all."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.domain import Assignment, Instance
from planner.messages import say
from planner.replanning import Answer
from planner.replanning.remainder import URGENT
from planner.replanning.telling import events_of
from planner.report.whole import appearing
from planner.report.workbook import width
from planner.text import Language, Text

FORMAT = "placement-planner repairs"
"""What the key ``format`` of the manifest says; a folder without it is never replaced."""

Cell = str | int


@dataclass(frozen=True)
class Sheet:
    """A table of repairs: its name, canonical columns, and rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def write_repairs(
    answers: Sequence[Answer], plan: Sequence[Assignment], instance: Instance, out: Path, language: Language
) -> Path:
    """Write each repair, whom to inform at each step and the plan after the last one; return the folder.

    ``tables/*.csv`` have canonical names, ``repairs.xlsx`` headings in ``language``. Raises ScenarioError where ``out``
    is something else than repairs of ours.
    """
    sheets = tuple(_sheets(answers, plan, instance, language))
    with appearing(out, FORMAT) as (fresh, place):
        (fresh / "tables").mkdir()
        for sheet in sheets:
            with (fresh / "tables" / f"{sheet.name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerows([sheet.columns, *sheet.rows])
        _workbook(sheets, fresh / "repairs.xlsx", language)
        told = {"format": FORMAT, "files": sorted(p.relative_to(fresh).as_posix() for p in fresh.rglob("*.*"))}
        text = json.dumps(told, ensure_ascii=False, indent=1)
        (fresh / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    return place


def _sheets(
    answers: Sequence[Answer], plan: Sequence[Assignment], instance: Instance, language: Language
) -> Iterator[Sheet]:
    goals = tuple(dict.fromkeys(goal for answer in answers for repair in answer.repairs for goal, _ in repair.goals))
    yield Sheet(
        "repairs",
        ("answer", "events", "centre_id", "centre_name", "step", "moved", *goals, "proven"),
        tuple(_repairs(answers, instance, language)),
    )
    yield Sheet(
        "inform",
        ("answer", "step", "person_id", "name", "start", "planned", "planned_name", "instead", "instead_name"),
        tuple(_inform(answers, instance)),
    )
    yield Sheet(
        "assignments",
        ("person_id", "name", "site_id", "site_name", "start", "end"),
        tuple(
            (
                a.person_id,
                instance.person[a.person_id].name,
                a.site_id,
                _place(instance, a.site_id),
                str(a.start),
                str(a.end),
            )
            for a in plan
        ),
    )


def _repairs(answers: Sequence[Answer], instance: Instance, language: Language) -> Iterator[tuple[Cell, ...]]:
    for number, answer in enumerate(answers, start=1):
        what = "；".join(text.pick(language) for text in events_of(answer, instance))
        for step, repair in enumerate(answer.repairs):
            values = [value for _, value in repair.goals]
            head = (number, what, answer.centre.id, answer.centre.name, step, len(repair.inform))
            yield (*head, *values, "yes" if repair.proven else "no")


def _inform(answers: Sequence[Answer], instance: Instance) -> Iterator[tuple[Cell, ...]]:
    for number, answer in enumerate(answers, start=1):
        for step, repair in enumerate(answer.repairs):
            for move in repair.moved:
                planned = _place(instance, move.planned) if move.planned else ""
                yield (
                    number,
                    step,
                    move.person_id,
                    instance.person[move.person_id].name,
                    str(move.start),
                    move.planned,
                    planned,
                    move.instead,
                    _place(instance, move.instead),
                )


def _workbook(sheets: Sequence[Sheet], path: Path, language: Language) -> None:
    from xlsxwriter import Workbook

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(str(path), options) as book:
        look = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top", "text_wrap": True}
        head = book.add_format({**look, "bold": True, "bg_color": "#12324F", "font_color": "#FFFFFF"})
        plain = book.add_format(look)
        for sheet in sheets:
            page = book.add_worksheet(say(f"replan.table_{sheet.name}").pick(language))
            shown = [_heading(column).pick(language) for column in sheet.columns]
            rows = [[_shown(c, cell, language) for c, cell in zip(sheet.columns, r, strict=True)] for r in sheet.rows]
            for column, title in enumerate(shown):
                widest = max([8, *(width(str(row[column])) for row in rows)])
                # A heading wraps: beside short values a long one would make the printed page too small to read.
                page.set_column(column, column, min(40, max(widest, min(width(title), 12)) + 2), plain)
            page.set_row(0, 48)
            page.write_row(0, 0, shown, head)
            for number, row in enumerate(rows, start=1):
                page.write_row(number, 0, row, plain)
            page.freeze_panes(1, 0)
            page.autofilter(0, 0, max(1, len(rows)), len(shown) - 1)
            page.set_landscape()
            page.fit_to_pages(1, 0)
            page.repeat_rows(0)


def _heading(column: str) -> Text:
    return say(f"outlook.goal.{column}" if column in URGENT else f"replan.col_{column}")


def _shown(column: str, cell: Cell, language: Language) -> Cell:
    return say(f"replan.{cell}").pick(language) if column == "proven" else cell


def _place(instance: Instance, code: str) -> str:
    return (instance.site.get(code) or instance.centre[code]).name
