"""This module is where a centre is laid out with some of its clauses and facts loosened, for any half-years of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from planner.domain import Centre, Instance, Person, Role, Sex
from planner.faces.moves import RotationRule
from planner.policy import Policy
from planner.solving.outlook import CentreOutlook, OutlookGoal, Place, PlaceKind, Presence, Rotator, Stint
from planner.stages.locks import pins
from planner.stages.outlook import Laid, lay_out, open_places
from planner.stages.standing import Post
from planner.stages.stints import Piece, usable
from planner.stages.supply import first_day_gone

UNLIMITED = 10**6


class Topic(StrEnum):
    """What can be loosened of a place, of a person, or of the centre as a whole."""

    CAP = "cap"
    PLACES = "places"
    TURNS = "turns"
    STAYS = "stays"
    ALTERNATION = "alternation"
    CORE = "core"
    NEED = "need"
    LOCK = "lock"
    ARRIVAL = "arrival"
    EXIT = "exit"
    MEMBER = "member"


class Tie(NamedTuple):
    """One thing that binds: what, and the code of the place, person or centre."""

    topic: Topic
    code: str


@dataclass(frozen=True, kw_only=True)
class Case:
    """A centre without a plan: all that is needed to lay it out again, and the goals that must be nought.

    No goals at all: the hard rules alone conflict.
    """

    centre: Centre
    instance: Instance
    policy: Policy
    demand: Mapping[str, int]
    laid: Laid
    goals: tuple[OutlookGoal, ...]

    @cached_property
    def post(self) -> Mapping[str, Post]:
        """Where each person of the centre stands, by person code; those allotted to it are not among them."""
        return {post.person.id: post for post in self.laid.posts}

    @cached_property
    def gone(self) -> Mapping[str, date]:
        """The first day each person is no longer there, where that is inside the horizon."""
        days = {c: first_day_gone(post.person, self.instance, self.policy) for c, post in self.post.items()}
        last = self.laid.periods[-1].end
        return {code: day for code, day in days.items() if day is not None and day <= last}

    @cached_property
    def sent(self) -> dict[tuple[str, int], tuple[str, ...]]:
        """Where each person could be sent in a half-year, as far as it was asked."""
        return {}

    @cached_property
    def serving(self) -> tuple[str, ...]:
        """Codes of the people who are there in at least one half-year."""
        moving = (r.id for r in self.laid.outlook.rotators)
        return tuple(dict.fromkeys((*moving, *self.laid.staying, *(h.person.id for h in self.laid.held))))


def ties(case: Case) -> Iterator[tuple[Tie, ...]]:
    """Yield what binds in a case, in groups: what is to be given up first as an explanation comes first."""
    outlook, first = case.laid.outlook, case.laid.periods[0].start
    rotators = [r.id for r in outlook.rotators if r.id in case.post]
    graduates = [code for code in rotators if case.post[code].person.role is Role.GRADUATE]
    yield tuple(Tie(Topic.CAP, p.id) for p in outlook.places if p.kind is not PlaceKind.CENTRE)
    yield tuple(Tie(Topic.PLACES, code) for code in graduates)
    yield tuple(Tie(Topic.TURNS, code) for code in rotators)
    if not case.goals:
        yield tuple(Tie(Topic.MEMBER, r.id) for r in outlook.rotators)
        return
    yield tuple(Tie(Topic.STAYS, code) for code in sorted(case.laid.staying))
    locked = {lock.person_id for lock in case.instance.locks}
    yield tuple(Tie(Topic.LOCK, code) for code in sorted(locked.intersection(case.post)))
    if OutlookGoal.EXCEPTIONS in case.goals:
        yield (Tie(Topic.ALTERNATION, case.centre.id),)
    if OutlookGoal.CORE in case.goals:
        yield (Tie(Topic.CORE, case.centre.id),)
    if set(case.goals) - {OutlookGoal.CORE, OutlookGoal.EXCEPTIONS}:
        needed = {PlaceKind.CLINIC, PlaceKind.STATION} if OutlookGoal.SHORT in case.goals else {PlaceKind.CLINIC}
        yield tuple(Tie(Topic.NEED, p.id) for p in outlook.places if p.kind in needed)
    yield tuple(Tie(Topic.ARRIVAL, code) for code in sorted(case.serving) if _starts(case, code) > first)
    yield tuple(Tie(Topic.EXIT, code) for code in sorted(case.serving) if code in case.gone)


def _starts(case: Case, code: str) -> date:
    return case.post[code].start if code in case.post else date.min


def loosened(
    case: Case,
    loose: Collection[Tie] = (),
    span: range | None = None,
    added: Iterable[Rotator] = (),
    policy: Policy | None = None,
) -> CentreOutlook:
    """Return the centre's outlook with ties loosened and people added, for all its half-years or a span of them.

    ``policy`` is the law to lay it out by where that is not the case's own.
    """
    of = {topic: {tie.code for tie in loose if tie.topic is topic} for topic in Topic}
    laid = _laid(case, of[Topic.EXIT], of[Topic.ARRIVAL], of[Topic.LOCK], policy or case.policy)
    outlook = laid.outlook
    span = span or range(outlook.periods)
    allotted = [] if laid is case.laid else [r for r in case.laid.outlook.rotators if r.id not in case.post]
    rotators = [r for r in (*outlook.rotators, *allotted) if r.id not in of[Topic.MEMBER]]
    everywhere = tuple(p.id for p in outlook.places)
    rotators = [_anywhere(r, everywhere) if r.id in of[Topic.PLACES] else r for r in rotators]
    rotators = [_unbound(case, r, span, of[Topic.LOCK]) if r.id in of[Topic.TURNS] else r for r in rotators]
    freed = {code: laid.staying[code] for code in sorted(of[Topic.STAYS]) if code in laid.staying}
    rotators += [_standing_in(case, code, there, of[Topic.LOCK]) for code, there in freed.items()]
    outlook = replace(
        outlook,
        places=tuple(_place(p, of[Topic.CAP], of[Topic.NEED]) for p in outlook.places),
        rotators=(*rotators, *added),
        presence=tuple(_present(case, outlook.presence, freed)),
        core_min=0 if of[Topic.CORE] else outlook.core_min,
        alternation=outlook.alternation and not of[Topic.ALTERNATION],
        goals=case.goals,
    )
    return outlook if len(span) == outlook.periods else _cut(outlook, span)


def _laid(case: Case, staying_on: set[str], early: set[str], unlocked: set[str], policy: Policy) -> Laid:
    """Lay the centre out again from facts that are loosened."""
    if not (staying_on or early or unlocked) and policy is case.policy:
        return case.laid
    posts = []
    for post in case.laid.posts:
        code = post.person.id
        if code in staying_on:
            post = replace(post, person=replace(post.person, leaves_on=None, birth_date=None))
        if code in early:
            post = replace(post, start=date.min)
        posts.append(post)
    locks = tuple(lock for lock in case.instance.locks if lock.person_id not in unlocked)
    instance = replace(case.instance, locks=locks) if unlocked else case.instance
    return lay_out(case.centre, instance, policy, case.demand, posts)


def _anywhere(rotator: Rotator, everywhere: tuple[str, ...]) -> Rotator:
    """Open every place of the centre to her at each turn; where her first stint is fixed it stays so."""
    stints = (
        s if number == 0 and len(s.places) == 1 else replace(s, places=everywhere)
        for number, s in enumerate(rotator.stints)
    )
    return replace(rotator, stints=tuple(stints))


def _unbound(case: Case, rotator: Rotator, span: range, unlocked: set[str]) -> Rotator:
    """Let her stay on or move at any half-year of a span, but for locks.

    Where every turn would count as an exception, she may only stay on.
    """
    here = case.post[rotator.id].site_id
    if OutlookGoal.EXCEPTIONS in case.goals:
        staying = (replace(s, places=tuple(dict.fromkeys((*s.places, here))), may_stay=True) for s in rotator.stints)
        return replace(rotator, stints=tuple(staying))
    known = tuple(dict.fromkeys(p for s in rotator.stints for p in s.places))
    pinned = _pinned(case, rotator.id, unlocked)
    stints = []
    for stint in rotator.stints:
        for t in range(max(stint.first, span.start), min(stint.last + 1, span.stop)):
            at = (pinned[t],) if t in pinned else _open(case, rotator.id, t, known)
            stints.append(Stint(first=t, last=t, places=at, minutes=stint.minutes, may_stay=True))
    return replace(rotator, stints=tuple(stints))


def _standing_in(case: Case, code: str, there: range, unlocked: set[str]) -> Rotator:
    """Let someone who stays where she is serve at any place open to people of her role, but for locks."""
    pinned = _pinned(case, code, unlocked)
    if OutlookGoal.EXCEPTIONS in case.goals and not pinned:
        stints = [Stint(first=there.start, last=there.stop - 1, places=_open(case, code, there.start))]
    else:
        stints = [
            Stint(first=t, last=t, places=(pinned[t],) if t in pinned else _open(case, code, t), may_stay=True)
            for t in there
        ]
    person = case.post[code].person
    return Rotator(id=code, stints=tuple(stints), woman=person.sex is Sex.F, tcm=person.tcm)


def _open(case: Case, code: str, t: int, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return where someone may serve in a half-year: where she may go by her cycle, and where she could be sent."""
    if (code, t) not in case.sent:
        case.sent[code, t] = _sent(case, code, t)
    return tuple(dict.fromkeys((*known, *case.sent[code, t])))


def _sent(case: Case, code: str, t: int) -> tuple[str, ...]:
    """Return where someone is, and where she could be sent in a half-year if she were free to go."""
    post, laid = case.post[code], case.laid
    everywhere = tuple(p.id for p in laid.outlook.places)
    rule = case.policy.only(RotationRule)
    sites, day = case.instance.sites_of[case.centre.id], laid.periods[0].start
    opened = everywhere if rule is None else open_places(post.person, case.centre, sites, rule, day)
    piece = Piece(first=t, after=t + 1)
    sent = (p for p in opened if usable(p, post.person, piece, laid.ground, case.policy, laid.periods))
    here = (post.site_id,) if post.site_id in everywhere else ()
    return tuple(dict.fromkeys((*here, *sent)))


def _pinned(case: Case, code: str, unlocked: set[str]) -> Mapping[int, str]:
    """Return where locks hold someone, by half-year."""
    if code in unlocked:
        return {}
    periods = case.laid.periods
    return pins(case.post[code].person, case.centre.id, range(len(periods)), case.instance, periods)


def _place(place: Place, uncapped: set[str], unneeded: set[str]) -> Place:
    """Lift the cap of a place; a clinic that needs nobody is like a station without posts, of which no goal speaks."""
    if place.id in uncapped:
        place = replace(place, cap=UNLIMITED)
    return replace(place, kind=PlaceKind.STATION, posts=0) if place.id in unneeded else place


def _present(case: Case, rows: Iterable[Presence], freed: Mapping[str, range]) -> Iterator[Presence]:
    """Yield who stays, without those who are freed."""
    for row in rows:
        away: list[Person] = [
            case.post[code].person
            for code, there in freed.items()
            if case.post[code].site_id == row.place and row.period in there
        ]
        if len(away) < row.staff:
            yield replace(
                row,
                staff=row.staff - len(away),
                women=row.women - sum(p.sex is Sex.F for p in away),
                tcm=row.tcm - sum(p.tcm for p in away),
            )


def _cut(outlook: CentreOutlook, span: range) -> CentreOutlook:
    """Return the outlook of some of its half-years; stints that reach beyond are shortened."""
    rotators = []
    for rotator in outlook.rotators:
        cut = tuple(
            replace(s, first=max(s.first, span.start) - span.start, last=min(s.last, span.stop - 1) - span.start)
            for s in _left(rotator.stints, span)
            if s.last >= span.start and s.first < span.stop
        )
        if cut:
            rotators.append(replace(rotator, stints=cut))
    presence = (replace(row, period=row.period - span.start) for row in outlook.presence if row.period in span)
    return replace(outlook, periods=len(span), rotators=tuple(rotators), presence=tuple(presence))


def _left(stints: Sequence[Stint], span: range) -> Iterator[Stint]:
    """Yield stints; the first of a span without the place she has to leave with it, where that is a known one."""
    for before, stint in zip((None, *stints), stints, strict=False):
        known = before.places[0] if before is not None and len(before.places) == 1 else None
        if stint.first == span.start and not stint.may_stay and known is not None:
            stint = replace(stint, places=tuple(p for p in stint.places if p != known) or stint.places)
        yield stint
