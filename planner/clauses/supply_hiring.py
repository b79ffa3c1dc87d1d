"""Clauses on hiring: who comes first, what it takes, established posts and what is bought where they fall short."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from planner.accounts import Measure
from planner.calendar import add_months, birthday
from planner.clause import Clause
from planner.clauses.duties import serves
from planner.domain import LICENSED, Instance, Person, Plan, Record, Role, SiteKind, Upshot
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import External, Range
from planner.text import Text

Quality = Literal["licence", "long_service", "skill", "reputation", "public_health_ability", "obeys_assignment"]
NOTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "skill": ("技术", "skill"),
        "reputation": ("信誉", "口碑", "reputation"),
        "public_health_ability": ("公共卫生", "public health"),
        "obeys_assignment": ("服从", "obeys"),
    }
)
"""Words in the note of a record by which it is about a quality; such a record says passed or failed."""


@dataclass(frozen=True, kw_only=True)
class _HiringOrder(Clause):
    """Who comes first when hiring; a record granted or refused, whose note names no quality, says who was hired."""

    decides: ClassVar[bool] = False

    @abstractmethod
    def first(self, person: Person, day: date, instance: Instance) -> bool:
        """Whether a person belongs to those who come first."""

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Someone who does not come first was hired on a day on which someone who does was refused."""
        instance = ledger.instance
        decided = [r for r in instance.records_of.get(self.id, ()) if r.person_id in instance.person and not _about(r)]
        for hired in (r for r in decided if r.result is Upshot.GRANTED):
            taken = instance.person[hired.person_id or ""]
            refused = [
                instance.person[r.person_id or ""] for r in decided if r.result is Upshot.REFUSED and r.day == hired.day
            ]
            better = [p for p in refused if self.first(p, hired.day, instance)]
            if better and not self.first(taken, hired.day, instance):
                message = say("supply.passed_over", hired=taken.name, other=better[0].name, day=hired.day)
                yield Finding(clause=self.id, subject=better[0].id, status=Status.MISSED, message=message)


@dataclass(frozen=True, kw_only=True)
class HirePriority(_HiringOrder):
    """Whoever has every quality named comes first when hiring; within the group, service (JZ22-4.3-b, XX21-3.2.2-b).

    Licence and service come from the roster, other qualities from records of this clause; one without a record counts
    as held. Service is long from ``service_years_threshold`` full years on; until that is given it orders and bars
    nobody. ``then_by=service`` puts the longest first, ``appraisal`` the highest quantity on record.
    """

    family: ClassVar[str] = "hire_priority"
    hire_priority_all_of: tuple[Quality, ...]
    service_years_threshold: External | Annotated[int, Range(0, 60)]
    then_by: Literal["service", "appraisal"]

    def statement(self) -> Text:
        named = [say(f"supply.quality.{quality}") for quality in self.hire_priority_all_of]
        years = self.service_years_threshold
        return say(
            "supply.priority",
            qualities=Text("、".join(n.zh for n in named), ", ".join(n.en for n in named)),
            years=say("supply.years", years=years) if isinstance(years, int) else say("supply.years_open"),
            then=say(f"supply.then.{self.then_by}"),
        )

    def holds(self, person: Person, quality: Quality, day: date, instance: Instance) -> bool:
        """Whether a person has a quality on a day."""
        if quality == "licence":
            return person.credential in LICENSED and (person.licensed_on is None or person.licensed_on <= day)
        if quality == "long_service":
            years = self.service_years_threshold
            served = person.since is not None and isinstance(years, int) and birthday(person.since, years) <= day
            return served or not isinstance(years, int)
        noted = [r for r in instance.records_of.get(self.id, ()) if r.person_id == person.id and _about(r) == quality]
        return not noted or noted[-1].result not in {Upshot.FAILED, Upshot.REFUSED}

    def first(self, person: Person, day: date, instance: Instance) -> bool:
        """Whether a person has every quality that puts her first."""
        return all(self.holds(person, quality, day, instance) for quality in self.hire_priority_all_of)

    def ranked(self, candidates: Iterable[Person], day: date, instance: Instance) -> tuple[Person, ...]:
        """Return candidates in the order in which they are hired."""
        scores = {r.person_id: r.quantity for r in instance.records_of.get(self.id, ()) if r.quantity is not None}

        def key(person: Person) -> tuple[object, ...]:
            service = (person.since or date.max).toordinal()
            then = service if self.then_by == "service" else -scores.get(person.id, 0)
            return not self.first(person, day, instance), then, person.id

        return tuple(sorted(candidates, key=key))


@dataclass(frozen=True, kw_only=True)
class GraduateFocus(_HiringOrder):
    """College graduates are the main target of recruitment; tuition compensation may be tried (QJ-3-b).

    ``graduates=this_year`` puts those first who graduated in the year of hiring, ``ever`` whoever has a day of
    graduation on the roster.
    """

    family: ClassVar[str] = "graduate_focus"
    graduates: Literal["this_year", "ever"]
    tuition_compensation: Literal["exploratory", "no"]

    def statement(self) -> Text:
        return say(
            "supply.focus",
            who=say(f"supply.focus.{self.graduates}"),
            tuition=say(f"supply.tuition.{self.tuition_compensation}"),
        )

    def first(self, person: Person, day: date, instance: Instance) -> bool:
        graduated = person.graduated_on
        return graduated is not None and (self.graduates == "ever" or graduated.year == day.year)

    def ranked(self, candidates: Iterable[Person], day: date, instance: Instance) -> tuple[Person, ...]:
        """Return candidates with graduates first, equal ones by code."""
        return tuple(sorted(candidates, key=lambda p: (not self.first(p, day, instance), p.id)))


def _about(record: Record) -> str | None:
    """Return the quality a record's note names, None where it names none."""
    note = record.note.casefold()
    return next((quality for quality, words in NOTED.items() if any(word in note for word in words)), None)


@dataclass(frozen=True, kw_only=True)
class EstablishedRecruit(Clause):
    """Licensed doctors with so many full years at clinics may be recruited to established posts (QJ-1-e).

    ``counted=total`` counts service as the roster has it, in all; a record of this clause granted is a recruitment.
    """

    family: ClassVar[str] = "established_recruit"
    decides: ClassVar[bool] = False
    clinic_years_for_establishment: Annotated[int, Range(0, 60)]
    licence_required: Literal["yes", "no"]

    def statement(self) -> Text:
        licence = say(f"supply.established_licence.{self.licence_required}")
        return say("supply.established", years=self.clinic_years_for_establishment, licence=licence)

    def eligible(self, person: Person, day: date) -> bool:
        """Whether a person may be recruited to an established post on a day."""
        licensed = person.credential in LICENSED and (person.licensed_on is None or person.licensed_on <= day)
        served = person.since is not None and birthday(person.since, self.clinic_years_for_establishment) <= day
        return served and (licensed or self.licence_required == "no")

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        day = instance.placement_date
        able = sum(p.site_id in instance.site and serves(p, day) and self.eligible(p, day) for p in instance.people)
        of = say("supply.eligible_of")
        yield Measure(clause=self.id, day=day, of=of, value=Fraction(able), target=None, met=None, unit="people")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for record in ledger.instance.records_of.get(self.id, ()):
            person = ledger.instance.person.get(record.person_id or "")
            if person is not None and record.result is Upshot.GRANTED and not self.eligible(person, record.day):
                message = say(
                    "supply.not_eligible", name=person.name, day=record.day, years=self.clinic_years_for_establishment
                )
                yield Finding(clause=self.id, subject=person.id, status=Status.MISSED, message=message)


@dataclass(frozen=True, kw_only=True)
class NoEstablishedPosts(Clause):
    """Village doctors take up no established posts of the hospital (XX21-3.2.3-b).

    A record of this clause for a person, granted, is an established post she was given.
    """

    family: ClassVar[str] = "no_established_posts"
    decides: ClassVar[bool] = False
    uses_establishment: Literal["no"]

    def statement(self) -> Text:
        return say("supply.no_posts")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for record in ledger.instance.records_of.get(self.id, ()):
            person = ledger.instance.person.get(record.person_id or "")
            doctor = person is not None and person.role in {
                Role.VILLAGE_DOCTOR,
                Role.RECRUIT,
                Role.GRADUATE,
                Role.REHIRED,
            }
            if person is not None and doctor and record.result is Upshot.GRANTED:
                message = say("supply.takes_post", name=person.name, day=record.day)
                yield Finding(clause=self.id, subject=person.id, status=Status.VIOLATED, message=message)


def _posts(records: Sequence[Record], day: date) -> dict[str, tuple[Fraction, Fraction]]:
    """Return established posts and those in use by centre, from the latest records; 在用 (in use) in the note tells."""
    found: dict[str, tuple[Fraction, Fraction]] = {}
    for record in records:
        if record.centre_id is not None and record.quantity is not None and record.day <= day:
            posts, used = found.get(record.centre_id, (Fraction(0), Fraction(0)))
            using = any(word in record.note.casefold() for word in ("在用", "in use"))
            number = Fraction(record.quantity)
            found[record.centre_id] = (posts, number) if using else (number, used)
    return found


@dataclass(frozen=True, kw_only=True)
class PostPool(Clause):
    """Established posts of the district's institutions form one pool (QJ-1-a).

    Two records of this clause for a centre give its posts, and those in use (在用 in the note).
    """

    family: ClassVar[str] = "post_pool"
    decides: ClassVar[bool] = False
    establishment_pool: Literal["district", "centre"]

    def statement(self) -> Text:
        return say(f"supply.pool.{self.establishment_pool}")

    def free(self, instance: Instance) -> dict[str, Fraction]:
        """Return the free posts each centre may use, by code; empty where nothing is on record."""
        held = _posts(instance.records_of.get(self.id, ()), instance.placement_date)
        own = {code: max(Fraction(0), posts - used) for code, (posts, used) in held.items()}
        pooled = max(Fraction(0), sum((p for p, _ in held.values()), Fraction(0)) - sum(u for _, u in held.values()))
        return {code: pooled if self.establishment_pool == "district" else own[code] for code in own}

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        free = self.free(instance)
        shared = max(free.values(), default=None) if self.establishment_pool == "district" else sum(free.values())
        of = say("supply.pool_of") if free else say("supply.pool_unknown", clause=self.id)
        value = Fraction(shared) if free and shared is not None else None
        yield Measure(
            clause=self.id, day=instance.placement_date, of=of, value=value, target=None, met=None, unit="count"
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """More posts are in use than there are: in the pool, or at a centre where posts are not pooled."""
        held = _posts(ledger.instance.records_of.get(self.id, ()), ledger.day)
        pooled = self.establishment_pool == "district"
        whole = {"": (sum(p for p, _ in held.values()), sum(u for _, u in held.values()))}
        for code, (posts, used) in (whole if pooled else held).items():
            if used > posts:
                message = say("supply.pool_over", used=used, posts=posts)
                yield Finding(clause=self.id, subject=code, status=Status.MISSED, actual=str(used), message=message)


@dataclass(frozen=True, kw_only=True)
class FillVacantPosts(Clause):
    """Vacant established posts are filled in principle: so many are to be recruited for (QJ-1-d).

    The posts are those on record under ``pool_clause``.
    """

    family: ClassVar[str] = "fill_vacant_posts"
    decides: ClassVar[bool] = False
    pool_clause: str

    def statement(self) -> Text:
        return say("supply.fill", clause=self.pool_clause)

    def vacant(self, instance: Instance, day: date) -> Fraction | None:
        """Return how many established posts are vacant, None where nothing is on record."""
        held = _posts(instance.records_of.get(self.pool_clause, ()), day)
        return sum((max(Fraction(0), p - u) for p, u in held.values()), Fraction(0)) if held else None

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        day = instance.placement_date
        vacant = self.vacant(instance, day)
        of = say("supply.fill_of") if vacant is not None else say("supply.pool_unknown", clause=self.pool_clause)
        yield Measure(
            clause=self.id,
            day=day,
            of=of,
            value=vacant,
            target=None if vacant is None else Fraction(0),
            met=None if vacant is None else not vacant,
            needed=None if vacant is None else int(vacant),
            unit="count",
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for code, (posts, used) in _posts(ledger.instance.records_of.get(self.pool_clause, ()), ledger.day).items():
            if used < posts:
                name = ledger.instance.centre[code].name if code in ledger.instance.centre else code
                message = say("supply.post_vacant", name=name, count=posts - used)
                yield Finding(clause=self.id, subject=code, status=Status.MISSED, actual=str(used), message=message)


@dataclass(frozen=True, kw_only=True)
class PurchasedService(Clause):
    """Where posts do not suffice, services are purchased (QJ-1-c): a record of this clause gives the need in people.

    The posts are those on record under ``pool_clause``; what is purchased is a record whose note says 购买.
    """

    family: ClassVar[str] = "purchased_service"
    decides: ClassVar[bool] = False
    pool_clause: str

    def statement(self) -> Text:
        return say("supply.purchase", clause=self.pool_clause)

    def gap(self, instance: Instance, day: date) -> tuple[Fraction | None, Fraction]:
        """Return how many are to be purchased, None where need or posts are not on record; and how many were."""
        held = _posts(instance.records_of.get(self.pool_clause, ()), day)
        need, bought = None, Fraction(0)
        for record in instance.records_of.get(self.id, ()):
            if record.quantity is not None and record.day <= day:
                if "购买" in record.note or "purchase" in record.note.casefold():
                    bought = Fraction(record.quantity)
                else:
                    need = Fraction(record.quantity)
        posts = sum((p for p, _ in held.values()), Fraction(0))
        return (None if need is None or not held else max(Fraction(0), need - posts)), bought

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        day = instance.placement_date
        gap, bought = self.gap(instance, day)
        of = say("supply.purchase_of") if gap is not None else say("supply.purchase_unknown", clause=self.id)
        yield Measure(
            clause=self.id,
            day=day,
            of=of,
            value=None if gap is None else bought,
            target=gap,
            met=None if gap is None else bought >= gap,
            needed=None if gap is None else max(0, int(gap - bought)),
            unit="people",
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        gap, bought = self.gap(ledger.instance, ledger.day)
        if gap is not None and bought < gap:
            message = say("supply.not_purchased", gap=gap, bought=bought)
            yield Finding(clause=self.id, subject="", status=Status.MISSED, actual=str(bought), message=message)


@dataclass(frozen=True, kw_only=True)
class WrittenScore(Clause):
    """No minimum ratio of applicants to posts; a written score may be used while it is valid (QJ-4-a).

    A record of this clause, passed, is a recruit's written score of that day; she is hired on the day she begins.
    """

    family: ClassVar[str] = "written_score"
    decides: ClassVar[bool] = False
    applicant_ratio_min: Literal["none"] | Annotated[int, Range(1, 20)]
    written_score_valid_months: Annotated[int, Range(1, 60)]

    def statement(self) -> Text:
        ratio = self.applicant_ratio_min
        told = say("supply.ratio", ratio=ratio) if isinstance(ratio, int) else say("supply.no_ratio")
        return say("supply.written", ratio=told, months=self.written_score_valid_months)

    def proceeds(self, applicants: int, posts: int) -> bool:
        """Whether recruitment for so many posts proceeds with so many applicants."""
        return applicants >= (self.applicant_ratio_min * posts if isinstance(self.applicant_ratio_min, int) else 1)

    def valid(self, scored: date, hired: date) -> bool:
        """Whether a score may still be used on the day of hiring."""
        return scored <= hired < add_months(scored, self.written_score_valid_months)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """A recruit whose only scores on record were not valid on the day she began."""
        scores: dict[str, list[date]] = {}
        for record in ledger.instance.records_of.get(self.id, ()):
            if record.person_id is not None and record.result in {Upshot.PASSED, Upshot.DONE}:
                scores.setdefault(record.person_id, []).append(record.day)
        for code, days in scores.items():
            person = ledger.instance.person.get(code)
            began = None if person is None else person.since
            if person is not None and began is not None and not any(self.valid(day, began) for day in days):
                message = say("supply.score_old", name=person.name, day=max(days), since=began)
                yield Finding(clause=self.id, subject=code, status=Status.MISSED, message=message)


@dataclass(frozen=True, kw_only=True)
class TestWaived(Clause):
    """For shortage specialties the written test may be dropped (QJ-4-b); a recruit's specialty is her track.

    Where written tests are on record under this clause, a recruit of another specialty needs one before she begins.
    """

    __test__: ClassVar[bool] = False
    family: ClassVar[str] = "test_waived"
    decides: ClassVar[bool] = False
    shortage_specialties: tuple[str, ...]
    written_test_waived: Literal["yes", "no"]

    def statement(self) -> Text:
        return say(f"supply.test.{self.written_test_waived}", fields="、".join(self.shortage_specialties))

    def needs_test(self, specialty: str) -> bool:
        """Whether a candidate of a specialty sits the written test."""
        short = any(field in specialty for field in self.shortage_specialties)
        return not (short and self.written_test_waived == "yes")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        records = ledger.instance.records_of.get(self.id, ())
        passed = {(r.person_id, r.day) for r in records if r.result in {Upshot.PASSED, Upshot.DONE}}
        for person in ledger.instance.people if records else ():
            began = person.since
            if person.role is not Role.RECRUIT or began is None or not self.needs_test(person.track):
                continue
            if not any(code == person.id and day <= began for code, day in passed):
                message = say("supply.no_test", name=person.name, since=began, track=person.track or "—")
                yield Finding(clause=self.id, subject=person.id, status=Status.MISSED, message=message)


@dataclass(frozen=True, kw_only=True)
class AssessedHiring(Clause):
    """Recruited by the new city, examined, and hired by the township hospital once passed (XX21-3.2.2-a).

    Records of this clause, passed or failed, are the assessments of people; the hospital is a person's employer.
    """

    family: ClassVar[str] = "assessed_hiring"
    decides: ClassVar[bool] = False
    recruiter: Literal["new_city", "hospital_on_behalf"]

    def statement(self) -> Text:
        return say("supply.assessed", recruiter=say(f"supply.recruiter.{self.recruiter}"))

    def hires(self, records: Iterable[Record], day: date) -> tuple[str, ...]:
        """Return the codes of people to be hired on a day: those whose latest assessment was passed."""
        latest: dict[str, Record] = {}
        for record in sorted((r for r in records if r.day <= day), key=lambda r: r.day):
            if record.person_id is not None:
                latest[record.person_id] = record
        return tuple(sorted(code for code, r in latest.items() if r.result in {Upshot.PASSED, Upshot.GRANTED}))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Someone examined who serves for a hospital though she failed, or passed and has no hospital."""
        records = [r for r in ledger.instance.records_of.get(self.id, ()) if r.day <= ledger.day]
        passed = set(self.hires(records, ledger.day))
        for code in sorted({r.person_id or "" for r in records} & set(ledger.instance.person)):
            person = ledger.instance.person[code]
            here = person.site_id in ledger.instance.site and serves(person, ledger.day)
            wrong = person.employer is not None if code not in passed else person.employer is None
            if here and wrong:
                key = "supply.hired_unpassed" if code not in passed else "supply.passed_unhired"
                message = say(key, name=person.name)
                yield Finding(clause=self.id, subject=code, status=Status.VIOLATED, message=message)


@dataclass(frozen=True, kw_only=True)
class DutyHours(Clause):
    """Doctors are on duty at a clinic so many hours on so many days of a week (JZ22-4.6.1-a).

    A record of this clause for a person and a site gives the days a week she is there (``quantity``); the clinics of
    people without such a record count a full week.
    """

    family: ClassVar[str] = "duty_hours"
    decides: ClassVar[bool] = False
    duty_hours_per_day: Annotated[int, Range(1, 24)]
    duty_days_per_week: Annotated[int, Range(1, 7)]

    def statement(self) -> Text:
        return say("supply.hours", hours=self.duty_hours_per_day, days=self.duty_days_per_week)

    @property
    def weekly(self) -> int:
        """Hours of presence a week."""
        return self.duty_hours_per_day * self.duty_days_per_week

    def hours(self, instance: Instance, day: date) -> dict[str, Fraction]:
        """Return hours of presence a week at each clinic where a shared doctor is on record, by site code."""
        days: dict[tuple[str, str], Fraction] = {}
        for record in instance.records_of.get(self.id, ()):
            if record.person_id and record.site_id and record.quantity is not None and record.day <= day:
                days[record.person_id, record.site_id] = Fraction(record.quantity)
        shared = {person for person, _ in days}
        found = {site: Fraction(0) for _, site in days}
        for (_, site), number in days.items():
            found[site] += number * self.duty_hours_per_day
        for person in instance.people:
            if person.site_id in found and person.id not in shared and serves(person, day):
                found[person.site_id or ""] += self.weekly
        return found

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for code, hours in self.hours(ledger.instance, ledger.day).items():
            site = ledger.instance.site.get(code)
            if site is not None and site.kind is SiteKind.CLINIC and hours < self.weekly:
                yield Finding(
                    clause=self.id,
                    subject=code,
                    status=Status.MISSED,
                    actual=str(hours),
                    limit=f">={self.weekly}",
                    message=say("supply.hours_short", name=site.name, hours=hours, least=self.weekly),
                )


@dataclass(frozen=True, kw_only=True)
class AllocationByNeed(Clause):
    """Doctors are allocated by the population served, other needs deciding ties (XX21-3.2.1-a).

    The check looks at one centre at a time: of clinics that lacked as many doctors, the larger goes first.
    """

    family: ClassVar[str] = "allocation_by_need"
    decides: ClassVar[bool] = False
    weights: Literal["population"]

    def statement(self) -> Text:
        return say("supply.allocation")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for centre in ledger.instance.centres:
            clinics = [
                s for s in ledger.instance.sites_of[centre.id] if s.kind is SiteKind.CLINIC and s.id in ledger.in_scope
            ]
            gap = {s.id: ledger.posts.get(s.id, 0) - len(ledger.in_post.get(s.id, ())) for s in clinics}
            sent = {s.id: len(ledger.newcomers.get(s.id, ())) for s in clinics}
            for served in clinics:
                for passed in clinics:
                    equal = gap[served.id] == gap[passed.id] > 0 and sent[served.id] > sent[passed.id]
                    if equal and served.population < passed.population:
                        yield Finding(
                            clause=self.id,
                            subject=passed.id,
                            status=Status.MISSED,
                            actual=str(served.population),
                            limit=str(passed.population),
                            message=say(
                                "supply.larger_passed",
                                served=served.name,
                                passed=passed.name,
                                few=served.population,
                                many=passed.population,
                            ),
                        )
