"""This module is where an empty scenario is laid out."""

from pathlib import Path

import click

from planner.commands import shared
from planner.commands.shared import shown, tell
from planner.messages import say
from planner.text import Language


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@shared.language
def new(folder: Path, lang: Language) -> None:
    """新建一个带 Excel 模板的方案。 An empty scenario with an Excel template."""
    from planner.scenario.template import write_template

    write_template(folder)
    tell(say("cli.new", path=shown(folder)), lang)
