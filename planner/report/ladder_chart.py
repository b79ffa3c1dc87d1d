"""This module is where the steps of the statutory order are drawn: who was served next, at what rate, and why."""

from typing import TYPE_CHECKING, Any

from planner.domain import Instance
from planner.messages import say
from planner.report.canvas import BLUE, FAINT, INK, ORANGE, PALE, PAPER, SAND, SOFT, inches, new_figure
from planner.report.tables import rate
from planner.report.views import short_centre
from planner.result import DecidedBy, Result, Seat
from planner.text import Language, Text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST = 45
"""Steps one picture can show; the rest stand in the table of seats."""

LOOKS: dict[DecidedBy, dict[str, Any]] = {
    DecidedBy.ONLY: {"facecolor": PAPER, "edgecolor": BLUE},
    DecidedBy.LOCK: {"facecolor": FAINT, "edgecolor": SOFT, "hatch": "xxxx"},
    DecidedBy.HOME: {"facecolor": SAND, "edgecolor": ORANGE},
    DecidedBy.GAP: {"facecolor": PALE, "edgecolor": BLUE, "hatch": "////"},
    DecidedBy.SCOPE: {"color": SOFT},
    DecidedBy.PASS: {"color": FAINT},
    DecidedBy.RATE: {"color": BLUE},
    DecidedBy.CLINICS: {"color": PALE},
    DecidedBy.WISH: {"facecolor": SAND, "edgecolor": ORANGE, "hatch": "////"},
    DecidedBy.CODE: {"facecolor": PAPER, "edgecolor": SOFT, "hatch": "...."},
}

BARS = 3.8
"""Inches the longest bar takes."""


def why(seat: Seat, instance: Instance) -> Text:
    """Return in a few words what opened a seat at this centre and not at the next best."""
    if seat.runner_up is None:
        return say("report.step_home" if seat.decided_by is DecidedBy.HOME else "report.step_alone")
    return say(
        f"report.step_{seat.decided_by.value}",
        other=_name(seat.runner_up, instance),
        rate=rate(seat.vacant, seat.posts),
        other_rate=rate(seat.runner_up_vacant, seat.runner_up_posts),
        clinics=seat.clinics,
        other_clinics=seat.runner_up_clinics,
    )


def _name(centre_id: str, instance: Instance) -> str:
    centre = instance.centre.get(centre_id)
    return short_centre(centre) if centre else centre_id


def draw(result: Result, language: Language) -> "Figure":
    """Return the ladder, first step on top: a bar for the rate served, a tick for the next best, and the reason."""
    instance, shown = result.scenario.instance, result.seats[:MOST]
    top, row, foot = 1.12, 0.27, 0.45
    names = [_name(s.centre_id, instance) for s in shown]
    reasons = [why(s, instance).pick(language) for s in shown]
    left = 0.75 + max(inches(n, 8.5) for n in names)
    title = say("report.ladder_title", title=result.scenario.title).pick(language)
    width = max(left + BARS + 0.9 + max(inches(r, 8) for r in reasons), inches(title, 14) + 0.5, 9.0)
    width = max(width, 0.5 + sum(part for _, part in _key(result, language)) + 0.3)
    height = top + row * len(shown) + foot
    figure = new_figure(width, height)
    axes = figure.add_axes((left / width, foot / height, BARS / width, row * len(shown) / height))
    axes.set_xlim(0, max(float(max(s.rate for s in shown)) * 1.02, 0.05))
    axes.set_ylim(len(shown) - 0.5, -0.5)
    place = axes.get_yaxis_transform()
    for at, seat in enumerate(shown):
        axes.barh(at, float(seat.rate), height=0.66, lw=0.8, zorder=2, **LOOKS[seat.decided_by])
        if seat.runner_up is not None and seat.runner_up_posts:
            next_best = seat.runner_up_vacant / seat.runner_up_posts
            axes.plot([next_best] * 2, [at - 0.45, at + 0.45], color=ORANGE, lw=1.8, zorder=3)
        axes.text(
            0.45 / BARS - left / BARS,
            at,
            str(seat.step),
            transform=place,
            ha="right",
            va="center",
            fontsize=8.5,
            color=SOFT,
        )
        axes.text(-0.02, at, names[at], transform=place, ha="right", va="center", fontsize=8.5)
        axes.text(1.03, at, rate(seat.vacant, seat.posts), transform=place, va="center", fontsize=8.5)
        axes.text(1.17, at, reasons[at], transform=place, va="center", fontsize=8, color=SOFT)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    axes.tick_params(left=False, labelleft=False, labelsize=7.5, colors=SOFT, length=3)
    for side in ("right", "top"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(FAINT)
    _head(figure, result, width, height, language)
    return figure


def _head(figure: "Figure", result: Result, width: float, height: float, language: Language) -> None:
    title = say("report.ladder_title", title=result.scenario.title).pick(language)
    figure.text(0.25 / width, 1 - 0.34 / height, title, fontsize=14, va="center")
    rule = say("report.ladder_rule").pick(language)
    if len(result.seats) > MOST:
        rule += say("report.chart_cut", shown=MOST, all=len(result.seats)).pick(language)
    figure.text(0.25 / width, 1 - 0.64 / height, rule, fontsize=8.5, color=SOFT, va="center")
    key = figure.add_axes((0.25 / width, 1 - 1.04 / height, 10 / width, 0.24 / height))
    key.set_axis_off()
    key.set_xlim(0, 10)
    key.set_ylim(-1, 1)
    x = 0.0
    for kind, (word, part) in zip(_kinds(result), _key(result, language), strict=False):
        key.barh(0, 0.32, left=x, height=1.1, lw=0.8, **LOOKS[kind])
        key.text(x + 0.4, 0, word, fontsize=8.2, va="center")
        x += part
    key.plot([x + 0.05] * 2, [-0.8, 0.8], color=ORANGE, lw=1.8)
    key.text(x + 0.17, 0, _key(result, language)[-1][0], fontsize=8.2, va="center", color=INK)


def _kinds(result: Result) -> list[DecidedBy]:
    return [kind for kind in DecidedBy if any(s.decided_by is kind for s in result.seats)]


def _key(result: Result, language: Language) -> list[tuple[str, float]]:
    """Return the words of the key with the inches each takes, the next best rate last."""
    words = [say(f"report.ladder_{kind.value}").pick(language) for kind in _kinds(result)]
    last = say("report.ladder_next").pick(language)
    return [*((w, 0.75 + inches(w, 8.2)) for w in words), (last, 0.17 + inches(last, 8.2))]
