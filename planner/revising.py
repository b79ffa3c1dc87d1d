"""This module is where amounts become what is booked: shared among funders, split, begun later, withdrawn."""

from collections.abc import Iterable

from planner.domain import Instance
from planner.faces.money import RevisionRule
from planner.money import Amount
from planner.policy import Policy


def revised(amounts: Iterable[Amount], instance: Instance, policy: Policy) -> tuple[Amount, ...]:
    """Return amounts as every clause in force has revised them, one clause after another in order of precedence."""
    found = tuple(amounts)
    for rule in policy.having(RevisionRule):
        found = tuple(part for amount in found for part in rule.revised(amount, instance))
    return found
