"""Clauses on age: who may still enter a village-doctor post, and when a doctor leaves it."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar, Literal

from planner.calendar import add_months, age_on, birthday, day_after, day_before
from planner.clause import Clause
from planner.clauses.eligibility.leaving import Exit
from planner.domain import LICENSED, Instance, Person, Role, Waiver
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import External, Range
from planner.text import Text

Age = Annotated[int, Range(16, 120)]


def _present(ledger: Ledger) -> Iterator[Person]:
    """People the plan keeps or puts at a site: those the auditor counts in post, and newcomers."""
    seen = [*ledger.in_post.values(), *ledger.newcomers.values()]
    yield from sorted({p.id: p for group in seen for p in group}.values(), key=lambda p: p.id)


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


class ExitAge(Exit):
    """A doctor leaves on reaching an age, without exception (MTGR-7-e): available up to the day before the birthday."""

    family: ClassVar[str] = "exit_age"
    leaves_by: ClassVar[Literal["age", "record", "contract"]] = "age"
    exit_age_years: Age
    extension_allowed: Literal["no"]

    def statement(self) -> Text:
        return say("clauses.exit_age", age=self.exit_age_years)

    @property
    def excusing(self) -> tuple[str, ...]:
        return ()

    def leaves(self, person: Person, instance: Instance) -> date | None:
        return None if person.birth_date is None else birthday(person.birth_date, self.exit_age_years)

    def gone(self, person: Person, day: date, instance: Instance) -> bool:
        return person.birth_date is not None and age_on(person.birth_date, day) >= self.exit_age_years

    def why(self, person: Person, instance: Instance) -> Text:
        return say("eligibility.age.reached", age=self.exit_age_years)


class HeadshipAge(Exit):
    """At 65 a doctor no longer heads a clinic; whether that is an exit is a named option (JZ22-4.2-l).

    ``age65=headship`` ends the headship only, ``exit`` ends service, ``no`` does nothing; under ``headship`` the
    forecast may still count the person out (``forecast_exit_at_65``). A waiver on record keeps the person, and so does
    an extension on record under ``extension_clause`` (JZ22-4.2-m), which that clause limits.
    """

    family: ClassVar[str] = "headship_age"
    leaves_by: ClassVar[Literal["age", "record", "contract"]] = "age"
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

    @property
    def excusing(self) -> tuple[str, ...]:
        return self.id, self.extension_clause

    def leaves(self, person: Person, instance: Instance) -> date | None:
        if not self._leaves() or person.birth_date is None:
            return None
        return birthday(person.birth_date, self.head_age_max_exclusive_years)

    def gone(self, person: Person, day: date, instance: Instance) -> bool:
        if self.age65 == "no" or (self.age65 == "headship" and self.forecast_exit_at_65 == "no"):
            return False
        return person.birth_date is not None and age_on(person.birth_date, day) >= self.head_age_max_exclusive_years

    def why(self, person: Person, instance: Instance) -> Text:
        return say("eligibility.age.reached", age=self.head_age_max_exclusive_years)


class HiringAge(Exit):
    """Over 60 nobody is hired, in principle (XX21-3.2.6-a); a re-hiring on record (XX21-3.2.6-b) carries on to 65.

    ``over_60=day_after`` reads 超过60周岁 from the day after the birthday, ``next_birthday`` from the 61st.
    """

    family: ClassVar[str] = "hiring_age"
    leaves_by: ClassVar[Literal["age", "record", "contract"]] = "age"
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

    @property
    def excusing(self) -> tuple[str, ...]:
        return self.id, self.rehire_clause

    def bar(self, person: Person, day: date, instance: Instance) -> Text | None:
        if person.birth_date is None or day < self._first_day_over(person.birth_date):
            return None
        if self.excuse(person, day, instance) is not None:
            return None
        limits = {"age": self.hire_age_max_years, "rehire": self.rehire_clause, "most": self.rehire_max_age_years}
        return say("clauses.hiring_age.bar", name=person.name, day=day, **limits)

    def leaves(self, person: Person, instance: Instance) -> date | None:
        if person.birth_date is None:
            return None
        over = self._first_day_over(person.birth_date)
        last = birthday(person.birth_date, self.rehire_max_age_years)
        return max(over, last) if person.role is Role.REHIRED else over

    def exit_date(self, person: Person, instance: Instance) -> date | None:
        leaves = self.leaves(person, instance)
        if leaves is None or person.birth_date is None:
            return None
        last = birthday(person.birth_date, self.rehire_max_age_years)
        for w in instance.waivers:
            if w.person_id == person.id and w.clause in self.excusing:
                leaves = max(leaves, last if w.until is None else min(last, day_after(w.until)))
        return leaves

    def gone(self, person: Person, day: date, instance: Instance) -> bool:
        if person.birth_date is None:
            return False
        age, limit = age_on(person.birth_date, day), self.hire_age_max_years
        on_the_birthday = day == birthday(person.birth_date, limit)
        if age < limit or (age == limit and (self.over_60 == "next_birthday" or on_the_birthday)):
            return False
        return person.role != Role.REHIRED or age >= self.rehire_max_age_years

    def excuse(self, person: Person, day: date, instance: Instance) -> Waiver | None:
        if person.birth_date is None or age_on(person.birth_date, day) >= self.rehire_max_age_years:
            return None
        return super().excuse(person, day, instance)

    def why(self, person: Person, instance: Instance) -> Text:
        birth, most = person.birth_date, self.rehire_max_age_years
        if birth is not None and self.exit_date(person, instance) == birthday(birth, most):
            return say("eligibility.age.reached", age=most)
        return say("eligibility.age.over", age=self.hire_age_max_years)


class LicensedExtension(Exit):
    """Past the age only the licensed may be extended, with approval and for so many years at most (JZ22-4.2-m).

    The approval is an exception on record to this clause (table of waivers), which the clause on the age honours
    (``age_clause``); this one ends what such an approval cannot give. ``extension_of=headship`` leaves service alone.
    """

    family: ClassVar[str] = "licensed_extension"
    leaves_by: ClassVar[Literal["age", "record", "contract"]] = "age"
    extension_max_years: External | Annotated[int, Range(1, 30)]
    from_age_years: Annotated[int, Range(16, 120)]
    extension_of: Literal["service", "headship"]

    def statement(self) -> Text:
        years = say("eligibility.extension.external")
        if isinstance(self.extension_max_years, int):
            years = say("eligibility.extension.years", years=self.extension_max_years)
        of = say(f"eligibility.extension.of.{self.extension_of}")
        return say("eligibility.extension", of=of, years=years, base=self.from_age_years)

    def _approved(self, person: Person, instance: Instance) -> bool:
        return any(w.clause == self.id and w.person_id == person.id for w in instance.waivers)

    def leaves(self, person: Person, instance: Instance) -> date | None:
        if person.birth_date is None or self.extension_of == "headship" or not self._approved(person, instance):
            return None
        if person.credential not in LICENSED:
            return birthday(person.birth_date, self.from_age_years)
        if not isinstance(self.extension_max_years, int):
            return None
        return birthday(person.birth_date, self.from_age_years + self.extension_max_years)

    def gone(self, person: Person, day: date, instance: Instance) -> bool:
        if person.birth_date is None or self.extension_of == "headship" or not self._approved(person, instance):
            return False
        past = age_on(person.birth_date, day) - self.from_age_years
        most = self.extension_max_years if person.credential in LICENSED else 0
        return isinstance(most, int) and past >= most

    @property
    def excusing(self) -> tuple[str, ...]:
        return ()

    def why(self, person: Person, instance: Instance) -> Text:
        if person.credential not in LICENSED:
            return say("eligibility.extension.unlicensed")
        return say("eligibility.extension.over", years=self.extension_max_years)


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

    def _contract_end(self, person: Person, start: date) -> date | None:
        """Return the last day of a re-hiring contract begun on ``start``, None when none may be made."""
        if person.birth_date is None:
            return day_before(add_months(start, self.rehire_contract_months))
        last = birthday(person.birth_date, self.rehire_max_age_years)
        if start >= last:
            return None
        end = add_months(start, self.rehire_contract_months)
        return day_before(end if self.past_65 == "run_out" else min(end, last))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """A re-hired person past the limit is found, and a contract on record (``quantity`` months) too long."""
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
        for record in ledger.instance.records_of.get(self.id, ()):
            whose = ledger.instance.person.get(record.person_id or "")
            if whose is None or record.quantity is None:
                continue
            most, end = self._contract_end(whose, record.day), day_before(add_months(record.day, int(record.quantity)))
            if most is None or end > most:
                told = {"name": whose.name, "start": record.day, "end": end, "most": most}
                yield Finding(
                    clause=self.id,
                    subject=whose.id,
                    status=Status.VIOLATED,
                    period=str(record.day),
                    actual=str(end),
                    limit=f"<={most}" if most else f"<{self.rehire_max_age_years}",
                    message=say("clauses.yearly_rehire.too_long", **told)
                    if most
                    else say("clauses.yearly_rehire.too_old", age=self.rehire_max_age_years, **told),
                )
