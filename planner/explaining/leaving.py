"""This module is where it is found how early someone can leave: the rest of the plan is solved again without her.

She may leave for good, or stay in service and be elsewhere in the centre. Nothing is taken to follow from the period
before or after: every half-year is solved by itself.
"""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from planner.calendar import Period
from planner.domain import Assignment, Instance, Person
from planner.policy import Policy
from planner.replanning.remainder import as_planned, between, cut, gaps, home, no_worse, remainder, solved, urgent
from planner.solving.rotation import CentreOutlook, OutlookGoal, Rota, rotate
from planner.stages.outlook import horizon

SECONDS = 2.0
"""What an answer may take; half-years that are not reached by then are not told of."""


@dataclass(frozen=True, kw_only=True)
class Loss:
    """The first goal in rank order that is worse than planned: by how much, and the places where, with spans.

    ``nowhere`` in place of a goal: those who are left cannot all be placed. ``proven``: whoever else of the centre is
    moved, it cannot be avoided.
    """

    goal: str
    more: int
    where: tuple[tuple[str, Period, Period], ...]
    proven: bool


@dataclass(frozen=True, kw_only=True)
class Leave:
    """What comes of it when someone is gone from a period on: nothing worse (``loss`` None), and how many then move."""

    start: Period
    loss: Loss | None
    moved: int


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """The half-years tried, each solved, up to the first from which nothing is worse.

    ``complete``: time did not run out before the last. No half-years where the question has no meaning.
    """

    leaves: tuple[Leave, ...]
    complete: bool

    @property
    def earliest(self) -> Leave | None:
        """The first half-year from which nothing is worse without her."""
        return next((leave for leave in self.leaves if leave.loss is None), None)

    @property
    def losses(self) -> tuple[tuple[Leave, Loss], ...]:
        """The half-years before that, with what would be worse."""
        return tuple((leave, leave.loss) for leave in self.leaves if leave.loss is not None)


def leaving(
    person: Person, instance: Instance, policy: Policy, plan: Sequence[Assignment], seconds: float = SECONDS
) -> Leaving:
    """Return what comes of it if a person leaves service in each half-year that she is planned for."""
    mine = [a for a in plan if a.person_id == person.id]
    served = sorted({p for a in mine for p in between(a.start, a.end)})
    return _each(served, instance, policy, plan, mine, seconds, relieved=None)


def relief(
    stint: Assignment, instance: Instance, policy: Policy, plan: Sequence[Assignment], seconds: float = SECONDS
) -> Leaving:
    """Return what comes of it if a rotator stays in service but leaves the place of a stint, in each half-year of it.

    No half-years where she has nowhere else to be, or does not rotate.
    """
    return _each(between(stint.start, stint.end), instance, policy, plan, [stint], seconds, relieved=stint)


def _each(
    starts: Sequence[Period],
    instance: Instance,
    policy: Policy,
    plan: Sequence[Assignment],
    mine: Sequence[Assignment],
    seconds: float,
    relieved: Assignment | None,
) -> Leaving:
    """Try each half-year up to the first from which nothing is worse."""
    end = time.monotonic() + seconds
    found: list[Leave] = []
    for start in starts:
        left = end - time.monotonic()
        if found and (left <= 0 or found[-1].loss is None):
            return Leaving(leaves=tuple(found), complete=found[-1].loss is None)
        outcomes = []
        for centre in dict.fromkeys(home(instance, a.site_id) for a in mine if a.end >= start):
            outcome = _without(centre, start, instance, policy, plan, mine[0].person_id, relieved, max(left, 0.5))
            if outcome is None:
                return Leaving(leaves=(), complete=True)
            outcomes.append(outcome)
        worst = next((o for o in outcomes if o.loss is not None), outcomes[0])
        found.append(replace(worst, moved=sum(o.moved for o in outcomes)))
    return Leaving(leaves=tuple(found), complete=True)


def _without(
    centre_id: str,
    start: Period,
    instance: Instance,
    policy: Policy,
    plan: Sequence[Assignment],
    person_id: str,
    relieved: Assignment | None,
    seconds: float,
) -> Leave | None:
    """Solve a centre from a period on without a person, or with her elsewhere; None where she cannot be elsewhere."""
    centre = instance.centre[centre_id]
    periods = [p for p in horizon(instance) if p >= start]
    here = [a for a in cut(plan, start) if home(instance, a.site_id) == centre_id]
    planned = remainder(centre, instance, policy, plan, here, periods)
    before = urgent(planned, as_planned(planned))
    if relieved is None:
        rest = [a for a in here if a.person_id != person_id]
        base = remainder(centre, instance, policy, plan, rest, periods)
        still = as_planned(base)
        if no_worse(urgent(base, still), before):
            return Leave(start=start, loss=None, moved=0)
    else:
        away = _away(planned, person_id, relieved.site_id)
        if away is None:
            return None
        base, still = away, as_planned(planned)
    rota = solved(base, {r.id for r in base.rotators}, seconds)
    moved = sum(tuple(rota.places.get(code, went)) != went for code, went in still.items() if code != person_id)
    loss = _loss(planned, base, before, rota, periods, seconds)
    return Leave(start=start, loss=loss, moved=moved)


def _away(planned: CentreOutlook, person_id: str, site_id: str) -> CentreOutlook | None:
    """Bar a rotator from the place of her first stint; None where she does not rotate or has no other."""
    hers = next((r for r in planned.rotators if r.id == person_id), None)
    if hers is None or not (others := tuple(p for p in hers.stints[0].places if p != site_id)):
        return None
    barred = replace(hers, stints=(replace(hers.stints[0], places=others), *hers.stints[1:]))
    return replace(planned, rotators=tuple(barred if r.id == person_id else r for r in planned.rotators))


def _loss(
    planned: CentreOutlook,
    base: CentreOutlook,
    before: tuple[int, ...],
    rota: Rota,
    periods: Sequence[Period],
    seconds: float,
) -> Loss | None:
    """Return the first goal that is worse than planned, also where one before it has become better instead."""
    if rota.feasible is not True:
        return Loss(goal="nowhere", more=0, where=(), proven=rota.feasible is False)
    scores = rota.scores[:-1]
    if no_worse([s.value for s in scores], before):
        return None
    rank = next(i for i, s in enumerate(scores) if s.value > before[i])
    goal = scores[rank].goal
    if all(s.value == s.bound == b for s, b in zip(scores[:rank], before, strict=False)):
        proven = scores[rank].bound > before[rank]
    else:
        alone = rotate(replace(base, goals=(goal, OutlookGoal.CHANGES)), seconds)
        proven = bool(alone.scores) and alone.scores[0].bound > before[rank]
    missed = gaps(planned, goal, as_planned(planned))
    more = {key for key, count in gaps(base, goal, rota.places).items() if count > missed.get(key, 0)}
    return Loss(
        goal=goal.value,
        more=scores[rank].value - before[rank],
        where=tuple(spans(more, periods)),
        proven=proven,
    )


def spans(found: Iterable[tuple[str, int]], periods: Sequence[Period]) -> Iterator[tuple[str, Period, Period]]:
    """Yield the unbroken spans of numbered periods, by place code."""
    by_place: dict[str, list[int]] = defaultdict(list)
    for code, t in sorted(found):
        by_place[code].append(t)
    for code, numbers in by_place.items():
        first = numbers[0]
        for t, after in zip_longest(numbers, numbers[1:]):
            if after != t + 1:
                yield code, periods[first], periods[t]
                first = after
