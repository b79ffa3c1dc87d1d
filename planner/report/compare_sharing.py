"""This module is where a comparison is made fit for circulation: no home villages, no exact dates of birth."""

from dataclasses import replace

from planner.comparison import Comparison, Member
from planner.report.sharing import undated
from planner.result import Result


def nameless(comparison: Comparison) -> Comparison:
    """Return a comparison of coded scenarios without what else could tell who someone is."""
    return replace(comparison, members=tuple(_undated(m) for m in comparison.members))


def _undated(member: Member) -> Member:
    result, _ = undated(Result(scenario=member.scenario, status=member.status, plan=member.plan), None)
    return replace(member, scenario=result.scenario)
