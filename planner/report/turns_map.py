"""This module is where a small map is drawn for every turn of an outlook, with an arrow for each way people move."""

from collections import Counter
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from planner.calendar import Period
from planner.domain import Centre, Site
from planner.messages import say
from planner.report.calendar_views import KINDS, Calendar, Place
from planner.report.canvas import FAINT, INK, LAND, SOFT, head, inches, new_figure
from planner.report.geography import Sheet, located, sheet_over
from planner.report.moves_chart import SHADES
from planner.text import Language, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ACROSS, TOP, FOOT, CAPTION = 3.9, 1.12, 0.34, 0.34
COLUMNS = 3

Way = tuple[str, str]
"""Codes of the place left and the place gone to."""


def draw(calendar: Calendar, title: Text, language: Language) -> "Figure | None":
    """Return the maps as a figure, None where nobody moves or no place has coordinates."""
    instance = calendar.instance
    known: list[Centre | Site] = [*instance.centres, *instance.sites]
    places = {place.id: place for place in known if located(place)}
    sheet = sheet_over(instance, places.values())
    told = {turn[1]: _ways(calendar, *turn) for turn in pairwise(calendar.periods)}
    if sheet is None or not places or not any(told.values()):
        return None
    columns = min(COLUMNS, len(told))
    tall = min(max(ACROSS * sheet.height / sheet.width, 2.0), 4.5)
    said = say("report.turns_title", title=title).pick(language)
    width = max(columns * ACROSS + 0.3, inches(said, 14) + 0.5, 8.0)
    height = TOP + ceil(len(told) / columns) * (tall + CAPTION) + FOOT
    figure = new_figure(width, height)
    for number, (period, ways) in enumerate(told.items()):
        row, column = divmod(number, columns)
        left, bottom = 0.15 + column * ACROSS, height - TOP - (row + 1) * (tall + CAPTION)
        axes = figure.add_axes((left / width, bottom / height, (ACROSS - 0.15) / width, tall / height))
        _map(axes, calendar, sheet, places, ways)
        at = 1 - (TOP + row * (tall + CAPTION) + CAPTION / 2) / height
        figure.text((left + 0.1) / width, at, str(period), fontsize=9.5, va="center")
        count = say("report.turns_moved", count=ways.total()).pick(language)
        where = (left + ACROSS - 0.3) / width
        figure.text(where, at, count, fontsize=8.5, va="center", ha="right", color=SOFT)
    head(figure, said, say("report.turns_rule").pick(language))
    _legend(figure, language)
    lost = sum(n for ways in told.values() for way, n in ways.items() if not places.keys() >= set(way))
    source = say("report.source_outline" if instance.outline else "report.source_plain").pick(language)
    unseen = say("report.turns_lost", count=lost).pick(language) if lost else ""
    figure.text(0.25 / width, 0.17 / height, source + unseen, fontsize=6.8, color=SOFT)
    return figure


def _ways(calendar: Calendar, before: Period, after: Period) -> Counter[Way]:
    """Count the people who are at one place in a half-year and at another in the next."""

    def where(period: Period) -> dict[str, str]:
        return {s.person.id: s.site_id for s in calendar.stints if s.start <= period <= s.end}

    was, now = where(before), where(after)
    return Counter((was[code], now[code]) for code in sorted(was.keys() & now.keys()) if was[code] != now[code])


def _map(axes: "Axes", calendar: Calendar, sheet: Sheet, places: dict[str, Centre | Site], ways: Counter[Way]) -> None:
    from matplotlib.patches import FancyArrowPatch, Polygon

    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set_xlim(-0.03 * sheet.width, 1.03 * sheet.width)
    axes.set_ylim(-0.03 * sheet.height, 1.03 * sheet.height)
    for ring in calendar.instance.outline:
        points = [sheet.at(*p) for p in ring]
        axes.add_patch(Polygon(points, closed=True, fc=LAND, ec=SOFT, lw=0.7, zorder=1, joinstyle="round"))
    spots = {code: sheet.at(*p) for code, place in places.items() if (p := located(place))}
    xs, ys = zip(*(spots[code] for code in sorted(spots)), strict=True)
    axes.scatter(xs, ys, s=3, fc=FAINT, ec="none", zorder=2)
    for (left, gone_to), count in sorted(ways.items()):
        if left in spots and gone_to in spots:
            axes.add_patch(
                FancyArrowPatch(
                    spots[left], spots[gone_to], connectionstyle="arc3,rad=0.18", arrowstyle="-|>", mutation_scale=6,
                    shrinkA=1, shrinkB=1, lw=0.6 + 0.5 * count, color=SHADES[_kind(calendar, left)],
                    alpha=0.8, zorder=4,
                )
            )  # fmt: skip
    for centre in calendar.instance.centres:
        if centre.id in spots:
            axes.scatter(*spots[centre.id], marker="s", s=13, fc=INK, ec="none", zorder=5)


def _kind(calendar: Calendar, code: str) -> Place:
    kind = calendar.place(code)
    return kind if kind in SHADES else Place.CLINIC


def _legend(figure: "Figure", language: Language) -> None:
    width, height = figure.get_size_inches()
    key = figure.add_axes((0.25 / width, 1 - 1.04 / height, 7 / width, 0.24 / height))
    key.set_axis_off()
    key.set_xlim(0, 7)
    key.set_ylim(0, 1)
    x = 0.1
    for kind in KINDS:
        label = say("report.moves_from", place=say(f"report.place_{kind}")).pick(language)
        key.plot([x - 0.06, x + 0.14], [0.5, 0.5], color=SHADES[kind], lw=2, solid_capstyle="butt", clip_on=False)
        key.text(x + 0.22, 0.5, label, fontsize=8.5, va="center")
        x += 0.6 + inches(label, 8.5)
    key.scatter(x, 0.5, marker="s", s=16, fc=INK, ec="none", clip_on=False)
    key.text(x + 0.14, 0.5, say("report.place_centre").pick(language), fontsize=8.5, va="center")
