"""This module is where a plan is reckoned up: what it costs and who pays, how targets stand, which duties fall due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planner.accounts import Duty, Measure
from planner.calendar import add_months, day_before
from planner.domain import Instance, Plan
from planner.faces import DutyRule, PayRule, SiteCostRule, TargetRule
from planner.money import Amount
from planner.policy import Policy
from planner.stages.spells import spells


@dataclass(frozen=True, kw_only=True)
class Accounts:
    """What follows from a plan: amounts by spell and by site, measures of the targets, duties in order of day.

    ``awaited`` are the values, by clause id and parameter, that the texts leave to notices not at hand and nobody gave:
    what needs them is left out and must be named.
    """

    money: tuple[Amount, ...] = ()
    measures: tuple[Measure, ...] = ()
    duties: tuple[Duty, ...] = ()
    awaited: tuple[tuple[str, str], ...] = ()


def account(instance: Instance, policy: Policy, plan: Plan) -> Accounts:
    """Reckon a plan up over the horizon, from the month of the placement date; amounts are exact to the fen."""
    first = instance.placement_date.replace(day=1)
    months = 12 * instance.horizon_years
    last = day_before(add_months(first, months))
    return Accounts(
        money=tuple(_money(instance, policy, plan, first, months)),
        measures=tuple(m for rule in policy.having(TargetRule) for m in rule.measures(instance, plan, first, last)),
        duties=tuple(
            sorted(
                (d for rule in policy.having(DutyRule) for d in rule.duties(instance, first, last)),
                key=lambda duty: (duty.day, duty.clause, duty.subject),
            )
        ),
        awaited=policy.awaited,
    )


def _money(instance: Instance, policy: Policy, plan: Plan, first: date, months: int) -> Iterator[Amount]:
    """Yield the amounts of every spell, gross before deductions before additions before floors, then those of sites."""
    rules = sorted(policy.having(PayRule), key=lambda rule: rule.pay_step)
    for spell in spells(instance, policy, plan, first, months) if rules else ():
        so_far: tuple[Amount, ...] = ()
        for rule in rules:
            so_far += tuple(rule.amounts(spell, so_far, instance))
        yield from so_far
    for site_rule in policy.having(SiteCostRule):
        for site in instance.sites:
            yield from site_rule.costs(site, first, months, instance)
