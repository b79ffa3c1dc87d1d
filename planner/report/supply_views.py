"""This module is where supply is put as page and memo both tell it: alarm, exits, the pipeline, what to recruit."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from planner.forecast import Flow, Forecast
from planner.messages import say
from planner.pipeline import Cohort, cohorts, pipeline
from planner.recruitment import needs
from planner.report.forecast_table import adding_label, told, way_label
from planner.report.views import short_centre
from planner.result import Result
from planner.text import Text, plain

Value = Text | str | int


@dataclass(frozen=True)
class View:
    """One table: its key in the catalogue ``supply_page``, those of its columns, and its rows."""

    key: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def supply_views(result: Result) -> tuple[View, ...]:
    """Return the tables on supply that have something to say, in reading order."""
    rows = told(result)
    made = (
        View("alarm", ("site", "centre", "residents", "first", "last", "unless", "spare"), tuple(_alarm(rows, result))),
        View("balance", ("period", "what", "short"), tuple(_balance(rows))),
        View("exits", ("year", "by", "clause", "count"), tuple(_exits(rows))),
        View(
            "pipeline",
            ("enrolled", "track", "count", "graduates", "pre_service", "training", "ready", "placed", "open"),
            tuple(_pipeline(result)),
        ),
        View("recruitment", ("of", "due", "gap", "pipeline", "year", "add", "adding", "clause"), tuple(_needs(result))),
    )
    return tuple(view for view in made if view.rows)


def _alarm(rows: Iterable[Forecast], result: Result) -> Iterator[tuple[Value, ...]]:
    instance = result.scenario.instance
    for row in rows:
        if row.flow is Flow.UNCOVERED:
            site = instance.site[row.site_id]
            centre = short_centre(instance.centre[site.centre_id])
            yield site.name, centre, site.population, str(row.period), str(row.until), row.day.isoformat(), row.spare


def _balance(rows: Iterable[Forecast]) -> Iterator[tuple[Value, ...]]:
    for row in rows:
        if row.flow is Flow.BALANCE:
            yield str(row.period), row.what, row.count


def _exits(rows: Iterable[Forecast]) -> Iterator[tuple[Value, ...]]:
    counts = Counter((row.day.year, row.by, row.clause) for row in rows if row.flow is Flow.EXIT)
    for (year, by, clause), count in sorted(counts.items()):
        yield str(year), way_label(by), clause, count


def _pipeline(result: Result) -> Iterator[tuple[Value, ...]]:
    courses = pipeline(result.scenario.instance, result.scenario.policy, result.plan)
    for cohort in cohorts(courses):
        each = cohort.courses
        year = say("supply_page.no_year") if cohort.enrolled is None else str(cohort.enrolled)
        placed = sum(c.placed is not None for c in each)
        yield (
            year,
            cohort.track or "—",
            len(each),
            _span(c.graduates for c in each),
            _span(c.pre_service for c in each),
            _span(c.training for c in each),
            _ready(cohort),
            say("supply_page.placed_of", count=placed, span=_span(c.placed for c in each)) if placed else "—",
            len(each) - placed,
        )


def _ready(cohort: Cohort) -> Text:
    """Return from when to when a cohort is ready, with how many of it no day is known for."""
    unknown = sum(c.ready is None for c in cohort.courses)
    span = _span(c.ready for c in cohort.courses)
    return say("supply_page.ready_but", span=span, count=unknown) if unknown else plain(span)


def _needs(result: Result) -> Iterator[tuple[Value, ...]]:
    """Yield what is to be added each year for targets that would be short; what is reached stands among the targets."""
    for need in needs(result.scenario.instance, result.scenario.policy, result.plan):
        if not need.gap:
            continue
        adding = adding_label("people" if need.recruiting else "items")
        yield need.of, need.due.isoformat(), need.gap, need.pipeline, str(need.year), need.count, adding, need.clause


def _span(days: Iterable[date | None]) -> str:
    """Return the first and the last of some days, one where they agree, a dash where none is known."""
    known = sorted({day for day in days if day is not None})
    if not known:
        return "—"
    return known[0].isoformat() if len(known) == 1 else f"{known[0]} – {known[-1]}"
