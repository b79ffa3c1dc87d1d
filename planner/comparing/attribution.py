"""This module is where it is found under which clause each difference between two plans arose.

The two scenarios are joined by a path of amended scenarios: first the facts of the one are exchanged for those of the
other, then clause by clause, in the order of their ids, what differs in the law; clauses that cannot be in force beside
each other change together. The season is solved at every waypoint, always as close to the baseline as the law allows.
A person's difference arose at the steps on her way from her old place to her new one; an excursion that comes back to a
place she had already is left out. On another path, that is with the clauses in another order, the same difference could
be put down to other steps: what is told is what each clause did on top of those before it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.clause import Clause
from planner.comparison import Step, StepKind
from planner.domain import Instance, Plan
from planner.listing import parameters
from planner.messages import say
from planner.policy import Policy
from planner.scenario import Scenario
from planner.scenario.precedence import rivals
from planner.season import plan_season
from planner.text import Text, join, plain

Where = tuple[str | None, str | None] | None
"""A person's centre and clinic; None for someone who is not among the people to be placed."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """The steps from one plan to another, and by person code the keys of those under which her difference arose."""

    steps: tuple[Step, ...]
    behind: Mapping[str, tuple[str, ...]]


def whereabouts(plan: Plan) -> dict[str, Where]:
    """Return where a plan puts everyone it tells of."""
    return {p.person_id: (p.centre_id, p.site_id) for p in plan.placements}


def attribute(before: tuple[Scenario, Plan], after: tuple[Scenario, Plan], time_limit: float = 60.0) -> Way:
    """Return the way from a plan to another, each with the scenario it answers; ``time_limit`` (seconds) per waypoint.

    Where a plan is not what solving gives, its departure is a step of its own: between equally good plans, or by hand.
    """
    (base, old), (other, new) = before, after
    waypoints: list[tuple[Step, dict[str, Where]]] = []

    def solved_close_to(plan: Plan, instance: Instance, policy: Policy) -> dict[str, Where]:
        return whereabouts(plan_season(instance, policy, time_limit, plan).plan)

    # A plan is as good as any under a scenario iff the plan closest to it is itself.
    solved = solved_close_to(old, base.instance, base.policy)
    if solved != whereabouts(old):
        waypoints.append((Step(key="hand", kind=StepKind.HAND, label=say("compare.step.hand_before")), solved))
    for step, instance, policy in _waypoints(base, other):
        waypoints.append((step, solved_close_to(old, instance, policy)))
    if (waypoints[-1][1] if waypoints else solved) != whereabouts(new):
        as_good = solved_close_to(new, other.instance, other.policy) == whereabouts(new)
        ties = Step(key="ties", kind=StepKind.TIES, label=say("compare.step.ties"))
        hand = Step(key="hand_after", kind=StepKind.HAND, label=say("compare.step.hand_after"))
        waypoints.append((ties if as_good else hand, whereabouts(new)))
    return walk(whereabouts(old), waypoints)


def walk(start: Mapping[str, Where], waypoints: Sequence[tuple[Step, Mapping[str, Where]]]) -> Way:
    """Return, for places at each waypoint, which steps each person's difference at the end is due to."""
    end = waypoints[-1][1] if waypoints else start
    behind = {}
    for person in sorted(start.keys() | end.keys()):
        trail: list[tuple[Where, str]] = [(start.get(person), "")]
        for step, places in waypoints:
            here = places.get(person)
            known = next((i for i, (there, _) in enumerate(trail) if there == here), None)
            trail = [*trail, (here, step.key)] if known is None else trail[: known + 1]
        if len(trail) > 1:
            behind[person] = tuple(key for _, key in trail[1:])
    moved = Counter(key for keys in behind.values() for key in keys)
    return Way(steps=tuple(replace(step, moved=moved[step.key]) for step, _ in waypoints), behind=behind)


def _waypoints(base: Scenario, other: Scenario) -> Iterator[tuple[Step, Instance, Policy]]:
    """Yield each step from one scenario to another with the facts and the law after it."""
    policy = base.policy
    if base.instance != other.instance:
        yield (
            Step(key="facts", kind=StepKind.FACTS, label=_facts(base.instance, other.instance)),
            other.instance,
            policy,
        )
    order = _merged([c.id for c in base.policy.clauses], [c.id for c in other.policy.clauses])
    for group in _groups(base.policy, other.policy):
        mine = {c.id: c for c in policy.clauses if c.id not in group}
        mine |= {c.id: c for c in other.policy.clauses if c.id in group}
        policy = replace(policy, clauses=tuple(mine[c] for c in order if c in mine))
        yield _clause_step(group, base.policy, other.policy), other.instance, policy


def _merged(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Return one order of precedence: the second's, each clause that only the first has after its neighbour there."""
    order, at = list(second), -1
    for clause in first:
        if clause in order:
            at = order.index(clause)
        else:
            at += 1
            order.insert(at, clause)
    return order


def _groups(before: Policy, after: Policy) -> list[list[str]]:
    """Return the clauses that differ, those that cannot be in force beside each other together, in the order of ids."""
    mine, theirs = before.clause, after.clause
    differ = sorted(c for c in mine.keys() | theirs.keys() if mine.get(c) != theirs.get(c))
    apart = {c: set(others) for c, others in rivals(before).items()}
    for clause, others in rivals(after).items():
        apart.setdefault(clause, set()).update(others)
    groups: list[list[str]] = []
    for clause in differ:
        touching = [g for g in groups if any(c in apart.get(clause, ()) for c in g)]
        groups = [g for g in groups if g not in touching]
        groups.append(sorted([clause, *(c for g in touching for c in g)]))
    return sorted(groups, key=lambda g: [c for c in g if c in theirs] or g)


def _clause_step(group: Sequence[str], before: Policy, after: Policy) -> Step:
    out = [before.clause[c] for c in group if c in before.clause]
    into = [after.clause[c] for c in group if c in after.clause]
    if [c.id for c in out] == [c.id for c in into]:
        label = join(
            [say("compare.step.changed", clause=a.id, what=_changed(a, b)) for a, b in zip(out, into, strict=True)]
        )
    elif not into:
        label = say("compare.step.out", clauses=_named(out))
    elif not out:
        label = say("compare.step.into", clauses=_named(into))
    else:
        label = say("compare.step.instead", clauses=_named(into), others=_named(out))
    return Step(key="+".join(c.id for c in into or out), kind=StepKind.CLAUSE, label=label)


def _named(clauses: Sequence[Clause]) -> Text:
    return join([say("compare.clause", clause=c.id, title=c.title) for c in clauses], "、", ", ")


def _changed(before: Clause, after: Clause) -> Text:
    old, new = parameters(before), parameters(after)
    pairs = [f"{name} {old[name]} → {new[name]}" for name in old if old[name] != new.get(name)]
    return join([plain(pair) for pair in pairs], "，", ", ")


_KEYED = ("centres", "sites", "villages", "people")
"""Tables whose rows have codes; what else differs is named only where none of these does."""

_OTHERS = ("wishes", "travel", "leave", "locks", "waivers", "pay_scale")


def _facts(before: Instance, after: Instance) -> Text:
    """Say how the facts differ: the day, rows gone, rows new, rows changed."""
    parts = []
    if before.placement_date != after.placement_date:
        parts.append(say("compare.facts.day", before=before.placement_date, after=after.placement_date))
    for table in _KEYED:
        old, new = ({row.id: row for row in getattr(facts, table)} for facts in (before, after))
        counts = {
            "gone": len(old.keys() - new.keys()),
            "new": len(new.keys() - old.keys()),
            "changed": sum(old[code] != new[code] for code in old.keys() & new.keys()),
        }
        what = [say(f"compare.facts.{kind}", count=count) for kind, count in counts.items() if count]
        if what:
            parts.append(say("compare.facts.table", table=say(f"compare.table.{table}"), what=join(what, "、", ", ")))
    if not parts:
        parts = [say(f"compare.table.{t}") for t in _OTHERS if getattr(before, t) != getattr(after, t)]
    return say("compare.step.facts", what=join(parts, "；", "; "))
