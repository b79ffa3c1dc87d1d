"""This stage is where seconded staff without a centre are allotted: period by period to the centre most in need.

What a centre wants is a count: first one person for each clinic that has posts and its core staff, then all its posts.
The share of this want unmet is made least at the centre where it is largest, then at the next, and so on (leximin, in
exact fractions), with everyone inside the centres she is limited to; among equals, most stay where they were, then by
code. A seat at a centre counts by the share that it would relieve, at the smaller centre first since it relieves more;
filling seats in this order as far as people may go there is leximin, as what is to be made least is convex.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby

from planner.calendar import Period
from planner.domain import Instance, Person, Role, Sex
from planner.policy import Policy
from planner.solving.levels import dense_levels
from planner.solving.outlook import CentreOutlook, PlaceKind, Rotator, Stint
from planner.solving.seats import Season, allocate
from planner.stages.locks import pins
from planner.stages.moving import least_dispatch
from planner.stages.outlook import Laid, present
from planner.stages.standing import Post
from planner.stages.stints import Piece, chained, long_enough, usable, wish_ranks
from planner.stages.supply import first_day_gone

Where = Mapping[str, Mapping[int, str]]
"""The centre of each person in each period."""


def allot(laid: Sequence[Laid], instance: Instance, policy: Policy, periods: Sequence[Period]) -> tuple[Laid, ...]:
    """Return the outlooks with every seconded person of the county at the centre she is allotted to in each period."""
    there = {p.id: _present(p, instance, policy, periods) for p in instance.people if _is_free(p)}
    locked = {code: pins(instance.person[code], None, mine, instance, periods) for code, mine in there.items()}
    wants = {part.outlook.id: _wants(part.outlook) for part in laid if _clinics(part)}
    heads = {part.outlook.id: _heads(part.outlook) for part in laid if part.outlook.id in wants}
    at: dict[str, dict[int, str]] = defaultdict(dict)
    for t in range(len(periods)):
        here = sorted(code for code, mine in there.items() if t in mine)
        for code in here:
            if t in locked[code]:
                at[code][t] = _centre(locked[code][t], instance)
        sent = Counter(mine[t] for mine in at.values() if t in mine)
        have = {c: (heads[c][t][0] + sent[c], heads[c][t][1] + sent[c]) for c in wants}
        free = [instance.person[code] for code in here if t not in locked[code]]
        before = {p.id: at[p.id].get(t - 1) for p in free}
        for code, centre in neediest(free, before, wants, have).items():
            at[code][t] = centre
    return tuple(_with_seconded(part, at, locked, instance, policy) for part in laid)


def neediest(
    people: Sequence[Person],
    before: Mapping[str, str | None],
    wants: Mapping[str, tuple[int, int]],
    have: Mapping[str, tuple[int, int]],
) -> dict[str, str]:
    """Return the centre of each person in one period, leximin in the share of each centre's want unmet.

    ``wants`` are people wanted at the least and for all posts by centre, ``have`` those it has towards either;
    ``before`` is where each person was. Who is limited to centres that want nobody is left out.
    """
    codes = sorted(wants)
    index = {c: i for i, c in enumerate(codes)}
    levels, n_levels = dense_levels([[_relief(wants[c], have[c], j) for j in range(len(people))] for c in codes])
    options = []
    for person in people:
        mine = [c for c in codes if not person.only_centres or c in person.only_centres]
        options.append([(index[c], 1 if c == before[person.id] else 2) for c in mine])
    chosen = allocate(Season.of(levels=levels, options=options, n_levels=n_levels)).centre.tolist() if people else []
    return {p.id: codes[i] for p, i in zip(people, chosen, strict=True) if i >= 0}


def _relief(want: tuple[int, int], have: tuple[int, int], more: int) -> tuple[Fraction | int, ...]:
    """Return how much the next person is worth to a centre: the largest share unmet first, then the smaller centre."""
    least, whole = want
    bare, short = least - have[0] - more, whole - have[1] - more
    first = (Fraction(bare, least), -least) if bare > 0 else (0, 0)
    return (*first, Fraction(short, whole), -whole)


def _is_free(person: Person) -> bool:
    return person.role is Role.SECONDED and person.site_id is None and person.employer is None


def _present(person: Person, instance: Instance, policy: Policy, periods: Sequence[Period]) -> range:
    start = person.available_from or person.since or periods[0].start
    post = Post(person=person, centre_id="", site_id="", since=None, start=start)
    return present(post, instance, policy, periods)


def _centre(place: str, instance: Instance) -> str:
    site = instance.site.get(place)
    return place if site is None else site.centre_id


def _heads(outlook: CentreOutlook) -> list[tuple[int, int]]:
    """Return by period how many of what a centre wants at the least, and for all posts, its own people can meet.

    Who stays at a clinic meets what is wanted there and no more; who moves counts wherever she may be sent.
    """
    stay = Counter[tuple[str, int]]()
    for row in outlook.presence:
        stay[row.place, row.period] += row.staff
    move = Counter(t for r in outlook.rotators for s in r.stints for t in range(s.first, s.last + 1))
    found = []
    for t in range(outlook.periods):
        at = {place: stay[place.id, t] for place in outlook.places}
        core = min(outlook.core_min, sum(n for place, n in at.items() if place.kind is PlaceKind.CENTRE))
        least = sum(min(n, 1) for place, n in at.items() if place.kind is PlaceKind.CLINIC and place.posts > 0)
        whole = sum(min(n, place.posts) for place, n in at.items())
        found.append((core + least + move[t], core + whole + move[t]))
    return found


def _wants(outlook: CentreOutlook) -> tuple[int, int]:
    """People a centre wants at the least, one for each clinic that has posts and its core staff; and for all posts."""
    least = outlook.core_min + sum(p.kind is PlaceKind.CLINIC and p.posts > 0 for p in outlook.places)
    return least, outlook.core_min + sum(p.posts for p in outlook.places)


def _clinics(part: Laid) -> tuple[str, ...]:
    return tuple(p.id for p in part.outlook.places if p.kind is PlaceKind.CLINIC and p.posts > 0)


def _with_seconded(part: Laid, at: Where, locked: Where, instance: Instance, policy: Policy) -> Laid:
    """Add the seconded to a centre: a stint for each unbroken run of periods there, at any clinic with posts."""
    added = []
    for code, where in sorted(at.items()):
        mine = [t for t, centre in sorted(where.items()) if centre == part.outlook.id]
        person = instance.person[code]
        pieces = tuple(_runs(mine, locked[code]))
        options = [_open(person, piece, part, instance, policy) for piece in pieces]
        stints = tuple(
            Stint(
                first=piece.first,
                last=piece.after - 1,
                places=places,
                wish=wish_ranks(person, part.outlook.id, places, instance) if piece.place is None else {},
                may_stay=True,
            )
            for piece, (places, _) in zip(pieces, chained(options, None), strict=True)
        )
        if stints:
            added.append(Rotator(id=code, stints=stints, woman=person.sex is Sex.F, tcm=person.tcm))
    return replace(part, outlook=replace(part.outlook, rotators=(*part.outlook.rotators, *added)))


def _runs(periods: Sequence[int], locked: Mapping[int, str]) -> list[Piece]:
    """Return the unbroken runs of periods, cut where a lock begins or ends."""
    keyed = groupby(enumerate(periods), key=lambda item: (item[1] - item[0], locked.get(item[1])))
    runs = [(place, [t for _, t in group]) for (_, place), group in keyed]
    return [Piece(first=run[0], after=run[-1] + 1, place=place) for place, run in runs]


def _open(person: Person, piece: Piece, part: Laid, instance: Instance, policy: Policy) -> tuple[str, ...]:
    """Return the clinics a seconded person may serve for a stint, or the centre itself where none is open to her."""
    if piece.place is not None:
        return (piece.place,)
    gone = first_day_gone(person, instance, policy)
    if not long_enough(piece, least_dispatch(policy), gone, part.periods):
        return (part.outlook.id,)
    return tuple(c for c in _clinics(part) if usable(c, person, piece, part.ground, policy, part.periods)) or (
        part.outlook.id,
    )
