"""This module is where training becomes rows: each person's stages from day to day, and who is where in each month."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from planner.calendar import add_months, day_before, period_of
from planner.messages import say
from planner.stages.training_calendar import Month, Step, Training, months_at_places, training_calendar
from planner.text import Text

if TYPE_CHECKING:
    from planner.report.cells import Row
    from planner.result import Result

TRAINING = ("period", "person_id", "stage", "track", "centre_id", "site_id", "start", "end", "covered_by", "minutes",
            "clause")  # fmt: skip
PLACES = ("month", "stage", "centre_id", "count", "places", "people")


def stage_label(stage: str) -> Text:
    """Return what a stage of training is called."""
    return say(f"training.stage.{stage}")


def training_rows(result: "Result") -> "Iterator[Row]":
    """Yield everyone's training in the horizon; pre-service education at a blank centre means no place is left."""
    for row in calendar(result):
        track = row.person.track if row.step is Step.TRAINING else ""
        end, minutes = "" if row.end is None else row.end.isoformat(), "" if row.minutes is None else row.minutes
        yield (
            str(period_of(row.start)), row.person.id, row.step.value, track, row.place or "", row.site_id or "",
            row.start.isoformat(), end, row.covered_by or "", minutes, row.clause,
        )  # fmt: skip


def place_rows(result: "Result") -> "Iterator[Row]":
    """Yield who is in training where in each month; blank places mean that no limit is given."""
    for row in months(result):
        people = "、".join(person.id for person in row.people)
        places = "" if row.places is None else row.places
        yield f"{row.month:%Y-%m}", row.step.value, row.place or "", len(row.people), places, people


def calendar(result: "Result") -> tuple[Training, ...]:
    """Return everyone's training over the horizon of a result."""
    instance = result.scenario.instance
    return training_calendar(instance, result.scenario.policy, result.plan, *_span(result))


def months(result: "Result") -> Iterator[Month]:
    """Yield who is where in each month of the horizon of a result."""
    first, last = _span(result)
    instance, policy = result.scenario.instance, result.scenario.policy
    for row in months_at_places(calendar(result), instance, policy, last):
        if row.month >= first:
            yield row


def _span(result: "Result") -> tuple[date, date]:
    first = result.scenario.instance.placement_date.replace(day=1)
    return first, day_before(add_months(first, 12 * result.scenario.instance.horizon_years))
