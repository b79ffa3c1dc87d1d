"""This module is where the program starts: the commands, and what bad input looks like on a terminal."""

import sys
from typing import Any

import click

from planner.commands.check import check
from planner.commands.clauses import clauses
from planner.commands.compare import compare
from planner.commands.explain import explain
from planner.commands.network import network
from planner.commands.new import new
from planner.commands.replan import replan
from planner.commands.run import run
from planner.commands.shared import BAD_INPUT
from planner.commands.sweep import sweep
from planner.commands.verify import verify
from planner.messages import say
from planner.problem import ScenarioError
from planner.text import Language
from planner.version import __version__


class _Commands(click.Group):
    """Commands that report faults of the input as a list and end with status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ScenarioError as error:
            language: Language = "en" if "en" in sys.argv[1:] else "zh"
            for problem in error.problems:
                click.echo(problem.line(language), err=True)
            click.echo(say("cli.problems", count=len(error.problems)).pick(language), err=True)
            ctx.exit(BAD_INPUT)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """乡村医生安置规划。 Placement planner for county health commissions."""
    # A console in another encoding (GBK, say) shows a question mark instead of stopping the program.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


for _command in (run, check, verify, explain, replan, compare, clauses, new, sweep, network):
    main.add_command(_command)
