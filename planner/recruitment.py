"""This module is where it is reckoned how many to recruit, or to add, each year so that each target is reached."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.accounting import leaving, standing
from planner.accounts import Measure
from planner.domain import COVER_ROLES, Instance, Person, Plan
from planner.once import once
from planner.pipeline import comes, ready_on
from planner.policy import Policy
from planner.stages.demand import demand
from planner.text import Text


@dataclass(frozen=True, kw_only=True)
class Need:
    """What one target asks for in one year: ``count`` are to be added in it to reach the target by ``due``.

    ``gap`` would be lacking on that day without those still to come; ``pipeline`` of it they bring. Where
    ``recruiting``, new people are meant, each with what the target asks for; else what it counts, such as clinics.
    """

    clause: str
    of: Text
    due: date
    year: int
    gap: int
    pipeline: int
    count: int
    recruiting: bool


@once
def needs(instance: Instance, policy: Policy, plan: Plan) -> tuple[Need, ...]:
    """Return what each target with a figure asks for, year by year, in the order of the clauses.

    A target of every year asks for it in that year, any other in even parts over the years until its day. Whoever comes
    without a place fills the first vacant post by code. Targets beyond the horizon, or for which facts lack, are left
    out.
    """
    roster = _filled(leaving(instance, policy, plan), policy)
    coming = {p.id for p in instance.people if comes(p, instance.placement_date)}
    others = replace(roster, people=tuple(p for p in roster.people if p.id not in coming))
    before = dict(_numbered(standing(others, policy, _of(plan, coming))))
    by_target: dict[tuple[str, str], list[tuple[Measure, int]]] = defaultdict(list)
    for key, measure in _numbered(standing(roster, policy, plan)):
        if measure.target is not None and (left := _lacking(measure)) is not None:
            gap = _lacking(before[key]) if key in before else None
            by_target[measure.clause, measure.of.zh].append((measure, max(left, gap or 0)))
    return tuple(need for target in by_target.values() for need in _needs(target, instance.placement_date))


def _numbered(measures: Sequence[Measure]) -> Iterator[tuple[tuple[str, date, int], Measure]]:
    """Yield measures with clause, day and their number among those of the clause on that day."""
    seen = Counter[tuple[str, date]]()
    for measure in measures:
        seen[measure.clause, measure.day] += 1
        yield (measure.clause, measure.day, seen[measure.clause, measure.day]), measure


def _needs(target: Sequence[tuple[Measure, int]], today: date) -> Iterator[Need]:
    """Yield what a target asks for; where it stands on several days that are no ends of years, the last one counts."""
    yearly = len(target) > 1 and all((m.day.month, m.day.day) == (12, 31) for m, _ in target)
    for after, gap in target if yearly else target[-1:]:
        left = _lacking(after) or 0
        # What nothing is lacking for is told once.
        years = range(after.day.year if yearly or not left else today.year, after.day.year + 1)
        for part, year in enumerate(years):
            yield Need(
                clause=after.clause,
                of=after.of,
                due=after.day,
                year=year,
                gap=gap,
                pipeline=gap - left,
                count=_part(left, part + 1, len(years)) - _part(left, part, len(years)),
                recruiting=after.recruits is not None,
            )


def _lacking(measure: Measure) -> int | None:
    return measure.needed if measure.recruits is None else measure.recruits


def _part(count: int, part: int, parts: int) -> int:
    """Return how many of a number are due after so many of equal parts, rounded up."""
    return -(-count * part // parts)


def _of(plan: Plan, coming: set[str]) -> Plan:
    """Return a plan without some people."""
    placements = tuple(p for p in plan.placements if p.person_id not in coming)
    assignments = tuple(a for a in plan.assignments if a.person_id not in coming)
    return replace(plan, placements=placements, assignments=assignments)


def _filled(roster: Instance, policy: Policy) -> Instance:
    """Return a roster in which whoever is ready some day and has no place yet goes to the first vacant post by code."""
    posts, people = demand(roster, policy), {p.id: p for p in roster.people}
    coming = [p for p in roster.people if comes(p, roster.placement_date) and p.site_id is None]
    waiting = [(max(day, roster.placement_date), p.id) for p in coming if (day := ready_on(p)) is not None]
    for day, code in sorted(waiting):
        person = people[code]
        held = Counter(p.site_id for p in people.values() if _holds(p, day))
        site = next((s for s in roster.sites if posts[s.id] > held[s.id]), None)
        if site is not None:
            people[person.id] = replace(person, site_id=site.id, employer=site.centre_id, since=day)
    return replace(roster, people=tuple(people.values()))


def _holds(person: Person, day: date) -> bool:
    return person.role not in COVER_ROLES and (person.leaves_on is None or person.leaves_on > day)
