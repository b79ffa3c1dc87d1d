"""Clauses on what is on record against a doctor and ends her service: appraisals, absence, grounds, assessments."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from planner.calendar import add_months, birthday, day_after
from planner.clauses.eligibility.leaving import Exit
from planner.domain import Instance, Person, Record, Upshot
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import External, Range
from planner.text import Text

Window = Literal["calendar_year", "rolling_12_months"]
Ground = Literal[
    "refusal",
    "neglect",
    "grave_consequences",
    "serious_accident",
    "criminal_penalty",
    "licence_revoked",
    "other_legal_bar",
]
Assessor = Literal["town", "centre", "village_committee"]

AGAINST = frozenset({Upshot.DONE, Upshot.FAILED, Upshot.REFUSED})
"""Results of a record that speak against a doctor where the record itself is of a fault."""


def _of(instance: Instance, clauses: Sequence[str], person: Person) -> list[Record]:
    return [r for clause in clauses for r in instance.records_about.get((clause, person.id), ())]


def _nth_within(days: Sequence[date], count: int, window: Window) -> date | None:
    """Planning: the first of the days, in order, on which ``count`` of them lie within one window."""
    for nth, day in enumerate(days[count - 1 :]):
        opening = days[nth]
        if day.year == opening.year if window == "calendar_year" else day < add_months(opening, 12):
            return day
    return None


def _ever_within(days: Sequence[date], count: int, window: Window) -> bool:
    """Auditing: whether so many of the days lie within one calendar year, or within twelve months from one of them."""
    if window == "calendar_year":
        return max(Counter(day.year for day in days).values(), default=0) >= count
    return any(sum(first <= day < add_months(first, 12) for day in days) >= count for first in days)


def _ground(record: Record, grounds: Sequence[Ground]) -> Ground | None:
    """Return the ground a record's note names: by its key, or in either language."""
    note = record.note.casefold()
    named = (g for g in grounds if any(w.casefold() in note for w in (g, *_words(g))))
    return next(named, None)


def _words(ground: Ground) -> tuple[str, str]:
    said = say(f"eligibility.ground.{ground}")
    return said.zh, said.en


def _listed(texts: Sequence[Text]) -> Text:
    return Text("、".join(t.zh for t in texts), ", ".join(t.en for t in texts))


class ExitOnFailures(Exit):
    """So many failed appraisals within a year lead to exit (JZ22-4.9-a); they need not follow one another."""

    family: ClassVar[str] = "exit_on_failures"
    failed_appraisals_for_exit: Annotated[int, Range(1, 12)]
    failed_window: Window
    appraisal_clauses: tuple[str, ...]

    def statement(self) -> Text:
        return say(
            "eligibility.failures",
            failures=self.failed_appraisals_for_exit,
            window=say(f"eligibility.window.{self.failed_window}"),
            clauses="、".join(self.appraisal_clauses),
        )

    def _failed(self, person: Person, instance: Instance) -> list[date]:
        records = _of(instance, self.appraisal_clauses, person)
        return sorted({r.day for r in records if r.result is Upshot.FAILED})

    def leaves(self, person: Person, instance: Instance) -> date | None:
        return _nth_within(self._failed(person, instance), self.failed_appraisals_for_exit, self.failed_window)

    def gone(self, person: Person, day: date, instance: Instance) -> bool:
        failed = [d for d in self._failed(person, instance) if d <= day]
        return _ever_within(failed, self.failed_appraisals_for_exit, self.failed_window)

    def why(self, person: Person, instance: Instance) -> Text:
        window = say(f"eligibility.window.{self.failed_window}")
        return say("eligibility.failures.why", failures=self.failed_appraisals_for_exit, window=window)


class ExitOnAbsence(Exit):
    """Absence without leave that adds up to so many days within a year leads to exit (JZ22-4.9-b).

    A record of this clause is an absence: its day is the first, its quantity the whole days (one where blank). Days
    told twice count once; ``granted`` is leave with permission and does not count.
    """

    family: ClassVar[str] = "exit_on_absence"
    absence_days_for_exit: Annotated[int, Range(1, 366)]
    absence_window: Window

    def statement(self) -> Text:
        window = say(f"eligibility.window.{self.absence_window}")
        return say("eligibility.absence", days=self.absence_days_for_exit, window=window)

    def _away(self, person: Person, instance: Instance) -> list[date]:
        absences = [r for r in _of(instance, (self.id,), person) if r.result in AGAINST]
        spans = ((r.day, 1 if r.quantity is None else int(r.quantity)) for r in absences)
        return sorted({first + timedelta(days=n) for first, days in spans for n in range(days)})

    def leaves(self, person: Person, instance: Instance) -> date | None:
        return _nth_within(self._away(person, instance), self.absence_days_for_exit, self.absence_window)

    def gone(self, person: Person, day: date, instance: Instance) -> bool:
        away = [d for d in self._away(person, instance) if d <= day]
        return _ever_within(away, self.absence_days_for_exit, self.absence_window)

    def why(self, person: Person, instance: Instance) -> Text:
        window = say(f"eligibility.window.{self.absence_window}")
        return say("eligibility.absence.why", days=self.absence_days_for_exit, window=window)


class ExitOnGrounds(Exit):
    """A ground on record ends service from its day (JZ22-4.9-c); the note of the record names it."""

    family: ClassVar[str] = "exit_on_grounds"
    exit_grounds: tuple[Ground, ...]

    def _grounds(self) -> Text:
        return _listed([say(f"eligibility.ground.{g}") for g in self.exit_grounds])

    def statement(self) -> Text:
        return say("eligibility.grounds", grounds=self._grounds())

    def _established(self, person: Person, instance: Instance) -> Iterator[tuple[date, Ground]]:
        for record in _of(instance, (self.id,), person):
            ground = _ground(record, self.exit_grounds)
            if record.result in AGAINST and ground is not None:
                yield record.day, ground

    def leaves(self, person: Person, instance: Instance) -> date | None:
        return min((day for day, _ in self._established(person, instance)), default=None)

    def gone(self, person: Person, day: date, instance: Instance) -> bool:
        return any(since <= day for since, _ in self._established(person, instance))

    def why(self, person: Person, instance: Instance) -> Text:
        _, ground = min(self._established(person, instance))
        return say(f"eligibility.ground.{ground}")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        yield from super().check(ledger)
        for record in ledger.instance.records_of.get(self.id, ()):
            person = ledger.instance.person.get(record.person_id or "")
            if person and self._silent(record):
                message = say("eligibility.ground.unnamed", name=person.name, day=record.day, grounds=self._grounds())
                yield Finding(clause=self.id, subject=person.id, status=Status.MISSED, message=message)

    def _silent(self, record: Record) -> bool:
        return record.result in AGAINST and _ground(record, self.exit_grounds) is None


class YearlyExit(ExitOnGrounds):
    """A failed yearly appraisal, or a ground on record, ends the contract and the subsidies (XX21-3.2.6-c).

    A yearly result is a record of this clause, failed and naming no ground: she is gone the day after.
    ``yearly_result=mean_of_months`` also takes the mean of the scores (``quantity``) under ``monthly_clause`` once a
    year is over, where the pass mark is set: below it she is gone from 1 January. Pay ends with the service.
    """

    family: ClassVar[str] = "yearly_exit"
    yearly_result: Literal["mean_of_months", "recorded"]
    monthly_clause: str
    pass_mark: External | Annotated[int, Range(1, 100)]

    def statement(self) -> Text:
        known = isinstance(self.pass_mark, int)
        mark = self.pass_mark if known else say("eligibility.yearly.not_set")
        mean = "mean" if known else "mean_external"
        key = mean if self.yearly_result == "mean_of_months" else "recorded"
        by = say(f"eligibility.yearly.{key}", clause=self.monthly_clause, mark=mark)
        return say("eligibility.yearly", by=by, grounds=self._grounds())

    def _silent(self, record: Record) -> bool:
        return record.result is not Upshot.FAILED and super()._silent(record)

    def _years(self, person: Person, instance: Instance) -> dict[int, date]:
        """The first day gone by each failed year."""
        failed = {
            r.day.year: day_after(r.day)
            for r in reversed(_of(instance, (self.id,), person))
            if r.result is Upshot.FAILED and _ground(r, self.exit_grounds) is None
        }
        if self.yearly_result == "mean_of_months" and isinstance(self.pass_mark, int):
            scores: dict[int, list[Fraction]] = defaultdict(list)
            for record in _of(instance, (self.monthly_clause,), person):
                if record.quantity is not None:
                    scores[record.day.year].append(Fraction(record.quantity))
            for year, given in scores.items():
                over = year < instance.placement_date.year
                if over and sum(given) < self.pass_mark * len(given):
                    failed.setdefault(year, date(year + 1, 1, 1))
        return failed

    def leaves(self, person: Person, instance: Instance) -> date | None:
        days = [super().leaves(person, instance), *self._years(person, instance).values()]
        return min((day for day in days if day is not None), default=None)

    def gone(self, person: Person, day: date, instance: Instance) -> bool:
        by_year = any(since <= day for since in self._years(person, instance).values())
        return by_year or super().gone(person, day, instance)

    def why(self, person: Person, instance: Instance) -> Text:
        years = self._years(person, instance)
        grounds = super().leaves(person, instance)
        if not years or (grounds is not None and grounds < min(years.values())):
            return super().why(person, instance)
        return say("eligibility.yearly.why", year=min(years, key=lambda y: years[y]))


class KeptIfEffective(Exit):
    """Below an age a doctor is kept if an assessment finds effective service, and else leaves (MTGR-7-f).

    ``decided=joint`` reads one result for all assessors, so one failed record decides; ``all_must_agree`` lets one
    assessor's failed record decide; ``majority`` needs those of more than half of them, told apart by the note.
    """

    family: ClassVar[str] = "kept_if_effective"
    kept_below_years: Annotated[int, Range(16, 120)]
    retention_assessors: tuple[Assessor, ...]
    decided: Literal["joint", "all_must_agree", "majority"]

    def statement(self) -> Text:
        return say(
            "eligibility.kept",
            age=self.kept_below_years,
            assessors=_listed([say(f"eligibility.assessor.{a}") for a in self.retention_assessors]),
            decided=say(f"eligibility.kept.{self.decided}"),
        )

    def _against(self, person: Person, instance: Instance) -> list[Record]:
        failed = (r for r in _of(instance, (self.id,), person) if r.result is Upshot.FAILED)
        birth, age = person.birth_date, self.kept_below_years
        return [r for r in failed if birth is None or r.day < birthday(birth, age)]

    def _signs(self, record: Record) -> set[Assessor]:
        """Who a record says found against her; all of them where it names nobody."""
        words = {a: say(f"eligibility.assessor.{a}") for a in self.retention_assessors}
        note = record.note.casefold()
        named = {a for a, said in words.items() if said.zh in note or said.en in note or a in note}
        return named or set(self.retention_assessors)

    def leaves(self, person: Person, instance: Instance) -> date | None:
        found: set[Assessor] = set()
        for record in self._against(person, instance):
            found |= self._signs(record)
            if self.decided != "majority" or 2 * len(found) > len(self.retention_assessors):
                return record.day
        return None

    def gone(self, person: Person, day: date, instance: Instance) -> bool:
        records = [r for r in self._against(person, instance) if r.day <= day]
        if self.decided != "majority":
            return bool(records)
        tally = Counter(a for r in records for a in self._signs(r))
        return len(tally) > len(self.retention_assessors) // 2

    def why(self, person: Person, instance: Instance) -> Text:
        return say("eligibility.kept.why")
