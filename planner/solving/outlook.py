"""This module is where the staffing outlook of one centre is described, and how good a plan for it is."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class PlaceKind(StrEnum):
    """What a place is: the centre itself, or at village level a station or a clinic."""

    CENTRE = "centre"
    STATION = "station"
    CLINIC = "clinic"


class OutlookGoal(StrEnum):
    """What a plan should achieve, less is better; the policy pack gives the order and may leave some out.

    core: people below the core staff of the centre, person-periods. uncovered: clinics with nobody, clinic-periods
    (MTGR-8-a). residents: the same weighted by residents. short: people below the posts of clinics and stations,
    post-periods. exceptions: two stints running at village level count 1, two at the centre 2 (MTGR-9-b). remote:
    periods at remote places of the rotator with most, her past included. woman: clinic-periods with two or more people
    and no woman (JZ22-4.2-c). tcm: clinic-periods with people and no TCM skill (XX21-3.2.1-d). travel: minutes times
    periods. handover: clinic-periods after the first in which people are there and all are new. wish: sum of ranks
    over stints. changes: person-periods at another place than published.
    """

    CORE = "core"
    UNCOVERED = "uncovered"
    RESIDENTS = "residents"
    SHORT = "short"
    EXCEPTIONS = "exceptions"
    REMOTE = "remote"
    WOMAN = "woman"
    TCM = "tcm"
    TRAVEL = "travel"
    HANDOVER = "handover"
    WISH = "wish"
    CHANGES = "changes"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place of a centre: its posts, the most people at once (``cap``), the residents served, and if it is remote."""

    id: str
    kind: PlaceKind = PlaceKind.CLINIC
    posts: int = 1
    cap: int = 4
    residents: int = 0
    remote: bool = False


@dataclass(frozen=True, kw_only=True)
class Stint:
    """The periods ``first`` to ``last``, both included, that one person serves unbroken at one of ``places``.

    ``minutes`` of travel and ``wish`` ranks are by place code, 0 where not given, never negative. ``baseline`` is the
    place published before, which ``changes`` counts against. ``may_stay`` lets it be where the stint before was.
    """

    first: int
    last: int
    places: tuple[str, ...]
    minutes: Mapping[str, int] = field(default_factory=dict)
    wish: Mapping[str, int] = field(default_factory=dict)
    baseline: str | None = None
    may_stay: bool = False

    @property
    def periods(self) -> int:
        """How many periods the stint lasts."""
        return self.last - self.first + 1


@dataclass(frozen=True, kw_only=True)
class Rotator:
    """A person who rotates: her stints in time order, and the periods already served at remote places."""

    id: str
    stints: tuple[Stint, ...]
    woman: bool = False
    tcm: bool = False
    past_remote: int = 0


@dataclass(frozen=True, kw_only=True)
class Presence:
    """People who do not rotate at one place in one period, with the women and TCM-skilled among them; rows add up."""

    place: str
    period: int
    staff: int
    women: int = 0
    tcm: int = 0


@dataclass(frozen=True, kw_only=True)
class CentreOutlook:
    """The outlook of one centre over ``periods`` half-years; codes differ, the order of everything else is free.

    ``core_min`` is the staff that must remain at the places of kind centre. With ``alternation`` off, ``exceptions``
    counts nothing. Whoever does not rotate counts against a cap too, and is taken to stay from one period to the next.
    """

    id: str
    periods: int
    places: tuple[Place, ...]
    rotators: tuple[Rotator, ...]
    presence: tuple[Presence, ...] = ()
    core_min: int = 0
    alternation: bool = True
    goals: tuple[OutlookGoal, ...] = tuple(OutlookGoal)


@dataclass(frozen=True, kw_only=True)
class GoalScore:
    """How a goal came out, and the bound that no plan as good on the goals before it can beat.

    ``proven``: value and bound meet, here and in every goal before.
    """

    goal: OutlookGoal
    value: int
    bound: int
    proven: bool


class RotaStatus(StrEnum):
    """Whether there is a plan; ``unknown``: none was found in the time given, and none was excluded."""

    PLANNED = "planned"
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Rota:
    """The place of each stint by rotator code, in time order, with the score of each goal in rank order.

    ``unique``: all goals are proven and codes settled what they left open, so no other plan is as good. Where the hard
    rules conflict, ``stuck_people`` cannot all be placed under the caps of ``stuck_places``; leaving out any one of
    them would resolve it, unless ``minimal`` says that time ran out first. ``died``: a process that may have been
    planning the centre died, and it was planned once more.
    """

    centre: str
    status: RotaStatus
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scores: tuple[GoalScore, ...] = ()
    unique: bool = False
    interrupted: bool = False
    stuck_people: tuple[str, ...] = ()
    stuck_places: tuple[str, ...] = ()
    minimal: bool = True
    died: bool = False

    @property
    def feasible(self) -> bool | None:
        """Whether a plan exists; None when that is not known."""
        return {RotaStatus.PLANNED: True, RotaStatus.IMPOSSIBLE: False}.get(self.status)

    @property
    def proven(self) -> bool:
        """Whether every goal is proven."""
        return self.status is RotaStatus.PLANNED and all(score.proven for score in self.scores)


def faults(outlook: CentreOutlook) -> Iterator[str]:
    """Yield what makes a description meaningless, in words for the programmer who built it."""
    codes = {place.id for place in outlook.places}
    if len(codes) < len(outlook.places) or len({r.id for r in outlook.rotators}) < len(outlook.rotators):
        yield "two places or two rotators share a code"
    for rotator in outlook.rotators:
        free = 0
        for stint in rotator.stints:
            if not free <= stint.first <= stint.last < outlook.periods:
                yield f"{rotator.id}: the stint {stint.first}..{stint.last} overlaps or leaves the horizon"
            if not stint.places or not codes.issuperset(stint.places):
                yield f"{rotator.id}: the stint {stint.first}..{stint.last} names no place or an unknown one"
            free = stint.last + 1
    for row in outlook.presence:
        if row.place not in codes or not 0 <= row.period < outlook.periods:
            yield f"presence at {row.place} in period {row.period} is outside the outlook"
        if not 0 <= max(row.women, row.tcm) <= row.staff:
            yield f"presence at {row.place} in period {row.period} has more women or TCM skills than people"


def constants(outlook: CentreOutlook) -> dict[tuple[str, int], tuple[int, int, int]]:
    """Return staff, women and TCM-skilled who do not rotate, by place and period, zeros included."""
    found = {(place.id, t): (0, 0, 0) for place in outlook.places for t in range(outlook.periods)}
    for row in outlook.presence:
        staff, women, tcm = found[row.place, row.period]
        found[row.place, row.period] = (staff + row.staff, women + row.women, tcm + row.tcm)
    return found


def measure(outlook: CentreOutlook, places: Mapping[str, Sequence[str]]) -> tuple[int, ...]:
    """Return the value of each goal in rank order for any complete plan, also one made by hand, by walking it."""
    kind = {place.id: place.kind for place in outlook.places}
    remote = {place.id for place in outlook.places if place.remote}
    fixed = constants(outlook)
    there: dict[tuple[str, int], list[Rotator]] = defaultdict(list)
    total = dict.fromkeys(OutlookGoal, 0)
    for rotator in outlook.rotators:
        away = rotator.past_remote
        for i, (stint, at) in enumerate(zip(rotator.stints, places[rotator.id], strict=True)):
            for t in range(stint.first, stint.last + 1):
                there[at, t].append(rotator)
            away += stint.periods * (at in remote)
            total[OutlookGoal.TRAVEL] += stint.periods * stint.minutes.get(at, 0)
            total[OutlookGoal.WISH] += stint.wish.get(at, 0)
            total[OutlookGoal.CHANGES] += stint.periods * (stint.baseline not in (None, at))
            if i and outlook.alternation:
                central = [kind[p] is PlaceKind.CENTRE for p in places[rotator.id][i - 1 : i + 1]]
                total[OutlookGoal.EXCEPTIONS] += {0: 1, 1: 0, 2: 2}[sum(central)]
        total[OutlookGoal.REMOTE] = max(total[OutlookGoal.REMOTE], away)
    for t in range(outlook.periods):
        core = sum(fixed[p, t][0] + len(there[p, t]) for p in kind if kind[p] is PlaceKind.CENTRE)
        total[OutlookGoal.CORE] += max(0, outlook.core_min - core)
    for place in outlook.places:
        if place.kind is PlaceKind.CENTRE:
            continue
        for t in range(outlook.periods):
            staff, women, tcm = fixed[place.id, t]
            people = there[place.id, t]
            total[OutlookGoal.SHORT] += max(0, place.posts - staff - len(people))
            if place.kind is PlaceKind.STATION:
                continue
            women += sum(r.woman for r in people)
            tcm += sum(r.tcm for r in people)
            staff += len(people)
            total[OutlookGoal.UNCOVERED] += staff == 0
            total[OutlookGoal.RESIDENTS] += place.residents * (staff == 0)
            total[OutlookGoal.WOMAN] += staff >= 2 and women == 0
            total[OutlookGoal.TCM] += staff >= 1 and tcm == 0
            if t and staff:
                known = bool(fixed[place.id, t - 1][0] and fixed[place.id, t][0])
                before = {r.id for r in there[place.id, t - 1]}
                total[OutlookGoal.HANDOVER] += not known and not any(r.id in before for r in people)
    return tuple(total[goal] for goal in outlook.goals)


def lawful(outlook: CentreOutlook, places: Mapping[str, Sequence[str]]) -> bool:
    """Return whether a complete plan keeps the hard rules: places allowed, turns that move, caps."""
    cap = {place.id: place.cap for place in outlook.places}
    fixed = constants(outlook)
    guests: dict[tuple[str, int], int] = defaultdict(int)
    for rotator in outlook.rotators:
        went = places[rotator.id]
        for i, (stint, at) in enumerate(zip(rotator.stints, went, strict=True)):
            if at not in stint.places or (i and at == went[i - 1] and not stint.may_stay):
                return False
            for t in range(stint.first, stint.last + 1):
                guests[at, t] += 1
    return all(fixed[key][0] + count <= cap[key[0]] for key, count in guests.items())
