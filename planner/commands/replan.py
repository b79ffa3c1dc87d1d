"""This module is where a plan is repaired after something happened."""

import sys
from pathlib import Path

import click

from planner.commands import shared
from planner.commands.shared import NOT_KNOWN, shown, tell, tell_findings
from planner.messages import say
from planner.text import Language


@click.command()
@click.argument("run_folder", metavar="RUN", type=click.Path(path_type=Path))
@click.option("--event", "events", type=click.Path(path_type=Path), required=True, help="事件表 events.csv / xlsx")
@click.option("--time-limit", type=click.FloatRange(min=0), default=20.0, show_default=True, help="秒 seconds")
@click.option("--out", type=click.Path(path_type=Path), help="另写出补救表 also write tables and a workbook here")
@shared.language
def replan(run_folder: Path, events: Path, time_limit: float, out: Path | None, lang: Language) -> None:
    """有人离职等情况后，改动最少的补救。 After a resignation: the smallest set of changes."""
    from planner.replanning import replan as repaired
    from planner.replanning.telling import told
    from planner.run import AuditFailed
    from planner.scenario.event_file import published, read_events
    from planner.scenario.run_folder import scenario_of

    scenario, changed = scenario_of(run_folder)
    if changed:
        click.echo(say("cli.changed", files="、".join(changed)).pick(lang), err=True)
    plan = published(run_folder)
    happened = read_events(events, scenario.instance, plan)
    try:
        answers, after = repaired(scenario.instance, scenario.policy, plan, happened, time_limit)
    except AuditFailed as error:
        click.echo(say("cli.audit_failed").pick(lang), err=True)
        tell_findings(error.findings, lang, err=True)
        sys.exit(NOT_KNOWN)
    for line in told(answers, scenario.instance):
        tell(line, lang)
    if out is not None:
        from planner.report.repair_folder import write_repairs

        written = write_repairs(answers, after, scenario.instance, out, lang)
        tell(say("replan.written", path=shown(written)), lang)
