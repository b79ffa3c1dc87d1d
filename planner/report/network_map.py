"""This module is where a network is drawn before and after: every village, and the clinic that serves it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from planner.domain import Centre, Site, SiteKind, Village
from planner.messages import say
from planner.report.canvas import BLUE, INK, LAND, ORANGE, PALE, PAPER, SOFT, head, inches, new_figure
from planner.report.geography import Sheet, located, scale_km, sheet_over
from planner.report.network_tables import figures, tenths
from planner.stages.network import Proposal
from planner.text import Language, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PANEL, GAP, TOP, CAPTION, FOOT = 6.6, 0.2, 1.16, 0.34, 0.34
"""Inches: a map's width, the room between two, title and key, the line above a map, the source line."""

Mark = Literal["own", "clinic", "opened", "closed", "station", "shared", "instead", "nobody"]
"""What is drawn: a clinic of one village or of several, a new one, one closed, a station; a village without one."""

LOOKS: Mapping[Mark, dict[str, Any]] = {
    "shared": {"marker": "o", "s": 10, "fc": PAPER, "ec": INK, "lw": 0.7, "zorder": 5},
    "instead": {"marker": "^", "s": 20, "fc": PAPER, "ec": SOFT, "lw": 0.8, "zorder": 5},
    "nobody": {"marker": "v", "s": 44, "fc": ORANGE, "ec": INK, "lw": 0.7, "zorder": 7},
    "station": {"marker": "s", "s": 22, "fc": PAPER, "ec": BLUE, "lw": 0.9, "zorder": 4.5},
    "own": {"marker": "o", "s": 16, "fc": PALE, "ec": PAPER, "lw": 0.4, "zorder": 4},
    "clinic": {"marker": "o", "s": 42, "fc": BLUE, "ec": PAPER, "lw": 0.6, "zorder": 6},
    "opened": {"marker": "D", "s": 30, "fc": BLUE, "ec": INK, "lw": 0.8, "zorder": 6},
    "closed": {"marker": "x", "s": 18, "c": ORANGE, "lw": 0.9, "zorder": 6},
}
"""Marks differ in shape, size or fill, never in hue alone."""

CENTRE: Mapping[str, Any] = {"marker": "s", "s": 12, "fc": INK, "ec": PAPER, "lw": 0.5, "zorder": 6.5}
"""How a centre is drawn: above the clinic of its village and small enough to leave that to be seen."""

KEY: tuple[Mark, ...] = ("own", "clinic", "opened", "closed", "station", "shared", "instead", "nobody")


def draw(proposal: Proposal, title: Text, language: Language) -> "Figure | None":
    """Return both maps side by side as a figure, None where no village and no clinic has coordinates."""
    instance = proposal.instance
    known: list[Centre | Site | Village] = [*instance.villages, *instance.sites, *proposal.opened, *instance.centres]
    sheet = sheet_over(instance, known)
    if sheet is None or not any(located(place) for place in known):
        return None
    tall = min(max(PANEL * sheet.height / sheet.width, 3.6), 8.4)
    width, height = 2 * PANEL + 3 * GAP, TOP + CAPTION + tall + FOOT
    figure = new_figure(width, height)
    head(figure, title.pick(language), say("network.map.rule").pick(language))
    seen: set[Mark] = set()
    for number, after in enumerate((False, True)):
        left = GAP + number * (PANEL + GAP)
        axes = figure.add_axes((left / width, FOOT / height, PANEL / width, tall / height))
        seen |= _map(axes, proposal, sheet, after)
        told = figures(proposal, after)
        line = say(
            "network.map.after" if after else "network.map.before",
            clinics=told.clinics,
            uncovered=told.uncovered,
            mean=tenths(told.mean),
            farthest=told.farthest,
        )
        at = 1 - (TOP + CAPTION / 2) / height
        figure.text((left + 0.05) / width, at, line.pick(language), fontsize=9.5, va="center")
        if not after and instance.outline:
            _scale(axes, sheet)
    joined = any(proposal.after[v.id].site_id and proposal.after[v.id].how != "own" for v in proposal.changed)
    _key(figure, seen, joined, language)
    missing = sum(located(v) is None for v in instance.villages)
    source = say("report.source_outline" if instance.outline else "report.source_plain").pick(language)
    unseen = say("network.map.missing", count=missing).pick(language) if missing else ""
    figure.text(0.25 / width, 0.17 / height, source + unseen, fontsize=6.8, color=SOFT, va="center")
    return figure


def _map(axes: "Axes", proposal: Proposal, sheet: Sheet, after: bool) -> set[Mark]:
    from matplotlib.patches import Polygon

    instance = proposal.instance
    services = proposal.after if after else proposal.before
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set_xlim(-0.03 * sheet.width, 1.03 * sheet.width)
    axes.set_ylim(-0.07 * sheet.height, 1.03 * sheet.height)
    for ring in instance.outline:
        points = [sheet.at(*p) for p in ring]
        axes.add_patch(Polygon(points, closed=True, fc=LAND, ec=SOFT, lw=0.8, zorder=1, joinstyle="round"))
    sites = {s.id: s for s in (*instance.sites, *proposal.opened)}
    village = {v.id: v for v in instance.villages}

    def spot(place: Centre | Site | Village | None) -> tuple[float, float] | None:
        """Where a place is drawn; a clinic in the village it stands in, so that both coincide."""
        if isinstance(place, Site):
            return spot(village.get(proposal.host.get(place.id, ""))) or _on(sheet, place)
        return None if place is None else _on(sheet, place)

    moved = {v.id for v in proposal.changed}
    spots: dict[Mark, list[tuple[float, float]]] = {}
    for v in instance.villages:
        service = services[v.id]
        start, end = spot(v), spot(sites.get(service.site_id or ""))
        if start is None or service.how == "own":
            continue
        spots.setdefault(service.how, []).append(start)
        if end is not None and end != start:
            new = after and v.id in moved
            xs, ys = zip(start, end, strict=True)
            axes.plot(xs, ys, color=BLUE if new else SOFT, lw=1.1 if new else 0.8, zorder=3, solid_capstyle="round")
    used: dict[str, int] = {}
    for service in services.values():
        used[service.site_id or ""] = used.get(service.site_id or "", 0) + 1
    for code, site in sites.items():
        point, mark = spot(site), _mark(site, used.get(code, 0), proposal, after)
        if point is not None and mark is not None:
            spots.setdefault(mark, []).append(point)
    for mark, points in spots.items():
        axes.scatter([p[0] for p in points], [p[1] for p in points], **LOOKS[mark])
    for centre in instance.centres:
        if (point := spot(centre)) is not None:
            axes.scatter(*point, **CENTRE)
    return set(spots)


def _mark(site: Site, villages: int, proposal: Proposal, after: bool) -> Mark | None:
    """How a site is drawn; a station only where it serves a village."""
    if site.kind is not SiteKind.CLINIC:
        return "station" if villages else None
    if site in proposal.opened:
        return "opened" if after else None
    if after and site.id in proposal.closed:
        return "closed"
    return "clinic" if villages > 1 else "own"


def _on(sheet: Sheet, place: Centre | Site | Village) -> tuple[float, float] | None:
    point = located(place)
    return sheet.at(*point) if point else None


def _key(figure: "Figure", seen: set[Mark], moved: bool, language: Language) -> None:
    width, height = figure.get_size_inches()
    key = figure.add_axes((0.25 / width, 1 - 1.06 / height, (width - 0.5) / width, 0.24 / height))
    key.set_axis_off()
    key.set_xlim(0, width - 0.5)
    key.set_ylim(0, 1)
    entries: list[tuple[str, Mapping[str, Any] | None]] = [
        *((say(f"network.mark.{mark}").pick(language), LOOKS[mark]) for mark in KEY if mark in seen),
        (say("network.mark.centre").pick(language), CENTRE),
    ]
    if moved:
        entries.append((say("network.mark.moved").pick(language), None))
    room = width - 0.5
    lines = [0.75, -0.2] if sum(0.42 + inches(label, 8.5) for label, _ in entries) > room else [0.5]
    x, y = 0.1, lines.pop(0)
    for label, look in entries:
        wide = 0.42 + inches(label, 8.5)
        if x + wide > room and lines:
            x, y = 0.1, lines.pop(0)
        if look is None:
            key.plot([x - 0.08, x + 0.1], [y, y], color=BLUE, lw=1.6, clip_on=False)
        else:
            key.scatter(x, y, **look, clip_on=False)
        key.text(x + 0.14, y, label, fontsize=8.5, va="center")
        x += wide


def _scale(axes: "Axes", sheet: Sheet) -> None:
    length = scale_km(sheet.width * 0.8)
    axes.plot([0, length], [-0.06 * sheet.height] * 2, color=INK, lw=1.2, solid_capstyle="butt")
    axes.text(length / 2, -0.05 * sheet.height, f"{length} km", fontsize=7.5, ha="center", va="bottom")
