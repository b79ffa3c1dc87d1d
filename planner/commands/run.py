"""This module is where a scenario is solved, audited and reported."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands import shared
from planner.commands.no_plan import has_plan, tell_no_plan
from planner.commands.shared import NO_PLAN, NOT_KNOWN, VIOLATIONS, shown, tell, tell_findings
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
@click.option(
    "--locks",
    type=click.Path(path_type=Path),
    help="保留 plan.xlsx 中标为锁定的行 keep the rows marked in an edited plan",
)
@click.option("--outlook", "ahead", is_flag=True, help="加排未来各半年 also who serves where in the years ahead")
@click.option("--workers", type=click.IntRange(min=1), help="排班用的进程数 processes for the outlook")
@click.option("--template", type=click.Path(path_type=Path), help="report.docx 的模板 the office's own template")
@click.option("--share", is_flag=True, help="供传阅：以编码代替姓名 codes in place of names, for circulation")
@shared.language
def run(
    scenario: Path,
    variant: str | None,
    out: Path | None,
    time_limit: float,
    no_report: bool,
    locks: Path | None,
    ahead: bool,
    workers: int | None,
    template: Path | None,
    share: bool,
    lang: Language,
) -> None:
    """求解、审计、出报告。 Solve, audit, report."""
    from planner.report import write_run
    from planner.result import SolveStatus
    from planner.run import AuditFailed, solve
    from planner.scenario import load

    if template is not None:
        from planner.report.memo_docx import check_template

        check_template(template)
    loaded = free = load(scenario, variant)
    kept = None
    if locks is not None:
        from planner.scenario.lock_file import keeping, read_locks, recorded
        from planner.stages.supply import pool_on

        pool = pool_on(loaded.instance.placement_date, loaded.instance, loaded.policy)
        kept = read_locks(locks, loaded.instance, pool.ready)
        loaded = keeping(loaded, kept.locks)
    if share:
        from planner.report.sharing import coded, undated

        loaded = coded(loaded)
    try:
        result = solve(loaded, time_limit)
        outlook = _outlook(loaded, time_limit, workers, lang) if ahead else None
    except AuditFailed as error:
        ours = kept is None or _fails(free, time_limit, workers, lang, ahead)
        click.echo(say("cli.audit_failed" if ours else "cli.locks_break").pick(lang), err=True)
        tell_findings(error.findings, lang, err=True)
        sys.exit(NOT_KNOWN if ours else VIOLATIONS)
    if share:
        result, outlook = undated(result, outlook)
    ahead_plan = outlook if outlook is None or has_plan(outlook) else None
    out = out or Path("reports") / loaded.name / (
        loaded.variant_name + ("-locked" if kept else "") + ("-shared" if share else "")
    )
    stamp = {} if kept is None else {"locks": recorded(kept, loaded)}
    written = write_run(
        result,
        out,
        with_report=not no_report,
        language=lang,
        outlook=ahead_plan,
        stamp=stamp,
        template=template,
    )
    placed = sum(o.placed for o in result.outcomes)
    proven = say("cli.proven" if result.status is SolveStatus.OPTIMAL else "cli.unproven")
    tell(say("cli.ran", placed=placed, unplaced=len(result.outcomes) - placed, proven=proven), lang)
    if ahead_plan is not None:
        tell(_ahead(ahead_plan), lang)
    tell(say("cli.written", path=shown(written if no_report else written / "report.html")), lang)
    if outlook is not None and ahead_plan is None:
        tell_no_plan(outlook, time_limit, lang)
        sys.exit(NO_PLAN if outlook.status is SolveStatus.INFEASIBLE else NOT_KNOWN)
    statuses = {result.status} | ({outlook.status} if outlook else set())
    sys.exit(NO_PLAN if SolveStatus.INFEASIBLE in statuses else 0)


def _fails(free: "Scenario", time_limit: float, workers: int | None, language: Language, ahead: bool) -> bool:
    """Return whether our plan fails its audit without the locks, too, so that they are not to blame."""
    from planner.run import AuditFailed, solve

    try:
        solve(free, time_limit)
        if ahead:
            _outlook(free, time_limit, workers, language)
    except AuditFailed:
        return True
    return False


def _outlook(loaded: "Scenario", time_limit: float, workers: int | None, language: Language) -> "Outlook | None":
    """Plan the years ahead; None where Ctrl-C came before there was anything to keep."""
    from planner.staffing import goal_order, plan_outlook

    goals = goal_order(loaded)
    # A line that is rewritten is only for eyes on a terminal.
    watched = sys.stdout.isatty() and sys.stderr.isatty()
    ticker = Ticker(len(loaded.instance.centres), goals[-1], language) if goals and watched else None
    try:
        outlook = plan_outlook(loaded, time_limit, workers, ticker.tell if ticker else None)
        if outlook.died is not None:
            click.echo(outlook.died.pick(language), err=True)
        return outlook
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
