"""This module is where what is forecast becomes rows: exits, arrivals, alarms, the pipeline, what to recruit."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from planner.calendar import Period
from planner.forecast import Forecast, forecast
from planner.messages import say
from planner.pipeline import pipeline
from planner.recruitment import needs
from planner.text import Text

if TYPE_CHECKING:
    from planner.report.cells import Row
    from planner.result import Result

FORECAST = ("period", "flow", "channel", "count", "day", "person_id", "site_id", "clause", "what_zh", "what_en")
PIPELINE = (
    "enrolled", "person_id", "track", "graduates", "base", "pre_service", "training", "ready", "placed", "place",
    "clause",
)  # fmt: skip
RECRUITMENT = ("clause", "due", "measure", "short", "pipeline", "year", "count", "adding", "measure_en")


def flow_label(flow: str) -> Text:
    """Return what a kind of row is called."""
    return say(f"supply.flow.{flow}")


def way_label(way: str) -> Text:
    """Return what a channel, or the reason of an exit, is called."""
    return say(f"supply.by.{way}")


def adding_label(adding: str) -> Text:
    """Return what is to be added to reach a target: new people, or what it counts."""
    return say(f"supply.adding.{adding}")


def told(result: "Result") -> tuple[Forecast, ...]:
    """Return the forecast of a result, with clinics that will have nobody as the outlook has it where there is one."""
    scenario, empty = result.scenario, dict[str, list[Period]]()
    for row in result.sites_after if result.plan.assignments else ():
        if row.uncovered:
            year, _, half = row.period.partition("H")
            empty.setdefault(row.site_id, []).append(Period(int(year), int(half)))
    ahead = empty if result.plan.assignments else None
    return forecast(scenario.instance, scenario.policy, result.plan, ahead)


def forecast_rows(result: "Result") -> "Iterator[Row]":
    """Yield the forecast of a result, then a row for each spell in which a clinic has nobody."""
    for row in told(result):
        yield (
            str(row.period), row.flow.value, row.by, row.count, row.day.isoformat(), row.person_id, row.site_id,
            row.clause, row.what.zh, row.what.en,
        )  # fmt: skip


def pipeline_rows(result: "Result") -> "Iterator[Row]":
    """Yield the way of everyone still to come; both days of a stage's end are its last, blank where not known."""
    for course in pipeline(result.scenario.instance, result.scenario.policy, result.plan):
        yield (
            "" if course.enrolled is None else course.enrolled,
            course.person.id,
            course.person.track,
            _iso(course.graduates),
            course.base or "",
            _iso(course.pre_service),
            _iso(course.training),
            _iso(course.ready),
            _iso(course.placed),
            course.place or "",
            course.clause,
        )


def recruitment_rows(result: "Result") -> "Iterator[Row]":
    """Yield what each target asks for, year by year: how many are lacking, of which how many come anyway."""
    for need in needs(result.scenario.instance, result.scenario.policy, result.plan):
        adding = "people" if need.recruiting else "items"
        yield (
            need.clause, need.due.isoformat(), need.of.zh, need.gap, need.pipeline, need.year, need.count, adding,
            need.of.en,
        )  # fmt: skip


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()
