"""This module is where the years ahead are planned: later seasons by the same law, then every stint of every centre."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planner.auditing import audit, standing_findings
from planner.calendar import Period, period_of
from planner.domain import Assignment, Instance, Placement, Plan, Role, SiteKind
from planner.faces import CapRule, CoverFirstRule, RotationRule
from planner.finding import Finding, Status
from planner.messages import say
from planner.policy import Policy
from planner.result import Goal, SiteAfter, SolveStatus
from planner.run import AuditFailed
from planner.scenario import Scenario
from planner.season import plan_season
from planner.solving.rotation import Progress, Rota, RotaStatus, solve_centres
from planner.stages.allotment import allot
from planner.stages.demand import demand
from planner.stages.leave import left_empty, plan_leave
from planner.stages.outlook import Laid, horizon, lay_out, placed_as, posts_of
from planner.stages.supply import POOL_ROLES, ready_day
from planner.text import Text


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """The staffing outlook of a scenario, audited: who serves where in every half-year of the horizon.

    ``goals`` are in rank order with value and proven bound over all centres (``remote``: the largest); ``centres``
    tells the status of each centre. ``arrivals`` are the graduates of later seasons with the day each is expected, by
    the law in force.
    """

    scenario: Scenario
    status: SolveStatus
    periods: tuple[Period, ...]
    plan: Plan
    goals: tuple[Goal, ...]
    sites: tuple[SiteAfter, ...]
    centres: Mapping[str, SolveStatus]
    arrivals: tuple[tuple[Placement, date], ...]
    findings: tuple[Finding, ...]
    notes: tuple[Text, ...]


def plan_outlook(
    scenario: Scenario, time_limit: float = 60.0, workers: int | None = None, progress: Progress | None = None
) -> Outlook:
    """Plan the horizon of a scenario and audit it; raises AuditFailed when our own plan does not pass.

    ``time_limit`` in seconds is shared by the centres; what is not proven by then keeps its bound.
    ``progress`` is told each centre's values as they change.
    """
    instance, policy = scenario.instance, scenario.policy
    expected = tuple(_arrivals(instance, policy))
    posts = posts_of(instance, expected)
    wanted = demand(instance, policy)
    laid = tuple(
        lay_out(c, instance, policy, wanted, [p for p in posts if p.centre_id == c.id]) for c in instance.centres
    )
    laid = allot(laid, instance, policy, horizon(instance))
    rotas = solve_centres([part.outlook for part in laid], time_limit, workers, progress)
    this_season = tuple(p for p, day in expected if day == instance.placement_date)
    stints = (a for part, rota in zip(laid, rotas, strict=True) for a in _assignments(part, rota))
    assignments = tuple(sorted(stints, key=lambda a: (a.person_id, a.start)))
    plan = Plan(
        placements=this_season,
        assignments=assignments,
        leave=plan_leave(instance, policy, assignments, horizon(instance)),
    )
    findings = audit(instance, policy, plan)
    known = {(f.clause, f.subject) for f in standing_findings(instance, policy) if f.status is Status.VIOLATED}
    bad = tuple(f for f in findings if f.status is Status.VIOLATED and (f.clause, f.subject) not in known)
    if bad:
        raise AuditFailed(bad)
    goals = tuple(_goals(rotas, policy))
    return Outlook(
        scenario=scenario,
        status=_overall(rotas),
        periods=horizon(instance),
        plan=plan,
        goals=goals,
        sites=tuple(_sites(instance, policy, plan, wanted)),
        centres={rota.centre: _status(rota) for rota in rotas},
        arrivals=tuple((p, day) for p, day in expected if day != instance.placement_date),
        findings=findings,
        notes=(*_notes(instance), *_leave_notes(instance, plan)),
    )


def _arrivals(instance: Instance, policy: Policy) -> Iterator[tuple[Placement, date]]:
    """Place this season, then everyone who becomes ready later at the next half-year, each time by the law in force."""
    periods = horizon(instance)
    done: list[tuple[Placement, date]] = []
    days = {instance.placement_date}
    for person in instance.people:
        if person.role in POOL_ROLES and person.site_id is None:
            ready = ready_day(person, policy)
            if ready is not None and instance.placement_date < ready <= periods[-1].start:
                half = period_of(ready)
                days.add(half.start if half.start == ready else half.following.start)
    for day in sorted(days):
        if day > periods[-1].start:
            continue
        season = plan_season(placed_as(instance, done, day), policy)
        done += [(p, day) for p in season.plan.placements if day == instance.placement_date or p.centre_id is not None]
    yield from done


def _assignments(laid: Laid, rota: Rota) -> Iterator[Assignment]:
    """Turn the places of the stints, and the presence of those who stay, into assignments by period."""
    post_of = {post.person.id: post for post in laid.posts}
    rotators = {r.id: r for r in laid.outlook.rotators}
    for code, places in rota.places.items():
        post = post_of.get(code)
        for number, (stint, place) in enumerate(zip(rotators[code].stints, places, strict=True)):
            here = post is not None and number == 0 and stint.first == 0 and place == post.site_id
            yield Assignment(
                person_id=code,
                site_id=place,
                start=laid.periods[stint.first],
                end=laid.periods[stint.last],
                since=post.since if here and post is not None else None,
            )
    for code, there in laid.staying.items():
        post = post_of[code]
        yield Assignment(
            person_id=code,
            site_id=post.site_id,
            start=laid.periods[there.start],
            end=laid.periods[there.stop - 1],
            since=post.since if there.start == 0 else None,
        )


def _status(rota: Rota) -> SolveStatus:
    if rota.status is RotaStatus.PLANNED:
        return SolveStatus.OPTIMAL if rota.proven else SolveStatus.FEASIBLE
    return SolveStatus.INFEASIBLE if rota.status is RotaStatus.IMPOSSIBLE else SolveStatus.UNKNOWN


def _overall(rotas: Sequence[Rota]) -> SolveStatus:
    """The weakest status of any centre."""
    order = (SolveStatus.INFEASIBLE, SolveStatus.UNKNOWN, SolveStatus.FEASIBLE, SolveStatus.OPTIMAL)
    return min((_status(r) for r in rotas), key=order.index, default=SolveStatus.OPTIMAL)


def _goals(rotas: Sequence[Rota], policy: Policy) -> Iterator[Goal]:
    rule = policy.only(RotationRule)
    scores = [s for rota in rotas for s in rota.scores]
    for rank, aim in enumerate(rule.outlook_goals if rule else (), start=1):
        mine = [s for s in scores if s.goal == aim]
        total = max if aim == "remote" else sum
        yield Goal(
            rank=rank,
            goal=aim,
            clause=(aim in {"uncovered", "residents"} and policy.clause_id(CoverFirstRule))
            or policy.clause_id(RotationRule),
            label=say(f"outlook.goal.{aim}"),
            value=total([0, *(s.value for s in mine)]),
            bound=total([0, *(s.bound for s in mine)]),
            proven=all(s.proven for s in mine),
        )


def _sites(instance: Instance, policy: Policy, plan: Plan, posts: Mapping[str, int]) -> Iterator[SiteAfter]:
    """Tell each site in each period: who is there, if nobody is, and how many stand above the cap."""
    staff: dict[str, Counter[Period]] = defaultdict(Counter)
    for a in plan.assignments:
        staff[a.site_id].update(p for p in horizon(instance) if a.start <= p <= a.end)
    most = min((cap.most() for cap in policy.having(CapRule)), default=None)
    for site in instance.sites:
        before = 0
        for period in horizon(instance):
            here = staff[site.id][period]
            clinic = site.kind is SiteKind.CLINIC
            yield SiteAfter(
                site_id=site.id,
                period=str(period),
                posts=posts[site.id],
                staff_before=before,
                staff=here,
                cover=0,
                uncovered=clinic and here == 0,
                over_cap=0 if most is None else max(0, here - most),
            )
            before = here


def _notes(instance: Instance) -> Iterator[Text]:
    """Sentences that must stand beside the outlook: what it assumes, and who is not in it."""
    undated = [p.id for p in instance.people if p.role is Role.CENTRE_STAFF and p.since is None]
    if undated:
        yield say("outlook.no_since", people="、".join(undated))
    yield say("outlook.integration")
    allotted = [p.id for p in instance.people if p.role is Role.SECONDED and p.site_id is None and p.employer is None]
    if allotted:
        yield say("outlook.allotted", people="、".join(allotted))


def _leave_notes(instance: Instance, plan: Plan) -> Iterator[Text]:
    """Say during which study leave a clinic has nobody, since nobody at its centre can stand in."""
    empty = left_empty(instance, plan.assignments, plan.leave, horizon(instance))
    if empty:
        rows = [
            say(
                "leave.row",
                name=instance.person[row.person_id].name,
                site=instance.site[row.site_id].name,
                month=f"{row.month:%Y-%m}",
            )
            for row in empty
        ]
        listed = Text("、".join(r.zh for r in rows), "; ".join(r.en for r in rows))
        yield say("leave.not_covered", count=len(empty), rows=listed)
