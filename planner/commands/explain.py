"""This module is where a person, a centre or a clinic is explained."""

from pathlib import Path

import click

from planner.commands import shared
from planner.messages import say
from planner.text import Language


@click.command()
@click.argument("run_folder", metavar="RUN", type=click.Path(path_type=Path))
@click.argument("subject", metavar="ID")
@click.option("--instead", help="改去的中心或服务点编码 a centre or clinic")
@shared.language
def explain(run_folder: Path, subject: str, instead: str | None, lang: Language) -> None:
    """为什么是她、为什么在那里。 Why this person, centre or clinic; and what would have to change."""
    from planner.explaining import explain as explained
    from planner.scenario.event_file import has_outlook, published
    from planner.scenario.run_folder import scenario_of

    scenario, changed = scenario_of(run_folder)
    if changed:
        click.echo(say("cli.changed", files="、".join(changed)).pick(lang), err=True)
    plan = published(run_folder) if has_outlook(run_folder) else ()
    click.echo(explained(scenario, subject, instead, plan).text(lang))
