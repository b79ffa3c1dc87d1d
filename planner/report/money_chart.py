"""This module is where the money of a plan is drawn: a column for each year, stacked by who pays."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from planner.calendar import add_months
from planner.messages import say
from planner.money import Funder
from planner.report import canvas
from planner.report.canvas import BLUE, FAINT, INK, ORANGE, PALE, PAPER, SAND, SOFT, head, inches, new_figure
from planner.report.money_tables import Budget, budget, funder_label
from planner.result import Result
from planner.text import Language, Text, plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SHADES = {
    Funder.CITY: (ORANGE, "////"), Funder.DISTRICT: (BLUE, ""), Funder.COUNTY: (BLUE, ""), Funder.NEW_AREA: (BLUE, ""),
    Funder.NEW_CITY: (ORANGE, "////"), Funder.TOWN: (SAND, "...."), Funder.CENTRE: ("#5A94C6", "xx"),
    Funder.COMMISSION: (SAND, ""), Funder.PUBLIC: (PALE, ""), Funder.UNSPECIFIED: (FAINT, ""),
}  # fmt: skip
"""Colours and hatches of those who pay, the same in every picture; told apart in a grey print too."""

WIDTH, HEIGHT = 9.0, 5.0
TEN_THOUSAND = 10_000


def draw_money(result: Result, folder: Path, language: Language) -> tuple[Text, ...]:
    """Draw the money of a result into a folder that exists, if there is any; return notes on lost characters."""
    sums = budget(result.accounts)
    if not sums.funders:
        return ()
    notes: list[Text] = []
    with canvas.drawing(), canvas.noting_lost_glyphs("budget", notes):
        canvas.save(draw(sums, _months(result), result.scenario.title, language), folder, "budget")
    return tuple(notes)


def draw(sums: Budget, months: Counter[int], title: Text, language: Language) -> "Figure":
    """Return the picture; ``months`` are the months of each year that the plan covers."""
    said = say("pay.chart_title", title=title).pick(language)
    width = max(WIDTH, inches(said, 14) + 0.5)
    figure = new_figure(width, HEIGHT)
    assumed = say("pay.chart_assumed") if sums.assumed else plain("")
    head(figure, said, say("pay.chart_rule", assumed=assumed).pick(language))
    axes = figure.add_axes((0.65 / width, 0.65 / HEIGHT, 1 - 0.95 / width, 1 - 2.0 / HEIGHT))
    _columns(axes, sums, language)
    labels = [
        str(year) if months[year] == 12 else say("pay.chart_part_year", year=year, months=months[year]).pick(language)
        for year in sums.years
    ]
    axes.set_xticks(range(len(labels)), labels, fontsize=8.5)
    return figure


def _columns(axes: "Axes", sums: Budget, language: Language) -> None:
    """Draw the stacked columns with their figures, in units of 10,000 yuan."""
    top = max(float(sums.total(year)) for year in sums.years) / TEN_THOUSAND or 1.0
    base = [0.0] * len(sums.years)
    for funder in sums.funders:
        shade, hatch = SHADES[funder]
        sizes = [float(sums.total(year, funder)) / TEN_THOUSAND for year in sums.years]
        label = funder_label(funder).pick(language)
        axes.bar(range(len(sizes)), sizes, 0.66, bottom=base, color=shade, hatch=hatch, ec=PAPER, lw=0.6, label=label)
        for at, size in enumerate(sizes):
            if size > top * 0.06:
                dark = shade in (BLUE, "#5A94C6")
                axes.text(at, base[at] + size / 2, f"{size:,.1f}", fontsize=8, ha="center", va="center",
                          color=PAPER if dark else INK,
                          bbox=None if dark or not hatch else {"fc": PAPER, "ec": "none", "pad": 1.2})  # fmt: skip
        base = [b + s for b, s in zip(base, sizes, strict=True)]
    for at, total in enumerate(base):
        axes.text(at, total + top * 0.015, f"{total:,.1f}", fontsize=8.5, ha="center", color=INK)
    axes.set_ylim(0, top * 1.08)
    axes.legend(loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=5, fontsize=8.5, frameon=False, handlelength=1.2)
    for side in ("right", "top", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color(FAINT)
    axes.tick_params(labelsize=8.5, colors=SOFT, length=2)


def _months(result: Result) -> Counter[int]:
    """Return how many months of each year the horizon has."""
    instance = result.scenario.instance
    first = instance.placement_date.replace(day=1)
    return Counter(add_months(first, n).year for n in range(12 * instance.horizon_years))
