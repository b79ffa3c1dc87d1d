"""This module is where it is drawn who moves where at each turn: bands between centres, stations and clinics."""

from typing import TYPE_CHECKING

from planner.messages import say
from planner.report.calendar_views import KINDS, Calendar, Place, Turn, turns
from planner.report.canvas import BLUE, FAINT, INK, ORANGE, PAPER, SOFT, head, inches, new_figure
from planner.text import Language, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SHADES = {Place.CENTRE: BLUE, Place.STATION: "#6B8E3D", Place.CLINIC: ORANGE}
STEP, HEIGHT, LEFT, BAR = 1.15, 6.6, 1.1, 0.16
"""Inches between two half-years; of the sheet; before the first column; a column's width as a share of a step."""

GAP = 0.06
"""Room between kinds of place, as a share of everyone."""

Levels = dict[Place, tuple[float, int]]
"""Where each kind of place begins in a column, and how many people it holds."""


def draw(calendar: Calendar, title: Text, language: Language) -> "Figure | None":
    """Return the chart, None where there is no turn or nobody to move."""
    told = turns(calendar)
    if not any(t.moved or t.stayed for t in told):
        return None
    columns = [_counts_before(told[0]), *(_counts_after(t) for t in told)]
    most = max(sum(c.values()) for c in columns)
    said = say("report.moves_title", title=title).pick(language)
    width = max(LEFT + len(told) * STEP + 0.7, inches(said, 14) + 0.5, 9.0)
    figure = new_figure(width, HEIGHT)
    head(figure, said, say("report.moves_rule").pick(language))
    axes = figure.add_axes((LEFT / width, 0.95 / HEIGHT, (width - LEFT - 0.25) / width, (HEIGHT - 2.15) / HEIGHT))
    axes.set_axis_off()
    axes.set_xlim(-0.2, len(told) + 0.35)
    axes.set_ylim(-0.01 * most, most * (1 + 2 * GAP) * 1.02)
    # One set of levels for all columns keeps each kind of place on its own floor.
    tops = {kind: max(c.get(kind, 0) for c in columns) for kind in KINDS}
    floors, floor = {}, 0.0
    for kind in reversed(KINDS):
        floors[kind] = floor
        floor += tops[kind] + GAP * most
    axes.set_ylim(-0.01 * most, floor)
    for at, counts in enumerate(columns):
        _column(axes, at, floors, counts)
    for at, turn in enumerate(told):
        _bands(axes, at, floors, turn)
    for kind in KINDS:
        name = say(f"report.place_{kind}").pick(language)
        axes.text(-0.14, floors[kind] + columns[0].get(kind, 0) / 2, name, fontsize=9, ha="right", va="center",
                  color=SHADES[kind])  # fmt: skip
    _feet(figure, axes, calendar, told, language)
    return figure


def _counts_before(turn: Turn) -> dict[Place, int]:
    return {
        k: turn.stayed.get(k, 0) + turn.left.get(k, 0) + sum(n for (a, _), n in turn.moved.items() if a is k)
        for k in KINDS
    }


def _counts_after(turn: Turn) -> dict[Place, int]:
    return {
        k: turn.stayed.get(k, 0) + turn.came.get(k, 0) + sum(n for (_, b), n in turn.moved.items() if b is k)
        for k in KINDS
    }


def _column(axes: "Axes", at: int, floors: dict[Place, float], counts: dict[Place, int]) -> None:
    for kind in KINDS:
        if counts.get(kind, 0):
            axes.bar(at, counts[kind], BAR, bottom=floors[kind], color=SHADES[kind], zorder=4)
            axes.text(at, floors[kind] + counts[kind] + 1, str(counts[kind]), fontsize=7.5, ha="center", color=INK,
                      zorder=5)  # fmt: skip


def _bands(axes: "Axes", at: int, floors: dict[Place, float], turn: Turn) -> None:
    """Draw the bands of one turn: who stays at the bottom of each kind, movers above, in the order of their aims."""
    out, into = dict(floors), dict(floors)
    for kind in KINDS:
        size = turn.stayed.get(kind, 0)
        if size:
            _band(axes, at, out[kind], into[kind], size, FAINT, 0.55)
            out[kind] += size
            into[kind] += size
    for end in reversed(KINDS):
        for begin in reversed(KINDS):
            size = turn.moved.get((begin, end), 0)
            if size:
                _band(axes, at, out[begin], into[end], size, SHADES[begin], 0.62)
                _number(axes, at, out[begin], into[end], size)
                out[begin] += size
                into[end] += size


def _ease(share: float) -> float:
    return share * share * (3 - 2 * share)


def _band(axes: "Axes", at: int, low: float, high: float, size: int, colour: str, alpha: float) -> None:
    steps = [n / 24 for n in range(25)]
    x = [at + BAR / 2 + (1 - BAR) * s for s in steps]
    y = [low + (high - low) * _ease(s) for s in steps]
    axes.fill_between(x, y, [v + size for v in y], color=colour, alpha=alpha, lw=0, zorder=2 if alpha < 0.6 else 3)


def _number(axes: "Axes", at: int, low: float, high: float, size: int) -> None:
    """Write a band's size where it leaves, so that crossing bands do not cover it."""
    share = 0.22
    y = low + (high - low) * _ease(share) + size / 2
    axes.text(at + BAR / 2 + (1 - BAR) * share, y, str(size), fontsize=6.5, ha="center", va="center", zorder=6,
              color=INK, bbox={"fc": PAPER, "ec": "none", "alpha": 0.75, "pad": 0.5})  # fmt: skip


def _feet(figure: "Figure", axes: "Axes", calendar: Calendar, told: tuple[Turn, ...], language: Language) -> None:
    """Write the half-years under the columns, the number of people who move under each turn, and the legend."""
    place = axes.get_xaxis_transform()
    for at, period in enumerate(calendar.periods):
        axes.text(at, -0.03, str(period), transform=place, fontsize=8, ha="center", va="top")
    for at, turn in enumerate(told):
        axes.text(at + 0.5, -0.10, str(sum(turn.moved.values())), transform=place, fontsize=8.5, ha="center", va="top")
    label = say("report.moves_total").pick(language)
    axes.text(-0.14, -0.10, label, transform=place, fontsize=8.5, ha="right", va="top", color=SOFT)
    width, height = figure.get_size_inches()
    x, y = 0.3, 1 - 0.98 / height
    entries = [(SHADES[k], say("report.moves_from", place=say(f"report.place_{k}"))) for k in KINDS]
    for colour, text in (*entries, (FAINT, say("report.moves_stayed"))):
        figure.text(x / width, y, "■", fontsize=10, color=colour, va="center")
        figure.text((x + 0.2) / width, y, text.pick(language), fontsize=8.5, va="center")
        x += 0.5 + inches(text.pick(language), 8.5)
