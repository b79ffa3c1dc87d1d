"""This module is where the page's map gets its shapes: the outline, a mark for every place, an arrow for every move."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planner.domain import Centre, Instance, Site
from planner.messages import say
from planner.report.geography import located, scale_km, sheet_over
from planner.report.placement_map import LABEL_ORDER
from planner.report.tables import rate
from planner.report.views import CentreView, ClinicView, person_label, short_centre, short_site
from planner.result import Result
from planner.text import Language

WIDTH = 1000
"""Units the map is wide."""

_MARGIN = 30


@dataclass(frozen=True)
class Mark:
    """A place on the map; ``size`` is a radius or half a side, ``inner`` that of a centre's rate after."""

    id: str
    kind: str
    x: float
    y: float
    size: float
    inner: float
    label: str
    tip: str


@dataclass(frozen=True)
class Arrow:
    """A graduate's way from her centre to her clinic."""

    person: str
    centre: str
    site: str
    path: str


@dataclass(frozen=True)
class MapPicture:
    """Everything the template draws; marks are in drawing order, centres first, served clinics last."""

    width: int
    height: float
    outline: str
    marks: tuple[Mark, ...]
    arrows: tuple[Arrow, ...]
    states: tuple[tuple[str, str, int], ...]
    scale: tuple[float, str]
    source: str


@dataclass(frozen=True)
class Ground:
    """What places are drawn on: how high it is, its outline as a path, its scale bar, and where a point lies."""

    height: float
    outline: str
    scale: tuple[float, str]
    spot: Callable[[tuple[float, float]], tuple[float, float]]


def ground(instance: Instance, places: Sequence[Centre | Site]) -> Ground | None:
    """Return what these places are drawn on, None where none of them has coordinates."""
    sheet = sheet_over(instance, places)
    if sheet is None or not any(located(p) for p in places):
        return None
    unit = min((WIDTH - 2 * _MARGIN) / sheet.width, (WIDTH - 2 * _MARGIN) / sheet.height)
    height = round(sheet.height * unit + 2 * _MARGIN, 1)
    left = (WIDTH - sheet.width * unit) / 2

    def spot(point: tuple[float, float]) -> tuple[float, float]:
        x, y = sheet.at(*point)
        return round(left + x * unit, 1), round(height - _MARGIN - y * unit, 1)

    rings = ("M" + "L".join(f"{x:g},{y:g}" for x, y in map(spot, ring)) + "Z" for ring in instance.outline)
    km = scale_km(sheet.width)
    return Ground(height=height, outline="".join(rings), scale=(round(km * unit, 1), f"{km} km"), spot=spot)


def map_picture(
    result: Result, centres: tuple[CentreView, ...], clinics: tuple[ClinicView, ...], language: Language
) -> MapPicture | None:
    """Return the map's shapes, None where nothing has coordinates."""
    instance = result.scenario.instance
    places: list[Centre | Site] = [v.centre for v in centres]
    places += [v.site for v in clinics]
    under = ground(instance, places)
    if under is None:
        return None
    spot = under.spot
    marks = [_centre_mark(v, spot(p), language) for v in centres if (p := located(v.centre))]
    biggest = max((v.site.population for v in clinics), default=0)
    drawn = sorted(clinics, key=lambda v: (-LABEL_ORDER.index(v.state), v.site.population, v.site.id))
    marks += [_clinic_mark(result, v, spot(p), biggest, language) for v in drawn if (p := located(v.site))]
    arrows = []
    for o in result.outcomes:
        centre, site = instance.centre.get(o.centre_id or ""), instance.site.get(o.site_id or "")
        start, end = (located(p) if p else None for p in (centre, site))
        if centre and site and start and end and start != end:
            arrows.append(Arrow(o.person_id, centre.id, site.id, _bend(spot(start), spot(end))))
    return MapPicture(
        width=WIDTH,
        height=under.height,
        outline=under.outline,
        marks=tuple(marks),
        arrows=tuple(arrows),
        states=tuple(
            (s.value, say(f"report.state_{s}").pick(language), count)
            for s in LABEL_ORDER
            if (count := sum(v.state is s for v in clinics))
        ),
        scale=under.scale,
        source=say("report.source_outline" if instance.outline else "report.source_plain").pick(language),
    )


def _centre_mark(view: CentreView, at: tuple[float, float], language: Language) -> Mark:
    before, after = (float(r) ** 0.5 * 17 for r in view.rates)
    change = f"{rate(view.before, view.posts)} → {rate(view.after, view.posts)}"
    tip = say("report.tip_centre", name=view.centre.name, change=change, clinics=view.clinics).pick(language)
    label = f"{short_centre(view.centre)} {change}"
    return Mark(view.centre.id, "centre", *at, round(max(before, 5), 1), round(after, 1), label, tip)


def _clinic_mark(result: Result, view: ClinicView, at: tuple[float, float], biggest: int, language: Language) -> Mark:
    instance = result.scenario.instance
    people = "、".join(person_label(instance, p) for p in view.newcomers)
    tip = say(
        "report.tip_clinic",
        name=view.site.name,
        state=say(f"report.state_{view.state}"),
        residents=view.site.population,
        before=view.before,
        after=view.after,
    ).pick(language)
    size = round((9 + 45 * view.site.population / max(biggest, 1)) ** 0.5, 1)
    return Mark(
        view.site.id, view.state.value, *at, size, 0, short_site(view.site), f"{tip}\n{people}" if people else tip
    )


def _bend(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Return a slightly curved line, stopped short of its end so that the arrow head does not cover the mark."""
    (x0, y0), (x1, y1) = start, end
    mx, my = (x0 + x1) / 2 - (y1 - y0) * 0.1, (y0 + y1) / 2 + (x1 - x0) * 0.1
    length = max(((x1 - mx) ** 2 + (y1 - my) ** 2) ** 0.5, 1e-9)
    short = max(1 - 5 / length, 0.2)
    ex, ey = mx + (x1 - mx) * short, my + (y1 - my) * short
    return f"M{x0:.1f},{y0:.1f}Q{mx:.1f},{my:.1f} {ex:.1f},{ey:.1f}"
