"""This module is where any plan is audited, also one made by hand."""

import sys
from pathlib import Path

import click

from planner.commands import shared
from planner.commands.shared import VIOLATIONS, tell, tell_findings
from planner.messages import say
from planner.text import Language


@click.command()
@shared.scenario
@click.option("--plan", "plan", type=click.Path(path_type=Path), required=True, help="xlsx 或 csv")
@shared.variant
@shared.language
def verify(scenario: Path, plan: Path, variant: str | None, lang: Language) -> None:
    """审计任何方案，包括手工做的。 Audit any plan, also one made by hand."""
    from planner.auditing import audit
    from planner.finding import Status
    from planner.replanning.required import unmet
    from planner.scenario import load
    from planner.scenario.plan_file import read_plan

    loaded = load(scenario, variant)
    read, lines = read_plan(plan, loaded.instance)
    findings = audit(loaded.instance, loaded.policy, read, lines)
    if read.assignments:
        findings = (*findings, *unmet(loaded, read))
    elif loaded.require:
        tell(say("cli.require_not_judged"), lang)
    bad = [f for f in findings if f.status is Status.VIOLATED]
    tell_findings(bad, lang)
    missed = [f for f in findings if f.status in {Status.MISSED, Status.WAIVED}]
    tell(
        say(
            "cli.verified",
            bad=len(bad),
            missed=len(missed),
            placed=sum(p.centre_id is not None for p in read.placements),
        ),
        lang,
    )
    sys.exit(VIOLATIONS if bad else 0)
