"""This module is where the memo tells of the years ahead: proof, clinics at risk, who comes and goes, study leave."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.messages import say
from planner.report.calendar_views import Calendar, calendar_of, name_of, spans, workforce
from planner.report.memo_words import Section, section
from planner.report.tables import word
from planner.report.views import short_centre
from planner.result import Result, SolveStatus
from planner.stages.leave import left_empty
from planner.text import Language, join, plain

if TYPE_CHECKING:
    from planner.staffing import Outlook


def ahead(result: Result, outlook: "Outlook", language: Language) -> Iterator[Section]:
    """Yield the sections on an outlook."""
    calendar = calendar_of(outlook)
    yield _summary(outlook, calendar, language)
    yield _goals(outlook, language)
    if rows := list(_at_risk(calendar)):
        columns = ("report.page_col_clinic", "report.page_col_centre", "report.page_col_residents",
                   "report.page_col_count", "report.page_col_periods")  # fmt: skip
        yield section("ahead_risk", language, (), columns, rows)
    by_year = ("memo.col_year", "memo.col_came", "memo.col_left", "memo.col_present")
    yield section("ahead_people", language, [say("memo.ahead_people.about")], by_year, list(_people(calendar)))
    yield _leave(outlook, language)


def _summary(outlook: "Outlook", calendar: Calendar, language: Language) -> Section:
    periods, empty = outlook.periods, list(calendar.uncovered())
    span = say("report.page_outlook_range", first=periods[0], last=periods[-1], count=len(periods))
    unproven = [
        plain(name_of(calendar.instance, c)) for c, s in outlook.centres.items() if s is not SolveStatus.OPTIMAL
    ]
    open_at = say("report.page_outlook_open", centres=join(unproven, "、", ", ")) if unproven else None
    return section("ahead", language, [
        say("memo.ahead.range", range=span),
        say("memo.ahead.status", status=say(f"report.status_{outlook.status.value}")),
        say("report.page_outlook_some", clinics=len(empty), count=sum(len(when) for _, when in empty))
        if empty else say("report.page_outlook_none"),
        say("memo.stop", text=open_at) if open_at else None,
    ])  # fmt: skip


def _goals(outlook: "Outlook", language: Language) -> Section:
    rows = [(g.rank, g.label, g.value, g.bound, word("yes" if g.proven else "no")) for g in outlook.goals]
    columns = ("report.col_rank", "report.page_col_goal", "report.col_value", "report.col_bound", "report.col_proven")
    return section("ahead_goals", language, (), columns, rows)


def _at_risk(calendar: Calendar) -> Iterator[tuple[object, ...]]:
    """Yield clinics with nobody at some time, the longest first."""
    for code, when in sorted(calendar.uncovered(), key=lambda found: (-len(found[1]), found[0])):
        site = calendar.instance.site[code]
        centre = calendar.instance.centre[site.centre_id]
        yield site.name, short_centre(centre), site.population, len(when), spans(when)


def _people(calendar: Calendar) -> Iterator[tuple[object, ...]]:
    """Yield by year: who came and who left since the half-year before, and who is present at the end."""
    halves = workforce(calendar)
    for year in sorted({h.period.year for h in halves}):
        mine = [h for h in halves if h.period.year == year]
        yield year, sum(h.came for h in mine), sum(h.left for h in mine), sum(mine[-1].credentials.values())


def _leave(outlook: "Outlook", language: Language) -> Section:
    plan, instance = outlook.plan, outlook.scenario.instance
    if not plan.leave:
        return section("ahead_leave", language, [say("memo.ahead_leave.none")])
    bare = left_empty(instance, plan.assignments, plan.leave, outlook.periods)
    rows = []
    for year in sorted({row.month.year for row in plan.leave}):
        mine = [row for row in plan.leave if row.month.year == year]
        covered, nobody = sum(row.covered_by is not None for row in mine), sum(row.month.year == year for row in bare)
        rows.append((year, len({row.person_id for row in mine}), len(mine), covered, nobody))
    columns = ("memo.col_year", "memo.col_people", "memo.col_months", "memo.col_stand_in", "memo.col_nobody")
    return section("ahead_leave", language, [say("memo.ahead_leave.about")], columns, rows)
