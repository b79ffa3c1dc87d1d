"""This module is where the assignments of an outlook are held against the facts: who can be where, and when.

It walks the careers of a plan; what no clause orders but nature does is told under the name of the table.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations

from planner.auditing.count import ended_by, may_be_placed
from planner.calendar import Period, period_of
from planner.domain import Assignment, Instance, Lock, Person, Plan, Role
from planner.finding import Finding, Status
from planner.ledger import span_name, spans
from planner.messages import say
from planner.policy import Policy
from planner.text import Text

TABLE = "assignments"
"""The name under which its findings are told, in place of a clause."""


def known_assignments(instance: Instance, plan: Plan) -> tuple[Assignment, ...]:
    """Return the assignments whose codes the scenario knows and whose periods are in order."""
    places = instance.site.keys() | instance.centre.keys()
    return tuple(
        a for a in plan.assignments if a.person_id in instance.person and a.site_id in places and a.start <= a.end
    )


def impossible(instance: Instance, policy: Policy, plan: Plan) -> Iterator[Finding]:
    """Yield what cannot be in the assignments of a plan: codes nobody knows, two places at once, the absent at work."""
    yield from _malformed(instance, plan)
    known = replace(plan, assignments=known_assignments(instance, plan))
    for code, career in known.career.items():
        person = instance.person[code]
        yield from _twice(person, career, instance)
        yield from _early(person, career, instance, policy, plan)
        yield from _gone(person, career, instance, policy)
        yield from _foreign(person, career, instance, plan)


def locks_over_time(instance: Instance, policy: Policy, plan: Plan) -> Iterator[Finding]:
    """Yield decisions already taken that the assignments of a plan depart from, and those that nobody could keep.

    A lock holds for each half-year it overlaps. It cannot be kept while she is not in service, at another centre than
    her own, or against another lock of hers on the same days: this is missed, and no fault of the plan.
    """
    if not plan.assignments:
        return
    for lock in instance.locks:
        person, place = instance.person[lock.person_id], lock.site_id or lock.centre_id or ""
        own = _own_centre(person, instance, plan)
        if _waits(person) and (own is None or lock.site_id is None or lock.end is None):
            continue
        covered = [p for p in _horizon(instance) if _overlaps(lock, p.start, p.end)]
        foreign = own != _centre_of(place, instance) and (own is not None or person.role is not Role.SECONDED)
        career = plan.career.get(person.id, ())
        broken: dict[str, list[Period]] = {}
        for period in covered:
            here = {s.site_id for s in career if s.start <= period <= s.end}
            kept = place in here or any(_gives_way(lock, o, here, period) for o in instance.locks_of[person.id])
            if not kept:
                absent = not here and not _in_service(person, period, instance, policy, plan)
                why = "absent" if absent else "foreign" if foreign else "two" if _clashes(lock, instance) else "broken"
                broken.setdefault(why, []).append(period)
        if lock.end is None and len(broken.get("absent", ())) < len(covered):
            broken.pop("absent", None)
        for why, periods in broken.items():
            for span in spans(periods):
                yield _lock_finding(lock, person, place, why, span, instance)


def _lock_finding(
    lock: Lock, person: Person, place: str, why: str, span: tuple[Period, Period], instance: Instance
) -> Finding:
    at = instance.site.get(place) or instance.centre[place]
    return Finding(
        clause="locks",
        subject=person.id,
        status=Status.VIOLATED if why == "broken" else Status.MISSED,
        period=span_name(span),
        message=say(f"audit.lock.{why}", name=person.name, place=at.name, why=lock.why, span=span_name(span)),
    )


def _gives_way(lock: Lock, other: Lock, here: set[str], period: Period) -> bool:
    """Whether another lock that shares a half-year with this one, but no day, is kept in it instead."""
    apart = not _overlaps(other, lock.start or date.min, lock.end or date.max)
    return apart and _overlaps(other, period.start, period.end) and (other.site_id or other.centre_id) in here


def _clashes(lock: Lock, instance: Instance) -> bool:
    """Whether another lock has the person at another place on the same day."""
    place = lock.site_id or lock.centre_id
    days = (lock.start or date.min, lock.end or date.max)
    others = instance.locks_of[lock.person_id]
    return any((o.site_id or o.centre_id) != place and _overlaps(o, *days) for o in others)


def _overlaps(lock: Lock, first: date, last: date) -> bool:
    return (lock.start or date.min) <= last and first <= (lock.end or date.max)


def _in_service(person: Person, period: Period, instance: Instance, policy: Policy, plan: Plan) -> bool:
    """Whether a person can be at work from the first day of a half-year."""
    starts = [d for d in (person.since, person.available_from) if d is not None]
    starts += [instance.placement_date] if _waits(person) and _placed_at(person, plan) else []
    return max(starts, default=date.min) <= period.start and _absence(person, period.start, instance, policy) is None


def _horizon(instance: Instance) -> list[Period]:
    first = period_of(instance.placement_date)
    periods = [first if first.start == instance.placement_date else first.following]
    while len(periods) < 2 * instance.horizon_years:
        periods.append(periods[-1].following)
    return periods


def _malformed(instance: Instance, plan: Plan) -> Iterator[Finding]:
    for a in plan.assignments:
        person = instance.person.get(a.person_id)
        if person is None:
            yield _finding(a.person_id, a, say("audit.career.unknown", person=a.person_id, code=a.person_id))
        if a.site_id not in instance.site and a.site_id not in instance.centre:
            yield _finding(a.person_id, a, say("audit.career.unknown", person=a.person_id, code=a.site_id))
        elif person is not None and a.end < a.start:
            values = {"name": person.name, "site": _place(a, instance), "start": a.start, "end": a.end}
            yield _finding(person.id, a, say("audit.career.reversed", **values))


def _twice(person: Person, career: tuple[Assignment, ...], instance: Instance) -> Iterator[Finding]:
    for one, other in combinations(career, 2):
        span = (max(one.start, other.start), min(one.end, other.end))
        if span[0] <= span[1] and one.site_id != other.site_id:
            message = say(
                "audit.career.twice",
                name=person.name,
                span=span_name(span),
                site=_place(one, instance),
                other=_place(other, instance),
            )
            yield replace(_finding(person.id, one, message), period=span_name(span))


def _early(
    person: Person, career: tuple[Assignment, ...], instance: Instance, policy: Policy, plan: Plan
) -> Iterator[Finding]:
    """Someone at work before she can start; of a later cohort, before she could have been placed at all."""
    first = career[0]
    begins = first.start.start
    values = {"name": person.name, "site": _place(first, instance), "start": first.start}
    starts = [d for d in (person.since, person.available_from) if d is not None]
    if _waits(person):
        if _placed_at(person, plan) is None:
            verdict = may_be_placed(person, replace(instance, placement_date=begins), policy)
            if begins <= instance.placement_date:
                yield _finding(person.id, first, say("audit.career.not_placed", **values))
            elif isinstance(verdict, Text):
                yield _finding(person.id, first, say("audit.career.not_ready", why=verdict, **values))
            return
        starts.append(instance.placement_date)
    ready = max(starts, default=date.min)
    if begins < ready:
        yield _finding(person.id, first, say("audit.career.early", day=ready, **values))


def _gone(person: Person, career: tuple[Assignment, ...], instance: Instance, policy: Policy) -> Iterator[Finding]:
    """Someone at work in a period on whose first day she is gone; the period in which she leaves is still hers."""
    for stint in career:
        period = stint.start
        while period <= stint.end:
            why = _absence(person, period.start, instance, policy)
            if why is not None:
                span = span_name((period, stint.end))
                message = say(
                    "audit.career.gone",
                    name=person.name,
                    start=period.start,
                    why=why,
                    span=span,
                    site=_place(stint, instance),
                )
                yield replace(_finding(person.id, stint, message), period=span)
                break
            period = period.following


def _absence(person: Person, day: date, instance: Instance, policy: Policy) -> Text | None:
    if person.leaves_on is not None and person.leaves_on <= day:
        return say("audit.career.gone.leaves", day=person.leaves_on)
    return ended_by(person, day, instance, policy)


def _foreign(person: Person, career: tuple[Assignment, ...], instance: Instance, plan: Plan) -> Iterator[Finding]:
    """Someone outside her own centre; of a later cohort, at two centres, or at one she is not open to."""
    own = _own_centre(person, instance, plan)
    if own is None and person.role is Role.SECONDED:
        return
    open_to_her = _open_centres(person, instance)
    for stint in career:
        at = _centre_of(stint.site_id, instance)
        if own is None and (not open_to_her or at in open_to_her):
            own = at
        if at != own:
            home = own if own is not None else min(open_to_her)
            message = say(
                "audit.career.foreign",
                name=person.name,
                centre=instance.centre[home].name if home in instance.centre else home,
                span=span_name((stint.start, stint.end)),
                site=_place(stint, instance),
                other=instance.centre[at].name,
            )
            yield _finding(person.id, stint, message)


def _waits(person: Person) -> bool:
    """Whether a person has no post on the roster but is to be placed."""
    return person.role in {Role.GRADUATE, Role.RECRUIT} and person.site_id is None


def _placed_at(person: Person, plan: Plan) -> str | None:
    placement = plan.placement.get(person.id)
    return None if placement is None else placement.centre_id


def _own_centre(person: Person, instance: Instance, plan: Plan) -> str | None:
    if _waits(person):
        return _placed_at(person, plan)
    site = instance.site.get(person.site_id or "")
    return person.employer or (None if site is None else site.centre_id)


def _open_centres(person: Person, instance: Instance) -> frozenset[str]:
    """The centres a person of a later cohort is limited to, with those where a lock has her; none when unlimited."""
    if not person.only_centres:
        return frozenset()
    places = (lock.site_id or lock.centre_id for lock in instance.locks if lock.person_id == person.id)
    return person.only_centres.union(_centre_of(place, instance) for place in places if place is not None)


def _centre_of(place: str, instance: Instance) -> str:
    site = instance.site.get(place)
    return place if site is None else site.centre_id


def _place(stint: Assignment, instance: Instance) -> str:
    return (instance.site.get(stint.site_id) or instance.centre[stint.site_id]).name


def _finding(subject: str, stint: Assignment, message: Text) -> Finding:
    return Finding(
        clause=TABLE,
        subject=subject,
        status=Status.VIOLATED,
        period=span_name((stint.start, stint.end)),
        message=message,
    )
