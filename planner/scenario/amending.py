"""This module is where a scenario is amended without its files being touched: what-if in one call."""

from collections.abc import Sequence
from dataclasses import replace

from planner.policy import Amendment
from planner.scenario import Scenario
from planner.scenario.precedence import assemble


def amended(scenario: Scenario, amendments: Sequence[Amendment], name: str) -> Scenario:
    """Return a scenario under further amendments, which come after its own; the facts stay as they are.

    ``name`` becomes the name of the variant. Raises ScenarioError for a clause no pack of the scenario has, and for a
    parameter the clause does not have or does not allow.
    """
    policy = scenario.policy
    policy = assemble(policy.packs, (*policy.amendments, *amendments), scenario.instance.placement_date)
    return replace(scenario, policy=policy, variant_name=name)
