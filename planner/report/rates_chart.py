"""This module is where vacancy rates before and after are drawn, centre by centre in the order of the law."""

from typing import TYPE_CHECKING

from planner.messages import say
from planner.report.canvas import FAINT, INK, ORANGE, PAPER, SOFT, inches, new_figure
from planner.report.tables import rate
from planner.report.views import CentreView, short_centre
from planner.result import Result
from planner.text import Language

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST = 40
"""Centres one picture can show; the rest stand in the tables."""


def draw(result: Result, centres: tuple[CentreView, ...], language: Language) -> "Figure":
    """Return the chart: a hollow dot before, a full dot after, the exact fractions beside them."""
    shown = centres[:MOST]
    top, row, foot = 1.15, 0.36, 0.62
    height = top + row * len(shown) + foot
    left = 0.45 + max(inches(short_centre(v.centre), 9) for v in shown)
    width = max(
        left + 5.2 + 2.1, 8.0, 0.5 + inches(say("report.rates_title", title=result.scenario.title).pick(language), 14)
    )
    figure = new_figure(width, height)
    axes = figure.add_axes((left / width, foot / height, 5.2 / width, row * len(shown) / height))
    widest = max(float(v.rates[0]) for v in shown)
    axes.set_xlim(0, max(widest * 1.04, 0.05))
    axes.set_ylim(len(shown) - 0.5, -0.5)
    for at, view in enumerate(shown):
        before, after = (float(r) for r in view.rates)
        axes.axhline(at, color=FAINT, lw=0.5, zorder=1)
        axes.plot([after, before], [at, at], color=ORANGE, lw=3.2, alpha=0.45, zorder=2, solid_capstyle="butt")
        axes.scatter(before, at, s=52, fc=PAPER, ec=INK, lw=1.2, zorder=3, clip_on=False)
        axes.scatter(after, at, s=52, fc=INK, ec=INK, lw=1.2, zorder=4, clip_on=False)
        axes.text(-0.02, at, short_centre(view.centre), transform=axes.get_yaxis_transform(), ha="right", va="center",
                  fontsize=9)  # fmt: skip
        text = f"{rate(view.before, view.posts)} → {rate(view.after, view.posts)}"
        axes.text(1.03, at, text, transform=axes.get_yaxis_transform(), va="center", fontsize=9)
        if filled := view.before - view.after:
            people = say("report.rates_filled", count=filled).pick(language)
            axes.text(1.235, at, people, transform=axes.get_yaxis_transform(), va="center", fontsize=8.5, color=ORANGE)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    axes.tick_params(left=False, labelleft=False, labelsize=8, colors=SOFT, length=3)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(FAINT)
    axes.set_xlabel(say("report.rates_axis").pick(language), fontsize=8.5, color=SOFT)
    _head(figure, result, len(centres), left, language)
    return figure


def _head(figure: "Figure", result: Result, centres: int, left: float, language: Language) -> None:
    width, height = figure.get_size_inches()
    title = say("report.rates_title", title=result.scenario.title).pick(language)
    figure.text(0.25 / width, 1 - 0.36 / height, title, fontsize=14, va="center")
    order = say("report.rates_order").pick(language)
    if centres > MOST:
        order += say("report.chart_cut", shown=MOST, all=centres).pick(language)
    figure.text(0.25 / width, 1 - 0.66 / height, order, fontsize=8.5, color=SOFT, va="center")
    key = figure.add_axes((left / width, 1 - 1.06 / height, 5 / width, 0.22 / height))
    key.set_axis_off()
    key.set_xlim(0, 5)
    key.set_ylim(-1, 1)
    for x, face, word in ((0.08, PAPER, "rates_before"), (1.5, INK, "rates_after")):
        key.scatter(x, 0, s=44, fc=face, ec=INK, lw=1.2)
        key.text(x + 0.16, 0, say(f"report.{word}").pick(language), fontsize=8.5, va="center")
