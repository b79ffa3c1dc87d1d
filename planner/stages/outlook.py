"""This stage is where the staffing outlook is laid out: who belongs to which centre, who moves when, who stays.

A rotator's stints are known intervals, counted from the day she came to her present site; only their places are chosen.
Whoever does not rotate is present from the period she can start to the period she leaves (MTGR-9-a, -b). Where no text
has people rotate but one has them dispatched, staff of a centre go out for a term at a time (JZ22-4.2-f, -h).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from planner.calendar import Period, period_of
from planner.domain import COVER_ROLES, Centre, Instance, Person, Placement, Role, Sex, Site, SiteKind
from planner.faces.moves import DispatchRule, ExemptRule, OutlookAimsRule, RotationRule
from planner.faces.seats import CapRule
from planner.policy import Policy
from planner.solving.outlook import CentreOutlook, OutlookGoal, Place, PlaceKind, Presence, Rotator
from planner.stages.locks import pins
from planner.stages.making_room import making_room
from planner.stages.moving import pieces_of, stints_of
from planner.stages.standing import Post, core_staff
from planner.stages.stints import Ground, Held, Piece
from planner.stages.supply import first_day_gone


@dataclass(frozen=True, kw_only=True)
class Laid:
    """The outlook of a centre as laid out: its people, those who stay with their periods, and the whole horizon.

    ``held`` are further people who are at a known place for a time: locked away from their own, or among more than a
    cap allows; ``ground`` is what all these leave open to others.
    """

    outlook: CentreOutlook
    periods: tuple[Period, ...]
    posts: tuple[Post, ...]
    staying: Mapping[str, range]
    held: tuple[Held, ...] = ()
    ground: Ground = field(default_factory=Ground)


def horizon(instance: Instance) -> tuple[Period, ...]:
    """Return the half-years of the outlook, from the one that begins on or after the placement date."""
    first = period_of(instance.placement_date)
    if first.start < instance.placement_date:
        first = first.following
    periods = [first]
    while len(periods) < 2 * instance.horizon_years:
        periods.append(periods[-1].following)
    return tuple(periods)


def lay_out(
    centre: Centre, instance: Instance, policy: Policy, demand: Mapping[str, int], posts: Sequence[Post]
) -> Laid:
    """Return the outlook of one centre for the solver; ``posts`` are those of its people."""
    periods = horizon(instance)
    rule = policy.only(RotationRule)
    sites = instance.sites_of[centre.id]
    moving: list[tuple[Post, tuple[Piece, ...]]] = []
    staying: dict[str, range] = {}
    held: list[Held] = []
    stands: list[Held] = []
    for post in posts:
        there = present(post, instance, policy, periods)
        pinned = pins(post.person, centre.id, there, instance, periods)
        turns = rule is not None and rotates(post, policy, rule)
        pieces = tuple(pieces_of(post, there, pinned, turns, instance, policy, periods))
        if pieces:
            moving.append((post, pieces))
        elif any(place != post.site_id for place in pinned.values()):
            where = ((pinned.get(t, post.site_id), range(t, t + 1)) for t in there)
            held += [Held(person=post.person, place=place, there=t) for place, t in where]
        elif there:
            staying[post.person.id] = there
            stands.append(Held(person=post.person, place=post.site_id, there=there))
    caps = {s.id: most_at(demand[s.id], policy) for s in sites}
    ground = _ground((*stands, *held), sites, caps, policy, len(periods))
    day = periods[0].start
    movers = []
    for post, pieces in moving:
        open_to_her = open_places(post.person, centre, sites, rule, day) if rule else (centre.id, *caps)
        stints = stints_of(post, pieces, open_to_her, instance, policy, ground, periods)
        rotator = Rotator(id=post.person.id, stints=tuple(stints), woman=post.person.sex == Sex.F, tcm=post.person.tcm)
        movers.append((rotator, pieces))
    rotators, excess = making_room(movers, (*stands, *held), caps, instance)
    aims = policy.only(OutlookAimsRule)
    places = [Place(id=centre.id, kind=PlaceKind.CENTRE, posts=0, cap=len(posts) + 1)]
    places += [_place(s, demand[s.id], caps[s.id]) for s in sites]
    outlook = CentreOutlook(
        id=centre.id,
        periods=len(periods),
        places=tuple(places),
        rotators=rotators,
        presence=tuple(_presence((*stands, *held, *excess), {place.id for place in places})),
        core_min=core_staff(centre, policy),
        alternation=rule is not None,
        goals=tuple(OutlookGoal(g) for g in aims.outlook_goals) if aims else (),
    )
    return Laid(
        outlook=outlook,
        periods=periods,
        posts=tuple(posts),
        staying=staying,
        held=(*held, *excess),
        ground=ground,
    )


def _presence(rows: Sequence[Held], known: set[str]) -> Iterator[Presence]:
    """Yield how many of those who do not move stand where when."""
    there: dict[tuple[str, int], list[Person]] = defaultdict(list)
    for row in rows:
        for t in row.there if row.place in known else ():
            there[row.place, t].append(row.person)
    for (place, t), people in sorted(there.items()):
        women = sum(p.sex == Sex.F for p in people)
        yield Presence(place=place, period=t, staff=len(people), women=women, tcm=sum(p.tcm for p in people))


def _ground(
    rows: Sequence[Held], sites: Sequence[Site], caps: Mapping[str, int], policy: Policy, periods: int
) -> Ground:
    """Return where those who stay leave no room, and, where a law on dispatch asks, no doctor of its own."""
    count = Counter((row.place, t) for row in rows for t in row.there)
    own = {(row.place, t) for row in rows for t in row.there if row.person.role not in COVER_ROLES}
    clinics = {(s.id, t) for s in sites if s.kind is SiteKind.CLINIC for t in range(periods)}
    return Ground(
        full=frozenset((place, t) for (place, t), n in count.items() if place in caps and n >= caps[place]),
        bare=frozenset(clinics - own) if policy.having(DispatchRule) else frozenset(),
    )


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


def open_places(
    person: Person, centre: Centre, sites: Sequence[Site], rule: RotationRule, day: date
) -> tuple[str, ...]:
    """Return where a person may be sent: graduates mainly to integrated clinics of their centre (MTG25-3.1-b)."""
    if person.role is Role.GRADUATE:
        clinics = tuple(s.id for s in sites if s.kind is SiteKind.CLINIC and s.integrated_on(day))
        return (*((centre.id,) if rule.graduates_rotate == "include_centre" else ()), *clinics)
    return (centre.id, *(s.id for s in sites))


def _place(site: Site, posts: int, cap: int) -> Place:
    return Place(
        id=site.id,
        kind=PlaceKind.STATION if site.kind is SiteKind.STATION else PlaceKind.CLINIC,
        posts=posts,
        cap=cap,
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
