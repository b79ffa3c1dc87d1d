"""This module is where repairs after an event are handed in: tables and a workbook in a folder, whole or not at all."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from planner.domain import Assignment, Instance
from planner.messages import say
from planner.replanning import Answer
from planner.replanning.remainder import URGENT
from planner.replanning.telling import events_of
from planner.report.cells import Cell
from planner.report.plain_tables import PlainTable, Sheet, write_book, write_csv
from planner.report.whole import appearing
from planner.text import Language, Text

FORMAT = "placement-planner repairs"
"""What the key ``format`` of the manifest says; a folder without it is never replaced."""


def write_repairs(
    answers: Sequence[Answer], plan: Sequence[Assignment], instance: Instance, out: Path, language: Language
) -> Path:
    """Write each repair, whom to inform at each step and the plan after the last one; return the folder.

    ``tables/*.csv`` have canonical names, ``repairs.xlsx`` headings in ``language``. Raises ScenarioError where ``out``
    is something else than repairs of ours.
    """
    made = tuple(_tables(answers, plan, instance, language))
    with appearing(out, FORMAT) as (fresh, place):
        (fresh / "tables").mkdir()
        for table in made:
            write_csv(table, fresh / "tables")
        write_book([_sheet(table, language) for table in made], fresh / "repairs.xlsx")
        told = {"format": FORMAT, "files": sorted(p.relative_to(fresh).as_posix() for p in fresh.rglob("*.*"))}
        text = json.dumps(told, ensure_ascii=False, indent=1)
        (fresh / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    return place


def _tables(
    answers: Sequence[Answer], plan: Sequence[Assignment], instance: Instance, language: Language
) -> Iterator[PlainTable]:
    goals = tuple(dict.fromkeys(goal for answer in answers for repair in answer.repairs for goal, _ in repair.goals))
    yield PlainTable(
        "repairs",
        ("answer", "events", "centre_id", "centre_name", "step", "moved", *goals, "proven"),
        tuple(_repairs(answers, instance, language)),
    )
    yield PlainTable(
        "inform",
        ("answer", "step", "person_id", "name", "start", "planned", "planned_name", "instead", "instead_name"),
        tuple(_inform(answers, instance)),
    )
    yield PlainTable(
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


def _sheet(table: PlainTable, language: Language) -> Sheet:
    return Sheet(
        title=say(f"replan.table_{table.name}").pick(language),
        headings=tuple(_heading(column).pick(language) for column in table.columns),
        rows=tuple(
            tuple(_shown(c, cell, language) for c, cell in zip(table.columns, row, strict=True)) for row in table.rows
        ),
    )


def _heading(column: str) -> Text:
    return say(f"outlook.goal.{column}" if column in URGENT else f"replan.col_{column}")


def _shown(column: str, cell: Cell, language: Language) -> Cell:
    return say(f"replan.{cell}").pick(language) if column == "proven" else cell


def _place(instance: Instance, code: str) -> str:
    return (instance.site.get(code) or instance.centre[code]).name
