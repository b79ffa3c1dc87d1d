"""Clauses on social insurance outside Mentougou's scheme for graduates: who is enrolled, who pays which share."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from planner.accounts import Duty, Spell, Stage
from planner.clauses.pay.insurance_roll import WORDS, Insurance, insurance_names, last_record
from planner.clauses.pay.reckoning import (
    PURSES,
    PaidClause,
    Payer,
    Revising,
    at_integrated,
    credential_on,
    fen,
    missing,
    parted,
    percent,
    whereabouts,
    year_parts,
    zone_of,
)
from planner.domain import COVER_ROLES, Instance, Record, Role, Upshot, Zone
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.money import Amount, Funder
from planner.parameter import External, Range
from planner.scale import amount_on, monthly
from planner.text import Text


class InsuranceShares(PaidClause):
    """Who pays the employer's share of which insurances; the rest stays with the employer (JZ22-6.2-b, XX21-4.2-d).

    For doctors of clinics under integrated management, whom alone the hospital hires.
    Contributions are items of the pay scale by insurance (``employer_pension`` …), or for all of them together
    ``employer_insurance``, and ``employee_insurance`` for the doctor's own share, which is taken off her pay; yuan
    a month. Under ``pension_only`` a sum for all together cannot be told apart and is left out.
    """

    family: ClassVar[str] = "insurance_shares"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = (
        *(f"employer_{name}" for name in WORDS),
        "employer_insurance",
        "employee_insurance",
    )
    covered: Literal["pension_only", "all"]
    insurances: tuple[Insurance, ...]
    payer_employer: Payer

    def statement(self) -> Text:
        return say(
            "subsidies.insurance_shares",
            names=insurance_names(self.insurances),
            payer=say(f"subsidies.funder.{self.payer_employer}"),
            covered=say(f"subsidies.insurance_shares.{self.covered}"),
        )

    @property
    def pay_step(self) -> int:
        return 0

    def _rows(self, spell: Spell, instance: Instance) -> Iterator[tuple[str, Decimal, Funder, bool]]:
        public = Funder(self.payer_employer)
        kinds = False
        for name in self.insurances:
            row = amount_on(instance, f"employer_{name}", spell.first, spell.zone, spell.credential)
            rate = None if row is None else monthly(row)
            if row is not None and rate is not None:
                kinds = True
                paid = public if self.covered == "all" or name == "pension" else Funder.CENTRE
                yield f"employer_{name}", rate, paid, row.assumption
        for item, funder in (("employer_insurance", public), ("employee_insurance", Funder.PERSON)):
            row = amount_on(instance, item, spell.first, spell.zone, spell.credential)
            rate = None if row is None else monthly(row)
            if row is None or rate is None:
                continue
            if funder is Funder.PERSON:
                yield item, -rate, funder, row.assumption
            elif self.covered == "all" and not kinds:
                yield item, rate, funder, row.assumption

    @property
    def notice(self) -> Text:
        """What sets the amounts."""
        return say("subsidies.notice.insurance")

    def wanted(self, spell: Spell, instance: Instance) -> Iterable[tuple[str, Zone | None]]:
        if at_integrated(spell, instance)[1] <= 0 or spell.person.role in COVER_ROLES:
            return ()
        kinds = any(item.startswith("employer_") for item, *_ in self._rows(spell, instance))
        employer = "employer_pension" if self.covered == "pension_only" else "employer_insurance"
        items = ["employee_insurance"] if kinds else [employer, "employee_insurance"]
        return missing(instance, items, spell.first, spell.zone, spell.credential)

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        first, months = at_integrated(spell, instance)
        hired = months > 0 and spell.person.role not in COVER_ROLES
        for item, rate, funder, assumed in self._rows(spell, instance) if hired else ():
            yield Amount(
                item=item,
                first=first,
                months=months,
                monthly=rate,
                funder=funder,
                clause=self.id,
                person_id=spell.person.id,
                assumption=assumed,
            )

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        instance = ledger.instance
        person = instance.person.get(row.person_id or "")
        site = None if person is None else instance.site.get(whereabouts(ledger, person, row.first) or "")
        if person is None or site is None or person.role in COVER_ROLES or not site.integrated_on(row.first):
            return Decimal(0)
        rates: dict[str, Decimal] = {}
        for item in self.items:
            on = amount_on(instance, item, row.first, site.zone, credential_on(person, row.first))
            rate = None if on is None else monthly(on)
            if rate is not None:
                rates[item] = -rate if item == "employee_insurance" else rate
        kinds = {f"employer_{name}" for name in self.insurances}
        if row.item == "employer_insurance" and (self.covered != "all" or kinds & rates.keys()):
            return Decimal(0)
        return rates.get(row.item) if row.item in kinds | {"employer_insurance", "employee_insurance"} else None

    def bearer(self, row: Amount, ledger: Ledger) -> Funder | None:
        if row.item == "employee_insurance":
            return Funder.PERSON
        if row.item == "employer_insurance":
            return Funder(self.payer_employer)
        covered = self.covered == "all" or row.item == "employer_pension"
        return Funder(self.payer_employer) if covered else Funder.CENTRE


class ShortContributions(Revising):
    """Who retires with too few years of contributions goes on at her own cost, or changes scheme (XX21-4.2-e).

    A record under the clause gives, on the day of retirement, the years paid. From the month after
    it no public purse pays her insurance.
    """

    family: ClassVar[str] = "short_contributions"
    decides: ClassVar[bool] = False
    pension_min_years: Annotated[int, Range(1, 60)]

    def statement(self) -> Text:
        return say("subsidies.short_contributions", years=self.pension_min_years)

    def _short(self, person_id: str | None, instance: Instance) -> Record | None:
        record = None if person_id is None else last_record(instance, self.id, person_id)
        short = record is not None and record.quantity is not None and record.quantity < self.pension_min_years
        return record if short else None

    def duties(self, instance: Instance, first: date, last: date) -> Iterable[Duty]:
        for person in instance.people:
            record = self._short(person.id, instance)
            if record is not None and record.quantity is not None and first <= record.day <= last:
                more = self.pension_min_years - record.quantity
                yield Duty(
                    clause=self.id,
                    day=record.day,
                    what=say(
                        "subsidies.short_contributions.choose",
                        name=person.name,
                        years=f"{record.quantity:f}",
                        more=f"{more:f}",
                    ),
                    by=say("subsidies.herself"),
                    subject=person.id,
                )

    def revised(self, amount: Amount, instance: Instance) -> tuple[Amount, ...]:
        record = self._short(amount.person_id, instance)
        if record is None or not amount.item.startswith("employer_") or amount.funder not in PURSES:
            return (amount,)
        before, _ = parted(amount, _next_month(record.day))
        return () if before is None else (before,)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Tell public money for the insurance of one who retired with too few years."""
        for row in ledger.plan.money:
            record = self._short(row.person_id, ledger.instance)
            if record is None or not row.item.startswith("employer_") or row.funder not in PURSES:
                continue
            last = row.first.year * 12 + row.first.month + row.months - 1
            person = ledger.instance.person.get(row.person_id or "")
            if person is not None and last > record.day.year * 12 + record.day.month:
                yield Finding(
                    clause=self.id,
                    subject=person.id,
                    period=f"{row.first:%Y-%m}",
                    status=Status.VIOLATED,
                    actual=f"{row.monthly:f}",
                    limit="0",
                    message=say("subsidies.short_contributions.public", name=person.name, day=record.day),
                )


def _next_month(day: date) -> date:
    """The first day of the month after the one a day falls in."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


class MinimumSubsidy(PaidClause):
    """Village doctors in employee insurance get a share of last year's lowest flexible contribution (MTGR-18-a).

    The contribution is item ``flexible_minimum`` of the pay scale as of the end of the year before; who is in employee
    insurance is on record under the clause.
    """

    family: ClassVar[str] = "minimum_subsidy"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = ("minimum_subsidy",)
    insurance_subsidy_pct: External | Annotated[int, Range(0, 100)]

    def statement(self) -> Text:
        return say("subsidies.minimum_subsidy", pct=percent(self.insurance_subsidy_pct))

    @property
    def pay_step(self) -> int:
        return 2

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        record = last_record(instance, self.id, spell.person.id)
        village = spell.person.role is Role.VILLAGE_DOCTOR and spell.stage is Stage.SERVICE
        if (
            not village
            or record is None
            or record.result is Upshot.FAILED
            or isinstance(self.insurance_subsidy_pct, str)
        ):
            return
        for first, months in year_parts(spell.first, spell.months):
            row = amount_on(instance, "flexible_minimum", date(first.year - 1, 12, 31), spell.zone, spell.credential)
            base = None if row is None else monthly(row)
            if row is not None and base is not None:
                yield Amount(
                    item="minimum_subsidy",
                    first=first,
                    months=months,
                    monthly=fen(base * self.insurance_subsidy_pct / 100),
                    funder=Funder.PUBLIC,
                    clause=self.id,
                    person_id=spell.person.id,
                    assumption=row.assumption,
                )

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        instance = ledger.instance
        person = instance.person.get(row.person_id or "")
        if person is None or isinstance(self.insurance_subsidy_pct, str):
            return None
        told = last_record(instance, self.id, person.id)
        if person.role is not Role.VILLAGE_DOCTOR or told is None or told.result is Upshot.FAILED:
            return Decimal(0)
        day = date(row.first.year - 1, 12, 31)
        zone, held = zone_of(whereabouts(ledger, person, row.first), instance), credential_on(person, row.first)
        on = amount_on(instance, "flexible_minimum", day, zone, held)
        base = None if on is None else monthly(on)
        return None if base is None else fen(base / 100 * self.insurance_subsidy_pct)
