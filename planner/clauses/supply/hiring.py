"""Clauses on hiring: who comes first, which scores and tests count, and who hires."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from planner.calendar import add_months, birthday
from planner.clause import Clause
from planner.clauses.appraisal.duties import serves
from planner.domain import LICENSED, Instance, Person, Record, Role, Upshot
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
            person = ledger.roster.person[code]
            here = person.site_id in ledger.instance.site and serves(person, ledger.day)
            wrong = person.employer is not None if code not in passed else person.employer is None
            if here and wrong:
                key = "supply.hired_unpassed" if code not in passed else "supply.passed_unhired"
                message = say(key, name=person.name)
                yield Finding(clause=self.id, subject=code, status=Status.VIOLATED, message=message)
