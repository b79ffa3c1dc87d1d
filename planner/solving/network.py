"""This module is where the network of a town is chosen: which village is served where, goal by goal, to proof."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from planner.solving._cpsat import Stage

TownGoal = Literal["uncovered", "residents", "apart", "travel", "clinics", "changes", "moved"]
"""``apart`` counts villages that ought to share a clinic and have one alone, ``moved`` those served otherwise than now;
the others are as in ``faces``."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """A place that may serve villages; ``host`` is the village a clinic stands in, None where it is not known.

    A ``clinic`` counts among the clinics and may open or close, unless it is ``kept``; any other place is simply there.
    """

    code: str
    clinic: bool
    exists: bool = True
    host: str | None = None
    kept: bool = False


class Way(NamedTuple):
    """A lawful way of serving a village: from which place, in how many minutes."""

    point: str
    minutes: int


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """A village to be served in one of some ways; ``fixed`` has one way and takes it.

    ``own`` is the clinic that stands, or would stand, in the village itself, ``now`` the place that serves it now;
    ``joins`` says that it must not be the only village at its own clinic where that can be helped. ``people`` weigh
    minutes and residents.
    """

    code: str
    people: int
    ways: tuple[Way, ...]
    own: str | None = None
    now: str | None = None
    joins: bool = False
    fixed: bool = False


@dataclass(frozen=True, kw_only=True)
class Town:
    """What is to be decided for one town."""

    name: str
    settlements: tuple[Settlement, ...]
    points: tuple[Point, ...]


class Scored(NamedTuple):
    """What a goal came to, and a bound nothing as good on the goals before can beat."""

    goal: TownGoal
    value: int
    bound: int
    proven: bool


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Where each village of a town is served, by code, None where it is not; and the goals in rank order."""

    served: Mapping[str, str | None]
    scores: tuple[Scored, ...]


def settle(town: Town, goals: Sequence[TownGoal], seconds: float) -> Layout:
    """Return the best network of a town: each goal least, none paid for by a later one; ``seconds`` for all goals.

    What is not proven by then keeps its bound.
    """
    from planner.solving._cpsat import Model

    model = Model()
    way = {(s.code, w.point): model.variable() for s in town.settlements for w in s.ways}
    bare = {s.code: model.variable() for s in town.settlements if not s.fixed}
    is_open = {p.code: model.variable() for p in town.points if p.clinic}
    alone = {s.code: model.variable() for s in town.settlements if s.joins}
    for s in town.settlements:
        model.exactly_one([way[s.code, w.point] for w in s.ways] + [bare[s.code] for _ in (0,) if not s.fixed])
        for w in s.ways:
            if w.point in is_open:
                model.at_most([(way[s.code, w.point], 1), (is_open[w.point], -1)], 0)
        if s.joins and s.own is not None and (s.code, s.own) in way:
            others = [(v, -1) for (code, point), v in way.items() if point == s.own and code != s.code]
            model.at_most([(way[s.code, s.own], 1), (alone[s.code], -1), *others], 0)
    for p in town.points:
        if p.code in is_open and p.kept:
            model.at_most([(is_open[p.code], -1)], -1)
        elif p.code in is_open:
            # A clinic is open for somebody, and a village with an open clinic in it uses that one.
            at_home = way.get((p.host or "", p.code))
            users = [v for (_, point), v in way.items() if point == p.code] if at_home is None else [at_home]
            model.at_most([(is_open[p.code], 1), *((v, -1) for v in users)], 0)
    start = _start(town, way, bare, is_open, alone, model.size)
    stages = [_stage(goal, town, way, bare, is_open, alone) for goal in goals]
    values, reached = model.minimise(stages, start, seconds)
    standing = sum(p.clinic and p.exists for p in town.points)
    scores = []
    for goal, one in zip(goals, reached, strict=True):
        more = standing if goal == "changes" else 0
        scores.append(Scored(goal, one.value + more, one.bound + more, one.proven))
    chosen = {code: point for (code, point), v in way.items() if values[v]}
    return Layout(served={s.code: chosen.get(s.code) for s in town.settlements}, scores=tuple(scores))


def _start(
    town: Town,
    way: Mapping[tuple[str, str], int],
    bare: Mapping[str, int],
    is_open: Mapping[str, int],
    alone: Mapping[str, int],
    size: int,
) -> list[int]:
    """Return an allowed network: what is fixed, each village at its own clinic where one is there, else nowhere."""
    values = [0] * size
    exists = {p.code for p in town.points if p.exists}
    taken = set()
    for s in town.settlements:
        point = s.ways[0].point if s.fixed else s.own if s.own in exists and (s.code, s.own) in way else None
        if point is None:
            values[bare[s.code]] = 1
            continue
        values[way[s.code, point]] = 1
        taken.add(point)
        if s.code in alone:
            values[alone[s.code]] = 1
    for p in town.points:
        if p.code in is_open:
            values[is_open[p.code]] = int(p.kept or p.code in taken)
    return values


def _stage(
    goal: TownGoal,
    town: Town,
    way: Mapping[tuple[str, str], int],
    bare: Mapping[str, int],
    is_open: Mapping[str, int],
    alone: Mapping[str, int],
) -> "Stage":
    from planner.solving._cpsat import Stage

    people = {s.code: s.people for s in town.settlements}
    if goal == "uncovered":
        return Stage([(v, 1) for v in bare.values()])
    if goal == "residents":
        return Stage([(v, people[code]) for code, v in bare.items()])
    if goal == "apart":
        return Stage([(v, 1) for v in alone.values()])
    if goal == "travel":
        return Stage([(way[s.code, w.point], w.minutes * s.people) for s in town.settlements for w in s.ways])
    if goal == "clinics":
        return Stage([(v, 1) for v in is_open.values()])
    if goal == "moved":
        return Stage([(way[s.code, w.point], 1) for s in town.settlements for w in s.ways if w.point != s.now])
    exists = {p.code for p in town.points if p.exists}
    return Stage([(v, -1 if code in exists else 1) for code, v in is_open.items()], -len(exists & is_open.keys()))
