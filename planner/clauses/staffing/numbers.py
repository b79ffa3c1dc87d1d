"""Clauses on staffing: how many doctors a clinic has, at least and at most."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from planner.clause import Clause
from planner.clauses.placement.pool import locked
from planner.clauses.staffing.presence import below_standard, too_few, too_many
from planner.domain import Site, SiteKind
from planner.faces.seats import Key, Tally
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text

Rounding = Literal["ceil", "half_up", "floor_min1"]
Count = Annotated[int, Range(0, 1000)]


def _short(clause: str, site: Site, staff: int, posts: int, limit: int) -> Finding:
    return Finding(
        clause=clause,
        subject=site.id,
        status=Status.MISSED,
        actual=str(staff),
        limit=str(limit),
        message=say("clauses.short", name=site.name, population=site.population, staff=staff, limit=limit, posts=posts),
    )


def _clinics(ledger: Ledger) -> Iterator[Site]:
    yield from (s for s in ledger.instance.sites if s.kind == SiteKind.CLINIC)


def _below(clause: str, suffices: Callable[[Site, int], bool], ledger: Ledger) -> Iterator[Finding]:
    """Count each clinic after the season, or over the years where the plan tells of them."""
    for site in _clinics(ledger):
        staff = len(ledger.staff(site))
        if ledger.plan.assignments:
            yield from below_standard(clause, site, suffices, ledger)
        elif not suffices(site, staff):
            wanted = next(n for n in range(staff, 1_000_000) if suffices(site, n))
            yield _short(clause, site, staff, ledger.posts.get(site.id, 0), wanted)


class PostsPerThousand(Clause):
    """In principle one doctor per thousand people served (JZ22-4.2-a).

    ``rounding``: ``ceil`` counts every started thousand, ``half_up`` the nearest, ``floor_min1`` full thousands, at
    least one.
    """

    family: ClassVar[str] = "posts_per_thousand"
    posts_per_1000: Annotated[int, Range(1, 20)]
    rounding: Rounding

    def statement(self) -> Text:
        return say(
            "clauses.posts_per_thousand", posts=self.posts_per_1000, rounding=say(f"clauses.rounding.{self.rounding}")
        )

    def posts_for(self, site: Site) -> int | None:
        if site.kind != SiteKind.CLINIC or site.population == 0:
            return None
        heads = site.population * self.posts_per_1000
        match self.rounding:
            case "ceil":
                return -(-heads // 1000)
            case "half_up":
                return max(1, (2 * heads + 1000) // 2000)
            case "floor_min1":
                return max(1, heads // 1000)

    def suffices(self, site: Site, posts: int) -> bool:
        if site.kind != SiteKind.CLINIC or site.population == 0:
            return True
        wanted = Fraction(site.population * self.posts_per_1000, 1000)
        match self.rounding:
            case "ceil":
                return posts >= wanted
            case "half_up":
                return posts >= 1 and wanted - posts < Fraction(1, 2)
            case "floor_min1":
                return posts >= 1 and wanted - posts < 1

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        yield from _below(self.id, self.suffices, ledger)


class FloorPerThousand(PostsPerThousand):
    """Above 1000 people, at least one doctor per thousand (XX21-3.2.1-b); at or below it nothing, so one by default.

    ``rounding=ceil`` reads posts >= population / 1000 (1001 needs 2), ``floor_min1`` one for each full thousand.
    """

    family: ClassVar[str] = "floor_per_thousand"
    applies_above_population: Annotated[int, Range(0, step=100)]

    def statement(self) -> Text:
        return say(
            "clauses.floor_per_thousand",
            above=self.applies_above_population,
            posts=self.posts_per_1000,
            rounding=say(f"clauses.rounding.{self.rounding}"),
        )

    def posts_for(self, site: Site) -> int | None:
        if 0 < site.population <= self.applies_above_population and site.kind == SiteKind.CLINIC:
            return 1
        return super().posts_for(site)

    def suffices(self, site: Site, posts: int) -> bool:
        if site.kind == SiteKind.CLINIC and 0 < site.population <= self.applies_above_population:
            return posts >= 1
        return super().suffices(site, posts)


class SmallClinicMinimum(Clause):
    """A clinic serving fewer than a thousand people has one doctor (JZ22-4.2-b); a clinic serving nobody has none."""

    family: ClassVar[str] = "small_clinic_minimum"
    posts_min_per_clinic: Count
    below_population: Annotated[int, Range(1, step=100)]

    def statement(self) -> Text:
        return say("clauses.small_clinic_minimum", below=self.below_population, posts=self.posts_min_per_clinic)

    def posts_for(self, site: Site) -> int | None:
        if site.kind != SiteKind.CLINIC:
            return None
        if site.population == 0:
            return 0
        return self.posts_min_per_clinic if site.population < self.below_population else None

    def suffices(self, site: Site, posts: int) -> bool:
        small = site.kind == SiteKind.CLINIC and 1 <= site.population < self.below_population
        return not small or posts >= self.posts_min_per_clinic

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        yield from _below(self.id, self.suffices, ledger)


class ClinicCap(Clause):
    """A clinic has at most four doctors (XX21-3.2.1-c).

    ``cap_conflict`` against a floor above it: ``cap`` wins and the shortfall is reported, or ``floor_wins``, or
    ``split_clinic`` (the posts stand and the report asks for a second clinic).
    """

    family: ClassVar[str] = "clinic_cap"
    clinic_cap: Annotated[int, Range(1, 100)]
    cap_conflict: Literal["cap", "floor_wins", "split_clinic"]

    def statement(self) -> Text:
        return say("clauses.clinic_cap", cap=self.clinic_cap, conflict=say(f"clauses.cap_conflict.{self.cap_conflict}"))

    def capped(self, posts: int) -> int:
        return min(posts, self.clinic_cap) if self.cap_conflict == "cap" else posts

    def most(self) -> int:
        return self.clinic_cap if self.cap_conflict == "cap" else 1_000_000

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for site in _clinics(ledger):
            staff = len(ledger.staff(site))
            if staff > self.clinic_cap:
                split = self.cap_conflict != "cap"
                yield Finding(
                    clause=self.id,
                    subject=site.id,
                    status=Status.MISSED if split else Status.VIOLATED,
                    actual=str(staff),
                    limit=str(self.clinic_cap),
                    message=say("clauses.clinic_cap.over", name=site.name, staff=staff, cap=self.clinic_cap),
                )
            if ledger.plan.assignments:
                split = self.cap_conflict != "cap"
                yield from too_many(self.id, site, self.clinic_cap, ledger, Status.MISSED if split else Status.VIOLATED)


class OnePerClinic(Clause):
    """Every clinic has at least one person, 一室一人 (MTGR-8-a).

    ``min_staff_scope``: ``within_centre`` lets the vacancy order choose the centre and has the centre fill clinics
    without a doctor first; ``across_centres`` serves clinics without a doctor anywhere before any other vacancy.
    ``shared_staff=yes`` accepts one person for two clinics of a centre by timetable, and says so.
    """

    family: ClassVar[str] = "one_per_clinic"
    staff_per_clinic_min: Annotated[int, Range(1, 4)]
    min_staff_scope: Literal["within_centre", "across_centres"]
    shared_staff: Literal["no", "yes"]

    @property
    def covers_bare_clinics_first(self) -> bool:
        return True

    @property
    def ranked_once(self) -> bool:
        return False

    @property
    def priority(self) -> int:
        return 0

    def statement(self) -> Text:
        return say(
            "clauses.one_per_clinic",
            least=self.staff_per_clinic_min,
            scope=say(f"clauses.one_per_clinic.{self.min_staff_scope}"),
            shared=say(f"clauses.one_per_clinic.sharing.{self.shared_staff}"),
        )

    def posts_for(self, site: Site) -> int | None:
        return self.staff_per_clinic_min if site.kind == SiteKind.CLINIC else None

    def suffices(self, site: Site, posts: int) -> bool:
        return site.kind != SiteKind.CLINIC or not posts < self.staff_per_clinic_min

    @property
    def parts(self) -> tuple[str, ...]:
        return () if self.min_staff_scope == "within_centre" else ("scope",)

    def seat_key(self, tally: Tally, filled: int) -> Key:
        return () if self.min_staff_scope == "within_centre" else (int(filled < tally.bare),)

    def claim(self, tally: Tally, vacant_now: int, bare_now: int, given: int) -> Key:
        return (1 if bare_now > 0 else 0,) if self.min_staff_scope == "across_centres" else ()

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        yield from ledger.departures.get(self.id, ())
        for centre_id, sites in ledger.instance.sites_of.items():
            clinics = [s for s in sites if s.kind == SiteKind.CLINIC]
            bare = [s for s in clinics if len(ledger.staff(s)) < self.staff_per_clinic_min]
            sharers = [p for s in clinics if s not in bare for p in ledger.staff(s)]
            passed_over = self._passed_over(ledger, centre_id)
            for site in bare:
                cover = ledger.cover.get(site.id, ())
                if site.id in passed_over:
                    yield self._finding(ledger, site, Status.VIOLATED, "passed_over", name=passed_over[site.id].name)
                elif ledger.plan.assignments:
                    continue
                elif self.shared_staff == "yes" and sharers:
                    yield self._finding(ledger, site, Status.MET, "shared", name=sharers.pop(0).name)
                elif cover:
                    yield self._finding(ledger, site, Status.MISSED, "covered", name="、".join(p.name for p in cover))
                else:
                    yield self._finding(ledger, site, Status.MISSED, "bare", name="")
            if ledger.plan.assignments:
                yield from too_few(self.id, clinics, self.staff_per_clinic_min, ledger, self.shared_staff == "yes")

    def _passed_over(self, ledger: Ledger, centre_id: str) -> dict[str, Site]:
        """Clinics left without a doctor while a newcomer of the centre went to a clinic that had one."""
        bound = locked(ledger)
        doubled = [
            s
            for s in ledger.instance.sites_of[centre_id]
            if s.id in ledger.in_scope
            and any(p.id not in bound for p in ledger.newcomers.get(s.id, ()))
            and len(ledger.staff(s)) > self.staff_per_clinic_min
        ]
        free = [
            s
            for s in ledger.instance.sites_of[centre_id]
            if s.id in ledger.in_scope
            and ledger.posts.get(s.id, 0) > 0
            and not ledger.staff(s)
            and not ledger.reserved.get(s.id)
        ]
        return {site.id: doubled[0] for site in free} if doubled else {}

    def _finding(self, ledger: Ledger, site: Site, status: Status, message: str, name: str) -> Finding:
        return Finding(
            clause=self.id,
            subject=site.id,
            status=status,
            actual=str(len(ledger.staff(site))),
            limit=f">={self.staff_per_clinic_min}",
            message=say(f"clauses.one_per_clinic.{message}", site=site.name, name=name, population=site.population),
        )
