"""This module is where it is told who and what differs between plans: people, their half-years, and clinics."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from planner.comparing.attribution import whereabouts
from planner.comparison import ClinicChange, Member, PersonChange, Place, StintChange, Verdict
from planner.domain import Assignment, Instance, Placement
from planner.result import SiteAfter
from planner.stages.season import centre_wishes


def moved(baseline: Member, member: Member) -> tuple[str, ...]:
    """Return the people whose centre or clinic differs, or who stand in only one of the two lists."""
    mine, theirs = whereabouts(baseline.plan), whereabouts(member.plan)
    return tuple(sorted(p for p in mine.keys() | theirs.keys() if mine.get(p) != theirs.get(p)))


def person_changes(
    baseline: Member, member: Member, place: int, behind: Mapping[str, tuple[str, ...]]
) -> Iterator[PersonChange]:
    """Yield everyone whose place differs, with what she gains or loses and the steps behind it."""
    for code in moved(baseline, member):
        old, new = baseline.plan.placement.get(code), member.plan.placement.get(code)
        before = None if old is None else _place(old, baseline.instance)
        after = None if new is None else _place(new, member.instance)
        person = baseline.instance.person.get(code) or member.instance.person.get(code)
        yield PersonChange(
            person_id=code,
            name=person.name if person else code,
            member=place,
            before=before,
            after=after,
            verdict=_verdict(before, after, (old, new), member.instance),
            steps=behind.get(code, ()),
        )


def wish_rank(placement: Placement, instance: Instance) -> int | None:
    """Return the rank of the centre someone is placed at, None where she did not list it or is not placed."""
    person = instance.person.get(placement.person_id)
    if person is None or placement.centre_id is None:
        return None
    return centre_wishes(person, instance).get(placement.centre_id)


def _place(placement: Placement, instance: Instance) -> Place:
    person = instance.person.get(placement.person_id)
    centre, site = placement.centre_id, placement.site_id
    if person is None or centre is None:
        return Place(centre_id=centre, site_id=site, wish_rank=None, minutes=None)
    ways = (instance.travel.between(person.home_village, to) for to in (site, centre) if to and person.home_village)
    return Place(
        centre_id=centre,
        site_id=site,
        wish_rank=wish_rank(placement, instance),
        minutes=next((minutes for minutes in ways if minutes is not None), None),
    )


def _verdict(
    before: Place | None, after: Place | None, placed: tuple[Placement | None, Placement | None], instance: Instance
) -> Verdict:
    """Being placed beats not being; then the wish for the centre, then that for the clinic, then minutes of travel."""
    if before is None or after is None:
        return Verdict.JOINS if before is None else Verdict.LEAVES
    if (before.centre_id is None) != (after.centre_id is None):
        return Verdict.GAINS if before.centre_id is None else Verdict.LOSES
    old, new = (
        [_rank(place, p, instance), _clinic_rank(p, instance)] for place, p in zip((before, after), placed, strict=True)
    )
    if before.minutes is not None and after.minutes is not None:
        old, new = [*old, before.minutes], [*new, after.minutes]
    if old == new:
        return Verdict.SAME
    return Verdict.GAINS if new < old else Verdict.LOSES


def _rank(place: Place, placement: Placement | None, instance: Instance) -> int:
    """Rank of the centre; one she did not list counts one more than her last."""
    if place.wish_rank is not None or placement is None:
        return place.wish_rank or 0
    return max((w.rank for w in instance.wishes_of.get(placement.person_id, ())), default=0) + 1


def _clinic_rank(placement: Placement | None, instance: Instance) -> int:
    """Rank of the clinic among those she listed; one she did not list counts one more than her last."""
    if placement is None:
        return 0
    listed = {w.site_id: w.rank for w in instance.wishes_of.get(placement.person_id, ()) if w.site_id is not None}
    return listed.get(placement.site_id or "", max(listed.values(), default=0) + 1)


def half_years(baseline: Member, member: Member) -> Counter[str]:
    """Return by person how many half-years she serves elsewhere than in the baseline, or in only one of the two."""
    mine, theirs = (_presence(m.plan.assignments) for m in (baseline, member))
    return Counter(
        person
        for person, period in mine.keys() | theirs.keys()
        if mine.get((person, period)) != theirs.get((person, period))
    )


def _presence(assignments: Sequence[Assignment]) -> dict[tuple[str, str], str]:
    places = {}
    for a in assignments:
        period = a.start
        while period <= a.end:
            places[a.person_id, str(period)] = a.site_id
            period = period.following
    return places


def stint_changes(baseline: Member, member: Member, place: int) -> Iterator[StintChange]:
    """Yield everyone who serves elsewhere in the years ahead, where both have them."""
    if not baseline.sites_ahead or not member.sites_ahead:
        return
    for code, count in sorted(half_years(baseline, member).items()):
        person = baseline.instance.person.get(code) or member.instance.person.get(code)
        yield StintChange(person_id=code, name=person.name if person else code, member=place, half_years=count)


def clinic_changes(members: Sequence[Member]) -> Iterator[ClinicChange]:
    """Yield the clinics that have nobody under some members only: in the season, then in the years ahead."""
    for part in ("season", "ahead"):
        rows = [m.sites if part == "season" else m.sites_ahead for m in members]
        tables = [_without(mine) if mine else None for mine in rows]
        sites = sorted({site for table in tables if table is not None for site in table})
        for code in sites:
            without = tuple(None if table is None else table.get(code) for table in tables)
            if len({w for w in without if w is not None}) > 1:
                site = next(m.instance.site[code] for m in members if code in m.instance.site)
                yield ClinicChange(part=part, site_id=code, name=site.name, population=site.population, without=without)


def _without(rows: Sequence[SiteAfter]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {row.site_id: [] for row in rows}
    for row in rows:
        if row.uncovered:
            found[row.site_id].append(row.period)
    return {site: tuple(sorted(periods)) for site, periods in found.items()}
