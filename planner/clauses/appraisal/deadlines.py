"""Clauses on what begins, or is to be done, by a day that the text names."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, ClassVar, Literal

from planner.accounts import Duty
from planner.clause import Clause
from planner.clauses.appraisal.duties import By
from planner.domain import Instance
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import External, Range
from planner.text import Text

PhaseName = Literal["mode", "preparation", "implementation", "verification", "review"]
IN_EFFECT = frozenset({"mode", "implementation"})
"""Phases in which the text is applied: a plan of an earlier day cannot rest on it."""


class Phase(Clause):
    """A phase of putting a text into effect, from a day on, to a last day or without end.

    ``end=open`` names no end. Phases may overlap. A plan of a day before the text is put into effect is told so.
    """

    family: ClassVar[str] = "phase"
    decides: ClassVar[bool] = False
    phase: PhaseName
    start: date
    end: Literal["open"] | date
    by: By

    def statement(self) -> Text:
        end = say("deadlines.open") if self.end == "open" else say("deadlines.until", day=self.end)
        phase, by = say(f"deadlines.phase.{self.phase}"), say(f"duties.by.{self.by}")
        return say("deadlines.phase", phase=phase, start=self.start, end=end, by=by)

    def on(self, day: date) -> bool:
        """Whether the phase is under way on a day."""
        return self.start <= day and (not isinstance(self.end, date) or day <= self.end)

    def duties(self, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        name, by = say(f"deadlines.phase.{self.phase}"), say(f"duties.by.{self.by}")
        if first <= self.start <= last:
            yield Duty(clause=self.id, day=self.start, what=say("deadlines.begins", phase=name), by=by)
        if isinstance(self.end, date) and first <= self.end <= last:
            yield Duty(clause=self.id, day=self.end, what=say("deadlines.ends", phase=name), by=by)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        if self.phase in IN_EFFECT and ledger.day < self.start:
            phase = say(f"deadlines.phase.{self.phase}")
            yield Finding(
                clause=self.id,
                subject="",
                status=Status.MISSED,
                actual=ledger.day.isoformat(),
                limit=self.start.isoformat(),
                message=say("deadlines.early", phase=phase, day=ledger.day, start=self.start),
            )


class PlanDeadline(Clause):
    """A working plan is due so many days after the text was issued, and a survey by a day (XX21-5.1-a).

    ``issued`` is external where the text bears no date; then only the survey has a day. Records whose note names the
    survey (摸底, survey) are of the survey, all others of the plan.
    """

    family: ClassVar[str] = "plan_deadline"
    decides: ClassVar[bool] = False
    on_record: ClassVar[bool] = True
    plan_days_after_issue: Annotated[int, Range(1, 366)]
    issued: External | date
    survey_deadline: date
    by: By

    def statement(self) -> Text:
        return say(
            "deadlines.plan",
            days=self.plan_days_after_issue,
            issued=say("deadlines.undated") if self.issued == "external" else self.issued,
            survey=self.survey_deadline,
            by=say(f"duties.by.{self.by}"),
        )

    @property
    def due(self) -> dict[str, date]:
        """The days by which the survey and, once the day of issue is known, the plan are due."""
        days = {"survey": self.survey_deadline}
        if isinstance(self.issued, date):
            days["plan"] = self.issued + timedelta(days=self.plan_days_after_issue)
        return days

    def duties(self, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        for what, day in self.due.items():
            if first <= day <= last:
                by = say(f"duties.by.{self.by}")
                yield Duty(clause=self.id, day=day, what=say(f"deadlines.due.{what}"), by=by)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Where anything is on record, both must be, in time; without records nothing is known."""
        records = ledger.instance.records_of.get(self.id, ())
        done: dict[str, date] = {}
        for record in records:
            about = any(word in record.note.casefold() for word in ("摸底", "survey"))
            done.setdefault("survey" if about else "plan", record.day)
        for what, day in self.due.items():
            if records and (what in done or day < ledger.day) and done.get(what, date.max) > day:
                told = done[what].isoformat() if what in done else ""
                yield Finding(
                    clause=self.id,
                    subject="",
                    status=Status.MISSED,
                    actual=told,
                    limit=day.isoformat(),
                    message=say(
                        "deadlines.late", what=say(f"deadlines.due.{what}"), day=day, done=told or say("duties.never")
                    ),
                )


class Filing(Clause):
    """Each county files its own plan with the bureaus above it (JZ22-6.1-a).

    ``counties`` are the names to be told apart in the notes of records; none means the county of the scenario.
    """

    family: ClassVar[str] = "filing"
    decides: ClassVar[bool] = False
    on_record: ClassVar[bool] = True
    file_with: tuple[str, ...]
    counties: tuple[str, ...]

    def statement(self) -> Text:
        whose = "、".join(self.counties) or say("deadlines.each_county")
        return say("deadlines.filing", whose=whose, bureaus="、".join(self.file_with))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Every bureau must be named in the notes of a county's records; without records nothing is known."""
        notes = [record.note for record in ledger.instance.records_of.get(self.id, ())]
        for county in self.counties or ("",):
            told = " ".join(note for note in notes if county in note)
            missing = [bureau for bureau in self.file_with if bureau not in told]
            if notes and missing:
                who = Text(county, county) if county else say("duties.who.county")
                yield Finding(
                    clause=self.id,
                    subject=county,
                    status=Status.MISSED,
                    message=say("deadlines.unfiled", county=who, bureaus="、".join(missing)),
                )
