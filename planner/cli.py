"""This module is where the commands are: each reads a folder, calls one verb, and says what happened in words."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.messages import say
from planner.problem import ScenarioError
from planner.text import Language, Text
from planner.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.finding import Finding
    from planner.scenario import Scenario
    from planner.staffing import Outlook

BAD_INPUT, NO_PLAN, VIOLATIONS = 2, 3, 4

_language = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="语言 language"
)
_variant = click.option("--variant", help="情景名（variants 中的文件名） name of a what-if")
_scenario = click.argument("scenario", type=click.Path(path_type=Path))


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


@main.command()
@_scenario
@_variant
@click.option("--out", type=click.Path(path_type=Path), help="输出文件夹 output folder")
@click.option("--time-limit", type=click.FloatRange(min=0), default=60.0, show_default=True, help="秒 seconds")
@click.option("--no-report", is_flag=True, help="只写表格，不画图 tables and manifest only")
@click.option("--outlook", "ahead", is_flag=True, help="加排未来各半年 also who serves where in the years ahead")
@click.option("--workers", type=click.IntRange(min=1), help="排班用的进程数 processes for the outlook")
@_language
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
        _findings(error.findings, lang, err=True)
        sys.exit(1)
    out = out or Path("reports") / loaded.name / loaded.variant_name
    written = write_run(result, out, with_report=not no_report, language=lang, outlook=outlook)
    placed = sum(o.placed for o in result.outcomes)
    proven = say("cli.proven" if result.status is SolveStatus.OPTIMAL else "cli.unproven")
    _say(say("cli.ran", placed=placed, unplaced=len(result.outcomes) - placed, proven=proven), lang)
    if outlook is not None:
        _say(_ahead(outlook), lang)
    _say(say("cli.written", path=_shown(written if no_report else written / "report.html")), lang)
    statuses = {result.status} | ({outlook.status} if outlook else set())
    sys.exit(NO_PLAN if SolveStatus.INFEASIBLE in statuses else 0)


def _outlook(loaded: "Scenario", time_limit: float, workers: int | None, language: Language) -> "Outlook | None":
    """Plan the years ahead; None where Ctrl-C came before there was anything to keep."""
    from planner.faces import RotationRule
    from planner.staffing import plan_outlook

    rule = loaded.policy.only(RotationRule)
    # A line that is rewritten is only for eyes on a terminal.
    watched = sys.stdout.isatty() and sys.stderr.isatty()
    ticker = _Ticker(len(loaded.instance.centres), rule.outlook_goals[-1], language) if rule and watched else None
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


class _Ticker:
    """One line on a terminal, rewritten: centres done, and value and bound of the goal the last news was of."""

    def __init__(self, centres: int, last: str, language: Language) -> None:
        self._centres, self._last, self._language = centres, last, language
        self._told: dict[str, dict[str, tuple[int, int]]] = {}
        self._done: set[str] = set()

    def tell(self, centre: str, goal: str, value: int, bound: int) -> None:
        """Take the news of one centre and rewrite the line."""
        mine = self._told.setdefault(goal, {})
        mine[centre] = (value, bound)
        if goal == self._last and value == bound:
            self._done.add(centre)
        total = max if goal == "remote" else sum
        line = say(
            "cli.outlook_progress",
            done=len(self._done),
            all=self._centres,
            goal=say(f"outlook.goal.{goal}"),
            best=total(v for v, _ in mine.values()),
            bound=total(b for _, b in mine.values()),
        )
        click.echo("\r\x1b[K" + line.pick(self._language), err=True, nl=False)

    def clear(self) -> None:
        """Leave the line empty."""
        click.echo("\r\x1b[K", err=True, nl=False)


@main.command()
@_scenario
@_variant
@_language
def check(scenario: Path, variant: str | None, lang: Language) -> None:
    """只检查输入。 Validate the input only."""
    from planner.scenario import load

    loaded = load(scenario, variant)
    for notice in loaded.notices:
        _say(notice, lang)
    instance = loaded.instance
    _say(
        say(
            "cli.checked",
            centres=len(instance.centres),
            sites=len(instance.sites),
            people=len(instance.people),
            clauses=len(loaded.policy.clauses),
        ),
        lang,
    )


@main.command()
@_scenario
@click.option("--plan", "plan", type=click.Path(path_type=Path), required=True, help="xlsx 或 csv")
@_variant
@_language
def verify(scenario: Path, plan: Path, variant: str | None, lang: Language) -> None:
    """审计任何方案，包括手工做的。 Audit any plan, also one made by hand."""
    from planner.auditing import audit
    from planner.finding import Status
    from planner.scenario import load
    from planner.scenario.plan_file import read_plan

    loaded = load(scenario, variant)
    read, lines = read_plan(plan, loaded.instance)
    findings = audit(loaded.instance, loaded.policy, read, lines)
    bad = [f for f in findings if f.status is Status.VIOLATED]
    _findings(bad, lang)
    missed = [f for f in findings if f.status in {Status.MISSED, Status.WAIVED}]
    _say(
        say(
            "cli.verified",
            bad=len(bad),
            missed=len(missed),
            placed=sum(p.centre_id is not None for p in read.placements),
        ),
        lang,
    )
    sys.exit(VIOLATIONS if bad else 0)


@main.command()
@click.argument("run_folder", metavar="RUN", type=click.Path(path_type=Path))
@click.argument("subject", metavar="ID")
@click.option("--instead", help="改去的中心或服务点编码 a centre or clinic")
@_language
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


@main.command()
@click.argument("run_folder", metavar="RUN", type=click.Path(path_type=Path))
@click.option("--event", "events", type=click.Path(path_type=Path), required=True, help="事件表 events.csv / xlsx")
@click.option("--time-limit", type=click.FloatRange(min=0), default=20.0, show_default=True, help="秒 seconds")
@_language
def replan(run_folder: Path, events: Path, time_limit: float, lang: Language) -> None:
    """有人离职等情况后，改动最少的补救。 After a resignation: the smallest set of changes."""
    from planner.repair_text import told
    from planner.replanning import replan as repaired
    from planner.scenario.event_file import published, read_events
    from planner.scenario.run_folder import scenario_of

    scenario, changed = scenario_of(run_folder)
    if changed:
        click.echo(say("cli.changed", files="、".join(changed)).pick(lang), err=True)
    plan = published(run_folder)
    for event in read_events(events, scenario.instance):
        strip = repaired(scenario.instance, scenario.policy, plan, event, time_limit)
        for line in told(event, strip, scenario.instance):
            _say(line, lang)


@main.command()
@click.argument("scenario", type=click.Path(path_type=Path), required=False)
@_variant
@_language
def clauses(scenario: Path | None, variant: str | None, lang: Language) -> None:
    """列出在用的条款和未模型化的条款。 Every clause in force, and what is not modelled."""
    from planner.listing import policy_lines
    from planner.scenario import load
    from planner.scenario.packs import every_pack

    policies = [load(scenario, variant).policy] if scenario is not None else every_pack()
    for policy in policies:
        for line in policy_lines(policy):
            _say(line, lang)


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@_language
def new(folder: Path, lang: Language) -> None:
    """新建一个带 Excel 模板的方案。 An empty scenario with an Excel template."""
    from planner.scenario.template import write_template

    write_template(folder)
    _say(say("cli.new", path=_shown(folder)), lang)


def _say(text: Text, language: Language) -> None:
    click.echo(text.pick(language))


def _shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_absolute() and path.is_relative_to(here) else str(path)


def _findings(findings: "Iterable[Finding]", language: Language, err: bool = False) -> None:
    for f in findings:
        subject = f" {f.subject}" if f.subject else ""
        click.echo(f"{f.clause}{subject}: {f.message.pick(language)}", err=err)
