"""This stage is where the places chosen for stints, and those who stay, become assignments from period to period."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planner.domain import Assignment, Instance
from planner.faces.moves import RotationRule
from planner.policy import Policy
from planner.solving.outlook import Rota
from planner.stages.locks import pins
from planner.stages.outlook import Laid, rotates


def assignments_of(laid: Laid, rota: Rota, instance: Instance, policy: Policy) -> tuple[Assignment, ...]:
    """Return who serves where at a centre, by person code, then period.

    What follows at one place is one assignment, but for a turn at which someone has nowhere else to go.
    """
    rule = policy.only(RotationRule)
    post_of = {post.person.id: post for post in laid.posts}
    turning = {code for code, post in post_of.items() if rule is not None and rotates(post, policy, rule)}
    pinned = {
        (code, t)
        for code in turning & instance.locks_of.keys()
        for t in pins(instance.person[code], post_of[code].centre_id, range(len(laid.periods)), instance, laid.periods)
    }
    rows = sorted(_rows(laid, rota), key=lambda row: row[:2])
    joined: list[tuple[str, int, int, str]] = []
    for code, first, last, place in rows:
        before = joined[-1] if joined else ("", 0, 0, "")
        goes_on = before[0] == code and before[2] + 1 == first and before[3] == place
        if goes_on and (code not in turning or (code, first) in pinned):
            joined[-1] = (code, before[1], last, place)
        else:
            joined.append((code, first, last, place))
    return tuple(_assignment(laid, row) for row in joined)


def _rows(laid: Laid, rota: Rota) -> Iterator[tuple[str, int, int, str]]:
    """Yield person, first period, last period and place."""
    site_of = {post.person.id: post.site_id for post in laid.posts}
    stints = {r.id: r.stints for r in laid.outlook.rotators}
    for code, places in rota.places.items():
        for stint, place in zip(stints[code], places, strict=True):
            yield code, stint.first, stint.last, place
    for code, there in laid.staying.items():
        yield code, there.start, there.stop - 1, site_of[code]
    for row in laid.held:
        yield row.person.id, row.there.start, row.there.stop - 1, row.place


def _assignment(laid: Laid, row: tuple[str, int, int, str]) -> Assignment:
    code, first, last, place = row
    made = Assignment(person_id=code, site_id=place, start=laid.periods[first], end=laid.periods[last])
    post = next((post for post in laid.posts if post.person.id == code), None)
    return replace(made, since=post.since) if post is not None and first == 0 and place == post.site_id else made


def against(laid: Laid, published: Sequence[Assignment]) -> Laid:
    """Return an outlook to be compared with a published plan: each stint with where she was to be most of it."""
    rotators = []
    for rotator in laid.outlook.rotators:
        mine = [a for a in published if a.person_id == rotator.id]
        stints = (replace(s, baseline=_most(laid, mine, s.first, s.last)) for s in rotator.stints)
        rotators.append(replace(rotator, stints=tuple(stints)))
    return replace(laid, outlook=replace(laid.outlook, rotators=tuple(rotators)))


def _most(laid: Laid, published: Sequence[Assignment], first: int, last: int) -> str | None:
    """Return the place of most of a stint's periods in a published plan, the smaller code among equals."""
    planned = [a.site_id for p in laid.periods[first : last + 1] for a in published if a.start <= p <= a.end]
    return min(set(planned), key=lambda place: (-planned.count(place), place), default=None)
