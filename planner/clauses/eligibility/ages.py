"""Clauses on age: who may still enter a village-doctor post, and when a doctor leaves it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from planner.calendar import age_on, birthday, day_after
from planner.clause import Clause
from planner.domain import Instance, Person, Role, Waiver
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text

Age = Annotated[int, Range(16, 120)]


def _present(ledger: Ledger) -> Iterator[Person]:
    """People the plan keeps or puts at a site: those the auditor counts in post, and newcomers."""
    seen = [*ledger.in_post.values(), *ledger.newcomers.values()]
    yield from sorted({p.id: p for group in seen for p in group}.values(), key=lambda p: p.id)


@dataclass(frozen=True, kw_only=True)
class EntryAge(Clause):
    """New entrants are under an age on the day they enter (MTGR-7-a)."""

    family: ClassVar[str] = "entry_age"
    entry_age_max_exclusive_years: Age

    def statement(self) -> Text:
        return say("clauses.entry_age", age=self.entry_age_max_exclusive_years)

    def bar(self, person: Person, day: date, instance: Instance) -> Text | None:
        limit = self.entry_age_max_exclusive_years
        if person.birth_date is not None and day >= birthday(person.birth_date, limit):
            return say("clauses.entry_age.bar", name=person.name, day=day, age=limit)
        return None

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        limit = self.entry_age_max_exclusive_years
        for person, _ in ledger.placed:
            if person.birth_date is not None and (age := age_on(person.birth_date, ledger.day)) >= limit:
                yield Finding(
                    clause=self.id,
                    subject=person.id,
                    status=Status.VIOLATED,
                    actual=str(age),
                    limit=f"<{limit}",
                    message=say("clauses.entry_age.bar", name=person.name, day=ledger.day, age=limit),
                )


@dataclass(frozen=True, kw_only=True)
class ExitAge(Clause):
    """A doctor leaves on reaching an age, without exception (MTGR-7-e): available up to the day before the birthday."""

    family: ClassVar[str] = "exit_age"
    exit_age_years: Age
    extension_allowed: Literal["no"]

    def statement(self) -> Text:
        return say("clauses.exit_age", age=self.exit_age_years)

    def exit_date(self, person: Person, instance: Instance) -> date | None:
        return None if person.birth_date is None else birthday(person.birth_date, self.exit_age_years)

    def serving(self, person: Person, day: date, instance: Instance) -> bool:
        return person.birth_date is None or age_on(person.birth_date, day) < self.exit_age_years

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for person in _present(ledger):
            if not self.serving(person, ledger.day, ledger.instance):
                yield Finding(
                    clause=self.id,
                    subject=person.id,
                    status=Status.VIOLATED,
                    limit=f"<{self.exit_age_years}",
                    actual=str(person.birth_date and age_on(person.birth_date, ledger.day)),
                    message=say("clauses.exit_age.past", name=person.name, day=ledger.day, age=self.exit_age_years),
                )


@dataclass(frozen=True, kw_only=True)
class HeadshipAge(Clause):
    """At 65 a doctor no longer heads a clinic; whether that is an exit is a named option (JZ22-4.2-l).

    ``age65=headship`` ends the headship only, ``exit`` ends service, ``no`` does nothing; under ``headship`` the
    forecast may still count the person out (``forecast_exit_at_65``). A waiver on record keeps the person, and so does
    an extension on record under ``extension_clause`` (JZ22-4.2-m), which that clause limits.
    """

    family: ClassVar[str] = "headship_age"
    head_age_max_exclusive_years: Age
    age65: Literal["headship", "exit", "no"]
    forecast_exit_at_65: Literal["yes", "no"]
    extension_clause: str

    def statement(self) -> Text:
        option = self.age65 if self.age65 != "headship" or self.forecast_exit_at_65 == "no" else "forecast"
        return say(
            "clauses.headship_age",
            age=self.head_age_max_exclusive_years,
            option=say(f"clauses.headship_age.{option}"),
            extension=self.extension_clause,
        )

    def _leaves(self) -> bool:
        return self.age65 == "exit" or (self.age65 == "headship" and self.forecast_exit_at_65 == "yes")

    def exit_date(self, person: Person, instance: Instance) -> date | None:
        if not self._leaves() or person.birth_date is None:
            return None
        reached = birthday(person.birth_date, self.head_age_max_exclusive_years)
        either = {self.id, self.extension_clause}
        kept = [w for w in instance.waivers if w.clause in either and w.person_id == person.id]
        if any(w.until is None for w in kept):
            return None
        return max([reached, *(day_after(w.until) for w in kept if w.until is not None)])

    def serving(self, person: Person, day: date, instance: Instance) -> bool:
        if self.age65 == "no" or (self.age65 == "headship" and self.forecast_exit_at_65 == "no"):
            return True
        if person.birth_date is None or age_on(person.birth_date, day) < self.head_age_max_exclusive_years:
            return True
        return self._kept_by(person, day, instance) is not None

    def _kept_by(self, person: Person, day: date, instance: Instance) -> Waiver | None:
        granted = (instance.waiver(c, day, person_id=person.id) for c in (self.id, self.extension_clause))
        return next((w for w in granted if w is not None), None)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for person in _present(ledger):
            if person.birth_date is None or age_on(person.birth_date, ledger.day) < self.head_age_max_exclusive_years:
                continue
            waiver = self._kept_by(person, ledger.day, ledger.instance)
            if waiver is not None:
                yield Finding(
                    clause=self.id,
                    subject=person.id,
                    status=Status.WAIVED,
                    message=say("clauses.waived", name=person.name, why=waiver.why, granted_by=waiver.granted_by),
                )
            elif not self.serving(person, ledger.day, ledger.instance):
                yield Finding(
                    clause=self.id,
                    subject=person.id,
                    status=Status.VIOLATED,
                    actual=str(age_on(person.birth_date, ledger.day)),
                    limit=f"<{self.head_age_max_exclusive_years}",
                    message=say(
                        "clauses.exit_age.past", name=person.name, day=ledger.day, age=self.head_age_max_exclusive_years
                    ),
                )


@dataclass(frozen=True, kw_only=True)
class HiringAge(Clause):
    """Over 60 nobody is hired, in principle (XX21-3.2.6-a); a re-hiring on record (XX21-3.2.6-b) carries on to 65.

    ``over_60=day_after`` reads 超过60周岁 from the day after the birthday, ``next_birthday`` from the 61st.
    """

    family: ClassVar[str] = "hiring_age"
    hire_age_max_years: Age
    over_60: Literal["day_after", "next_birthday"]
    rehire_clause: str
    rehire_max_age_years: Age

    def statement(self) -> Text:
        return say(
            "clauses.hiring_age",
            age=self.hire_age_max_years,
            over=say(f"clauses.hiring_age.{self.over_60}"),
            rehire=self.rehire_clause,
            most=self.rehire_max_age_years,
        )

    def _first_day_over(self, birth: date) -> date:
        if self.over_60 == "day_after":
            return day_after(birthday(birth, self.hire_age_max_years))
        return birthday(birth, self.hire_age_max_years + 1)

    def bar(self, person: Person, day: date, instance: Instance) -> Text | None:
        if person.birth_date is None or day < self._first_day_over(person.birth_date):
            return None
        if any(instance.waiver(c, day, person_id=person.id) for c in (self.id, self.rehire_clause)):
            return None
        return say("clauses.hiring_age.bar", name=person.name, day=day, age=self.hire_age_max_years)

    def exit_date(self, person: Person, instance: Instance) -> date | None:
        if person.birth_date is None:
            return None
        last = birthday(person.birth_date, self.rehire_max_age_years)
        leaves = self._first_day_over(person.birth_date)
        for w in instance.waivers:
            if w.person_id == person.id and w.clause in {self.id, self.rehire_clause}:
                leaves = max(leaves, last if w.until is None else min(last, day_after(w.until)))
        return max(last, leaves) if person.role == Role.REHIRED else leaves

    def serving(self, person: Person, day: date, instance: Instance) -> bool:
        if person.birth_date is None:
            return True
        age = age_on(person.birth_date, day)
        limit = self.hire_age_max_years
        on_the_birthday = day == birthday(person.birth_date, limit)
        if age < limit or (age == limit and (self.over_60 == "next_birthday" or on_the_birthday)):
            return True
        if age >= self.rehire_max_age_years:
            return False
        approved = (instance.waiver(c, day, person_id=person.id) for c in (self.id, self.rehire_clause))
        return person.role == Role.REHIRED or any(w is not None for w in approved)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for person in _present(ledger):
            if not self.serving(person, ledger.day, ledger.instance):
                yield Finding(
                    clause=self.id,
                    subject=person.id,
                    status=Status.VIOLATED,
                    limit=f"<={self.hire_age_max_years}",
                    actual=str(person.birth_date and age_on(person.birth_date, ledger.day)),
                    message=say(
                        "clauses.hiring_age.bar", name=person.name, day=ledger.day, age=self.hire_age_max_years
                    ),
                )


@dataclass(frozen=True, kw_only=True)
class YearlyRehire(Clause):
    """Where the post needs it and the bureau agrees, re-hired year by year to 65 at most (XX21-3.2.6-b).

    ``past_65=no`` ends every contract at the birthday, ``run_out`` lets one begun at 64 run its months.
    """

    family: ClassVar[str] = "yearly_rehire"
    rehire_max_age_years: Age
    rehire_contract_months: Annotated[int, Range(1, 60, step=12)]
    past_65: Literal["no", "run_out"]

    def statement(self) -> Text:
        return say(
            "clauses.yearly_rehire",
            months=self.rehire_contract_months,
            age=self.rehire_max_age_years,
            past=say(f"clauses.yearly_rehire.{self.past_65}"),
        )

    def contract_end(self, person: Person, start: date) -> date | None:
        """Return the last day of a re-hiring contract begun on ``start``, None when none may be made."""
        from planner.calendar import add_months, day_before

        if person.birth_date is None:
            return day_before(add_months(start, self.rehire_contract_months))
        last = birthday(person.birth_date, self.rehire_max_age_years)
        if start >= last:
            return None
        end = add_months(start, self.rehire_contract_months)
        return day_before(end if self.past_65 == "run_out" else min(end, last))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """A re-hired person past the limit is found; one within it stands as an exception on record."""
        for person in _present(ledger):
            if person.birth_date is None or person.role != Role.REHIRED:
                continue
            age = age_on(person.birth_date, ledger.day)
            if age >= self.rehire_max_age_years:
                yield Finding(
                    clause=self.id,
                    subject=person.id,
                    status=Status.VIOLATED,
                    actual=str(age),
                    limit=f"<{self.rehire_max_age_years}",
                    message=say(
                        "clauses.exit_age.past", name=person.name, day=ledger.day, age=self.rehire_max_age_years
                    ),
                )
