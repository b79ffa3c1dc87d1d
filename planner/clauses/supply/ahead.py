"""Clauses on posts in the years ahead: those about to fall vacant, the demand of a year, clinics that close."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Annotated, ClassVar

from planner.accounts import Duty
from planner.calendar import add_months, day_before
from planner.clause import Clause
from planner.clauses.appraisal.duties import serves
from planner.domain import COVER_ROLES, Instance, Person, Role, Site, SiteKind
from planner.faces.people import ExitRule
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import External, Range
from planner.text import Text

Months = Annotated[int, Range(1, 600)]


def _exits(instance: Instance, first: date, last: date) -> list[Person]:
    """Return doctors at clinics who leave between two days, in order of day; the roster says when each goes."""
    going = [
        p
        for p in instance.people
        if p.leaves_on is not None
        and first < p.leaves_on <= last
        and p.site_id in instance.site
        and p.role not in COVER_ROLES
    ]
    return sorted(going, key=lambda p: (p.leaves_on or last, p.id))


class VacancyForecast(Clause):
    """Reserves are prepared for posts about to fall vacant (JZ22-4.2-j): one for each doctor who will leave.

    How long before is not in the text: until it is given, the posts are forecast and no day to prepare by is set.
    """

    family: ClassVar[str] = "vacancy_forecast"
    decides: ClassVar[bool] = False
    reserve_lead_months: External | Months

    def statement(self) -> Text:
        lead = self.reserve_lead_months
        told = say("supply.lead", months=lead) if isinstance(lead, int) else say("supply.lead_open")
        return say("supply.vacancies", lead=told)

    def duties(self, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        lead = self.reserve_lead_months
        if not isinstance(lead, int):
            return
        for person in _exits(instance, first, last):
            gone = person.leaves_on or last
            site = instance.site[person.site_id or ""]
            what = say("supply.prepare", site=site.name, name=person.name, day=gone)
            due, by = max(first, add_months(gone, -lead)), say("duties.by.commission")
            yield Duty(clause=self.id, day=due, what=what, by=by, subject=site.id)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Once a lead time is given: more posts fall vacant within it than people wait or train for one."""
        if not isinstance(self.reserve_lead_months, int):
            return
        until = add_months(ledger.day, self.reserve_lead_months)
        rules = [rule for rule in ledger.in_force.values() if isinstance(rule, ExitRule)]
        staff = [p for people in ledger.in_post.values() for p in people]
        going = [
            p
            for p in staff
            if (p.leaves_on is not None and p.leaves_on <= until)
            or not all(rule.serving(p, until, ledger.instance) for rule in rules)
        ]
        coming = [
            p
            for p in ledger.instance.people
            if p.role in {Role.GRADUATE, Role.RECRUIT} and p.site_id is None and (p.available_from or until) <= until
        ]
        if len(going) > len(coming):
            yield Finding(
                clause=self.id,
                subject="",
                status=Status.MISSED,
                actual=str(len(coming)),
                limit=f">={len(going)}",
                message=say(
                    "supply.too_few_reserves",
                    going=len(going),
                    coming=len(coming),
                    until=until,
                    names="、".join(p.name for p in going[:5]),
                ),
            )


class YearlyDemand(Clause):
    """Recruitment demand is verified at intervals and announced together (QJ-3-a): posts less those who will serve."""

    family: ClassVar[str] = "yearly_demand"
    decides: ClassVar[bool] = False
    demand_interval_months: Annotated[int, Range(1, 120)]

    def statement(self) -> Text:
        return say("supply.demand", months=self.demand_interval_months)

    def duties(self, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        day = first
        while day <= last:
            yield Duty(clause=self.id, day=day, what=say("supply.announce"), by=say("duties.by.authorities"))
            day = add_months(day, self.demand_interval_months)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Where announcements are on record: two that lie further apart than the interval."""
        days = [r.day for r in ledger.instance.records_of.get(self.id, ())]
        for before, after in pairwise([*days, ledger.day] if days else []):
            if add_months(before, self.demand_interval_months) < after:
                message = say("supply.not_announced", before=before, after=after, months=self.demand_interval_months)
                yield Finding(clause=self.id, subject="", status=Status.MISSED, actual=str(after), message=message)


class GradualClosure(Clause):
    """Clinics left out of integration lose their status step by step, and doctors leave the supply (XX21-3.1.1-e).

    They close in order of residents, fewest first, evenly over ``closure_period_months`` from the placement date; until
    that is given, none is assumed to close.
    """

    family: ClassVar[str] = "gradual_closure"
    decides: ClassVar[bool] = False
    closure_period_months: External | Months

    def statement(self) -> Text:
        months = self.closure_period_months
        told = say("supply.closing", months=months) if isinstance(months, int) else say("supply.closing_open")
        return say("supply.closure", period=told)

    def closings(self, instance: Instance) -> Sequence[tuple[Site, date]]:
        """Return the clinics left out with the day each closes, in order; none until the period is given."""
        if not isinstance(self.closure_period_months, int):
            return ()
        out = sorted(
            (s for s in instance.sites if s.kind is SiteKind.CLINIC and not s.integrated),
            key=lambda s: (s.population, s.id),
        )
        months = self.closure_period_months
        return [
            (site, add_months(instance.placement_date, months * number // len(out)))
            for number, site in enumerate(out, start=1)
        ]

    def duties(self, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        for site, day in self.closings(instance):
            if first <= day <= last:
                doctors = sum(p.site_id == site.id and serves(p, day_before(day)) for p in instance.people)
                what = say("supply.close", site=site.name, doctors=doctors)
                yield Duty(clause=self.id, day=day, what=what, by=say("duties.by.new_area"), subject=site.id)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """A plan of the years ahead has someone at a clinic after the day it closes."""
        for site, day in self.closings(ledger.instance):
            late = [p for p in ledger.periods if p.start >= day and ledger.present(site.id, p)]
            if late:
                message = say("supply.closed", site=site.name, day=day, period=late[0])
                yield Finding(
                    clause=self.id, subject=site.id, period=str(late[0]), status=Status.MISSED, message=message
                )
