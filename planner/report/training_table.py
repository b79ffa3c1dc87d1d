"""This module is where the plan of pre-service education becomes rows."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.calendar import add_months, day_before
from planner.report.cells import Row
from planner.stages.training import training_plan

if TYPE_CHECKING:
    from planner.result import Result

TRAINING = ("period", "person_id", "centre_id", "start", "end", "minutes", "clause")


def training_rows(result: "Result") -> "Iterator[Row]":
    """Yield the base of everyone who graduates in the horizon (MTG25-2.2-b); a blank centre means no place is left."""
    instance = result.scenario.instance
    first = instance.placement_date.replace(day=1)
    last = day_before(add_months(first, 12 * instance.horizon_years))
    for row in training_plan(instance, result.scenario.policy, first, last):
        base, end = "" if row.base is None else row.base.id, "" if row.end is None else row.end.isoformat()
        minutes = "" if row.minutes is None else row.minutes
        yield str(row.period), row.person.id, base, row.start.isoformat(), end, minutes, row.clause
