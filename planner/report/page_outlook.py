"""This module is where the page's section on the years ahead is laid out: goals, clinics with nobody, every stint."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.messages import say
from planner.report.calendar_views import Calendar, calendar_of, name_of, spans
from planner.report.page_tables import Layout, PageCell, PageRow, PageTable, find_in, number
from planner.report.views import person_label
from planner.result import Result, SolveStatus
from planner.text import Language

if TYPE_CHECKING:
    from planner.staffing import Outlook


@dataclass(frozen=True)
class Section:
    """What the template shows of an outlook: how far it is proven, over which half-years, what is open, its tables.

    ``cover`` has a letter per half-year for each clinic: nobody, short or full.
    """

    status: str
    span: str
    summary: str
    open: str
    periods: tuple[str, ...]
    cover: Mapping[str, str]
    tables: tuple[PageTable, ...]


def section(result: Result, outlook: "Outlook", language: Language) -> Section:
    """Return the section on the years ahead."""
    calendar = calendar_of(outlook)
    layout = Layout(result, language)
    empty = list(calendar.uncovered())
    periods = outlook.periods
    summary = (
        say("report.page_outlook_some", clinics=len(empty), count=sum(len(when) for _, when in empty))
        if empty
        else say("report.page_outlook_none")
    )
    unproven = [name_of(calendar.instance, c) for c, s in outlook.centres.items() if s is not SolveStatus.OPTIMAL]
    span = say("report.page_outlook_range", first=periods[0], last=periods[-1], count=len(periods))
    return Section(
        status=outlook.status.value,
        span=span.pick(language),
        summary=summary.pick(language),
        open=say("report.page_outlook_open", centres="、".join(unproven)).pick(language) if unproven else "",
        periods=tuple(str(p) for p in periods),
        cover={code: "".join(calendar.cover(code, p)[0] for p in periods) for code in calendar.clinics()},
        tables=(
            # A law that aims at nothing over the years leaves nothing to prove.
            *([layout.goals(outlook.goals, "outlook_goals")] if outlook.goals else []),
            _uncovered(layout, calendar),
            _assignments(layout, calendar),
        ),
    )


def _uncovered(layout: Layout, calendar: Calendar) -> PageTable:
    rows = []
    for code, when in calendar.uncovered():
        site = calendar.instance.site[code]
        centre, town = layout.centre(site.centre_id)
        cells = (
            PageCell(site.name, select=code),
            PageCell(centre, select=site.centre_id),
            number(site.population),
            number(len(when)),
            PageCell(spans(when), look="w"),
        )
        rows.append(PageRow(
            cells, centre=site.centre_id, town=town, find=find_in(site.name, code, centre, site.centre_id, town)
        ))  # fmt: skip
    columns = ("page_col_clinic", "page_col_centre", "page_col_residents", "page_col_count", "page_col_periods")
    return layout.table("outlook_uncovered", columns, rows)


def _assignments(layout: Layout, calendar: Calendar) -> PageTable:
    rows = []
    for _, stints in calendar.careers():
        before = stints[0].site_id
        for stint in stints:
            centre, town = layout.centre(stint.centre_id)
            person = person_label(calendar.instance, stint.person.id)
            where = name_of(calendar.instance, stint.site_id)
            cells = (
                PageCell(person),
                PageCell(layout.word(stint.person.role.value)),
                PageCell(centre, select=stint.centre_id),
                PageCell(where, select=stint.site_id),
                PageCell(str(stint.start), look="c"),
                PageCell(str(stint.end), look="c"),
                PageCell(stint.why.pick(layout.language), look="w"),
            )
            words = (person, centre, stint.centre_id, where, stint.site_id, town, str(stint.start), str(stint.end))
            rows.append(PageRow(
                cells, centre=stint.centre_id, town=town, find=find_in(*words), changed=stint.site_id != before
            ))  # fmt: skip
            before = stint.site_id
    columns = ("page_col_person_any", "col_role", "page_col_centre", "page_col_place", "col_start", "col_end",
               "page_col_why_there")  # fmt: skip
    return layout.table("assignments", columns, rows)
