"""This module is where the targets are drawn: how much of each is reached on its day, in order of the clauses."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.accounts import Measure
from planner.messages import say
from planner.report import canvas
from planner.report.canvas import BLUE, FAINT, INK, ORANGE, PAPER, SOFT, head, inches, new_figure
from planner.report.targets_table import number
from planner.result import Result
from planner.text import Language, Text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST = 30
"""Targets one picture can show; the rest stand in the table."""

WIDEST = 1.25
"""How far beyond the target a bar is drawn, as a multiple of it."""


def draw_targets(result: Result, folder: Path, language: Language) -> tuple[Text, ...]:
    """Draw the targets of a result into a folder that exists, if any can be drawn; return notes on lost characters."""
    shown = drawable(result)
    if not shown:
        return ()
    notes: list[Text] = []
    with canvas.drawing(), canvas.noting_lost_glyphs("targets", notes):
        canvas.save(draw(shown[:MOST], result.scenario.title, language), folder, "targets")
    return tuple(notes)


def drawable(result: Result) -> list[Measure]:
    """Return the targets that say how many are still needed, each on the first day it is told for."""
    first: dict[tuple[str, str], Measure] = {}
    for measure in sorted(result.accounts.measures, key=lambda m: m.day):
        if measure.needed is not None and measure.target:
            first.setdefault((measure.clause, _short(measure.of.zh)), measure)
    order = {m.clause: at for at, m in reversed(list(enumerate(result.accounts.measures)))}
    return sorted(first.values(), key=lambda m: (order[m.clause], m.of))


def draw(shown: Sequence[Measure], title: Text, language: Language) -> "Figure":
    """Return the picture: a bar for each target, full where it is met, hatched where it is not, the target a line."""
    said = say("report.targets_title", title=title).pick(language)
    labels = [f"{m.clause}  {_short(m.of.pick(language))}" for m in shown]
    row, top, foot, plot, right = 0.34, 0.95, 0.4, 3.6, 2.4
    left = 0.4 + max(inches(label, 8.5) for label in labels)
    width = max(left + plot + right, inches(said, 14) + 0.5)
    height = top + row * len(shown) + foot
    figure = new_figure(width, height)
    head(figure, said, say("report.targets_rule").pick(language))
    axes = figure.add_axes((left / width, foot / height, plot / width, row * len(shown) / height))
    axes.set_xlim(0, WIDEST)
    axes.set_ylim(len(shown) - 0.5, -0.5)
    for at, (label, measure) in enumerate(zip(labels, shown, strict=True)):
        reached = min(WIDEST, max(0.0, float((measure.value or 0) / (measure.target or 1))))
        colour, hatch = (BLUE, "") if measure.met else (ORANGE, "////")
        axes.barh(at, reached, 0.58, color=colour, hatch=hatch, ec=PAPER, lw=0)
        axes.text(-0.02, at, label, transform=axes.get_yaxis_transform(), ha="right", va="center", fontsize=8.5)
        unit = say(f"targets.unit.{measure.unit}").pick(language)
        told = say(
            "report.targets_stand",
            value=number(measure.value),
            target=number(measure.target),
            unit=unit,
            day=measure.day,
            needed=say("report.targets_needed", count=measure.needed) if measure.needed else Text("", ""),
        ).pick(language)
        axes.text(1.02, at, told, transform=axes.get_yaxis_transform(), va="center", fontsize=8, color=INK)
    axes.axvline(1, color=INK, lw=1.1)
    axes.set_xticks([0, 0.5, 1], ["0", "50%", "100%"])
    axes.tick_params(left=False, labelleft=False, labelsize=8, colors=SOFT, length=3)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(FAINT)
    return figure


def _short(text: str) -> str:
    """Return what is counted without what is said after it."""
    for mark in ("；", ";"):
        text = text.split(mark)[0]
    return text if len(text) <= 60 else text[:59] + "…"
