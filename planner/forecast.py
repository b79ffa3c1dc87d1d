"""This module is where it is forecast who leaves and who comes, half-year by half-year, and how many to recruit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.accounting import leaving
from planner.calendar import Period, add_months, day_before, period_of
from planner.clause import Clause
from planner.domain import COVER_ROLES, Instance, Person, Plan, Role
from planner.faces import ClosureRule, DemandRule, ExitRule, MonthsRule, TraineeRule
from planner.messages import say
from planner.policy import Policy
from planner.stages.demand import demand
from planner.stages.supply import POOL_ROLES
from planner.text import Text


class Flow(StrEnum):
    """What a row of the forecast tells."""

    EXIT = "exit"
    ARRIVAL = "arrival"
    BALANCE = "balance"
    DEMAND = "demand"
    UNCOVERED = "uncovered"


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """One row: what happens to how many posts or people in a half-year, by which channel, under which clause.

    ``day`` is that of an exit or an arrival, or the first day of what the row speaks of; ``count`` people or posts.
    """

    period: Period
    flow: Flow
    by: str
    count: int
    day: date
    what: Text
    clause: str = ""
    person_id: str = ""
    site_id: str = ""


def forecast(instance: Instance, policy: Policy, plan: Plan) -> tuple[Forecast, ...]:
    """Return exits and arrivals of those who fill posts over the horizon, then the balance of each half-year.

    Where a clause asks for recruitment demand, it follows, interval by interval. Exits are of the roster and the ages
    in force; arrivals are the pipeline, from the end of training or as the clause on trainees says (MTG25-2.3-c).
    """
    first = instance.placement_date
    last = day_before(add_months(first, 12 * instance.horizon_years))
    roster = leaving(instance, policy, plan)
    posts = sum(demand(instance, policy).values())
    rows = sorted(
        (*_exits(instance, roster, policy, last), *_arrivals(instance, roster, policy, plan, last)),
        key=lambda row: (row.day, row.flow, row.person_id),
    )
    staff = sum(_fills(p, roster) and _start(p) < first and _end(p) > first for p in roster.people)
    return (*rows, *_balances(rows, posts, staff, first, last), *_demands(rows, posts, staff, policy, first, last))


def _fills(person: Person, instance: Instance) -> bool:
    """Whether someone has a place at which she fills a post."""
    return person.site_id in instance.site and person.role not in COVER_ROLES


def _start(person: Person) -> date:
    return max((d for d in (person.since, person.available_from) if d is not None), default=date.min)


def _end(person: Person) -> date:
    return person.leaves_on or date.max


def _exits(instance: Instance, roster: Instance, policy: Policy, last: date) -> Iterator[Forecast]:
    """Yield whoever leaves a post between the placement date and the last day, with the clause that has her go."""
    closes = {site.id: (day, rule.id) for rule in policy.having(ClosureRule) for site, day in rule.closings(instance)}
    for person in roster.people:
        if not _fills(person, roster) or _end(person) <= instance.placement_date:
            continue
        site = roster.site[person.site_id or ""]
        gone, clause, by = _end(person), *_why(instance.person[person.id], instance, policy)
        if site.id in closes and closes[site.id][0] < gone:
            (gone, clause), by = closes[site.id], "closure"
        if gone <= last:
            what = say("supply.exit", name=person.name, site=site.name, day=gone)
            yield Forecast(
                period=period_of(gone), flow=Flow.EXIT, by=by, count=1, day=gone, what=what, clause=clause,
                person_id=person.id, site_id=site.id,
            )  # fmt: skip


def _why(person: Person, instance: Instance, policy: Policy) -> tuple[str, str]:
    """Return the clause that has someone leave, empty where the roster does, and by what."""
    days = [(rule.exit_date(person, instance), rule) for rule in policy.having(ExitRule)]
    ages = sorted(((d, rule.id) for d, rule in days if d is not None and isinstance(rule, Clause)), key=lambda x: x[0])
    if ages and (person.leaves_on is None or ages[0][0] <= person.leaves_on):
        return ages[0][1], "age"
    return "", "roster"


def _arrivals(instance: Instance, roster: Instance, policy: Policy, plan: Plan, last: date) -> Iterator[Forecast]:
    """Yield whoever comes to a post: placed, with a place fixed, waiting, or in training."""
    rule = policy.only(TraineeRule)
    clause = rule.id if rule is not None else policy.clause_id(MonthsRule)
    for person in roster.people:
        before = instance.person[person.id]
        placed = plan.placement.get(person.id)
        if placed is not None and placed.centre_id is not None:
            day = max(instance.placement_date, person.available_from or instance.placement_date)
            by = "placed" if day == instance.placement_date else "training"
        elif before.site_id in instance.site and person.role not in COVER_ROLES:
            by, day = "assigned", _start(person)
            if day < instance.placement_date:
                continue
        elif before.site_id is None and person.role in POOL_ROLES:
            ready = person.available_from
            if rule is not None and rule.trainees_count and before.graduated_on is not None:
                ready = before.graduated_on
            if ready is None and person.role is not Role.RECRUIT:
                continue
            waits = ready is None or ready <= instance.placement_date
            by, day = ("waiting", instance.placement_date) if waits else ("training", ready or last)
        else:
            continue
        if day <= last and day < _end(person):
            what = say("supply.arrival", name=person.name, day=day, channel=say(f"supply.by.{by}"))
            yield Forecast(
                period=period_of(day), flow=Flow.ARRIVAL, by=by, count=1, day=day, what=what,
                clause=clause if by in {"training", "waiting"} else "", person_id=person.id,
                site_id=person.site_id or "",
            )  # fmt: skip


def _tally(rows: Sequence[Forecast], first: date, last: date) -> Mapping[Flow, int]:
    """Count exits and arrivals between two days, both included."""
    return {flow: sum(r.count for r in rows if r.flow is flow and first <= r.day <= last) for flow in Flow}


def _balances(rows: Sequence[Forecast], posts: int, staff: int, first: date, last: date) -> Iterator[Forecast]:
    """Yield for each half-year how many posts are short at its end if nobody else is recruited."""
    start = first
    while start <= last:
        period = period_of(start)
        moved = _tally(rows, start, min(last, period.end))
        staff += moved[Flow.ARRIVAL] - moved[Flow.EXIT]
        what = say("supply.balance", posts=posts, staff=staff, left=moved[Flow.EXIT], came=moved[Flow.ARRIVAL])
        yield Forecast(
            period=period,
            flow=Flow.BALANCE,
            by="posts",
            count=max(0, posts - staff),
            day=min(last, period.end),
            what=what,
        )
        start = period.following.start


def _demands(
    rows: Sequence[Forecast], posts: int, staff: int, policy: Policy, first: date, last: date
) -> Iterator[Forecast]:
    """Yield for each interval how many must be recruited; what earlier intervals asked for counts as filled."""
    rule = policy.only(DemandRule)
    start = first
    while rule is not None and start <= last:
        after = add_months(start, rule.demand_interval_months)
        moved = _tally(rows, start, min(last, day_before(after)))
        left, came = moved[Flow.EXIT], moved[Flow.ARRIVAL]
        count = max(0, posts - (staff - left + came))
        what = say("supply.to_recruit", first=start, posts=posts, staff=staff, left=left, came=came, count=count)
        yield Forecast(
            period=period_of(start), flow=Flow.DEMAND, by="posts", count=count, day=start, what=what, clause=rule.id
        )
        staff += came - left + count
        start = after
