"""This module is where the conflict of a centre is found: the earliest half-years that fail, and what binds there."""

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from planner.diagnosing.loosening import Case, Tie, Topic, loosened, ties
from planner.diagnosing.subsets import minimal
from planner.policy import Policy
from planner.solving.attainable import Answer, Attained, attainable
from planner.solving.outlook import OutlookGoal, Rotator

TIED = frozenset({Topic.CAP, Topic.PLACES, Topic.TURNS, Topic.STAYS, Topic.LOCK, Topic.ALTERNATION})
"""What ties people who are there; without it only their number counts."""

QUESTION = 5.0
"""Seconds at most for one question, so that a single hard one does not eat the time of all."""


class Clock:
    """The seconds a diagnosis has left."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds left, none below nought."""
        return max(0.0, self._end - time.monotonic())


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """What cannot hold together in a span of half-years; ``heads`` are the people there where they are too few.

    ``heads`` is None in any other conflict. ``minimal``: without any one of the ties the span has a plan, asked again
    for each. ``best`` is the plan of the whole horizon that comes nearest to what is asked.
    """

    span: range
    ties: tuple[Tie, ...]
    heads: tuple[str, ...] | None
    minimal: bool
    best: Mapping[str, tuple[str, ...]]


def ask(
    case: Case,
    clock: Clock,
    loose: Collection[Tie] = (),
    span: range | None = None,
    added: Iterable[Rotator] = (),
    policy: Policy | None = None,
    tidy: OutlookGoal | None = None,
) -> Answer:
    """Return whether the centre has a plan, its goals nought, with ties loosened and people added (``attainable``)."""
    left = min(QUESTION, clock.left())
    if not left:
        return Answer(attained=Attained.UNKNOWN)
    return attainable(loosened(case, loose, span, added, policy), left, tidy)


def find(case: Case, clock: Clock) -> Conflict | None:
    """Return a conflict that nothing can be left out of; None where there is none, or none was proven in time."""
    everything = range(case.laid.outlook.periods)

    def none(loose: Collection[Tie], span: range) -> bool:
        return ask(case, clock, loose, span).attained is Attained.NO

    nearest = ask(case, clock)
    if nearest.attained is not Attained.NO:
        return None
    # Whether a span fails can only change once as it grows, so halving finds its ends.
    stop = _first(range(1, len(everything)), lambda n: none((), range(n)), len(everything))
    start = stop - _first(range(1, stop), lambda n: none((), range(stop - n, stop)), stop)
    span = range(start, stop)
    groups = list(ties(case))
    every = frozenset(tie for group in groups for tie in group)
    kept = _numbers(case, groups, span)
    if not kept or not none(every.difference(kept), span):
        if not none([tie for tie in every if tie.topic in TIED], span):
            # Not a matter of numbers: one place that needs someone, and what ties everyone who could go, says it best.
            groups.sort(key=lambda group: any(tie.topic is not Topic.NEED for tie in group))
        kept = list(minimal(groups, lambda held: none(every - held, span)))
    without = _without_each(case, clock, every, kept, span)
    while Attained.NO in without.values():
        # Someone more may do harm where every doctor needs a skill; then what was given up before can matter again.
        kept.remove(next(tie for tie, answer in without.items() if answer is Attained.NO))
        without = _without_each(case, clock, every, kept, span)
    loose = every.difference(kept)
    return Conflict(
        span=span,
        ties=tuple(kept),
        heads=_too_few(case, kept, span),
        minimal=set(without.values()) <= {Attained.YES} and none(loose, span),
        best=nearest.places,
    )


def _without_each(
    case: Case, clock: Clock, every: frozenset[Tie], kept: Iterable[Tie], span: range
) -> dict[Tie, Attained]:
    """Return, for each tie kept, whether the span has a plan without it."""
    loose = every.difference(kept)
    return {tie: ask(case, clock, loose | {tie}, span).attained for tie in kept}


def _first(sizes: range, fails: Callable[[int], bool], otherwise: int) -> int:
    """Return the first of rising sizes that fails, where all after it fail too."""
    low, high = sizes.start, otherwise
    while low < high:
        middle = (low + high) // 2
        if fails(middle):
            high = middle
        else:
            low = middle + 1
    return high


def _numbers(case: Case, groups: Iterable[Iterable[Tie]], span: range) -> list[Tie]:
    """Return what a conflict of numbers would be: one need more than people, and who is away; none if enough are there.

    Only to save questions: whether it is a conflict, and loses nothing, is asked of it as of any other.
    """
    every = [tie for group in groups for tie in group]
    needs = [tie for tie in every if tie.topic is Topic.NEED]
    heads = len(_there(case, span.start))
    if len(span) > 1 or len(needs) <= heads:
        return []
    start = case.laid.periods[span.start].start
    late = [tie for tie in every if tie.topic is Topic.ARRIVAL and case.post[tie.code].start > start]
    gone = [tie for tie in every if tie.topic is Topic.EXIT and case.gone[tie.code] <= start]
    return [*needs[: heads + 1], *late, *gone]


def _too_few(case: Case, kept: Iterable[Tie], span: range) -> tuple[str, ...] | None:
    """Return who is there where the conflict is one of numbers: needs of one half-year, and people who are away."""
    topics = {tie.topic for tie in kept}
    if len(span) > 1 or Topic.NEED not in topics or not topics <= {Topic.NEED, Topic.EXIT, Topic.ARRIVAL}:
        return None
    return _there(case, span.start)


def _there(case: Case, t: int) -> tuple[str, ...]:
    """Return the codes of the people who are there in a half-year."""
    outlook = case.laid.outlook
    there = {r.id for r in outlook.rotators if any(s.first <= t <= s.last for s in r.stints)}
    there |= {code for code, periods in case.laid.staying.items() if t in periods}
    there |= {held.person.id for held in case.laid.held if t in held.there}
    return tuple(sorted(there))
