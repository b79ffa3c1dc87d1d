"""Clauses on how many serve: staff per 10,000, growth from year to year, and the trend to a day."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from planner.accounts import Measure
from planner.calendar import age_on, birthday
from planner.clause import Clause
from planner.clauses.targets.shares import beyond, doctors, licensed_on, over, told
from planner.domain import Instance, Person, Plan, Role
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import External, Range
from planner.text import Text

Percent = Annotated[int, Range(0, 100)]
Number = Annotated[int, Range(0, 10_000)]
PIPELINE = frozenset({Role.GRADUATE, Role.RECRUIT})


def on_duty(person: Person, day: date) -> bool:
    """Whether someone of any role serves on a day, as the plan leaves the roster.

    Graduates and recruits without a place yet are counted from the day they are ready: the pipeline brings them.
    """
    begun = all(start is None or start <= day for start in (person.since, person.available_from))
    ready = person.role in PIPELINE and person.available_from is not None
    here = ready or (person.site_id or person.employer) is not None
    return here and begun and (person.leaves_on is None or day < person.leaves_on)


def recorded(instance: Instance, clause: str, year: int) -> Fraction | None:
    """Return the latest quantity on record under a clause in a year."""
    rows = [r.quantity for r in instance.records_of.get(clause, ()) if r.day.year == year and r.quantity is not None]
    return Fraction(rows[-1]) if rows else None


def up(value: Fraction) -> int:
    """Return the least whole number not below a value, 0 where it is negative."""
    return max(0, -(-value.numerator // value.denominator))


class StaffRatio(Clause):
    """So many grassroots health workers, of every kind, per 10,000 people served, within some years (QJ-s1-a).

    The base year is not in the text: until it is given the ratio is told for the placement date only.
    """

    family: ClassVar[str] = "staff_ratio"
    decides: ClassVar[bool] = False
    staff_per_10000: Number
    within_years: Annotated[int, Range(1, 30)]
    base_year: External | Annotated[int, Range(1990, 2100)]

    def statement(self) -> Text:
        base = say("targets.base", year=self.base_year) if isinstance(self.base_year, int) else say("targets.base_open")
        return say("targets.ratio", number=self.staff_per_10000, years=self.within_years, base=base)

    @property
    def deadline(self) -> date | None:
        """The last day of the last year, None until the base year is given."""
        return date(self.base_year + self.within_years, 12, 31) if isinstance(self.base_year, int) else None

    def population(self, instance: Instance) -> int:
        """People served: of the villages where they are given, else of the clinics and stations."""
        return sum(v.population for v in instance.villages) or sum(s.population for s in instance.sites)

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        today = instance.placement_date
        target, people = Fraction(self.staff_per_10000), self.population(instance)
        for day in sorted({today, max(today, self.deadline or today)}):
            if day > last:
                yield beyond(self.id, say("targets.ratio_of"), day, target, "per_10000")
                continue
            staff = sum(on_duty(p, day) for p in instance.people)
            value = Fraction(10_000 * staff, people) if people else None
            lacking = None if people else say("targets.no_population")
            needed = up(target * people / 10_000 - staff) if people else None
            yield Measure(
                clause=self.id,
                day=day,
                of=told(say("targets.ratio_of"), day, self.deadline, lacking),
                value=value,
                target=target,
                met=None if value is None else value >= target,
                needed=needed,
                unit="per_10000",
                recruits=needed,
            )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Once the day is past: the staff of that roster against the people served."""
        people = self.population(ledger.instance)
        if self.deadline is None or self.deadline > ledger.day or not people:
            return
        staff = [
            p for p in ledger.instance.people if (p.site_id or p.employer) and (p.since or ledger.day) <= ledger.day
        ]
        staff = [
            p
            for p in staff
            if (p.leaves_on or date.max) > ledger.day and (p.available_from or ledger.day) <= ledger.day
        ]
        if len(staff) * 10_000 < self.staff_per_10000 * people:
            yield Finding(
                clause=self.id,
                subject="",
                status=Status.MISSED,
                actual=str(len(staff)),
                limit=f">={self.staff_per_10000}/10000",
                message=say("targets.ratio_low", staff=len(staff), people=people, number=self.staff_per_10000),
            )


class StaffGrowth(Clause):
    """The number of grassroots staff rises by about so many percent each year (QJ-s1-b).

    About means within so many percentage points. ``growth=compound`` counts from the year before, ``of_baseline`` from
    the first year known. A number at year's end is what a record of this clause in that year says, else the roster's
    as the plan leaves it; years before the plan have records only.
    """

    family: ClassVar[str] = "staff_growth"
    decides: ClassVar[bool] = False
    growth_pct_per_year: Percent
    tolerance_pp: Percent
    growth: Literal["compound", "of_baseline"]

    def statement(self) -> Text:
        return say(
            "targets.growth",
            percent=self.growth_pct_per_year,
            tolerance=self.tolerance_pp,
            growth=say(f"targets.growth.{self.growth}"),
        )

    def _numbers(self, instance: Instance, last: date) -> dict[int, Fraction]:
        """Staff at the end of each year for which it is known, in order."""
        today, found = instance.placement_date, {}
        years = {r.day.year for r in instance.records_of.get(self.id, ())}
        for year in range(min([today.year, *years]), last.year + 1):
            number = recorded(instance, self.id, year)
            end = date(year, 12, 31)
            if number is None and today <= end <= last:
                number = Fraction(sum(on_duty(p, end) for p in instance.people))
            if number is not None:
                found[year] = number
        return found

    def rises(self, numbers: dict[int, Fraction]) -> Iterator[tuple[int, Fraction, Fraction, Fraction]]:
        """Yield year, growth in percent of what it is counted from, that number, and the number it is counted on."""
        start = next(iter(numbers.values()), Fraction(0))
        for year, number in numbers.items():
            before = numbers.get(year - 1)
            base = before if self.growth == "compound" else start
            if before is not None and base:
                yield year, 100 * (number - before) / base, base, before

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        target, slack = Fraction(self.growth_pct_per_year), self.tolerance_pp
        numbers = self._numbers(instance, last)
        rows = {year: row for year, *row in self.rises(numbers)}
        hired = Fraction(0)
        for year in range(first.year, last.year + (last == date(last.year, 12, 31))):
            lacking = None if year in rows else say("targets.no_year", clause=self.id, year=year - 1)
            value = rows[year][0] if year in rows else None
            least = target - slack
            above = value is not None and value > target + slack
            gap = None if value is None else rows[year][2] + rows[year][1] * least / 100 - numbers[year]
            # Whoever is recruited in one year is there in the next, and the next rise is counted on her, too.
            base = hired if self.growth == "compound" else 0
            recruits = None if gap is None else up(gap + base * least / 100)
            hired += recruits or 0
            yield Measure(
                clause=self.id,
                day=date(year, 12, 31),
                of=over(told(say("targets.growth_of"), date(year, 12, 31), None, lacking), above),
                value=value,
                target=target,
                met=None if value is None else abs(value - target) <= slack,
                needed=None if gap is None else up(gap),
                unit="%",
                recruits=recruits,
            )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Years over on the day, as far as both ends are on record."""
        recorded = {
            r.day.year: Fraction(r.quantity)
            for r in ledger.instance.records_of.get(self.id, ())
            if r.quantity is not None and r.day.year < ledger.day.year
        }
        for year, percent, _, _ in self.rises(dict(sorted(recorded.items()))):
            if not -self.tolerance_pp <= percent - self.growth_pct_per_year <= self.tolerance_pp:
                yield Finding(
                    clause=self.id,
                    subject="",
                    period=str(year),
                    status=Status.MISSED,
                    actual=_shown(percent),
                    limit=f"{self.growth_pct_per_year}±{self.tolerance_pp}",
                    message=say(
                        "targets.growth_off",
                        year=year,
                        value=_shown(percent),
                        percent=self.growth_pct_per_year,
                        tolerance=self.tolerance_pp,
                    ),
                )


def _shown(value: Fraction) -> str:
    """Return a percentage as text with one place, cut, not rounded, so that no miss looks like a hit."""
    tenths = int(value * 10)
    return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"


Indicator = Literal["licensed_share", "mean_age", "turnover"]


class WorkforceTrend(Clause):
    """By a day the staff is more professional, younger and steadier than on the placement date (MTGR-s1-c).

    No values are given, so each indicator is compared with where it starts: the share of licensed doctors rises, the
    mean age and the turnover of a year fall. Turnover is the share of those in post at the beginning of a year who
    have left at its end, in the first year of the plan and in the year that ends on the day.
    """

    family: ClassVar[str] = "workforce_trend"
    decides: ClassVar[bool] = False
    deadline: date
    indicators: tuple[Indicator, ...]

    def statement(self) -> Text:
        named = [say(f"targets.indicator.{name}") for name in self.indicators]
        return say(
            "targets.trend",
            deadline=self.deadline,
            indicators=Text("、".join(n.zh for n in named), ", ".join(n.en for n in named)),
        )

    def _value(self, name: Indicator, instance: Instance, day: date) -> Fraction | None:
        staff = list(doctors(instance, day))
        if not staff:
            return None
        if name == "licensed_share":
            return Fraction(100 * sum(licensed_on(p, day) for p in staff), len(staff))
        if name == "mean_age":
            births = [p.birth_date for p in staff]
            known = [birth for birth in births if birth is not None]
            return Fraction(sum(age_on(b, day) for b in known), len(known)) if len(known) == len(births) else None
        start = birthday(day, -1)
        before = list(doctors(instance, start))
        if any(p.birth_date is None and p.leaves_on is None for p in before):
            return None  # who leaves by age is not known, and a turnover without them would look better than it is
        left = sum(p.leaves_on is not None and p.leaves_on <= day for p in before)
        return Fraction(100 * left, len(before)) if before else None

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        today, day = instance.placement_date, max(self.deadline, instance.placement_date)
        for name in self.indicators:
            unit = "years" if name == "mean_age" else "%"
            what = say(f"targets.trend_of.{name}", start=today)
            start_day = birthday(today, 1) if name == "turnover" else today
            start = self._value(name, instance, start_day)
            if day > last:
                yield beyond(self.id, what, day, start, unit)
                continue
            value = self._value(name, instance, day)
            rises = name == "licensed_share"
            lacking = say("targets.no_births") if name != "licensed_share" and value is None else None
            better = None if value is None or start is None else (value > start if rises else value < start)
            yield Measure(
                clause=self.id,
                day=day,
                of=told(what, day, self.deadline, lacking),
                value=value,
                target=start,
                met=better,
                unit=unit,
            )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """A direction without a number: it is measured over the years, and no plan of a season can miss it."""
        yield from ()
