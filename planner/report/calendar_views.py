"""This module is where a staffing outlook is read the way people look at it: careers, clinics by period, who moves."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from planner.calendar import Period, age_on
from planner.clause import Clause
from planner.domain import Credential, Instance, Person, SiteKind
from planner.faces.moves import ExemptRule, RotationRule
from planner.messages import say
from planner.report.special_stints import special_reason
from planner.result import Result, SiteAfter
from planner.staffing import Outlook
from planner.stages.outlook import rotates
from planner.stages.standing import Post, posts_of
from planner.stages.supply import departure, why_gone
from planner.text import Text, join


class Place(StrEnum):
    """What kind of place a stint is at."""

    CENTRE = "centre"
    STATION = "station"
    CLINIC = "clinic"
    REMOTE = "remote"


class Cover(StrEnum):
    """How a clinic stands in a period, worst first."""

    NOBODY = "nobody"
    SHORT = "short"
    FULL = "full"


AGES = (("under35", 35), ("under45", 45), ("under55", 55), ("under60", 60), ("older", 200))
"""Age groups, each with the age it ends before."""


@dataclass(frozen=True, kw_only=True)
class Stint:
    """A person at a place from the first period to the last, both included, and why there and then."""

    person: Person
    centre_id: str
    site_id: str
    start: Period
    end: Period
    why: Text


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """An outlook by person and by site; people by the centre they begin at, then code.

    ``who`` holds codes of people by site and period, ``sites`` the row of each site by code and written period.
    """

    instance: Instance
    periods: tuple[Period, ...]
    stints: tuple[Stint, ...]
    who: Mapping[tuple[str, Period], tuple[str, ...]]
    sites: Mapping[tuple[str, str], SiteAfter]

    def careers(self) -> Iterator[tuple[Person, tuple[Stint, ...]]]:
        """Yield everyone with her stints in time order."""
        by: dict[str, list[Stint]] = defaultdict(list)
        for stint in self.stints:
            by[stint.person.id].append(stint)
        for stints in by.values():
            yield stints[0].person, tuple(stints)

    def place(self, code: str) -> Place:
        """Return what kind of place a code is."""
        return place_of(self.instance, code)

    def cover(self, site_id: str, period: Period) -> Cover:
        """Return how a clinic stands in a period."""
        row = self.sites[site_id, str(period)]
        return Cover.NOBODY if row.uncovered else Cover.SHORT if row.staff + row.cover < row.posts else Cover.FULL

    def clinics(self) -> Iterator[str]:
        """Yield the clinics of the outlook by centre, then code."""
        known = {site for site, _ in self.sites}
        for centre in self.instance.centres:
            for site in self.instance.sites_of[centre.id]:
                if site.kind is SiteKind.CLINIC and site.id in known:
                    yield site.id

    def uncovered(self) -> Iterator[tuple[str, tuple[Period, ...]]]:
        """Yield each clinic that has nobody at some time, with the periods."""
        for code in self.clinics():
            if empty := tuple(p for p in self.periods if self.cover(code, p) is Cover.NOBODY):
                yield code, empty


def place_of(instance: Instance, code: str) -> Place:
    """Return what kind of place a code is; what is no site counts as a centre."""
    site = instance.site.get(code)
    if site is None:
        return Place.CENTRE
    return Place.STATION if site.kind is SiteKind.STATION else Place.REMOTE if site.remote else Place.CLINIC


def calendar_of(outlook: Outlook) -> Calendar:
    """Return an outlook by person and by site."""
    instance = outlook.scenario.instance
    day = instance.placement_date
    posts = {p.person.id: p for p in posts_of(instance, [*((p, day) for p in outlook.plan.placements),
                                                         *outlook.arrivals])}  # fmt: skip
    career = outlook.plan.career
    home = {code: instance.site[a.site_id].centre_id if a.site_id in instance.site else a.site_id
            for code, (a, *_) in career.items()}  # fmt: skip
    stints = [s for code, _ in career.items() for s in _stints(outlook, code, posts.get(code))]
    who: dict[tuple[str, Period], list[str]] = defaultdict(list)
    for stint in stints:
        for period in outlook.periods:
            if stint.start <= period <= stint.end:
                who[stint.site_id, period].append(stint.person.id)
    return Calendar(
        instance=instance,
        periods=outlook.periods,
        stints=tuple(sorted(stints, key=lambda s: (home[s.person.id], s.person.id, s.start))),
        who={at: tuple(sorted(people)) for at, people in who.items()},
        sites={(s.site_id, s.period): s for s in outlook.sites},
    )


def _stints(outlook: Outlook, code: str, post: Post | None) -> Iterator[Stint]:
    """Yield a person's stints; who has no post of her own is sent where she is needed, period by period."""
    instance, policy = outlook.scenario.instance, outlook.scenario.policy
    person, career = instance.person[code], outlook.plan.career[code]
    gone = departure(person, instance, policy)
    before: str | None = None
    for number, a in enumerate(career):
        site = instance.site.get(a.site_id)
        usual = _why(outlook, post, a.site_id, before) if post else say("report.why_allotted")
        why = special_reason(a, post, instance, policy) or usual
        if number == len(career) - 1 and gone is not None and gone.day <= outlook.periods[-1].end:
            why = join([why, say("report.why_leaves", day=gone.day, why=why_gone(gone, person, instance))], "", "")
        elif number == len(career) - 1 and a.end < outlook.periods[-1]:
            why = join([why, say("report.why_ends")], "", "")
        yield Stint(
            person=person,
            centre_id=site.centre_id if site else a.site_id,
            site_id=a.site_id,
            start=a.start,
            end=a.end,
            why=why,
        )
        before = a.site_id


def _why(outlook: Outlook, post: Post, site_id: str, before: str | None) -> Text:
    """Return why a person is at a place: she came, she stays, or her turn is due (``before`` is where she was)."""
    instance, policy = outlook.scenario.instance, outlook.scenario.policy
    rule = policy.only(RotationRule)
    turning = rule is not None and rotates(post, policy, rule)
    months, clause = rule.cycle_months if rule else 0, policy.clause_id(RotationRule)
    since = post.since.isoformat() if post.since else "—"
    if turning and before == site_id:
        return say("report.why_again", months=months, clause=clause)
    if turning and before is not None:
        return say("report.why_turn", months=months, clause=clause, place=name_of(instance, before))
    if post.person.id in {p.person_id for p in outlook.plan.placements}:
        return say("report.why_placed", day=since)
    if post.person.id in {p.person_id for p, _ in outlook.arrivals}:
        return say("report.why_expected", day=since)
    if turning and site_id != post.site_id:
        return say("report.why_due", day=since, months=months, clause=clause, place=name_of(instance, post.site_id))
    if turning and post.since is None:
        return say("report.why_undated", months=months, clause=clause)
    if turning:
        return say("report.why_present", day=since, months=months, clause=clause)
    exempt = next((r for r in policy.having(ExemptRule) if isinstance(r, Clause) and r.exempt(post.person)), None)
    if exempt is not None:
        return say("report.why_exempt", clause=exempt.id)
    return say("report.why_stays", role=say(f"report.is_{post.person.role}"))


def name_of(instance: Instance, code: str) -> str:
    """Return the name of a centre or a site, the code where it has none."""
    place = instance.centre.get(code) or instance.site.get(code)
    return place.name if place else code


def joined(result: Result, outlook: Outlook) -> Result:
    """Return a season's result with what the outlook adds to its tables: one row per site and half-year, goals, checks.

    The season's row of a site stands for a half-year the outlook does not tell of; the goals continue the rank.
    """
    told = {(s.site_id, s.period) for s in outlook.sites}
    last = max((g.rank for g in result.goals), default=0)
    return replace(
        result,
        plan=outlook.plan,
        sites_after=(*(s for s in result.sites_after if (s.site_id, s.period) not in told), *outlook.sites),
        goals=(*result.goals, *(replace(g, rank=last + g.rank) for g in outlook.goals)),
        findings=outlook.findings,
        accounts=outlook.accounts,
    )


def spans(periods: Iterable[Period]) -> str:
    """Return periods as runs, such as ``2027H1–2028H2、2030H1``."""
    runs: list[list[Period]] = []
    for period in periods:
        if runs and runs[-1][-1].following == period:
            runs[-1].append(period)
        else:
            runs.append([period])
    return "、".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs)


@dataclass(frozen=True, kw_only=True)
class Workforce:
    """Everyone present in a period by age group and by credential; ``came`` and ``left`` since the period before."""

    period: Period
    ages: Mapping[str, int]
    credentials: Mapping[str, int]
    came: int
    left: int


def workforce(calendar: Calendar) -> tuple[Workforce, ...]:
    """Return the workforce of each period."""
    people = calendar.instance.person
    here = {p: {c for s in calendar.stints if s.start <= p <= s.end for c in (s.person.id,)} for p in calendar.periods}
    told = []
    before: set[str] | None = None
    for period, present in here.items():
        told.append(Workforce(
            period=period,
            ages=Counter(_age_group(people[c].birth_date, period) for c in present),
            credentials=Counter(people[c].credential.value for c in present),
            came=0 if before is None else len(present - before),
            left=0 if before is None else len(before - present),
        ))  # fmt: skip
        before = present
    return tuple(told)


CREDENTIALS = tuple(c.value for c in Credential)
"""Credentials, the highest first."""


def _age_group(born: date | None, period: Period) -> str:
    if born is None:
        return "unknown"
    age = age_on(born, period.start)
    return next(name for name, end in AGES if age < end)


KINDS = (Place.CENTRE, Place.STATION, Place.CLINIC)
"""Kinds of place told apart where moves are counted; a remote clinic is a clinic there."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What happens at the start of a period: by kind of place, who moved, who stayed, who came, who left."""

    period: Period
    moved: Mapping[tuple[Place, Place], int]
    stayed: Mapping[Place, int]
    came: Mapping[Place, int]
    left: Mapping[Place, int]


def turns(calendar: Calendar) -> tuple[Turn, ...]:
    """Return the turn at the start of each period after the first."""
    where: dict[Period, dict[str, str]] = {p: {} for p in calendar.periods}
    for stint in calendar.stints:
        for period in calendar.periods:
            if stint.start <= period <= stint.end:
                where[period][stint.person.id] = stint.site_id
    found = []
    for earlier, period in zip(calendar.periods, calendar.periods[1:], strict=False):
        old, new = where[earlier], where[period]
        both = sorted(old.keys() & new.keys())
        found.append(Turn(
            period=period,
            moved=Counter((_kind(calendar, old[c]), _kind(calendar, new[c])) for c in both if old[c] != new[c]),
            stayed=Counter(_kind(calendar, old[c]) for c in both if old[c] == new[c]),
            came=Counter(_kind(calendar, new[c]) for c in new.keys() - old.keys()),
            left=Counter(_kind(calendar, old[c]) for c in old.keys() - new.keys()),
        ))  # fmt: skip
    return tuple(found)


def _kind(calendar: Calendar, code: str) -> Place:
    place = calendar.place(code)
    return Place.CLINIC if place is Place.REMOTE else place


def short_names(calendar: Calendar) -> Mapping[str, str]:
    """Return what to call each person in a small cell: her name, with the code where the name is not hers alone."""
    people = {s.person.id: s.person for s in calendar.stints}
    often = Counter(p.name for p in people.values())
    return {c: p.name if p.name and often[p.name] == 1 else f"{p.name}{c}" for c, p in people.items()}
