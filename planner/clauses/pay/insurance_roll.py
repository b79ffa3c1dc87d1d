"""Clauses on who is insured: enrolled, continued, with the insurances asked for, or in the residents' scheme."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

from planner.accounts import Duty, Spell, Stage
from planner.clause import Clause
from planner.clauses.pay.reckoning import (
    PaidClause,
    yuan,
)
from planner.domain import Instance, Record, Upshot
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.money import Amount, Funder
from planner.parameter import External
from planner.text import Text, join

Insurance = Literal["pension", "medical", "maternity", "unemployment", "injury"]


WORDS = {"pension": "养老", "medical": "医疗", "maternity": "生育", "unemployment": "失业", "injury": "工伤"}
"""What the note of a record says for each insurance, with or without 保险."""


def insurance_names(insurances: Iterable[str]) -> Text:
    return join([say(f"subsidies.insurance.{name}") for name in insurances], "、", ", ")


def last_record(instance: Instance, clause: str, person: str) -> Record | None:
    """The latest record of a person under a clause."""
    return next(reversed(instance.records_about.get((clause, person), ())), None)


class RequiredInsurances(Clause):
    """Hired doctors take part in certain insurances (JZ22-6.2-c).

    Records under the clause name a person's insurances in their notes; whoever has such a record needs all of them.
    """

    family: ClassVar[str] = "required_insurances"
    decides: ClassVar[bool] = False
    required: tuple[Insurance, ...]

    def statement(self) -> Text:
        return say("subsidies.required_insurances", names=insurance_names(self.required))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        held: dict[str, set[str]] = {}
        for record in ledger.instance.records_of.get(self.id, ()):
            if record.person_id is not None and record.day <= ledger.day:
                has = held.setdefault(record.person_id, set())
                named = {name for name, word in WORDS.items() if word in record.note or name in record.note}
                held[record.person_id] = has - named if record.result is Upshot.FAILED else has | named
        for code, has in sorted(held.items()):
            lacking = [name for name in self.required if name not in has]
            person = ledger.instance.person.get(code)
            if lacking and person is not None:
                yield Finding(
                    clause=self.id,
                    subject=code,
                    status=Status.VIOLATED,
                    actual="、".join(WORDS[name] for name in WORDS if name in has),
                    limit="、".join(WORDS[name] for name in self.required),
                    message=say(
                        "subsidies.required_insurances.lacking", name=person.name, names=insurance_names(lacking)
                    ),
                )


class InsuranceAction(Clause):
    """What the hospital does about a hired doctor's insurance: goes on with it (JZ22-4.5-a), or enrols (JZ22-4.5-b).

    A record of result ``failed`` under ``enrol`` is a doctor found without insurance, under ``continue`` a break in it;
    any other record is one who has taken it out, or has been enrolled.
    """

    family: ClassVar[str] = "insurance_action"
    decides: ClassVar[bool] = False
    insurance_action: Literal["continue", "enrol"]

    def statement(self) -> Text:
        return say(f"subsidies.insurance_action.{self.insurance_action}")

    def duties(self, instance: Instance, first: date, last: date) -> Iterable[Duty]:
        for person in instance.people:
            record = last_record(instance, self.id, person.id)
            if record is None or (record.result is Upshot.FAILED) != (self.insurance_action == "enrol"):
                continue
            hired = person.since or person.available_from
            day = hired if self.insurance_action == "continue" else max(first, hired or first)
            if day is not None and first <= day <= last:
                yield Duty(
                    clause=self.id,
                    day=day,
                    what=say(f"subsidies.insurance_action.{self.insurance_action}.do", name=person.name, day=day),
                    by=say("subsidies.hospital"),
                    subject=person.id,
                )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Tell who was found without insurance, or with a break in it, and is not insured again since."""
        latest = {r.person_id: r for r in ledger.instance.records_of.get(self.id, ()) if r.day <= ledger.day}
        for code, record in sorted((c, r) for c, r in latest.items() if c is not None):
            person = ledger.instance.person.get(code)
            if person is not None and record.result is Upshot.FAILED:
                yield Finding(
                    clause=self.id,
                    subject=code,
                    period=str(record.day),
                    status=Status.VIOLATED,
                    message=say(
                        f"subsidies.insurance_action.{self.insurance_action}.open", name=person.name, day=record.day
                    ),
                )


class ResidentsPension(PaidClause):
    """Doctors outside employee insurance join the residents' pension if registered locally (MTGR-18-b).

    A record under the clause is a doctor outside employee insurance: ``refused`` without local registration, any other
    result in the residents' pension.
    """

    family: ClassVar[str] = "residents_pension"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = ("residents_pension_subsidy",)
    resident_subsidy_increase: External | Decimal

    def statement(self) -> Text:
        return say("subsidies.residents_pension", yuan=yuan(self.resident_subsidy_increase))

    @property
    def pay_step(self) -> int:
        return 2

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        record = last_record(instance, self.id, spell.person.id)
        serves = spell.stage is Stage.SERVICE and record is not None and record.result is not Upshot.REFUSED
        if serves and isinstance(self.resident_subsidy_increase, Decimal):
            yield Amount(
                item="residents_pension_subsidy",
                first=spell.first,
                months=spell.months,
                monthly=self.resident_subsidy_increase,
                funder=Funder.PUBLIC,
                clause=self.id,
                person_id=spell.person.id,
            )

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        instance = ledger.instance
        latest = {r.person_id: r.result for r in instance.records_of.get(self.id, ())}
        if latest.get(row.person_id, Upshot.REFUSED) is Upshot.REFUSED:
            return Decimal(0)
        return self.resident_subsidy_increase if isinstance(self.resident_subsidy_increase, Decimal) else None

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Judge the rows of money, then tell who can join neither scheme."""
        yield from super().check(ledger)
        for person in ledger.instance.people:
            record = last_record(ledger.instance, self.id, person.id)
            if record is not None and record.result is Upshot.REFUSED:
                yield Finding(
                    clause=self.id,
                    subject=person.id,
                    period=str(record.day),
                    status=Status.MISSED,
                    message=say("subsidies.residents_pension.none", name=person.name),
                )
