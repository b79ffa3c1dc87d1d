"""This module is where a scenario becomes a result: the stages in order, then the audit, which may refuse the plan."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from planner.accounting import Accounts, account
from planner.auditing import audit, standing_findings
from planner.calendar import period_of
from planner.domain import Lines, Plan
from planner.faces.people import AssumedRule
from planner.faces.seats import AbovePostsRule, CapRule, ClinicRule, MatchingRule, PostsRule
from planner.finding import Finding, Status
from planner.messages import say
from planner.policy import order_clause
from planner.reasons import outcomes
from planner.result import CentreAfter, Cutoff, Goal, Result, SiteAfter, SolveStatus
from planner.scenario import Scenario
from planner.season import SeasonPlan, plan_season
from planner.stages.posting import clinic_goals
from planner.stages.season import locks_on
from planner.text import Text


class AuditFailed(Exception):
    """Our own plan breaks a clause by our own audit: a bug, never to be reported as a result."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__("\n".join(f"{f.clause} {f.subject}: {f.message.en}" for f in findings))


def solve(
    scenario: Scenario, time_limit: float = 60.0, baseline: Plan | None = None, *, reckoned: bool = True
) -> Result:
    """Plan a scenario and audit the plan; raises AuditFailed when the plan does not pass its own audit.

    ``time_limit`` in seconds. The status is OPTIMAL only when every goal is proven. Among equally good plans the one
    with fewest places unlike the ``baseline`` is taken. Unless ``reckoned``, money, targets and duties are left out,
    which takes most of the time where many scenarios are only compared by their goals.
    """
    season = plan_season(scenario.instance, scenario.policy, time_limit, baseline)
    seconds = dict(season.seconds)
    start = time.perf_counter()
    accounts = account(season.instance, season.policy, season.plan) if reckoned else Accounts()
    plan = replace(season.plan, money=accounts.money)
    seconds["accounts"] = time.perf_counter() - start
    start = time.perf_counter()
    cutoffs = tuple(c for r in season.rounds for c in r.cutoffs)
    findings = audit(season.instance, season.policy, plan, _lines(cutoffs))
    standing = standing_findings(season.instance, season.policy)
    known = {(f.clause, f.subject) for f in standing if f.status is Status.VIOLATED}
    bad = tuple(f for f in findings if f.status is Status.VIOLATED and (f.clause, f.subject) not in known)
    if bad:
        raise AuditFailed(bad)
    seconds["audit"] = time.perf_counter() - start
    goals = tuple(_goals(season))
    proven = all(g.proven for g in goals)
    return Result(
        scenario=scenario,
        status=SolveStatus.OPTIMAL if proven else SolveStatus.FEASIBLE,
        plan=plan,
        seats=tuple(s for r in season.rounds for s in r.seats),
        cutoffs=cutoffs,
        outcomes=outcomes(season),
        centres_after=tuple(centres_after(season)),
        sites_after=tuple(sites_after(season)),
        findings=findings,
        goals=goals,
        notes=tuple(_notes(season)),
        accounts=accounts,
        seconds=seconds,
    )


def _lines(cutoffs: tuple[Cutoff, ...]) -> Lines:
    lines: dict[int, dict[str, int | None]] = defaultdict(dict)
    for cutoff in cutoffs:
        lines[cutoff.round][cutoff.centre_id] = cutoff.level
    return lines


def _goals(season: SeasonPlan) -> Iterator[Goal]:
    """Goals in rank order: those of the law, proven by the cut-off lines, then those inside the centres."""
    policy = season.policy
    placed = sum(p.centre_id is not None for p in season.plan.placements)
    ranks = {p: r.ranks[p][c] for r in season.rounds for p, c in r.centre_of.items()}
    wish = policy.clause_id(MatchingRule)
    rows: list[tuple[str, str, int, int, bool]] = [
        ("placed", policy.clause_id(AbovePostsRule), placed, placed, True),
        ("order", order_clause(policy), 0, 0, True),
        ("wish_total", wish, sum(ranks.values()), sum(ranks.values()), True),
    ]
    clinic_clause = policy.clause_id(ClinicRule)
    coverage = policy.clause_id(PostsRule) or clinic_clause
    scores = [s for centre in season.posted for s in centre.posting.scores]
    for aim in clinic_goals(policy):
        mine = [s for s in scores if s.goal == aim]
        if not mine:
            continue
        value, bound = sum(sum(s.value) for s in mine), sum(sum(s.bound) for s in mine)
        clause = coverage if aim in {"uncovered", "residents"} else policy.asking(aim) or clinic_clause
        rows.append((f"clinic_{aim}", clause, value, bound, all(s.proven for s in mine)))
    for rank, (goal, clause, value, bound, proven) in enumerate(rows, start=1):
        yield Goal(
            rank=rank, goal=goal, clause=clause, label=say(f"goals.{goal}"), value=value, bound=bound, proven=proven
        )


def centres_after(season: SeasonPlan) -> Iterator[CentreAfter]:
    """Vacancies before and after, by the tally of the placement date."""
    from planner.stages.tally import tallies

    counted = tallies(season.instance, season.policy, season.posts, season.staffing)
    newcomers = Counter(p.site_id for p in season.plan.placements if p.site_id is not None)
    sent = Counter(p.centre_id for p in season.plan.placements if p.centre_id is not None)
    for centre in season.instance.centres:
        before = counted[centre.id]
        filled = sum(
            min(newcomers[s.id], max(0, season.posts[s.id] - len(season.staffing.in_post.get(s.id, ()))))
            for s in season.instance.sites_of[centre.id]
        )
        after = before.vacant - (filled if newcomers else min(sent[centre.id], before.vacant))
        yield CentreAfter(
            centre_id=centre.id, posts=before.posts, vacant_before=before.vacant, vacant_after=max(0, after)
        )


def sites_after(season: SeasonPlan) -> Iterator[SiteAfter]:
    """Staff of each clinic before and after."""
    newcomers = Counter(p.site_id for p in season.plan.placements if p.site_id is not None)
    period = str(period_of(season.instance.placement_date))
    most = min((cap.most() for cap in season.policy.having(CapRule)), default=None)
    for site in season.instance.sites:
        before = len(season.staffing.in_post.get(site.id, ()))
        staff = before + newcomers[site.id]
        yield SiteAfter(
            site_id=site.id,
            period=period,
            posts=season.posts[site.id],
            staff_before=before,
            staff=staff,
            cover=len(season.staffing.cover.get(site.id, ())),
            uncovered=season.posts[site.id] > 0 and staff == 0,
            over_cap=0 if most is None else max(0, staff - most),
        )


def _notes(season: SeasonPlan) -> Iterator[Text]:
    """Sentences that must stand beside the plan: assumptions, drafts, decisions locked."""
    for pack in season.policy.packs:
        if pack.draft:
            yield say("notes.draft", title=pack.title)
    for rule in season.policy.having(AssumedRule):
        if rule.assumption:
            yield say("notes.assumption", clause=rule.id, statement=rule.statement())
    locked = sorted(set(locks_on(season.instance)) & season.pool.ready.keys())
    if locked:
        yield say("notes.locked", people="、".join(locked))
    if any(not p.accepts_adjustment for p in season.instance.people if p.id in season.pool.ready):
        yield say("notes.no_adjustment")
