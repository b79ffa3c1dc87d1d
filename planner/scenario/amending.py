"""This module is where a scenario is amended without its files being touched: what-if in one call."""

from collections.abc import Sequence
from dataclasses import replace

from planner.policy import Amendment
from planner.scenario import Scenario
from planner.scenario.packs import load_policy


def amended(scenario: Scenario, amendments: Sequence[Amendment], name: str) -> Scenario:
    """Return a scenario under further amendments, which come after its own; the facts stay as they are.

    ``name`` becomes the name of the variant. Raises ScenarioError for a clause no pack of the scenario has, and for a
    parameter the clause does not have or does not allow.
    """
    packs = tuple(pack.id for pack in scenario.policy.packs)
    policy = load_policy(
        packs,
        (*scenario.policy.amendments, *amendments),
        scenario.instance.placement_date,
        "scenario.yaml",
        (0,) * len(packs),
    )
    return replace(scenario, policy=policy, variant_name=name)
