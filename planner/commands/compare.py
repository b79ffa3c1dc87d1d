"""This module is where plans are compared side by side."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from planner.commands import shared
from planner.commands.shared import shown, tell
from planner.messages import say
from planner.problem import Problem, ScenarioError
from planner.text import Language

if TYPE_CHECKING:
    from planner.comparison import Comparison
    from planner.report.compare_views import View

MOST_ROWS, MOST_STINTS = 40, 10
"""Rows of a table shown on a terminal, and of that of the years ahead; ``--out`` writes them all."""


@click.command()
@click.argument("plans", metavar="PLAN...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--variant",
    "variants",
    multiple=True,
    help="第一个方案的情景，可多次给出 a variant of the first plan's scenario; may be repeated",
)
@click.option("--outlook", "ahead", is_flag=True, help="也排今后几年 plan the years ahead too")
@click.option("--workers", type=click.IntRange(min=1), help="并行进程数 processes for the years ahead")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0),
    default=60.0,
    show_default=True,
    help="每个方案的秒数 seconds for each plan",
)
@click.option(
    "--prices", is_flag=True, help="改为逐条算出一个方案中条款的代价 price every clause of one scenario instead"
)
@click.option(
    "--anyway", is_flag=True, help="方案或输入不同也对照，并加标注 compare other scenarios or input too, marked"
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="写出文件夹：表格、compare.xlsx、compare.html a folder to write"
)
@click.option("--share", is_flag=True, help="供传阅：以编码代替姓名 codes in place of names, for circulation")
@shared.language
def compare(
    plans: tuple[Path, ...],
    variants: tuple[str, ...],
    ahead: bool,
    workers: int | None,
    time_limit: float,
    prices: bool,
    anyway: bool,
    out: Path | None,
    share: bool,
    lang: Language,
) -> None:
    """几个方案逐项对照，第一个是基准。 Plans side by side; the first is the baseline.

    PLAN 是结果文件夹（照发布的方案读回）、方案文件夹，或 variants 中的情景文件（现在求解，尽量不动基准的安排）。

    PLAN is a run folder (read back as published), a scenario folder, or a file of variants/ (solved now, as close to
    the baseline as the law allows).
    """
    if prices:
        from planner.commands.pricing import tell_prices

        usual = click.get_current_context().get_parameter_source("time_limit") is ParameterSource.DEFAULT
        limit = None if usual else time_limit
        tell_prices(plans, variants, ahead=ahead, workers=workers, time_limit=limit, out=out, language=lang)
        return
    from planner.comparing import Effort
    from planner.comparing import compare as compared
    from planner.scenario.run_folder import is_run, scenario_of

    given = list(plans)
    if variants:
        first = plans[0]
        if is_run(first):
            first = scenario_of(first)[0].folder or first
        elif first.parent.name == "variants":
            first = first.parent.parent
        named = [first if name == "base" else first / "variants" / f"{name}.yaml" for name in variants]
        given += [path for path in named if path != plans[0]]
    effort = Effort(ahead=ahead, time_limit=time_limit, workers=workers)
    if share:
        from planner.report.compare_sharing import nameless
        from planner.report.sharing import coded

        comparison = nameless(compared(given, effort, anyway, told=coded))
    else:
        comparison = compared(given, effort, anyway)
    for line in _lines(comparison, lang):
        click.echo(line)
    if out is not None:
        from planner.report.compare_folder import write_comparison

        try:
            written = write_comparison(comparison, out, lang)
        except OSError as error:
            raise ScenarioError([Problem(str(out), 0, "", str(error), say("compare.unwritable"))]) from None
        tell(say("compare.written", path=shown(written)), lang)


def _lines(comparison: "Comparison", language: Language) -> Iterator[str]:
    """Yield what the terminal shows: what is compared, the summary, what to note, then the tables."""
    from planner.report.compare_views import views

    yield say("compare.title", title=comparison.baseline.title).pick(language)
    for m in comparison.members:
        status = say(f"compare.status.{m.status.value}")
        yield "  " + say("compare.member", name=m.name, title=m.title, status=status).pick(language)
    yield ""
    yield from (text.pick(language) for text in comparison.summary)
    for view in views(comparison):
        yield ""
        yield from _table(view, language)
    if comparison.notices:
        yield ""
        yield say("compare.heading.notices").pick(language)
        yield from ("  " + text.pick(language) for text in comparison.notices)


def _table(view: "View", language: Language) -> Iterator[str]:
    """Yield a table in columns; numbers stand right, and a Chinese character takes two places."""
    most = MOST_STINTS if view.sheet == "stints" else MOST_ROWS
    rows = [[str(c) if isinstance(c, int) else c.pick(language) for c in row] for row in view.rows[:most]]
    heads = [h.pick(language) for h in view.heads]
    widths = [max(_width(row[at]) for row in (heads, *rows)) for at in range(len(heads))]
    right = [any(isinstance(row[at], int) for row in view.rows) for at in range(len(heads))]
    yield view.title.pick(language)
    for row in (heads, *rows):
        cells = (
            " " * (wide - _width(cell)) + cell if flush else cell + " " * (wide - _width(cell))
            for cell, wide, flush in zip(row, widths, right, strict=True)
        )
        yield ("  " + "  ".join(cells)).rstrip()
    if len(view.rows) > most:
        yield "  " + say("compare.more_rows", count=len(view.rows) - most).pick(language)


def _width(text: str) -> int:
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
