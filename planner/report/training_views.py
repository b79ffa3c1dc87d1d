"""This module is where training is put as the page tells it: a line for each person, and for each place and year."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from planner.calendar import add_months
from planner.messages import say
from planner.report.supply_views import View
from planner.report.training_table import calendar, months, stage_label
from planner.report.views import person_label, place_name, short_site
from planner.stages.training_calendar import Month, Step, Training
from planner.text import Text, join, plain

if TYPE_CHECKING:
    from planner.result import Result


def training_views(result: "Result") -> tuple[View, ...]:
    """Return the tables of the page: one line for each person, and one for each place and stage in each year."""
    people, places = tuple(_people(result)), tuple(_places(result))
    made = (
        View("training_people", ("person", "at", "chain"), people),
        View("training_places", ("place", "stage", "year", "months"), places),
    )
    return tuple(view for view in made if view.rows)


def _people(result: "Result") -> Iterator[tuple[str | Text, ...]]:
    instance = result.scenario.instance
    for _, rows in groupby(calendar(result), key=lambda row: row.person.id):
        mine = list(rows)
        parts = []
        for step in dict.fromkeys(row.step for row in mine):
            stints = [_stint(row, result) for row in mine if row.step is step]
            first = next(row for row in mine if row.step is step)
            track = say("training.track_of", track=first.person.track) if step is Step.TRAINING else ""
            listed = join(stints, "、", ", ")
            parts.append(
                say("training.chain", stage=stage_label(step), track=track, stints=listed, clause=first.clause)
            )
        site = instance.site.get(mine[0].site_id or mine[0].person.site_id or "")
        yield person_label(instance, mine[0].person.id), short_site(site) if site else "", join(parts, "；", "; ")


def _stint(row: Training, result: "Result") -> Text:
    key = "training.stint.open" if row.end is None else "training.stint"
    said = say(key, start=row.start, end=row.end or "")
    if row.step is Step.PRE_SERVICE:
        where = say("training.no_place") if row.waits else say(
            "training.at", place=place_name(result.scenario.instance, row.place or ""))  # fmt: skip
        return join([said, where], "", "")
    return said


def _places(result: "Result") -> Iterator[tuple[str | Text, ...]]:
    instance = result.scenario.instance
    for (place, step, year), rows in groupby(months(result), key=lambda m: (m.place or "", m.step, m.month.year)):
        where = place_name(instance, place) if place else say("training.elsewhere")
        yield where, stage_label(step), str(year), plain("; ".join(_runs(rows)))


def _runs(rows: Iterable[Month]) -> Iterator[str]:
    """Yield runs of months in which as many people are there: ``07–12: 2/6``."""
    runs: list[list[Month]] = []
    for row in rows:
        last = runs[-1][-1] if runs else None
        if last and add_months(last.month, 1) == row.month and len(last.people) == len(row.people):
            runs[-1].append(row)
        else:
            runs.append([row])
    for run in runs:
        span = f"{run[0].month:%m}" + (f"–{run[-1].month:%m}" if len(run) > 1 else "")
        yield f"{span}: {len(run[0].people)}" + ("" if run[0].places is None else f"/{run[0].places}")
