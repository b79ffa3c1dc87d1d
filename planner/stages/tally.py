"""This module is where a centre's vacancies on a day are counted, under the measure in force (MTG25-2.1-b)."""

from collections.abc import Mapping
from dataclasses import replace

from planner.domain import Centre, Instance, Site
from planner.faces.seats import AbovePostsRule, CapRule, MeasureRule, Tally
from planner.policy import Policy
from planner.stages.supply import Staffing

UNCAPPED = 1_000_000
"""Room of a clinic when placement above the posts is allowed and no cap is in force."""


def scope(centre: Centre, instance: Instance, policy: Policy, staffing: Staffing) -> tuple[Site, ...]:
    """Return the sites of a centre whose posts count on the day of the staffing."""
    measure = policy.only(MeasureRule)
    if measure is None:
        return ()
    return tuple(s for s in instance.sites_of[centre.id] if measure.in_scope(s, staffing.day))


def room(site: Site, posts: int, staffing: Staffing, policy: Policy) -> int:
    """Return how many newcomers a site can take: open posts not promised to anyone, within the caps in force."""
    rule = policy.only(AbovePostsRule)
    caps = [cap.most() for cap in policy.having(CapRule)]
    most = min(caps, default=UNCAPPED)
    if rule is None or not rule.above_posts:
        most = min(most, posts)
    return max(0, most - len(staffing.in_post.get(site.id, ())) - len(staffing.reserved.get(site.id, ())))


def _tally(centre: Centre, instance: Instance, policy: Policy, posts: Mapping[str, int], staffing: Staffing) -> Tally:
    """A surplus at one clinic does not fill a gap at another; the rate of a centre without posts is 0 of 0."""
    measure = policy.only(MeasureRule)
    sites = scope(centre, instance, policy, staffing)
    filled = {s.id: len(staffing.in_post.get(s.id, ())) for s in sites}
    rooms = {s.id: room(s, posts[s.id], staffing, policy) for s in sites}
    vacant = sum(max(0, posts[s.id] - filled[s.id]) for s in sites)
    unstaffed = [s.id for s in sites if posts[s.id] > 0 and filled[s.id] == 0]
    by_posts = measure is None or measure.basis == "posts"
    total = sum(posts[s.id] for s in sites)
    capacity = sum(rooms.values())
    return Tally(
        centre_id=centre.id,
        short=vacant if by_posts else len(unstaffed),
        of=total if by_posts else len(sites),
        vacant=vacant,
        posts=total,
        bare=sum(1 for s in unstaffed if rooms[s] > 0),
        clinics=len(sites),
        room=capacity if total else 0,
    )


def tallies(instance: Instance, policy: Policy, posts: Mapping[str, int], staffing: Staffing) -> dict[str, Tally]:
    """Return what each centre has to fill on the day of the staffing, by code, within the posts its town declared."""
    measure = policy.only(MeasureRule)
    left: dict[str, int] = {}
    counted = {}
    for centre in instance.centres:
        found = _tally(centre, instance, policy, posts, staffing)
        declared = measure.declared(centre) if measure else None
        if declared is not None:
            who, number = declared
            found = replace(found, room=min(found.room, left.get(who, number)))
            left[who] = left.get(who, number) - found.room
        counted[centre.id] = found
    return counted
