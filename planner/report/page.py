"""This module is where report.html is made: one file that opens from disk with no network and no Chinese font."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.messages import say
from planner.report.page_accounts import accounts_part
from planner.report.page_map import map_picture
from planner.report.page_tables import page_tables
from planner.report.tables import rate
from planner.report.views import CentreView, centre_views, clinic_views, key_figures, person_label, short_centre
from planner.report.webpage import filled
from planner.result import Result
from planner.text import Language, Text

if TYPE_CHECKING:
    from planner.staffing import Outlook


def write_page(
    result: Result, notes: Iterable[Text], path: Path, language: Language, outlook: "Outlook | None" = None
) -> None:
    """Write the leadership page in one language; equal runs give equal bytes."""
    path.write_text(page(result, notes, language, outlook), encoding="utf-8", newline="\n")


def page(result: Result, notes: Iterable[Text], language: Language, outlook: "Outlook | None" = None) -> str:
    """Return the page as HTML, with a section on the years ahead where there is an outlook; every name is escaped."""
    ahead, told = None, result
    if outlook is not None:
        from planner.report.calendar_views import joined
        from planner.report.page_outlook import section

        ahead = section(result, outlook, language)
        told = joined(result, outlook)
        result = replace(result, findings=outlook.findings)
    scenario = result.scenario
    centres, clinics = centre_views(result), clinic_views(result)
    tables = page_tables(result, centres, clinics, language)
    every = (*tables, *(ahead.tables if ahead else ()))
    return filled(
        "page.html",
        language,
        ("page.css",),
        ("common.js", "page.js"),
        result=result,
        scenario=scenario,
        instance=scenario.instance,
        policy=scenario.policy,
        cards=_cards(result, centres, clinics, language),
        unplaced=[(person_label(scenario.instance, o.person_id), o.reason) for o in result.outcomes if not o.placed],
        areas=_areas(centres),
        map=map_picture(result, centres, clinics, language),
        tables=tables,
        clauses=sorted({clause for table in every if table.filtered for row in table.rows for clause in row.clauses}),
        ahead=ahead,
        accounts=accounts_part(told, language),
        notes=tuple(notes),
    )


def _cards(result: Result, centres: Any, clinics: Any, language: Language) -> list[tuple[str, str, str]]:
    """Return the key figures as (label, value, remark)."""
    figures = key_figures(result, centres, clinics)

    def label(key: str) -> str:
        return say(f"report.figure_{key}").pick(language)

    def worst(view: CentreView | None, vacant: int) -> str:
        return rate(vacant, view.posts) if view else "—"

    first, last = figures.highest
    return [
        (label("placed"), f"{figures.placed}/{figures.pool}", ""),
        (label("vacant"), f"{figures.vacant[0]} → {figures.vacant[1]}",
         say("report.card_posts", count=figures.posts).pick(language)),
        (label("highest"), f"{worst(first, first.before if first else 0)} → {worst(last, last.after if last else 0)}",
         f"{short_centre(first.centre)} → {short_centre(last.centre)}" if first and last else ""),
        (label("unstaffed"), f"{figures.unstaffed[0]} → {figures.unstaffed[1]}",
         say("report.card_clinics", count=figures.clinics).pick(language)),
        (label("residents"), f"{figures.newly_covered_residents:,}",
         say("report.card_new", count=figures.newly_covered).pick(language)),
        (label("first_wish"), f"{figures.first_wish}/{figures.with_wishes}" if figures.with_wishes else "—", ""),
    ]  # fmt: skip


def _areas(centres: tuple[CentreView, ...]) -> dict[str, list[tuple[str, str]]]:
    """Return what can be chosen as an area: centres, and towns where a town is more than one centre."""
    by_code = sorted(centres, key=lambda v: v.centre.id)
    towns = sorted({v.centre.town for v in centres if v.centre.town})
    several = len(towns) < len(centres)
    return {
        "page_centres": [(f"c:{v.centre.id}", v.centre.name) for v in by_code],
        "page_towns": [(f"t:{town}", town) for town in towns] if several else [],
    }
