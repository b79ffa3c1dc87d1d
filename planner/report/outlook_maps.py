"""This module is where a small map is drawn for every year of an outlook: which clinics have nobody, and when."""

from math import ceil
from typing import TYPE_CHECKING, Any

from planner.calendar import Period
from planner.domain import Centre, Site
from planner.messages import say
from planner.report.calendar_views import Calendar, Cover
from planner.report.canvas import BLUE, INK, LAND, ORANGE, PALE, PAPER, SAND, SOFT, head, inches, new_figure
from planner.report.geography import Sheet, located, sheet_over
from planner.report.views import short_site
from planner.text import Language, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LOOKS: dict[Cover, dict[str, Any]] = {
    Cover.FULL: {"marker": "o", "fc": PALE, "ec": BLUE, "lw": 0.3, "s": 11, "zorder": 3},
    Cover.SHORT: {"marker": "D", "fc": SAND, "ec": ORANGE, "lw": 0.8, "s": 24, "zorder": 4},
    Cover.NOBODY: {"marker": "X", "fc": ORANGE, "ec": PAPER, "lw": 0.5, "s": 72, "zorder": 5},
}
"""How a clinic is marked; states differ in shape and size, never in hue alone."""

ACROSS, TOP, FOOT, CAPTION = 3.9, 1.12, 0.34, 0.34
NAMED = 8
"""Clinics with nobody that are named on one map at most."""


def draw(calendar: Calendar, title: Text, language: Language) -> "Figure | None":
    """Return the maps as a figure, None where no clinic has coordinates."""
    clinics = [calendar.instance.site[code] for code in calendar.clinics()]
    places: list[Centre | Site] = [s for s in clinics if located(s)]
    sheet = sheet_over(calendar.instance, places)
    if sheet is None or not places:
        return None
    years = [calendar.periods[n : n + 2] for n in range(0, len(calendar.periods), 2)]
    columns = min(3 if len(years) <= 6 else 4, len(years))
    rows = ceil(len(years) / columns)
    tall = min(max(ACROSS * sheet.height / sheet.width, 2.0), 4.5)
    said = say("report.maps_title", title=title).pick(language)
    width = max(columns * ACROSS + 0.3, inches(said, 14) + 0.5, 8.0)
    height = TOP + rows * (tall + CAPTION) + FOOT
    figure = new_figure(width, height)
    for number, periods in enumerate(years):
        row, column = divmod(number, columns)
        left, bottom = 0.15 + column * ACROSS, height - TOP - (row + 1) * (tall + CAPTION)
        axes = figure.add_axes((left / width, bottom / height, (ACROSS - 0.15) / width, tall / height))
        empty = _map(axes, calendar, sheet, clinics, periods)
        span = f"{periods[0]}–{periods[-1]}" if len(periods) > 1 else str(periods[0])
        year = say("report.maps_year", number=number + 1, span=span).pick(language)
        at = 1 - (TOP + row * (tall + CAPTION) + CAPTION / 2) / height
        figure.text((left + 0.1) / width, at, year, fontsize=9.5, va="center")
        count = say("report.maps_some", count=empty) if empty else say("report.maps_none")
        figure.text(
            (left + ACROSS - 0.3) / width, at, count.pick(language), fontsize=8.5, va="center", ha="right",
            color=ORANGE if empty else SOFT,
        )  # fmt: skip
    head(figure, said, say("report.maps_rule").pick(language))
    _legend(figure, language)
    source = "source_outline" if calendar.instance.outline else "source_plain"
    figure.text(0.25 / width, 0.17 / height, say(f"report.{source}").pick(language), fontsize=6.8, color=SOFT)
    return figure


def _map(axes: "Axes", calendar: Calendar, sheet: Sheet, clinics: list[Site], periods: tuple[Period, ...]) -> int:
    """Draw one year and return how many clinics have nobody at some time in it."""
    from matplotlib.patches import Polygon

    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set_xlim(-0.03 * sheet.width, 1.03 * sheet.width)
    axes.set_ylim(-0.03 * sheet.height, 1.03 * sheet.height)
    for ring in calendar.instance.outline:
        points = [sheet.at(*p) for p in ring]
        axes.add_patch(Polygon(points, closed=True, fc=LAND, ec=SOFT, lw=0.7, zorder=1, joinstyle="round"))
    order = list(Cover)
    worst = {s.id: min((calendar.cover(s.id, p) for p in periods), key=order.index) for s in clinics}
    for cover in reversed(order):
        spots = [sheet.at(*p) for s in clinics if worst[s.id] is cover and (p := located(s))]
        if spots:
            axes.scatter([x for x, _ in spots], [y for _, y in spots], **LOOKS[cover])
    empty = [s for s in clinics if worst[s.id] is Cover.NOBODY]
    for site in empty[:NAMED]:
        if p := located(site):
            x, y = sheet.at(*p)
            axes.annotate(
                short_site(site), (x, y), (0, 5), textcoords="offset points", fontsize=7, color=INK, ha="center",
                va="bottom", zorder=6, bbox={"fc": PAPER, "ec": "none", "alpha": 0.75, "pad": 0.6},
            )  # fmt: skip
    return len(empty)


def _legend(figure: "Figure", language: Language) -> None:
    width, height = figure.get_size_inches()
    key = figure.add_axes((0.25 / width, 1 - 1.04 / height, 7 / width, 0.24 / height))
    key.set_axis_off()
    key.set_xlim(0, 7)
    key.set_ylim(0, 1)
    x = 0.1
    for cover in Cover:
        key.scatter(x, 0.5, clip_on=False, **LOOKS[cover])
        label = say(f"report.cover_{cover}").pick(language)
        key.text(x + 0.14, 0.5, label, fontsize=8.5, va="center")
        x += 0.5 + inches(label, 8.5)
