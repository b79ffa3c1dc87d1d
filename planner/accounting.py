"""This module is where a plan is reckoned up: what it costs and who pays, how targets stand, which duties fall due."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from planner.accounts import Accounts, Duty, Lack, Measure, Spell
from planner.calendar import add_months, day_before
from planner.domain import Instance, Person, Plan, Zone
from planner.faces.duties import DeferRule, DutyRule, EducationDutyRule, TargetRule, WatchRule
from planner.faces.money import ApportionRule, PayRule, ScaleRule, SiteCostRule, SiteScaleRule
from planner.money import Amount
from planner.once import once
from planner.policy import Policy
from planner.revising import revised
from planner.scale import amount_on, monthly
from planner.stages.spells import spells
from planner.stages.supply import POOL_ROLES, first_day_gone, ready_day
from planner.stages.training import educations, training_duties
from planner.text import Text, plain

__all__ = ["Accounts", "account", "falls_due", "leaving", "standing"]


def account(instance: Instance, policy: Policy, plan: Plan) -> Accounts:
    """Reckon a plan up over the horizon, from the month of the placement date; amounts are exact to the fen."""
    first, last = _horizon(instance)
    months = 12 * instance.horizon_years
    lives = spells(instance, policy, plan, first, months) if policy.having(PayRule) else ()
    money = tuple(_money(instance, policy, lives, first, months))
    roster = _roster(instance, policy, plan)
    measures = standing(roster, policy, replace(plan, money=money))
    return Accounts(
        money=money,
        measures=measures,
        duties=tuple(_duties(instance, roster, policy, measures, first, last)),
        awaited=policy.awaited,
        lacking=tuple(_lacking(instance, policy, lives)),
    )


@once
def falls_due(instance: Instance, policy: Policy, plan: Plan) -> tuple[Duty, ...]:
    """Return what falls due over the horizon in order of day, on the roster as the plan leaves it."""
    roster = _roster(instance, policy, plan)
    return tuple(_duties(instance, roster, policy, standing(roster, policy, plan), *_horizon(instance)))


def _horizon(instance: Instance) -> tuple[date, date]:
    """Return the first day of the month of the placement date, and the last day of the horizon."""
    first = instance.placement_date.replace(day=1)
    return first, day_before(add_months(first, 12 * instance.horizon_years))


def _roster(instance: Instance, policy: Policy, plan: Plan) -> Instance:
    """Return the roster as the plan leaves it, where a clause in force looks at it."""
    looked_at = policy.having(TargetRule) or policy.having(DutyRule) or policy.having(EducationDutyRule)
    return leaving(instance, policy, plan) if looked_at else instance


def standing(roster: Instance, policy: Policy, plan: Plan) -> tuple[Measure, ...]:
    """Return how the targets stand on a roster as ``leaving`` gives it, in the order of the clauses."""
    first, last = _horizon(roster)
    return tuple(m for rule in policy.having(TargetRule) for m in rule.measures(roster, plan, first, last))


@once
def leaving(instance: Instance, policy: Policy, plan: Plan) -> Instance:
    """Return the roster as the plan leaves it: where it puts people, when they are ready, when the law has them go."""
    people = (_dated(person, _ahead(person, instance, policy, plan), instance, policy) for person in instance.people)
    return replace(instance, people=tuple(people))


def _dated(before: Person, person: Person, instance: Instance, policy: Policy) -> Person:
    """Return a person as the plan leaves her, with the day on which a graduate or recruit of the pool is ready."""
    if before.role not in POOL_ROLES or before.site_id is not None:
        return person
    ready = before.available_from or ready_day(before, policy)
    if ready is None or ready == date.min:
        return person
    for rule in policy.having(DeferRule):
        ready = rule.deferred(ready, before.id, instance)
    return replace(person, available_from=ready)


def _duties(
    instance: Instance, roster: Instance, policy: Policy, measures: Sequence[Measure], first: date, last: date
) -> list[Duty]:
    """Return what falls due in order of day, on the roster as the plan leaves it."""
    rules, watches = policy.having(DutyRule), policy.having(WatchRule)
    due = [duty for rule in rules for duty in rule.duties(roster, first, last)]
    due += [duty for rule in watches for duty in rule.watch(measures)]
    if educating := policy.having(EducationDutyRule):
        educated = tuple(educations(instance, roster, policy))
        due += [duty for rule in educating for duty in rule.owed_to(educated, first, last)]
    due += training_duties(instance, policy, first, last)
    return sorted(due, key=lambda duty: (duty.day, duty.clause, duty.by.zh, duty.subject))


def _ahead(person: Person, instance: Instance, policy: Policy, plan: Plan) -> Person:
    """Return a person where the plan first puts her, and with the day on which the law has her leave."""
    placement, career = plan.placement.get(person.id), plan.career.get(person.id, ())
    gone = first_day_gone(person, instance, policy)
    if placement is not None and placement.centre_id is not None:
        place = placement.site_id or placement.centre_id
        return replace(
            person, site_id=place, employer=placement.centre_id, since=instance.placement_date, leaves_on=gone
        )
    if person.site_id is None and career:
        place = career[0].site_id
        employer = person.employer or (instance.site[place].centre_id if place in instance.site else place)
        return replace(person, site_id=place, employer=employer, since=career[0].start.start, leaves_on=gone)
    return replace(person, leaves_on=gone)


def _money(instance: Instance, policy: Policy, lives: Sequence[Spell], first: date, months: int) -> Iterator[Amount]:
    """Yield the amounts of every spell, gross before deductions before additions before floors, then those of sites."""
    rules = sorted(policy.having(PayRule), key=lambda rule: rule.pay_step)
    shares = policy.having(ApportionRule)
    for spell in lives:
        so_far: tuple[Amount, ...] = ()
        for rule in rules:
            for amount in rule.amounts(spell, so_far, instance):
                so_far += _apportioned(amount, spell, shares, instance)
        yield from so_far
    for site_rule in policy.having(SiteCostRule):
        for site in instance.sites:
            yield from revised(site_rule.costs(site, first, months, instance), instance, policy)


def _apportioned(
    amount: Amount, spell: Spell, rules: Sequence[ApportionRule], instance: Instance
) -> tuple[Amount, ...]:
    """Return the parts of an amount once every clause has said who bears it and whether it is due."""
    parts: tuple[Amount, ...] = (amount,)
    for rule in rules:
        parts = tuple(part for whole in parts for part in rule.apportioned(whole, spell, instance))
    return parts


def _lacking(instance: Instance, policy: Policy, lives: Sequence[Spell]) -> Iterator[Lack]:
    """Yield what the clauses need of the pay scale and it does not give, once for each clause, item and zone."""
    found: dict[tuple[str, Text, str, Zone | None], list[Spell]] = defaultdict(list)
    for rule in policy.having(ScaleRule):
        for spell in lives:
            for item, zone in rule.wanted(spell, instance):
                row = amount_on(instance, item, spell.first, zone, spell.credential)
                if row is None or monthly(row) is None:
                    found[rule.id, _named(rule.notice), item, zone].append(spell)
    for (clause, notice, item, zone), missing in found.items():
        yield Lack(
            clause=clause,
            item=item,
            zone=zone,
            day=min(spell.first for spell in missing),
            notice=notice,
            people=tuple(sorted({spell.person.id for spell in missing})),
        )
    day, _ = _horizon(instance)
    for site_rule in policy.having(SiteScaleRule):
        at: dict[tuple[str, Zone | None], list[str]] = defaultdict(list)
        for site in instance.sites:
            for key in site_rule.wanted_at(site, day, instance):
                at[key].append(site.id)
        for (item, zone), sites in at.items():
            yield Lack(
                clause=site_rule.id, item=item, zone=zone, day=day, notice=_named(site_rule.notice), sites=tuple(sites)
            )


def _named(notice: str | Text) -> Text:
    return plain(notice) if isinstance(notice, str) else notice
