"""This stage is where all training is brought together: who is in which stage from when to when, and where."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.accounts import Stage
from planner.calendar import add_months, day_before
from planner.domain import Instance, Person, Plan
from planner.faces.people import MonthsRule
from planner.faces.training import LeavePlacesRule, PracticeRule, SeniorRotationRule, StudyLeaveRule
from planner.policy import Policy
from planner.stages.supply import POOL_ROLES, ready_day
from planner.stages.training import school_ends, training_plan


class Step(StrEnum):
    """A stage of training, from school to a senior post."""

    PRE_SERVICE = "pre_service"
    TRAINING = "training"
    PRACTICE = "practice"
    STUDY_LEAVE = "study_leave"
    SENIOR_ROTATION = "senior_rotation"


@dataclass(frozen=True, kw_only=True)
class Training:
    """Someone in one stage of training, both days included, and the clause behind it.

    ``place`` is the centre where it takes place, None where no text says, ``waits`` where it is a base without a place
    left; ``site_id`` the clinic she leaves meanwhile, ``covered_by`` who stands in; ``end`` None where it is not known.
    """

    person: Person
    step: Step
    start: date
    end: date | None
    clause: str
    place: str | None = None
    waits: bool = False
    site_id: str | None = None
    covered_by: str | None = None
    minutes: int | None = None


@dataclass(frozen=True, kw_only=True)
class Month:
    """How many are in training at a place in a month, at most at one time; ``places`` None where no limit is given."""

    place: str | None
    step: Step
    month: date
    people: tuple[Person, ...]
    places: int | None


def training_calendar(instance: Instance, policy: Policy, plan: Plan, first: date, last: date) -> tuple[Training, ...]:
    """Return everyone's training between two days, by person code, then day; practice and leave are the plan's."""
    rows = [
        *_pre_service(instance, policy, first, last),
        *_tracks(instance, policy),
        *_in_service(instance, policy, plan),
        *_senior(instance, policy),
    ]
    inside = (row for row in rows if row.start <= last and (row.end is None or row.end >= first))
    return tuple(sorted(inside, key=lambda row: (row.person.id, row.start, row.step)))


def months_at_places(rows: tuple[Training, ...], instance: Instance, policy: Policy, last: date) -> Iterator[Month]:
    """Yield who is where in each month: bases, township hospitals, and wherever study leave takes place."""
    limit = policy.only(LeavePlacesRule)
    there: dict[tuple[str, Step, date], set[str]] = defaultdict(set)
    for row in rows:
        known = row.place is not None or row.step is Step.STUDY_LEAVE
        if not known or row.end is None:
            continue
        month = row.start.replace(day=1)
        while month <= min(row.end, last):
            there[row.place or "", row.step, month].add(row.person.id)
            month = add_months(month, 1)
    for (place, step, month), codes in sorted(there.items()):
        places = limit.leave_places if limit is not None and step is Step.STUDY_LEAVE else None
        if step is Step.PRE_SERVICE:
            places = instance.centre[place].training_places or None
        people = tuple(instance.person[code] for code in sorted(codes))
        yield Month(place=place or None, step=step, month=month, people=people, places=places)


def _pre_service(instance: Instance, policy: Policy, first: date, last: date) -> Iterator[Training]:
    for row in training_plan(instance, policy, first, last):
        yield Training(
            person=row.person,
            step=Step.PRE_SERVICE,
            start=row.start,
            end=row.end,
            clause=row.clause,
            place=None if row.base is None else row.base.id,
            waits=row.base is None,
            minutes=row.minutes,
        )


def _tracks(instance: Instance, policy: Policy) -> Iterator[Training]:
    """Yield standardised training: from the end of pre-service education to the day before she is ready."""
    for person in instance.people:
        start = school_ends(person, instance, policy)
        if start is None or person.role not in POOL_ROLES:
            continue
        for rule in policy.having(MonthsRule):
            months = rule.months(person.track)
            after = None if months is None else add_months(start, months)
            if rule.stage is Stage.TRAINING:
                ready = person.available_from and ready_day(person, policy)
                end = ready if ready is not None and ready > start else after
                yield Training(
                    person=person,
                    step=Step.TRAINING,
                    start=start,
                    end=None if end is None else day_before(end),
                    clause=rule.id,
                )
            if after is None:
                break
            start = after


def _in_service(instance: Instance, policy: Policy, plan: Plan) -> Iterator[Training]:
    """Yield what the plan has doctors do: practice at the hospital of their clinic, and months of study leave."""
    clauses = policy.clause_id(PracticeRule), policy.clause_id(StudyLeaveRule)
    for stay in plan.practice:
        site = instance.site.get(stay.site_id)
        yield Training(
            person=instance.person[stay.person_id],
            step=Step.PRACTICE,
            start=stay.start,
            end=stay.end,
            clause=clauses[0],
            place=stay.site_id if site is None else site.centre_id,
            site_id=stay.site_id,
            covered_by=stay.covered_by,
        )
    for leave in plan.leave:
        yield Training(
            person=instance.person[leave.person_id],
            step=Step.STUDY_LEAVE,
            start=leave.month,
            end=day_before(add_months(leave.month, 1)),
            clause=clauses[1],
            site_id=leave.site_id,
            covered_by=leave.covered_by,
        )


def _senior(instance: Instance, policy: Policy) -> Iterator[Training]:
    for rule in policy.having(SeniorRotationRule):
        for code, start, end in rule.rotations(instance):
            person = instance.person.get(code)
            if person is not None:
                yield Training(
                    person=person,
                    step=Step.SENIOR_ROTATION,
                    start=start,
                    end=end,
                    clause=rule.id,
                    site_id=person.site_id,
                )
