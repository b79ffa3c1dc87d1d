"""This module is where a result is written as a run folder: tables, workbook, pictures, page, memo, what made them."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from planner.report.manifest import FORMAT, manifest
from planner.report.money_tables import money_notes
from planner.report.tables import TABLES, write_csv
from planner.report.whole import appearing
from planner.result import Result
from planner.text import Language, Text

if TYPE_CHECKING:
    from planner.staffing import Outlook


def write_run(
    result: Result,
    out: Path,
    *,
    with_report: bool,
    language: Language,
    outlook: "Outlook | None" = None,
    stamp: Mapping[str, object] | None = None,
    template: Path | None = None,
) -> Path:
    """Write a result, and the outlook beyond it, as a run folder at ``out``; an earlier run there is replaced.

    Returns the folder. Without the report only ``tables/`` and ``manifest.json`` are written. Everything is written
    into a hidden sibling first and renamed into place; ``stamp`` is further keys of the manifest, ``template`` the
    office's own for report.docx. Raises ScenarioError where ``out`` is something other than a run of ours.
    """
    with appearing(out, FORMAT) as (fresh, place):
        (fresh / "tables").mkdir()
        _fill(result, outlook, fresh, with_report, language, stamp or {}, template)
    return place


def _fill(
    result: Result,
    outlook: "Outlook | None",
    folder: Path,
    with_report: bool,
    language: Language,
    stamp: Mapping[str, object],
    template: Path | None,
) -> None:
    notes: tuple[Text, ...] = (*result.scenario.notices, *result.notes)
    told = result
    if outlook is not None:
        from planner.report.calendar_views import joined
        from planner.report.outlook_tables import OUTLOOK_TABLES

        told = joined(result, outlook)
        notes += outlook.notes
        for added in OUTLOOK_TABLES:
            write_csv(added, outlook, folder / "tables" / f"{added.name}.csv")
    notes += tuple(money_notes(told))
    for table in TABLES:
        write_csv(table, told, folder / "tables" / f"{table.name}.csv")
    if with_report:
        from planner.report.memo import memo
        from planner.report.memo_docx import write_docx
        from planner.report.memo_pdf import write_pdf
        from planner.report.money_chart import draw_money
        from planner.report.page import write_page
        from planner.report.pictures import draw_pictures
        from planner.report.targets_chart import draw_targets
        from planner.report.workbook import write_workbook

        notes += draw_pictures(result, folder / "maps", language)
        if outlook is not None:
            from planner.report.outlook_pictures import draw_outlook

            notes += draw_outlook(outlook, folder / "maps", language)
        notes += draw_money(told, folder / "maps", language)
        notes += draw_targets(told, folder / "maps", language)
        drawn = frozenset(picture.stem for picture in (folder / "maps").glob("*.png"))
        paper = memo(result, notes, language, outlook, drawn)
        notes += write_docx(paper, folder / "maps", folder / "report.docx", template)
        notes += write_pdf(paper, folder / "maps", folder / "report.pdf")
        write_workbook(result, notes, folder / "plan.xlsx", outlook)
        write_page(result, notes, folder / "report.html", language, outlook)
    made = manifest(replace(result, accounts=told.accounts), folder, notes, outlook)
    text = json.dumps({**made, **stamp}, ensure_ascii=False, indent=1)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")
