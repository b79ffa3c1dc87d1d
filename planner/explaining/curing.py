"""This module is where it is found what would cover a clinic that stands empty: each cure is tried on the plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from planner.calendar import Period
from planner.domain import Assignment, Instance, Site
from planner.policy import Policy
from planner.replanning.remainder import (
    Move,
    as_planned,
    between,
    cut,
    gaps,
    home,
    moves,
    no_worse,
    remainder,
    solved,
    urgent,
)
from planner.solving.rotation import CentreOutlook, OutlookGoal, Presence
from planner.stages.outlook import horizon

SECONDS = 5.0
"""What one attempt may take."""


class CureKind(StrEnum):
    """``turn``: people of the centre change places earlier or otherwise than planned; ``core``: the same with one
    fewer core staff at the centre; ``stays``: whoever left stays on; ``dispatch``: someone is sent there.
    """

    TURN = "turn"
    CORE = "core"
    STAYS = "stays"
    DISPATCH = "dispatch"


@dataclass(frozen=True, kw_only=True)
class Cure:
    """A change after which the clinic has someone and no urgent goal is worse; ``who`` stays, where it is that."""

    kind: CureKind
    moved: tuple[Move, ...] = ()
    who: str = ""


@dataclass(frozen=True, kw_only=True)
class Cures:
    """What was found; ``exhausted``: it is proven that the centre cannot do it by changing places alone."""

    found: tuple[Cure, ...]
    exhausted: bool


def cures(
    site: Site,
    first: Period,
    last: Period,
    instance: Instance,
    policy: Policy,
    plan: Sequence[Assignment],
    seconds: float = SECONDS,
) -> Cures:
    """Return what would cover a clinic over a span in which nobody is planned for it."""
    centre = instance.centre[site.centre_id]
    periods = [p for p in horizon(instance) if p >= first]
    here = [a for a in cut(plan, first) if home(instance, a.site_id) == centre.id]
    base = remainder(centre, instance, policy, plan, here, periods)
    before = urgent(base, as_planned(base))
    span = range(len(between(first, last)))
    found: list[Cure] = []
    exhausted = False
    for kind, least in ((CureKind.TURN, base.core_min), (CureKind.CORE, base.core_min - 1)):
        if least < 0 or found:
            continue
        eased = replace(base, core_min=least)
        rota = solved(eased, {r.id for r in base.rotators}, seconds)
        if rota.feasible and _covers(eased, rota.places, site, span) and no_worse(urgent(eased, rota.places), before):
            found.append(Cure(kind=kind, moved=tuple(moves(eased, rota, periods))))
        elif kind is CureKind.TURN:
            exhausted = rota.proven and tuple(s.value for s in rota.scores[:-1]) >= before
    for kind, who in [*((CureKind.STAYS, p) for p in _left(site, first, plan)), (CureKind.DISPATCH, "")]:
        more = tuple(Presence(place=site.id, period=t, staff=1) for t in span)
        helped = replace(base, presence=(*base.presence, *more))
        if no_worse(urgent(helped, as_planned(helped)), before):
            found.append(Cure(kind=kind, who=who))
    return Cures(found=tuple(found), exhausted=exhausted)


def _left(site: Site, first: Period, plan: Sequence[Assignment]) -> Iterator[str]:
    """Yield who served a clinic until just before a period and has no place from then on."""
    for a in plan:
        went_on = any(b.person_id == a.person_id and b.start >= first for b in plan)
        if a.site_id == site.id and a.end.following == first and not went_on:
            yield a.person_id


def _covers(base: CentreOutlook, places: Mapping[str, Sequence[str]], site: Site, span: range) -> bool:
    missed = gaps(base, OutlookGoal.UNCOVERED, places)
    return not any((site.id, t) in missed for t in span)
