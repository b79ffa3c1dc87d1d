"""This module is where it is told how early someone can leave, and what would cover a clinic: each answer was solved.

What is told to a person names places and goals, never another person; what is told of a clinic names who would move.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from planner.domain import Assignment, Instance, Person, Site
from planner.explaining.careers import empty_spans, span
from planner.explaining.curing import Cure, CureKind, cures
from planner.explaining.leaving import Leave, Leaving, Loss, leaving, relief
from planner.messages import say
from planner.policy import Policy
from planner.text import Text, join

MOST_PLACES = 3
"""Places named for a loss; further ones are counted."""


def leaves_of(person: Person, instance: Instance, policy: Policy, plan: Sequence[Assignment]) -> Iterator[Text]:
    """Yield the earliest half-year in which a person can leave service, and per stint, be elsewhere."""
    stints = sorted((a for a in plan if a.person_id == person.id), key=lambda a: a.start)
    if not stints:
        return
    yield say("careers.leave_head")
    yield from _told(leaving(person, instance, policy, plan), instance)
    for stint in stints:
        found = relief(stint, instance, policy, plan, seconds=0.5)
        if found.earliest is not None:
            whole = found.earliest.start == stint.start
            yield say(
                "careers.relief_whole" if whole else "careers.relief",
                place=_place(instance, stint.site_id),
                span=span(stint.start, stint.end),
                from_=found.earliest.start,
                moved=_moved(found.earliest),
            )
        elif found.leaves:
            yield say(
                "careers.relief_none" if found.complete else "careers.relief_unknown",
                place=_place(instance, stint.site_id),
                span=span(stint.start, stint.end),
                last=found.leaves[-1].start,
                goal=_goal(found.losses[0][1]),
            )


def _told(found: Leaving, instance: Instance) -> Iterator[Text]:
    for _, group in groupby(found.losses, key=lambda item: (item[1].goal, item[1].proven)):
        told = list(group)
        loss = told[0][1]
        amounts = sorted({item[1].more for item in told})
        yield say(
            "careers.leave_costs",
            span=span(told[0][0].start, told[-1][0].start),
            goal=_goal(loss),
            more=f"{amounts[0]}–{amounts[-1]}" if len(amounts) > 1 else amounts[0],
            unit=say(f"careers.unit.{loss.goal}"),
            where=_where(loss, instance),
            proven=say("careers.leave_proven" if loss.proven else "careers.leave_unproven"),
        )
    if found.earliest is not None:
        yield say("careers.leave_from", start=found.earliest.start, moved=_moved(found.earliest))
    elif found.complete:
        yield say("careers.leave_never")
    else:
        yield say("careers.leave_until", last=found.leaves[-1].start)


def _goal(loss: Loss) -> Text:
    return say("careers.nowhere") if loss.goal == "nowhere" else say(f"outlook.goal.{loss.goal}")


def _moved(leave: Leave) -> Text:
    return say("careers.leave_moved", count=leave.moved) if leave.moved else say("careers.leave_nobody")


def _where(loss: Loss, instance: Instance) -> Text:
    if not loss.where:
        return Text("", "")
    parts = [
        say("careers.where", place=_place(instance, code), span=span(first, last))
        for code, first, last in loss.where[:MOST_PLACES]
    ]
    listed = join(parts, "、", ", ")
    rest = len(loss.where) - MOST_PLACES
    return say("careers.where_more", listed=listed, rest=rest) if rest > 0 else say("careers.where_all", listed=listed)


def cures_of(site: Site, instance: Instance, policy: Policy, plan: Sequence[Assignment]) -> Iterator[Text]:
    """Yield, for each span in which a clinic stands empty, what would cover it, each cure tried on the plan."""
    for first, last in empty_spans(site, plan, instance):
        found = cures(site, first, last, instance, policy, plan)
        yield say("careers.cure_head", span=span(first, last))
        if found.exhausted:
            yield say("careers.cure_exhausted")
        for number, cure in enumerate(found.found, start=1):
            yield say("careers.cure", number=number, what=_cure(cure, site, span(first, last), instance))


def _cure(cure: Cure, site: Site, when: str, instance: Instance) -> Text:
    if cure.kind in {CureKind.TURN, CureKind.CORE}:
        steps = [
            say(
                "careers.cure_move",
                name=instance.person[move.person_id].name,
                id=move.person_id,
                start=move.start,
                planned=_place(instance, move.planned),
                instead=_place(instance, move.instead),
            )
            for move in cure.moved
        ]
        centre = instance.centre[site.centre_id].name
        return say(f"careers.cure_{cure.kind}", moves=join(steps, "；", "; "), centre=centre)
    name = instance.person[cure.who].name if cure.who else ""
    return say(f"careers.cure_{cure.kind}", site=site.name, span=when, name=name, id=cure.who)


def _place(instance: Instance, code: str) -> str:
    return (instance.site.get(code) or instance.centre[code]).name
