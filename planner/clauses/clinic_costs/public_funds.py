"""Clauses on public funds for clinics: what each receives a year, who shares it, how it is advanced and settled."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from planner.accounts import Duty, Measure
from planner.clause import Clause
from planner.clauses.pay.owed import each_site
from planner.clauses.pay.reckoning import (
    EMPLOYER_ITEMS,
    PaidClause,
    Revising,
    floor_share,
    integrated_part,
    months_between,
    pro_rata,
    told,
    year_parts,
)
from planner.domain import COVER_ROLES, Instance, Plan, Site, SiteKind
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.money import Amount, Funder
from planner.parameter import Range
from planner.text import Text

SHARED = frozenset({"clinic_running", "credential_allowance", *EMPLOYER_ITEMS})
"""Items that new area and new city share: running costs, fixed allowances, social insurance (XX21-4.3-a)."""


class RunningCost(PaidClause):
    """Each clinic under integrated management receives a fixed sum a year for running costs (XX21-4.2-a).

    A year's sum stands in its first month that counts. Of a year in which the clinic is integrated only later, or
    which the horizon cuts, ``by_month`` pays the months, ``full_year`` the whole sum where the clinic came late.
    """

    family: ClassVar[str] = "clinic_running_cost"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = ("clinic_running",)
    yearly: ClassVar[bool] = True
    clinic_running_yuan_per_year: Annotated[int, Range(0)]
    mid_year: Literal["by_month", "full_year"]

    def statement(self) -> Text:
        return say(
            "subsidies.clinic_running_cost",
            yuan=self.clinic_running_yuan_per_year,
            mid=say(f"subsidies.clinic_running_cost.{self.mid_year}"),
        )

    def costs(self, site: Site, first: date, months: int, instance: Instance) -> Iterable[Amount]:
        if site.kind is not SiteKind.CLINIC:
            return
        for start, count in year_parts(first, months):
            begin, inside = integrated_part(site, start, count)
            if not inside:
                continue
            came_late = begin > start and self.mid_year == "full_year"
            paid = (start, count) if came_late else (begin, inside)
            yield Amount(
                item="clinic_running",
                first=begin,
                months=1,
                monthly=pro_rata(Decimal(self.clinic_running_yuan_per_year), *paid),
                funder=Funder.PUBLIC,
                clause=self.id,
                site_id=site.id,
            )

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        """No more than a year's sum for a clinic that is integrated then, and nothing for any other."""
        instance = ledger.instance
        site = instance.site.get(row.site_id or "")
        if site is None:
            return None
        if site.kind is not SiteKind.CLINIC or not site.integrated_on(row.first):
            return Decimal(0)
        most = Decimal(self.clinic_running_yuan_per_year)
        whole_year = row.first.month == 1 and months_between(row.first, self._horizon_end(instance)) >= 12
        if whole_year and (site.integrated_from is None or site.integrated_from <= row.first):
            return most
        return most if row.monthly > most else None

    def occasions(self, ledger: Ledger) -> Iterator[Amount]:
        return each_site(self, ledger)

    def owes(self, row: Amount, ledger: Ledger) -> Decimal | None:
        """A year's sum, or part of it, for a clinic that is integrated then."""
        return self.due(replace(row, monthly=Decimal("Infinity")), ledger)

    @staticmethod
    def _horizon_end(instance: Instance) -> date:
        first = instance.placement_date.replace(day=1)
        return first.replace(year=first.year + instance.horizon_years)


class FundingShares(Revising):
    """Running costs, fixed allowances and social insurance are shared by new area and new city (XX21-4.3-a).

    ``new_area_down`` rounds the new area's part down to the fen and the new city takes the rest, so that the parts
    always add up; ``new_city_down`` does it the other way round. What no public purse bears is not shared.
    """

    family: ClassVar[str] = "funding_shares"
    decides: ClassVar[bool] = False
    share_new_area_pct: Annotated[int, Range(0, 100)]
    share_new_city_pct: Annotated[int, Range(0, 100)]
    odd_fen: Literal["new_area_down", "new_city_down"]

    def statement(self) -> Text:
        return say(
            "subsidies.funding_shares",
            area=self.share_new_area_pct,
            city=self.share_new_city_pct,
            odd=say(f"subsidies.funding_shares.{self.odd_fen}"),
        )

    def revised(self, amount: Amount, instance: Instance) -> tuple[Amount, ...]:
        if amount.item not in SHARED or amount.funder is not Funder.PUBLIC:
            return (amount,)
        if self.odd_fen == "new_area_down":
            area = floor_share(amount.monthly, self.share_new_area_pct)
        else:
            area = amount.monthly - floor_share(amount.monthly, self.share_new_city_pct)
        return (
            replace(amount, funder=Funder.NEW_AREA, monthly=area, funded_under=self.id),
            replace(amount, funder=Funder.NEW_CITY, monthly=amount.monthly - area, funded_under=self.id),
        )

    def forbids(self, row: Amount, ledger: Ledger) -> bool:
        return False

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Hold each new area's part to the new city's beside it: less than a fen from its share, none left alone."""
        parts: dict[tuple[object, ...], dict[Funder, Amount]] = defaultdict(dict)
        for row in ledger.plan.money:
            if row.item in SHARED and row.funder in {Funder.NEW_AREA, Funder.NEW_CITY}:
                parts[row.item, row.person_id, row.site_id, row.first, row.months][row.funder] = row
            elif row.item in SHARED and row.funder is Funder.PUBLIC:
                yield told(self, row, ledger.instance, say("subsidies.funding_shares.unshared"))
        for pair in parts.values():
            area, city = (pair[f].monthly if f in pair else Decimal(0) for f in (Funder.NEW_AREA, Funder.NEW_CITY))
            off = abs(100 * area - self.share_new_area_pct * (area + city))
            if off >= 1:
                row = next(iter(pair.values()))
                wrong = say(
                    "subsidies.funding_shares.wrong",
                    area=f"{area:f}",
                    city=f"{city:f}",
                    pct=self.share_new_area_pct,
                    rest=self.share_new_city_pct,
                )
                yield told(self, row, ledger.instance, wrong)


class AdvanceAndSettle(Clause):
    """Funds are advanced by clinics and doctors and settled by appraisal; the rest is carried over (XX21-4.3-b).

    The advance of a centre for a year (or half-year) is what the plan's money has for its clinics'
    running costs and its doctors' allowances. A record of result ``passed`` gives the yuan earned, by the appraisal of
    the term in which its day falls.
    """

    family: ClassVar[str] = "advance_and_settle"
    decides: ClassVar[bool] = False
    settled: Literal["yearly", "half_yearly"]

    def statement(self) -> Text:
        return say("subsidies.advance_and_settle", settled=say(f"subsidies.advance_and_settle.{self.settled}"))

    def duties(self, instance: Instance, first: date, last: date) -> Iterable[Duty]:
        for year in range(first.year, last.year + 1):
            for month in (1,) if self.settled == "yearly" else (1, 7):
                day = date(year, month, 1)
                if first <= day <= last:
                    yield from self._advances(day, instance)

    def _advances(self, day: date, instance: Instance) -> Iterator[Duty]:
        """The advance of each centre that is due on a day, by what counts on it."""
        for centre in instance.centres:
            clinics = {s.id for s in instance.sites_of[centre.id] if s.kind is SiteKind.CLINIC and s.integrated_on(day)}
            doctors = sum(
                p.site_id in clinics
                and p.role not in COVER_ROLES
                and (p.since is None or p.since <= day)
                and (p.leaves_on is None or day < p.leaves_on)
                for p in instance.people
            )
            if clinics:
                yield Duty(
                    clause=self.id,
                    day=day,
                    what=say(
                        "subsidies.advance_and_settle.do", name=centre.name, clinics=len(clinics), doctors=doctors
                    ),
                    by=say("subsidies.funder.new_city"),
                    subject=centre.id,
                )

    def _term(self, day: date) -> tuple[int, int]:
        return day.year, 1 if self.settled == "yearly" or day.month <= 6 else 2

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterable[Measure]:
        for (centre, term), advanced in sorted(self._advanced(instance, plan).items()):
            name = instance.centre[centre].name
            end = date(term[0], 6, 30) if self.settled == "half_yearly" and term[1] == 1 else date(term[0], 12, 31)
            day = min(end, last)
            yield Measure(
                clause=self.id,
                day=day,
                of=say("subsidies.advance_and_settle.advance", name=name),
                value=Fraction(advanced),
                target=None,
                met=None,
                unit="yuan",
            )
            earned = self._earned(centre, term, instance)
            if earned is not None:
                yield Measure(
                    clause=self.id,
                    day=day,
                    of=say("subsidies.advance_and_settle.carried", name=name),
                    value=Fraction(advanced - earned),
                    target=None,
                    met=None,
                    unit="yuan",
                )

    def _earned(self, centre: str, term: tuple[int, int], instance: Instance) -> Decimal | None:
        found = [
            r.quantity
            for r in instance.records_of.get(self.id, ())
            if r.centre_id == centre and self._term(r.day) == term and r.quantity is not None
        ]
        return sum(found, Decimal(0)) if found else None

    def _advanced(self, instance: Instance, plan: Plan) -> dict[tuple[str, tuple[int, int]], Decimal]:
        sums: dict[tuple[str, tuple[int, int]], Decimal] = defaultdict(Decimal)
        for row in plan.money:
            if row.item not in {"clinic_running", "credential_allowance"}:
                continue
            person = instance.person.get(row.person_id or "")
            site = instance.site.get(row.site_id or (person.site_id if person else None) or "")
            placed = plan.placement.get(row.person_id or "")
            centre = site.centre_id if site else placed.centre_id if placed else None
            if centre is None:
                continue
            for part, months in year_parts(row.first, row.months):
                early = max(0, min(months, 7 - part.month)) if self.settled == "half_yearly" else months
                for term, count in (((part.year, 1), early), ((part.year, 2), months - early)):
                    if count:
                        sums[centre, term] += row.monthly * count
        return sums

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Tell a centre whose appraisal found more earned than was advanced: no settlement can give that."""
        for (centre, term), advanced in sorted(self._advanced(ledger.instance, ledger.plan).items()):
            earned = self._earned(centre, term, ledger.instance)
            if earned is not None and earned > advanced:
                yield Finding(
                    clause=self.id,
                    subject=centre,
                    period=str(term[0]),
                    status=Status.MISSED,
                    actual=f"{earned:f}",
                    limit=f"<={advanced:f}",
                    message=say(
                        "subsidies.advance_and_settle.over",
                        name=ledger.instance.centre[centre].name,
                        year=term[0],
                        earned=f"{earned:f}",
                        advanced=f"{advanced:f}",
                    ),
                )
