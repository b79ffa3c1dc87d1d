"""This module is where the way of those still to come is told: school, pre-service, training, ready, placed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planner.accounting import leaving
from planner.accounts import Stage
from planner.calendar import add_months, day_before
from planner.domain import Instance, Person, Plan, Role
from planner.faces.duties import DeferRule
from planner.faces.people import MonthsRule
from planner.faces.training import TrainingBasesRule
from planner.once import once
from planner.policy import Policy
from planner.stages.supply import POOL_ROLES
from planner.stages.training import training_plan


def comes(person: Person, day: date) -> bool:
    """Whether a graduate or recruit waits or trains for a place on a day, or begins at one on it or later."""
    starts = [d for d in (person.since, person.available_from) if d is not None]
    begins = person.site_id is None or max(starts, default=date.min) >= day
    return begins and person.role in POOL_ROLES


def ready_on(person: Person) -> date | None:
    """Return the first day someone without a place could begin, on a roster as ``leaving`` gives it; None: unknown."""
    return date.min if person.available_from is None and person.role is Role.RECRUIT else person.available_from


@dataclass(frozen=True, kw_only=True)
class Course:
    """One person's way: days are None where nothing tells them, last days of a stage included in it.

    ``base`` is where pre-service education takes place, ``place`` the site or centre the plan puts her at from
    ``placed`` on; ``clause`` says how long training lasts, blank where the roster gives its end.
    """

    person: Person
    enrolled: int | None
    graduates: date | None
    base: str | None
    pre_service: date | None
    training: date | None
    ready: date | None
    placed: date | None
    place: str | None
    clause: str


@dataclass(frozen=True, kw_only=True)
class Cohort:
    """Those of one year of enrolment and one track, in order of day they are ready; ``enrolled`` None: not known."""

    enrolled: int | None
    track: str
    courses: tuple[Course, ...]


@once
def pipeline(instance: Instance, policy: Policy, plan: Plan) -> tuple[Course, ...]:
    """Return the way of everyone who is still to come, by year of enrolment, day ready, and person.

    Lengths of stages are those of the clauses in force (MTG25-2.2-a, -2.3-b); a day entered on the roster goes before.
    """
    roster, bases = leaving(instance, policy, plan).person, _bases(instance, policy)
    found = [
        _course(p, roster[p.id], instance, policy, bases.get(p.id))
        for p in instance.people
        if comes(p, instance.placement_date)
    ]
    return tuple(sorted(found, key=lambda c: (c.enrolled or 9999, c.ready or date.max, c.person.id)))


def cohorts(courses: tuple[Course, ...]) -> tuple[Cohort, ...]:
    """Return courses by year of enrolment and track, the earliest year first, those without one last."""
    by: dict[tuple[int | None, str], list[Course]] = defaultdict(list)
    for course in courses:
        by[course.enrolled, course.person.track].append(course)
    ordered = sorted(by.items(), key=lambda item: (item[0][0] or 9999, item[0][1]))
    return tuple(Cohort(enrolled=year, track=track, courses=tuple(c)) for (year, track), c in ordered)


def _bases(instance: Instance, policy: Policy) -> dict[str, str | None]:
    """Return the base of each graduate who is on record at one or will be given one, by person code."""
    rule = policy.only(TrainingBasesRule)
    records = () if rule is None else instance.records_of.get(rule.id, ())
    held: dict[str, str | None] = {r.person_id: r.centre_id for r in records if r.person_id is not None}
    first = instance.placement_date.replace(day=1)
    rows = training_plan(instance, policy, first, day_before(add_months(first, 12 * instance.horizon_years)))
    return held | {row.person.id: row.base.id if row.base else None for row in rows}


def _course(before: Person, after: Person, instance: Instance, policy: Policy, base: str | None) -> Course:
    graduates = before.graduated_on
    for rule in policy.having(DeferRule):
        graduates = graduates and rule.deferred(graduates, before.id, instance)
    ends = dict(_ends(before, graduates, policy))
    training, clause = ends.get(Stage.TRAINING, (None, ""))
    ready, place = after.available_from, after.site_id
    if before.available_from is not None and ready is not None:
        training, clause = (None if graduates is None or ready <= graduates else day_before(ready)), ""
    starts = [d for d in (after.since, ready, instance.placement_date) if d is not None]
    return Course(
        person=before,
        enrolled=None if before.enrolled_on is None else before.enrolled_on.year,
        graduates=graduates,
        base=base,
        pre_service=ends.get(Stage.PRE_SERVICE, (None, ""))[0],
        training=training,
        ready=ready,
        placed=None if place is None else max(starts),
        place=place,
        clause=clause,
    )


def _ends(person: Person, graduates: date | None, policy: Policy) -> Iterator[tuple[Stage, tuple[date, str]]]:
    """Yield the last day of each stage after school, with the clause that says how long it lasts, as far as known."""
    end = graduates if person.role is Role.GRADUATE else None
    for rule in policy.having(MonthsRule):
        months = rule.months(person.track)
        if end is None or months is None:
            return
        end = add_months(end, months)
        yield rule.stage, (day_before(end), rule.id)
