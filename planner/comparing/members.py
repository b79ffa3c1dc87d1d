"""This module is where each plan of a comparison is had: solved as close to the baseline as the law allows, or read."""

from dataclasses import dataclass, replace

from planner.comparing.sources import Source
from planner.comparison import Member
from planner.domain import Plan
from planner.messages import say
from planner.result import Result, SolveStatus
from planner.run import AuditFailed, centres_after, sites_after, solve
from planner.scenario.run_folder import Published
from planner.season import plan_season
from planner.staffing import plan_outlook
from planner.text import Text, plain

PLANNED = frozenset({SolveStatus.OPTIMAL, SolveStatus.FEASIBLE})
"""Statuses with a plan."""


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How hard to try: seconds for each member and part, and processes; ``ahead`` asks for the years ahead too."""

    ahead: bool = False
    time_limit: float = 60.0
    workers: int | None = None


def member(source: Source, baseline: Plan | None, effort: Effort) -> Member:
    """Return a plan of a comparison; what cannot be planned is a member that says so, never an error."""
    if source.published is not None:
        return _read(source, source.published)
    try:
        result = source.result or solve(source.scenario, effort.time_limit, baseline)
    except AuditFailed as error:
        return replace(_bare(source), failure=_failed(error))
    if result.status not in PLANNED:
        return replace(_bare(source), status=result.status, failure=say(f"compare.failed.{result.status.value}"))
    season = _season(source, result)
    return _with_years_ahead(source, season, baseline, effort) if effort.ahead else season


def _bare(source: Source) -> Member:
    scenario = source.scenario
    return Member(name=source.name, title=scenario.title, scenario=scenario, status=SolveStatus.UNKNOWN)


def _failed(error: AuditFailed) -> Text:
    return say("compare.failed.audit", findings=plain(str(error)))


def _season(source: Source, result: Result) -> Member:
    return replace(
        _bare(source),
        status=result.status,
        plan=result.plan,
        outcomes=result.outcomes,
        goals=result.goals,
        sites=result.sites_after,
        centres=result.centres_after,
        notes=(*source.scenario.notices, *result.notes),
    )


def _with_years_ahead(source: Source, season: Member, baseline: Plan | None, effort: Effort) -> Member:
    """Add the years ahead; the season stands also where they cannot be planned."""
    try:
        outlook = plan_outlook(
            source.scenario,
            effort.time_limit,
            effort.workers,
            baseline=baseline.assignments if baseline else (),
            placed_before=season.plan,
        )
    except AuditFailed as error:
        return replace(season, failure=say("compare.failed.ahead", why=_failed(error)))
    if outlook.status not in PLANNED:
        why = say(f"compare.failed.{outlook.status.value}")
        return replace(season, status=outlook.status, failure=say("compare.failed.ahead", why=why))
    both = {season.status, outlook.status}
    return replace(
        season,
        status=SolveStatus.FEASIBLE if SolveStatus.FEASIBLE in both else SolveStatus.OPTIMAL,
        plan=replace(season.plan, assignments=outlook.plan.assignments, leave=outlook.plan.leave),
        ahead=outlook.goals,
        sites_ahead=outlook.sites,
        notes=tuple(dict.fromkeys((*season.notes, *outlook.notes))),
    )


def _read(source: Source, run: Published) -> Member:
    """Return what a run folder published; places of its season are counted again, on the facts it was made from."""
    result = run.result
    if result.status not in PLANNED:
        return replace(_bare(source), status=result.status, failure=say(f"compare.failed.{result.status.value}"))
    found = _season(source, result)
    statuses = {result.status, run.ahead_status or SolveStatus.OPTIMAL}
    found = replace(found, status=SolveStatus.FEASIBLE if SolveStatus.FEASIBLE in statuses else SolveStatus.OPTIMAL)
    if not run.changed:
        instance, policy = source.scenario.instance, source.scenario.policy
        season = replace(plan_season(instance, policy, 0.0), plan=result.plan)
        found = replace(found, sites=tuple(sites_after(season)), centres=tuple(centres_after(season)))
    if run.ahead_status is not None:
        found = replace(found, ahead=run.ahead, sites_ahead=result.sites_after)
        if run.ahead_status not in PLANNED:
            why = say(f"compare.failed.{run.ahead_status.value}")
            found = replace(found, ahead=(), sites_ahead=(), failure=say("compare.failed.ahead", why=why))
    if run.edited:
        found = replace(found, goals=(), ahead=(), status=SolveStatus.FEASIBLE)
    return found
