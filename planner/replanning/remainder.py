"""This module is where what is left of a published outlook is laid out again for the solver, from a half-year on.

Those who rotate may be moved; everyone else is present as published. Only the goals that cannot wait are asked for.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from planner.calendar import Period
from planner.domain import Assignment, Centre, Instance, Sex, Site, SiteKind
from planner.faces.moves import OutlookAimsRule, RotationRule
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
    measure,
    rotate,
)
from planner.stages.demand import demand
from planner.stages.locks import pins
from planner.stages.outlook import horizon, most_at, open_places, rotates
from planner.stages.standing import Post, core_staff

URGENT = ("core", "uncovered", "residents", "short")
"""Goals of the pack that are looked at again, in its order; what is only desirable waits for the next outlook."""


@dataclass(frozen=True, kw_only=True)
class Move:
    """A person who is to be somewhere else than planned, from the first period in which that is so."""

    person_id: str
    planned: str
    instead: str
    start: Period


def home(instance: Instance, site_id: str) -> str:
    """Return the code of the centre that a site belongs to; a centre is its own."""
    site = instance.site.get(site_id)
    return site.centre_id if site is not None else site_id


def between(start: Period, end: Period) -> list[Period]:
    """Return the periods from the first to the last, both included; none where the last comes first."""
    periods = [start]
    while periods[-1] < end:
        periods.append(periods[-1].following)
    return periods if start <= end else []


def cut(plan: Sequence[Assignment], first: Period) -> tuple[Assignment, ...]:
    """Return what a plan still holds from a period on."""
    return tuple(replace(a, start=max(a.start, first), since=None) for a in plan if a.end >= first)


def remainder(
    centre: Centre,
    instance: Instance,
    policy: Policy,
    plan: Sequence[Assignment],
    left: Sequence[Assignment],
    periods: Sequence[Period],
    closed: frozenset[str] = frozenset(),
) -> CentreOutlook:
    """Return a centre from the first of ``periods`` on; ``left`` are the assignments that still stand there.

    ``plan`` is the whole of what was published: whoever turns in the first period does not go back to where she was.
    Whoever is locked stays as published for that stint.
    """
    rule, aims = policy.only(RotationRule), policy.only(OutlookAimsRule)
    at = {p: t for t, p in enumerate(periods)}
    sites = [s for s in instance.sites_of[centre.id] if s.id not in closed]
    was_at = _before(plan, periods[0], instance)
    stints: dict[str, list[Stint]] = defaultdict(list)
    presence: list[Presence] = []
    for a in sorted(left, key=lambda a: (a.person_id, a.start)):
        person = instance.person[a.person_id]
        post = Post(person=person, centre_id=centre.id, site_id=a.site_id, since=None, start=a.start.start)
        if rule is not None and rotates(post, policy, rule):
            first = not stints[person.id]
            here = () if a.site_id in closed else (a.site_id,)
            held = bool(here) and bool(pins(person, centre.id, range(at[a.start], at[a.end] + 1), instance, periods))
            back = was_at.get(person.id) if first and a.start == periods[0] else None
            everywhere = open_places(person, centre, sites, rule, periods[0].start)
            elsewhere = [p for p in everywhere if p != back] or everywhere
            stints[person.id].append(
                Stint(
                    first=at[a.start],
                    last=at[a.end],
                    places=here if held else tuple(dict.fromkeys((*here, *elsewhere))),
                    minutes={
                        p: m
                        for p in (*here, *elsewhere)
                        if (m := instance.travel.between(person.home_village, p)) is not None
                    },
                    baseline=here[0] if here else None,
                    may_stay=first,
                )
            )
        elif a.site_id not in closed:
            presence += [
                Presence(place=a.site_id, period=at[p], staff=1, women=int(person.sex is Sex.F), tcm=int(person.tcm))
                for p in between(a.start, a.end)
            ]
    wanted = aims.outlook_goals if aims else ()
    return CentreOutlook(
        id=centre.id,
        periods=len(periods),
        places=tuple(_places(centre, sites, policy, demand(instance, policy), presence, len(left) + 1)),
        rotators=tuple(
            Rotator(
                id=code,
                stints=_as_published(mine),
                woman=instance.person[code].sex is Sex.F,
                tcm=instance.person[code].tcm,
                past_remote=_remote_before(code, plan, instance, periods[0]),
            )
            for code, mine in sorted(stints.items())
        ),
        presence=tuple(presence),
        core_min=core_staff(centre, policy),
        goals=(*(OutlookGoal(g) for g in wanted if g in URGENT), OutlookGoal.CHANGES),
    )


def _before(plan: Sequence[Assignment], first: Period, instance: Instance) -> dict[str, str]:
    """Return where people were until a period: by the plan, and by the roster where that is when the plan begins."""
    roster = {p.id: p.site_id or p.employer or "" for p in instance.people} if first == horizon(instance)[0] else {}
    return roster | {a.person_id: a.site_id for a in plan if a.end.following == first}


def _remote_before(code: str, plan: Sequence[Assignment], instance: Instance, first: Period) -> int:
    """Return the half-years a person has served at remote places by a period, as published."""
    remote = [a for a in plan if a.person_id == code and a.site_id in instance.site and instance.site[a.site_id].remote]
    return sum(p < first for a in remote for p in between(a.start, a.end))


def _as_published(stints: Sequence[Stint]) -> tuple[Stint, ...]:
    """Let a turn keep its place where the published plan does, and where there is no other place to be."""
    stays = [False, *(_same(a, b) for a, b in pairwise(stints))]
    return tuple(replace(s, may_stay=s.may_stay or stay) for s, stay in zip(stints, stays, strict=True))


def _same(one: Stint, other: Stint) -> bool:
    single = len({*one.places, *other.places}) == 1
    return single or (one.baseline is not None and one.baseline == other.baseline)


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


def as_planned(base: CentreOutlook) -> dict[str, tuple[str, ...]]:
    """Return the published places of everyone who rotates; only where no site of theirs has closed."""
    return {r.id: tuple(s.baseline or "" for s in r.stints) for r in base.rotators}


def urgent(base: CentreOutlook, places: Mapping[str, Sequence[str]]) -> tuple[int, ...]:
    """Return what the urgent goals come to under a plan, in rank order."""
    values = zip(base.goals, measure(base, places), strict=True)
    return tuple(value for goal, value in values if goal.value in URGENT)


def no_worse(after: Sequence[int], before: Sequence[int]) -> bool:
    """Return whether every goal is kept, one by one: a goal that got better makes up for none that got worse."""
    return all(a <= b for a, b in zip(after, before, strict=True))


def solved(base: CentreOutlook, free: set[str], seconds: float) -> Rota:
    """Solve with everybody outside ``free`` held to the plan; those whose site has closed are always free."""
    held = tuple(
        r
        if r.id in free
        else replace(r, stints=tuple(replace(s, places=(s.baseline,)) if s.baseline else s for s in r.stints))
        for r in base.rotators
    )
    return rotate(replace(base, rotators=held), seconds)


def moves(base: CentreOutlook, rota: Rota, periods: Sequence[Period]) -> Iterator[Move]:
    """Yield where someone is elsewhere than planned, stint by stint."""
    for rotator in base.rotators:
        for stint, place in zip(rotator.stints, rota.places.get(rotator.id, ()), strict=False):
            if place != stint.baseline:
                start = periods[stint.first]
                yield Move(person_id=rotator.id, planned=stint.baseline or "", instead=place, start=start)


def tidied(base: CentreOutlook, rota: Rota, free: set[str], policy: Policy, seconds: float) -> Rota:
    """Return a plan as good as one in hand, settled by the further goals of the pack as far as the seconds reach."""
    if not free:
        return rota
    aims = policy.only(OutlookAimsRule)
    further = tuple(OutlookGoal(g) for g in (aims.outlook_goals if aims else ()) if OutlookGoal(g) not in base.goals)
    better = solved(replace(base, goals=(*base.goals, *further)), free, seconds)
    kept = len(base.goals)
    # Where time ran out earlier the plan in hand is the better one.
    return better if [s.value for s in better.scores[:kept]] == [s.value for s in rota.scores] else rota


def gaps(base: CentreOutlook, goal: OutlookGoal, places: Mapping[str, Sequence[str]]) -> dict[tuple[str, int], int]:
    """Return where an urgent goal is missed under a plan: people missing, by place and number of the period."""
    there = Counter[tuple[str, int]]()
    for row in base.presence:
        there[row.place, row.period] += row.staff
    for rotator in base.rotators:
        for stint, at in zip(rotator.stints, places[rotator.id], strict=True):
            there.update((at, t) for t in range(stint.first, stint.last + 1))
    missing = {}
    for place in base.places:
        wanted = {PlaceKind.CENTRE: base.core_min, PlaceKind.CLINIC: 1, PlaceKind.STATION: 0}[place.kind]
        if goal is OutlookGoal.SHORT:
            wanted = 0 if place.kind is PlaceKind.CENTRE else place.posts
        elif (goal is OutlookGoal.CORE) is not (place.kind is PlaceKind.CENTRE):
            wanted = 0
        missing.update({(place.id, t): wanted - there[place.id, t] for t in range(base.periods)})
    return {key: count for key, count in missing.items() if count > 0}
