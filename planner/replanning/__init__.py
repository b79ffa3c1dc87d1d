"""This module is where an outlook is repaired after an event with as few people moved as can be.

The past stays. The answer is a strip: the best that can be had moving nobody, one person, two, …, up to the best of
all, so that whoever decides sees what each further move buys.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from planner.calendar import Period, period_of
from planner.domain import Assignment, Centre, Event, EventKind, Instance
from planner.policy import Policy
from planner.replanning.checking import check
from planner.replanning.one_move import alone
from planner.replanning.remainder import URGENT, Move, between, cut, home, moves, remainder, solved, tidied
from planner.solving.rotation import CentreOutlook, Rota, measure
from planner.stages.outlook import horizon

TIDYING = 0.3
"""Seconds a repair may take to settle what the urgent goals and the fewest changes leave open."""

TRIED = 3
"""People tried for a second and a third move."""

MOST_MOVED = 3
"""People moved in the strip before the best of all is told."""


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


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What happened to one centre in one half-year, and the strip of repairs; none where nobody's plan is touched.

    ``stranded`` are people whose site closes and whom the last repair has nowhere: it is not for a plan to move them.
    """

    events: tuple[Event, ...]
    centre: Centre
    repairs: tuple[Repair, ...]
    stranded: tuple[str, ...] = ()


def replan(
    instance: Instance, policy: Policy, plan: Sequence[Assignment], events: Sequence[Event], seconds: float = 20.0
) -> tuple[tuple[Answer, ...], tuple[Assignment, ...]]:
    """Answer events of one half-year and centre together, half-year by half-year, and return the plan after them all.

    A later half-year starts from the last repair before it. Raises ValueError and AuditFailed as ``repairs`` does.
    """
    groups: dict[tuple[Period, str], list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda e: (e.day, e.person_id or "", e.site_id or "")):
        groups[period_of(event.day), _centre(instance, plan, event).id].append(event)
    answers = []
    for (_, centre), together in sorted(groups.items()):
        strip = repairs(instance, policy, plan, together, seconds)
        lost = _at_closed(plan, together)
        if strip:
            plan = _carried_out(instance, plan, together, strip[-1].assignments)
        first = min(period_of(e.day) for e in together)
        stranded = tuple(sorted(lost - {a.person_id for a in plan if a.end >= first})) if strip else ()
        told = instance.centre[centre]
        answers.append(Answer(events=tuple(together), centre=told, repairs=strip, stranded=stranded))
    return tuple(answers), tuple(sorted(plan, key=lambda a: (a.person_id, a.start)))


def repairs(
    instance: Instance, policy: Policy, plan: Sequence[Assignment], events: Sequence[Event], seconds: float = 20.0
) -> tuple[Repair, ...]:
    """Return the strip of repairs of events that touch one centre; empty where they touch nobody's plan.

    All of them count from the half-year of the first. Raises ValueError when an event names neither a person of the
    plan nor a site of the scenario, or nobody can stay as published; AuditFailed when a repair breaks a clause that
    the plan as the event leaves it does not.
    """
    centre = _centre(instance, plan, events[0])
    periods = [p for p in horizon(instance) if p.end >= min(e.day for e in events)]
    closed = frozenset(e.site_id for e in events if e.kind is EventKind.CLOSES and e.site_id)
    if not periods or not _touched(plan, events, periods[0], closed):
        return ()
    mine = [a for a in _after(plan, events, periods[0]) if home(instance, a.site_id) == centre.id]
    base, forced, start = _start(remainder(centre, instance, policy, plan, mine, periods, closed), seconds)
    steps = [start]
    frees = [forced]
    while len(steps) <= MOST_MOVED and (step := _one_more(base, steps[-1], frees[-1], forced, seconds)) is not None:
        steps.append(step[0])
        frees.append(step[1])
    told = [
        _repair(base, tidied(base, rota, free, policy, TIDYING), periods, number < 2 and rota.proven)
        for number, (rota, free) in enumerate(zip(steps, frees, strict=True))
    ]
    everyone = {r.id for r in base.rotators}
    whole = solved(base, everyone, seconds)
    if whole.feasible and _values(whole) < _values(steps[-1]):
        told.append(_repair(base, tidied(base, whole, everyone, policy, TIDYING), periods, whole.proven))
    elif whole.proven and _values(whole) == _values(steps[-1]):
        told[-1] = replace(told[-1], proven=True)
    touched = _at_closed(plan, events) | {e.person_id for e in events if e.person_id}
    left = _carried_out(instance, plan, events, ())
    after = (_carried_out(instance, plan, events, repair.assignments) for repair in told)
    check(instance, policy, plan, left, after, touched)
    return tuple(told)


def _start(base: CentreOutlook, seconds: float) -> tuple[CentreOutlook, set[str], Rota]:
    """Return what moving nobody comes to but those whose site closes; where these have nowhere to go, without them."""
    forced = {r.id for r in base.rotators if any(s.baseline is None for s in r.stints)}
    others = replace(base, rotators=tuple(r for r in base.rotators if r.id not in forced))
    for left, free in ((base, forced), (others, set[str]()), (others, {r.id for r in others.rotators})):
        rota = solved(left, free, seconds)
        if rota.feasible:
            return left, free, rota
    raise ValueError(f"nothing lawful is left of the plan of {base.id}: {', '.join(rota.stuck_people)}")


def _at_closed(plan: Sequence[Assignment], events: Sequence[Event]) -> frozenset[str]:
    """Return who is still to serve at a site that closes."""
    day = {e.site_id: e.day for e in events if e.kind is EventKind.CLOSES}
    return frozenset(a.person_id for a in plan if a.site_id in day and a.end.end >= day[a.site_id])


def _one_more(
    base: CentreOutlook, rota: Rota, free: set[str], forced: set[str], seconds: float
) -> tuple[Rota, set[str]] | None:
    """Return the plan with one more person moved, and who is moved in it; None where that makes nothing better.

    The first is the best there is. After that, those who do most by themselves are tried with who moved before.
    """
    still = {r.id: rota.places[r.id] for r in base.rotators}
    others = [code for code in still if code not in free]
    if free != forced or not forced:
        ways = ((alone(base, still, code), code) for code in others)
        ranked = sorted((measure(base, still | {code: way}), code) for way, code in ways if way is not None)
        others = [code for _, code in ranked[: 1 if not free else TRIED]]
    tried = [(found, code) for code in others if (found := solved(base, {*free, code}, seconds)).feasible]
    best = min(tried, key=lambda t: (_values(t[0]), t[1]), default=None)
    if best is None or _values(best[0]) >= _values(rota):
        return None
    return best[0], {*free, best[1]}


def _centre(instance: Instance, plan: Sequence[Assignment], event: Event) -> Centre:
    """Return the centre an event touches: that of the site, or where the person is from then on, else was before."""
    hers = sorted((a for a in plan if a.person_id == event.person_id), key=lambda a: a.start)
    ahead = [a.site_id for a in hers if a.end.end >= event.day]
    site = event.site_id or next(iter([*ahead, *(a.site_id for a in reversed(hers))]), None)
    if site is None or home(instance, site) not in instance.centre:
        raise ValueError(f"the event names nobody of the plan and no site: {event}")
    return instance.centre[home(instance, site)]


def _touched(plan: Sequence[Assignment], events: Sequence[Event], first: Period, closed: frozenset[str]) -> bool:
    return bool(closed) or tuple(_after(plan, events, first)) != cut(plan, first)


def _after(plan: Sequence[Assignment], events: Sequence[Event], first: Period) -> Iterator[Assignment]:
    """Yield what the plan still holds from the first open period on, without what the events take away."""
    for a in cut(plan, first):
        kept: Assignment | None = a
        for event in events:
            if kept is not None and event.person_id == a.person_id:
                kept = _kept(kept, event)
        if kept is not None:
            yield kept


def _kept(a: Assignment, event: Event) -> Assignment | None:
    """Return what an event leaves of an assignment of its person."""
    if event.kind is EventKind.LATE and event.until is not None:
        kept = [p for p in between(a.start, a.end) if p.start >= event.until]
    elif event.kind is EventKind.ILL and event.until is not None:
        kept = [p for p in between(a.start, a.end) if p.end < event.day or p.start > event.until]
    else:
        kept = []
    return replace(a, start=kept[0], end=kept[-1]) if kept else None


def _carried_out(
    instance: Instance, plan: Sequence[Assignment], events: Sequence[Event], repaired: Sequence[Assignment]
) -> tuple[Assignment, ...]:
    """Return the whole plan with a repair in it: what was before, what stays, and what the repair says."""
    first = min(period_of(e.day) for e in events)
    rotate = {a.person_id for a in repaired}
    centre = _centre(instance, plan, events[0]).id
    closed = {e.site_id for e in events if e.kind is EventKind.CLOSES}
    before = [_until(a, first) for a in plan if a.start < first]
    still = [
        a
        for a in _after(plan, events, first)
        if a.site_id not in closed and not (a.person_id in rotate and home(instance, a.site_id) == centre)
    ]
    return tuple(_joined(sorted([*before, *still, *repaired], key=lambda a: (a.person_id, a.start))))


def _until(a: Assignment, first: Period) -> Assignment:
    last = max(p for p in between(a.start, a.end) if p < first)
    return replace(a, end=last)


def _joined(rows: Sequence[Assignment]) -> Iterator[Assignment]:
    """Yield assignments with those of one person that go on at the same place joined."""
    run: Assignment | None = None
    for a in rows:
        if run is not None and (a.person_id, a.site_id, a.start) == (run.person_id, run.site_id, run.end.following):
            run = replace(run, end=a.end)
            continue
        if run is not None:
            yield run
        run = a
    if run is not None:
        yield run


def _values(rota: Rota) -> tuple[int, ...]:
    """The urgent goals; how much is changed does not count against a better answer."""
    return tuple(s.value for s in rota.scores if s.goal.value in URGENT)


def _repair(base: CentreOutlook, rota: Rota, periods: Sequence[Period], proven: bool) -> Repair:
    assignments = [
        Assignment(person_id=r.id, site_id=place, start=periods[stint.first], end=periods[stint.last])
        for r in base.rotators
        for stint, place in zip(r.stints, rota.places.get(r.id, ()), strict=False)
    ]
    return Repair(
        moved=tuple(moves(base, rota, periods)),
        goals=tuple((s.goal.value, s.value) for s in rota.scores if s.goal.value in URGENT),
        assignments=tuple(assignments),
        proven=proven and all(s.proven for s in rota.scores if s.goal.value in URGENT),
    )
