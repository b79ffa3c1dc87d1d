"""This stage is where graduates get a base for their pre-service education, half-year by half-year (MTG25-2.2-b)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from planner.accounts import Duty, Education, Stage
from planner.calendar import Period, add_months, day_before, period_of
from planner.domain import Centre, Instance, Person, Role
from planner.faces.duties import DeferRule
from planner.faces.people import MonthsRule
from planner.faces.training import TrainingBasesRule
from planner.messages import say
from planner.policy import Policy
from planner.text import plain

Bases = Mapping[str, str | None]
"""The base of each graduate, by person code, None where no place is left."""


@dataclass(frozen=True, kw_only=True)
class Trainee:
    """A graduate's pre-service education: at which base (None: no place left), both days included, minutes from home.

    ``end`` is None where no clause says how long it lasts, ``minutes`` where the way is not known.
    """

    clause: str
    person: Person
    period: Period
    start: date
    end: date | None
    base: Centre | None
    minutes: int | None


def training_plan(instance: Instance, policy: Policy, first: date, last: date) -> tuple[Trainee, ...]:
    """Return where everyone in pre-service education between two days has it, by half-year of its beginning and person.

    Empty without a clause on bases, or where no centre of the county is one. Each half-year is allotted by itself;
    whoever came in an earlier one still has her place, unless she is done within a month ("about" six months).
    """
    rule = policy.only(TrainingBasesRule)
    bases = () if rule is None else rule.bases(instance)
    if rule is None or not bases:
        return ()
    cohorts: dict[Period, list[tuple[Person, date, date | None]]] = defaultdict(list)
    for person in instance.people:
        day = school_ends(person, instance, policy)
        end = None if day is None else _ends(person, day, policy)
        if day is not None and first <= (end or day) and day <= last:
            cohorts[period_of(day)].append((person, day, end))
    found: list[Trainee] = []
    for period, cohort in sorted(cohorts.items()):
        soon = add_months(min(day for _, day, _ in cohort), 1)
        there = Counter(r.base.id for r in found if r.base is not None and r.end is not None and r.end >= soon)
        made = allot([person for person, _, _ in cohort], bases, instance, rule, there)
        for person, day, end in cohort:
            base = instance.centre.get(made[person.id] or "")
            found.append(
                Trainee(
                    clause=rule.id,
                    person=person,
                    period=period,
                    start=day,
                    end=end,
                    base=base,
                    minutes=None if base is None else _way(person, base, instance),
                )
            )
    return tuple(found)


def school_ends(person: Person, instance: Instance, policy: Policy) -> date | None:
    """Return the day a graduate finishes school, later where she studies on; None for anyone else (MTG25-3.2-b)."""
    day = person.graduated_on if person.role is Role.GRADUATE else None
    for rule in policy.having(DeferRule):
        day = day and rule.deferred(day, person.id, instance)
    return day


def educations(instance: Instance, roster: Instance, policy: Policy) -> Iterator[Education]:
    """Yield the education of each graduate, by person: from school to the day she is ready, or by the lengths in force.

    The lengths count where the law has her ready at graduation. ``roster`` is as ``accounting.leaving`` gives it. Where
    no day tells the end it is open, for those without a place; where none tells the beginning it lies in the past.
    """
    for person in instance.people:
        if person.role is not Role.GRADUATE:
            continue
        begins, ready = school_ends(person, instance, policy), roster.person[person.id].available_from
        if begins is not None and ready == begins:
            lengths = (rule.months(person.track) for rule in policy.having(MonthsRule))
            ready = add_months(begins, sum(months for months in lengths if months is not None))
        if ready is None and roster.person[person.id].site_id is not None:
            continue
        yield Education(person, begins or date.min, ready or date.max)


def training_duties(instance: Instance, policy: Policy, first: date, last: date) -> Iterator[Duty]:
    """Yield what the plan of training asks to be done: for each graduate, at which base and until when."""
    for row in training_plan(instance, policy, first, last):
        if row.start < first:
            continue
        what = say("training.bases.none", name=row.person.name)
        if row.base is not None:
            end = "" if row.end is None else say("training.bases.until", end=row.end)
            what = say("training.bases.due", name=row.person.name, base=row.base.name, end=end)
        by = plain(row.base.name) if row.base is not None else say("duties.by.commission")
        yield Duty(clause=row.clause, day=row.start, subject=row.person.id, what=what, by=by)


def _ends(person: Person, day: date, policy: Policy) -> date | None:
    rules = (r for r in policy.having(MonthsRule) if r.stage is Stage.PRE_SERVICE)
    months = next((m for r in rules if (m := r.months(person.track)) is not None), None)
    return None if months is None else day_before(add_months(day, months))


def allot(
    people: Sequence[Person],
    bases: Sequence[Centre],
    instance: Instance,
    rule: TrainingBasesRule,
    there: Mapping[str, int] = MappingProxyType({}),
) -> Bases:
    """Return a base for each graduate of one half-year; those on record at a base keep it.

    ``there`` counts those of earlier half-years who still hold a place, by base.

    Exact, goal by goal: fewest without a place, numbers as even as can be (where the clause says evenly), fewest
    minutes from the home village; among equals the first base for the first person, roughly. A base whose places are
    not given (0) takes everybody; minutes count only for whom all bases have some.
    """
    known = {r.person_id: r.centre_id for r in instance.records_of.get(rule.id, ()) if r.centre_id is not None}
    fixed: dict[str, str | None] = {p.id: known[p.id] for p in people if p.id in known}
    free = [p for p in people if p.id not in fixed]
    if not free:
        return fixed
    from planner.solving.bases import give_places

    held = [list(fixed.values()).count(base.id) + there.get(base.id, 0) for base in bases]
    places = [base.training_places or None for base in bases]
    chosen = give_places(_minutes(free, bases, instance), places, held, rule.split_evenly)
    return {**fixed, **{p.id: None if b is None else bases[b].id for p, b in zip(free, chosen, strict=True)}}


def _minutes(people: Sequence[Person], bases: Sequence[Centre], instance: Instance) -> list[list[int]]:
    table = []
    for person in people:
        ways = [_way(person, base, instance) for base in bases]
        known = [way for way in ways if way is not None]
        table.append(known if len(known) == len(bases) else [0] * len(bases))
    return table


def _way(person: Person, base: Centre, instance: Instance) -> int | None:
    """Minutes from the home village, which may be given by name or code, to a base."""
    codes = {v.name: v.id for v in instance.villages}
    home = codes.get(person.home_village, person.home_village)
    return instance.travel.between(home, base.id) if home else None
