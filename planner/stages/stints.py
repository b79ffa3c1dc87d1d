"""This stage is where a person's time at a centre is cut into stints, and where each of them may be served.

Whoever rotates turns when her cycle is over, counted from the day she came to her present place; a waiver lets her
stay on until its date, a lock pins her and the rest falls around it (MTGR-9-a). Whoever is dispatched goes out for at
least the term that the law asks for, to clinics without a doctor of their own (JZ22-4.2-f, -h).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.calendar import Period, add_months
from planner.domain import COVER_ROLES, Instance, Person
from planner.faces.moves import DispatchRule
from planner.policy import Policy
from planner.stages.supply import POOL_ROLES

MONTHS = 6
"""Months of a period."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """The periods ``first`` to ``after``, the latter not included, at one place: a known one, or one to be chosen."""

    first: int
    after: int
    place: str | None = None


@dataclass(frozen=True, kw_only=True)
class Held:
    """Someone who is at one place through the periods ``there`` whatever is planned for others."""

    person: Person
    place: str
    there: range


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What those who stay leave to others: by place and period, where no room is, and which clinics have no doctor.

    A doctor of its own is one who stays there; who only passes in rotation does not make a clinic safe for a colleague
    without a licence (JZ22-4.2-f), a reading on the careful side.
    """

    full: frozenset[tuple[str, int]] = frozenset()
    bare: frozenset[tuple[str, int]] = frozenset()


def cycles(
    at: str,
    since: date,
    there: range,
    pins: Mapping[int, str],
    months: int,
    until: date | None,
    periods: Sequence[Period],
) -> Iterator[Piece]:
    """Yield the stints of someone who rotates: at her place until her turn, then a cycle each; locks cut through.

    ``until`` is the day up to which a waiver lets her stay where she is; ``since`` when she came there. After a lock
    that moved her she is free to turn again at once.
    """
    standing: str | None = at
    due = _turn(add_months(since, months), periods)
    if until is not None:
        due = max(due, sum(p.end <= until for p in periods))
    t = there.start
    while t < there.stop:
        if t in pins:
            after = next((u for u in range(t, there.stop) if pins.get(u) != pins[t]), there.stop)
            yield Piece(first=t, after=after, place=pins[t])
            if pins[t] != standing:
                standing, due = pins[t], after
        else:
            stop = min((u for u in pins if u > t), default=there.stop)
            after = min(due if t < due else t + months // MONTHS, stop, there.stop)
            yield Piece(first=t, after=after, place=standing if t < due else None)
            standing = standing if t < due else None
        t = after


def _turn(due: date, periods: Sequence[Period]) -> int:
    """Return the period in which a day falls, 0 where it is over, the number of periods where it is beyond."""
    return max(0, sum(p.start <= due for p in periods) - 1) if periods[-1].end >= due else len(periods)


def dispatches(
    at: str | None, since: date, there: range, pins: Mapping[int, str], months: int, periods: Sequence[Period]
) -> Iterator[Piece]:
    """Yield the stints of someone who may be dispatched: first her term where she stands, then one term after another.

    ``at`` is the clinic or station where the roster has her, None at the centre itself.
    """
    due = there.start if at is None else sum(p.start < add_months(since, months) for p in periods)
    t = there.start
    while t < there.stop:
        stop = min((u for u in pins if u > t), default=there.stop)
        if t in pins:
            after = next((u for u in range(t, there.stop) if pins.get(u) != pins[t]), there.stop)
            yield Piece(first=t, after=after, place=pins[t])
        else:
            after = min(due if t < due else t - (-months // MONTHS), stop, there.stop)
            yield Piece(first=t, after=after, place=at if t < due else None)
        t = after


def terms(pieces: Iterable[Piece], months: int, gone: date | None, periods: Sequence[Period]) -> Iterator[Piece]:
    """Yield stints with what is too short for a dispatch joined to the one before, where both are to be chosen."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and last.place is piece.place is None and not long_enough(piece, months, gone, periods):
            last = replace(last, after=piece.after)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def long_enough(piece: Piece, months: int, gone: date | None, periods: Sequence[Period]) -> bool:
    """Return whether a stint is a dispatch of the least months, to the day; one that the horizon cuts off is."""
    if piece.after == len(periods) and gone is None:
        return True
    left = periods[piece.after - 1].following.start
    return add_months(periods[piece.first].start, months) <= (left if gone is None else min(left, gone))


def usable(place: str, person: Person, piece: Piece, ground: Ground, policy: Policy, periods: Sequence[Period]) -> bool:
    """Return whether a person may be sent to a place for a stint: there is room, and she may serve there alone."""
    inside = range(piece.first, piece.after)
    if any((place, t) in ground.full for t in inside):
        return False
    if person.role not in COVER_ROLES or not any((place, t) in ground.bare for t in inside):
        return True
    return all(rule.may_be_sent(person, periods[piece.first].start) for rule in policy.having(DispatchRule))


def chained(options: Sequence[tuple[str, ...]], before: str | None) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield the places of each stint in time order, and whether it may be where the one before was: nowhere else is.

    ``before`` is the place she has to leave with the first stint, None where she may be anywhere.
    """
    reach: set[str] = set()
    for number, places in enumerate(options):
        if number == 0 and before is not None:
            places = tuple(p for p in places if p != before) or (before,)
        onward = {p for p in places if reach - {p}} if number else set(places)
        yield places, not onward
        reach = onward or set(places)


def wish_ranks(person: Person, centre_id: str, places: Sequence[str], instance: Instance) -> Mapping[str, int]:
    """Return a person's rank of each place open to her, one after her last for what she did not list; none without.

    A centre on the list of someone in post is the centre itself; on a graduate's it is where she wished to be placed.
    """
    listed = instance.wishes_of.get(person.id, ())
    waits = person.role in POOL_ROLES and person.site_id is None
    ranks = {w.site_id or w.centre_id: w.rank for w in reversed(listed) if w.site_id or not waits}
    if not any(p in ranks for p in (centre_id, *places)):
        return {}
    last = max(w.rank for w in listed)
    return {p: ranks.get(p, last + 1) for p in places}
