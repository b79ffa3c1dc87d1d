"""Clauses on how many are recruited, or end their training, each year and in all."""

from abc import abstractmethod
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from planner.accounts import Measure
from planner.clause import Clause
from planner.clauses.targets.shares import beyond, over, told
from planner.clauses.targets.staff import PIPELINE, Number, Percent, recorded, up
from planner.domain import Instance, Person, Plan, Role
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text

NEWCOMERS = {
    "recruits": frozenset({Role.RECRUIT}),
    "all_newcomers": frozenset({Role.RECRUIT, Role.GRADUATE, Role.REHIRED}),
}


class _Intake(Clause):
    """How many come each year: on record for years before the plan, else of the roster as the plan leaves it."""

    decides: ClassVar[bool] = False

    @abstractmethod
    def comes(self, person: Person) -> date | None:
        """Return the day on which someone counts as come, None where she does not count."""

    def number(self, instance: Instance, year: int) -> Fraction | None:
        """Return how many come in a year; None for a year before the plan that has no record."""
        told = recorded(instance, self.id, year)
        if told is not None or year < instance.placement_date.year:
            return told
        days = [self.comes(person) for person in instance.people]
        return Fraction(sum(day is not None and day.year == year for day in days))


def hired(person: Person) -> date | None:
    """Return the day from which someone serves or is ready to, None where she has no date or, if not new, no place."""
    placed = person.site_id is not None or person.employer is not None or person.role in PIPELINE
    days = [d for d in (person.since, person.available_from) if d is not None]
    return max(days) if placed and days else None


class _EachYear(_Intake):
    """At least so many come each year; some texts also say at most how many."""

    least: Number

    @property
    @abstractmethod
    def what(self) -> Text:
        """Who is counted."""

    @property
    def ceiling(self) -> int | None:
        """The most that may come in a year, None without a limit."""
        return None

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        for year in range(first.year, last.year + (last == date(last.year, 12, 31))):
            value = self.number(instance, year)
            above = value is not None and self.ceiling is not None and value > self.ceiling
            yield Measure(
                clause=self.id,
                day=date(year, 12, 31),
                of=over(self.what, above),
                value=value,
                target=Fraction(self.least),
                met=None if value is None else value >= self.least and not above,
                needed=None if value is None else up(self.least - value),
                unit="people",
                recruits=None if value is None else up(self.least - value),
            )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Years over on the day that are on record."""
        for record in ledger.instance.records_of.get(self.id, ()):
            number, year = record.quantity, record.day.year
            low = number is not None and number < self.least
            high = number is not None and self.ceiling is not None and number > self.ceiling
            if year < ledger.day.year and (low or high):
                yield Finding(
                    clause=self.id,
                    subject="",
                    period=str(year),
                    status=Status.MISSED,
                    actual=str(number),
                    limit=f">={self.least}" if low else f"<={self.ceiling}",
                    message=say(
                        "targets.intake_low" if low else "targets.intake_high",
                        year=year,
                        number=number,
                        who=self.what,
                        limit=self.least if low else self.ceiling,
                    ),
                )


class YearlyIntake(_EachYear):
    """So many recruits come each year, no fewer and no more (QJ-s1-c).

    ``who=recruits`` counts recruits, ``all_newcomers`` graduates and the re-hired too, each in the year she begins.
    """

    family: ClassVar[str] = "yearly_intake"
    who: Literal["recruits", "all_newcomers"]
    most: Number

    @property
    def what(self) -> Text:
        return say("targets.intake_of", who=say(f"targets.who.{self.who}"), least=self.least, most=self.most)

    @property
    def ceiling(self) -> int | None:
        return self.most

    def statement(self) -> Text:
        return say("targets.intake", who=say(f"targets.who.{self.who}"), least=self.least, most=self.most)

    def comes(self, person: Person) -> date | None:
        return hired(person) if person.role in NEWCOMERS[self.who] else None


class NewPractitioners(_EachYear):
    """So many general practitioners end their training each year (QJ-s1-e): those on a track that ``tracks`` names."""

    family: ClassVar[str] = "new_practitioners"
    tracks: tuple[str, ...]

    @property
    def what(self) -> Text:
        return say("targets.practitioners", tracks="、".join(self.tracks))

    def statement(self) -> Text:
        return say("targets.practitioners_least", who=self.what, least=self.least)

    def comes(self, person: Person) -> date | None:
        return person.available_from if person.track in self.tracks else None


class TotalIntake(_Intake):
    """About so many recruits in all by a day, counted from a year on (QJ-s1-d).

    About means within so many percent below; the first year is an assumption that makes this figure and that of a
    year agree. A year before the plan counts by its record only.
    """

    family: ClassVar[str] = "total_intake"
    total: Number
    first_year: Annotated[int, Range(1990, 2100)]
    deadline: date
    tolerance_pct: Percent

    def statement(self) -> Text:
        return say(
            "targets.total",
            total=self.total,
            first=self.first_year,
            deadline=self.deadline,
            tolerance=self.tolerance_pct,
        )

    def comes(self, person: Person) -> date | None:
        return hired(person) if person.role is Role.RECRUIT else None

    @property
    def least(self) -> Fraction:
        """The fewest that still are about the total."""
        return Fraction(self.total * (100 - self.tolerance_pct), 100)

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        what = say("targets.total_of", first=self.first_year)
        if self.deadline > last:
            yield beyond(self.id, what, self.deadline, Fraction(self.total), "people")
            return
        years = {year: self.number(instance, year) for year in range(self.first_year, self.deadline.year + 1)}
        missing = [str(year) for year, number in years.items() if number is None]
        lacking = say("targets.no_years", clause=self.id, years="、".join(missing)) if missing else None
        value = None if missing else sum((n for n in years.values() if n is not None), Fraction(0))
        yield Measure(
            clause=self.id,
            day=self.deadline,
            of=told(what, self.deadline, None, lacking),
            value=value,
            target=Fraction(self.total),
            met=None if value is None else value >= self.least,
            needed=None if value is None else up(self.least - value),
            unit="people",
            recruits=None if value is None else up(self.least - value),
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Once the day is past and every year is on record."""
        records = ledger.instance.records_of.get(self.id, ())
        by_year = {r.day.year: r.quantity for r in records if r.quantity is not None and r.day <= self.deadline}
        span = set(range(self.first_year, self.deadline.year + 1))
        total = sum(number for year, number in by_year.items() if year in span)
        if (
            self.deadline <= ledger.day
            and span <= set(by_year)
            and 100 * total < self.total * (100 - self.tolerance_pct)
        ):
            yield Finding(
                clause=self.id,
                subject="",
                status=Status.MISSED,
                actual=str(total),
                limit=f">={self.least}",
                message=say("targets.total_low", total=total, asked=self.total, deadline=self.deadline),
            )
