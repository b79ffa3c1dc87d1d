"""This module is where the clauses in force are listed."""

from pathlib import Path

import click

from planner.commands import shared
from planner.commands.shared import tell
from planner.text import Language


@click.command()
@click.argument("scenario", type=click.Path(path_type=Path), required=False)
@shared.variant
@click.option("--coverage", is_flag=True, help="只列出已计算条款的数目 only how many clauses are computed")
@shared.language
def clauses(scenario: Path | None, variant: str | None, coverage: bool, lang: Language) -> None:
    """列出在用的条款和未模型化的条款。 Every clause in force, and what is not modelled."""
    from planner.coverage import coverage_lines
    from planner.listing import policy_lines
    from planner.scenario import load
    from planner.scenario.precedence import every_pack

    if coverage:
        for line in coverage_lines():
            tell(line, lang)
        return
    policies = [load(scenario, variant).policy] if scenario is not None else every_pack()
    for policy in policies:
        for line in policy_lines(policy):
            tell(line, lang)
