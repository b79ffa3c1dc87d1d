"""This stage is where people are sorted by a day: in post, covering, still to come, in the pool, or not yet in it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from planner.calendar import add_months
from planner.domain import COVER_ROLES, LICENSED, Instance, Person, Role
from planner.faces.people import EntryRule, ExitRule, MonthsRule, ReadinessRule, StartRule
from planner.faces.seats import MeasureRule
from planner.messages import say
from planner.policy import Policy
from planner.text import Text, join

POOL_ROLES = frozenset({Role.GRADUATE, Role.RECRUIT})


@dataclass(frozen=True, kw_only=True)
class Staffing:
    """Who is where on a day, by site code: ``in_post`` fills a post, ``cover`` does not, ``reserved`` starts later."""

    day: date
    in_post: Mapping[str, tuple[Person, ...]]
    cover: Mapping[str, tuple[Person, ...]]
    reserved: Mapping[str, tuple[Person, ...]]


@dataclass(frozen=True, kw_only=True)
class Pool:
    """Who may be placed: people with the day whose vacancies count for each; and why others may not."""

    ready: Mapping[str, date]
    barred: Mapping[str, Text]


class Departure(NamedTuple):
    """The first day someone is no longer available, and the rule that says so; None where the roster does."""

    day: date
    rule: ExitRule | None


def departure(person: Person, instance: Instance, policy: Policy) -> Departure | None:
    """Return when and by what a person leaves first; on one day a rule goes before the roster, the first text first."""
    first: Departure | None = None
    for rule in policy.having(ExitRule):
        day = rule.exit_date(person, instance)
        if day is not None and (first is None or day < first.day):
            first = Departure(day, rule)
    if person.leaves_on is not None and (first is None or person.leaves_on < first.day):
        return Departure(person.leaves_on, None)
    return first


def first_day_gone(person: Person, instance: Instance, policy: Policy) -> date | None:
    """Return the first day a person is no longer available: the roster's leaving date or the earliest exit by rule."""
    found = departure(person, instance, policy)
    return None if found is None else found.day


def why_gone(found: Departure, person: Person, instance: Instance) -> Text:
    """Return what a departure follows from, with the clause behind it."""
    if found.rule is None:
        return say("eligibility.left.roster")
    return say("eligibility.left.rule", why=found.rule.why(person, instance), clause=found.rule.id)


def start_day(person: Person, policy: Policy) -> date | None:
    """Return the first day a person can serve at her site; None when a licence she needs has no date yet."""
    days = [d for d in (person.since, person.available_from) if d is not None]
    start = policy.only(StartRule)
    if person.role == Role.GRADUATE and start is not None and start.licence == "yes":
        if person.licensed_on is None and person.credential not in LICENSED:
            return None
        days += [person.licensed_on] if person.licensed_on else []
    return max(days, default=date.min)


def staffing_on(day: date, instance: Instance, policy: Policy) -> Staffing:
    """Return who is in post, covering, or still to come at each site on a day."""
    measure = policy.only(MeasureRule)
    in_post: dict[str, list[Person]] = defaultdict(list)
    cover: dict[str, list[Person]] = defaultdict(list)
    reserved: dict[str, list[Person]] = defaultdict(list)
    for person in instance.people:
        if person.site_id is None or person.site_id not in instance.site:
            continue
        gone = first_day_gone(person, instance, policy)
        if gone is not None and gone <= day:
            continue
        start = start_day(person, policy)
        fills = person.role not in COVER_ROLES or (measure is not None and measure.cover_fills_post)
        if start is None or start > day:
            if fills and _keeps_post(person, day, policy):
                reserved[person.site_id].append(person)
        else:
            (in_post if fills else cover)[person.site_id].append(person)
    return Staffing(day=day, in_post=_frozen(in_post), cover=_frozen(cover), reserved=_frozen(reserved))


def _keeps_post(person: Person, day: date, policy: Policy) -> bool:
    """Whether the post of someone who is not in it yet stays hers (MTG21-A2.1-a, ``unlicensed``)."""
    rule = policy.only(StartRule)
    if rule is None or rule.keeps_post or person.role != Role.GRADUATE:
        return True
    return person.credential in LICENSED or (person.licensed_on is not None and person.licensed_on <= day)


def _frozen(by: dict[str, list[Person]]) -> Mapping[str, tuple[Person, ...]]:
    return {site: tuple(people) for site, people in by.items()}


def ready_day(person: Person, policy: Policy) -> date | None:
    """Return the day a graduate enters the pool: graduation, or the end of training (MTG25-2.2-a, -2.3-b, -3.1-a)."""
    moment = policy.only(ReadinessRule)
    if person.role == Role.RECRUIT:
        return person.available_from or date.min
    if moment is not None and moment.at_graduation:
        return person.graduated_on or person.available_from
    if person.available_from is not None:
        return person.available_from
    months = [rule.months(person.track) for rule in policy.having(MonthsRule)]
    if person.graduated_on is None or not months or any(m is None for m in months):
        return None
    return add_months(person.graduated_on, sum(m for m in months if m is not None))


def pool_on(day: date, instance: Instance, policy: Policy) -> Pool:
    """Return who may be placed in a season, and for everyone else of these roles why not."""
    moment, ready_by = policy.only(ReadinessRule), policy.clause_id(ReadinessRule)
    ready: dict[str, date] = {}
    barred: dict[str, Text] = {}
    for person in instance.people:
        if person.role not in POOL_ROLES or person.site_id is not None:
            continue
        entered = ready_day(person, policy)
        gone = departure(person, instance, policy)
        bars = [
            say("reasons.barred", why=bar, clause=rule.id)
            for rule in policy.having(EntryRule)
            if (bar := rule.bar(person, day, instance)) is not None
        ]
        if entered is None:
            barred[person.id] = say("reasons.no_finish_date", name=person.name)
        elif entered > day:
            late = say("reasons.still_training", name=person.name, day=entered)
            by_law = ready_by and person.role is Role.GRADUATE
            barred[person.id] = say("reasons.barred", why=late, clause=ready_by) if by_law else late
        elif bars:
            barred[person.id] = join(bars, "；", "; ")
        elif gone is not None and gone.day <= day:
            why = why_gone(gone, person, instance)
            barred[person.id] = say("reasons.gone", name=person.name, day=gone.day, why=why)
        elif moment is None or moment.reference == "placement_date" or entered == date.min:
            ready[person.id] = day
        else:
            by_graduation = moment.reference == "graduation_date" and person.role == Role.GRADUATE
            ready[person.id] = (person.graduated_on if by_graduation else None) or entered
    return Pool(ready=ready, barred=barred)
