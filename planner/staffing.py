"""This module is where the years ahead are planned: later seasons by the same law, then every stint of every centre."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from planner.accounting import account
from planner.accounts import Accounts
from planner.auditing import audit, standing_findings
from planner.calendar import Period, period_of
from planner.domain import COVER_ROLES, Assignment, Instance, Placement, Plan, Role, SiteKind
from planner.faces.moves import OutlookAim, OutlookAimsRule
from planner.faces.seats import CapRule, CoverFirstRule, MeasureRule
from planner.finding import Finding, Status
from planner.messages import say
from planner.policy import Policy
from planner.result import Goal, SiteAfter, SolveStatus
from planner.run import AuditFailed
from planner.scenario import Scenario
from planner.season import plan_season
from planner.solving.attainable import Answer, Attained, attainable
from planner.solving.rotation import GoalScore, OutlookGoal, Progress, Rota, RotaStatus, measure, solve_centres
from planner.stages.allotment import allot
from planner.stages.demand import demand
from planner.stages.leave import left_empty, plan_leave
from planner.stages.locks import unkept
from planner.stages.outlook import Laid, horizon, lay_out, placed_as, present
from planner.stages.practice import plan_practice, practice_notes
from planner.stages.served import against, assignments_of
from planner.stages.standing import Post, posts_of
from planner.stages.supply import POOL_ROLES, ready_day, start_day
from planner.text import Text

WEAKEST = (SolveStatus.INFEASIBLE, SolveStatus.UNKNOWN, SolveStatus.FEASIBLE, SolveStatus.OPTIMAL)
"""Statuses of centres, the one first that says least."""

REQUIRED_SECONDS = 5.0
"""Seconds for one centre's question whether what is required can be met at all."""


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """The staffing outlook of a scenario, audited: who serves where in every half-year of the horizon.

    ``goals`` are in rank order with value and proven bound over all centres (``remote``: the largest); ``centres``
    tells the status of each centre. ``arrivals`` are the graduates of later seasons with the day each is expected, by
    the law in force. ``accounts`` is what carrying the plan out costs and what falls due. ``died`` names the centres
    at which a process died while planning.
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
    accounts: Accounts = field(default_factory=Accounts)
    died: Text | None = None


def plan_outlook(
    scenario: Scenario,
    time_limit: float = 60.0,
    workers: int | None = None,
    progress: Progress | None = None,
    baseline: Sequence[Assignment] = (),
    placed_before: Plan | None = None,
) -> Outlook:
    """Plan the horizon of a scenario and audit it; raises AuditFailed when our own plan does not pass.

    ``time_limit`` in seconds is shared by the centres; what is not proven by then keeps its bound. Where a centre
    cannot meet what the scenario requires, or is not known to, there is no plan, only the status of each centre.
    ``progress`` is told each centre's values as they change. ``baseline`` are the assignments published before, which
    the goal ``changes`` counts against; this season's places stay as close to those of ``placed_before`` as the law
    allows.
    """
    instance, policy = scenario.instance, scenario.policy
    expected, wanted, laid = prepare(scenario, placed_before)
    laid = tuple(against(part, baseline) for part in laid) if baseline else laid
    this_season = tuple(p for p, day in expected if day == instance.placement_date)
    arrivals = tuple((p, day) for p, day in expected if day != instance.placement_date)
    answers = _attained(laid, scenario, time_limit) if scenario.require else ()
    if any(answer.attained is not Attained.YES for answer in answers):
        return _none(scenario, answers, this_season, arrivals)
    rotas = solve_centres([part.outlook for part in laid], time_limit, workers, progress)
    died = _died(rotas, instance)
    if answers:
        required = tuple(OutlookGoal(r.goal) for r in scenario.require)
        rotas = tuple(_held(*one, required) for one in zip(laid, rotas, answers, strict=True))
    stints = (a for part, rota in zip(laid, rotas, strict=True) for a in assignments_of(part, rota, instance, policy))
    assignments = tuple(sorted(stints, key=lambda a: (a.person_id, a.start)))
    leave = plan_leave(instance, policy, assignments, horizon(instance))
    plan = Plan(
        placements=this_season,
        assignments=assignments,
        leave=leave,
        practice=plan_practice(instance, policy, assignments, leave, horizon(instance)),
    )
    accounts = account(instance, policy, plan)
    plan = replace(plan, money=accounts.money)
    findings = audit(instance, policy, plan)
    known = {(f.clause, f.subject) for f in standing_findings(instance, policy) if f.status is Status.VIOLATED}
    bad = tuple(f for f in findings if f.status is Status.VIOLATED and (f.clause, f.subject) not in known)
    if bad:
        raise AuditFailed(bad)
    goals = tuple(_goals(rotas, scenario))
    return Outlook(
        scenario=scenario,
        status=_overall(rotas),
        periods=horizon(instance),
        plan=plan,
        goals=goals,
        sites=tuple(_sites(instance, policy, plan, wanted)),
        centres={rota.centre: _status(rota) for rota in rotas},
        arrivals=arrivals,
        findings=findings,
        accounts=accounts,
        died=died,
        notes=(
            *((died,) if died is not None else ()),
            *_notes(instance),
            *_lock_notes(laid, instance, policy),
            *_leave_notes(instance, plan),
            *practice_notes(instance, plan),
        ),
    )


class Prepared(NamedTuple):
    """A scenario laid out for the solver: whom each season is expected to place when, posts by site, the centres."""

    expected: tuple[tuple[Placement, date], ...]
    demand: Mapping[str, int]
    laid: tuple[Laid, ...]


def prepare(scenario: Scenario, placed_before: Plan | None = None) -> Prepared:
    """Lay out every centre of a scenario; the goals declared hard come first."""
    instance, policy = scenario.instance, scenario.policy
    expected = tuple(_arrivals(instance, policy, placed_before))
    posts = tuple(_able(posts_of(instance, expected), policy))
    wanted = demand(instance, policy)
    laid = tuple(
        lay_out(c, instance, policy, wanted, [p for p in posts if p.centre_id == c.id]) for c in instance.centres
    )
    laid = allot(laid, instance, policy, horizon(instance))
    order = tuple(OutlookGoal(goal) for goal in goal_order(scenario))
    return Prepared(expected, wanted, tuple(replace(p, outlook=replace(p.outlook, goals=order)) for p in laid))


def goal_order(scenario: Scenario) -> tuple[OutlookAim, ...]:
    """Return the goals of the outlook in rank order: those the scenario requires, then the others as in the pack."""
    rule = scenario.policy.only(OutlookAimsRule)
    return tuple(dict.fromkeys((*(r.goal for r in scenario.require), *(rule.outlook_goals if rule else ()))))


def _attained(laid: Sequence[Laid], scenario: Scenario, seconds: float) -> tuple[Answer, ...]:
    """Return centre by centre whether a plan meets what the scenario requires, each within some seconds."""
    required = tuple(OutlookGoal(r.goal) for r in scenario.require)
    limit = min(seconds, REQUIRED_SECONDS)
    return tuple(attainable(replace(part.outlook, goals=required), limit) for part in laid)


def _none(
    scenario: Scenario,
    answers: Sequence[Answer],
    season: tuple[Placement, ...],
    arrivals: tuple[tuple[Placement, date], ...],
) -> Outlook:
    """Return an outlook without a plan, and which centres cannot meet what is required, or are not known to."""
    told = {
        Attained.YES: SolveStatus.FEASIBLE,
        Attained.NO: SolveStatus.INFEASIBLE,
        Attained.UNKNOWN: SolveStatus.UNKNOWN,
    }
    statuses = {c.id: told[a.attained] for c, a in zip(scenario.instance.centres, answers, strict=True)}
    return Outlook(
        scenario=scenario,
        status=min(statuses.values(), key=WEAKEST.index),
        periods=horizon(scenario.instance),
        plan=Plan(placements=season),
        goals=(),
        sites=(),
        centres=statuses,
        arrivals=arrivals,
        findings=(),
        notes=(),
    )


def _held(laid: Laid, rota: Rota, answer: Answer, required: Sequence[OutlookGoal]) -> Rota:
    """Return a rota that meets what is required: where the time was too short for that, the plan that first did."""
    unmet = any(score.value for score in rota.scores if score.goal in required)
    if rota.status is RotaStatus.PLANNED and not unmet:
        return rota
    reached = zip(laid.outlook.goals, measure(laid.outlook, answer.places), strict=True)
    scores = tuple(GoalScore(goal=g, value=v, bound=0, proven=g in required) for g, v in reached)
    return Rota(centre=rota.centre, status=RotaStatus.PLANNED, places=answer.places, scores=scores)


def _arrivals(
    instance: Instance, policy: Policy, placed_before: Plan | None = None
) -> Iterator[tuple[Placement, date]]:
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
        season = plan_season(placed_as(instance, done, day), policy, baseline=placed_before)
        done += [(p, day) for p in season.plan.placements if day == instance.placement_date or p.centre_id is not None]
    yield from done


def _able(posts: Sequence[Post], policy: Policy) -> Iterator[Post]:
    """Yield where people stand from the day they may serve on; who lacks a licence she needs waits (MTG21-A2.1-a)."""
    for post in posts:
        begins = start_day(post.person, policy)
        if begins is not None:
            yield replace(post, start=max(post.start, begins))


def _status(rota: Rota) -> SolveStatus:
    if rota.status is RotaStatus.PLANNED:
        return SolveStatus.OPTIMAL if rota.proven else SolveStatus.FEASIBLE
    return SolveStatus.INFEASIBLE if rota.status is RotaStatus.IMPOSSIBLE else SolveStatus.UNKNOWN


def _overall(rotas: Sequence[Rota]) -> SolveStatus:
    """The weakest status of any centre."""
    return min((_status(r) for r in rotas), key=WEAKEST.index, default=SolveStatus.OPTIMAL)


def _goals(rotas: Sequence[Rota], scenario: Scenario) -> Iterator[Goal]:
    policy = scenario.policy
    scores = [s for rota in rotas for s in rota.scores]
    for rank, aim in enumerate(goal_order(scenario), start=1):
        mine = [s for s in scores if s.goal == aim]
        total = max if aim == "remote" else sum
        yield Goal(
            rank=rank,
            goal=aim,
            clause=(aim in {"uncovered", "residents"} and policy.clause_id(CoverFirstRule))
            or policy.asking(aim)
            or policy.clause_id(OutlookAimsRule),
            label=say(f"outlook.goal.{aim}"),
            value=total([0, *(s.value for s in mine)]),
            bound=total([0, *(s.bound for s in mine)]),
            proven=all(s.proven for s in mine),
        )


def _sites(instance: Instance, policy: Policy, plan: Plan, posts: Mapping[str, int]) -> Iterator[SiteAfter]:
    """Tell each site in each period: who fills posts, who only covers, if nobody is there, who is above the cap."""
    measure_rule = policy.only(MeasureRule)
    covers = COVER_ROLES if measure_rule is None or not measure_rule.cover_fills_post else frozenset()
    staff: dict[str, Counter[Period]] = defaultdict(Counter)
    cover: dict[str, Counter[Period]] = defaultdict(Counter)
    for a in plan.assignments:
        count = cover if instance.person[a.person_id].role in covers else staff
        count[a.site_id].update(p for p in horizon(instance) if a.start <= p <= a.end)
    most = min((cap.most() for cap in policy.having(CapRule)), default=None)
    for site in instance.sites:
        before = 0
        for period in horizon(instance):
            filling, covering = staff[site.id][period], cover[site.id][period]
            clinic = site.kind is SiteKind.CLINIC
            yield SiteAfter(
                site_id=site.id,
                period=str(period),
                posts=posts[site.id],
                staff_before=before,
                staff=filling,
                cover=covering,
                uncovered=clinic and filling + covering == 0,
                over_cap=0 if most is None else max(0, filling + covering - most),
            )
            before = filling


def _died(rotas: Sequence[Rota], instance: Instance) -> Text | None:
    """Say at which centres a process died while planning, None where none did."""
    names = [instance.centre[rota.centre].name for rota in rotas if rota.died]
    return say("outlook.died", centres=Text("、".join(names), ", ".join(names))) if names else None


def _notes(instance: Instance) -> Iterator[Text]:
    """Sentences that must stand beside the outlook: what it assumes, and who is not in it."""
    undated = [p.id for p in instance.people if p.role is Role.CENTRE_STAFF and p.since is None]
    if undated:
        yield say("outlook.no_since", people="、".join(undated))
    yield say("outlook.integration")
    allotted = [p.id for p in instance.people if p.role is Role.SECONDED and p.site_id is None and p.employer is None]
    if allotted:
        yield say("outlook.allotted", people="、".join(allotted))


def _lock_notes(laid: Sequence[Laid], instance: Instance, policy: Policy) -> Iterator[Text]:
    """Say which decisions already taken cannot be kept as they stand, and why."""
    for part in laid:
        for post in part.posts:
            if post.person.id in instance.locks_of:
                there = present(post, instance, policy, part.periods)
                yield from unkept(post.person, post.centre_id, there, instance, part.periods)


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
