"""Clauses on the pool: when a graduate may be placed, and which day's vacancies count for her."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

from planner.accounts import Duty, Stage
from planner.clause import Clause
from planner.domain import LICENSED, Instance, Lock, Person, Role
from planner.faces.seats import Reference
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text

Months = Annotated[int, Range(0, 120, step=6)]


class PreService(Clause):
    """Pre-service education of about six months comes before standardised training (MTG25-2.2-a)."""

    family: ClassVar[str] = "pre_service"
    pre_service_months: Months

    def statement(self) -> Text:
        return say("clauses.pre_service", months=self.pre_service_months)

    @property
    def stage(self) -> Stage:
        return Stage.PRE_SERVICE

    def months(self, track: str) -> int | None:
        return self.pre_service_months

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """A length has nothing to break by itself; MTG25-3.1-a checks what follows from it."""
        yield from ()


class TrainingLength(Clause):
    """The length of standardised training is set by the municipality (MTG25-2.3-b): external, assumed until given."""

    family: ClassVar[str] = "training_length"
    track_months: Mapping[str, Months]
    assumption: bool

    def statement(self) -> Text:
        zh = "、".join(f"{track}{months}个月" for track, months in self.track_months.items())
        en = ", ".join(f"{track} {months} months" for track, months in self.track_months.items())
        assumed = say("clauses.assumed") if self.assumption else Text("", "")
        return say("clauses.training_length", lengths=Text(zh, en), assumed=assumed)

    @property
    def stage(self) -> Stage:
        return Stage.TRAINING

    def months(self, track: str) -> int | None:
        return self.track_months.get(track)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """A length has nothing to break by itself; MTG25-3.1-a checks what follows from it."""
        yield from ()


def locked(ledger: Ledger) -> Mapping[str, Lock]:
    """Return the decisions already taken by people that bind on the day, by person code."""
    day = ledger.day
    return {k.person_id: k for k in ledger.instance.locks if (k.start or day) <= day <= (k.end or day)}


def may_go(person: Person, centre_id: str | None, ledger: Ledger) -> bool:
    """Return whether a person may be sent to a centre: within her limits, and listed if she accepts no other."""
    if person.only_centres and centre_id not in person.only_centres:
        return False
    wishes = ledger.instance.wishes_of.get(person.id, ())
    listed = {w.centre_id or ledger.instance.site[w.site_id or ""].centre_id for w in wishes}
    return person.accepts_adjustment or centre_id in listed


def _licensed_on(person: Person, day: date) -> bool:
    return person.credential in LICENSED if person.licensed_on is None else person.licensed_on <= day


def _not_ready(clause: Clause, ledger: Ledger) -> Iterator[Finding]:
    pool = {p.id for p in ledger.pool}
    for person, _ in ledger.placed:
        if person.id not in pool:
            why = ledger.barred.get(person.id, say("clauses.pool.not_candidate", name=person.name))
            yield Finding(
                clause=clause.id,
                subject=person.id,
                status=Status.VIOLATED,
                message=say("clauses.pool.placed_though", name=person.name, why=why),
            )


class TrainedFirst(Clause):
    """A graduate is placed once assistant-GP or residency training is done (MTG25-3.1-a).

    ``licence_required_to_start``: the 2025 text is silent, so ``sole_doctor`` (the default of the register) asks for a
    licence only of a clinic's only doctor, ``no`` never, ``yes`` always.
    """

    family: ClassVar[str] = "trained_first"
    licence_required_to_start: Literal["no", "sole_doctor", "yes"]

    @property
    def licence(self) -> Literal["no", "sole_doctor", "yes"]:
        return self.licence_required_to_start

    @property
    def keeps_post(self) -> bool:
        return True

    def statement(self) -> Text:
        return say("clauses.trained_first", licence=say(f"clauses.licence.{self.licence_required_to_start}"))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        yield from _not_ready(self, ledger)
        for person, placement in ledger.placed:
            site = ledger.instance.site.get(placement.site_id or "")
            if site is None or ledger.licensed(person) or self.licence_required_to_start == "no":
                continue
            alone = not any(ledger.licensed(p) for p in ledger.staff(site))
            if self.licence_required_to_start == "yes" or alone:
                yield Finding(
                    clause=self.id,
                    subject=person.id,
                    status=Status.MISSED,
                    message=say("clauses.licence.missing", name=person.name, site=site.name),
                )


class LicensedStart(Clause):
    """Trained and licensed graduates go back to the clinic already assigned to them (MTG21-A2.1-a).

    ``unlicensed=waits`` keeps the post for a graduate not licensed yet, ``loses_post`` opens it again.
    """

    family: ClassVar[str] = "licensed_start"
    licence_required_to_start: Literal["yes"]
    unlicensed: Literal["waits", "loses_post"]

    @property
    def licence(self) -> Literal["no", "sole_doctor", "yes"]:
        return self.licence_required_to_start

    @property
    def keeps_post(self) -> bool:
        return self.unlicensed == "waits"

    def statement(self) -> Text:
        return say("clauses.licensed_start", unlicensed=say(f"clauses.licensed_start.{self.unlicensed}"))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        yield from _not_ready(self, ledger)
        for code, career in ledger.plan.career.items():
            person = ledger.instance.person.get(code)
            if person is None or person.role is not Role.GRADUATE:
                continue
            at_clinics = (stint for stint in career if stint.site_id in ledger.instance.site)
            early = next((s.start for s in at_clinics if not _licensed_on(person, s.start.start)), None)
            if early is not None:
                yield Finding(
                    clause=self.id,
                    subject=person.id,
                    period=str(early),
                    status=Status.VIOLATED,
                    message=say("clauses.licensed_start.early", name=person.name),
                )


class PlacementMoment(Clause):
    """Whether the destination is fixed after training (MTG25-2.4.1-d) or at graduation (MTG21-A1.4.1-a).

    ``vacancy_reference`` is the day whose vacancies decide: one ``placement_date`` for the cohort, each person's
    ``own_finish_date``, or the ``graduation_date``.
    """

    family: ClassVar[str] = "placement_moment"
    placement_event: Literal["training_end", "graduation"]
    vacancy_reference: Reference

    @property
    def reference(self) -> Reference:
        return self.vacancy_reference

    @property
    def at_graduation(self) -> bool:
        return self.placement_event == "graduation"

    def statement(self) -> Text:
        return say(
            f"clauses.placement_moment.{self.placement_event}",
            reference=say(f"clauses.reference.{self.vacancy_reference}"),
        )

    def duties(self, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        """Planning: the rounds after this season, each with how many are to be placed on that day."""
        rounds = Counter(
            person.graduated_on if self.at_graduation and person.graduated_on else person.available_from
            for person in instance.people
            if person.role is Role.GRADUATE
        )
        for day in sorted(day for day in rounds if day is not None and instance.placement_date < day <= last):
            reference = say(f"clauses.reference.{self.vacancy_reference}")
            what = say(f"clauses.placement_moment.{self.placement_event}.round", count=rounds[day], reference=reference)
            yield Duty(clause=self.id, day=day, what=what, by=say("duties.by.authorities"), count=rounds[day])

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Someone is placed before the day on which the text lets a destination be fixed."""
        for person, _ in ledger.placed:
            given = person.graduated_on or person.available_from if self.at_graduation else person.available_from
            if person.role == Role.GRADUATE and given is not None and given > ledger.day:
                yield Finding(
                    clause=self.id,
                    subject=person.id,
                    status=Status.VIOLATED,
                    actual=str(ledger.day),
                    limit=f">={given}",
                    message=say(
                        f"clauses.placement_moment.{self.placement_event}.early",
                        name=person.name,
                        given=given,
                        day=ledger.day,
                    ),
                )


class GraduatesFirst(Clause):
    """When posts at integrated clinics are scarce, directed graduates precede other new recruits (MTG25-A1.1-a)."""

    family: ClassVar[str] = "graduates_first"
    directed_graduate_priority: Literal["yes", "no"]

    def statement(self) -> Text:
        return say(f"clauses.graduates_first.{self.directed_graduate_priority}")

    def queues(self, people: Iterable[Person]) -> tuple[tuple[Person, ...], ...]:
        people = tuple(people)
        if self.directed_graduate_priority == "no":
            return (people,)
        graduates = tuple(p for p in people if p.role == Role.GRADUATE)
        return tuple(q for q in (graduates, tuple(p for p in people if p.role != Role.GRADUATE)) if q)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """A recruit holds a seat which a graduate, left out, could have taken.

        Only the replay knows whose turn came when; where it found nothing, the recruit's turn came first.
        """
        if self.directed_graduate_priority == "no" or not ledger.departures:
            return
        placed = {p.id for p, _ in ledger.placed}
        left_out = [p for p in ledger.pool if p.role == Role.GRADUATE and p.id not in placed]
        for person, placement in ledger.placed:
            if person.role == Role.GRADUATE:
                continue
            for graduate in left_out:
                if may_go(graduate, placement.centre_id, ledger):
                    yield Finding(
                        clause=self.id,
                        subject=person.id,
                        status=Status.VIOLATED,
                        message=say("clauses.graduates_first.passed", name=person.name, graduate=graduate.name),
                    )
                    break
