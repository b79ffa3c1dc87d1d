"""Clauses that hold pay to limits: bands, equal pay, income tied to appraisal, a grade more, key staff."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import Annotated, ClassVar, Literal

from planner.accounts import Duty, Spell
from planner.calendar import add_months
from planner.clause import Clause
from planner.clauses.pay.owed import objects
from planner.clauses.pay.reckoning import (
    PaidClause,
    Revising,
    pro_rata,
    told,
    year_parts,
    yuan,
)
from planner.domain import Instance, PayItem, Person, Record, Role, Upshot
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.money import Amount, Funder
from planner.parameter import External, Range
from planner.scale import ITEMS, amount_on
from planner.text import Text

Percent = Annotated[int, Range(0, 1000)]


class PayCompared(Clause):
    """Filed staff earn as much as established staff (QJ-1-f), posted staff more than their peers (QJ-11-b).

    Items of the pay scale: ``filed_pay`` against ``established_pay``, ``posted_pay`` against ``county_peer_pay``, by
    the same credential and zone.
    """

    family: ClassVar[str] = "pay_compared"
    decides: ClassVar[bool] = False
    relation: Literal["equal", "above"]

    def statement(self) -> Text:
        return say(f"subsidies.pay_compared.{self.relation}")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        mine, theirs = (
            ("filed_pay", "established_pay") if self.relation == "equal" else ("posted_pay", "county_peer_pay")
        )
        for day, row, peer in self._pairs(mine, theirs, ledger):
            if row.amount_yuan is None or peer.amount_yuan is None or peer.unit != row.unit:
                continue
            gap = row.amount_yuan - peer.amount_yuan
            if gap < 0 or (gap == 0 and self.relation == "above"):
                yield Finding(
                    clause=self.id,
                    subject=row.credential or row.item,
                    period=str(day),
                    status=Status.VIOLATED,
                    actual=f"{row.amount_yuan:f}",
                    limit=f"{'>=' if self.relation == 'equal' else '>'}{peer.amount_yuan:f}",
                    message=say(
                        f"subsidies.pay_compared.{self.relation}.short",
                        who=say(f"subsidies.credential.{row.credential or 'all'}"),
                        mine=f"{row.amount_yuan:f}",
                        theirs=f"{peer.amount_yuan:f}",
                        gap=f"{-gap:f}",
                    ),
                )

    def _pairs(self, mine: str, theirs: str, ledger: Ledger) -> Iterator[tuple[date, PayItem, PayItem]]:
        """Yield what holds for each zone and credential beside what peers have, from each day on which one begins."""
        instance = ledger.instance
        own = [row for row in instance.pay_scale if row.item in {mine, ITEMS[mine]}]
        both = [*own, *(row for row in instance.pay_scale if row.item in {theirs, ITEMS[theirs]})]
        days = sorted({ledger.day, *(row.start for row in both if row.start is not None)})
        seen: set[tuple[PayItem, PayItem]] = set()
        for day in days:
            for zone, credential in dict.fromkeys((row.zone, row.credential) for row in own):
                row = amount_on(instance, mine, day, zone, credential)
                peer = amount_on(instance, theirs, day, zone, credential)
                if row is not None and peer is not None and (row, peer) not in seen:
                    seen.add((row, peer))
                    yield day, row, peer


class TiedIncome(Clause):
    """Of two people of the same credential, who is appraised lower earns less (JZ22-4.8-d).

    Records under the clause, by month: ``passed`` or ``failed`` with the score, ``done`` with her pay in yuan.
    """

    family: ClassVar[str] = "tied_income"
    decides: ClassVar[bool] = False

    def statement(self) -> Text:
        return say("subsidies.tied_income")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        scores: dict[tuple[date, str], Decimal] = {}
        pay: dict[tuple[date, str], Decimal] = defaultdict(Decimal)
        for record in ledger.instance.records_of.get(self.id, ()):
            person = ledger.instance.person.get(record.person_id or "")
            if person is not None and record.quantity is not None:
                key = record.day.replace(day=1), person.id
                if record.result in {Upshot.PASSED, Upshot.FAILED}:
                    scores[key] = record.quantity
                elif record.result is Upshot.DONE:
                    pay[key] += record.quantity
        known = sorted(scores.keys() & pay.keys())
        for low, high in permutations(known, 2):
            worse, better = ledger.instance.person[low[1]], ledger.instance.person[high[1]]
            alike = low[0] == high[0] and worse.credential is better.credential
            if alike and scores[low] < scores[high] and pay[low] >= pay[high]:
                yield Finding(
                    clause=self.id,
                    subject=worse.id,
                    period=f"{low[0]:%Y-%m}",
                    status=Status.VIOLATED,
                    actual=f"{pay[low]:f}",
                    limit=f"<{pay[high]:f}",
                    message=say(
                        "subsidies.tied_income.wrong",
                        name=worse.name,
                        other=better.name,
                        month=f"{low[0]:%Y-%m}",
                        score=f"{scores[low]:f}",
                        higher=f"{scores[high]:f}",
                        yuan=f"{pay[low]:f}",
                        theirs=f"{pay[high]:f}",
                    ),
                )


class GradeStep(Clause):
    """Medical graduates who work in a township or below it are confirmed early and so many grades higher (QJ-11-c).

    A record under the clause gives the grade she was confirmed in; the usual grade is item ``normal_grade`` of the pay
    scale. ``township_and_below`` includes centres, ``below_only`` means clinics alone.
    """

    family: ClassVar[str] = "grade_step"
    decides: ClassVar[bool] = False
    grade_step_up: Annotated[int, Range(1, 10)]
    where: Literal["township_and_below", "below_only"]

    def statement(self) -> Text:
        return say("subsidies.grade_step", steps=self.grade_step_up, where=say(f"subsidies.grade_step.{self.where}"))

    def _reaches(self, person: Person, instance: Instance) -> bool:
        return person.role in {Role.GRADUATE, Role.RECRUIT} and (
            person.site_id in instance.site or (self.where == "township_and_below" and person.employer is not None)
        )

    def duties(self, instance: Instance, first: date, last: date) -> Iterable[Duty]:
        for person in instance.people:
            day = person.since
            if day is not None and first <= day <= last and self._reaches(person, instance):
                yield Duty(
                    clause=self.id,
                    day=day,
                    what=say("subsidies.grade_step.do", name=person.name, steps=self.grade_step_up),
                    by=say("subsidies.hospital"),
                    subject=person.id,
                )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for record in ledger.instance.records_of.get(self.id, ()):
            person = ledger.instance.person.get(record.person_id or "")
            usual = person and amount_on(ledger.instance, "normal_grade", record.day, credential=person.credential)
            if person is None or not usual or usual.amount_yuan is None or record.quantity is None:
                continue
            due = usual.amount_yuan + self.grade_step_up
            at_clinic = person.site_id in ledger.instance.site
            if record.quantity < due and (at_clinic or self.where == "township_and_below"):
                yield Finding(
                    clause=self.id,
                    subject=person.id,
                    period=str(record.day),
                    status=Status.MISSED,
                    actual=f"{record.quantity:f}",
                    limit=f"{due:f}",
                    message=say(
                        "subsidies.grade_step.low", name=person.name, grade=f"{record.quantity:f}", due=f"{due:f}"
                    ),
                )


class KeyStaff(PaidClause, Revising):
    """Selected key staff receive a public subsidy each year; an agreed salary stands outside performance pay (QJ-17-a).

    Records under the clause: ``granted`` is a selection, which counts from its month on, ``done`` an agreed salary.
    """

    family: ClassVar[str] = "key_staff"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = ("key_staff_subsidy",)
    yearly: ClassVar[bool] = True
    key_staff_subsidy_yuan: External | Decimal
    agreed_salary_in_total: Literal["no", "yes"]

    def statement(self) -> Text:
        return say(
            "subsidies.key_staff",
            yuan=yuan(self.key_staff_subsidy_yuan),
            total=say(f"subsidies.key_staff.{self.agreed_salary_in_total}"),
        )

    @property
    def pay_step(self) -> int:
        return 2

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        chosen = [r.day for r in instance.records_of.get(self.id, ()) if _is(r, spell.person.id, Upshot.GRANTED)]
        if not chosen or isinstance(self.key_staff_subsidy_yuan, str):
            return
        late = max(spell.first, min(chosen).replace(day=1))
        months = 12 * (spell.first.year - late.year) + spell.first.month - late.month + spell.months
        for first, count in year_parts(late, months):
            yield Amount(
                item="key_staff_subsidy",
                first=first,
                months=1,
                monthly=pro_rata(self.key_staff_subsidy_yuan, first, count),
                funder=Funder.PUBLIC,
                clause=self.id,
                person_id=spell.person.id,
            )

    def revised(self, amount: Amount, instance: Instance) -> tuple[Amount, ...]:
        signed = [r for r in instance.records_of.get(self.id, ()) if _is(r, amount.person_id, Upshot.DONE)]
        outside = self.agreed_salary_in_total == "no" and amount.item.startswith("performance_")
        return () if signed and outside and amount.first >= signed[0].day.replace(day=1) else (amount,)

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        """Nothing to one who was not selected by then, and never more than a year's subsidy at once."""
        instance = ledger.instance
        if isinstance(self.key_staff_subsidy_yuan, str):
            return None
        chosen = {
            r.person_id
            for r in instance.records_of.get(self.id, ())
            if r.result is Upshot.GRANTED and r.day < add_months(row.first, 1)
        }
        if row.person_id not in chosen:
            return Decimal(0)
        return self.key_staff_subsidy_yuan if row.monthly > self.key_staff_subsidy_yuan else None

    def owes(self, row: Amount, ledger: Ledger) -> Decimal | None:
        return self.due(replace(row, monthly=Decimal("Infinity")), ledger)

    def forbids(self, row: Amount, ledger: Ledger) -> bool:
        performance = row.item.startswith("performance_")
        return super().forbids(row, ledger) or (performance and objects(self, row, ledger))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Judge the rows of money, then tell performance pay for someone on an agreed salary."""
        yield from super().check(ledger)
        for row in ledger.plan.money if self.agreed_salary_in_total == "no" else ():
            for record in ledger.instance.records_of.get(self.id, ()):
                paid = row.item.startswith("performance_") and row.person_id == record.person_id
                if paid and record.result is Upshot.DONE and record.day < add_months(row.first, row.months):
                    yield told(self, row, ledger.instance, say("subsidies.key_staff.outside"))


def _is(record: Record, person_id: str | None, result: Upshot) -> bool:
    return person_id is not None and record.person_id == person_id and record.result is result
