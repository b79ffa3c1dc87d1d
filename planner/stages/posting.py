"""This stage is where a clinic is proposed for each graduate inside her centre (MTG25-2.1-e, MTG21-A1.1-d).

The centre decides; the planner proposes the clinic that is best by the goals of the pack, one centre at a time.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.domain import LICENSED, NOBODY, Centre, Instance, Person, Placement, Sex, Site
from planner.faces.people import StartRule
from planner.faces.seats import ClinicRule, CoverFirstRule, Goal, HomeClinicRule
from planner.faces.training import AskedGoalRule
from planner.policy import Policy
from planner.solving.clinics import Clinic, ClinicGoal, Intake, Newcomer, Posting, post
from planner.stages.season import locks_on
from planner.stages.supply import Staffing
from planner.stages.tally import room, scope


@dataclass(frozen=True, kw_only=True)
class CentrePosted:
    """What was proposed inside one centre; ``clinic_of`` includes people whose clinic was locked beforehand."""

    centre_id: str
    intake: Intake
    posting: Posting
    clinic_of: Mapping[str, str]


def post_newcomers(
    centre: Centre,
    people: Sequence[Person],
    instance: Instance,
    policy: Policy,
    posts: Mapping[str, int],
    staffing: Staffing,
    seconds: float,
    baseline: Mapping[str, Placement] = NOBODY,
) -> CentrePosted:
    """Propose clinics for the newcomers of one centre, never above its posts or the cap, within ``seconds``.

    Fewest differences from the placements of ``baseline``, by person code, is the last goal.
    """
    rule = policy.only(ClinicRule)
    sites = scope(centre, instance, policy, staffing)
    locks = locks_on(instance)
    fixed = {p.id: site for p in people if p.id in locks and (site := locks[p.id].site_id) is not None}
    settled: dict[str, list[Person]] = {}
    for person in people:
        if person.id in fixed:
            settled.setdefault(fixed[person.id], []).append(person)
    present = {s.id: (*staffing.in_post.get(s.id, ()), *settled.get(s.id, ())) for s in sites}
    rooms: Mapping[str, int] = {
        s.id: max(0, room(s, posts[s.id], staffing, policy) - len(settled.get(s.id, ()))) for s in sites
    }
    free = sorted((p for p in people if p.id not in fixed), key=lambda p: p.standing)
    start = policy.only(StartRule)
    bare_first = policy.only(CoverFirstRule) is not None
    unneeded = {ClinicGoal.UNLICENSED_ALONE} if start is not None and start.licence == "no" else set()
    homes = policy.only(HomeClinicRule)
    first = (*((ClinicGoal.UNCOVERED,) if bare_first else ()), *((ClinicGoal.WISH,) if homes else ()))
    wanted = (*first, *map(ClinicGoal, clinic_goals(policy)))
    last = (ClinicGoal.DISRUPTION,) if baseline else ()
    goals = tuple(g for g in dict.fromkeys((*wanted, *last)) if g not in unneeded)
    needs: Mapping[str, int] = {}
    if rule is not None and ClinicGoal.URGENCY in goals:
        needs, rooms = _urgent(rule, sites, rooms, present, len(free))
    intake = Intake(
        clinics=tuple(_clinic(s, rooms[s.id], needs.get(s.id, 0), present[s.id]) for s in sites),
        newcomers=tuple(
            _newcomer(p, place, centre, instance, staffing, baseline.get(p.id), homes) for place, p in enumerate(free)
        ),
        goals=goals,
    )
    posting = post(intake, seconds)
    return CentrePosted(centre_id=centre.id, intake=intake, posting=posting, clinic_of={**posting.clinic_of, **fixed})


def clinic_goals(policy: Policy) -> tuple[Goal, ...]:
    """Return what the clinics of a centre are chosen by: the pack's goals, and those other clauses ask for.

    Of these the pack's order says nothing: they are last, before travel only, as a place that is remote is always far.
    """
    rule = policy.only(ClinicRule)
    listed = rule.goals if rule else ()
    asked: list[Goal] = [r.goal_asked for r in policy.having(AskedGoalRule) if r.goal_asked is not None]
    cut = listed.index("travel") if "travel" in listed else len(listed)
    return tuple(dict.fromkeys((*listed[:cut], *(g for g in asked if g not in listed), *listed[cut:])))


def _clinic(site: Site, places: int, need: int, doctors: Sequence[Person]) -> Clinic:
    return Clinic(
        id=site.id,
        room=places,
        need=need,
        doctors=len(doctors),
        women=sum(p.sex == Sex.F for p in doctors),
        tcm=sum(p.tcm for p in doctors),
        population=site.population,
        remote=site.remote,
    )


def _urgent(
    rule: ClinicRule,
    sites: Sequence[Site],
    rooms: Mapping[str, int],
    present: Mapping[str, Sequence[Person]],
    newcomers: int,
) -> tuple[Counter[str], Counter[str]]:
    """Return how many newcomers each clinic must get, and may get, when the most urgent vacancy is always filled next.

    The two differ where vacancies tie with the last one filled: those are left to the goals after urgency.
    """
    slots = sorted(
        ((rule.urgency(s, len(present[s.id]) + j), s.id) for s in sites for j in range(min(rooms[s.id], newcomers))),
        key=lambda slot: slot[0],
        reverse=True,
    )
    last = slots[:newcomers][-1][0] if slots and newcomers else None
    must = Counter(site for urgency, site in slots if last is not None and urgency > last)
    may = Counter(site for urgency, site in slots if last is not None and urgency >= last)
    return must, may


def _newcomer(
    person: Person,
    place: int,
    centre: Centre,
    instance: Instance,
    staffing: Staffing,
    before: Placement | None,
    homes: HomeClinicRule | None,
) -> Newcomer:
    sites = instance.sites_of[centre.id]
    near = homes.home_clinics(person, instance) if homes else ()
    listed = {w.site_id: w.rank for w in reversed(instance.wishes_of.get(person.id, ())) if w.site_id is not None}
    wishes = {code: rank for rank, code in enumerate(near, start=1)} or listed
    return Newcomer(
        id=person.id,
        woman=person.sex == Sex.F,
        tcm=person.tcm,
        licensed=person.credential in LICENSED and (person.licensed_on is None or person.licensed_on <= staffing.day),
        standing=place,
        wish={s.id: wishes[s.id] for s in sites if s.id in wishes},
        minutes=_minutes(person, centre, instance),
        baseline=before.site_id if before is not None and before.centre_id == centre.id else None,
    )


def _minutes(person: Person, centre: Centre, instance: Instance) -> dict[str, int]:
    """Minutes to each clinic from home, or from the centre where the way from home is not known to every clinic."""
    sites = instance.sites_of[centre.id]
    for origin in (person.home_village, centre.id):
        known = {s.id: instance.travel.between(origin, s.id) for s in sites} if origin else {}
        if known and all(m is not None for m in known.values()):
            return {site: m for site, m in known.items() if m is not None}
    return {}
