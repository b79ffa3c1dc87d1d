"""Clauses on what is kept about people and targets: honours, credit for service, the roll, and the watch on targets."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, ClassVar, Literal

from planner.accounts import Duty, Measure
from planner.calendar import birthday
from planner.clause import Clause
from planner.clauses.appraisal.duties import serves
from planner.domain import COVER_ROLES, Instance, Person, Plan, SiteKind, Upshot
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text


class LongService(Clause):
    """Whoever has served so many full years is on the list for a certificate (QJ-19-a).

    Service counts from the day the roster has her in post; a record (granted) is a certificate given.
    """

    family: ClassVar[str] = "long_service"
    decides: ClassVar[bool] = False
    honour_years: Annotated[int, Range(1, 60)]

    def statement(self) -> Text:
        return say("service.honour", years=self.honour_years)

    def reached(self, person: Person) -> date | None:
        """Return the day on which she has served long enough, None where the roster has no first day."""
        return None if person.since is None else birthday(person.since, self.honour_years)

    def duties(self, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        given = {r.person_id for r in instance.records_of.get(self.id, ()) if r.result is not Upshot.REFUSED}
        for person in instance.people:
            day = self.reached(person)
            if day is not None and day <= last and person.id not in given and serves(person, max(day, first)):
                what = say("service.honour_due", name=person.name, years=self.honour_years, since=person.since)
                by = say("duties.by.authorities")
                yield Duty(clause=self.id, day=max(day, first), what=what, by=by, subject=person.id)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Where certificates are on record: who was left out, and who had one too early."""
        given = {r.person_id: r.day for r in ledger.instance.records_of.get(self.id, ()) if r.result != Upshot.REFUSED}
        for person in ledger.roster.people if given else ():
            day = self.reached(person)
            early = person.id in given and day is not None and given[person.id] < day
            late = person.id not in given and day is not None and day <= ledger.day and serves(person, ledger.day)
            if early or late:
                key = "service.too_early" if early else "service.left_out"
                message = say(key, name=person.name, years=self.honour_years, day=day)
                yield Finding(clause=self.id, subject=person.id, status=Status.MISSED, message=message)


class PromotionCredit(Clause):
    """Service at the grassroots counts for promotion: the months each has, listed (JZ22-4.2-i, QJ-9-c).

    Counted are half-years in which the plan sends staff of a centre to a clinic (``dispatch``), and the months that
    records of this clause give (``quantity``); ``practice`` counts the records alone. A promotion on record (granted,
    without months) of someone without such service is told.
    """

    family: ClassVar[str] = "promotion_credit"
    decides: ClassVar[bool] = False
    credit: Literal["dispatch", "practice"]

    def statement(self) -> Text:
        return say(f"service.credit.{self.credit}")

    def months(self, instance: Instance, plan: Plan) -> dict[str, int]:
        """Return the months that count of everyone who has any, by person code."""
        found: dict[str, int] = {}
        for record in instance.records_of.get(self.id, ()):
            code = record.person_id or ""
            if code in instance.person and record.quantity is not None:
                found[code] = found.get(code, 0) + int(record.quantity)
        for stint in plan.assignments if self.credit == "dispatch" else ():
            person, site = instance.person.get(stint.person_id), instance.site.get(stint.site_id)
            at_clinic = site is not None and site.kind is SiteKind.CLINIC
            if person is not None and person.role in COVER_ROLES and at_clinic:
                halves = 2 * (stint.end.year - stint.start.year) + stint.end.half - stint.start.half + 1
                found[person.id] = found.get(person.id, 0) + 6 * halves
        return {code: number for code, number in sorted(found.items()) if number}

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        credit = self.months(ledger.instance, ledger.plan)
        for code, number in credit.items():
            message = say("service.has", name=ledger.instance.person[code].name, months=number)
            yield Finding(clause=self.id, subject=code, status=Status.MET, actual=str(number), message=message)
        for record in ledger.instance.records_of.get(self.id, ()):
            person = ledger.instance.person.get(record.person_id or "")
            promoted = record.result is Upshot.GRANTED and record.quantity is None
            if person is not None and promoted and person.id not in credit:
                message = say("service.no_credit", name=person.name, day=record.day)
                yield Finding(clause=self.id, subject=person.id, status=Status.MISSED, message=message)


SiteFact = Literal["name", "centre_id", "population", "zone"]
PersonFact = Literal["name", "sex", "birth_date", "credential", "degree", "since"]


class Roll(Clause):
    """A roll lists integrated clinics and village doctors with what is known of them (XX21-5.1-b).

    It is the scenario's own tables; what is checked is that no fact named here is blank. A population of 0 is blank.
    """

    family: ClassVar[str] = "roll"
    decides: ClassVar[bool] = False
    clinic_facts: tuple[SiteFact, ...]
    doctor_facts: tuple[PersonFact, ...]

    def statement(self) -> Text:
        facts = [say(f"service.fact.{fact}") for fact in dict.fromkeys((*self.clinic_facts, *self.doctor_facts))]
        return say("service.roll", facts=Text("、".join(f.zh for f in facts), ", ".join(f.en for f in facts)))

    def entries(self, instance: Instance, day: date) -> tuple[str, ...]:
        """Return the codes on the roll on a day: integrated clinics, then doctors at clinics."""
        clinics = (s.id for s in instance.sites if s.kind is SiteKind.CLINIC and s.integrated_on(day))
        doctors = (p.id for p in instance.people if p.site_id in instance.site and serves(p, day))
        return (*clinics, *doctors)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """One row for each fact that is blank somewhere, naming where; else one that counts the roll."""
        entries = self.entries(ledger.roster, ledger.day)
        blank: dict[str, list[str]] = {}
        for code in entries:
            site = ledger.instance.site.get(code)
            facts: Sequence[str] = self.doctor_facts if site is None else self.clinic_facts
            for fact in facts:
                if not getattr(ledger.instance.person[code] if site is None else site, fact):
                    blank.setdefault(fact, []).append(code)
        for fact, codes in blank.items():
            yield Finding(
                clause=self.id,
                subject=codes[0] if len(codes) == 1 else "",
                status=Status.MISSED,
                actual=str(len(codes)),
                message=say(
                    "service.blank", fact=say(f"service.fact.{fact}"), count=len(codes), codes="、".join(codes[:10])
                ),
            )
        if not blank:
            message = say("service.whole", count=len(entries))
            yield Finding(clause=self.id, subject="", status=Status.MET, actual=str(len(entries)), message=message)


class TargetWatch(Clause):
    """Each target is checked item by item, and those that lag are named (QJ-24-a).

    A third party may be asked to assess. A result on record that fails (failed) is a target that lags.
    """

    family: ClassVar[str] = "target_watch"
    decides: ClassVar[bool] = False
    third_party: Literal["may", "no"]

    def statement(self) -> Text:
        return say("service.watch", third=say("service.third_party") if self.third_party == "may" else "")

    def watch(self, measures: Sequence[Measure]) -> Iterator[Duty]:
        """Planning: a row on the day of each target, which says whether it is met, lags, or cannot be told."""
        for measure in measures:
            state = {True: "met", False: "lags", None: "unknown"}[measure.met]
            by = say("service.watcher") if self.third_party == "may" else say("duties.by.authorities")
            what = say("service.item", clause=measure.clause, of=measure.of, state=say(f"service.state.{state}"))
            yield Duty(clause=self.id, day=measure.day, what=what, by=by)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for record in ledger.instance.records_of.get(self.id, ()):
            if record.result is Upshot.FAILED:
                message = say("service.lagging", day=record.day, note=record.note)
                yield Finding(clause=self.id, subject="", status=Status.MISSED, message=message)
