"""This stage is where everyone stands when the outlook begins, or when she arrives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain import Centre, Instance, Person, Placement, Role, Site
from planner.faces.moves import CoreStaffRule
from planner.policy import Policy


@dataclass(frozen=True, kw_only=True)
class Post:
    """Where a person stands when the outlook begins, or when she arrives: her site or centre, and since when."""

    person: Person
    centre_id: str
    site_id: str
    since: date | None
    start: date


def posts_of(instance: Instance, placements: Sequence[tuple[Placement, date]]) -> tuple[Post, ...]:
    """Return where everyone stands: the roster, and graduates from the day they are (or will be) placed.

    One placed at a centre without a clinic, by a lock on a full one, stands at the centre.
    """
    found = []
    for person in instance.people:
        site = instance.site.get(person.site_id or "")
        centre = person.employer or (site.centre_id if site else None)
        at = person.site_id or centre
        if person.site_id is None and person.role in {Role.GRADUATE, Role.RECRUIT}:
            continue
        if centre is None or at is None:
            continue
        start = max([d for d in (person.since, person.available_from) if d is not None], default=date.min)
        since = _cycle_start(person, site, instance)
        found.append(Post(person=person, centre_id=centre, site_id=at, since=since, start=start))
    for placement, day in placements:
        if placement.centre_id is not None:
            person = instance.person[placement.person_id]
            start = max(day, person.available_from or day)
            found.append(
                Post(
                    person=person,
                    centre_id=placement.centre_id,
                    site_id=placement.site_id or placement.centre_id,
                    since=start,
                    start=start,
                )
            )
    return tuple(sorted(found, key=lambda post: post.person.id))


def core_staff(centre: Centre, policy: Policy) -> int:
    """Return how many remain at a centre while others are out: by the law in force, else by the roster's own figure."""
    rule = policy.only(CoreStaffRule)
    return centre.core_staff_min if rule is None else rule.core_staff(centre)


def _cycle_start(person: Person, site: Site | None, instance: Instance) -> date | None:
    """Return the day a person's present cycle counts from: her last rotation, which the roster gives as ``since``.

    A village doctor who has stood at one clinic for decades never rotated; her cycle is taken to begin with the
    integrated management of her clinic, or with the outlook, whichever reading is known (an assumption, said so).
    """
    if person.role is not Role.VILLAGE_DOCTOR or site is None or person.since is None:
        return person.since
    return max(person.since, site.integrated_from or instance.placement_date)
