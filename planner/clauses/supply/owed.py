"""Clauses on what a clinic is owed: hours on duty a week, and doctors by the people it serves."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from planner.clause import Clause
from planner.clauses.appraisal.duties import serves
from planner.domain import Instance, SiteKind
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text


class DutyHours(Clause):
    """Doctors are on duty at a clinic so many hours on so many days of a week (JZ22-4.6.1-a).

    A record of this clause for a person and a site gives the days a week she is there (``quantity``); the clinics of
    people without such a record count a full week.
    """

    family: ClassVar[str] = "duty_hours"
    decides: ClassVar[bool] = False
    duty_hours_per_day: Annotated[int, Range(1, 24)]
    duty_days_per_week: Annotated[int, Range(1, 7)]

    def statement(self) -> Text:
        return say("supply.hours", hours=self.duty_hours_per_day, days=self.duty_days_per_week)

    @property
    def weekly(self) -> int:
        """Hours of presence a week."""
        return self.duty_hours_per_day * self.duty_days_per_week

    def hours(self, instance: Instance, day: date) -> dict[str, Fraction]:
        """Return hours of presence a week at each clinic where a shared doctor is on record, by site code."""
        days: dict[tuple[str, str], Fraction] = {}
        for record in instance.records_of.get(self.id, ()):
            if record.person_id and record.site_id and record.quantity is not None and record.day <= day:
                days[record.person_id, record.site_id] = Fraction(record.quantity)
        shared = {person for person, _ in days}
        found = {site: Fraction(0) for _, site in days}
        for (_, site), number in days.items():
            found[site] += number * self.duty_hours_per_day
        for person in instance.people:
            if person.site_id in found and person.id not in shared and serves(person, day):
                found[person.site_id or ""] += self.weekly
        return found

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for code, hours in self.hours(ledger.roster, ledger.day).items():
            site = ledger.instance.site.get(code)
            if site is not None and site.kind is SiteKind.CLINIC and hours < self.weekly:
                yield Finding(
                    clause=self.id,
                    subject=code,
                    status=Status.MISSED,
                    actual=str(hours),
                    limit=f">={self.weekly}",
                    message=say("supply.hours_short", name=site.name, hours=hours, least=self.weekly),
                )


class AllocationByNeed(Clause):
    """Doctors are allocated by the population served, other needs deciding ties (XX21-3.2.1-a).

    The check looks at one centre at a time: of clinics that lacked as many doctors, the larger goes first.
    """

    family: ClassVar[str] = "allocation_by_need"
    decides: ClassVar[bool] = False
    weights: Literal["population"]

    def statement(self) -> Text:
        return say("supply.allocation")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for centre in ledger.instance.centres:
            clinics = [
                s for s in ledger.instance.sites_of[centre.id] if s.kind is SiteKind.CLINIC and s.id in ledger.in_scope
            ]
            gap = {s.id: ledger.posts.get(s.id, 0) - len(ledger.in_post.get(s.id, ())) for s in clinics}
            sent = {s.id: len(ledger.newcomers.get(s.id, ())) for s in clinics}
            for served in clinics:
                for passed in clinics:
                    equal = gap[served.id] == gap[passed.id] > 0 and sent[served.id] > sent[passed.id]
                    if equal and served.population < passed.population:
                        yield Finding(
                            clause=self.id,
                            subject=passed.id,
                            status=Status.MISSED,
                            actual=str(served.population),
                            limit=str(passed.population),
                            message=say(
                                "supply.larger_passed",
                                served=served.name,
                                passed=passed.name,
                                few=served.population,
                                many=passed.population,
                            ),
                        )
