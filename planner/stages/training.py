"""This stage is where the graduates of each half-year get a base for their pre-service education (MTG25-2.2-b)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from planner.accounts import Duty, Stage
from planner.calendar import Period, add_months, day_before, period_of
from planner.domain import Centre, Instance, Person, Role
from planner.faces import MonthsRule, TrainingBasesRule
from planner.messages import say
from planner.policy import Policy
from planner.text import plain

Bases = Mapping[str, str | None]
"""The base of each graduate, by person code, None where no place is left."""


def training_duties(instance: Instance, policy: Policy, first: date, last: date) -> Iterator[Duty]:
    """Yield, for each graduate who begins pre-service education between two days, at which base and until when."""
    rule = policy.only(TrainingBasesRule)
    bases = () if rule is None else rule.bases(instance)
    if rule is None or not bases:
        return
    cohorts: dict[Period, list[Person]] = defaultdict(list)
    for person in instance.people:
        if person.role is Role.GRADUATE and person.graduated_on is not None and first <= person.graduated_on <= last:
            cohorts[period_of(person.graduated_on)].append(person)
    for _, people in sorted(cohorts.items()):
        found = allot(people, bases, instance, rule)
        for person in people:
            base, day = instance.centre.get(found[person.id] or ""), person.graduated_on or first
            what = say("training.bases.none", name=person.name)
            if base is not None:
                ends = _ends(person, day, policy)
                what = say("training.bases.due", name=person.name, base=base.name, end=ends or "")
            by = base.name if base is not None else "、".join(b.name for b in bases)
            yield Duty(clause=rule.id, day=day, subject=person.id, what=what, by=plain(by))


def _ends(person: Person, day: date, policy: Policy) -> date | None:
    rules = (r for r in policy.having(MonthsRule) if r.stage is Stage.PRE_SERVICE)
    months = next((m for r in rules if (m := r.months(person.track)) is not None), None)
    return None if months is None else day_before(add_months(day, months))


def allot(people: Sequence[Person], bases: Sequence[Centre], instance: Instance, rule: TrainingBasesRule) -> Bases:
    """Return a base for each graduate of one half-year; those on record at a base keep it.

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

    held = [list(fixed.values()).count(base.id) for base in bases]
    places = [base.training_places or None for base in bases]
    chosen = give_places(_minutes(free, bases, instance), places, held, rule.split_evenly)
    return {**fixed, **{p.id: None if b is None else bases[b].id for p, b in zip(free, chosen, strict=True)}}


def _minutes(people: Sequence[Person], bases: Sequence[Centre], instance: Instance) -> list[list[int]]:
    codes = {v.name: v.id for v in instance.villages} | {v.id: v.id for v in instance.villages}
    table = []
    for person in people:
        home = codes.get(person.home_village, person.home_village)
        ways = [instance.travel.between(home, base.id) for base in bases]
        known = [w for w in ways if w is not None]
        table.append(known if home and len(known) == len(bases) else [0] * len(bases))
    return table
