"""This module is where a scenario is solved, audited and reported."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands import shared
from planner.commands.shared import NO_PLAN, shown, tell, tell_findings
from planner.commands.ticker import Ticker
from planner.messages import say
from planner.text import Language, Text

if TYPE_CHECKING:
    from planner.scenario import Scenario
    from planner.staffing import Outlook


@click.command()
@shared.scenario
@shared.variant
@click.option("--out", type=click.Path(path_type=Path), help="输出文件夹 output folder")
@click.option("--time-limit", type=click.FloatRange(min=0), default=60.0, show_default=True, help="秒 seconds")
@click.option("--no-report", is_flag=True, help="只写表格，不画图 tables and manifest only")
@click.option("--outlook", "ahead", is_flag=True, help="加排未来各半年 also who serves where in the years ahead")
@click.option("--workers", type=click.IntRange(min=1), help="排班用的进程数 processes for the outlook")
@shared.language
def run(
    scenario: Path,
    variant: str | None,
    out: Path | None,
    time_limit: float,
    no_report: bool,
    ahead: bool,
    workers: int | None,
    lang: Language,
) -> None:
    """求解、审计、出报告。 Solve, audit, report."""
    from planner.report import write_run
    from planner.result import SolveStatus
    from planner.run import AuditFailed, solve
    from planner.scenario import load

    loaded = load(scenario, variant)
    try:
        result = solve(loaded, time_limit)
        outlook = _outlook(loaded, time_limit, workers, lang) if ahead else None
    except AuditFailed as error:
        click.echo(say("cli.audit_failed").pick(lang), err=True)
        tell_findings(error.findings, lang, err=True)
        sys.exit(1)
    out = out or Path("reports") / loaded.name / loaded.variant_name
    written = write_run(result, out, with_report=not no_report, language=lang, outlook=outlook)
    placed = sum(o.placed for o in result.outcomes)
    proven = say("cli.proven" if result.status is SolveStatus.OPTIMAL else "cli.unproven")
    tell(say("cli.ran", placed=placed, unplaced=len(result.outcomes) - placed, proven=proven), lang)
    if outlook is not None:
        tell(_ahead(outlook), lang)
    tell(say("cli.written", path=shown(written if no_report else written / "report.html")), lang)
    statuses = {result.status} | ({outlook.status} if outlook else set())
    sys.exit(NO_PLAN if SolveStatus.INFEASIBLE in statuses else 0)


def _outlook(loaded: "Scenario", time_limit: float, workers: int | None, language: Language) -> "Outlook | None":
    """Plan the years ahead; None where Ctrl-C came before there was anything to keep."""
    from planner.faces import RotationRule
    from planner.staffing import plan_outlook

    rule = loaded.policy.only(RotationRule)
    # A line that is rewritten is only for eyes on a terminal.
    watched = sys.stdout.isatty() and sys.stderr.isatty()
    ticker = Ticker(len(loaded.instance.centres), rule.outlook_goals[-1], language) if rule and watched else None
    try:
        return plan_outlook(loaded, time_limit, workers, ticker.tell if ticker else None)
    except KeyboardInterrupt:
        click.echo(say("cli.outlook_stopped").pick(language), err=True)
        return None
    finally:
        if ticker:
            ticker.clear()


def _ahead(outlook: "Outlook") -> Text:
    """Say what an outlook came to: over which half-years, the clinics with nobody, how far it is proven."""
    from planner.result import SolveStatus

    empty = [s.site_id for s in outlook.sites if s.uncovered]
    unproven = sum(s is not SolveStatus.OPTIMAL for s in outlook.centres.values())
    proven = say("cli.outlook_unproven", count=unproven) if unproven else say("cli.outlook_proven")
    return say(
        "cli.outlook",
        first=outlook.periods[0],
        last=outlook.periods[-1],
        clinics=len(set(empty)),
        count=len(empty),
        proven=proven,
    )
