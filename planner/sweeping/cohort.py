"""This module is where a season gets fewer graduates, or more of them who do not exist and say so."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from planner.domain import Instance, Person, Role
from planner.messages import say
from planner.policy import Policy
from planner.scenario import Scenario
from planner.stages.supply import pool_on

CODE = "WHATIF"
"""What the code of a person who does not exist begins with."""

STEP = Decimal("0.01")
"""How far below the one before her each added person's score lies."""


def graduates_of(instance: Instance, policy: Policy) -> tuple[Person, ...]:
    """Return the graduates of this season's pool in the published order, best standing first."""
    ready = pool_on(instance.placement_date, instance, policy).ready
    people = (instance.person[code] for code in ready)
    return tuple(sorted((p for p in people if p.role is Role.GRADUATE), key=lambda p: p.standing))


def with_graduates(scenario: Scenario, count: int) -> Scenario:
    """Return a scenario with ``count`` graduates in this season's pool.

    Fewer: the best by published standing remain; the others leave with their wishes, locks, waivers and study leave.
    More: people who do not exist are added, coded ``WHATIF-001`` and so on and named 假设人员 (what-if person). They
    repeat the present graduates in the order of their standing, one after the other and from the first again, with
    their wishes, track, dates and limits, and with scores below the last. The pool counted is that of the scenario's
    own policy. Raises ValueError where there is nobody to repeat, or ``count`` is negative.
    """
    present = graduates_of(scenario.instance, scenario.policy)
    if count < 0 or (count > len(present) and not present):
        raise ValueError(count)
    if count < len(present):
        return replace(scenario, instance=_without(scenario.instance, {p.id for p in present[count:]}))
    added = tuple(_added(scenario.instance, present, count - len(present)))
    if not added:
        return scenario
    note = say("sweep.synthetic", count=len(added), first=added[0][0].id, last=added[-1][0].id)
    return replace(scenario, instance=_with(scenario.instance, added), notices=(*scenario.notices, note))


def _without(instance: Instance, gone: set[str]) -> Instance:
    return replace(
        instance,
        people=tuple(p for p in instance.people if p.id not in gone),
        wishes=tuple(w for w in instance.wishes if w.person_id not in gone),
        leave=tuple(x for x in instance.leave if x.person_id not in gone),
        locks=tuple(x for x in instance.locks if x.person_id not in gone),
        waivers=tuple(w for w in instance.waivers if w.person_id not in gone),
    )


def _added(instance: Instance, present: Sequence[Person], count: int) -> Iterator[tuple[Person, str]]:
    """Yield each added person with the code of the one she repeats."""
    lowest = min((p.score for p in present if p.score is not None), default=None)
    number = 0
    for n in range(count):
        number += 1
        while f"{CODE}-{number:03}" in instance.person:
            number += 1
        pattern = present[n % len(present)]
        score = None if lowest is None else lowest - STEP * (n + 1)
        name = f"假设人员 what-if person {number}"
        yield replace(pattern, id=f"{CODE}-{number:03}", name=name, score=score), pattern.id


def _with(instance: Instance, added: Sequence[tuple[Person, str]]) -> Instance:
    repeating = defaultdict(list)
    for person, pattern in added:
        repeating[pattern].append(person.id)
    wishes = [replace(w, person_id=code) for w in instance.wishes for code in repeating.get(w.person_id, ())]
    return replace(
        instance,
        people=tuple(sorted((*instance.people, *(p for p, _ in added)), key=lambda p: p.id)),
        wishes=tuple(
            sorted((*instance.wishes, *wishes), key=lambda w: (w.person_id, w.rank, w.centre_id or "", w.site_id or ""))
        ),
    )
