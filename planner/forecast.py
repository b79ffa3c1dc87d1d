"""This module is where it is forecast who leaves and who comes, half-year by half-year, and how many to recruit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from planner.accounting import leaving
from planner.calendar import Period, add_months, day_after, day_before, period_of
from planner.domain import COVER_ROLES, Instance, Person, Plan, Role
from planner.faces.duties import ClosureRule, DemandRule
from planner.faces.people import MonthsRule, TraineeRule
from planner.ledger import spans
from planner.messages import say
from planner.once import once
from planner.pipeline import comes, ready_on
from planner.policy import Policy
from planner.stages.demand import demand
from planner.stages.supply import POOL_ROLES, departure
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
    ``until`` is the last half-year of what lasts longer than one, ``spare`` how many of those to come are ready on its
    day and have no place.
    """

    period: Period
    until: Period | None = None
    spare: int = 0
    flow: Flow
    by: str
    count: int
    day: date
    what: Text
    clause: str = ""
    person_id: str = ""
    site_id: str = ""


class Gap(NamedTuple):
    """From which day to which a clinic has nobody, both included."""

    first: date
    last: date
    site_id: str


@once
def forecast(
    instance: Instance, policy: Policy, plan: Plan, empty: Mapping[str, Iterable[Period]] | None = None
) -> tuple[Forecast, ...]:
    """Return exits and arrivals of those who fill posts over the horizon, then the balance of each half-year.

    Where a clause asks for recruitment demand, it follows, interval by interval. Exits are of the roster and the
    clauses in force; arrivals are the pipeline, from the end of training or as the clause on trainees says
    (MTG25-2.3-c). Last come the clinics that will have nobody: in the half-years ``empty`` of an outlook, or else while
    nobody of the roster as the plan leaves it is there.
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
    gaps = _gaps(roster, policy, first, last) if empty is None else _runs(empty)
    return (
        *rows,
        *_balances(rows, posts, staff, first, last),
        *_demands(rows, posts, staff, policy, first, last),
        *_alarms(gaps, roster, "roster" if empty is None else "outlook"),
    )


def _runs(empty: Mapping[str, Iterable[Period]]) -> Iterator[Gap]:
    """Yield each run of half-years in which a clinic has nobody."""
    for site_id, periods in empty.items():
        for start, end in spans(sorted(periods)):
            yield Gap(start.start, end.end, site_id)


def _gaps(roster: Instance, policy: Policy, first: date, last: date) -> Iterator[Gap]:
    """Yield the days from one to another on which nobody is at a site that has posts, covering staff included."""
    present: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for person in roster.people:
        if person.site_id is not None and person.site_id in roster.site:
            present[person.site_id].append((_start(person), _end(person)))
    for site_id, posts in demand(roster, policy).items():
        bare = first
        for start, end in sorted(present[site_id]) if posts else ():
            if bare < min(start, day_after(last)):
                yield Gap(bare, min(day_before(start), last), site_id)
            bare = max(bare, end)
        if posts and bare <= last:
            yield Gap(bare, last, site_id)


def _alarms(gaps: Iterable[Gap], roster: Instance, by: str) -> Iterator[Forecast]:
    """Yield the clinics that will have nobody, the first to be empty first, and how many could still be sent there."""
    spare = [ready_on(p) for p in roster.people if comes(p, roster.placement_date) and p.site_id is None]
    for gap in sorted(gaps):
        ready = sum(day is not None and day <= gap.first for day in spare)
        told = say("supply.ready_then", count=ready) if ready else say("supply.none_ready")
        spell = {"first": period_of(gap.first), "last": period_of(gap.last), "day": gap.first}
        what = say("supply.uncovered", site=roster.site[gap.site_id].name, ready=told, **spell)
        yield Forecast(
            period=period_of(gap.first), until=period_of(gap.last), flow=Flow.UNCOVERED, by=by, count=1, day=gap.first,
            what=what, site_id=gap.site_id, spare=ready,
        )  # fmt: skip


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
        gone, clause, by, why = _end(person), *_why(instance.person[person.id], instance, policy)
        if site.id in closes and closes[site.id][0] < gone:
            (gone, clause), by, why = closes[site.id], "closure", say("supply.by.closure")
        if gone <= last:
            what = say("supply.exit", name=person.name, site=site.name, day=gone, why=why)
            yield Forecast(
                period=period_of(gone), flow=Flow.EXIT, by=by, count=1, day=gone, what=what, clause=clause,
                person_id=person.id, site_id=site.id,
            )  # fmt: skip


def _why(person: Person, instance: Instance, policy: Policy) -> tuple[str, str, Text]:
    """Return the clause that has someone leave, empty where the roster does, by what, and why."""
    found = departure(person, instance, policy)
    if found is None or found.rule is None:
        return "", "roster", say("supply.by.roster")
    return found.rule.id, found.rule.leaves_by, found.rule.why(person, instance)


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
