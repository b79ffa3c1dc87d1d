"""This module is where an outlook is repaired after an event with as few people moved as can be.

The past stays. The answer is a strip: the best that can be had moving nobody, one person, two, …, up to the best of
all, so that whoever decides sees what each further move buys.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.calendar import Period
from planner.domain import Assignment, Centre, Event, EventKind, Instance, Sex, Site, SiteKind
from planner.faces import RotationRule
from planner.policy import Policy
from planner.solving.rotation import (
    CentreOutlook,
    OutlookGoal,
    Place,
    PlaceKind,
    Presence,
    Rota,
    Rotator,
    Stint,
    rotate,
)
from planner.stages.demand import demand
from planner.stages.outlook import Post, horizon, most_at, open_places, rotates

URGENT = ("core", "uncovered", "residents", "short")
"""Goals of the pack that a repair looks at, in the pack's order; what is only desirable waits for the next outlook."""

MOST_MOVED = 3
"""People moved in the strip before the best of all is told."""


@dataclass(frozen=True, kw_only=True)
class Move:
    """A person who is to be somewhere else than planned, from the first period in which that is so."""

    person_id: str
    planned: str
    instead: str
    start: Period


@dataclass(frozen=True, kw_only=True)
class Repair:
    """One answer of the strip: who moves, what the urgent goals come to, and the centre's assignments from then on.

    ``proven``: no other plan that moves as many people (for the last one: any number) is better on these goals.
    """

    moved: tuple[Move, ...]
    goals: tuple[tuple[str, int], ...]
    assignments: tuple[Assignment, ...]
    proven: bool

    @property
    def inform(self) -> tuple[str, ...]:
        """Codes of the people to be told."""
        return tuple(sorted({move.person_id for move in self.moved}))


def replan(
    instance: Instance, policy: Policy, plan: Sequence[Assignment], event: Event, seconds: float = 20.0
) -> tuple[Repair, ...]:
    """Return the strip of repairs of one event; empty where the event touches nobody's plan.

    Raises ValueError when the event names neither a person of the plan nor a site of the scenario.
    """
    centre = _centre(instance, plan, event)
    periods = [p for p in horizon(instance) if p.end >= event.day]
    if not periods:
        return ()
    mine = [a for a in _after(plan, event, periods[0]) if _home(instance, a.site_id) == centre.id]
    base = _outlook(centre, instance, policy, mine, event, periods)
    forced = {r.id for r in base.rotators if any(s.baseline is None for s in r.stints)}
    steps = [_solved(base, forced, seconds)]
    free = set(forced)
    exact = True
    for _ in range(MOST_MOVED):
        others = [r.id for r in base.rotators if r.id not in free]
        tried = [(rota, code) for code in others if (rota := _solved(base, {*free, code}, seconds)).feasible]
        best = min(tried, key=lambda t: (_values(t[0]), t[1]), default=None)
        if best is None or _values(best[0]) >= _values(steps[-1]):
            break
        steps.append(best[0])
        free.add(best[1])
        exact = exact and len(free - forced) == 1
    repairs = [
        _repair(base, rota, periods, number == 0 or (number == 1 and rota.proven)) for number, rota in enumerate(steps)
    ]
    whole = _solved(base, {r.id for r in base.rotators}, seconds)
    if whole.feasible and (_values(whole) < _values(steps[-1]) or not repairs):
        repairs.append(_repair(base, whole, periods, whole.proven))
    elif repairs and whole.proven and _values(whole) == _values(steps[-1]):
        repairs[-1] = replace(repairs[-1], proven=True)
    return tuple(repairs)


def _home(instance: Instance, site_id: str) -> str:
    site = instance.site.get(site_id)
    return site.centre_id if site is not None else site_id


def _centre(instance: Instance, plan: Sequence[Assignment], event: Event) -> Centre:
    site = event.site_id or next((a.site_id for a in plan if a.person_id == event.person_id), None)
    if site is None or _home(instance, site) not in instance.centre:
        raise ValueError(f"the event names nobody of the plan and no site: {event}")
    return instance.centre[_home(instance, site)]


def _after(plan: Sequence[Assignment], event: Event, first: Period) -> Iterator[Assignment]:
    """Yield what the plan still holds from the first open period on, without what the event takes away."""
    for a in plan:
        if a.end < first:
            continue
        a = replace(a, start=max(a.start, first), since=None)
        if a.person_id != event.person_id:
            yield a
        elif event.kind is EventKind.LATE and event.until is not None:
            kept = [p for p in _between(a.start, a.end) if p.start >= event.until]
            if kept:
                yield replace(a, start=kept[0])
        elif event.kind is EventKind.ILL and event.until is not None:
            away = [p for p in _between(a.start, a.end) if event.day <= p.end and p.start <= event.until]
            kept = [p for p in _between(a.start, a.end) if p not in away]
            if kept:
                yield replace(a, start=kept[0], end=kept[-1])


def _between(start: Period, end: Period) -> list[Period]:
    periods = [start]
    while periods[-1] < end:
        periods.append(periods[-1].following)
    return periods


def _outlook(
    centre: Centre,
    instance: Instance,
    policy: Policy,
    plan: Sequence[Assignment],
    event: Event,
    periods: Sequence[Period],
) -> CentreOutlook:
    """Return the centre from the event on: those who rotate may move, the rest are present, a closed site is gone."""
    rule = policy.only(RotationRule)
    at = {p: t for t, p in enumerate(periods)}
    closed = event.site_id if event.kind is EventKind.CLOSES else None
    sites = [s for s in instance.sites_of[centre.id] if s.id != closed]
    stints: dict[str, list[Stint]] = defaultdict(list)
    presence: list[Presence] = []
    for a in sorted(plan, key=lambda a: (a.person_id, a.start)):
        person = instance.person[a.person_id]
        post = Post(person=person, centre_id=centre.id, site_id=a.site_id, since=None, start=a.start.start)
        if rule is not None and rotates(post, policy, rule):
            open_to_her = open_places(person, centre, sites, rule, periods[0].start)
            here = () if a.site_id == closed else (a.site_id,)
            stints[a.person_id].append(
                Stint(
                    first=at[a.start],
                    last=at[a.end],
                    places=tuple(dict.fromkeys((*here, *open_to_her))),
                    minutes={},
                    wish={},
                    baseline=here[0] if here else None,
                    may_stay=not stints[a.person_id],
                )
            )
        elif a.site_id != closed:
            presence += [
                Presence(place=a.site_id, period=at[p], staff=1, women=int(person.sex is Sex.F), tcm=int(person.tcm))
                for p in _between(a.start, a.end)
            ]
    wanted = rule.outlook_goals if rule else ()
    return CentreOutlook(
        id=centre.id,
        periods=len(periods),
        places=tuple(_places(centre, sites, policy, demand(instance, policy), presence, len(plan) + 1)),
        rotators=tuple(Rotator(id=code, stints=tuple(mine)) for code, mine in sorted(stints.items())),
        presence=tuple(presence),
        core_min=centre.core_staff_min,
        goals=(*(OutlookGoal(g) for g in wanted if g in URGENT), OutlookGoal.CHANGES),
    )


def _places(
    centre: Centre,
    sites: Sequence[Site],
    policy: Policy,
    posts: Mapping[str, int],
    presence: Sequence[Presence],
    everyone: int,
) -> Iterator[Place]:
    yield Place(id=centre.id, kind=PlaceKind.CENTRE, posts=0, cap=everyone)
    for site in sites:
        by_period: dict[int, int] = defaultdict(int)
        for row in presence:
            if row.place == site.id:
                by_period[row.period] += row.staff
        yield Place(
            id=site.id,
            kind=PlaceKind.STATION if site.kind is SiteKind.STATION else PlaceKind.CLINIC,
            posts=posts[site.id],
            cap=max([most_at(posts[site.id], policy), *by_period.values()]),
            residents=site.population,
            remote=site.remote,
        )


def _solved(base: CentreOutlook, free: set[str], seconds: float) -> Rota:
    """Solve with everybody outside ``free`` held to the plan; those the event has uprooted are always free."""
    held = tuple(
        r
        if r.id in free
        else replace(r, stints=tuple(replace(s, places=(s.baseline,)) if s.baseline else s for s in r.stints))
        for r in base.rotators
    )
    return rotate(replace(base, rotators=held), seconds)


def _values(rota: Rota) -> tuple[int, ...]:
    """The urgent goals; the last, how much is changed, does not count against a better answer."""
    return tuple(s.value for s in rota.scores[:-1])


def _repair(base: CentreOutlook, rota: Rota, periods: Sequence[Period], proven: bool) -> Repair:
    moves, assignments = [], []
    for rotator in base.rotators:
        went = rota.places.get(rotator.id, ())
        for stint, place in zip(rotator.stints, went, strict=False):
            start = periods[stint.first]
            assignments.append(Assignment(person_id=rotator.id, site_id=place, start=start, end=periods[stint.last]))
            if place != stint.baseline:
                moves.append(Move(person_id=rotator.id, planned=stint.baseline or "", instead=place, start=start))
    return Repair(
        moved=tuple(moves),
        goals=tuple((s.goal.value, s.value) for s in rota.scores[:-1]),
        assignments=tuple(assignments),
        proven=proven and rota.proven,
    )
