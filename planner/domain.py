"""This module is where the facts of a county and the decisions of a plan are held, as frozen values."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from planner.calendar import Period
from planner.money import Amount


class Role(StrEnum):
    """What a person is to the centre (身份)."""

    GRADUATE = "graduate"
    VILLAGE_DOCTOR = "village_doctor"
    CENTRE_STAFF = "centre_staff"
    RECRUIT = "recruit"
    REHIRED = "rehired"
    SECONDED = "seconded"


class Credential(StrEnum):
    """What a person may do (资格)."""

    PHYSICIAN = "physician"
    ASSISTANT = "assistant"
    RURAL_ASSISTANT = "rural_assistant"
    CERTIFICATE = "certificate"
    NONE = "none"


LICENSED = frozenset({Credential.PHYSICIAN, Credential.ASSISTANT, Credential.RURAL_ASSISTANT})
"""Credentials that license a person to practise (执业医师, 执业助理医师, 乡村全科执业助理医师)."""

COVER_ROLES = frozenset({Role.CENTRE_STAFF, Role.SECONDED})
"""Roles that cover a clinic without filling a village-doctor post (MTG25-2.1-b, cover_staff_fill_posts)."""


class SiteKind(StrEnum):
    """What a service point is (类别)."""

    CLINIC = "clinic"
    STATION = "station"


class Zone(StrEnum):
    """Where a site lies (地区), as the pay rules class it."""

    MOUNTAIN = "mountain"
    RURAL = "rural"
    URBAN = "urban"


class Sex(StrEnum):
    """F 女, M 男."""

    F = "F"
    M = "M"


@dataclass(frozen=True, kw_only=True)
class Centre:
    """A community health centre or township hospital (中心)."""

    id: str
    name: str
    town: str
    lon: float | None = None
    lat: float | None = None
    core_staff_min: int = 0
    training_places: int = 0


@dataclass(frozen=True, kw_only=True)
class Site:
    """A village clinic or a service station (服务点); ``posts`` is None where policy decides."""

    id: str
    name: str
    centre_id: str
    kind: SiteKind = SiteKind.CLINIC
    population: int = 0
    posts: int | None = None
    integrated: bool = True
    integrated_from: date | None = None
    public_premises: bool | None = None
    demolition: bool = False
    zone: Zone | None = None
    remote: bool = False
    lon: float | None = None
    lat: float | None = None

    def integrated_on(self, day: date) -> bool:
        """Whether the clinic is under integrated management (一体化) on a day."""
        return self.integrated and (self.integrated_from is None or self.integrated_from <= day)


@dataclass(frozen=True, kw_only=True)
class Village:
    """An administrative village (行政村)."""

    id: str
    name: str
    town: str
    population: int = 0
    area_km2: Decimal | None = None
    lon: float | None = None
    lat: float | None = None
    site_id: str | None = None
    township_seat: bool = False
    demolition: bool = False
    urbanised: bool = False
    remote_mode: str | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone who serves, or will serve, at a site or a centre (人员)."""

    id: str
    name: str
    role: Role
    sex: Sex | None = None
    birth_date: date | None = None
    credential: Credential = Credential.NONE
    degree: str = ""
    tcm: bool = False
    employer: str | None = None
    site_id: str | None = None
    since: date | None = None
    available_from: date | None = None
    leaves_on: date | None = None
    home_town: str = ""
    home_village: str = ""
    score: Decimal | None = None
    track: str = ""
    graduated_on: date | None = None
    only_centres: frozenset[str] = frozenset()
    accepts_adjustment: bool = True
    licensed_on: date | None = None
    enrolled_on: date | None = None
    school: str = ""

    @property
    def standing(self) -> tuple[Decimal, str]:
        """Sort key of the published order among graduates: best 综合成绩 first, then person code."""
        return (-(self.score if self.score is not None else Decimal(-1)), self.id)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """One line of a graduate's list (志愿); 1 is first, equal ranks are allowed; a centre or a clinic."""

    person_id: str
    rank: int
    centre_id: str | None = None
    site_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class StudyLeave:
    """A month of study leave already fixed (进修); ``month`` is its first day."""

    person_id: str
    month: date


@dataclass(frozen=True, kw_only=True)
class PracticeStay:
    """A stay of practice at the township hospital already fixed (临床实践); both days included."""

    person_id: str
    start: date
    end: date


@dataclass(frozen=True, kw_only=True)
class SitIn:
    """A day on which staff of the centre consult and teach at a clinic (坐诊); ``person_id`` is who comes, if known."""

    site_id: str
    day: date
    person_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Lock:
    """A decision already taken by people (锁定): the person serves there from ``start`` to ``end``."""

    person_id: str
    site_id: str | None = None
    centre_id: str | None = None
    start: date | None = None
    end: date | None = None
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Waiver:
    """A recorded exception (豁免) to a clause for a person, a site or a village, up to and including ``until``."""

    clause: str
    person_id: str | None = None
    site_id: str | None = None
    village_id: str | None = None
    until: date | None = None
    why: str = ""
    granted_by: str = ""


class Upshot(StrEnum):
    """How something on record came out (结果)."""

    DONE = "done"
    PASSED = "passed"
    FAILED = "failed"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Record:
    """Something on record under a clause (履行记录): an appraisal, a visit, days of absence, a contract, an approval.

    ``quantity`` is in the unit of the clause (days, months, yuan), None where nothing is counted.
    """

    clause: str
    day: date
    person_id: str | None = None
    site_id: str | None = None
    centre_id: str | None = None
    result: Upshot = Upshot.DONE
    quantity: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class PayItem:
    """One line of the pay scale (待遇标准)."""

    item: str
    zone: Zone | None = None
    credential: Credential | None = None
    start: date | None = None
    amount_yuan: Decimal | None = None
    unit: str = ""
    source: str = ""
    assumption: bool = False


@dataclass(frozen=True)
class Travel:
    """Minutes of travel between places, by pair of codes; ``estimated`` when made from coordinates alone."""

    minutes: Mapping[tuple[str, str], int] = field(default_factory=lambda: MappingProxyType({}))
    estimated: bool = False

    def between(self, a: str, b: str) -> int | None:
        """Return minutes from ``a`` to ``b`` in either direction, 0 for the same place, None when not known."""
        if a == b:
            return 0
        return self.minutes.get((a, b), self.minutes.get((b, a)))


@dataclass(frozen=True, kw_only=True)
class Instance:
    """All that is given, before any rule: people, places, wishes and the day that counts.

    Every tuple is sorted by code, so the order of rows in the user's files can never matter.
    """

    placement_date: date
    horizon_years: int = 6
    centres: tuple[Centre, ...] = ()
    sites: tuple[Site, ...] = ()
    villages: tuple[Village, ...] = ()
    people: tuple[Person, ...] = ()
    wishes: tuple[Wish, ...] = ()
    leave: tuple[StudyLeave, ...] = ()
    practice: tuple[PracticeStay, ...] = ()
    sit_ins: tuple[SitIn, ...] = ()
    locks: tuple[Lock, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    pay_scale: tuple[PayItem, ...] = ()
    records: tuple[Record, ...] = ()
    travel: Travel = Travel()
    outline: tuple[tuple[tuple[float, float], ...], ...] = ()

    @cached_property
    def centre(self) -> Mapping[str, Centre]:
        """Centres by code."""
        return {c.id: c for c in self.centres}

    @cached_property
    def site(self) -> Mapping[str, Site]:
        """Sites by code."""
        return {s.id: s for s in self.sites}

    @cached_property
    def person(self) -> Mapping[str, Person]:
        """People by code."""
        return {p.id: p for p in self.people}

    @cached_property
    def records_of(self) -> Mapping[str, tuple[Record, ...]]:
        """What is on record under each clause, by clause id, oldest first."""
        by: dict[str, list[Record]] = defaultdict(list)
        for record in sorted(self.records, key=lambda r: r.day):
            by[record.clause].append(record)
        return {clause: tuple(found) for clause, found in by.items()}

    @cached_property
    def records_about(self) -> Mapping[tuple[str, str], tuple[Record, ...]]:
        """What is on record about one person under one clause, by clause id and person code, oldest first."""
        by: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for clause, found in self.records_of.items():
            for record in found:
                if record.person_id is not None:
                    by[clause, record.person_id].append(record)
        return {key: tuple(found) for key, found in by.items()}

    @cached_property
    def scale_of(self) -> Mapping[str, tuple[PayItem, ...]]:
        """Lines of the pay scale that give an amount, by item as written."""
        by: dict[str, list[PayItem]] = defaultdict(list)
        for row in self.pay_scale:
            if row.amount_yuan is not None:
                by[row.item].append(row)
        return {item: tuple(rows) for item, rows in by.items()}

    @cached_property
    def sites_of(self) -> Mapping[str, tuple[Site, ...]]:
        """Sites of each centre, by centre code."""
        by: dict[str, list[Site]] = defaultdict(list)
        for site in self.sites:
            by[site.centre_id].append(site)
        return {c.id: tuple(by[c.id]) for c in self.centres}

    @cached_property
    def wishes_of(self) -> Mapping[str, tuple[Wish, ...]]:
        """Each person's wishes, best first, by person code."""
        by: dict[str, list[Wish]] = defaultdict(list)
        for wish in self.wishes:
            by[wish.person_id].append(wish)
        return {p: tuple(sorted(w, key=lambda x: (x.rank, x.centre_id or "", x.site_id or ""))) for p, w in by.items()}

    @cached_property
    def locks_of(self) -> Mapping[str, tuple[Lock, ...]]:
        """Each person's decisions already taken, the earliest first, by person code."""
        by: dict[str, list[Lock]] = defaultdict(list)
        for lock in self.locks:
            by[lock.person_id].append(lock)
        return {
            p: tuple(sorted(held, key=lambda k: (k.start or date.min, k.site_id or "", k.centre_id or "")))
            for p, held in by.items()
        }

    def waiver(
        self,
        clause: str,
        day: date,
        *,
        person_id: str | None = None,
        site_id: str | None = None,
        village_id: str | None = None,
    ) -> Waiver | None:
        """Return the exception on record to a clause for a person, a site or a village that is valid on a day."""
        for w in self.waivers:
            pairs = ((person_id, w.person_id), (site_id, w.site_id), (village_id, w.village_id))
            named = any(asked is not None and asked == given for asked, given in pairs)
            if w.clause == clause and named and (w.until is None or day <= w.until):
                return w
        return None


class EventKind(StrEnum):
    """What happened."""

    RESIGNS = "resigns"
    ILL = "ill"
    LATE = "late"
    CLOSES = "closes"


@dataclass(frozen=True, kw_only=True)
class Event:
    """Someone leaves on ``day``, is away from ``day`` up to ``until``, comes only on ``until``; or a clinic closes."""

    kind: EventKind
    day: date
    person_id: str | None = None
    site_id: str | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Placement:
    """Where one graduate goes: a centre and a clinic of it, or nowhere this season (both None)."""

    person_id: str
    centre_id: str | None = None
    site_id: str | None = None


NOBODY: Mapping[str, Placement] = MappingProxyType({})
"""Placements of no one, by person code."""


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """A person at a site or a centre for a stint: from the first period to the last, both included.

    ``since`` is the day she has been there from, where the stint began before the outlook.
    """

    person_id: str
    site_id: str
    start: Period
    end: Period
    since: date | None = None


@dataclass(frozen=True, kw_only=True)
class Leave:
    """A month of study leave in a plan: from which site, and who stands in there; ``month`` is its first day.

    ``covered_by`` is None where colleagues remain at the site, or where nobody can stand in.
    """

    person_id: str
    site_id: str
    month: date
    covered_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class Practice:
    """A stay of practice at the township hospital in a plan: from which site, and who stands in; both days included.

    ``covered_by`` is None where colleagues remain at the site, or where nobody can stand in.
    """

    person_id: str
    site_id: str
    start: date
    end: date
    covered_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Everything that is decided, by the planner or by hand; sorted by person code, then by period or month.

    ``money`` is what carrying it out costs, row by row.
    """

    placements: tuple[Placement, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    leave: tuple[Leave, ...] = ()
    practice: tuple[Practice, ...] = ()
    money: tuple[Amount, ...] = ()

    @cached_property
    def career(self) -> Mapping[str, tuple[Assignment, ...]]:
        """Each person's assignments in time order, by person code."""
        by: dict[str, list[Assignment]] = defaultdict(list)
        for assignment in sorted(self.assignments, key=lambda a: (a.person_id, a.start)):
            by[assignment.person_id].append(assignment)
        return {p: tuple(stints) for p, stints in by.items()}

    @cached_property
    def placement(self) -> Mapping[str, Placement]:
        """Placements by person code."""
        return {p.person_id: p for p in self.placements}


Lines = Mapping[int, Mapping[str, int | None]]
"""Cut-off lines that come with a plan: by round and centre code the level down to which the centre is filled, None
when all its seats are above the line."""
