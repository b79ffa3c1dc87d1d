"""Clauses that pay for something on record: a degree, tuition, a course, visits, a month's appraisal."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from planner.accounts import Spell, Stage
from planner.calendar import add_months
from planner.clauses.pay.owed import each_record
from planner.clauses.pay.reckoning import (
    PaidClause,
    Payer,
    credential_on,
    fen,
    in_spell,
    percent,
    whereabouts,
    yuan,
    zone_of,
)
from planner.domain import Instance, Record, Role, Site, Upshot
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.money import Amount, Funder
from planner.parameter import External, Range
from planner.scale import amount_on, monthly
from planner.text import Text, join

Major = Literal["clinical_medicine", "rural_medicine"]
MAJORS = {"clinical_medicine": "临床", "rural_medicine": "农村医学"}
"""What the note of a record says for each major."""

GOOD = frozenset({Upshot.DONE, Upshot.PASSED, Upshot.GRANTED})
ONE = Decimal(1)


def _own(clause: str, spell: Spell, instance: Instance) -> Iterator[Record]:
    """What is on record of a person under a clause in the months of a spell, leaving out what failed or was refused."""
    for record in instance.records_of.get(clause, ()):
        if record.person_id == spell.person.id and record.result in GOOD and in_spell(record.day, spell):
            yield record


def _same_month(row: Amount, record: Record) -> bool:
    return record.day.replace(day=1) == row.first


class AwardOnce(PaidClause):
    """A village doctor who completes a degree in certain subjects receives a sum, once in a lifetime (MTGR-11-a).

    A record under the clause is a degree below which she was before; its note names the subject, blank is taken to fit.
    Whoever has one of ``degrees`` on the roster before the day of the record was not below college level.
    """

    family: ClassVar[str] = "award_once"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = ("degree_bonus",)
    degree_bonus_yuan: Annotated[int, Range(0)]
    degree_majors: tuple[Major, ...]
    degrees: tuple[str, ...]

    def statement(self) -> Text:
        majors = join([say(f"subsidies.major.{m}") for m in self.degree_majors], "、", " or ")
        degrees = "、".join(self.degrees)
        return say("subsidies.award_once", yuan=self.degree_bonus_yuan, majors=majors, degrees=degrees)

    @property
    def pay_step(self) -> int:
        return 2

    def _counts(self, record: Record, instance: Instance) -> bool:
        person = instance.person.get(record.person_id or "")
        if person is not None and person.degree in self.degrees and record.day > instance.placement_date:
            return False
        words = [MAJORS[m] for m in self.degree_majors] + list(self.degree_majors)
        return record.result in GOOD and (not record.note or any(word in record.note for word in words))

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        own = instance.records_about.get((self.id, spell.person.id), ())
        degree = next((r for r in own if self._counts(r, instance)), None)
        doctor = spell.person.role is Role.VILLAGE_DOCTOR and spell.stage is Stage.SERVICE
        if degree is not None and doctor and in_spell(degree.day, spell):
            yield Amount(
                item="degree_bonus",
                first=degree.day.replace(day=1),
                months=1,
                monthly=Decimal(self.degree_bonus_yuan),
                funder=Funder.PUBLIC,
                clause=self.id,
                person_id=spell.person.id,
            )

    def occasions(self, ledger: Ledger) -> Iterator[Amount]:
        return each_record(self, ledger)

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        instance = ledger.instance
        good = [r for r in instance.records_of.get(self.id, ()) if self._counts(r, instance)]
        degrees = [r for r in good if r.person_id == row.person_id]
        person = instance.person.get(row.person_id or "")
        doctor = person is not None and person.role is Role.VILLAGE_DOCTOR
        earned = doctor and bool(degrees) and _same_month(row, degrees[0])
        return Decimal(self.degree_bonus_yuan if earned else 0)


class Reimbursement(PaidClause):
    """A share of what was spent is refunded (MTGR-11-b tuition, QJ-6-c training, JZ22-4.6.3-a courses).

    A record under the clause gives the yuan spent, on the day the proof was presented; ``failed`` (dropped out) refunds
    nothing.
    """

    family: ClassVar[str] = "reimbursement"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = ("tuition", "gp_training", "course_fee")
    spent_on: Literal["tuition", "gp_training", "course_fee"]
    refund_pct: External | Annotated[int, Range(0, 100)]
    payer_refund: Payer

    def statement(self) -> Text:
        payer = say(f"subsidies.funder.{self.payer_refund}")
        return say(f"subsidies.reimbursement.{self.spent_on}", pct=percent(self.refund_pct), payer=payer)

    @property
    def pay_step(self) -> int:
        return 2

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        for record in _own(self.id, spell, instance):
            if record.quantity is None or isinstance(self.refund_pct, str):
                continue
            refund = fen(record.quantity * self.refund_pct / 100)
            if refund:
                yield Amount(
                    item=self.spent_on,
                    first=record.day.replace(day=1),
                    months=1,
                    monthly=refund,
                    funder=Funder(self.payer_refund),
                    clause=self.id,
                    person_id=spell.person.id,
                )

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        return None

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Add up, by person and month, what others bear, and hold it to the share of what was spent."""
        if isinstance(self.refund_pct, str):
            return
        paid: dict[tuple[str, date], Decimal] = {}
        for row in ledger.plan.money:
            if row.item == self.spent_on and row.person_id:
                key = row.person_id, row.first
                paid[key] = paid.get(key, Decimal(0)) + row.total
        owed = [(row.person_id or "", row.first) for row in each_record(self, ledger)] if ledger.plan.money else []
        due = dict.fromkeys([*paid, *owed], Decimal(0))
        for record in ledger.instance.records_of.get(self.id, ()):
            key = record.person_id or "", record.day.replace(day=1)
            if key in due and record.result in GOOD and record.quantity is not None:
                due[key] += fen(record.quantity - record.quantity * (100 - self.refund_pct) / 100)
        for code, month in sorted(due):
            sum_paid = paid.get((code, month), Decimal(0))
            if sum_paid != due[code, month]:
                person = ledger.instance.person.get(code)
                yield Finding(
                    clause=self.id,
                    subject=code,
                    period=f"{month:%Y-%m}",
                    status=Status.VIOLATED,
                    actual=f"{sum_paid:f}",
                    limit=f"{due[code, month]:f}",
                    message=say(
                        "subsidies.reimbursement.wrong",
                        name=person.name if person else code,
                        month=f"{month:%Y-%m}",
                        item=say(f"subsidies.item.{self.spent_on}"),
                        yuan=f"{sum_paid:f}",
                        due=f"{due[code, month]:f}",
                    ),
                )


class PaidByCount(PaidClause):
    """Doctors are paid for contracts of family doctors and for rounds in villages without service (MTGR-18-c).

    A record under the clause counts visits (1 where no quantity is given), or contracts where its note says 签约.
    """

    family: ClassVar[str] = "paid_by_count"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = ("round_visits", "family_contracts")
    round_visit_pay_yuan: External | Decimal
    contract_pay_yuan: External | Decimal

    def statement(self) -> Text:
        visit, contract = yuan(self.round_visit_pay_yuan), yuan(self.contract_pay_yuan)
        return say("subsidies.paid_by_count", visit=visit, contract=contract)

    @property
    def pay_step(self) -> int:
        return 2

    def _of(self, record: Record) -> tuple[str, External | Decimal]:
        contracts = "签约" in record.note or "contract" in record.note.lower()
        return (self.items[1], self.contract_pay_yuan) if contracts else (self.items[0], self.round_visit_pay_yuan)

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        for record in _own(self.id, spell, instance):
            item, rate = self._of(record)
            if isinstance(rate, Decimal):
                yield Amount(
                    item=item,
                    first=record.day.replace(day=1),
                    months=1,
                    monthly=fen(rate * (ONE if record.quantity is None else record.quantity)),
                    funder=Funder.PUBLIC,
                    clause=self.id,
                    person_id=spell.person.id,
                )

    def occasions(self, ledger: Ledger) -> Iterator[Amount]:
        return each_record(self, ledger)

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        instance = ledger.instance
        rate = self.contract_pay_yuan if row.item == self.items[1] else self.round_visit_pay_yuan
        if isinstance(rate, str):
            return None
        own = [
            r
            for r in instance.records_of.get(self.id, ())
            if r.person_id == row.person_id and r.result in GOOD and _same_month(row, r) and self._of(r)[0] == row.item
        ]
        return fen(sum((ONE if r.quantity is None else r.quantity for r in own), Decimal(0)) * rate)


class PaidPerSite(PaidClause):
    """A sum for each thing on record at a clinic: visits of special support (MTGR-21-c), clinics brought up to standard
    (XX21-4.1-a).

    A record under the clause names the clinic; its quantity counts (1 where none is given).
    """

    family: ClassVar[str] = "paid_per_site"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = ("special_support", "clinic_building")
    paid_for: Literal["special_support", "clinic_building"]
    each_yuan: External | Decimal
    payer_each: Payer

    def statement(self) -> Text:
        payer = say(f"subsidies.funder.{self.payer_each}")
        return say(f"subsidies.paid_per_site.{self.paid_for}", yuan=yuan(self.each_yuan), payer=payer)

    def costs(self, site: Site, first: date, months: int, instance: Instance) -> Iterable[Amount]:
        for record in instance.records_of.get(self.id, ()):
            month = record.day.replace(day=1)
            inside = record.site_id == site.id and record.result in GOOD and first <= month < add_months(first, months)
            if inside and isinstance(self.each_yuan, Decimal):
                yield Amount(
                    item=self.paid_for,
                    first=month,
                    months=1,
                    monthly=fen(self.each_yuan * (ONE if record.quantity is None else record.quantity)),
                    funder=Funder(self.payer_each),
                    clause=self.id,
                    site_id=site.id,
                )

    def occasions(self, ledger: Ledger) -> Iterator[Amount]:
        return each_record(self, ledger)

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        instance = ledger.instance
        if row.item != self.paid_for or isinstance(self.each_yuan, str):
            return None
        counted = sum(
            (ONE if r.quantity is None else r.quantity)
            for r in instance.records_of.get(self.id, ())
            if r.site_id == row.site_id and r.result in GOOD and _same_month(row, r)
        )
        return fen(counted * self.each_yuan)

    def bearer(self, row: Amount, ledger: Ledger) -> Funder | None:
        return Funder(self.payer_each) if row.item == self.paid_for else None


Source = Literal["public_health_subsidy", "essential_medicine_subsidy", "clinic_surplus"]


class PerformancePay(PaidClause):
    """Performance pay comes from named sources, paid month by month after appraisal (XX21-4.2-c).

    A record under the clause gives the factor of a month's appraisal in percent; each source is an item of the pay
    scale in yuan a month. The clinic bears what comes from its own surplus. A month without appraisal is not paid yet.
    """

    family: ClassVar[str] = "performance_pay"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = (
        "performance_public_health_subsidy",
        "performance_essential_medicine_subsidy",
        "performance_clinic_surplus",
    )
    performance_pay_sources: tuple[Source, ...]

    def statement(self) -> Text:
        sources = [say(f"subsidies.source.{source}") for source in self.performance_pay_sources]
        return say("subsidies.performance_pay", sources=join(sources, "、", ", "))

    @property
    def pay_step(self) -> int:
        return 0

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        for record in _own(self.id, spell, instance) if spell.stage is Stage.SERVICE else ():
            month = record.day.replace(day=1)
            for source in self.performance_pay_sources:
                row = amount_on(instance, source, month, spell.zone, spell.credential)
                rate = None if row is None else monthly(row)
                if row is not None and rate is not None and record.quantity is not None:
                    yield Amount(
                        item=f"performance_{source}",
                        first=month,
                        months=1,
                        monthly=fen(rate * record.quantity / 100),
                        funder=Funder.CENTRE if source == "clinic_surplus" else Funder.PUBLIC,
                        clause=self.id,
                        person_id=spell.person.id,
                        assumption=row.assumption,
                    )

    def occasions(self, ledger: Ledger) -> Iterator[Amount]:
        return each_record(self, ledger)

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        """Nothing for a month without an appraisal, nothing from any other source; else the factor of the source."""
        instance = ledger.instance
        source = row.item.removeprefix("performance_")
        person = instance.person.get(row.person_id or "")
        appraised = [
            r for r in instance.records_of.get(self.id, ()) if r.person_id == row.person_id and r.result in GOOD
        ]
        factors = [r.quantity for r in appraised if _same_month(row, r) and r.quantity is not None]
        if person is None or not factors or source not in self.performance_pay_sources:
            return Decimal(0)
        zone = zone_of(whereabouts(ledger, person, row.first), instance)
        on = amount_on(instance, source, row.first, zone, credential_on(person, row.first))
        rate = None if on is None else monthly(on)
        return None if rate is None or len(factors) > 1 else fen(rate / 100 * factors[0])
