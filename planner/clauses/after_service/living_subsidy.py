"""Clauses on what a village doctor receives after leaving: who is entitled, from which month, and who is not."""

from abc import abstractmethod
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from planner.accounts import Duty
from planner.calendar import age_on, birthday, day_after, day_before
from planner.clause import Clause
from planner.clauses.pay.owed import each_doctor
from planner.clauses.pay.reckoning import PaidClause, Revising, months_between, months_from, parted, told, yuan
from planner.domain import Instance, Person, Role, Site, Upshot
from planner.finding import Finding
from planner.ledger import Ledger
from planner.messages import say
from planner.money import Amount, Funder
from planner.parameter import External, Range
from planner.text import Text

Age = Annotated[int, Range(16, 120)]


ITEM = "living_subsidy"
DOCTORS = frozenset({Role.VILLAGE_DOCTOR, Role.REHIRED})
"""Roles that can have been village doctors."""


def stopped(person: Person, age: int, age_clause: str, instance: Instance) -> date | None:
    """Return the first day someone no longer serves: as the roster has it, else on reaching an age, later by a waiver.

    None without a date of birth, or where a waiver of the clause on age keeps the person without an end.
    """
    if person.leaves_on is not None or person.birth_date is None:
        return person.leaves_on
    kept = [w.until for w in instance.waivers if w.clause == age_clause and w.person_id == person.id]
    if None in kept:
        return None
    return max([birthday(person.birth_date, age), *(day_after(day) for day in kept if day is not None)])


def subsidy(
    clause: Clause, item: str, person: Person, begin: date, value: External | Decimal, first: date, months: int
) -> Iterator[Amount]:
    """Yield what a person receives each month from a month on, within whole months from ``first`` on."""
    start = max(first, begin)
    count = months - months_between(first, start)
    if count > 0 and isinstance(value, Decimal):
        yield Amount(
            item=item,
            first=start,
            months=count,
            monthly=value,
            funder=Funder.PUBLIC,
            clause=clause.id,
            person_id=person.id,
        )


def village_doctors(instance: Instance, site: Site | None = None) -> Iterator[Person]:
    """Village doctors of a clinic, or of any, those who have left among them."""
    for person in instance.people:
        here = person.site_id in instance.site if site is None else person.site_id == site.id
        if here and person.role in DOCTORS:
            yield person


class OldAgeSubsidy(PaidClause):
    """A clause that pays village doctors a living subsidy each month from some month on."""

    items: ClassVar[tuple[str, ...]] = (ITEM,)
    elder_subsidy_yuan: External | Decimal

    def occasions(self, ledger: Ledger) -> Iterator[Amount]:
        return each_doctor(self, ledger)

    @abstractmethod
    def starts(self, person: Person, instance: Instance) -> date | None:
        """Planning: the first month for which she is paid, None where she is not entitled or a date is missing."""

    def costs(self, site: Site, first: date, months: int, instance: Instance) -> Iterable[Amount]:
        for person in village_doctors(instance, site) if isinstance(self.elder_subsidy_yuan, Decimal) else ():
            begin = self.starts(person, instance)
            if begin is not None:
                yield from subsidy(self, ITEM, person, begin, self.elder_subsidy_yuan, first, months)

    def duties(self, instance: Instance, first: date, last: date) -> Iterable[Duty]:
        for person in village_doctors(instance):
            begin = self.starts(person, instance)
            if begin is not None and first <= begin <= last:
                yield Duty(
                    clause=self.id,
                    day=begin,
                    what=say(f"subsidies.{self.family}.begin", name=person.name, month=f"{begin:%Y-%m}"),
                    by=say("subsidies.county"),
                    subject=person.id,
                )


class LivingSubsidy(OldAgeSubsidy):
    """Who has been a village doctor for so many years on end and leaves at the age gets a living subsidy (JZ22-4.5-c).

    Years run from ``since``, or from the last record of result ``failed`` under the clause: the day on which a broken
    service began again. ``refused`` is someone who goes on with health work. Who leaves before the age gets none.
    """

    family: ClassVar[str] = "living_subsidy"
    decides: ClassVar[bool] = False
    elder_subsidy_min_consecutive_years: Annotated[int, Range(1, 60)]
    elder_subsidy_interval: Literal["monthly", "quarterly"]
    exit_age_years: Age
    age_clause: str

    def statement(self) -> Text:
        return say(
            "subsidies.living_subsidy",
            years=self.elder_subsidy_min_consecutive_years,
            age=self.exit_age_years,
            clause=self.age_clause,
            interval=say(f"subsidies.living_subsidy.{self.elder_subsidy_interval}"),
            yuan=yuan(self.elder_subsidy_yuan),
        )

    def starts(self, person: Person, instance: Instance) -> date | None:
        """Planning: the first month for which she is entitled, None where she is not or the dates are missing."""
        stop = stopped(person, self.exit_age_years, self.age_clause, instance)
        if stop is None or person.birth_date is None or person.since is None:
            return None
        own = [r for r in instance.records_of.get(self.id, ()) if r.person_id == person.id]
        since = max([person.since, *(r.day for r in own if r.result is Upshot.FAILED and r.day <= stop)])
        refused = any(r.result is Upshot.REFUSED for r in own)
        served = birthday(since, self.elder_subsidy_min_consecutive_years) <= stop
        at_age = birthday(person.birth_date, self.exit_age_years) <= stop
        return months_from(stop) if served and at_age and not refused else None

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        """Nothing to anyone too young at leaving, with too few years on end, or before she has left."""
        instance = ledger.instance
        person = instance.person.get(row.person_id or "")
        if row.clause != self.id or person is None or person.birth_date is None or person.since is None:
            return None
        left = stopped(person, self.exit_age_years, self.age_clause, instance)
        if left is None or person.site_id not in instance.site or person.role not in DOCTORS:
            return Decimal(0)
        begun = person.since
        for record in instance.records_of.get(self.id, ()):
            if record.person_id == person.id and record.result is Upshot.REFUSED:
                return Decimal(0)
            if record.person_id == person.id and record.result is Upshot.FAILED and record.day <= left:
                begun = max(begun, record.day)
        young = age_on(person.birth_date, left) < self.exit_age_years
        short = age_on(begun, left) < self.elder_subsidy_min_consecutive_years
        if young or short or row.first < left:
            return Decimal(0)
        return self.elder_subsidy_yuan if isinstance(self.elder_subsidy_yuan, Decimal) else None


class SubsidyLater(Revising):
    """Who stays past the age because she is needed gets the subsidy from the year after she stops (JZ22-4.5-d).

    The roster keeps her (``leaves_on`` past the age), or a waiver of the clause on age does. The year in which she
    stops is that of her last day in post.
    """

    family: ClassVar[str] = "living_subsidy_later"
    decides: ClassVar[bool] = False
    exit_age_years: Age
    age_clause: str
    elder_subsidy_start: Literal["year_after_stopping", "month_after_stopping"]

    def statement(self) -> Text:
        start = say(f"subsidies.living_subsidy_later.{self.elder_subsidy_start}")
        return say("subsidies.living_subsidy_later", age=self.exit_age_years, clause=self.age_clause, start=start)

    def _stayed_until(self, person: Person | None, instance: Instance) -> date | None:
        """The last day in post of someone who stayed past the month in which she reached the age."""
        if person is None or person.birth_date is None:
            return None
        stop = stopped(person, self.exit_age_years, self.age_clause, instance)
        if stop is None or months_from(stop) <= months_from(birthday(person.birth_date, self.exit_age_years)):
            return None
        return day_before(stop)

    def revised(self, amount: Amount, instance: Instance) -> tuple[Amount, ...]:
        stop = self._stayed_until(instance.person.get(amount.person_id or ""), instance)
        if amount.item != ITEM or stop is None or self.elder_subsidy_start == "month_after_stopping":
            return (amount,)
        later = parted(amount, date(stop.year + 1, 1, 1))[1]
        return () if later is None else (later,)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for row in ledger.plan.money:
            person = ledger.instance.person.get(row.person_id or "")
            stop = self._stayed_until(person, ledger.instance) if row.item == ITEM else None
            if stop is not None and self.elder_subsidy_start == "year_after_stopping" and row.first.year <= stop.year:
                what = say("subsidies.living_subsidy_later.early", stop=stop, year=stop.year + 1)
                yield told(self, row, ledger.instance, what)


class CutOffGroup(OldAgeSubsidy, Revising):
    """Who was under an age on a cut-off day, in integrated management by then, may apply for the subsidy (JZ22-4.5-e).

    The application granted, which also confirms that no pension is drawn, is a record of result ``granted``. Paid
    monthly from the year after she is of the second age and out of the clinic; nothing besides under another clause.
    """

    family: ClassVar[str] = "living_subsidy_cut_off"
    decides: ClassVar[bool] = False
    cutoff_year: Annotated[int, Range(1990, 2100)]
    cutoff_month: Annotated[int, Range(1, 12)]
    cutoff_day: Annotated[int, Range(1, 31)]
    cutoff_age_max_exclusive_years: Age
    pay_from_age_years: Age
    age_clause: str

    def statement(self) -> Text:
        return say(
            "subsidies.living_subsidy_cut_off",
            year=self.cutoff_year,
            month=self.cutoff_month,
            day=self.cutoff_day,
            age=self.cutoff_age_max_exclusive_years,
            later=self.pay_from_age_years,
            clause=self.age_clause,
            yuan=yuan(self.elder_subsidy_yuan),
        )

    @property
    def _cutoff(self) -> date:
        days = monthrange(self.cutoff_year, self.cutoff_month)[1]
        return date(self.cutoff_year, self.cutoff_month, min(self.cutoff_day, days))

    def starts(self, person: Person, instance: Instance) -> date | None:
        """Planning: the first month for which she is paid, None where she is not of the group."""
        site = instance.site.get(person.site_id or "")
        if person.birth_date is None or person.since is None or site is None:
            return None
        granted = any(
            r.person_id == person.id and r.result is Upshot.GRANTED for r in instance.records_of.get(self.id, ())
        )
        young = self._cutoff < birthday(person.birth_date, self.cutoff_age_max_exclusive_years)
        inside = person.since <= self._cutoff and site.integrated_on(self._cutoff)
        if not (granted and young and inside):
            return None
        old = birthday(person.birth_date, self.pay_from_age_years)
        stop = stopped(person, self.pay_from_age_years, self.age_clause, instance)
        return None if stop is None else date(max(old, day_before(stop)).year + 1, 1, 1)

    def revised(self, amount: Amount, instance: Instance) -> tuple[Amount, ...]:
        person = instance.person.get(amount.person_id or "")
        doubled = amount.item == ITEM and amount.clause != self.id and person is not None
        return () if doubled and person is not None and self.starts(person, instance) else (amount,)

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        instance = ledger.instance
        person = instance.person.get(row.person_id or "")
        site = None if person is None else instance.site.get(person.site_id or "")
        if person is None or person.birth_date is None or person.since is None or site is None:
            return None if row.clause != self.id else Decimal(0)
        granted = {r.person_id for r in instance.records_of.get(self.id, ()) if r.result is Upshot.GRANTED}
        old_then = age_on(person.birth_date, self._cutoff) >= self.cutoff_age_max_exclusive_years
        outside = person.since > self._cutoff or not site.integrated_on(self._cutoff)
        if row.clause != self.id:  # nothing besides under another clause
            return Decimal(0) if person.id in granted and not old_then and not outside else None
        too_soon = age_on(person.birth_date, date(row.first.year - 1, 12, 31)) < self.pay_from_age_years
        stop = stopped(person, self.pay_from_age_years, self.age_clause, instance)
        still_there = stop is None or day_before(stop).year >= row.first.year
        if person.id not in granted or old_then or outside or too_soon or still_there:
            return Decimal(0)
        return self.elder_subsidy_yuan if isinstance(self.elder_subsidy_yuan, Decimal) else None


class InsuredExcluded(Revising):
    """Who has social insurance secured draws no living subsidy (JZ22-4.5-f); a record under the clause says so."""

    family: ClassVar[str] = "living_subsidy_insured"
    decides: ClassVar[bool] = False

    def statement(self) -> Text:
        return say("subsidies.living_subsidy_insured")

    def revised(self, amount: Amount, instance: Instance) -> tuple[Amount, ...]:
        insured = {r.person_id for r in instance.records_of.get(self.id, ()) if r.result is not Upshot.FAILED}
        return () if amount.item == ITEM and amount.person_id in insured else (amount,)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for record in ledger.instance.records_of.get(self.id, ()):
            for row in ledger.plan.money:
                if row.item == ITEM and row.person_id == record.person_id and record.result is not Upshot.FAILED:
                    yield told(self, row, ledger.instance, say("subsidies.living_subsidy_insured.paid"))
