"""This module is where the map of a season is drawn: every clinic before and after, and who goes where."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from planner.domain import Centre, Site
from planner.messages import say
from planner.report.canvas import BLUE, FAINT, INK, LAND, ORANGE, PALE, PAPER, SAND, SOFT, new_figure
from planner.report.geography import Sheet, located, scale_km, sheet_over
from planner.report.tables import rate
from planner.report.views import CentreView, ClinicState, ClinicView, key_figures, short_centre, short_site
from planner.result import Result
from planner.text import Language, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, SIDE, TOP, FOOT = 11.7, 2.55, 0.78, 0.34
"""Inches: the sheet, its side panel, title and source line."""

LOOKS: dict[ClinicState, dict[str, Any]] = {
    ClinicState.OUTSIDE: {"marker": "x", "c": SOFT, "lw": 0.7, "zorder": 4},
    ClinicState.KEPT: {"marker": "o", "fc": PALE, "ec": PAPER, "lw": 0.5, "zorder": 4},
    ClinicState.COVER: {"marker": "o", "fc": SAND, "ec": ORANGE, "lw": 0.9, "zorder": 5},
    ClinicState.EMPTY: {"marker": "o", "fc": PAPER, "ec": ORANGE, "lw": 1.1, "zorder": 5},
    ClinicState.MORE: {"marker": "D", "fc": BLUE, "ec": PAPER, "lw": 0.6, "zorder": 6},
    ClinicState.NEW: {"marker": "o", "fc": BLUE, "ec": PAPER, "lw": 0.6, "zorder": 6},
}
"""How a clinic is marked; states differ in fill, edge or shape, never in hue alone."""

SERVED = (ClinicState.NEW, ClinicState.MORE)
LABEL_ORDER = (*SERVED, ClinicState.KEPT, ClinicState.COVER, ClinicState.EMPTY, ClinicState.OUTSIDE)


def drawable(centres: Iterable[CentreView], clinics: Iterable[ClinicView]) -> bool:
    """Whether anything has coordinates."""
    return any(located(v.centre) for v in centres) or any(located(v.site) for v in clinics)


def draw(
    result: Result, centres: tuple[CentreView, ...], clinics: tuple[ClinicView, ...], language: Language
) -> tuple["Figure", list[Text]]:
    """Return the map as a figure, and notes on what it leaves out."""
    instance = result.scenario.instance
    places: list[Centre | Site] = [v.centre for v in centres]
    sheet = sheet_over(instance, places + [v.site for v in clinics])
    assert sheet is not None, "drawable() was not asked"
    room = WIDTH - SIDE
    height = min(max(room * sheet.height / sheet.width, 4.6), 9.0)
    figure = new_figure(WIDTH, TOP + height + FOOT)
    axes = _axes(figure, 0, FOOT, room, height)
    _fit(axes, sheet, room, height)
    _outline(axes, result, sheet)
    biggest = max((v.site.population for v in clinics), default=0)
    _centres(axes, sheet, centres)
    _arrows(axes, sheet, result)
    _clinics(axes, sheet, clinics, biggest)
    notes = _labels(axes, sheet, centres, clinics, biggest)
    side = _axes(figure, room, FOOT, SIDE, height)
    side.set_xlim(0, SIDE)
    side.set_ylim(0, height)
    _side(side, result, centres, clinics, biggest, language, height)
    # Without an outline nothing ties the points to the ground: such a map is a sketch, with no scale to measure by.
    if result.scenario.instance.outline:
        _scale_and_north(side, axes, room, language)
    _frame(figure, result, language)
    unplaced = sum(located(v.site) is None for v in clinics)
    return figure, notes + ([say("report.not_on_map", count=unplaced)] if unplaced else [])


def _axes(figure: "Figure", left: float, bottom: float, width: float, height: float) -> "Axes":
    w, h = figure.get_size_inches()
    axes = figure.add_axes((left / w, bottom / h, width / w, height / h))
    axes.set_axis_off()
    return axes


def _fit(axes: "Axes", sheet: Sheet, width: float, height: float) -> None:
    """Set limits so that a kilometre is equally long both ways and the area is centred with a margin."""
    km_per_inch = max(sheet.width / (width - 0.5), sheet.height / (height - 0.4))
    for middle, inches, limit in ((sheet.width / 2, width, axes.set_xlim), (sheet.height / 2, height, axes.set_ylim)):
        limit(middle - inches * km_per_inch / 2, middle + inches * km_per_inch / 2)


def _outline(axes: "Axes", result: Result, sheet: Sheet) -> None:
    from matplotlib.patches import Polygon

    for ring in result.scenario.instance.outline:
        points = [sheet.at(lon, lat) for lon, lat in ring]
        axes.add_patch(Polygon(points, closed=True, fc=LAND, ec=SOFT, lw=0.9, zorder=1, joinstyle="round"))


def _on(sheet: Sheet, place: Centre | Site) -> tuple[float, float] | None:
    point = located(place)
    return sheet.at(*point) if point else None


def square(share: float) -> float:
    """Return the area of a centre's square, points squared, for a vacancy rate."""
    return 420 * share


def disc(population: int, biggest: int) -> float:
    """Return the area of a clinic's mark, points squared, for its residents."""
    return 16 + 110 * population / max(biggest, 1)


def _centres(axes: "Axes", sheet: Sheet, centres: tuple[CentreView, ...]) -> None:
    for view in centres:
        if point := _on(sheet, view.centre):
            before, after = (float(r) for r in view.rates)
            axes.scatter(*point, s=max(square(before), 30), marker="s", fc="#FFFFFFD0", ec=INK, lw=0.9, zorder=3)
            if after:
                axes.scatter(*point, s=square(after), marker="s", fc="#5B6875C0", ec="none", zorder=3.1)


def _arrows(axes: "Axes", sheet: Sheet, result: Result) -> None:
    from matplotlib.patches import FancyArrowPatch

    instance = result.scenario.instance
    pairs = {(o.centre_id, o.site_id) for o in result.outcomes if o.centre_id and o.site_id}
    for centre_id, site_id in sorted(pairs):
        start, end = _on(sheet, instance.centre[centre_id]), _on(sheet, instance.site[site_id])
        if start and end and start != end:
            axes.add_patch(FancyArrowPatch(
                start, end, arrowstyle="-|>,head_width=1.8,head_length=3.6", connectionstyle="arc3,rad=0.12",
                shrinkA=3, shrinkB=4.5, lw=0.8, color=BLUE, alpha=0.75, zorder=3.5,
            ))  # fmt: skip


def _clinics(axes: "Axes", sheet: Sheet, clinics: tuple[ClinicView, ...], biggest: int) -> None:
    for state, look in LOOKS.items():
        shown = [(p, v) for v in clinics if v.state is state and (p := _on(sheet, v.site))]
        if shown:
            sizes = [14.0 if state is ClinicState.OUTSIDE else disc(v.site.population, biggest) for _, v in shown]
            axes.scatter([p[0] for p, _ in shown], [p[1] for p, _ in shown], s=sizes, **look)


def _rim(point: tuple[float, float], area: float, km: float) -> list[tuple[float, float]]:
    """Return points of a mark that labels must keep off; ``area`` in points squared, ``km`` the width of the map."""
    if area < 40:
        return [point]
    half = 0.36 * area**0.5 / 72 / (WIDTH - SIDE) * km
    return [(point[0] + dx * half, point[1] + dy * half) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]


def _labels(
    axes: "Axes", sheet: Sheet, centres: tuple[CentreView, ...], clinics: tuple[ClinicView, ...], biggest: int
) -> list[Text]:
    """Name centres and served clinics first, then as many others as fit; textalloc serves labels in the order given."""
    import textalloc

    km = axes.get_xlim()[1] - axes.get_xlim()[0]
    wanted: list[tuple[tuple[float, float], str, float, str]] = []
    points = [q for v in clinics if (p := _on(sheet, v.site)) for q in _rim(p, disc(v.site.population, biggest), km)]
    for view in centres:
        if point := _on(sheet, view.centre):
            change = f"{rate(view.before, view.posts)}→{rate(view.after, view.posts)}"
            wanted.append((point, f"{short_centre(view.centre)} {change}", 7.6, INK))
            points += _rim(point, max(square(float(view.rates[0])), 30), km)
    for clinic in sorted(clinics, key=lambda v: (LABEL_ORDER.index(v.state), -v.site.population, v.site.id)):
        if point := _on(sheet, clinic.site):
            served = clinic.state in SERVED
            wanted.append((point, short_site(clinic.site), 6.6 if served else 5.4, BLUE if served else SOFT))
    if not wanted:
        return []
    drawn: Any = textalloc.allocate(
        axes, [w[0][0] for w in wanted], [w[0][1] for w in wanted], [w[1] for w in wanted],
        x_scatter=[p[0] for p in points], y_scatter=[p[1] for p in points],
        textsize=[w[2] for w in wanted], textcolor=[w[3] for w in wanted], linecolor=FAINT, linewidth=0.5,
        margin=0.003, min_distance=0.005, max_distance=0.055, nbr_candidates=200, draw_all=False, zorder=8,
    )[2]  # fmt: skip
    for text, (_, _, size, _) in zip(drawn, wanted, strict=True):
        if text is not None and size > 6:
            text.set_bbox({"fc": LAND, "ec": "none", "alpha": 0.6, "pad": 0.4})
    left_out = len(wanted) - sum(text is not None for text in drawn)
    return [say("report.labels_left_out", count=left_out)] if left_out else []


def _side(
    side: "Axes", result: Result, centres: tuple[CentreView, ...], clinics: tuple[ClinicView, ...], biggest: int,
    language: Language, height: float,
) -> None:  # fmt: skip
    figures = key_figures(result, centres, clinics)
    y = height - 0.12
    for key, value in (
        ("placed", f"{figures.placed}/{figures.pool}"),
        ("vacant", f"{figures.vacant[0]} → {figures.vacant[1]}"),
        ("unstaffed", f"{figures.unstaffed[0]} → {figures.unstaffed[1]}"),
    ):
        side.text(0, y, say(f"report.figure_{key}").pick(language), fontsize=7.5, color=SOFT, va="center")
        side.text(0, y - 0.21, value, fontsize=13, va="center")
        y -= 0.52
    present = {v.state for v in clinics if located(v.site)}
    for state in LABEL_ORDER:
        if state in present:
            size = 14.0 if state is ClinicState.OUTSIDE else 52.0
            side.scatter(0.1, y, s=size, **LOOKS[state])
            count = sum(v.state is state for v in clinics)
            label = say("report.legend_state", state=say(f"report.state_{state}"), count=count).pick(language)
            side.text(0.3, y, label, fontsize=7.5, va="center")
            y -= 0.235
    if any(located(v.centre) for v in centres):
        y -= 0.06
        side.scatter(0.13, y, s=square(0.5), marker="s", fc=PAPER, ec=INK, lw=0.9)
        side.scatter(0.13, y, s=square(0.2), marker="s", fc="#5B6875C0", ec="none")
        side.text(0.36, y, say("report.legend_centre").pick(language), fontsize=7.5, va="center", linespacing=1.35)
        y -= 0.36
        head = {"arrowstyle": "-|>,head_width=.15,head_length=.3", "color": BLUE, "lw": 0.9}
        side.annotate("", (0.28, y), (0.0, y), arrowprops=head)
        side.text(0.36, y, say("report.legend_arrow").pick(language), fontsize=7.5, va="center")
        y -= 0.3
    for x, residents in zip((0.1, 1.2), sorted({_round(biggest / 5), _round(biggest)}), strict=False):
        side.scatter(x, y, s=disc(residents, biggest), marker="o", fc="none", ec=SOFT, lw=0.8)
        label = say("report.legend_residents", count=residents).pick(language)
        side.text(x + 0.15, y, label, fontsize=7, color=SOFT, va="center")


def _round(number: float) -> int:
    """Return a number cut to one leading digit."""
    whole = max(int(number), 1)
    return int(str(whole)[0].ljust(len(str(whole)), "0"))


def _scale_and_north(side: "Axes", axes: "Axes", room: float, language: Language) -> None:
    low, high = axes.get_xlim()
    length = scale_km((high - low) * 0.8)
    inches = length * room / (high - low)
    if inches > SIDE - 1.1:
        length, inches = max(length // 2, 1), inches * max(length // 2, 1) / length
    side.plot([0, 0, inches, inches], [0.2, 0.14, 0.14, 0.2], color=INK, lw=1, solid_capstyle="butt")
    side.text(inches / 2, 0.26, f"{length} km", fontsize=7.5, ha="center")
    side.annotate("", (SIDE - 0.45, 0.5), (SIDE - 0.45, 0.12), arrowprops={"arrowstyle": "-|>", "color": INK, "lw": 1})
    side.text(SIDE - 0.45, 0.56, say("report.north").pick(language), fontsize=8.5, ha="center")


def _frame(figure: "Figure", result: Result, language: Language) -> None:
    scenario = result.scenario
    w, h = figure.get_size_inches()
    figure.text(0.25 / w, 1 - 0.36 / h, scenario.title.pick(language), fontsize=15.5, va="center")
    subtitle = say(
        "report.map_subtitle",
        date=scenario.instance.placement_date.isoformat(),
        status=say(f"report.status_{result.status.value}"),
    )
    figure.text(0.25 / w, 1 - 0.64 / h, subtitle.pick(language), fontsize=8.5, color=SOFT, va="center")
    source = "source_outline" if scenario.instance.outline else "source_plain"
    figure.text(0.25 / w, 0.17 / h, say(f"report.{source}").pick(language), fontsize=6.8, color=SOFT, va="center")
