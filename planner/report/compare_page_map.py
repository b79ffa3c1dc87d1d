"""This module is where the linked maps get their shapes: every place once, with how it fares in each plan."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.comparison import Member
from planner.domain import Centre, Site
from planner.messages import say
from planner.report.compare_page_tables import Sides
from planner.report.geography import located
from planner.report.page_map import WIDTH, ground
from planner.report.page_tables import find_in
from planner.report.placement_map import LABEL_ORDER
from planner.report.tables import rate
from planner.report.views import ClinicView, clinic_views, short_centre, short_site
from planner.result import Result

_ABSENT = "absent"

_SIDE = 11.0
"""Half the side of a centre's square."""


@dataclass(frozen=True)
class PairMark:
    """A place on both maps.

    ``states`` are by member, one a line: of a clinic what the season meant for it, of a centre half the side of the
    square that is its vacancy rate afterwards. ``labels`` are one for all members, or one a line by member.
    """

    id: str
    kind: str
    x: float
    y: float
    size: float
    states: str
    labels: str
    tip: str
    centre: str
    town: str
    find: str


@dataclass(frozen=True)
class PairMap:
    """Everything the template draws once and the page shows twice; ``plans`` are the members that have a map."""

    width: int
    height: float
    outline: str
    scale: tuple[float, str]
    marks: tuple[PairMark, ...]
    plans: tuple[int, ...]
    states: tuple[tuple[str, str], ...]


def pair_map(sides: Sides) -> PairMap | None:
    """Return the shapes, None where fewer than two plans have clinics or nothing has coordinates."""
    plans = tuple(at for at, m in enumerate(sides.members) if m.sites)
    places: list[Centre | Site] = [*sides.centres.values(), *sides.sites.values()]
    under = ground(sides.comparison.baseline.instance, places)
    if len(plans) < 2 or under is None:
        return None
    views = [_views(m) if at in plans else {} for at, m in enumerate(sides.members)]
    rates = [{c.centre_id: (c.vacant_after, c.posts) for c in m.centres if c.posts} for m in sides.members]
    marks = []
    for centre in sides.centres.values():
        point = located(centre)
        if point is not None:
            marks.append(_centre(sides, centre, under.spot(point), [r.get(centre.id) for r in rates]))
    biggest = max((s.population for s in sides.sites.values()), default=0)
    for site in sorted(sides.sites.values(), key=lambda s: (s.population, s.id)):
        point = located(site)
        if point is not None:
            states = [v[site.id].state.value if site.id in v else _ABSENT for v in views]
            marks.append(_clinic(sides, site, under.spot(point), states, biggest))
    known = [(s.value, say(f"report.state_{s}")) for s in LABEL_ORDER] + [(_ABSENT, say("compare_page.absent"))]
    met = {state for m in marks if m.kind == "clinic" for at, state in enumerate(m.states.split("\n")) if at in plans}
    return PairMap(
        width=WIDTH,
        height=under.height,
        outline=under.outline,
        scale=under.scale,
        marks=tuple(marks),
        plans=plans,
        states=tuple((state, text.pick(sides.language)) for state, text in known if state in met),
    )


def _views(member: Member) -> Mapping[str, ClinicView]:
    result = Result(
        scenario=member.scenario, status=member.status, plan=member.plan, sites_after=member.sites,
        centres_after=member.centres,
    )  # fmt: skip
    return {view.site.id: view for view in clinic_views(result)}


def _centre(sides: Sides, centre: Centre, at: tuple[float, float], counts: list[tuple[int, int] | None]) -> PairMark:
    shown = [f"{short_centre(centre)} {rate(*c)}" if c else short_centre(centre) for c in counts]
    halves = [f"{(c[0] / c[1]) ** 0.5 * _SIDE:.1f}" if c else "0" for c in counts]
    posts = next((c[1] for c in counts if c), 0)
    return PairMark(
        id=centre.id, kind="centre", x=at[0], y=at[1], size=_SIDE if posts else 5.0, states="\n".join(halves),
        labels="\n".join(shown), tip=say("compare_page.tip_centre", name=centre.name, posts=posts).pick(sides.language),
        centre=centre.id, town=centre.town, find=find_in(centre.name, centre.id, centre.town),
    )  # fmt: skip


def _clinic(sides: Sides, site: Site, at: tuple[float, float], states: list[str], biggest: int) -> PairMark:
    centre = sides.centres.get(site.centre_id)
    name, town = (centre.name, centre.town) if centre else (site.centre_id, "")
    tip = say("compare_page.tip_clinic", name=site.name, centre=name, residents=site.population)
    return PairMark(
        id=site.id, kind="clinic", x=at[0], y=at[1], size=round((9 + 45 * site.population / max(biggest, 1)) ** 0.5, 1),
        states="\n".join(states), labels=short_site(site), tip=tip.pick(sides.language), centre=site.centre_id,
        town=town, find=find_in(site.name, site.id, name, site.centre_id, town),
    )  # fmt: skip
