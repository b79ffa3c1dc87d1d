"""This stage is where it is settled who moves at a centre, and which places are open to her in each of her stints."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from planner.calendar import Period
from planner.domain import Instance, Role
from planner.faces.moves import DispatchRule, DispatchTermRule, ExemptRule, RotationRule
from planner.policy import Policy
from planner.solving.outlook import Stint
from planner.stages.standing import Post
from planner.stages.stints import (
    MONTHS,
    Ground,
    Piece,
    chained,
    cycles,
    dispatches,
    long_enough,
    terms,
    usable,
    wish_ranks,
)
from planner.stages.supply import first_day_gone


def dispatched(post: Post, policy: Policy) -> bool:
    """Return whether a person takes turns in dispatch: staff of a centre, where a law dispatches and none rotates."""
    if policy.only(RotationRule) is not None or policy.only(DispatchRule) is None:
        return False
    staff = post.person.role is Role.CENTRE_STAFF and post.person.employer is not None
    return staff and not any(r.exempt(post.person) for r in policy.having(ExemptRule))


def least_dispatch(policy: Policy) -> int:
    """Return the months of a dispatch at the least, a period where no law says (JZ22-4.2-h)."""
    return max((rule.least_months for rule in policy.having(DispatchTermRule)), default=MONTHS)


def pieces_of(
    post: Post,
    there: range,
    pinned: Mapping[int, str],
    turns: bool,
    instance: Instance,
    policy: Policy,
    periods: Sequence[Period],
) -> Iterator[Piece]:
    """Yield the stints of someone who rotates (``turns``) or is dispatched, none for whoever stays."""
    rule = policy.only(RotationRule)
    if not there:
        return
    since = post.since or periods[there.start].start
    if rule is not None and turns:
        yield from cycles(
            post.site_id, since, there, pinned, rule.cycle_months, _waived_until(post, instance, policy), periods
        )
    elif dispatched(post, policy):
        months = least_dispatch(policy)
        at = post.site_id if post.site_id in instance.site else None
        gone = first_day_gone(post.person, instance, policy)
        yield from terms(dispatches(at, since, there, pinned, months, periods), months, gone, periods)


def _waived_until(post: Post, instance: Instance, policy: Policy) -> date | None:
    """Return the day up to which an exception on record lets a person stay where she is, None without one."""
    clause = policy.clause_id(RotationRule)
    mine = [w.until or date.max for w in instance.waivers if w.clause == clause and w.person_id == post.person.id]
    return max(mine, default=None)


def stints_of(
    post: Post,
    pieces: Sequence[Piece],
    open_to_her: Sequence[str],
    instance: Instance,
    policy: Policy,
    ground: Ground,
    periods: Sequence[Period],
) -> Iterator[Stint]:
    """Yield the stints of someone who moves, each with the places open to her in it."""
    sent = dispatched(post, policy)
    options: list[tuple[str, ...]] = []
    for piece in pieces:
        if piece.place is not None:
            options.append((piece.place,))
            continue
        usable_now = [p for p in open_to_her if usable(p, post.person, piece, ground, policy, periods)]
        if sent:
            usable_now = _to_dispatch(post, piece, usable_now, instance, policy, ground, periods)
        options.append(tuple(usable_now) or (post.site_id,))
    leaves = post.site_id if pieces[0].place is None and not sent else None
    home = post.person.home_village
    for piece, (places, stays) in zip(pieces, chained(options, leaves), strict=True):
        minutes = {p: m for p in places if (m := instance.travel.between(home, p)) is not None}
        free = piece.place is None
        yield Stint(
            first=piece.first,
            last=piece.after - 1,
            places=places,
            minutes=minutes,
            wish=wish_ranks(post.person, post.centre_id, places, instance) if free else {},
            may_stay=stays or sent,
        )


def _to_dispatch(
    post: Post,
    piece: Piece,
    places: Sequence[str],
    instance: Instance,
    policy: Policy,
    ground: Ground,
    periods: Sequence[Period],
) -> list[str]:
    """Return where someone may be dispatched: clinics without a doctor of their own, if it is for long enough."""
    gone = first_day_gone(post.person, instance, policy)
    long = long_enough(piece, least_dispatch(policy), gone, periods)
    bare = {p for p in places if any((p, t) in ground.bare for t in range(piece.first, piece.after))}
    return [p for p in places if p == post.centre_id or (long and (p in bare or p == post.site_id))]
