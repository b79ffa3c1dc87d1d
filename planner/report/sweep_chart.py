"""This module is where a sweep is drawn: what each setting brings in coverage, vacancies, wishes and moves."""

from fractions import Fraction
from itertools import groupby
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.messages import say
from planner.report import canvas
from planner.report.canvas import BLUE, FAINT, INK, ORANGE, PALE, PAPER, SAND, SOFT, new_figure
from planner.text import Language, Text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from planner.sweeping.axes import Axis
    from planner.sweeping.table import Sweep, SweepRow

NAME = "sweep"
PANELS = ("uncovered", "highest_rate", "first_wishes", "unplaced", "outlook_uncovered", "outlook_moves")
"""What is drawn: coverage, vacancies and wishes of the season, and of the years ahead where they were asked for."""

MOST_SERIES = 6
MOST_LABELS = 14
_LOOKS = ((INK, "o", "-"), (ORANGE, "s", "--"), (BLUE, "^", "-."), (SOFT, "D", ":"), (PALE, "v", "-"),
          (SAND, "P", "--"))  # fmt: skip
_LEFT, _GAP, _WIDE, _HIGH, _TOP = 0.75, 0.95, 4.1, 2.15, 1.2


def write_chart(sweep: "Sweep", folder: Path, language: Language) -> tuple[Text, ...]:
    """Draw a sweep into a folder as PNG and SVG; return notes on characters that no typeface had."""
    notes: list[Text] = []
    with canvas.drawing(), canvas.noting_lost_glyphs(NAME, notes):
        canvas.save(draw(sweep, language), folder, NAME)
    return tuple(notes)


def draw(sweep: "Sweep", language: Language) -> "Figure":
    """Return the picture: one panel per indicator, along the numeric axis with most values, a line per other setting.

    A hollow mark is not proven, a cross has no plan; where graduates are varied, those who do not exist are shaded.
    """
    along = max(sweep.axes, key=lambda axis: (axis.numeric, len(axis.values)))
    series = _series(sweep, along, language)
    names = [name for name in PANELS if name in sweep.figures]
    tiers = -(-len(names) // 2)
    lines = _legend(series, language)
    foot = 0.75 + 0.24 * len(lines)
    width = 2 * (_LEFT + _WIDE) + 0.5
    height = _TOP + tiers * (_HIGH + _GAP) - _GAP + foot
    figure = new_figure(width, height)
    title = say("sweep.chart_title", title=sweep.scenario.title).pick(language)
    rule = say("sweep.chart_rule", members=len(sweep.rows)).pick(language)
    if len(series) > MOST_SERIES:
        rule += say("sweep.chart_many", series=len(series)).pick(language)
    canvas.head(figure, title, rule)
    for n, name in enumerate(names):
        column, row = n % 2, n // 2
        left = _LEFT + column * (_WIDE + _LEFT)
        bottom = foot + (tiers - 1 - row) * (_HIGH + _GAP)
        axes = figure.add_axes((left / width, bottom / height, _WIDE / width, _HIGH / height))
        _panel(axes, sweep, along, series, name, language)
    for n, (label, look) in enumerate(lines):
        at = (foot - 0.62 - 0.24 * n) / height
        if look is not None:
            colour, marker, dash = look
            key = figure.add_axes((0.3 / width, at - 0.09 / height, 0.5 / width, 0.18 / height))
            key.set_axis_off()
            key.plot([0, 1], [0, 0], color=colour, ls=dash, lw=1.6)
            key.plot([0.5], [0], color=colour, marker=marker, ms=6)
            key.set_xlim(-0.1, 1.1)
        figure.text(0.9 / width, at, label, fontsize=8.5, va="center")
    return figure


def _series(sweep: "Sweep", along: "Axis", language: Language) -> list[tuple[str, list["SweepRow"]]]:
    """Return the members that share every setting but one, with those settings in words."""
    others = [axis.key for axis in sweep.axes if axis.key != along.key]
    label = {axis.key: axis.label.pick(language) if len(others) == 1 else axis.key for axis in sweep.axes}

    def setting(row: "SweepRow") -> tuple[int, ...]:
        return tuple([word for word, _ in axis.values].index(row.settings[axis.key]) for axis in sweep.axes
                     if axis.key in others)  # fmt: skip

    return [
        ("    ".join(f"{label[key]} = {members[0].settings[key]}" for key in others), members)
        for members in (list(group) for _, group in groupby(sorted(sweep.rows, key=setting), key=setting))
    ]


def _legend(
    series: list[tuple[str, list["SweepRow"]]], language: Language
) -> list[tuple[str, tuple[str, str, str] | None]]:
    if len(series) == 1:
        return []
    if len(series) > MOST_SERIES:
        return [(say("sweep.chart_grey").pick(language), (SOFT, "o", "-"))]
    return [(label, look) for (label, _), look in zip(series, _LOOKS, strict=False)]


def _panel(
    axes: Any,
    sweep: "Sweep",
    along: "Axis",
    series: list[tuple[str, list["SweepRow"]]],
    name: str,
    language: Language,
) -> None:
    places: dict[str, int] = {word: (int(word) if along.numeric else n) for n, (word, _) in enumerate(along.values)}
    here: dict[float, dict[str, float]] = {}
    for n, (_, members) in enumerate(series):
        colour, marker, dash = _LOOKS[n] if len(series) <= MOST_SERIES else (SOFT, "o", "-")
        # Named options have no distances: marks of the same option stand side by side.
        aside = 0.0 if along.numeric else (n - (len(series) - 1) / 2) * min(0.12, 0.7 / len(series))
        spots = {places[m.settings[along.key]] + aside: (m, _height(m.figures.get(name, ""))) for m in members}
        if along.numeric:
            # A member without a plan breaks the line: nothing is known there.
            line = sorted((x, nan if y is None else y) for x, (_, y) in spots.items())
            axes.plot(*zip(*line, strict=True), color=colour, ls=dash, lw=1.4, alpha=0.8, zorder=2)
        for x, (m, y) in spots.items():
            if y is None:
                axes.plot([x], [0.05 + 0.05 * n], marker="x", ms=7, mew=1.8, color=colour,
                          transform=axes.get_xaxis_transform(), zorder=4)  # fmt: skip
                continue
            fill = colour if m.status.value == "optimal" else PAPER
            axes.plot([x], [y], marker=marker, ms=6, mfc=fill, mec=colour, zorder=3, clip_on=False)
            here.setdefault(x, {})[str(m.figures[name])] = y
    if len(sweep.rows) <= MOST_LABELS:
        _write_values(axes, here)
    _frame(axes, along, places, name, language)
    _shade(axes, sweep, along, language)


def _write_values(axes: Any, here: dict[float, dict[str, float]]) -> None:
    """Write the exact values: the highest of a place above its mark, the lowest below."""
    for x, values in here.items():
        ordered = sorted(values.items(), key=lambda item: item[1])
        ends = [(ordered[-1], 6, "bottom")] + ([(ordered[0], -7, "top")] if len(ordered) > 1 else [])
        for (word, y), away, side in ends:
            axes.annotate(word, (x, y), xytext=(0, away), textcoords="offset points", ha="center", va=side,
                          fontsize=7.5, color=INK)  # fmt: skip


def _frame(axes: Any, along: "Axis", places: dict[str, int], name: str, language: Language) -> None:
    """Finish a panel: its title, its axes from nought, and the values tried."""
    axes.set_title(say(f"sweep.figure_{name}").pick(language), fontsize=10, loc="left", color=INK, pad=12)
    high = axes.get_ylim()[1]
    axes.set_ylim(0, max(high * 1.13, 0.05 if name == "highest_rate" else 1))
    if name == "highest_rate":
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    else:
        axes.yaxis.get_major_locator().set_params(integer=True)
    spots = list(places.values())
    room = (max(spots) - min(spots)) * 0.06 or 0.5
    if not along.numeric:
        room = 0.5
    axes.set_xlim(min(spots) - room, max(spots) + room)
    words = list(places)
    if along.numeric:
        step = -(-len(words) // 12)
        spots, words = spots[::step], words[::step]
    axes.set_xticks(spots, words)
    axes.set_xlabel(along.label.pick(language), fontsize=8.5, color=SOFT)
    axes.grid(axis="y", color=FAINT, lw=0.5)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=8, colors=SOFT, length=3)
    for side in ("right", "top"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(FAINT)


def _shade(axes: Any, sweep: "Sweep", along: "Axis", language: Language) -> None:
    """Shade the members of which part is people who do not exist."""
    if along.key != "graduates" or not any(row.synthetic for row in sweep.rows):
        return
    row = next(row for row in sweep.rows if row.synthetic)
    present = int(row.settings["graduates"]) - row.synthetic
    right = axes.get_xlim()[1]
    left = max(present, axes.get_xlim()[0])
    axes.axvspan(left, right, color=SAND, alpha=0.22, lw=0, zorder=0)
    words = say("sweep.chart_synthetic", present=present).pick(language)
    axes.text(right, 1.0, words, transform=axes.get_xaxis_transform(), ha="right", va="bottom", fontsize=7.5,
              color=SOFT)  # fmt: skip


def _height(figure: int | str) -> float | None:
    """Return a number or an exact rate as a height to draw at, None where there is none."""
    return None if figure == "" else float(Fraction(figure))
