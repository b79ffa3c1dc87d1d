"""Clauses on practice at the township hospital: two weeks a year for a village doctor, or staff who sit in instead."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Annotated, ClassVar, Literal

from planner.calendar import Period, add_months, day_after, working_days
from planner.clause import Clause
from planner.clauses.pay.owed import gone
from planner.clauses.training.practice_roll import Roll, workdays
from planner.domain import COVER_ROLES, Assignment, Person, Practice
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text

TWICE = 2
"""Visits in a calendar year under ``twice_a_year``."""


class ClinicalPractice(Clause):
    """A village doctor practises at the township hospital so often in a year, so many weeks each (JZ22-4.6.3-b).

    Owed in each calendar year in which the plan has her at clinics or stations in both half-years, neither the
    roster nor a clause has her leave, and study leave takes up six months at most; staff who cover (from the
    centre, seconded) owe none. A month of study leave is no practice, and none falls into it. Days from Monday to
    Friday count as working days; stays with no working day between them are one. ``alternatives=either`` lets
    regular sit-ins at her clinic stand for practice in that year, ``both`` asks for the two.
    """

    family: ClassVar[str] = "clinical_practice"
    over_time: ClassVar[bool] = True
    clinical_practice_per_year_min: Annotated[int, Range(1, 4)]
    clinical_practice_weeks_each_min: Annotated[int, Range(1, 2)]
    alternatives: Literal["either", "both"]

    @property
    def practice_times(self) -> int:
        return self.clinical_practice_per_year_min

    @property
    def practice_weeks(self) -> int:
        return self.clinical_practice_weeks_each_min

    @property
    def one_suffices(self) -> bool:
        return self.alternatives == "either"

    def practises(self, person: Person) -> bool:
        return person.role not in COVER_ROLES

    def statement(self) -> Text:
        return say(
            "practice.statement",
            times=self.clinical_practice_per_year_min,
            weeks=self.clinical_practice_weeks_each_min,
            days=5 * self.clinical_practice_weeks_each_min,
            alternatives=say(f"practice.alternatives.{self.alternatives}"),
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Walk each doctor's years, then each clinic's under ``both``, then each stay: who stands in?"""
        roll = Roll(ledger)
        lacking: set[tuple[int, str]] = set()
        for code, career in ledger.plan.career.items():
            person = ledger.instance.person.get(code)
            if person is None or not self.practises(person):
                continue
            days = sorted(roll.days_of.get(code, ()))
            for year, sites in _full_years(person, career, roll.months_of.get(code, set()), ledger):
                unvisited = {s for s in sites if ledger.visited is not None and (s, year) not in ledger.visited}
                lacking |= {(year, s) for s in unvisited}
                exempt = self.alternatives == "either" and ledger.visited is not None and not unvisited
                stays = _lengths(days, year)
                long = sum(length >= 5 * self.clinical_practice_weeks_each_min for length in stays)
                if not exempt and long < self.clinical_practice_per_year_min:
                    yield self._owed(person, year, stays, ledger)
        if self.alternatives == "both":
            yield from (self._unvisited(site, year, roll) for year, site in sorted(lacking))
        yield from self._stand_ins(roll)

    def _owed(self, person: Person, year: int, stays: Sequence[int], ledger: Ledger) -> Finding:
        """Tell a year without its stays; a plan of postings only, without any practice, has merely left it open."""
        waiver = ledger.instance.waiver(self.id, date(year, 12, 31), person_id=person.id)
        status = Status.VIOLATED if ledger.plan.practice else Status.MISSED
        least = 5 * self.clinical_practice_weeks_each_min
        return Finding(
            clause=self.id,
            subject=person.id,
            period=str(year),
            status=Status.WAIVED if waiver else status,
            actual="; ".join(map(str, stays)) or "0",
            limit=f"{self.clinical_practice_per_year_min} × {least}",
            message=say(
                "practice.due",
                name=person.name,
                year=year,
                times=self.clinical_practice_per_year_min,
                days=least,
                had=say("practice.had", count=len(stays), days="、".join(map(str, stays))) if stays else "",
                none="" if stays else say("practice.none"),
                why=f"（{waiver.why}）" if waiver else "",
            ),
        )

    def _unvisited(self, site: str, year: int, roll: "Roll") -> Finding:
        message = say("practice.unvisited", site=roll.name(site), year=year)
        return Finding(clause=self.id, subject=site, period=str(year), status=Status.MISSED, message=message)

    def _stand_ins(self, roll: "Roll") -> Iterator[Finding]:
        """Who practises while elsewhere or on leave, stands in where she cannot, or could have and was not asked."""
        for row in roll.ledger.plan.practice:
            person = roll.ledger.instance.person.get(row.person_id)
            if person is None or not roll.known(row.site_id):
                continue
            said = {"name": person.name, "site": roll.name(row.site_id), "start": row.start, "end": row.end}
            days = workdays(row)
            if any(row.person_id not in roll.there(row.site_id, day) for day in days):
                yield self._about(row, Status.VIOLATED, say("practice.not_there", **said))
            elif any(row.person_id in roll.on_leave.get(day.replace(day=1), ()) for day in days):
                yield self._about(row, Status.VIOLATED, say("practice.on_leave", **said))
            elif row.covered_by is not None:
                why = roll.cannot(row)
                if why is not None:
                    cover = roll.ledger.instance.person.get(row.covered_by)
                    said["cover"] = row.covered_by if cover is None else cover.name
                    yield self._about(row, Status.VIOLATED, say("practice.bad_cover", why=why, **said))
            elif any(roll.empty(row.site_id, day) for day in days) and (free := roll.free(row)):
                cover = roll.ledger.instance.person[min(free)]
                yield self._about(row, Status.MISSED, say("practice.empty", cover=cover.name, **said))

    def _about(self, row: Practice, status: Status, message: Text) -> Finding:
        span = f"{row.start}–{row.end}"
        return Finding(clause=self.id, subject=row.person_id, period=span, status=status, message=message)


class SitIn(Clause):
    """Instead, the hospital regularly sends staff to consult and teach at the clinic (JZ22-4.6.3-c).

    "Regularly" has no number: ``twice_a_year`` mirrors the practice weeks it may replace; a number of months reads it
    as never more than that from one visit to the next, counted in each year from 1 January to the next.
    """

    family: ClassVar[str] = "sit_in"
    over_time: ClassVar[bool] = True
    sit_in_interval: Literal["twice_a_year"] | Annotated[int, Range(1, 12)]

    def statement(self) -> Text:
        reading = say(f"practice.sit_in.{self._reading}", times=TWICE, months=self.sit_in_interval)
        return say("practice.sit_in", reading=reading)

    @property
    def _reading(self) -> Literal["twice_a_year", "interval"]:
        return "twice_a_year" if self.sit_in_interval == "twice_a_year" else "interval"

    def stands_for_practice(self, days: Sequence[date], year: int) -> bool:
        inside = [day for day in days if day.year == year]
        if self.sit_in_interval == "twice_a_year":
            return len(set(inside)) >= TWICE
        latest = add_months(date(year, 1, 1), self.sit_in_interval)
        for day in inside:
            if day > latest:
                return False
            latest = add_months(day, self.sit_in_interval)
        return bool(inside) and latest >= date(year + 1, 1, 1)

    def regular(self, days: Iterable[date], year: int) -> bool:
        """Whether no two marks of the year that follow one another, its two ends among them, lie too far apart."""
        inside = {day for day in days if day.year == year}
        if self.sit_in_interval == "twice_a_year":
            return not len(inside) < TWICE
        marks = sorted({date(year, 1, 1), *inside, date(year + 1, 1, 1)})
        near = all(then <= add_months(mark, self.sit_in_interval) for mark, then in pairwise(marks))
        return near and len(inside) > 0

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Tell each clinic whose visits in a year of the plan are too few to be regular; none at all is no offence."""
        days: dict[tuple[str, int], set[date]] = defaultdict(set)
        for visit in ledger.instance.sit_ins:
            days[visit.site_id, visit.day.year].add(visit.day)
        for (site, year), found in sorted(days.items()):
            full = all(Period(year, half) in ledger.periods for half in (1, 2))
            if full and site in ledger.instance.site and not self.regular(found, year):
                yield Finding(
                    clause=self.id,
                    subject=site,
                    period=str(year),
                    status=Status.MISSED,
                    actual=str(len(found)),
                    limit=str(TWICE) if self._reading == "twice_a_year" else f"<={self.sit_in_interval}m",
                    message=say(
                        f"practice.irregular.{self._reading}",
                        site=ledger.instance.site[site].name,
                        year=year,
                        count=len(found),
                        times=TWICE,
                        months=self.sit_in_interval,
                    ),
                )


def _full_years(
    person: Person, career: tuple[Assignment, ...], leave: set[date], ledger: Ledger
) -> Iterator[tuple[int, set[str]]]:
    """Yield each year someone spends at clinics and stations alone, with these; not one half of which is leave."""
    places: dict[Period, str] = {}
    for stint in career:
        period = stint.start
        while period <= stint.end:
            places[period] = stint.site_id
            period = period.following
    for year in sorted({period.year for period in places}):
        sites = {places.get(Period(year, half), "") for half in (1, 2)}
        stays_on = not gone(person, date(year, 12, 31), ledger)
        if stays_on and sites <= ledger.instance.site.keys() and 2 * sum(m.year == year for m in leave) <= 12:
            yield year, sites


def _lengths(days: Sequence[date], year: int) -> list[int]:
    """Return how many working days each stay that begins in a year has, of the working days of all stays in order."""
    stays: list[list[date]] = []
    for day in days:
        if stays and working_days(day_after(stays[-1][-1]), day) == 1:
            stays[-1].append(day)
        else:
            stays.append([day])
    return [len(stay) for stay in stays if stay[0].year == year]
