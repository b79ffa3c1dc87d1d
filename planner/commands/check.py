"""This module is where the input of a scenario is checked and nothing solved."""

from pathlib import Path

import click

from planner.commands import shared
from planner.commands.shared import tell
from planner.messages import say
from planner.text import Language


@click.command()
@shared.scenario
@shared.variant
@shared.language
def check(scenario: Path, variant: str | None, lang: Language) -> None:
    """只检查输入。 Validate the input only."""
    from planner.scenario import load
    from planner.scenario.precedence import awaited_values

    loaded = load(scenario, variant)
    for notice in loaded.notices:
        tell(notice, lang)
    for line in awaited_values(loaded.policy):
        tell(line, lang)
    instance = loaded.instance
    tell(
        say(
            "cli.checked",
            centres=len(instance.centres),
            sites=len(instance.sites),
            people=len(instance.people),
            clauses=len(loaded.policy.clauses),
        ),
        lang,
    )
