"""This module is where a scenario is diagnosed: each centre without a plan, its conflict and its ways out."""

from collections.abc import Iterator
from dataclasses import replace

from planner.diagnosing.answer import Diagnosis, Element, Grantor
from planner.diagnosing.conflict import Clock, Conflict, find
from planner.diagnosing.elements import element, place_name, spoken
from planner.diagnosing.loosening import Case, Topic, ties
from planner.diagnosing.offers import not_enough, offer
from planner.diagnosing.ways import ways_out
from planner.messages import say
from planner.scenario import Scenario
from planner.solving.attainable import Attained, attainable
from planner.solving.outlook import OutlookGoal
from planner.staffing import REQUIRED_SECONDS, prepare
from planner.text import Text, join, plain

CENTRE_SECONDS = 60.0
"""Seconds at most for one centre's diagnosis, which mostly takes a few."""

TOLD = (
    Topic.NEED,
    Topic.CORE,
    Topic.ALTERNATION,
    Topic.MEMBER,
    Topic.CAP,
    Topic.PLACES,
    Topic.TURNS,
    Topic.STAYS,
    Topic.LOCK,
    Topic.ARRIVAL,
    Topic.EXIT,
)
"""The order in which a conflict is told."""

RANK = {grantor: place for place, grantor in enumerate(Grantor)}


def diagnose(scenario: Scenario, centre_seconds: float = CENTRE_SECONDS) -> tuple[Diagnosis, ...]:
    """Return why each centre that has no plan has none, by code; empty where every centre has one, or may have.

    A centre has none where its hard rules conflict, or where a goal that the scenario requires cannot be nought.
    """
    return tuple(d for case in cases(scenario) if (d := diagnosed(case, centre_seconds)) is not None)


def cases(scenario: Scenario) -> Iterator[Case]:
    """Yield the centres proven to have no plan, with the goals that cannot all be nought (none: hard rules alone)."""
    prepared = prepare(scenario)
    required = tuple(OutlookGoal(r.goal) for r in scenario.require)
    for centre, laid in zip(scenario.instance.centres, prepared.laid, strict=True):
        case = Case(
            centre=centre,
            instance=scenario.instance,
            policy=scenario.policy,
            demand=prepared.demand,
            laid=laid,
            goals=required,
        )
        bare = replace(case, goals=())
        if _none(case):
            yield bare if required and _none(bare) else case


def _none(case: Case) -> bool:
    """Return whether it is proven that a centre, as laid out, has no plan with its goals nought."""
    return attainable(replace(case.laid.outlook, goals=case.goals), REQUIRED_SECONDS).attained is Attained.NO


def diagnosed(case: Case, seconds: float) -> Diagnosis | None:
    """Return the diagnosis of one centre within some seconds; None where it has a plan, or may have one."""
    clock = Clock(seconds)
    conflict = find(case, clock)
    if conflict is None:
        return None
    tried = list(ways_out(case, conflict, clock))
    works = sorted((w for w in tried if w.works), key=lambda w: (RANK[w.grantor], w.size))
    periods = case.laid.periods
    return Diagnosis(
        centre_id=case.centre.id,
        goals=tuple(goal.value for goal in case.goals),
        first=periods[conflict.span.start],
        last=periods[conflict.span.stop - 1],
        elements=tuple(sorted((element(case, tie, conflict.span) for tie in conflict.ties), key=_order)),
        heads=conflict.heads,
        minimal=conflict.minimal,
        ways=tuple(offer(case, way) for way in works),
        useless=tuple(not_enough(way) for way in tried if way.works is False),
        complete=all(way.works is not None for way in tried if way.topic != "suspended"),
        summary=_summary(case, conflict),
    )


def _order(element: Element) -> tuple[int, str, str]:
    """Needs first, then what ties people or takes them away; each by source and code."""
    return TOLD.index(Topic(element.topic)), element.source, element.subject


def _summary(case: Case, conflict: Conflict) -> Text:
    """Say the conflict in one sentence: too few people, or people who are tied."""
    periods = case.laid.periods
    span = spoken(periods[conflict.span.start], periods[conflict.span.stop - 1])
    needed = sum(tie.topic is Topic.NEED for group in ties(case) for tie in group)
    if conflict.heads is not None:
        if not conflict.heads:
            return say("diagnosis.nobody", first=span, needed=needed)
        short = needed - len(conflict.heads)
        return say("diagnosis.numbers", first=span, needed=needed, heads=len(conflict.heads), short=short)
    needy = [tie.code for tie in conflict.ties if tie.topic is Topic.NEED]
    if len(needy) == 1 and case.goals == (OutlookGoal.UNCOVERED,):
        sites = join([plain(place_name(case, code)) for code in needy], "、", ", ")
        return say("diagnosis.tied_need", span=span, sites=sites)
    return say("diagnosis.tied", span=span)
