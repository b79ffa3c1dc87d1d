"""This module is where a grid of what-ifs is solved, shown as it goes, and left as folders, a table and a picture."""

import sys
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands import shared
from planner.commands.shared import shown, tell
from planner.messages import say
from planner.text import Language

if TYPE_CHECKING:
    from planner.sweeping.table import Sweep, SweepRow


@click.command()
@shared.scenario
@shared.variant
@click.option("--vary", multiple=True, metavar="AXIS=VALUES", help="变动项 e.g. graduates=10:60:10, CLAUSE=on,off")
@click.option("--outlook", "ahead", is_flag=True, help="加排未来各半年 also who serves where in the years ahead")
@click.option("--workers", type=click.IntRange(min=1), help="本机进程数 processes on this machine")
@click.option(
    "--time-limit", type=click.FloatRange(min=0), default=60.0, show_default=True, help="每个组合秒数 seconds a member"
)
@click.option("--out", type=click.Path(path_type=Path), help="输出文件夹 output folder")
@click.option("--scheduler", metavar="tcp://HOST:PORT", help="在 Dask 集群上求解 solve on a Dask cluster")
@shared.language
def sweep(
    scenario: Path,
    variant: str | None,
    vary: tuple[str, ...],
    ahead: bool,
    workers: int | None,
    time_limit: float,
    out: Path | None,
    scheduler: str | None,
    lang: Language,
) -> None:
    """同时试算多种假设，可中断续算。 Many what-ifs at once, resumable."""
    from planner.report.sweep_chart import write_chart
    from planner.scenario import load
    from planner.sweeping.axes import read_axes
    from planner.sweeping.cluster import ClusterLost
    from planner.sweeping.folder import SweepStopped, default_folder
    from planner.sweeping.folder import sweep as swept

    loaded = load(scenario, variant)
    axes = read_axes(vary, loaded)
    folder = out or default_folder(loaded, axes, ahead)
    counter = _Counter(prod(len(axis.values) for axis in axes), lang)
    try:
        done = swept(
            loaded,
            vary,
            out=folder,
            ahead=ahead,
            time_limit=time_limit,
            workers=workers,
            scheduler=scheduler,
            told=counter.tell,
        )
        write_chart(done, folder, lang)
    except SweepStopped as stop:
        counter.clear()
        click.echo(say("sweep.stopped", path=shown(stop.path), reason=stop.reason, kept=stop.kept).pick(lang), err=True)
        sys.exit(1)
    except ClusterLost as lost:
        counter.clear()
        click.echo(say("sweep.cluster_lost", reason=lost, kept=counter.done).pick(lang), err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        counter.clear()
        click.echo(say("sweep.interrupted", kept=counter.done).pick(lang), err=True)
        sys.exit(1)
    counter.clear()
    _tell_all(done, counter.kept, folder, lang)


class _Counter:
    """How many members are done, on one line that is rewritten where eyes are on it."""

    def __init__(self, members: int, language: Language) -> None:
        self._members, self._language = members, language
        self._watched = sys.stdout.isatty() and sys.stderr.isatty()
        self.done = self.kept = self._bad = 0

    def tell(self, row: "SweepRow", before: bool) -> None:
        """Count a member that is done, by this sweep or by one before."""
        self.done += 1
        self.kept += before
        self._bad += not row.solved
        if self._watched:
            text = say("sweep.progress", done=self.done, all=self._members, bad=self._bad, member=row.id)
            click.echo("\r\x1b[K" + text.pick(self._language), err=True, nl=False)

    def clear(self) -> None:
        """Leave the line empty."""
        if self._watched:
            click.echo("\r\x1b[K", err=True, nl=False)


def _tell_all(done: "Sweep", kept: int, folder: Path, language: Language) -> None:
    """Say what a sweep came to, and list the members without a plan."""
    solved = [row for row in done.rows if row.solved]
    proven = sum(row.status.value == "optimal" for row in solved)
    tell(say("sweep.done", all=len(done.rows), solved=len(solved), proven=proven), language)
    if kept:
        tell(say("sweep.kept", kept=kept), language)
    if done.unsolved:
        tell(say("sweep.unsolved"), language)
        for row in done.unsolved:
            click.echo(f"  {row.id}: {row.message.pick(language) if row.message else row.status.value}")
    tell(say("cli.written", path=shown(folder)), language)
