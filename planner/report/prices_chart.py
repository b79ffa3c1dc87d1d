"""This module is where the price list of clauses is drawn: which rule leaves how many villages without a doctor."""

from typing import TYPE_CHECKING, Any

from planner.messages import say
from planner.report import canvas
from planner.report.canvas import BLUE, FAINT, INK, ORANGE, PAPER, SOFT, inches, new_figure
from planner.text import Language

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from planner.clause_prices import Difference, Measure, Price, PriceList

MOST = 30
"""Bars one picture can show; the rest stand in the table."""

_ROW, _TOP, _FOOT, _WIDE = 0.27, 1.3, 1.05, 4.6


def draw(prices: "PriceList", measure: "Measure", language: Language) -> "Figure":
    """Return the picture of one measure: a bar per what-if that changes it, from most more to most fewer.

    Where a difference is not proven, a line spans what it may be and the bar of the plan in hand is hollow. What has no
    plan, and how many change nothing, is said below.
    """
    moved = [p for p in prices.prices if measure.key in p.differences and _tells(p.differences[measure.key])]
    # The surest and largest say most: where there are too many bars, the others go.
    moved.sort(key=lambda p: (-p.differences[measure.key].certain, -p.differences[measure.key].size, p.id))
    shown = sorted(moved[:MOST], key=lambda p: (-p.differences[measure.key].value, p.clause, p.id))
    labels = [p.label.pick(language) for p in shown]
    left = 0.4 + max([inches(label, 8.5) for label in labels], default=2.0)
    title = say(f"sweep.prices_title_{measure.key}", title=prices.scenario.title).pick(language)
    rule = say("sweep.prices_rule", value=measure.value).pick(language)
    width = max(left + _WIDE + 0.6, 0.5 + inches(title, 14), 0.5 + inches(rule, 8.5))
    height = _TOP + _ROW * max(len(shown), 1) + _FOOT
    figure = new_figure(width, height)
    canvas.head(figure, title, rule)
    axes = figure.add_axes((left / width, _FOOT / height, _WIDE / width, _ROW * max(len(shown), 1) / height))
    _bars(axes, shown, labels, measure)
    key = say("sweep.prices_key").pick(language)
    figure.text(0.25 / width, 1 - 0.92 / height, key, fontsize=8.5, color=SOFT, va="center")
    for n, line in enumerate(_below(prices, len(moved), len(shown), measure, language)):
        figure.text(0.25 / width, (0.46 - 0.2 * n) / height, line, fontsize=8, color=SOFT, va="center")
    return figure


def _tells(found: "Difference") -> bool:
    """Whether a difference is worth a bar: it is not nought, or may not be."""
    return bool(found.value) or not found.proven


def _bars(axes: Any, shown: "list[Price]", labels: list[str], measure: "Measure") -> None:
    low = high = 0.0
    for at, price in enumerate(shown):
        found = price.differences[measure.key]
        value = float(found.value)
        colour = ORANGE if value > 0 else BLUE
        axes.barh(at, value, height=0.62, color=colour if found.proven else PAPER, ec=colour, lw=1, zorder=2)
        ends = [value]
        if not found.proven and found.least is not None and found.most is not None:
            ends += [float(found.least), float(found.most)]
            axes.plot(ends[1:], [at, at], color=SOFT, lw=1.4, marker="|", ms=6, zorder=3)
        end = max(ends) if value > 0 or not found.proven else value
        right = value > 0 or not found.proven
        axes.annotate(str(found), (end, at), xytext=(5 if right else -5, 0), textcoords="offset points",
                      ha="left" if right else "right", va="center", fontsize=8, color=INK)  # fmt: skip
        low, high = min(low, *ends), max(high, *ends)
    axes.set_ylim(max(len(shown), 1) - 0.5, -0.5)
    room = (high - low or 1.0) * 0.12
    axes.set_xlim(low - room, high + room)
    axes.axvline(0, color=INK, lw=1, zorder=3)
    axes.set_yticks(range(len(shown)), labels)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.tick_params(axis="y", length=0, labelsize=8.5, colors=INK)
    axes.tick_params(axis="x", length=3, labelsize=8, colors=SOFT)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:+.0f}" if value else "0")
    axes.grid(axis="x", color=FAINT, lw=0.5)
    axes.set_axisbelow(True)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(FAINT)


def _below(prices: "PriceList", moved: int, shown: int, measure: "Measure", language: Language) -> list[str]:
    found = [p.differences[measure.key] for p in prices.prices if measure.key in p.differences]
    still = sum(not _tells(d) for d in found)
    lines = [say("sweep.prices_still", still=still, all=len(prices.prices)).pick(language)]
    if moved > shown:
        lines[0] += say("sweep.prices_cut", hidden=moved - shown).pick(language)
    if prices.unsolved:
        which = "、" if language == "zh" else ", "
        listed = which.join(p.id for p in prices.unsolved[:3]) + (" …" if len(prices.unsolved) > 3 else "")
        lines.append(say("sweep.prices_unsolved", count=len(prices.unsolved), listed=listed).pick(language))
    return lines
