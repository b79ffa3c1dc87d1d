"""This module is where a result is read the way people look at it: centres, clinics, key figures, before and after."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from planner.domain import Centre, Instance, Site, SiteKind
from planner.result import Result


class ClinicState(StrEnum):
    """What the season meant for a clinic."""

    NEW = "new"
    MORE = "more"
    KEPT = "kept"
    COVER = "cover"
    EMPTY = "empty"
    OUTSIDE = "outside"


@dataclass(frozen=True, kw_only=True)
class ClinicView:
    """A clinic before and after; ``newcomers`` are codes of the people placed there."""

    site: Site
    state: ClinicState
    posts: int
    before: int
    after: int
    cover: int
    newcomers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CentreView:
    """A centre with posts, before and after; ``clinics`` counts its integrated clinics."""

    centre: Centre
    posts: int
    before: int
    after: int
    clinics: int

    @property
    def rates(self) -> tuple[Fraction, Fraction]:
        """Vacancy rates before and after, exact."""
        return Fraction(self.before, self.posts), Fraction(self.after, self.posts)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The numbers a leader asks for first; ``unstaffed`` counts integrated clinics without a doctor in post."""

    pool: int
    placed: int
    first_wish: int
    with_wishes: int
    posts: int
    vacant: tuple[int, int]
    clinics: int
    unstaffed: tuple[int, int]
    newly_covered: int
    newly_covered_residents: int
    highest: tuple[CentreView | None, CentreView | None]


def person_label(instance: Instance, person_id: str) -> str:
    """Return ``name (code)``, or the code alone where no name is known or codes stand for names."""
    person = instance.person.get(person_id)
    return f"{person.name} ({person_id})" if person and person.name not in ("", person_id) else person_id


def place_name(instance: Instance, code: str) -> str:
    """Return the name of a centre or a site, blank for an unknown code."""
    place = instance.centre.get(code) or instance.site.get(code)
    return place.name if place else ""


_CLINIC_WORDS = re.compile(r"(社区)?(卫生室|卫生服务站|服务站|卫生站|诊所)$")
_CENTRE_WORDS = re.compile(r"(社区卫生服务中心|中心卫生院|卫生院|卫生服务中心|医院)$")


def short_site(site: Site) -> str:
    """Return a clinic's name short enough for a map: without the word for clinic."""
    return _CLINIC_WORDS.sub("", site.name) or site.name


def short_centre(centre: Centre) -> str:
    """Return a centre's name short enough for a chart: without the word for health centre."""
    return _CENTRE_WORDS.sub("", centre.name) or centre.name


def _integrated(site: Site, instance: Instance) -> bool:
    return site.kind is SiteKind.CLINIC and site.integrated_on(instance.placement_date)


def _state(integrated: bool, before: int, after: int, cover: int) -> ClinicState:
    if not integrated:
        return ClinicState.OUTSIDE
    if after > before:
        return ClinicState.MORE if before else ClinicState.NEW
    if after:
        return ClinicState.KEPT
    return ClinicState.COVER if cover else ClinicState.EMPTY


def clinic_views(result: Result) -> tuple[ClinicView, ...]:
    """Return every site of the scenario, by code."""
    instance = result.scenario.instance
    after = {s.site_id: s for s in result.sites_after}
    newcomers: dict[str, list[str]] = defaultdict(list)
    for outcome in result.outcomes:
        if outcome.site_id is not None:
            newcomers[outcome.site_id].append(outcome.person_id)
    views = []
    for site in instance.sites:
        known = after.get(site.id)
        counts = (known.staff_before, known.staff, known.cover) if known else (0, 0, 0)
        state = _state(known is not None and _integrated(site, instance), *counts)
        views.append(ClinicView(
            site=site, state=state, posts=known.posts if known else 0, before=counts[0], after=counts[1],
            cover=counts[2], newcomers=tuple(newcomers[site.id]),
        ))  # fmt: skip
    return tuple(views)


def centre_views(result: Result) -> tuple[CentreView, ...]:
    """Return the centres with posts in the order of the law: highest rate before, then most clinics, then code."""
    instance = result.scenario.instance
    counted = {s.centre_id: s.clinics for s in result.seats}
    views = []
    for known in result.centres_after:
        centre = instance.centre.get(known.centre_id)
        if centre is None or not known.posts:
            continue
        integrated = sum(_integrated(s, instance) for s in instance.sites_of[centre.id])
        views.append(CentreView(
            centre=centre, posts=known.posts, before=known.vacant_before, after=known.vacant_after,
            clinics=counted.get(centre.id, integrated),
        ))  # fmt: skip
    return tuple(sorted(views, key=lambda v: (-v.rates[0], -v.clinics, v.centre.id)))


def key_figures(result: Result, centres: tuple[CentreView, ...], clinics: tuple[ClinicView, ...]) -> Figures:
    """Return the key figures of a season."""
    inside = [c for c in clinics if c.state is not ClinicState.OUTSIDE]
    new = [c for c in inside if c.state is ClinicState.NEW]
    wishes: Mapping[str, object] = result.scenario.instance.wishes_of
    by_after = sorted(centres, key=lambda v: (-v.rates[1], -v.clinics, v.centre.id))
    return Figures(
        pool=len(result.outcomes),
        placed=sum(o.placed for o in result.outcomes),
        first_wish=sum(o.placed and o.wish_rank == 1 for o in result.outcomes),
        with_wishes=sum(o.person_id in wishes for o in result.outcomes),
        posts=sum(c.posts for c in centres),
        vacant=(sum(c.before for c in centres), sum(c.after for c in centres)),
        clinics=len(inside),
        unstaffed=(sum(not c.before for c in inside), sum(not c.after for c in inside)),
        newly_covered=len(new),
        newly_covered_residents=sum(c.site.population for c in new),
        highest=(next(iter(centres), None), next(iter(by_after), None)),
    )
