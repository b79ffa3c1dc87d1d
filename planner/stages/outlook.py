"""This stage is where the staffing outlook is laid out: who belongs to which centre, who moves when, who stays.

A rotator's stints are known intervals, counted from the day she came to her present site; only their places are chosen.
Whoever does not rotate is present from the period she can start to the period she leaves (MTGR-9-a, -b).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from planner.calendar import Period, add_months, period_of
from planner.domain import Centre, Instance, Person, Placement, Role, Sex, Site, SiteKind
from planner.faces import CapRule, ExemptRule, RotationRule
from planner.policy import Policy
from planner.solving.outlook import CentreOutlook, OutlookGoal, Place, PlaceKind, Presence, Rotator, Stint
from planner.stages.supply import first_day_gone

MONTHS = 6
"""Months of a period."""


@dataclass(frozen=True, kw_only=True)
class Post:
    """Where a person stands when the outlook begins, or when she arrives: her site or centre, and since when."""

    person: Person
    centre_id: str
    site_id: str
    since: date | None
    start: date


@dataclass(frozen=True, kw_only=True)
class Laid:
    """The outlook of a centre as laid out: its people, those who stay with their periods, and the whole horizon."""

    outlook: CentreOutlook
    periods: tuple[Period, ...]
    posts: tuple[Post, ...]
    staying: Mapping[str, range]


def horizon(instance: Instance) -> tuple[Period, ...]:
    """Return the half-years of the outlook, from the one that begins on or after the placement date."""
    first = period_of(instance.placement_date)
    if first.start < instance.placement_date:
        first = first.following
    periods = [first]
    while len(periods) < 2 * instance.horizon_years:
        periods.append(periods[-1].following)
    return tuple(periods)


def posts_of(instance: Instance, placements: Sequence[tuple[Placement, date]]) -> tuple[Post, ...]:
    """Return where everyone stands: the roster, and graduates from the day they are (or will be) placed.

    One placed at a centre without a clinic, by a lock on a full one, stands at the centre.
    """
    found = []
    for person in instance.people:
        site = instance.site.get(person.site_id or "")
        centre = person.employer or (site.centre_id if site else None)
        at = person.site_id or centre
        if person.site_id is None and person.role in {Role.GRADUATE, Role.RECRUIT}:
            continue
        if centre is None or at is None:
            continue
        start = max([d for d in (person.since, person.available_from) if d is not None], default=date.min)
        since = _cycle_start(person, site, instance)
        found.append(Post(person=person, centre_id=centre, site_id=at, since=since, start=start))
    for placement, day in placements:
        if placement.centre_id is not None:
            person = instance.person[placement.person_id]
            start = max(day, person.available_from or day)
            found.append(
                Post(
                    person=person,
                    centre_id=placement.centre_id,
                    site_id=placement.site_id or placement.centre_id,
                    since=start,
                    start=start,
                )
            )
    return tuple(sorted(found, key=lambda post: post.person.id))


def _cycle_start(person: Person, site: Site | None, instance: Instance) -> date | None:
    """Return the day a person's present cycle counts from: her last rotation, which the roster gives as ``since``.

    A village doctor who has stood at one clinic for decades never rotated; her cycle is taken to begin with the
    integrated management of her clinic, or with the outlook, whichever reading is known (an assumption, said so).
    """
    if person.role is not Role.VILLAGE_DOCTOR or site is None or person.since is None:
        return person.since
    return max(person.since, site.integrated_from or instance.placement_date)


def lay_out(
    centre: Centre, instance: Instance, policy: Policy, demand: Mapping[str, int], posts: Sequence[Post]
) -> Laid:
    """Return the outlook of one centre for the solver; ``posts`` are those of its people."""
    periods = horizon(instance)
    rule = policy.only(RotationRule)
    sites = instance.sites_of[centre.id]
    presence: dict[tuple[str, int], list[Person]] = defaultdict(list)
    rotators = []
    staying: dict[str, range] = {}
    for post in posts:
        there = present(post, instance, policy, periods)
        if not there:
            continue
        if rule is not None and rotates(post, policy, rule):
            rotators.append(_rotator(post, there, centre, sites, instance, rule, periods))
        else:
            staying[post.person.id] = there
            for t in there:
                presence[post.site_id, t].append(post.person)
    places = [Place(id=centre.id, kind=PlaceKind.CENTRE, posts=0, cap=len(posts) + 1)]
    places += [_place(s, demand[s.id], policy, presence, len(periods)) for s in sites]
    known = {place.id for place in places}
    outlook = CentreOutlook(
        id=centre.id,
        periods=len(periods),
        places=tuple(places),
        rotators=tuple(rotators),
        presence=tuple(
            Presence(
                place=site,
                period=t,
                staff=len(people),
                women=sum(p.sex == Sex.F for p in people),
                tcm=sum(p.tcm for p in people),
            )
            for (site, t), people in sorted(presence.items())
            if site in known
        ),
        core_min=centre.core_staff_min,
        goals=tuple(OutlookGoal(g) for g in rule.outlook_goals) if rule else (),
    )
    return Laid(outlook=outlook, periods=periods, posts=tuple(posts), staying=staying)


def rotates(post: Post, policy: Policy, rule: RotationRule) -> bool:
    """Return whether a person takes part in rotation: employed by a centre, not exempt, not seconded or re-hired."""
    person = post.person
    if any(r.exempt(person) for r in policy.having(ExemptRule)):
        return False
    if person.role is Role.GRADUATE:
        return rule.graduates_rotate != "exempt_until_obligation_ends"
    return person.role in {Role.CENTRE_STAFF, Role.VILLAGE_DOCTOR} and person.employer is not None


def present(post: Post, instance: Instance, policy: Policy, periods: Sequence[Period]) -> range:
    """Return the periods a person is there: available on the first day, up to the one in which she leaves."""
    gone = first_day_gone(post.person, instance, policy)
    inside = [t for t, p in enumerate(periods) if post.start <= p.start and (gone is None or p.start < gone)]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def _rotator(
    post: Post,
    there: range,
    centre: Centre,
    sites: Sequence[Site],
    instance: Instance,
    rule: RotationRule,
    periods: Sequence[Period],
) -> Rotator:
    """Cut a person's time into stints: the one she is in, then one each cycle, at any place open to her."""
    began = post.since or periods[there.start].start
    due = add_months(began, rule.cycle_months)
    turn = max((t for t, p in enumerate(periods) if p.start <= due), default=there.start)
    turn = turn if periods[-1].following.start > due else len(periods)
    cuts = [t for t in range(turn, there.stop, rule.cycle_months // MONTHS) if t > there.start]
    edges = [there.start, *cuts, there.stop]
    overdue = turn <= there.start
    open_to_her = open_places(post.person, centre, sites, rule, periods[0].start)
    minutes = {
        place: m for place in open_to_her if (m := instance.travel.between(post.person.home_village, place)) is not None
    }
    stints = []
    for number, (first, after) in enumerate(pairwise(edges)):
        fixed = number == 0 and not overdue
        others = tuple(p for p in open_to_her if number or p != post.site_id) or (post.site_id,)
        places = (post.site_id,) if fixed else others
        stints.append(
            Stint(first=first, last=after - 1, places=places, minutes=minutes, wish={}, may_stay=len(open_to_her) < 2)
        )
    return Rotator(id=post.person.id, stints=tuple(stints), woman=post.person.sex == Sex.F, tcm=post.person.tcm)


def open_places(
    person: Person, centre: Centre, sites: Sequence[Site], rule: RotationRule, day: date
) -> tuple[str, ...]:
    """Return where a person may be sent: graduates mainly to integrated clinics of their centre (MTG25-3.1-b)."""
    if person.role is Role.GRADUATE:
        clinics = tuple(s.id for s in sites if s.kind is SiteKind.CLINIC and s.integrated_on(day))
        return (*((centre.id,) if rule.graduates_rotate == "include_centre" else ()), *clinics)
    return (centre.id, *(s.id for s in sites))


def _place(
    site: Site, posts: int, policy: Policy, presence: Mapping[tuple[str, int], Sequence[Person]], periods: int
) -> Place:
    """A site for the solver; where more people stay than the cap allows, the cap is theirs and nobody is sent there."""
    staying = max((len(presence.get((site.id, t), ())) for t in range(periods)), default=0)
    return Place(
        id=site.id,
        kind=PlaceKind.STATION if site.kind is SiteKind.STATION else PlaceKind.CLINIC,
        posts=posts,
        cap=max(most_at(posts, policy), staying),
        residents=site.population,
        remote=site.remote,
    )


def most_at(posts: int, policy: Policy) -> int:
    """Return the most people a site may hold at once: the cap in force, else its posts, but room for four."""
    return min((rule.most() for rule in policy.having(CapRule)), default=max(posts, 4))


def placed_as(instance: Instance, placements: Sequence[tuple[Placement, date]], day: date) -> Instance:
    """Return the instance as it stands on a later day: whoever was placed by then is at her clinic, or her centre."""
    at = {p.person_id: (p.site_id or p.centre_id, d) for p, d in placements if p.centre_id is not None}
    people = tuple(replace(p, site_id=at[p.id][0], since=at[p.id][1]) if p.id in at else p for p in instance.people)
    return replace(instance, people=people, placement_date=day)
