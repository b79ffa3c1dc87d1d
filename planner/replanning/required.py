"""This module is where a plan of the years ahead, also one made by hand, is held against what the scenario requires."""

from collections.abc import Iterator
from dataclasses import replace

from planner.calendar import Period
from planner.domain import Assignment, Plan
from planner.finding import Finding, Status
from planner.messages import say
from planner.replanning.remainder import as_planned, home, remainder
from planner.scenario import Scenario
from planner.solving.outlook import OutlookGoal, measure
from planner.stages.outlook import horizon

TABLE = "require"
"""The name under which its findings are told, in place of a clause."""


def unmet(scenario: Scenario, plan: Plan) -> Iterator[Finding]:
    """Yield each required goal that is not nought at a centre: its value there, and the reason it is required for."""
    instance, policy, periods = scenario.instance, scenario.policy, horizon(scenario.instance)
    goals = tuple(OutlookGoal(r.goal) for r in scenario.require)
    inside = [c for a in plan.assignments if (c := _clipped(a, periods[0], periods[-1])) is not None]
    for centre in instance.centres if goals else ():
        mine = [a for a in inside if home(instance, a.site_id) == centre.id]
        base = replace(remainder(centre, instance, policy, inside, mine, periods), goals=goals)
        for requirement, value in zip(scenario.require, measure(base, as_planned(base)), strict=True):
            if value:
                yield Finding(
                    clause=TABLE,
                    subject=centre.id,
                    status=Status.VIOLATED,
                    message=say(
                        "audit.require",
                        goal=say(f"outlook.goal.{requirement.goal}"),
                        centre=centre.name,
                        value=value,
                        why=requirement.why or "—",
                    ),
                )


def _clipped(a: Assignment, first: Period, last: Period) -> Assignment | None:
    """Return the part of an assignment inside the horizon, None where there is none."""
    start, end = max(a.start, first), min(a.end, last)
    return replace(a, start=start, end=end) if start <= end else None
