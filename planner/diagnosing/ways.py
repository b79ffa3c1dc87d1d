"""This module is where ways out are looked for: what may be granted, the fewest of each kind, each solved again."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.clause import Clause
from planner.diagnosing.answer import Grantor
from planner.diagnosing.conflict import QUESTION, Clock, Conflict, ask
from planner.diagnosing.loosening import Case, Tie, Topic, loosened
from planner.diagnosing.subsets import fewest
from planner.domain import Instance
from planner.faces.moves import RotationRule
from planner.policy import Policy
from planner.solving.attainable import Answer, Attained, attainable
from planner.solving.outlook import OutlookGoal, PlaceKind, Rotator, Stint, constants
from planner.travel import Point, estimated_minutes

LONGER = (36, 48)
"""Months of a longer rotation cycle that are tried, in turn."""

CYCLE = "rotation_cycle_months"
"""The parameter of the rotation clause that a city may change."""


@dataclass(frozen=True, kw_only=True)
class Spell:
    """A person, or one of those added by number, at a place (empty: wherever needed) between two half-years."""

    who: str
    first: int
    last: int
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Way:
    """A change that was tried, and whether the centre has a plan under it; None where that is not known.

    ``size`` and ``fewest`` are those of ``answer.WayOut``; ``ties`` are what is loosened, ``spells`` who then serves
    where.
    """

    grantor: Grantor
    topic: str
    works: bool | None
    fewest: bool = False
    size: int = 0
    ties: tuple[Tie, ...] = ()
    spells: tuple[Spell, ...] = ()


def ways_out(case: Case, conflict: Conflict, clock: Clock) -> Iterator[Way]:
    """Yield every kind of change with how it came out."""
    outlook = case.laid.outlook
    turns = [Tie(Topic.TURNS, r.id) for r in outlook.rotators if r.id in case.post]
    if not case.goals:
        members = [Tie(Topic.MEMBER, r.id) for r in outlook.rotators]
        caps = [Tie(Topic.CAP, p.id) for p in outlook.places if p.kind is not PlaceKind.CENTRE]
        yield _fewest(case, clock, Grantor.PLANNER, "excused", turns, conflict)
        yield _fewest(case, clock, Grantor.COUNTY, "transferred", members, conflict)
        yield _fewest(case, clock, Grantor.CITY, "uncapped", caps, conflict)
        return
    stays = [Tie(Topic.STAYS, code) for code in sorted(case.laid.staying)]
    locks = [Tie(Topic.LOCK, code) for code in sorted({k.person_id for k in case.instance.locks} & set(case.post))]
    excused = _fewest(case, clock, Grantor.PLANNER, "excused", [*turns, *stays, *locks], conflict)
    yield excused
    sent = _dispatched(case, conflict, clock)
    yield sent
    clinics = [p.id for p in outlook.places if p.kind is PlaceKind.CLINIC]
    if case.goals == (OutlookGoal.UNCOVERED,) and len(clinics) > 1:
        # Who shares a clinic for good is someone sent there for good, so fewer than must be sent cannot do.
        yield _shared(case, clock, clinics, len(sent.spells) if sent.fewest else 1)
    yield from _longer(case, clock)
    if excused.works is None:
        works = _known(ask(case, clock, [*turns, *stays]).attained)
        yield Way(grantor=Grantor.CITY, topic="suspended", works=works, size=len(turns) + len(stays))


def _known(attained: Attained) -> bool | None:
    return {Attained.YES: True, Attained.NO: False}.get(attained)


def _fewest(
    case: Case, clock: Clock, grantor: Grantor, topic: str, candidates: Sequence[Tie], conflict: Conflict
) -> Way:
    """Return the fewest ties to loosen, and what the people among them then do."""
    answers: list[bool | None] = []

    def works(some: frozenset[Tie]) -> bool:
        answers.append(_known(ask(case, clock, some).attained))
        return bool(answers[-1])

    to_meet = frozenset(conflict.ties).intersection(candidates)
    found = fewest(candidates, works, [to_meet] if to_meet else [])
    if found is None:
        return Way(grantor=grantor, topic=topic, works=False if answers[0] is False else None)
    answer = _quietly(case, clock, found, conflict)
    shape = {r.id: r for r in loosened(case, found).rotators}
    moving = [shape[tie.code] for tie in found if tie.code in shape]
    return Way(
        grantor=grantor,
        topic=topic,
        works=_known(answer.attained),
        fewest=None not in answers,
        size=len(found),
        ties=found,
        spells=tuple(spell for rotator in moving for spell in _spells(rotator, answer.places.get(rotator.id, ()))),
    )


def _quietly(case: Case, clock: Clock, loose: Sequence[Tie], conflict: Conflict) -> Answer:
    """Return a plan in which those loosened are as little as possible elsewhere than in the plan without loosening."""
    at = {
        (r.id, t): place
        for r in case.laid.outlook.rotators
        for s, place in zip(r.stints, conflict.best.get(r.id, ()), strict=False)
        for t in range(s.first, s.last + 1)
    }
    at |= {(tie.code, t): case.post[tie.code].site_id for tie in loose for t in case.laid.staying.get(tie.code, ())}
    codes = {tie.code for tie in loose}
    outlook = loosened(case, loose)
    rotators = tuple(
        replace(r, stints=tuple(replace(s, baseline=at.get((r.id, s.first))) for s in r.stints)) if r.id in codes else r
        for r in outlook.rotators
    )
    left = min(QUESTION, clock.left())
    return attainable(replace(outlook, rotators=rotators), left, OutlookGoal.CHANGES)


def _spells(rotator: Rotator, places: Sequence[str]) -> Iterator[Spell]:
    """Yield where a person is, from the first half-year to the last at each place."""
    first = 0
    for n, place in enumerate(places):
        if n + 1 == len(places) or places[n + 1] != place:
            yield Spell(who=rotator.id, first=rotator.stints[first].first, last=rotator.stints[n].last, place=place)
            first = n + 1


def _dispatched(case: Case, conflict: Conflict, clock: Clock) -> Way:
    """Return the fewest people in posts filled or dispatched, who go where they are needed each half-year."""
    everything = (0, case.laid.outlook.periods - 1)

    def works(spans: Sequence[tuple[int, int]]) -> bool | None:
        return _known(ask(case, clock, added=_sent(case, spans)).attained)

    spans = _missing(case, conflict)
    if spans and works(spans):
        sure = works([everything] * (len(spans) - 1)) is False
    else:
        count, sure = _least(lambda n: works([everything] * n), len(case.laid.outlook.places))
        if not count:
            return Way(grantor=Grantor.COUNTY, topic="dispatched", works=False if sure else None)
        spans = [everything] * count
    return Way(
        grantor=Grantor.COUNTY,
        topic="dispatched",
        works=True,
        fewest=sure,
        size=sum(last - first + 1 for first, last in spans),
        spells=tuple(Spell(who=str(n), first=first, last=last) for n, (first, last) in enumerate(spans, start=1)),
    )


def _missing(case: Case, conflict: Conflict) -> list[tuple[int, int]]:
    """Return the spans in which one, two, … more people are missing in the plan with the fewest empty clinics."""
    if case.goals != (OutlookGoal.UNCOVERED,):
        return []
    outlook = loosened(case)
    there = constants(outlook)
    staff = Counter({key: count[0] for key, count in there.items()})
    for rotator in outlook.rotators:
        for stint, place in zip(rotator.stints, conflict.best.get(rotator.id, ()), strict=False):
            staff.update((place, t) for t in range(stint.first, stint.last + 1))
    clinics = [p.id for p in outlook.places if p.kind is PlaceKind.CLINIC]
    empty = {t: sum(not staff[p, t] for p in clinics) for t in range(outlook.periods)}
    short = ([t for t, many in empty.items() if many >= n] for n in range(1, max(empty.values()) + 1))
    return [(half_years[0], half_years[-1]) for half_years in short]


def _sent(case: Case, spans: Sequence[tuple[int, int]]) -> list[Rotator]:
    """Return people who may be at any clinic (station, centre, where a goal speaks of it) in their half-years."""
    kinds = {PlaceKind.CLINIC}
    kinds |= {PlaceKind.STATION} if OutlookGoal.SHORT in case.goals else set()
    kinds |= {PlaceKind.CENTRE} if OutlookGoal.CORE in case.goals else set()
    places = tuple(p.id for p in case.laid.outlook.places if p.kind in kinds)
    one_turn = OutlookGoal.EXCEPTIONS in case.goals
    return [
        Rotator(
            id=f"+{n}",
            stints=(Stint(first=first, last=last, places=places),)
            if one_turn
            else tuple(Stint(first=t, last=t, places=places, may_stay=True) for t in range(first, last + 1)),
            woman=True,
            tcm=True,
        )
        for n, (first, last) in enumerate(spans)
        if places
    ]


def _least(works: Callable[[int], bool | None], most: int, least: int = 1) -> tuple[int | None, bool]:
    """Return the least number from ``least`` on that works, None if none to ``most`` does, and whether it is proven."""
    if least > most:
        return None, True
    low, high = least - 1, least
    while not (answer := works(high)):
        if answer is None or high >= most:
            return None, answer is False
        low, high = high, min(2 * high, most)
    sure = True
    while high - low > 1:
        middle = (low + high) // 2
        answer = works(middle)
        sure = sure and answer is not None
        low, high = (low, middle) if answer else (middle, high)
    return high, sure


def _shared(case: Case, clock: Clock, clinics: Sequence[str], least: int) -> Way:
    """Return the fewest clinics, not below ``least``, that share a neighbour's doctor for good, by the shortest ways.

    A clinic that shares is like one with someone of its own who stays from the first half-year to the last. More than
    half of the clinics cannot share, since each needs one that does not.
    """
    last = case.laid.outlook.periods - 1
    far = {p: next_to[1] for p in clinics if (next_to := nearest(case.instance, p, clinics)) is not None}

    def sharing(count: int) -> list[Rotator]:
        stint = Stint(first=0, last=last, places=tuple(clinics), minutes=far)
        return [Rotator(id=f"+{n}", stints=(stint,), woman=True, tcm=True) for n in range(count)]

    count, sure = _least(lambda n: _known(ask(case, clock, added=sharing(n)).attained), len(clinics) // 2, least)
    if not count:
        return Way(grantor=Grantor.COUNTY, topic="shared", works=False if sure else None)
    outlook = loosened(case)
    plain = (replace(r, stints=tuple(replace(s, minutes={}) for s in r.stints)) for r in outlook.rotators)
    left = min(QUESTION, clock.left())
    answer = attainable(replace(outlook, rotators=(*plain, *sharing(count))), left, OutlookGoal.TRAVEL)
    works = answer.attained is Attained.YES
    chosen = sorted({answer.places[f"+{n}"][0] for n in range(count)}) if works else []
    return Way(
        grantor=Grantor.COUNTY,
        topic="shared",
        works=works or None,
        fewest=sure,
        size=count,
        ties=tuple(Tie(Topic.NEED, p) for p in chosen),
    )


def nearest(instance: Instance, site_id: str, among: Iterable[str]) -> tuple[str, int] | None:
    """Return the nearest other site and the minutes to it, estimated where no table gives them; None if unknown."""
    others = [instance.site[code] for code in among if code != site_id]
    here = instance.site[site_id]
    points = {s.id: (s.lon, s.lat) for s in (here, *others) if s.lon is not None and s.lat is not None}
    known = [(m, s.id) for s in others if (m := _minutes(instance, points, site_id, s.id)) is not None]
    return (min(known)[1], min(known)[0]) if known else None


def _minutes(instance: Instance, points: Mapping[str, Point], a: str, b: str) -> int | None:
    given = instance.travel.between(a, b)
    return estimated_minutes(points[a], points[b]) if given is None and a in points and b in points else given


def _longer(case: Case, clock: Clock) -> Iterator[Way]:
    """Yield the shortest longer cycle under which there is a plan, or that none of those tried is enough."""
    rule = case.policy.only(RotationRule)
    months = [m for m in LONGER if rule is not None and m > rule.cycle_months]
    known = True
    for cycle in months:
        works = _known(ask(case, clock, policy=_cycle(case.policy, cycle)).attained)
        if works or cycle == months[-1]:
            works = works or (False if known and works is False else None)
            yield Way(grantor=Grantor.CITY, topic="longer", works=works, fewest=known, size=cycle)
            return
        known = known and works is False


def _cycle(policy: Policy, months: int) -> Policy:
    """Return the law with another length of the rotation cycle."""
    clause = policy.clause.get(policy.clause_id(RotationRule))
    changed: dict[str, object] = {CYCLE: months}
    if clause is None or not hasattr(clause, CYCLE):
        return policy
    longer: Clause = replace(clause, **changed)  # type: ignore[arg-type]  # the parameter's own name, as in a pack
    return replace(policy, clauses=tuple(longer if c is clause else c for c in policy.clauses))
