"""This module is where the workforce of an outlook is drawn: age groups and credentials over the periods, and flows."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from planner.messages import say
from planner.report.calendar_views import AGES, CREDENTIALS, Calendar, Workforce, workforce
from planner.report.canvas import BLUE, FAINT, INK, ORANGE, PALE, PAPER, SAND, SOFT, head, inches, new_figure
from planner.text import Language, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SHADES = (BLUE, "#5A94C6", PALE, SAND, ORANGE, FAINT)
WIDTH, HEIGHT = 12.0, 6.2


def draw(calendar: Calendar, title: Text, language: Language) -> "Figure | None":
    """Return the chart, None where nobody is scheduled."""
    told = workforce(calendar)
    if not any(w.ages for w in told):
        return None
    said = say("report.force_title", title=title).pick(language)
    width = max(WIDTH, inches(said, 14) + 0.5)
    figure = new_figure(width, HEIGHT)
    head(figure, said, say("report.force_rule").pick(language))
    ages = [(name, f"report.age_{name}") for name in (*(a for a, _ in AGES), "unknown")]
    credentials = [(name, f"report.credential_{name}") for name in CREDENTIALS]
    room = (width - 0.6) / 2
    for number, (heading, groups, counts) in enumerate(
        (("age", ages, [w.ages for w in told]), ("credential", credentials, [w.credentials for w in told]))
    ):
        left = (0.55 + number * room) / width
        wide = (room - 0.35) / width
        axes = figure.add_axes((left, 1.95 / HEIGHT, wide, 2.95 / HEIGHT))
        axes.set_title(say(f"report.force_{heading}").pick(language), fontsize=10.5, loc="left", pad=26)
        _stack(axes, groups, counts, language)
        flows = figure.add_axes((left, 0.45 / HEIGHT, wide, 1.2 / HEIGHT), sharex=axes)
        _flows(flows, told, language)
    return figure


def _stack(
    axes: "Axes", groups: Sequence[tuple[str, str]], counts: Sequence[Mapping[str, int]], language: Language
) -> None:
    """Draw stacked columns with their numbers; a group nobody belongs to is left out."""
    base = [0] * len(counts)
    most = max(sum(c.values()) for c in counts)
    for (name, message), shade in zip(groups, SHADES, strict=False):
        sizes = [c.get(name, 0) for c in counts]
        if not any(sizes):
            continue
        label = say(message).pick(language)
        axes.bar(range(len(sizes)), sizes, 0.82, bottom=base, color=shade, ec=PAPER, lw=0.6, label=label)
        for at, size in enumerate(sizes):
            if size > most * 0.045:
                dark = shade in (BLUE, "#5A94C6", ORANGE)
                axes.text(at, base[at] + size / 2, str(size), fontsize=7, ha="center", va="center",
                          color=PAPER if dark else INK)  # fmt: skip
        base = [b + s for b, s in zip(base, sizes, strict=True)]
    for at, height in enumerate(base):
        axes.text(at, height + most * 0.015, str(height), fontsize=7.5, ha="center", color=SOFT)
    axes.set_ylim(0, most * 1.07)
    axes.legend(
        loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=6, fontsize=7.5, frameon=False, handlelength=0.9,
        handletextpad=0.35, columnspacing=0.9, borderpad=0.1,
    )  # fmt: skip
    _plain(axes)
    axes.tick_params(bottom=False, labelbottom=False)


def _flows(axes: "Axes", told: Sequence[Workforce], language: Language) -> None:
    came, left = [w.came for w in told], [-w.left for w in told]
    top = max(1, *came, *(-x for x in left))
    axes.bar(range(len(told)), came, 0.6, color=BLUE)
    axes.bar(range(len(told)), left, 0.6, color=ORANGE, hatch="////", ec=PAPER, lw=0)
    for at, w in enumerate(told):
        if w.came:
            axes.text(at, w.came + top * 0.08, f"+{w.came}", fontsize=7, ha="center", color=BLUE)
        if w.left:
            axes.text(at, -w.left - top * 0.08, f"-{w.left}", fontsize=7, ha="center", va="top", color=ORANGE)
    axes.axhline(0, color=SOFT, lw=0.7)
    axes.set_ylim(-1.5 * top, 1.5 * top)
    for y, key, shade in ((0.88, "came", BLUE), (0.06, "left", ORANGE)):
        axes.text(
            0.005, y, say(f"report.force_{key}").pick(language), transform=axes.transAxes, fontsize=8, color=shade
        )
    _plain(axes)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xticks(range(len(told)), [str(w.period) for w in told], fontsize=7)
    axes.tick_params(bottom=False, labelrotation=45 if len(told) > 12 else 0)


def _plain(axes: "Axes") -> None:
    for side in ("right", "top", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color(FAINT)
    axes.tick_params(labelsize=7.5, colors=SOFT, length=2)
