"""Clauses on directed graduates before and after training: trainees, obligations, veterans who study on."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal

from planner.accounts import Duty
from planner.calendar import add_months
from planner.clause import Clause
from planner.clauses.supply.ahead import Months
from planner.domain import Instance, Person, Role, Upshot
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import External
from planner.text import Text


class TraineeHeadcount(Clause):
    """In training a person is managed as a trainee and is supply from the end of training only (MTG25-2.3-c)."""

    family: ClassVar[str] = "trainee_headcount"
    decides: ClassVar[bool] = False
    count_trainee_as_filled_post: Literal["no", "yes"]

    @property
    def trainees_count(self) -> bool:
        return self.count_trainee_as_filled_post == "yes"

    def statement(self) -> Text:
        return say(f"supply.trainees.{self.count_trainee_as_filled_post}")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """A plan of the years ahead has someone serve before the day her training ends, as the roster gives it."""
        for code, career in ledger.plan.career.items():
            person = ledger.instance.person.get(code)
            ready = None if person is None or person.role is not Role.GRADUATE else person.available_from
            if person is None or ready is None or self.trainees_count:
                continue
            early = [s for s in career if s.start.end < ready]
            if early:
                yield Finding(
                    clause=self.id,
                    subject=code,
                    period=str(early[0].start),
                    status=Status.MISSED,
                    actual=str(early[0].start),
                    limit=ready.isoformat(),
                    message=say("supply.trainee_serves", name=person.name, period=early[0].start, ready=ready),
                )


class ServiceObligation(Clause):
    """Length of service and breach are those of the training agreement (MTG25-3.2-a, MTG21-A2.2-a).

    A record of this clause for a person gives the months of her agreement (``quantity``); others have
    ``service_obligation_months`` once given. She may leave from the day her months are over. ``veteran_rule=none``: a
    record whose note says 退役 (veteran) is of a case that the text has no rule for.
    """

    family: ClassVar[str] = "service_obligation"
    decides: ClassVar[bool] = False
    service_obligation_months: External | Months
    veteran_rule: Literal["elsewhere", "none"]

    def statement(self) -> Text:
        months = self.service_obligation_months
        told = say("supply.months", months=months) if isinstance(months, int) else say("supply.months_open")
        return say(f"supply.obligation.{self.veteran_rule}", months=told)

    def free_from(self, person: Person, instance: Instance) -> date | None:
        """Return the first day on which a graduate's obligation is over, None where start or length is not known."""
        rows = [r for r in instance.records_of.get(self.id, ()) if r.person_id == person.id and r.quantity is not None]
        months = int(rows[-1].quantity or 0) if rows else self.service_obligation_months
        starts = [d for d in (person.since, person.available_from) if d is not None]
        if person.role is not Role.GRADUATE or person.site_id is None or not starts or not isinstance(months, int):
            return None
        return add_months(max(starts), months)

    def duties(self, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        for person in instance.people:
            day = self.free_from(person, instance)
            if day is not None and first <= day <= last:
                what = say("supply.may_leave", name=person.name, day=day)
                yield Duty(clause=self.id, day=day, what=what, by=say("duties.by.centre"), subject=person.id)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """A graduate whom the roster has leave before her obligation ends; a veteran's case without a rule."""
        for person in ledger.instance.people:
            day = self.free_from(person, ledger.instance)
            if day is not None and person.leaves_on is not None and person.leaves_on < day:
                message = say("supply.leaves_early", name=person.name, leaves=person.leaves_on, day=day)
                yield Finding(clause=self.id, subject=person.id, status=Status.MISSED, message=message)
        for record in ledger.instance.records_of.get(self.id, ()) if self.veteran_rule == "none" else ():
            veteran = any(word in record.note.casefold() for word in ("退役", "veteran"))
            someone = ledger.instance.person.get(record.person_id or "")
            if veteran and someone is not None:
                message = say("supply.no_veteran_rule", name=someone.name)
                yield Finding(clause=self.id, subject=someone.id, status=Status.MISSED, message=message)


class VeteranDegree(Clause):
    """A graduate back from the army who goes on to a degree finishes later, once papers are complete (MTG25-3.2-b).

    Records of this clause for a person name the papers in their notes. With all of them her graduation and the day she
    is available move by ``degree_extension_months``, once given; with one missing both stay, and that is told. Where
    the roster gives no day she is available, one must be entered before she is placed.
    """

    family: ClassVar[str] = "veteran_degree"
    required_papers: tuple[str, ...]
    degree_extension_months: External | Months

    def statement(self) -> Text:
        months = self.degree_extension_months
        told = say("supply.extension", months=months) if isinstance(months, int) else say("supply.extension_open")
        return say("supply.veteran", papers="、".join(self.required_papers), extension=told)

    def missing(self, person_id: str, instance: Instance) -> tuple[str, ...] | None:
        """Return the papers a veteran still lacks, None for whoever has no record of this clause."""
        records = [r for r in instance.records_of.get(self.id, ()) if r.person_id == person_id]
        held = [r.note for r in records if r.result not in {Upshot.REFUSED, Upshot.FAILED}]
        return tuple(p for p in self.required_papers if not any(p in note for note in held)) if records else None

    def deferred(self, day: date, person_id: str, instance: Instance) -> date:
        """Return a day of a person's course as it stands after the degree: later by the extension, or unmoved."""
        months = self.degree_extension_months
        return add_months(day, months) if isinstance(months, int) and self.missing(person_id, instance) == () else day

    def bar(self, person: Person, day: date, instance: Instance) -> Text | None:
        if self.missing(person.id, instance) != () or self.degree_extension_months == "external":
            return None
        if person.available_from is None:
            return say("supply.veteran_undated", name=person.name)
        ready = self.deferred(person.available_from, person.id, instance)
        return say("supply.veteran_studies", name=person.name, day=ready) if day < ready else None

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Papers that are missing; someone placed while she studies on."""
        for person in ledger.instance.people:
            lacking = self.missing(person.id, ledger.instance)
            if lacking:
                message = say("supply.papers", name=person.name, papers="、".join(f"“{paper}”" for paper in lacking))
                yield Finding(clause=self.id, subject=person.id, status=Status.MISSED, message=message)
        for person, _ in ledger.placed:
            months, from_day = self.degree_extension_months, person.available_from
            studies = self.missing(person.id, ledger.instance) == () and isinstance(months, int)
            if (
                studies
                and from_day is not None
                and isinstance(months, int)
                and ledger.day < add_months(from_day, months)
            ):
                ready = add_months(from_day, months)
                message = say("supply.veteran_studies", name=person.name, day=ready)
                yield Finding(clause=self.id, subject=person.id, status=Status.VIOLATED, message=message)
