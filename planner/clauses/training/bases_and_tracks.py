"""Clauses on training: where it takes place, in what order, on which track, how long before a senior post."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Annotated, ClassVar, Literal

from planner.accounts import Duty, Stage
from planner.calendar import add_months, day_after, day_before, period_of
from planner.clause import Clause
from planner.domain import Centre, Instance, Person, Record, Role, Upshot
from planner.faces.people import MonthsRule
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import External, Range
from planner.text import Text


class TrainingBases(Clause):
    """Pre-service education takes place at one of the designated bases (MTG25-2.2-b), as many at each as it has places.

    A record of this clause says at which centre a graduate is, from which day; ``training_places`` of a centre are its
    places at one time, none given where 0. How graduates are split is a reading: ``evenly`` or to the ``nearest``.
    """

    family: ClassVar[str] = "training_bases"
    decides: ClassVar[bool] = False
    pre_service_bases: tuple[str, ...]
    allotted: Literal["evenly", "nearest"]

    def statement(self) -> Text:
        split = say(f"training.split.{self.allotted}")
        return say("training.bases", bases="、".join(self.pre_service_bases), split=split)

    @property
    def split_evenly(self) -> bool:
        return self.allotted == "evenly"

    def bases(self, instance: Instance) -> tuple[Centre, ...]:
        return tuple(c for c in instance.centres if c.name in self.pre_service_bases or c.id in self.pre_service_bases)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Whoever is on record at another centre; and a base with more at a time than it has places."""
        instance, full = ledger.instance, set[tuple[str, str]]()
        leaves: dict[str, list[date]] = defaultdict(list)
        bases = {c.id for c in self.bases(instance)}
        for record in instance.records_of.get(self.id, ()):
            person, centre = instance.person.get(record.person_id or ""), instance.centre.get(record.centre_id or "")
            if person is None or centre is None or record.result is Upshot.REFUSED:
                continue
            if centre.id not in bases:
                message = say("training.bases.foreign", name=person.name, centre=centre.name)
                yield Finding(clause=self.id, subject=person.id, status=Status.VIOLATED, message=message)
                continue
            period = str(period_of(record.day))
            there = 1 + sum(end > record.day for end in leaves[centre.id])
            leaves[centre.id].append(add_months(record.day, _months(person, ledger) - 1))
            if centre.training_places and there > centre.training_places and (centre.id, period) not in full:
                full.add((centre.id, period))
                message = say("training.bases.full", centre=centre.name, period=period, places=centre.training_places)
                yield Finding(clause=self.id, subject=centre.id, status=Status.VIOLATED, period=period, message=message)


def _months(person: Person, ledger: Ledger) -> int:
    """Months of pre-service education by the clause in force, half a year where none says; "about" is a month."""
    rules = (r for r in ledger.in_force.values() if isinstance(r, MonthsRule) and r.stage is Stage.PRE_SERVICE)
    return next((months for rule in rules if (months := rule.months(person.track)) is not None), 6)


class TrainingSequence(Clause):
    """Standardised training begins only after pre-service education has ended (MTG25-2.3-a).

    A record of this clause is the first day of training. Pre-service education ended on the day of a record of
    ``after_clause``, or else so many months after graduation as that clause says.
    """

    family: ClassVar[str] = "training_sequence"
    decides: ClassVar[bool] = False
    after_clause: str

    def statement(self) -> Text:
        return say("training.sequence", after=self.after_clause)

    def _ended(self, person: Person, ledger: Ledger) -> date | None:
        done = [r.day for r in ledger.instance.records_about.get((self.after_clause, person.id), ())]
        if done:
            return done[-1]
        rule = ledger.in_force.get(self.after_clause)
        months = rule.months(person.track) if isinstance(rule, MonthsRule) else None
        if months is None or person.graduated_on is None:
            return None
        return day_before(add_months(person.graduated_on, months))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for record in ledger.instance.records_of.get(self.id, ()):
            person = ledger.instance.person.get(record.person_id or "")
            ended = None if person is None else self._ended(person, ledger)
            if person is not None and ended is not None and record.day <= ended:
                yield Finding(
                    clause=self.id,
                    subject=person.id,
                    status=Status.VIOLATED,
                    actual=f"{record.day}",
                    limit=f">{ended}",
                    message=say("training.sequence.early", name=person.name, day=record.day, ended=ended),
                )


class TrackByDegree(Clause):
    """Which training a newly hired graduate enters, by degree (QJ-5-a); without degree or track she is passed over."""

    family: ClassVar[str] = "track_by_degree"
    decides: ClassVar[bool] = False
    tracks: Mapping[str, str]

    def statement(self) -> Text:
        return say("training.track", tracks="；".join(f"{degree}：{track}" for degree, track in self.tracks.items()))

    def track_for(self, person: Person) -> str | None:
        """Return the track a new recruit or graduate enters, None where the clause says nothing of her."""
        return self.tracks.get(person.degree) if person.role in {Role.GRADUATE, Role.RECRUIT} else None

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for person in ledger.instance.people:
            track = self.track_for(person)
            if track is not None and person.track and person.track != track:
                yield Finding(
                    clause=self.id,
                    subject=person.id,
                    status=Status.MISSED,
                    actual=person.track,
                    limit=track,
                    message=say(
                        "training.track.other", name=person.name, degree=person.degree, actual=person.track, track=track
                    ),
                )


class SeniorRotation(Clause):
    """A general practitioner rotates at a teaching base before a senior post (QJ-6-b).

    A record of this clause is rotation done by its day (``quantity`` months) or, ``granted``, the appointment; where
    this is still to come, what is lacking falls due in the months before it.
    """

    family: ClassVar[str] = "senior_rotation"
    decides: ClassVar[bool] = False
    senior_rotation_months: Annotated[int, Range(1, 24)]

    def statement(self) -> Text:
        return say("training.senior", months=self.senior_rotation_months)

    def done(self, person: Person, instance: Instance, day: date) -> Fraction:
        """Return the months of rotation on record up to a day."""
        mine = (r for r in instance.records_about.get((self.id, person.id), ()) if r.day <= day)
        return sum((Fraction(r.quantity or 0) for r in mine if r.result is not Upshot.GRANTED), Fraction(0))

    def ready(self, person: Person, instance: Instance, day: date) -> bool:
        """Whether a person may be appointed on a day."""
        return self.done(person, instance, day) >= self.senior_rotation_months

    def _lacking(self, person: Person, instance: Instance) -> Iterator[tuple[date, date, Record]]:
        """Yield the rotation still to be done before each appointment to come, with the appointment."""
        for record in instance.records_of.get(self.id, ()):
            if record.person_id == person.id and record.result is Upshot.GRANTED:
                short = ceil(self.senior_rotation_months - self.done(person, instance, record.day))
                if short > 0 and record.day > instance.placement_date:
                    yield add_months(record.day, -short), day_before(record.day), record

    def rotations(self, instance: Instance) -> Iterator[tuple[str, date, date]]:
        """Planning: what is on record as done, each ending on its day, and what is still to be done."""
        for record in instance.records_of.get(self.id, ()):
            if record.person_id is not None and record.result is not Upshot.GRANTED and record.quantity:
                yield record.person_id, day_after(add_months(record.day, -ceil(record.quantity))), record.day
        for person in instance.people:
            yield from ((person.id, start, end) for start, end, _ in self._lacking(person, instance))

    def duties(self, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        """Planning: rotation to be begun in time for an appointment, at once where that is past."""
        for person in instance.people:
            for start, end, record in self._lacking(person, instance):
                if first <= record.day <= last:
                    what = say("training.senior.due", name=person.name, start=start, end=end, day=record.day)
                    by = say("duties.by.commission")
                    yield Duty(clause=self.id, day=max(start, first), what=what, by=by, subject=person.id)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Appointments made too early; those still to come are missed, since there may yet be time."""
        for record in ledger.instance.records_of.get(self.id, ()):
            person = ledger.instance.person.get(record.person_id or "")
            if person is None or record.result is not Upshot.GRANTED:
                continue
            if not self.ready(person, ledger.instance, record.day):
                done = self.done(person, ledger.instance, record.day)
                message = say(
                    "training.senior.short",
                    name=person.name,
                    day=record.day,
                    done=done,
                    months=self.senior_rotation_months,
                )
                status = Status.MISSED if record.day > ledger.day else Status.VIOLATED
                yield Finding(clause=self.id, subject=person.id, status=status, message=message)


class LeaveSites(Clause):
    """Study leave is at a district institution or a centre equipped for it, so many at a time (MTGR-9-d)."""

    family: ClassVar[str] = "leave_sites"
    study_leave_sites: tuple[str, ...]
    site_capacity: External | Annotated[int, Range(1, 1000)]

    def statement(self) -> Text:
        places = say("training.leave.external")
        if isinstance(self.site_capacity, int):
            places = say("training.leave.places", places=self.site_capacity)
        return say("training.leave", sites="、".join(self.study_leave_sites), places=places)

    @property
    def leave_places(self) -> int | None:
        return self.site_capacity if isinstance(self.site_capacity, int) else None

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        if not isinstance(self.site_capacity, int):
            return
        away = Counter(row.month for row in ledger.plan.leave)
        for month, people in sorted(away.items()):
            if people > self.site_capacity:
                period = f"{month:%Y-%m}"
                yield Finding(
                    clause=self.id,
                    subject="",
                    status=Status.MISSED,
                    period=period,
                    actual=str(people),
                    limit=f"<={self.site_capacity}",
                    message=say("training.leave.full", period=period, people=people, places=self.site_capacity),
                )
